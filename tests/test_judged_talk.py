"""Whole talks with a judge: a real process, a real server on loopback, and a key that must not stay anywhere."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any

import pytest

from tests.judges import answers, ids_in, reply_in
from tests.llm import server as s
from tests.llm.server import Behaviour, Exchange, serve
from tests.scripted import good_agent, library

BLENDER = "blender-broken-charged-twice"
KEY = "sk-canary-9c41d7"
CARD = "4111 1111 1111 1111"
HEARD = "A jar in pieces and two charges on top: no wonder you are cross. Which card is it?"


async def coach(tmp_path: Path, base_url: str, *arguments: str, **more: str) -> Process:
    settings = {
        "COACH_DATA_DIR": str(tmp_path / "data"),
        "COACH_CONFIG": str(tmp_path / "coach.toml"),
        "COACH_JUDGE": "model",
        "COACH_JUDGE_BASE_URL": base_url,
        "COACH_JUDGE_MODEL": "tiny-judge",
        "COACH_JUDGE_API_KEY": KEY,
        **more,
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COACH_", "OPENAI_"))}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-X", "dev", "-m", "coach", *arguments),
        env={**kept, **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def practise(tmp_path: Path, base_url: str, replies: list[str], *arguments: str) -> tuple[str, str]:
    """What is on stdout and stderr."""
    process = await coach(tmp_path, base_url, "practise", BLENDER, "--seed", "1", *arguments)
    out, err = await process.communicate("".join(f"{r}\n" for r in replies).encode())
    assert process.returncode == 0, err.decode()
    return out.decode(), err.decode()


def events(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


async def kind(exchange: Exchange) -> None:
    """Finds their situation named in the first words of every reply, and nothing else."""
    messages = exchange.request.body["messages"]
    words = " ".join(reply_in(messages[1]["content"]).split()[:3])
    text = answers(ids_in(messages[-1]["content"]), {"situation_in_own_words": words})
    await s.says(text)(exchange)


async def harsh(exchange: Exchange) -> None:
    """Takes the first words of every reply for an insult."""
    messages = exchange.request.body["messages"]
    words = " ".join(reply_in(messages[1]["content"]).split()[:3])
    await s.says(answers(ids_in(messages[-1]["content"]), {"insults": words}))(exchange)


def every_byte_under(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_talk_with_a_judge_has_an_opinion_on_each_reply_and_a_result_that_counts_them(
    tmp_path: Path,
) -> None:
    replies = [*good_agent(library().scenario(BLENDER))]
    replies[0] += f" Was it {CARD}?"
    async with serve(kind) as server:
        out, err = await practise(tmp_path, server.base_url, replies, "--json")
    found = events(out)
    assessed = [e for e in found if e["event"] == "reply_assessed"]
    judged = [e for e in found if e["event"] == "reply_judged"]
    assert sorted(e["reply"] for e in judged) == [
        e["reply"] for e in assessed if e["empathy"]["score"] is not None
    ]
    assert {e["status"] for e in judged} <= {"used", "review"}
    for event in judged:
        assert event["built_in"] == assessed[event["reply"] - 1]["empathy"]["score"]
        apart = None if event["score"] is None else abs(event["score"] - event["built_in"])
        assert (event["status"] == "used") == (apart is not None and apart <= 1.0 + 1e-9)
    assert found[-1]["event"] == "session_ended"
    assert found[-1]["scorecard"]["judged"] == sum(e["status"] == "used" for e in judged)
    assert {r.headers["authorization"] for r in server.requests} == {f"Bearer {KEY}"}
    assert CARD not in json.dumps([r.body for r in server.requests])
    assert KEY not in out + err
    assert KEY.encode() not in every_byte_under(tmp_path)
    assert "Error" not in err
    assert "Warning" not in err


async def test_in_plain_lines_an_opinion_is_one_line_and_progress_lists_what_a_person_should_see(
    tmp_path: Path,
) -> None:
    async with serve(harsh) as server:
        out, _ = await practise(tmp_path, server.base_url, [HEARD], "--plain")
        (line,) = [x for x in out.splitlines() if "Second opinion on the empathy of reply 1" in x]
        assert re.search(r": 0\.0 \(built-in [2-5]\.\d\), for a person to look at\.$", line)
        progress = await coach(tmp_path, server.base_url, "progress")
        shown = (await progress.communicate())[0].decode()
        as_json = await coach(tmp_path, server.base_url, "progress", "--json")
        listed = json.loads((await as_json.communicate())[0])["for_review"]
    assert "For a person to look at" in shown
    assert f'"{HEARD}"' in shown
    assert [(x["reply"], x["second_opinion"]) for x in listed] == [(1, 0.0)]


@pytest.mark.parametrize("fault", [s.status(401, KEY), s.status(503), s.says("5/5"), s.resets()])
async def test_without_an_answer_the_talk_is_scored_as_ever(tmp_path: Path, fault: Behaviour) -> None:
    async with serve(fault) as server:
        out, err = await practise(tmp_path, server.base_url, ["Which card are they on?"], "--json")
    found = events(out)
    (judged,) = [e for e in found if e["event"] == "reply_judged"]
    assert (judged["status"], judged["score"]) == ("unscored", None)
    assert found[-1]["scorecard"]["judged"] == 0
    assert KEY not in out + err
    assert "Traceback" not in err


async def test_an_interrupt_ends_a_talk_while_its_judge_hangs_and_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    asked = asyncio.Event()

    async def hangs(exchange: Exchange) -> None:
        asked.set()
        await exchange.gone.wait()

    async with serve(hangs) as server:
        process = await coach(tmp_path, server.base_url, "practise", BLENDER, "--seed", "1", "--plain")
        assert process.stdin is not None
        process.stdin.write(b"Which card are they on?\n")
        await process.stdin.drain()
        await asked.wait()
        process.send_signal(signal.SIGINT)
        await server.hung_up.wait()
        _, err = await process.communicate()
    assert process.returncode == 130
    assert "coach resume" in err.decode()
    for trouble in ("Traceback", "destroyed", "never retrieved", "Warning"):
        assert trouble not in err.decode()


async def test_a_judge_without_a_place_is_said_and_the_talk_goes_on(tmp_path: Path) -> None:
    out, err = await practise(tmp_path, "", ["Which card are they on?"], "--json")
    assert "A judge is set, but not where it is" in err
    assert not any(e["event"] == "reply_judged" for e in events(out))
