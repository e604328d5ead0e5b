"""A whole talk with a model's voice: a real server on loopback, a real process, and a key that must not stay anywhere."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.llm.server import says, serve, status
from tests.scripted import good_agent, library

BLENDER = "blender-broken-charged-twice"
KEY = "sk-canary-7f3a91"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


async def practise(tmp_path: Path, base_url: str, replies: list[str]) -> Done:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "coach", "practise", BLENDER, "--json", "--seed", "1"),
        *("--voice", "model", "--base-url", base_url, "--model", "tiny"),
        env={**os.environ, "COACH_DATA_DIR": str(tmp_path / "data"), "COACH_API_KEY": KEY},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate("\n".join(replies).encode())
    return Done(process.returncode or 0, out.decode(), err.decode())


def every_byte_under(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_model_words_the_talk_and_code_decides_its_course(tmp_path: Path) -> None:
    lines = ["The Visa it was, as ever.", "So long? I had hoped for today.", "Fine, but what of my blender?"]
    async with serve(*(says(line) for line in lines)) as server:
        done = await practise(tmp_path, server.base_url, good_agent(library().scenario(BLENDER)))
    assert done.code == 0, done.err
    spoken = [e for e in done.events if e["event"] == "customer_spoke"]
    assert any(e["text"] == lines[0] for e in spoken)
    assert done.events[-1]["event"] == "session_ended"
    assert done.events[-1]["outcome"] == "resolved"
    assert {r.headers["authorization"] for r in server.requests} == {f"Bearer {KEY}"}
    sent = [json.dumps(r.body) for r in server.requests]
    assert not any("seventieth" in body for body in sent[:3]), "hidden before the agent asked for it"
    assert not any("KB-" in body or "business days of our receiving" in body for body in sent), "the facts"


async def test_a_refused_key_hands_over_to_the_built_in_customer_and_is_kept_nowhere(tmp_path: Path) -> None:
    async with serve(status(401)) as server:
        done = await practise(tmp_path, server.base_url, ["Which card are the two charges on?"])
    assert done.code == 0
    assert "4421" in done.out
    assert "key" in done.err
    assert KEY not in done.out + done.err
    assert KEY.encode() not in every_byte_under(tmp_path)
