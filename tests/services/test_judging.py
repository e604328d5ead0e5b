"""Second opinions beside a talk: nobody waits for them, none is lost or counted twice, nothing is left behind."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace

import pytest

from coach.domain.assessment import ScoredReply
from coach.domain.judgement import Judgement, JudgeStatus
from coach.domain.profile import Profile
from coach.domain.situation import Situation
from coach.domain.transcript import VoiceId
from coach.llm import backend
from coach.scoring.judge.model_judge import ModelJudge
from coach.services.events import (
    CustomerFailed,
    CustomerSpoke,
    CustomerStopped,
    ReplyAssessed,
    ReplyJudged,
    ReplyRecorded,
    SessionEnded,
    SessionEvent,
)
from coach.services.judging import TOO_LATE, Judging, judgement_json
from coach.services.practice import Events, PracticeSession
from coach.services.review import Review
from coach.services.starting import Choice
from coach.services.storing import StoreThread
from tests.judges import ids_in, saying
from tests.llm import server as s
from tests.llm.server import Exchange, serve
from tests.scripted import good_agent, library
from tests.services.conftest import FlakyVoice, MakePractice

BLENDER = Choice("blender-broken-charged-twice", seed=1)
REPLY = "A jar in pieces and two charges on top: no wonder you are cross. Which card are they on?"


class Gate:
    """Shut until a test opens it; may be waited at on any loop."""

    def __init__(self) -> None:
        self.is_open = False
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def wait(self) -> None:
        opened = asyncio.Event()
        self._waiting.append((asyncio.get_running_loop(), opened))
        if not self.is_open:
            await opened.wait()

    def open(self) -> None:
        self.is_open = True
        for loop, opened in self._waiting:
            loop.call_soon_threadsafe(opened.set)


@dataclass
class FakeJudge:
    """Differs from the built-in score by so much; waits, if it has a gate, until that is opened."""

    by: float = 0.4
    gate: Gate | None = None
    held: frozenset[str] = frozenset()
    """Replies that wait at the gate; without any, all do."""
    fails: Exception | None = None
    asked: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    closed: bool = False
    cut_off: threading.Event | None = None
    begun: threading.Event = field(default_factory=threading.Event)

    async def __call__(self, reply: str, situation: Situation, scored: ScoredReply) -> Judgement:
        self.asked.append(reply)
        self.begun.set()
        try:
            if self.gate is not None and (not self.held or reply in self.held):
                await self.gate.wait()
        except asyncio.CancelledError:
            self.cut.append(reply)
            if self.cut_off is not None:
                self.cut_off.set()
            raise
        if self.fails:
            raise self.fails
        built_in = scored.empathy.value
        assert built_in is not None
        score = round(max(0.0, min(5.0, built_in + self.by)), 1)
        status = JudgeStatus.USED if abs(self.by) <= 1 else JudgeStatus.REVIEW
        return Judgement(status, built_in, score, model="fake", version="1", prompt_hash="0" * 64)

    async def aclose(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No thread, no task that was destroyed, no exception that nobody read."""
    before = {t for t in threading.enumerate() if t.name == "judge"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
        gc.collect()
    assert {t for t in threading.enumerate() if t.name == "judge"} <= before
    assert not [r for r in caplog.records if r.name == "asyncio" and r.levelno >= logging.ERROR]


@pytest.fixture
def judged() -> Iterator[Callable[..., Judging]]:
    made: list[Judging] = []

    def make(judge: object, *, grace: float = 5.0) -> Judging:
        made.append(Judging(judge, grace=grace))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


async def drain(stream: Events) -> list[SessionEvent]:
    async with aclosing(stream) as events:
        return [event async for event in events]


async def started(make_practice: MakePractice, judging: Judging) -> PracticeSession:
    session = await make_practice(judging=judging).start(BLENDER)
    await drain(session.open())
    return session


def stored(store: StoreThread, session: PracticeSession) -> list[Judgement | None]:
    return [r.judgement for r in store.store.session(session.id).replies]


async def test_a_slow_judge_delays_neither_the_customer_nor_the_next_reply(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    judge = FakeJudge(gate=Gate())
    session = await started(make_practice, judged(judge))
    for text in (REPLY, REPLY):
        kinds = [type(e) for e in await drain(session.reply(text))]
        assert kinds[:2] == [ReplyRecorded, ReplyAssessed]
        assert kinds[-1] is CustomerSpoke
        assert judge.begun.wait(5)
    assert judge.gate is not None
    assert not judge.gate.is_open
    assert stored(store, session) == [None, None]
    judge.gate.open()
    ended = await drain(session.end())
    assert [type(e) for e in ended] == [ReplyJudged, ReplyJudged, SessionEnded]
    assert [e.reply_number for e in ended if isinstance(e, ReplyJudged)] == [1, 2]
    assert stored(store, session) == [e.judgement for e in ended if isinstance(e, ReplyJudged)]


async def test_a_verdict_that_comes_late_is_told_by_the_next_stream(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    judge = FakeJudge(gate=Gate())
    session = await started(make_practice, judged(judge))
    first = await drain(session.reply(REPLY))
    assert not any(isinstance(e, ReplyJudged) for e in first)
    assert judge.gate is not None
    judge.gate.open()
    told: list[ReplyJudged] = []
    for text in ("Which card, please?", "And the date?", "Thank you. One moment."):
        told += [e for e in await drain(session.reply(text)) if isinstance(e, ReplyJudged)]
        if told:
            break
    told += [e for e in await drain(session.end()) if isinstance(e, ReplyJudged)]
    numbers = [e.reply_number for e in told]
    assert numbers[0] == 1
    assert len(set(numbers)) == len(numbers)
    assert stored(store, session)[0] == told[0].judgement


async def test_used_opinions_move_the_result_and_those_for_review_do_not(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    results = {}
    for by in (0.0, 0.5, 1.0, 4.0):
        session = await started(make_practice, judged(FakeJudge(by=-by)))
        await drain(session.reply(REPLY))
        (*_, ended) = await drain(session.end())
        assert isinstance(ended, SessionEnded)
        assert store.store.session(session.id).scorecard == ended.scorecard
        results[by] = ended.scorecard
    plain = results[4.0]
    assert (plain.judged, plain.moved_by_judge) == (0, 0.0)
    assert results[0.5].empathy.value == pytest.approx(plain.empathy.value - 0.5)
    assert results[1.0].empathy.value == pytest.approx(plain.empathy.value - 1.0)
    assert results[0.0].judged == 1
    assert {card.accuracy for card in results.values()} == {plain.accuracy}


async def test_a_judge_that_hangs_is_given_up_when_the_talk_ends_and_that_is_kept(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    judge = FakeJudge(gate=Gate())
    session = await started(make_practice, judged(judge, grace=0.05))
    await drain(session.reply(REPLY))
    told, ended = await drain(session.end())
    assert isinstance(told, ReplyJudged)
    assert isinstance(ended, SessionEnded)
    assert (told.judgement.status, told.judgement.score) == (JudgeStatus.UNSCORED, None)
    assert told.judgement.why == TOO_LATE
    assert stored(store, session) == [told.judgement]
    assert ended.scorecard.judged == 0


async def test_a_judge_with_a_fault_of_its_own_does_not_take_the_talk_with_it(
    make_practice: MakePractice, judged: Callable[..., Judging]
) -> None:
    session = await started(make_practice, judged(FakeJudge(fails=ZeroDivisionError("x"))))
    events = await drain(session.reply(REPLY)) + await drain(session.end())
    (told,) = [e for e in events if isinstance(e, ReplyJudged)]
    assert told.judgement.status is JudgeStatus.UNSCORED
    assert "ZeroDivisionError" in told.judgement.why
    assert isinstance(events[-1], SessionEnded)


async def test_closing_a_stream_early_hangs_up_on_the_judge_and_resuming_asks_again(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    judge = FakeJudge(gate=Gate())
    judging = judged(judge)
    session = await started(make_practice, judging)
    async with aclosing(session.reply(REPLY)) as events:
        async for event in events:
            if isinstance(event, ReplyAssessed):
                assert await asyncio.to_thread(judge.begun.wait, 5)
                break
    judging.close()
    assert judge.cut == [REPLY]
    judge.gate = None
    resumed = await make_practice(judging=judging).resume(session.id)
    await drain(resumed.open())
    await drain(resumed.end())
    assert judge.asked == [REPLY, REPLY]
    (kept,) = stored(store, resumed)
    assert kept is not None
    assert kept.status is JudgeStatus.USED


async def test_leaving_a_talk_keeps_what_is_ready_and_forgets_the_rest(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    judge = FakeJudge(gate=Gate(), held=frozenset({"Which card was it?"}))
    judging = judged(judge)
    session = await started(make_practice, judging)
    (assessed,) = [e for e in await drain(session.reply(REPLY)) if isinstance(e, ReplyAssessed)]
    await drain(session.reply("Which card was it?"))
    # Asked last and answered: by then the answer to the first is there too.
    later = judging.ask("Later.", session.state.situation(), assessed.scored)
    await asyncio.wrap_future(later)
    await session.aclose()
    judging.close()
    first, second = stored(store, session)
    assert first is not None
    assert second is None
    assert judge.closed


async def test_what_is_stored_is_not_asked_again_and_of_the_missing_only_the_last(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    quiet = await make_practice().start(BLENDER)
    await drain(quiet.open())
    for text in (REPLY, "What happened then?", "Which card are the charges on?"):
        await drain(quiet.reply(text))
    known = Judgement(JudgeStatus.UNSCORED, 3.0, why="It was off.")
    store.store.add_judgement(quiet.id, 2, judgement=known)
    judge = FakeJudge()
    session = await make_practice(judging=judged(judge)).resume(quiet.id)
    assert session.state.replies == quiet.state.replies
    await drain(session.end())
    assert judge.asked == ["Which card are the charges on?"]
    first, second, third = stored(store, session)
    assert (first, second) == (known, None)
    assert third is not None


async def test_a_whole_talk_that_is_broken_off_and_resumed_after_each_event_has_each_opinion_once(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    replies = good_agent(library().scenario(BLENDER.scenario))
    for cut in range(1, 9):
        judging = judged(FakeJudge())
        session = await started(make_practice, judging)
        n = 0
        async with aclosing(session.reply(replies[0])) as events:
            async for _ in events:
                n += 1
                if n == cut:
                    break
        session = await make_practice(judging=judging).resume(session.id)
        await drain(session.open())
        for reply in replies[1:]:
            if session.ended is None:
                await drain(session.reply(reply))
        assert session.ended is not None
        kept = store.store.session(session.id)
        assert store.store.verify(session.id) == ()  # type: ignore[attr-defined]
        assert kept.scorecard == session.ended.scorecard
        scored = [r for r in kept.replies if r.scored and r.scored.empathy.value is not None]
        assert all(r.judgement for r in scored)
        assert session.ended.scorecard.judged == len(scored)


async def test_without_a_judge_nothing_is_kept(make_practice: MakePractice, store: StoreThread) -> None:
    session = await make_practice().start(BLENDER)
    await drain(session.open())
    events = await drain(session.reply(REPLY)) + await drain(session.end())
    assert not any(isinstance(e, ReplyJudged) for e in events)
    assert stored(store, session) == [None]
    await session.aclose()


async def test_a_customer_who_did_not_answer_does_not_cost_the_second_opinion(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    voice = FlakyVoice()
    choice = replace(BLENDER, voice=VoiceId.MODEL)
    session = await make_practice(voice, judging=judged(FakeJudge())).start(choice)
    await drain(session.open())
    voice.failures = 1
    events = await drain(session.reply(REPLY))
    assert any(isinstance(e, CustomerFailed) for e in events)
    events += await drain(session.retry_customer()) + await drain(session.end())
    assert sum(isinstance(e, ReplyJudged) for e in events) == 1
    assert stored(store, session)[0] is not None


async def test_an_answer_that_the_agent_stopped_does_not_cost_the_second_opinion(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    choice = replace(BLENDER, voice=VoiceId.MODEL)
    session = await make_practice(FlakyVoice(), judging=judged(FakeJudge())).start(choice)
    await drain(session.open())
    events: list[SessionEvent] = []
    async with aclosing(session.reply(REPLY)) as stream:
        async for event in stream:
            events.append(event)
            session.stop_customer()
    assert any(isinstance(e, CustomerStopped) for e in events)
    events += await drain(session.retry_customer()) + await drain(session.end())
    assert sum(isinstance(e, ReplyJudged) for e in events) == 1
    assert stored(store, session)[0] is not None


async def test_replies_for_a_person_to_look_at_can_be_listed(
    make_practice: MakePractice, judged: Callable[..., Judging], store: StoreThread
) -> None:
    for by in (0.2, -2.0):
        session = await started(make_practice, judged(FakeJudge(by=by)))
        await drain(session.reply(REPLY))
        await drain(session.end())
    (found,) = await Review(store).disagreements()
    assert (found.session, found.reply_number, found.reply) == (session.id, 1, REPLY)
    assert found.judgement.built_in is not None
    assert found.judgement.score == pytest.approx(found.judgement.built_in - 2.0)


def judges(yes: dict[str, str]) -> s.Behaviour:
    """A server that answers what it is asked, with these quotes."""

    async def play(exchange: Exchange) -> None:
        request = exchange.request.body["messages"][-1]["content"]
        text = saying(yes)([type("M", (), {"content": request})()])  # type: ignore[list-item]
        assert ids_in(request)
        await s.says(text)(exchange)

    return play


def model_judge(base_url: str, *, deadline: float = 20.0) -> ModelJudge:
    return ModelJudge(backend(Profile(base_url, "tiny-judge", deadline=deadline, temperature=0.0)))


async def test_over_a_real_endpoint_a_talk_gets_its_second_opinion(
    make_practice: MakePractice, judged: Callable[..., Judging]
) -> None:
    yes = {
        "feeling_in_particular": "no wonder you are cross",
        "situation_in_own_words": "A jar in pieces and two charges on top",
        "asks_for_a_detail": "Which card are they on?",
    }
    async with serve(judges(yes)) as server:
        session = await started(make_practice, judged(model_judge(server.base_url)))
        events = await drain(session.reply(REPLY)) + await drain(session.end())
    (told,) = [e.judgement for e in events if isinstance(e, ReplyJudged)]
    assert told.status is JudgeStatus.USED
    assert told.model == "tiny-judge"
    assert len(server.requests) == 1
    assert server.requests[0].body["temperature"] == 0.0
    as_json = judgement_json(told)
    quotes = [a["evidence"]["quote"] for a in as_json["answers"] if a["evidence"]]
    assert sorted(quotes) == sorted(yes.values())


async def test_while_a_real_endpoint_hangs_the_talk_goes_on_and_leaving_hangs_up(
    make_practice: MakePractice, judged: Callable[..., Judging]
) -> None:
    asked = asyncio.Event()

    async def hangs(exchange: Exchange) -> None:
        asked.set()
        await exchange.gone.wait()

    async with serve(hangs) as server:
        session = await started(make_practice, judged(model_judge(server.base_url)))
        assert isinstance((await drain(session.reply(REPLY)))[-1], CustomerSpoke)
        await asked.wait()
        assert isinstance((await drain(session.reply("Which card?")))[-1], CustomerSpoke)
        assert not server.hung_up.is_set()
        await session.aclose()
        await server.hung_up.wait()
