from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from coach.customer.built_in_voice import BuiltInVoice
from coach.customer.cue import Cue
from coach.customer.voice import Piece, SpokenLine, Talk, Voice
from coach.domain.copilot import Advice, Nudge, PanelReading
from coach.domain.persona import Abuse, Persona
from coach.domain.scenario import Speaker
from coach.domain.transcript import Outcome, Turn, VoiceId
from coach.domain.wording import Usage, Wording, tally
from coach.errors import SettingsError, UnknownId, UsageError
from coach.ports import Library, Requests
from coach.services.events import (
    AgentOpens,
    CopilotNudged,
    CustomerAwaited,
    CustomerFailed,
    CustomerSpeaking,
    CustomerSpoke,
    CustomerStopped,
    HandoffShown,
    PanelShown,
    ReplyAssessed,
    ReplyRecorded,
    SessionEnded,
    SessionEvent,
)
from coach.services.practice import HANDED_OVER, STOPPED, Events, PracticeSession
from coach.services.review import Review
from coach.services.starting import Choice
from coach.services.storing import StoreThread
from coach.services.talk import TalkState
from tests.clocks import Seconds
from tests.scripted import good_agent, library
from tests.services.conftest import FlakyVoice, MakePractice

BLENDER = "blender-broken-charged-twice"
MODEL = Choice(BLENDER, seed=1, voice=VoiceId.MODEL)


BESIDE = (HandoffShown, PanelShown, CopilotNudged)


@dataclass
class OnePersona:
    """A library in which everybody is the same person."""

    library: Library
    person: Persona

    def persona(self, id_: str) -> Persona:
        return self.person

    def __getattr__(self, name: str) -> Any:
        return getattr(self.library, name)


async def drain(stream: Events) -> list[SessionEvent]:
    """What happens in the talk itself; what stands beside it has tests of its own."""
    return [event for event in await everything(stream) if not isinstance(event, BESIDE)]


async def everything(stream: Events) -> list[SessionEvent]:
    async with aclosing(stream) as events:
        return [event async for event in events]


async def started(make_practice: MakePractice, choice: Choice | None = None) -> PracticeSession:
    session = await make_practice().start(choice or Choice(BLENDER, seed=1))
    await drain(session.open())
    return session


async def test_a_reply_is_recorded_assessed_and_answered_in_this_order(make_practice: MakePractice) -> None:
    session = await started(make_practice)
    kinds = [type(e) for e in await drain(session.reply("Which card are the two charges on?"))]
    assert kinds == [ReplyRecorded, ReplyAssessed, CustomerSpeaking, CustomerSpoke]


async def test_the_reply_is_committed_before_anything_else_happens(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await started(make_practice)
    async with aclosing(session.reply("Hello, which card is it?")) as events:
        first = await anext(events)
    assert isinstance(first, ReplyRecorded)
    stored = store.store.session(session.id)
    assert stored.turns[-1].text == "Hello, which card is it?"
    assert stored.replies[-1].scored is None


async def test_a_whole_talk_ends_resolved_with_its_scorecard_stored(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await started(make_practice)
    events: list[SessionEvent] = []
    for reply in good_agent(library().scenario(BLENDER)):
        if session.ended is None:
            events += await drain(session.reply(reply))
    assert isinstance(events[-1], SessionEnded)
    assert events[-1].outcome is Outcome.RESOLVED
    stored = store.store.session(session.id)
    assert stored.outcome is Outcome.RESOLVED
    assert stored.scorecard == events[-1].scorecard
    assert [r.scored for r in stored.replies] == list(session.state.replies)


async def test_an_ended_talk_takes_no_more_replies(make_practice: MakePractice) -> None:
    session = await started(make_practice)
    ended = await drain(session.end())
    assert isinstance(ended[0], SessionEnded)
    assert ended[0].outcome is Outcome.AGENT_ENDED
    with pytest.raises(UsageError):
        await drain(session.reply("One more thing."))
    assert await drain(session.end()) == []


async def test_a_failed_customer_turn_can_be_retried_and_nothing_is_lost(
    make_practice: MakePractice, store: StoreThread
) -> None:
    voice = FlakyVoice()
    session = await make_practice(voice).start(MODEL)
    await drain(session.open())
    voice.failures = 2
    events = await drain(session.reply("Which card are they on?"))
    assert isinstance(events[-1], CustomerFailed)
    assert store.store.session(session.id).replies[-1].scored is not None
    with pytest.raises(UsageError):
        await drain(session.reply("Again?"))
    again = await drain(session.retry_customer())
    assert isinstance(again[-1], CustomerFailed)
    session.voice = BuiltInVoice()
    spoken = (await drain(session.retry_customer()))[-1]
    assert isinstance(spoken, CustomerSpoke)
    assert spoken.voice is VoiceId.BUILT_IN
    assert "4421" in spoken.text


async def test_closing_the_stream_closes_the_voice_and_leaves_the_turn_to_be_retried(
    make_practice: MakePractice,
) -> None:
    voice = FlakyVoice()
    session = await make_practice(voice).start(MODEL)
    async with aclosing(session.open()) as events:
        assert isinstance(await anext(events), HandoffShown)
        assert isinstance(await anext(events), CustomerSpeaking)
    assert voice.closed == ["early"]
    assert session.state.cue is not None
    assert isinstance((await drain(session.retry_customer()))[-1], CustomerSpoke)


@dataclass
class WaitingVoice:
    """A model's voice that answers when it is let."""

    id: VoiceId = VoiceId.MODEL
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    answer: asyncio.Event = field(default_factory=asyncio.Event)

    async def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Piece, None]:
        yield Requests(seconds=60.0)
        self.asked.set()
        await self.answer.wait()
        yield SpokenLine("Well, hello.", VoiceId.MODEL)


TOOK = Usage(2, prompt_tokens=900, answer_tokens=30, cost=0.5, currency="EUR")


async def test_what_it_took_to_word_a_turn_is_told_and_stored_with_it(
    make_practice: MakePractice, store: StoreThread
) -> None:
    voice = FlakyVoice(takes=TOOK, interventions=("role_flip",))
    session = await make_practice(voice).start(MODEL)
    opening = (await drain(session.open()))[-1]
    assert isinstance(opening, CustomerSpoke)
    wording = Wording(("role_flip",), TOOK)
    assert opening.wording == wording
    assert store.store.session(session.id).wordings == {opening.seq: wording}
    ended = (await drain(session.end()))[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.tally == tally(session.state.transcript, {opening.seq: wording})


async def test_attempts_that_failed_count_with_the_turn_they_were_for_whoever_speaks_in_the_end(
    make_practice: MakePractice, store: StoreThread
) -> None:
    voice = FlakyVoice(takes=TOOK)
    session = await make_practice(voice).start(MODEL)
    await drain(session.open())
    voice.failures = 2
    await drain(session.reply("Which card are they on?"))
    await drain(session.retry_customer())
    session.voice = BuiltInVoice()
    spoken = (await drain(session.retry_customer()))[-1]
    assert isinstance(spoken, CustomerSpoke)
    both = Wording(("truncated", "truncated"), TOOK + TOOK)
    assert (spoken.voice, spoken.wording) == (VoiceId.BUILT_IN, both)
    again = (await drain(session.reply("And on what day?")))[-1]
    assert isinstance(again, CustomerSpoke)
    assert again.wording is None
    assert store.store.session(session.id).wordings == {1: Wording((), TOOK), spoken.seq: both}


async def test_an_answer_that_the_agent_stops_counts_with_the_next_try(make_practice: MakePractice) -> None:
    session = await make_practice(FlakyVoice(takes=TOOK)).start(MODEL)
    async with aclosing(session.open()) as events:
        assert isinstance(await anext(events), HandoffShown)
        assert isinstance(await anext(events), CustomerSpeaking)
    spoken = (await drain(session.retry_customer()))[-1]
    assert isinstance(spoken, CustomerSpoke)
    assert spoken.wording == Wording((), TOOK + TOOK)


async def test_a_turn_that_is_stopped_ends_its_stream_with_what_was_heard(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await make_practice(FlakyVoice(takes=TOOK)).start(MODEL)
    await drain(session.open())
    assert not session.stop_customer(), "nobody speaks"
    events: list[SessionEvent] = []
    async with aclosing(session.reply("Which card are they on?")) as stream:
        async for event in stream:
            events.append(event)
            if isinstance(event, CustomerSpeaking):
                assert session.stop_customer()
    assert events[-1] == CustomerStopped("Well, ")
    assert store.store.session(session.id).replies[-1].scored is not None
    with pytest.raises(UsageError):
        await drain(session.reply("Again?"))
    spoken = (await drain(session.retry_customer()))[-1]
    assert isinstance(spoken, CustomerSpoke)
    assert spoken.wording == Wording((STOPPED,), TOOK + TOOK)


async def test_a_hand_over_holds_for_the_rest_of_the_talk_and_when_it_is_resumed(
    make_practice: MakePractice, store: StoreThread
) -> None:
    voice = FlakyVoice(takes=TOOK)
    session = await make_practice(voice).start(MODEL)
    await drain(session.open())
    voice.failures = 1
    assert isinstance((await drain(session.reply("Which card are they on?")))[-1], CustomerFailed)
    spoken = (await drain(session.hand_over(BuiltInVoice())))[-1]
    assert isinstance(spoken, CustomerSpoke)
    assert (spoken.voice, spoken.wording) == (
        VoiceId.BUILT_IN,
        Wording(("truncated", HANDED_OVER), TOOK),
    )
    assert store.store.session(session.id).wordings[spoken.seq] == spoken.wording
    resumed = await make_practice(voice).resume(session.id)
    again = (await drain(resumed.reply("And on what day?")))[-1]
    assert isinstance(again, CustomerSpoke)
    assert (again.voice, again.wording) == (VoiceId.BUILT_IN, None)


async def test_what_failed_before_the_talk_was_read_again_still_counts(make_practice: MakePractice) -> None:
    voice = FlakyVoice(takes=TOOK)
    session = await make_practice(voice).start(MODEL)
    await drain(session.open())
    voice.failures = 1
    failed = (await drain(session.reply("Which card are they on?")))[-1]
    assert failed == CustomerFailed(failed.error, heard="Well, ")  # type: ignore[union-attr]
    resumed = await make_practice(voice).resume(session.id)
    resumed.follow(session)
    spoken = (await drain(resumed.open()))[-1]
    assert isinstance(spoken, CustomerSpoke)
    assert spoken.wording == Wording(("truncated",), TOOK + TOOK)


async def test_a_model_that_is_not_set_any_more_fails_by_turn_and_can_be_replaced(
    make_practice: MakePractice,
) -> None:
    session = await make_practice(FlakyVoice()).start(MODEL)
    await drain(session.open())

    def gone(id: VoiceId) -> Voice:
        if id is VoiceId.MODEL:
            raise SettingsError("base_url is not set.", "Set it.")
        return BuiltInVoice()

    resumed = await replace(make_practice(), make_voice=gone).resume(session.id)
    failed = (await drain(resumed.reply("Which card are they on?")))[-1]
    assert isinstance(failed, CustomerFailed)
    assert (failed.error.message, failed.error.hint) == ("base_url is not set.", "Set it.")
    spoken = (await drain(resumed.hand_over(BuiltInVoice())))[-1]
    assert isinstance(spoken, CustomerSpoke)
    assert spoken.wording == Wording(("unreachable", HANDED_OVER), Usage())


async def test_how_long_a_model_is_waited_for_is_told_while_it_is_asked(make_practice: MakePractice) -> None:
    seconds = Seconds()
    voice = WaitingVoice()
    session = await replace(make_practice(voice), clock=seconds, tick=seconds.tick).start(MODEL)
    found: list[SessionEvent] = []
    async with aclosing(session.open()) as events:
        assert isinstance(await anext(events), HandoffShown)
        opening = asyncio.ensure_future(anext(events))
        await voice.asked.wait()
        await asyncio.sleep(0)
        seconds.let_pass(4.0)
        found.append(await opening)
        voice.answer.set()
        found += [event async for event in events if not isinstance(event, CopilotNudged)]
    assert [type(e) for e in found] == [CustomerAwaited, CustomerSpoke]
    assert found[0] == CustomerAwaited(silent=4.0, left=56.0)


async def test_a_resumed_talk_counts_what_was_stored(make_practice: MakePractice) -> None:
    session = await make_practice(FlakyVoice(takes=TOOK)).start(MODEL)
    await drain(session.open())
    await drain(session.reply("Which card are they on?"))
    resumed = await make_practice(FlakyVoice(takes=TOOK)).resume(session.id)
    await drain(resumed.reply("And on what day?"))
    ended = (await drain(resumed.end()))[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.tally is not None
    found = ended.tally
    assert (found.requests, found.prompt_tokens, found.costs) == (6, 2700, {"EUR": 1.5})


async def test_the_built_in_customer_asks_no_model(make_practice: MakePractice, store: StoreThread) -> None:
    session = await started(make_practice)
    await drain(session.reply("Which card are they on?"))
    ended = (await drain(session.end()))[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.tally is None
    assert store.store.session(session.id).wordings == {}


async def test_an_open_session_is_resumed_where_it_stood(make_practice: MakePractice) -> None:
    session = await started(make_practice)
    replies = good_agent(library().scenario(BLENDER))
    await drain(session.reply(replies[0]))
    resumed = await make_practice().resume(session.id)
    assert resumed.state == session.state
    assert await drain(resumed.open()) == []
    assert isinstance((await drain(resumed.reply(replies[1])))[-1], CustomerSpoke)


async def test_a_reply_stored_before_a_crash_is_assessed_and_answered_on_resuming(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await started(make_practice)
    turn = Turn(seq=session.state.next_seq, speaker=Speaker.AGENT, text="Which card are they on?")
    store.store.add_turn(session.id, turn, elapsed=9.0)
    resumed = await make_practice().resume(session.id)
    assert store.store.session(session.id).replies[-1].scored is not None
    assert isinstance((await drain(resumed.open()))[-1], CustomerSpoke)


async def test_a_talk_whose_last_words_were_stored_is_ended_on_resuming(make_practice: MakePractice) -> None:
    session = await started(make_practice)
    replies = good_agent(library().scenario(BLENDER))
    for reply in replies:
        async with aclosing(session.reply(reply)) as events:
            async for event in events:
                if isinstance(event, CustomerSpoke) and session.state.ends:
                    break
    resumed = await make_practice().resume(session.id)
    ended = await drain(resumed.open())
    assert [type(e) for e in ended] == [SessionEnded]


async def test_only_open_sessions_are_offered_for_resuming(make_practice: MakePractice) -> None:
    practice = make_practice()
    first = await practice.start(Choice(BLENDER, seed=1))
    second = await practice.start(Choice(BLENDER, seed=2))
    await drain(first.end())
    assert [s.id for s in await practice.open_sessions()] == [second.id]
    with pytest.raises(UsageError):
        await practice.resume(first.id)


async def test_the_agent_opens_where_the_scenario_says_so(make_practice: MakePractice) -> None:
    scenario = next(s for s in library().scenarios() if s.opens == "agent")
    session = await make_practice().start(Choice(scenario.id, seed=1))
    assert await drain(session.open()) == [AgentOpens()]
    spoke = (await drain(session.reply("Good morning, this is Lee from billing.")))[-1]
    assert isinstance(spoke, CustomerSpoke)
    assert spoke.text == scenario.customer.opening


async def test_an_unknown_scenario_names_the_nearest(make_practice: MakePractice) -> None:
    with pytest.raises(UnknownId) as caught:
        await make_practice().start(Choice("blender-broken-charged-twise"))
    assert "blender-broken-charged-twice" in str(caught.value)


async def test_without_a_seed_each_session_has_its_own(make_practice: MakePractice) -> None:
    practice = make_practice()
    seeds = {practice.plan(Choice(BLENDER)).seed for _ in range(5)}
    assert len(seeds) == 5
    assert 1 not in seeds


async def test_a_reply_is_stored_without_what_could_drive_a_terminal(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await started(make_practice)
    await drain(session.reply("Which \x1b]0;gone\x07card\u202e are they on?\ud800"))
    assert store.store.session(session.id).turns[-2].text == "Which card are they on?"


async def test_a_reply_whose_assessment_could_not_be_stored_is_taken_up_by_resuming(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await started(make_practice)
    async with aclosing(session.reply("Which card are they on?")) as events:
        await anext(events)
    with pytest.raises(UsageError):
        await drain(session.reply("Which card, please?"))
    resumed = await make_practice().resume(session.id)
    assert isinstance((await drain(resumed.open()))[-1], CustomerSpoke)
    assert len(store.store.session(session.id).replies) == 1


def nudged(events: list[SessionEvent]) -> list[str]:
    return [event.nudge.at for event in events if isinstance(event, CopilotNudged)]


async def test_the_handoff_comes_first_and_the_co_pilot_speaks_after_the_customer(
    make_practice: MakePractice,
) -> None:
    session = await make_practice().start(Choice(BLENDER, seed=1))
    opening = await everything(session.open())
    kinds = [HandoffShown, CustomerSpeaking, CustomerSpoke, CopilotNudged, CopilotNudged]
    assert [type(event) for event in opening] == kinds
    assert nudged(opening) == ["opening", "duplicate-back"]
    replies = good_agent(library().scenario(BLENDER))
    found = [await everything(session.reply(reply)) for reply in replies[:3]]
    came = next(events for events in found if nudged(events))
    assert nudged(came) == ["blender"]
    assert [type(event) for event in came[-2:]] == [CustomerSpoke, CopilotNudged]
    assert [nudged(events) for events in found].count([]) == 2


async def test_the_panel_is_shown_before_anything_is_said(make_practice: MakePractice) -> None:
    session = await make_practice().start(Choice(BLENDER, seed=1))
    reading = PanelReading(label="Mood", shows="calm", kind=Advice.RIGHT)
    scenario = session.state.scenario.model_copy(update={"panel": (reading,), "handoff": ()})
    session.state = TalkState.start(replace(session.state.plan, scenario=scenario))
    assert (await everything(session.open()))[0] == PanelShown((reading,))


async def test_who_opens_the_talk_hears_the_co_pilot_before_and_its_goals_after_the_customer(
    make_practice: MakePractice,
) -> None:
    session = await make_practice().start(Choice("debt-she-disputes", seed=1))
    nudges = tuple(Nudge(at=at, says=f"At {at}.", kind=Advice.RIGHT) for at in ("identity", "opening"))
    scenario = session.state.scenario.model_copy(update={"copilot": nudges})
    session.state = TalkState.start(replace(session.state.plan, scenario=scenario))
    opening = await everything(session.open())
    assert [type(event) for event in opening] == [AgentOpens, CopilotNudged]
    assert nudged(opening) == ["opening"]
    answered = await everything(session.reply("Hello, this is Sam from Brackwell Recovery."))
    assert nudged(answered) == ["identity"]


async def test_a_talk_taken_up_again_has_what_came_up_and_does_not_bring_it_twice(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await started(make_practice)
    replies = good_agent(library().scenario(BLENDER))
    for reply in replies[:2]:
        await drain(session.reply(reply))
    resumed = await make_practice().resume(session.id)
    assert resumed.state.come_up == session.state.come_up
    assert await everything(resumed.open()) == []
    assert TalkState.of(store.store.session(session.id)) == replace(resumed.state, articles=())


async def test_the_end_tells_what_was_made_of_the_co_pilot_and_the_debrief_tells_the_same(
    make_practice: MakePractice, store: StoreThread
) -> None:
    session = await started(make_practice)
    await drain(session.reply("Can you give me the order number?"))
    await drain(
        session.reply("I'm sorry. Order 88213, I see it: the money is back on your card within 24 hours.")
    )
    ended = (await drain(session.end()))[-1]
    assert isinstance(ended, SessionEnded)
    followed = {one.said.breaks: (one.followed, one.reply) for one in ended.drills.copilot}
    assert followed["order-number"] == (True, 1)
    assert followed["same-day-refund"] == (True, 2)
    taken = ended.drills.take_over
    assert taken is not None
    assert [one.info.id for one in taken.asked_again] == ["order-number"]
    assert (await Review(store).debrief(session.id)).drills == ended.drills


@pytest.mark.parametrize(("most", "kept"), [("none", "none"), ("mild", "mild"), ("strong", "strong")])
def test_how_far_a_customer_goes_is_capped_and_frozen_with_the_talk(
    make_practice: MakePractice, most: str, kept: str
) -> None:
    practice = make_practice()
    rude = practice.library.persona("dani-kowalski").model_copy(update={"abuse": Abuse.STRONG})
    shelf = OnePersona(practice.library, rude)
    plan = replace(practice, library=shelf, most_abuse=Abuse(most)).plan(Choice(BLENDER, persona=rude.id))
    assert plan.persona.abuse == kept


def test_who_is_milder_than_the_cap_stays_as_they_are(make_practice: MakePractice) -> None:
    practice = replace(make_practice(), most_abuse=Abuse.STRONG)
    assert practice.plan(Choice(BLENDER)).persona == practice.library.persona("maria-santos")
