"""A chat model in the grader's role: asked yes or no with a quote, never for a number."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from coach.domain.assessment import ScoredReply
from coach.domain.judgement import Judgement, JudgeStatus
from coach.domain.situation import Situation
from coach.domain.text import clean
from coach.errors import BackendError
from coach.ports import ChatBackend, Message, Requests
from coach.scoring.judge.criteria import Criterion, criteria_for
from coach.scoring.judge.parsing import RawAnswer, parse
from coach.scoring.judge.prompting import (
    NOTHING,
    SET_ASIDE,
    VERSION,
    Matter,
    messages,
    once_more,
    prompt_hash,
    schema,
    set_aside,
)
from coach.scoring.judge.verdict import LEAST_CLEAR, checked, decide

REQUESTS: Final = 3
"""For one reply, retries and the one repair included; asked one by one, two more than there are questions."""
MOST_TOKENS: Final = 1500
WHY: Final = {
    "unreachable": "The judge could not be reached.",
    "unauthorised": "The judge does not accept the key.",
    "model_missing": "The judge's model is not there.",
    "rate_limited": "The judge takes no more requests just now.",
    "quota": "The judge's account has no credit left.",
    "too_long": "The talk is longer than the judge can read.",
    "refused": "The judge declined to answer.",
    "truncated": "The judge's answer is not whole.",
    "unusable": "The judge's answer cannot be used.",
    "timeout": "The judge did not answer in time.",
    "unavailable": "The judge is not available.",
}
"""By the kind of BackendError. The endpoint's own words are not kept."""


@dataclass(frozen=True)
class ModelJudge:
    """Fulfils Judge. Whatever goes wrong, the reply is `unscored`."""

    backend: ChatBackend
    batch: bool = True
    """All questions in one request; or else each in one of its own."""

    async def __call__(self, reply: str, situation: Situation, scored: ScoredReply) -> Judgement:
        """What the model makes of a reply that has a built-in empathy score; within the deadline."""
        unscored = self._signed(Judgement(JudgeStatus.UNSCORED, scored.empathy.value))
        if scored.empathy.value is None:
            return replace(unscored, why="Nothing in this reply is scored for empathy.")
        matter = Matter.of(reply, situation, aside=set_aside(scored.assessment))
        if not matter.reply.replace(SET_ASIDE.strip(), "").strip() or matter.reply == NOTHING:
            return replace(unscored, why="Nothing of it speaks to the customer.")
        asked = criteria_for(situation)
        try:
            async with asyncio.timeout(self.backend.profile.deadline):
                raw = await self._answers(matter, asked)
        except TimeoutError:
            return replace(unscored, why=WHY["timeout"])
        except BackendError as error:
            return replace(unscored, why=WHY.get(error.kind, WHY["unavailable"]))
        if len(raw) < LEAST_CLEAR * len(asked):
            return replace(unscored, why="The judge's answer cannot be read.")
        answers = checked(raw, asked, reply=reply, assessment=scored.assessment)
        return self._signed(decide(answers, reply=reply, situation=situation, scored=scored))

    async def aclose(self) -> None:
        await self.backend.aclose()

    async def _answers(self, matter: Matter, asked: Sequence[Criterion]) -> dict[str, RawAnswer]:
        if self.batch:
            return await self._ask(matter, asked, requests=Requests(REQUESTS))
        requests = Requests(len(asked) + REQUESTS - 1)
        found: dict[str, RawAnswer] = {}
        for one in asked:
            found |= await self._ask(matter, (one,), requests=requests)
        return found

    async def _ask(
        self, matter: Matter, asked: Sequence[Criterion], *, requests: Requests
    ) -> dict[str, RawAnswer]:
        """The answers that can be read; one repair where there are too few."""
        request = messages(matter, asked)
        ids = [one.id for one in asked]
        text = await self._one(request, asked, requests=requests)
        found = parse(text, ids)
        if len(found) >= LEAST_CLEAR * len(asked) or requests.left < 1:
            return found
        again = await self._one(once_more(request, text, criteria=asked), asked, requests=requests)
        return parse(again, ids) or found

    async def _one(
        self, request: Sequence[Message], asked: Sequence[Criterion], *, requests: Requests
    ) -> str:
        stream = self.backend.stream(request, max_tokens=MOST_TOKENS, requests=requests, schema=schema(asked))
        async with aclosing(stream) as fragments:
            return "".join([fragment async for fragment in fragments])

    def _signed(self, judgement: Judgement) -> Judgement:
        model = clean(self.backend.profile.model)[:200]
        return replace(judgement, model=model, version=VERSION, prompt_hash=prompt_hash())
