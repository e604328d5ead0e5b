"""The synchronous store behind one worker thread, so that a lock or a slow disk never freezes the app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from coach.ports import PracticeStore

P = ParamSpec("P")
R = TypeVar("R")


class StoreThread:
    """Runs calls to the store one after the other, in order, on a thread of its own."""

    def __init__(self, store: PracticeStore) -> None:
        self.store = store
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def call(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Await `function(...)`; a write that has begun is finished even when the caller is cancelled."""
        work = self._pool.submit(function, *args, **kwargs)
        return await asyncio.shield(asyncio.wrap_future(work))

    def close(self) -> None:
        self._pool.shutdown(wait=True)
        self.store.close()
