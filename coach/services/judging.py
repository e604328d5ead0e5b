"""Second opinions beside a talk: asked for when a reply is assessed, taken when they are ready.

A judge has an event loop of its own, on a thread of its own: the loop of a plain talk stands still while a
person types, and a slow model must not be felt anywhere else.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import aclosing, suppress
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from coach.domain.assessment import ScoredReply
from coach.domain.judgement import Answer, Judgement, JudgeStatus
from coach.domain.rubric import Scorecard
from coach.domain.situation import Situation
from coach.domain.transcript import Turn
from coach.ports import Judge
from coach.scoring.judge.scorecard import with_second_opinions
from coach.services.events import ReplyJudged, SessionEvent
from coach.services.storing import StoreThread

GRACE: Final = 5.0
"""Seconds that the end of a talk waits for verdicts that are still on their way."""
CLOSING: Final = 2.0
"""Seconds that closing waits for the judge's connections."""
TOO_LATE: Final = "The judge did not answer before the talk ended."
Json = dict[str, Any]


class Judging:
    """Runs a judge on its own thread; safe to use from any."""

    def __init__(self, judge: Judge, *, grace: float = GRACE) -> None:
        self.judge = judge
        self.grace = grace
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    def ask(self, reply: str, situation: Situation, scored: ScoredReply) -> Future[Judgement]:
        """The judgement to come; cancelling it hangs up."""
        return asyncio.run_coroutine_threadsafe(self._judged(reply, situation, scored), self._running())

    def close(self) -> None:
        """Hang up on everything; nothing can be asked afterwards without starting anew."""
        with self._lock:
            thread, loop, stop = self._thread, self._loop, self._stop
            self._thread = self._loop = self._stop = None
        if thread is None or loop is None or stop is None:
            return
        with suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(stop.set)
        thread.join(CLOSING)

    async def _judged(self, reply: str, situation: Situation, scored: ScoredReply) -> Judgement:
        return await self.judge(reply, situation, scored)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
                self._thread = threading.Thread(
                    target=lambda: asyncio.run(self._serve(ready)), name="judge", daemon=True
                )
                self._thread.start()
                self._loop, self._stop = ready.result()
            return self._loop

    async def _serve(self, ready: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]]) -> None:
        stop = asyncio.Event()
        ready.set_result((asyncio.get_running_loop(), stop))
        await stop.wait()
        this = asyncio.current_task()
        under_way = [task for task in asyncio.all_tasks() if task is not this]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self.judge.aclose()


@dataclass(frozen=True)
class _Asked:
    seq: int
    scored: ScoredReply
    coming: Future[Judgement]


class Opinions:
    """The second opinions of one session: on their way, and known."""

    def __init__(
        self,
        judging: Judging | None,
        store: StoreThread,
        session_id: str,
        *,
        known: Mapping[int, Judgement] | None = None,
    ) -> None:
        """`known`: what is stored already, by reply number."""
        self._judging = judging
        self._store = store
        self._session_id = session_id
        self._asked: dict[int, _Asked] = {}
        self._known = dict(known or {})

    def ask(self, turn: Turn, reply_number: int, *, situation: Situation, scored: ScoredReply) -> None:
        """Nothing is asked where no judge is set, or nothing is scored for empathy."""
        if self._judging is None or scored.empathy.value is None or reply_number in self._known:
            return
        coming = self._judging.ask(turn.text, situation, scored)
        self._asked[reply_number] = _Asked(turn.seq, scored, coming)

    async def ready(self) -> tuple[ReplyJudged, ...]:
        """Those that are there, each once and stored; waits for none."""
        taken: list[ReplyJudged] = []
        for number, asked in list(self._asked.items()):
            if not asked.coming.done():
                continue
            del self._asked[number]
            self._known[number] = judgement = _outcome(asked)
            add = self._store.store.add_judgement
            await self._store.call(add, self._session_id, asked.seq, judgement=judgement)
            taken.append(ReplyJudged(asked.seq, number, judgement))
        return tuple(taken)

    async def settled(self) -> tuple[ReplyJudged, ...]:
        """All of them: what is on its way is waited for, for a few seconds, and then given up."""
        if self._judging is not None and self._asked:
            coming = [asyncio.wrap_future(asked.coming) for asked in self._asked.values()]
            done, _ = await asyncio.wait(coming, timeout=self._judging.grace)
            for one in done:
                # Read here, or asyncio reports what went wrong as never retrieved.
                _ = one.cancelled() or one.exception()
        self._hang_up()
        return await self.ready()

    async def aclose(self) -> None:
        """Keep those that are ready, and forget the others: the last one is asked for again on resuming."""
        self.forget()
        await self.ready()

    def forget(self) -> None:
        """Hang up on what is on its way, and take nothing of it."""
        self._hang_up()
        self._asked = {n: asked for n, asked in self._asked.items() if not asked.coming.cancelled()}

    def _hang_up(self) -> None:
        for asked in self._asked.values():
            asked.coming.cancel()

    def counted(self, scorecard: Scorecard, replies: Sequence[ScoredReply]) -> Scorecard:
        """The scorecard with the opinions that are used."""
        return with_second_opinions(scorecard, replies, judgements=self._known)


async def with_verdicts(
    events: AsyncGenerator[SessionEvent, None], opinions: Opinions
) -> AsyncGenerator[SessionEvent, None]:
    """A stream, then the verdicts that are ready; a stream that is cut short cuts off the judge too."""
    whole = False
    try:
        async with aclosing(events) as stream:
            async for event in stream:
                yield event
        for verdict in await opinions.ready():
            yield verdict
        whole = True
    finally:
        if not whole:
            opinions.forget()


def _outcome(asked: _Asked) -> Judgement:
    unscored = Judgement(JudgeStatus.UNSCORED, asked.scored.empathy.value)
    if asked.coming.cancelled():
        return replace(unscored, why=TOO_LATE)
    error = asked.coming.exception()
    if error is not None:
        # A fault in a judge must not take the talk with it.
        return replace(unscored, why=f"The judge failed: {type(error).__name__}.")
    return asked.coming.result()


def judgement_json(judgement: Judgement) -> Json:
    """For programs: what it says, whether it counts, and the words behind every yes."""
    return {
        "status": judgement.status.value,
        "score": judgement.score,
        "built_in": judgement.built_in,
        "why": judgement.why,
        "answers": [_answer(one) for one in judgement.answers],
        "model": judgement.model,
        "judge_version": judgement.version,
        "prompt_hash": judgement.prompt_hash,
    }


def _answer(one: Answer) -> Json:
    return {
        "id": one.criterion,
        "answer": one.said.value,
        "evidence": asdict(one.evidence) if one.evidence else None,
        "why": one.why,
    }
