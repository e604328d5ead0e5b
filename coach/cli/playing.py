"""Plays one session without the app: replies come in line by line, a front end shows what happens."""

from __future__ import annotations

import sys
from asyncio import Runner, sleep
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Protocol

from coach.cli.output import tell
from coach.domain.transcript import VoiceId
from coach.errors import BackendError, StoreError
from coach.services.coach import Coach
from coach.services.events import CustomerFailed, SessionEvent
from coach.services.practice import PracticeSession

LONGEST_REPLY = 20_000
"""Characters; nobody says more in one turn, and scoring takes its time over each."""


class Front(Protocol):
    """Shows a session and asks for replies."""

    def begin(self) -> None:
        """Before anything is said; on a resumed session, what was said so far."""
        ...

    def show(self, event: SessionEvent) -> None: ...
    def read(self) -> str | None:
        """The next reply; None where there are no more."""
        ...


def play(coach: Coach, session: PracticeSession, *, front: Front, runner: Runner) -> None:
    """From the customer's opening to the scorecard. The end of the replies ends the talk.

    Raises KeyboardInterrupt with the session left open, so that it can be taken up again.
    """
    front.begin()
    try:
        _talk(coach, session, front=front, runner=runner)
    finally:
        runner.run(session.aclose())


def _talk(coach: Coach, session: PracticeSession, *, front: Front, runner: Runner) -> None:
    _stream(coach, session, session.open(), front=front, runner=runner)
    while session.ended is None:
        reply = front.read()
        if reply is None:
            _stream(coach, session, session.end(), front=front, runner=runner)
            return
        if len(reply) > LONGEST_REPLY:
            tell(f"This reply has {len(reply):,} characters; the first {LONGEST_REPLY:,} are taken.")
            reply = reply[:LONGEST_REPLY]
        try:
            _stream(coach, session, session.reply(reply), front=front, runner=runner)
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


def _stream(
    coach: Coach,
    session: PracticeSession,
    events: AsyncGenerator[SessionEvent, None],
    *,
    front: Front,
    runner: Runner,
) -> None:
    failure = runner.run(_show(events, front))
    if failure is None:
        return
    tell(f"The model did not answer: {failure} The built-in customer goes on.")
    session.voice = coach.practice.make_voice(VoiceId.BUILT_IN)
    runner.run(_show(session.retry_customer(), front))


async def _show(events: AsyncGenerator[SessionEvent, None], front: Front) -> BackendError | None:
    failure: BackendError | None = None
    async with aclosing(events) as stream:
        async for event in stream:
            if isinstance(event, CustomerFailed):
                failure = event.error
            else:
                front.show(event)
    # An interrupt during the last event cancels at the next await, and without one it would be lost.
    await sleep(0)
    return failure
