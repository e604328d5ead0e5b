"""A clock for tests: its seconds pass when a test says so."""

from __future__ import annotations

import asyncio


class Seconds:
    """Stands still until `let_pass`, which is also what ends a tick."""

    def __init__(self) -> None:
        self.now = 0.0
        self._passing = asyncio.Event()

    def __call__(self) -> float:
        return self.now

    async def tick(self) -> None:
        await self._passing.wait()

    def let_pass(self, seconds: float) -> None:
        self.now += seconds
        passed, self._passing = self._passing, asyncio.Event()
        passed.set()
