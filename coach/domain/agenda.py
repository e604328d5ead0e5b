"""What the customer still wants, in order, and what one reply does about it.

A fact counts toward the current goal, and one told on the way is remembered for its own goal; telling everything at
once (`information_dump`) counts only for the current one, so it wins nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coach.domain.assessment import Act, Assessment, Event, FaultId, Verdict
from coach.domain.memory import Change, Said, changed, remember
from coach.domain.scenario import Belief, Customer, Goal, Hidden, Scenario, Way


class GoalState(StrEnum):
    OPEN = "open"
    BELIEVED = "believed"
    """The customer takes it for settled by something that is not so; they come back to it."""
    MET = "met"


class BeliefState(StrEnum):
    HELD = "held"
    CHALLENGED = "challenged"
    """Corrected once; the customer minds, and its goal waits."""
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Agenda:
    """The customer's side of the matter after some replies."""

    goals: dict[str, GoalState]
    beliefs: dict[str, BeliefState]
    told: frozenset[str]
    """Known information told, before the talk or in it."""
    revealed: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    """Facts said rightly while the current goal was current."""
    early: frozenset[str] = frozenset()
    """Facts said rightly while another goal was current. A flood of facts is not taken in."""
    fooled: frozenset[str] = frozenset()
    """Goals that were once taken for settled by something wrong."""
    acknowledged_last: bool = False
    """The reply before acknowledged."""
    said: Mapping[str, Said] = field(default_factory=dict)
    """What the agent last said about each fact."""

    @staticmethod
    def start(customer: Customer) -> Agenda:
        return Agenda(
            goals={g.id: GoalState.OPEN for g in customer.goals},
            beliefs={b.id: BeliefState.HELD for b in customer.beliefs},
            told=frozenset(k.id for k in customer.known_info if k.told),
        )

    def current(self, customer: Customer) -> Goal | None:
        """The first open goal; when none is open, the first that was only believed; else None."""
        states = (GoalState.OPEN, GoalState.BELIEVED)
        return next((g for state in states for g in customer.goals if self.goals[g.id] is state), None)

    def wanted(self, customer: Customer) -> frozenset[str]:
        """Facts that the current goal still needs."""
        goal = self.current(customer)
        if goal is None:
            return frozenset()
        return frozenset(f for way in _open_ways(goal, self) for f in way.needs) - self.right

    def minded(self, customer: Customer) -> frozenset[str]:
        """Facts that the customer has heard and does not accept yet."""
        return frozenset(
            b.corrected_by for b in customer.beliefs if self.beliefs[b.id] is BeliefState.CHALLENGED
        )

    @property
    def all_met(self) -> bool:
        return all(state is GoalState.MET for state in self.goals.values())


@dataclass(frozen=True)
class Step:
    """What one reply did to the agenda."""

    agenda: Agenda
    """The agenda after it."""
    goal: Goal | None
    """The goal that was current when the reply came."""
    new_right: frozenset[str] = frozenset()
    """Facts needed by that goal and said rightly for the first time."""
    new_early: frozenset[str] = frozenset()
    """Facts that a later goal needs, said for the first time."""
    met: Way | None = None
    """How that goal was met by this reply."""
    met_next: Way | None = None
    """How the goal after it was met by the same reply."""
    newly_asked: tuple[str, ...] = ()
    """Known information asked for that the customer now tells, in the order asked."""
    revealed: Hidden | None = None
    disappointed: Belief | None = None
    believed: Belief | None = None
    """A belief that the reply wrongly confirmed."""
    fooled: bool = False
    """The current goal now passes for settled, wrongly, for the first time."""
    acknowledged: bool = False
    """This reply or the one before it acknowledged."""
    asked_openly: bool = False
    matters: bool = False
    """It moves what matters most to this customer, now that they have said so."""
    changed: Change | None = None
    """What the agent now puts otherwise than before."""
    owned: bool = False
    """An own mistake is put right, and called one."""

    @property
    def moved(self) -> bool:
        """The case went forward: a needed fact said rightly, or a goal met."""
        return bool(self.new_right) or self.met is not None


def advance(agenda: Agenda, assessment: Assessment, scenario: Scenario) -> Step:
    """One reply against the agenda. Pure; the same input gives the same step."""
    customer = scenario.customer
    goal = agenda.current(customer)
    acknowledged = assessment.acknowledges or agenda.acknowledged_last
    newly_asked = tuple(dict.fromkeys(e.id for e in assessment.asked if e.id not in agenda.told))
    step = Step(
        agenda=replace(
            agenda, told=agenda.told | set(newly_asked), acknowledged_last=assessment.acknowledges
        ),
        goal=goal,
        newly_asked=newly_asked,
        acknowledged=acknowledged,
        asked_openly=Act.ASK_OPEN in assessment.act_ids or bool(assessment.explores),
    )
    step = _beliefs(step, assessment, customer)
    step = _count_facts(step, assessment, customer)
    step = _meet(step, customer)
    step = _meet_next(step, customer) if step.met else _fool(step, assessment)
    return _recall(_confide(step, assessment, customer), assessment)


def _recall(step: Step, assessment: Assessment) -> Step:
    """What the customer remembers of the agent's words, and whether this reply goes back on them."""
    turn = changed(step.agenda.said, assessment)
    owns = bool(assessment.act_ids & {Act.TAKE_OWNERSHIP, Act.APOLOGISE}) and not assessment.slights
    return replace(
        step,
        changed=turn,
        owned=bool(turn and turn.righted and owns),
        agenda=replace(step.agenda, said=remember(step.agenda.said, assessment)),
    )


def _confide(step: Step, assessment: Assessment, customer: Customer) -> Step:
    """Hidden information comes out, unless something else in the reply takes the customer's breath first."""
    busy = step.disappointed or step.believed or step.fooled or Event.WRONG_FACT in assessment.event_ids
    if busy or assessment.slights or not (step.asked_openly and step.acknowledged):
        return step
    hidden = _next_hidden(step.agenda, assessment, customer)
    if hidden is None or step.agenda.all_met:
        return step
    agenda = replace(step.agenda, revealed=step.agenda.revealed | {hidden.id})
    return replace(step, revealed=hidden, agenda=agenda)


def _count_facts(step: Step, assessment: Assessment, customer: Customer) -> Step:
    """Facts said rightly count while their goal is current, and only the first time as progress."""
    goal, agenda = step.goal, step.agenda
    if goal is None:
        return step
    needed = {fact for way in _open_ways(goal, agenda) for fact in way.needs}
    correct = assessment.facts_with(Verdict.CORRECT)
    new_right = (correct & needed) - agenda.right
    flooded = FaultId.INFORMATION_DUMP in assessment.fault_ids
    early = frozenset() if flooded else correct - needed
    return replace(
        step,
        new_right=new_right,
        new_early=(early - agenda.early) & _needed_later(agenda, customer),
        agenda=replace(agenda, right=agenda.right | new_right, early=agenda.early | early),
        matters=bool(new_right) and _matters(goal, agenda, customer),
    )


def _next_hidden(agenda: Agenda, assessment: Assessment, customer: Customer) -> Hidden | None:
    """What the question goes for, else the next thing that has not come out."""
    explored = {e.id for e in assessment.explores}
    untold = [h for h in customer.hidden if h.id not in agenda.revealed]
    return next((h for h in untold if h.id in explored), untold[0] if untold else None)


def _needed_later(agenda: Agenda, customer: Customer) -> frozenset[str]:
    open_goals = [g for g in customer.goals if agenda.goals[g.id] is not GoalState.MET]
    return frozenset(fact for g in open_goals for way in g.all_ways for fact in way.needs)


def _open_ways(goal: Goal, agenda: Agenda) -> list[Way]:
    return [w for w in goal.all_ways if w.unless is None or w.unless not in agenda.revealed]


def _matters(goal: Goal, agenda: Agenda, customer: Customer) -> bool:
    out = [h for h in customer.hidden if h.id in agenda.revealed]
    return any(h.matters_to == goal.id or any(w.unless == h.id for w in goal.all_ways) for h in out)


def _beliefs(step: Step, assessment: Assessment, customer: Customer) -> Step:
    """Move each belief: confirmed wrongly, disappointed, or given up."""
    correct = assessment.facts_with(Verdict.CORRECT)
    misled = assessment.facts_with(Verdict.WRONG, Verdict.VIOLATED)
    states = dict(step.agenda.beliefs)
    found: dict[str, Belief] = {}
    for belief in customer.beliefs:
        match states[belief.id]:
            case BeliefState.HELD if misled & {belief.corrected_by, *belief.confirmed_by}:
                found.setdefault("believed", belief)
            case BeliefState.HELD if belief.corrected_by in correct:
                if belief.yields_to is None:
                    states[belief.id] = BeliefState.GIVEN_UP
                    continue
                states[belief.id] = BeliefState.CHALLENGED
                found.setdefault("disappointed", belief)
            case BeliefState.CHALLENGED if _yields(assessment, correct, belief):
                states[belief.id] = BeliefState.GIVEN_UP
            case _:
                continue
    return replace(
        step,
        agenda=_reopen(replace(step.agenda, beliefs=states), found.get("disappointed"), customer),
        believed=found.get("believed"),
        disappointed=found.get("disappointed"),
    )


def _yields(assessment: Assessment, correct: frozenset[str], belief: Belief) -> bool:
    """A challenged belief is given up for an acknowledgement, or when the fact is calmly said again."""
    if assessment.fault_ids or Event.REPEATED_APOLOGY in assessment.event_ids:
        return False
    heard = assessment.acknowledges or Act.TAKE_OWNERSHIP in assessment.act_ids
    return heard or belief.corrected_by in correct


def _reopen(agenda: Agenda, corrected: Belief | None, customer: Customer) -> Agenda:
    """An agent who puts their own wrong promise right reopens the goal that rested on it."""
    if corrected is None:
        return agenda
    goals = dict(agenda.goals)
    for goal in customer.goals:
        rests = any(corrected.corrected_by in way.needs for way in goal.all_ways)
        if rests and goals[goal.id] is GoalState.BELIEVED:
            goals[goal.id] = GoalState.OPEN
    return replace(agenda, goals=goals)


def _meet(step: Step, customer: Customer) -> Step:
    """Settle the current goal when one of its ways is complete and no challenged belief stands before it."""
    goal, agenda = step.goal, step.agenda
    if goal is None:
        return step
    minded = agenda.minded(customer)
    for way in _open_ways(goal, agenda):
        if set(way.needs) <= agenda.right - minded and set(way.asks) <= agenda.told:
            goals = {**agenda.goals, goal.id: GoalState.MET}
            return replace(step, met=way, agenda=replace(agenda, goals=goals, right=frozenset()))
    return step


def _meet_next(step: Step, customer: Customer) -> Step:
    """What comes next may be settled already: by the rest of this reply, or by what was told on the way here."""
    while goal := step.agenda.current(customer):
        heard = step.agenda.early - step.agenda.minded(customer)
        ways = [w for w in _open_ways(goal, step.agenda) if w.needs and set(w.needs) <= heard]
        way = next((w for w in ways if set(w.asks) <= step.agenda.told), None)
        if way is None:
            break
        goals = {**step.agenda.goals, goal.id: GoalState.MET}
        step = replace(step, met_next=way, agenda=replace(step.agenda, goals=goals))
    return step


def _fool(step: Step, assessment: Assessment) -> Step:
    """A wrong answer that the customer cannot see through settles the current goal in their eyes, once."""
    goal, agenda = step.goal, step.agenda
    if goal is None or goal.id in agenda.fooled or Event.WRONG_FACT in assessment.event_ids:
        return step
    misled = assessment.facts_with(Verdict.WRONG)
    if step.believed:
        misled |= {step.believed.corrected_by}
    for way in _open_ways(goal, agenda):
        if misled & set(way.needs) and set(way.needs) <= agenda.right | misled:
            fooled = replace(
                agenda,
                goals={**agenda.goals, goal.id: GoalState.BELIEVED},
                fooled=agenda.fooled | {goal.id},
                right=frozenset(),
            )
            return replace(step, fooled=True, agenda=fooled)
    return step
