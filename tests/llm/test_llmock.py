"""llmock's verdict in strict mode on every fault that it knows, for a customer's turn and for a judge.

llmock is a server that fails as hosted models do and watches how a client takes it: whether it waits as it is
told, tries again what passes and nothing else, and never takes half an answer for a whole one. Where its strict
mode expects more than our rules allow (three requests a turn, one for a refusal, the deadline), the test asserts
that finding and no other, and says why.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import openai
import pytest
from llmock.pytest_plugin import LLMock
from llmock.testing import LLMockServer

import coach.llm.faults  # noqa: F401 - loads the client library outside of the deadlines below
from coach.customer.built_in_voice import BuiltInVoice
from coach.customer.model_voice import ModelVoice
from coach.customer.voice import SpokenLine
from coach.domain.judgement import JudgeStatus
from coach.domain.profile import Profile
from coach.domain.transcript import VoiceId
from coach.errors import BackendError
from coach.llm import backend, tokens
from coach.ports import ChatBackend
from coach.scoring.judge.criteria import criteria_for
from coach.scoring.judge.model_judge import ModelJudge
from tests.judges import answers
from tests.llm.test_judge_over_http import ALONE, IN_WARM, SCORED, WARM
from tests.llm.test_model_voice_over_http import PRESS, TALK

KEY = "sk-llmock"
LINE = "I have waited long enough. Where is parcel 4471?"
VERDICT = answers([one.id for one in criteria_for(ALONE)], IN_WARM)
UNHURRIED = 30.0
"""A deadline with waits between requests by which llmock is sure to see one end before the next begins."""
BUILT_IN, UNSCORED = VoiceId.BUILT_IN.value, JudgeStatus.UNSCORED.value


Ask = Callable[[ChatBackend], Awaitable[str]]


class Provider(LLMock):
    """llmock, and a quota that others have used up."""

    def used_up(self, *, rpm: int | None = None, tpm: int | None = None) -> None:
        self.limits(rpm=rpm, tpm=tpm)
        for _ in range(rpm or 1):
            self._server.state.limiter.admit("openai", f"Bearer {KEY}", tpm or 1)


@dataclass(frozen=True)
class Case:
    """What the provider does, and how a customer's turn and a judge's verdict end then, in how many requests."""

    does: Callable[[Provider], object]
    customer: str = VoiceId.MODEL.value
    """Who spoke, or the kind of the error that the agent is told."""
    judge: str = JudgeStatus.USED.value
    requests: int = 1
    found: frozenset[str] = frozenset()
    """llmock's findings in strict mode; where there are any, the reason stands by their name."""
    deadline: float = 8.0
    judge_requests: int = 0
    """Where they are others than the customer's: nobody hears a judge, who may be asked once more."""


def fails(does: Callable[[Provider], object], kind: str, **more: object) -> Case:
    return Case(does, kind, UNSCORED, **more)  # type: ignore[arg-type]


def refused(status: int, kind: str) -> Case:
    return fails(lambda p: p.fail(status, times=None), kind)


def comes_back(status: int) -> Case:
    return Case(lambda p: p.fail(status, times=2, retry_after=0.1), requests=3)


def breaks_off(does: Callable[[Provider], object], *, found: frozenset[str] = frozenset()) -> Case:
    """Every answer: the customer is worded without a model, and the judge is asked once more."""
    return fails(does, BUILT_IN, requests=2, judge_requests=3, found=found, deadline=UNHURRIED)


@pytest.fixture(scope="module")
def running() -> Iterator[LLMockServer]:
    """A server of our own: llmock's fixture would point the whole environment at it."""
    tokens.encoding()
    with LLMockServer() as server:
        yield server


@pytest.fixture
def provider(running: LLMockServer) -> Provider:
    fresh = Provider(running)
    fresh.reset()
    return fresh


WAIT_TOO_LONG = frozenset({"gave_up"})
"""A wait past the deadline of the turn is told, and not waited out."""
NOT_TOLD_WHEN = frozenset({"gave_up"})
"""A refusal is one request, unless the endpoint says when to come back."""
NO_CREDIT = frozenset({"gave_up"})
"""An account without credit has none a second later, either; llmock goes by the status alone."""
ONLY_HALVES = frozenset({"truncated_stream_accepted"})
"""The requests of the turn are spent and each answer broke off; llmock cannot see that none of it was used."""
ONLY_SCRAPS = frozenset({"malformed_chunk_ignored"})
"""The same, with answers that could not be read."""
MAY_THINK = frozenset({"no_read_timeout"})
"""Before its first word a slow model may think for as long as the turn has."""

CASES: dict[str, Case] = {
    "nothing": Case(lambda p: p),
    **{f"{code}, {code}": comes_back(code) for code in (408, 409, 500, 502, 503, 504, 529)},
    "408": fails(lambda p: p.fail(408), "timeout", found=NOT_TOLD_WHEN),
    "409": fails(lambda p: p.fail(409), "unusable", found=NOT_TOLD_WHEN),
    **{str(code): refused(code, "unusable") for code in (400, 405, 422, 451)},
    **{str(code): refused(code, "unauthorised") for code in (401, 403)},
    **{str(code): refused(code, "unavailable") for code in (501,)},
    "402": refused(402, "quota"),
    "404": refused(404, "model_missing"),
    "413": refused(413, "too_long"),
    "429, 429": Case(lambda p: p.rate_limit(times=2, retry_after=0.2), requests=3),
    "429 for 20 s": fails(lambda p: p.rate_limit(retry_after=20), "rate_limited", found=WAIT_TOO_LONG),
    "503 for 20 s": fails(lambda p: p.fail(503, retry_after=20), "unavailable", found=WAIT_TOO_LONG),
    "429 without credit": fails(lambda p: p.fail(429, code="insufficient_quota"), "quota", found=NO_CREDIT),
    "outage": fails(lambda p: p.fail(503, retry_after=0.1, times=None), "unavailable", requests=3),
    "context overflow": fails(lambda p: p.context_overflow(), "too_long"),
    "small context": fails(lambda p: p.limits(context_window=20), "too_long"),
    "requests a minute": Case(lambda p: p.used_up(rpm=60), requests=2),
    "tokens a minute": Case(lambda p: p.used_up(tpm=200_000), requests=2),
    "delay": Case(lambda p: p.delay(0.3)),
    "delay past the deadline": fails(lambda p: p.delay(1.0), "timeout", deadline=0.5),
    "slow first token": Case(lambda p: p.slow_first_token(0.3)),
    "first token past the deadline": fails(lambda p: p.slow_first_token(1.0), "timeout", deadline=0.5),
    "disconnect at once": Case(lambda p: p.disconnect(after_chunks=0), requests=2, deadline=UNHURRIED),
    "disconnect before words": Case(lambda p: p.disconnect(after_chunks=1), requests=2, deadline=UNHURRIED),
    "disconnect midway": Case(lambda p: p.disconnect(after_chunks=3), requests=2, deadline=UNHURRIED),
    "disconnect always": breaks_off(lambda p: p.disconnect(after_chunks=3, times=None)),
    "truncate at once": Case(lambda p: p.truncate(after_chunks=0), requests=2, deadline=UNHURRIED),
    "truncate before words": Case(lambda p: p.truncate(after_chunks=1), requests=2, deadline=UNHURRIED),
    "truncate midway": Case(lambda p: p.truncate(after_chunks=3), requests=2, deadline=UNHURRIED),
    "truncate always": breaks_off(lambda p: p.truncate(after_chunks=3, times=None), found=ONLY_HALVES),
    # Paced, so that llmock is still sending when we hang up: what it has sent whole it takes for heard.
    "corrupt at once": Case(lambda p: p.pace(10).corrupt(after_chunks=0), requests=2, deadline=UNHURRIED),
    "corrupt before words": Case(
        lambda p: p.pace(10).corrupt(after_chunks=1), requests=2, deadline=UNHURRIED
    ),
    "corrupt midway": Case(lambda p: p.pace(10).corrupt(after_chunks=3), requests=2, deadline=UNHURRIED),
    "corrupt always": breaks_off(lambda p: p.pace(10).corrupt(after_chunks=3, times=None), found=ONLY_SCRAPS),
    "stall midway": Case(lambda p: p.stall(after_chunks=3, seconds=30), requests=2, deadline=2.4),
    "stall before words": Case(lambda p: p.stall(after_chunks=1, seconds=1.1), found=MAY_THINK),
    "stall past the deadline": fails(lambda p: p.stall(after_chunks=1), "timeout", deadline=0.5),
    "503, then truncate": Case(
        lambda p: p.fail(503, retry_after=0.1).truncate(after_chunks=3), requests=3, deadline=UNHURRIED
    ),
    "tool that nobody offered": fails(lambda p: p.call_tool("refund", {"to": "me"}), "unusable"),
}


async def put_to(case: Case, provider: Provider, *, ask: Ask, says: str) -> str:
    """How it ends; llmock has seen the whole of it."""
    case.does(provider)
    provider.reply(says, times=None)
    to = Profile(provider.base_url(), "small", api_key=KEY, deadline=case.deadline)
    model = backend(to)
    try:
        return await ask(model)
    finally:
        await model.aclose()


async def customer(model: ChatBackend) -> str:
    try:
        pieces = [p async for p in ModelVoice(model, BuiltInVoice()).speak(PRESS, TALK)]
    except BackendError as error:
        return error.kind
    line = pieces[-1]
    assert isinstance(line, SpokenLine)
    assert line.text == LINE or line.voice is VoiceId.BUILT_IN, "half a line was taken for whole"
    return line.voice.value


async def judge(model: ChatBackend) -> str:
    return (await ModelJudge(model)(WARM, ALONE, SCORED)).status.value


async def is_as_said(case: Case, provider: Provider) -> None:
    """llmock waits for what is still under way before it judges."""
    if not case.found:
        await asyncio.to_thread(provider.assert_resilient, strict=True)
    verdict = await asyncio.to_thread(provider.verdict)
    assert {one.code for one in verdict.findings} == case.found


@pytest.mark.parametrize("name", CASES)
async def test_a_customer_s_turn_stands_llmock_s_verdict(name: str, provider: Provider) -> None:
    case = CASES[name]
    assert await put_to(case, provider, ask=customer, says=LINE) == case.customer
    assert len(provider.requests) == case.requests
    await is_as_said(case, provider)


@pytest.mark.parametrize("name", CASES)
async def test_a_judge_stands_llmock_s_verdict(name: str, provider: Provider) -> None:
    case = CASES[name]
    assert await put_to(case, provider, ask=judge, says=VERDICT) == case.judge
    assert len(provider.requests) == (case.judge_requests or case.requests)
    await is_as_said(case, provider)


async def test_a_client_that_takes_what_comes_does_not_stand_it(provider: Provider) -> None:
    """The bare client library: the verdict can fail."""
    provider.truncate(after_chunks=3).reply(LINE, times=None)
    async with openai.AsyncOpenAI(base_url=provider.base_url(), api_key=KEY) as careless:
        stream = await careless.chat.completions.create(
            model="small", messages=[{"role": "user", "content": "Where is it?"}], stream=True
        )
        heard = [c.choices[0].delta.content or "" async for c in stream if c.choices]
    assert LINE.startswith("".join(heard))
    with pytest.raises(AssertionError, match="truncated_stream_accepted"):
        await asyncio.to_thread(provider.assert_resilient)


def test_no_other_test_is_pointed_at_llmock(provider: Provider) -> None:
    """Its fixture sets the environment of whoever asks for it, and nobody here does."""
    assert provider.url not in "".join(os.environ.values())
