"""A model that does not answer, in real terminals and without one: what is said, Esc and Ctrl-C, the choice."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pexpect
import pytest

from coach.storage.sqlite_store import SqliteStore
from tests.cli.conftest import BLENDER, Run
from tests.llm import server as s
from tests.llm.server import Server, serve

SOON = 20
"""Seconds: a third of the deadline of a turn, so that who waited for that would be noticed."""
START = 60
REPLY = "A smashed jar and two charges of 64.90. Which card are they on?"
BROKEN = (s.events(s.chunk("It is the "), s.event({"error": {"message": "out of memory"}})),)


class Hands:
    """At the keyboard of a real terminal, without holding up the server beside it."""

    def __init__(self, child: pexpect.spawn) -> None:
        self.child = child

    async def sees(self, text: str, *, within: float = SOON) -> None:
        pattern = r"\s+".join(re.escape(word) for word in text.split(" "))
        await asyncio.to_thread(self.child.expect, pattern, timeout=within)

    def keys(self, keys: str) -> None:
        self.child.send(keys)

    def line(self, text: str) -> None:
        self.child.sendline(text)

    async def status(self) -> int | None:
        await asyncio.to_thread(self.child.expect, pexpect.EOF, timeout=START)
        await asyncio.to_thread(self.child.wait)
        return self.child.exitstatus


@asynccontextmanager
async def terminal(env: dict[str, str], server: Server, *front: str, **more: str) -> AsyncIterator[Hands]:
    where = ("--seed", "1", "--base-url", server.base_url, "--model", "tiny")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "practise", BLENDER, *where, *front],
        env={**env, **more},
        encoding="utf-8",
        timeout=START,
        dimensions=(24, 80) if not front else (40, 200),
    )
    child.delaybeforesend = None
    try:
        yield Hands(child)
    finally:
        child.close(force=True)


async def test_esc_in_the_app_stops_a_model_that_hangs_and_the_built_in_customer_goes_on(
    env: dict[str, str], run: Run, tmp_path: Path
) -> None:
    await asyncio.to_thread(run, "practise", BLENDER, "--plain")  # the notice is read
    async with (
        serve(s.events_then_hang(s.chunk("It is the "))) as server,
        terminal(env, server, TERM="xterm-256color") as hands,
    ):
        await hands.sees("Start the talk", within=START)
        hands.keys("\r")
        await hands.sees("Write what you would say", within=START)
        hands.keys(f"{REPLY}\r")
        await hands.sees("is answering; 5", within=START)
        await hands.sees("s left at most")
        hands.keys("\x1b")
        await hands.sees("You stopped the customer's answer.")
        async with asyncio.timeout(SOON):
            await server.hung_up.wait()
        hands.keys("\x1b[18~")  # F7
        await hands.sees("4421")
        hands.keys("\x11")
        assert await hands.status() == 0
    with SqliteStore.open_for_reading(tmp_path / "data" / "practice.db") as store:
        kept = store.session(store.sessions()[0].id)
    assert kept.turns[1].text == REPLY
    (wording,) = kept.wordings.values()
    assert wording.interventions == ("stopped_by_agent", "handed_over")


async def test_ctrl_c_in_plain_text_stops_waiting_and_the_agent_chooses(env: dict[str, str]) -> None:
    hangs = s.events_then_hang(s.chunk("It is the "))
    async with (
        serve(hangs, s.hangs(), s.says("It is the Visa, and I wait.")) as server,
        terminal(env, server, "--plain") as hands,
    ):
        await hands.sees("You: ", within=START)
        hands.line(REPLY)
        await hands.sees("The customer is answering; 5", within=START)
        await hands.sees("Ctrl-C stops waiting.")
        hands.child.sendintr()
        await hands.sees("Customer, broken off: It is the")
        await hands.sees("You stopped the customer's answer.")
        await hands.sees("What now: ")
        hands.line("hello?")
        await hands.sees("Not sent: the customer has not answered yet.")
        hands.line("/again")
        await hands.sees("The customer is answering; 5", within=START)
        hands.child.sendintr()
        await hands.sees("What now: ")
        hands.line("/again")
        await hands.sees("Customer: It is the Visa, and I wait.", within=START)
        await hands.sees("You: ")
        hands.line("/again")
        await hands.sees("Nothing has failed: it is your turn.")
        hands.line("/end")
        await hands.sees("2 stopped by you", within=START)
        assert await hands.status() == 0


async def test_at_a_failure_in_plain_text_the_talk_can_be_left_and_taken_up_again(
    env: dict[str, str], run: Run
) -> None:
    async with serve(*BROKEN) as server, terminal(env, server, "--plain") as hands:
        await hands.sees("You: ", within=START)
        hands.line(REPLY)
        await hands.sees("broken off: It is the", within=START)
        await hands.sees("The model did not answer: ")
        await hands.sees("/again asks once more, /built-in goes on with the built-in customer")
        hands.line("/leave")
        await hands.sees("The talk is kept. Take it up again with: coach resume")
        assert await hands.status() == 0
    # Nothing says any more where the model is; the answer that is due comes all the same.
    done = await asyncio.to_thread(run, "resume", "--plain", stdin="And on what day was that?\n")
    assert done.code == 0, done.err
    assert "The model's voice needs base_url" in done.err
    assert "The built-in customer goes on." in done.err
    assert "4421" in done.out
    assert "From then on the built-in customer spoke." in " ".join(done.out.split())


async def test_an_interrupt_at_the_choice_leaves_the_talk(env: dict[str, str]) -> None:
    async with serve(*BROKEN) as server, terminal(env, server, "--plain") as hands:
        await hands.sees("You: ", within=START)
        hands.line(REPLY)
        await hands.sees("What now: ", within=START)
        hands.child.sendintr()
        await hands.sees("The talk is kept.")
        assert await hands.status() == 130


@pytest.mark.parametrize("front", ["--plain", "--json"])
async def test_where_nobody_can_choose_it_is_said_and_the_built_in_customer_goes_on(
    env: dict[str, str], front: str
) -> None:
    replies = f"{REPLY}\nAnd on what day was that?\n"
    async with serve(*BROKEN) as server:
        code, out, err = await piped(env, server, front, replies)
    assert code == 0, err
    assert "The model did not answer: " in err
    assert "The built-in customer goes on." in err
    assert "4421" in out
    assert len(server.requests) == 1, "the rest of the talk asks no model"
    if front == "--plain":
        assert "Customer, broken off: It is the\n" in out
        return
    events = [json.loads(line) for line in out.splitlines()]
    kinds = [event["event"] for event in events]
    at = kinds.index("customer_failed")
    assert kinds[at - 1 : at + 2] == ["reply_assessed", "customer_failed", "customer_spoke"]
    failed: dict[str, Any] = events[at]
    assert (failed["kind"], failed["heard"]) == ("unusable", "It is the ")
    assert failed["message"]
    assert failed["hint"]
    assert events[at + 1]["wording"]["interventions"] == ["unusable", "handed_over"]
    assert events[-1]["event"] == "session_ended"


async def piped(env: dict[str, str], server: Server, front: str, replies: str) -> tuple[int, str, str]:
    where = ("--seed", "1", "--base-url", server.base_url, "--model", "tiny")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "coach", "practise", BLENDER, *where, front),
        env=env,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(replies.encode())
    return process.returncode or 0, out.decode(), err.decode()


def test_leaving_by_a_command_keeps_the_talk_for_scripts_too(quick: Run) -> None:
    left = quick("practise", BLENDER, "--plain", "--seed", "1", stdin=f"{REPLY}\n/leave\nnever read\n")
    assert left.code == 0
    assert "The talk is kept. Take it up again with: coach resume" in left.err
    assert "Scorecard" not in left.out
    assert REPLY in quick("resume", "--plain").out


def test_the_orders_are_in_the_help_and_nothing_can_be_asked_again_that_has_not_failed(quick: Run) -> None:
    done = quick("practise", BLENDER, "--plain", "--seed", "1", stdin="/help\n/again\n/built-in\n")
    for order in ("/leave", "/again", "/built-in", "/end", "Ctrl-C"):
        assert order in done.out
    assert done.err.count("Nothing has failed: it is your turn.") == 2
    assert done.out.endswith("\nNot scored: no reply was given.\n")
