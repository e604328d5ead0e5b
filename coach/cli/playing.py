"""Plays one session without the app: replies come in line by line, a front end shows what happens."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio import Runner
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from enum import Enum
from threading import current_thread, main_thread
from types import FrameType
from typing import Protocol

from coach.cli.output import tell
from coach.domain.transcript import VoiceId
from coach.errors import StoreError
from coach.services.coach import Coach
from coach.services.events import CustomerFailed, CustomerStopped, SessionEvent
from coach.services.practice import Events, PracticeSession

LONGEST_REPLY = 20_000
"""Characters; nobody says more in one turn, and scoring takes its time over each."""


class Order(Enum):
    """What an agent can want in place of a reply."""

    AGAIN = "again"
    """The customer's turn that did not come, once more."""
    BUILT_IN = "built-in"
    """That turn and the rest of the talk by the built-in customer."""
    END = "end"
    LEAVE = "leave"
    """The talk is kept, to be taken up again."""


class Front(Protocol):
    """Shows a session and asks for replies."""

    @property
    def chooses(self) -> bool:
        """Somebody is there who can be asked; Ctrl-C stops a customer whom they do not want to wait for."""
        ...

    def begin(self) -> None:
        """Before anything is said; on a resumed session, what was said so far."""
        ...

    def show(self, event: SessionEvent) -> None: ...
    def read(self) -> str | Order:
        """The next reply, or END or LEAVE."""
        ...

    def choose(self) -> Order:
        """What is done about a customer's turn that did not come."""
        ...


def play(coach: Coach, session: PracticeSession, *, front: Front, runner: Runner) -> None:
    """From the customer's opening to the scorecard, or until the agent leaves, with the session left open.

    Raises KeyboardInterrupt with the session left open, so that it can be taken up again.
    """
    front.begin()
    try:
        _talk(coach, session, front=front, runner=runner)
    finally:
        runner.run(session.aclose())


def _talk(coach: Coach, session: PracticeSession, *, front: Front, runner: Runner) -> None:
    left = _stream(coach, session, session.open(), front=front, runner=runner)
    while session.ended is None and not left:
        reply = front.read()
        if reply is Order.LEAVE:
            return
        if isinstance(reply, Order):
            _stream(coach, session, session.end(), front=front, runner=runner)
            return
        if len(reply) > LONGEST_REPLY:
            tell(f"This reply has {len(reply):,} characters; the first {LONGEST_REPLY:,} are taken.")
            reply = reply[:LONGEST_REPLY]
        try:
            left = _stream(coach, session, session.reply(reply), front=front, runner=runner)
        except StoreError:
            tell(f"This reply could not be stored: {reply}")
            raise


def acknowledge_notice(coach: Coach, runner: Runner) -> None:
    """Say what is kept and why, once; going on acknowledges it."""
    if runner.run(coach.privacy.notice_seen()):
        return
    tell(f"{coach.privacy.notice()}\n")
    runner.run(coach.privacy.acknowledge())


def next_line() -> str | None:
    """One line of standard input without its end."""
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.rstrip("\r\n") if line else None


def _stream(coach: Coach, session: PracticeSession, events: Events, *, front: Front, runner: Runner) -> bool:
    """Until the customer has answered, the agent has ended the talk, or has left it: True."""
    while runner.run(_show(session, events, front)):
        match front.choose():
            case Order.AGAIN:
                events = session.retry_customer()
            case Order.BUILT_IN:
                events = session.hand_over(coach.practice.make_voice(VoiceId.BUILT_IN))
            case Order.END:
                events = session.end()
            case Order.LEAVE:
                return True
    return False


async def _show(session: PracticeSession, events: Events, front: Front) -> bool:
    """True where the customer's turn did not come."""
    missing = False
    with _stopped_by_interrupt(session.stop_customer if front.chooses else None):
        async with aclosing(events) as stream:
            async for event in stream:
                missing = missing or isinstance(event, CustomerFailed | CustomerStopped)
                front.show(event)
    # An interrupt during the last event cancels at the next await, and without one it would be lost.
    await asyncio.sleep(0)
    return missing


@contextmanager
def _stopped_by_interrupt(stop: Callable[[], bool] | None) -> Iterator[None]:
    """Ctrl-C breaks off the customer's turn; where there is none, it does what it does anyway."""
    usual = signal.getsignal(signal.SIGINT)
    if stop is None or not callable(usual) or current_thread() is not main_thread():
        yield
        return
    loop, otherwise = asyncio.get_running_loop(), usual

    def interrupted(number: int, frame: FrameType | None) -> None:
        if stop():
            loop.call_soon_threadsafe(lambda: None)  # it may be asleep
        else:
            otherwise(number, frame)

    signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
