"""Where a talk stands when the customer says a certain line of the scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coach.customer.casting import AS_WRITTEN
from coach.domain.agenda import Agenda, BeliefState, GoalState
from coach.domain.customer import Customer, Goal
from coach.domain.persona import Persona
from coach.domain.rubric import Rubric
from coach.domain.scenario import Article, Scenario, Speaker
from coach.domain.transcript import CustomerAct, Turn, VoiceId
from coach.ports import Scorer, SessionPlan
from coach.services.talk import TalkState

FIRST_WORDS: Final = "Good afternoon. Am I speaking to the right person?"
"""Of an agent who opens the talk."""


def stand(
    plan: SessionPlan, after: str | None, *, articles: Sequence[Article] = (), scorer: Scorer
) -> TalkState:
    """The talk at the opening, or at another line: what comes before it in the agenda is settled then.

    A goal's own lines mean that the goals before it are met and what they ask for is told; the words of known or
    hidden information, that it is out; those of a belief, that it is challenged. Any other line changes nothing.
    """
    scenario = plan.scenario
    state = TalkState.start(plan, articles)
    if scenario.opens == "agent":
        scored = scorer(FIRST_WORDS, state.situation())
        state = state.with_turn(Turn(seq=1, speaker=Speaker.AGENT, text=FIRST_WORDS)).with_reply(scored)
    state = _says(state, scenario.customer.opening)
    if after is None or after == scenario.customer.opening:
        return state
    return replace(_says(state, after), agenda=_agenda_at(after, state.agenda, scenario))


def plan_as_written(scenario: Scenario, persona: Persona, rubric: Rubric) -> SessionPlan:
    return SessionPlan(
        scenario=scenario,
        persona=persona,
        rubric=rubric,
        pass_mark=rubric.minimum,
        seed=AS_WRITTEN,
        voice=VoiceId.BUILT_IN,
    )


def _says(state: TalkState, line: str) -> TalkState:
    act = CustomerAct.OPEN if not state.transcript else CustomerAct.PRESS
    turn = Turn(seq=state.next_seq, speaker=Speaker.CUSTOMER, text=line, customer_act=act)
    return replace(state.with_turn(turn), cue=None, ends=None)


def _agenda_at(line: str, agenda: Agenda, scenario: Scenario) -> Agenda:
    customer = scenario.customer
    beliefs = dict(agenda.beliefs)
    goal = next((g for g in customer.goals if line in _lines_of(g, scenario)), None)
    for belief in customer.beliefs:
        if line in (belief.challenge, belief.believes):
            beliefs[belief.id] = BeliefState.CHALLENGED if line == belief.challenge else BeliefState.HELD
            goal = goal or _needing(belief.corrected_by, customer)
    told = {known.id for known in customer.known_info if line == known.say}
    revealed = {hidden.id for hidden in customer.hidden if line == hidden.say}
    settled = customer.goals[: customer.goals.index(goal)] if goal else ()
    return replace(
        agenda,
        goals={**agenda.goals, **{one.id: GoalState.MET for one in settled}},
        beliefs=beliefs,
        told=agenda.told | told | {ask for one in settled for ask in one.all_ways[0].asks},
        revealed=agenda.revealed | revealed,
        right=agenda.right | {fact for one in settled for fact in one.all_ways[0].needs},
    )


def _lines_of(goal: Goal, scenario: Scenario) -> tuple[str, ...]:
    """What the customer says while this is what they want."""
    asked = (x for way in goal.all_ways for id_ in way.needs for x in scenario.fact(id_).asked)
    return (*((goal.wants,) if goal.wants else ()), *goal.press, *asked)


def _needing(fact: str, customer: Customer) -> Goal | None:
    return next((g for g in customer.goals if any(fact in way.needs for way in g.all_ways)), None)
