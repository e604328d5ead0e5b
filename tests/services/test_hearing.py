from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field

import pytest

from coach.customer.voice import Fragment, Piece, SpokenLine
from coach.domain.transcript import VoiceId
from coach.errors import BackendError
from coach.ports import Requests
from coach.services.events import CustomerAwaited
from coach.services.hearing import Hearing
from tests.clocks import Seconds

LINE = SpokenLine("So I said.", VoiceId.MODEL)


@dataclass
class Voice:
    """Says each piece when it is let, and notes how its stream ended."""

    pieces: tuple[Piece, ...]
    ended: list[str] = field(default_factory=list)
    let: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    error: Exception | None = None

    async def speak(self) -> AsyncGenerator[Piece, None]:
        try:
            for piece in self.pieces:
                await self.let.acquire()
                yield piece
            if self.error is not None:
                raise self.error
            self.ended.append("whole")
        finally:
            self.ended.append("closed")

    def let_all(self) -> None:
        for _ in self.pieces:
            self.let.release()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


async def settle() -> None:
    """Until every task that can go on has gone on."""
    for _ in range(10):
        await asyncio.sleep(0)


async def listen(hearing: Hearing, found: list[Piece | CustomerAwaited]) -> None:
    async with aclosing(hearing.pieces()) as pieces:
        async for piece in pieces:
            found += (piece,)  # what was heard before an error is heard


async def test_a_voice_is_heard_to_its_end_in_its_own_order(seconds: Seconds) -> None:
    voice = Voice((Requests(), Fragment("So "), Fragment("I said."), LINE))
    voice.let_all()
    hearing = Hearing(voice.speak(), clock=seconds, tick=seconds.tick)
    found: list[Piece | CustomerAwaited] = []
    await listen(hearing, found)
    assert found == list(voice.pieces)
    assert (hearing.heard, hearing.stopped) == ("So I said.", False)
    assert voice.ended == ["whole", "closed"]


async def test_how_it_stands_is_told_at_each_tick_by_the_clock(seconds: Seconds) -> None:
    requests = Requests(seconds=60.0)
    voice = Voice((requests, Fragment("So "), LINE))
    hearing = Hearing(voice.speak(), clock=seconds, tick=seconds.tick)
    found: list[Piece | CustomerAwaited] = []
    listening = asyncio.ensure_future(listen(hearing, found))
    voice.let.release()
    await settle()
    seconds.let_pass(3.0)
    await settle()
    requests.pause = 20.0
    seconds.let_pass(1.0)
    await settle()
    requests.pause = 0.0
    voice.let.release()
    await settle()
    seconds.let_pass(2.0)
    await settle()
    seconds.let_pass(100.0)
    await settle()
    voice.let_all()
    await listening
    assert found == [
        requests,
        CustomerAwaited(silent=3.0, left=57.0),
        CustomerAwaited(silent=4.0, left=56.0, pause=20.0),
        Fragment("So "),
        CustomerAwaited(silent=2.0, left=54.0),
        CustomerAwaited(silent=102.0, left=0.0),
        LINE,
    ]


async def test_who_asks_no_model_is_not_told_to_be_waited_for(seconds: Seconds) -> None:
    voice = Voice((LINE,))
    found: list[Piece | CustomerAwaited] = []
    listening = asyncio.ensure_future(listen(Hearing(voice.speak(), clock=seconds, tick=seconds.tick), found))
    await settle()
    seconds.let_pass(5.0)
    await settle()
    voice.let_all()
    await listening
    assert found == [LINE]


async def test_a_stop_hangs_up_and_ends_the_stream_without_an_error(seconds: Seconds) -> None:
    voice = Voice((Requests(), Fragment("So "), LINE))
    hearing = Hearing(voice.speak(), clock=seconds, tick=seconds.tick)
    found: list[Piece | CustomerAwaited] = []
    listening = asyncio.ensure_future(listen(hearing, found))
    voice.let.release()
    voice.let.release()
    await settle()
    hearing.stop()
    await listening
    assert found == [Requests(), Fragment("So ")]
    assert (hearing.heard, hearing.stopped, voice.ended) == ("So ", True, ["closed"])


async def test_a_stop_before_the_first_word_never_begins(seconds: Seconds) -> None:
    voice = Voice((LINE,))
    hearing = Hearing(voice.speak(), clock=seconds, tick=seconds.tick)
    hearing.stop()
    found: list[Piece | CustomerAwaited] = []
    await listen(hearing, found)
    assert found == []


async def test_whoever_goes_away_takes_the_voice_along(seconds: Seconds) -> None:
    voice = Voice((Fragment("So "), LINE))
    listening = asyncio.ensure_future(listen(Hearing(voice.speak(), clock=seconds, tick=seconds.tick), []))
    voice.let.release()
    await settle()
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    assert voice.ended == ["closed"]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_voice_that_fails_fails_for_who_listens(seconds: Seconds) -> None:
    voice = Voice((Fragment("So "),), error=BackendError("Gone."))
    voice.let_all()
    hearing = Hearing(voice.speak(), clock=seconds, tick=seconds.tick)
    with pytest.raises(BackendError, match="Gone"):
        await listen(hearing, [])
    assert hearing.heard == "So "
    assert asyncio.all_tasks() == {asyncio.current_task()}
