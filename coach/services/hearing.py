"""Hears a voice out: its pieces as they come, the seconds that pass meanwhile, and the agent's word to stop.

Each wait is a task of its own, so that neither a second that passes nor a stop tears the voice's stream.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from typing import Any

from coach.customer.voice import Fragment, Piece
from coach.ports import Requests
from coach.services.events import CustomerAwaited

Tick = Callable[[], Awaitable[None]]


async def a_second() -> None:
    await asyncio.sleep(1.0)


class Hearing:
    """One turn of a voice."""

    def __init__(
        self, voice: AsyncGenerator[Piece, None], *, clock: Callable[[], float], tick: Tick = a_second
    ) -> None:
        """`tick` returns after as long as the wait is told anew."""
        self.heard = ""
        """Its fragments so far."""
        self.stopped = False
        self._voice = voice
        self._clock = clock
        self._tick = tick
        self._began = self._last = clock()
        self._requests: Requests | None = None
        self._coming: asyncio.Future[Piece | None] | None = None
        self._passing: asyncio.Future[None] | None = None

    def stop(self) -> None:
        """Hang up at once; nothing more is heard."""
        self.stopped = True
        if self._coming is not None:
            self._coming.cancel()

    async def pieces(self) -> AsyncGenerator[Piece | CustomerAwaited, None]:
        """What the voice says, and how it stands where a tick passes while a model is asked."""
        try:
            while not self.stopped:
                coming = self._coming = self._coming or asyncio.ensure_future(anext(self._voice, None))
                passing = self._passing = self._passing or asyncio.ensure_future(self._tick())
                both: set[asyncio.Future[Any]] = {coming, passing}
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                if passing.done():
                    self._passing = None
                    if self._requests is not None and not self.stopped:
                        yield self._how_it_stands(self._requests)
                if self.stopped or not coming.done():
                    continue
                piece = coming.result()
                self._coming = None
                if piece is None:
                    return
                self._take(piece)
                yield piece
        finally:
            await self._hang_up()

    def _take(self, piece: Piece) -> None:
        self._last = self._clock()
        match piece:
            case Fragment(text):
                self.heard += text
            case Requests():
                self._requests = piece
            case _:
                pass

    def _how_it_stands(self, requests: Requests) -> CustomerAwaited:
        now = self._clock()
        standing = CustomerAwaited(silent=now - self._last, pause=requests.pause)
        if requests.seconds is None:
            return standing
        return replace(standing, left=max(0.0, requests.seconds - (now - self._began)))

    async def _hang_up(self) -> None:
        tasks = [task for task in (self._coming, self._passing) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._voice.aclose()
