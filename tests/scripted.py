"""Scripted agents: whole talks against the built-in customer, without a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice

from coach.bootstrap import make_session_scorecard, open_library
from coach.customer.built_in_voice import word
from coach.customer.cue import Cue
from coach.domain.assessment import ScoredReply
from coach.domain.rubric import Scorecard
from coach.domain.scenario import Scenario, Speaker
from coach.domain.situation import Situation
from coach.domain.transcript import CustomerAct, Outcome, Turn, VoiceId
from coach.ports import Library, Scorer, SessionPlan
from coach.scoring.built_in import score_reply
from coach.services.talk import TalkState
from coach.settings import load

DISMISSIVE = (
    "I understand your frustration, but please calm down, this happens to everybody.",
    "As I said, that is our policy and there is nothing I can do.",
    "You should have read the terms before. It is only a small matter.",
    "Sir, please don't be so dramatic, everyone has to wait.",
    "You'd have to contact somebody else about that.",
)
APOLOGIES = (
    "I am so sorry about this.",
    "I sincerely apologise for the inconvenience.",
    "Again, I am really very sorry.",
    "Please accept our deepest apologies for what happened.",
    "I do apologise once more, truly.",
)


@dataclass(frozen=True)
class Played:
    """A talk played to its end, or as far as the replies went."""

    state: TalkState
    curve: tuple[int, ...]
    """Frustration after each reply."""
    lines: tuple[str, ...]
    """What the customer said."""
    acts: tuple[CustomerAct, ...]

    @property
    def outcome(self) -> Outcome | None:
        return self.state.ends

    @property
    def scorecard(self) -> Scorecard:
        return make_session_scorecard(self.state)


@cache
def library() -> Library:
    """What comes with coach, read once in each process."""
    return open_library(load({}))


def plan_of(scenario: Scenario, *, seed: int = 1, persona: str | None = None) -> SessionPlan:
    content = library()
    rubric = content.rubric(scenario.rubric)
    curriculum = content.curriculum_of(scenario.id)
    lesson = next((x for x in curriculum.lessons if x.scenario == scenario.id), None) if curriculum else None
    return SessionPlan(
        scenario=scenario,
        persona=content.persona(persona or scenario.persona),
        rubric=rubric,
        pass_mark=lesson.pass_ if lesson else rubric.minimum,
        seed=seed,
        voice=VoiceId.BUILT_IN,
    )


@dataclass(frozen=True)
class Given:
    """A reply as it was given and scored, and where the talk stood after it."""

    reply: str
    situation: Situation
    scored: ScoredReply
    state: TalkState


def moments(plan: SessionPlan, replies: Iterable[str], *, scorer: Scorer) -> Iterator[Given]:
    """The same pure steps as a practice session, in a loop."""
    state = _customer(TalkState.start(plan))
    for reply in replies:
        if state.ends is not None:
            return
        situation = state.situation()
        scored = scorer(reply, situation)
        state = state.with_turn(Turn(seq=state.next_seq, speaker=Speaker.AGENT, text=reply))
        state = _customer(state.with_reply(scored))
        yield Given(reply, situation, scored, state)


def play(plan: SessionPlan, replies: Iterable[str]) -> Played:
    """A whole talk with the rules alone as scorer."""
    state = _customer(TalkState.start(plan))
    curve: list[int] = []
    for given in moments(plan, replies, scorer=score_reply):
        state = given.state
        curve.append(state.mood.frustration)
    customer = [t for t in state.transcript if t.speaker is Speaker.CUSTOMER]
    return Played(
        state=state,
        curve=tuple(curve),
        lines=tuple(t.text for t in customer),
        acts=tuple(t.customer_act for t in customer if t.customer_act),
    )


def _customer(state: TalkState) -> TalkState:
    cue: Cue | None = state.cue
    if cue is None:
        return state
    turn = Turn(
        seq=state.next_seq,
        speaker=Speaker.CUSTOMER,
        text=word(cue, state.talk),
        customer_act=cue.act,
        voice=VoiceId.BUILT_IN,
    )
    return state.with_turn(turn)


def good_agent(scenario: Scenario, *, variant: int = 0) -> list[str]:
    """The scenario's model replies in order; variant 1 and up take their other wordings."""
    wordings = [(m.say, *m.also) for m in scenario.model_replies]
    return [w[variant % len(w)] for w in wordings]


def repeating(replies: Iterable[str], count: int = 20) -> list[str]:
    return list(islice(cycle(replies), count))
