"""What one reply does to the agenda: facts count, beliefs give way, goals are met; pure functions, read from the top.

A fact counts toward the current goal, and one told on the way is remembered for its own goal; telling everything at
once (`information_dump`) counts only for the current one, so it wins nothing.
"""

from __future__ import annotations

from dataclasses import replace

from coach.domain.agenda import Agenda, BeliefState, GoalState, Step, matters, open_ways
from coach.domain.assessment import Act, Assessment, Event, FaultId, Verdict
from coach.domain.customer import Belief, Customer, Hidden, Way
from coach.domain.memory import changed, remember
from coach.domain.scenario import Scenario


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
        asked_openly=assessment.asks_openly,
    )
    step = _beliefs(step, assessment, customer)
    step = _confide(step, assessment, customer)
    step = _count_facts(step, assessment, customer)
    step = _meet(step, customer)
    step = _meet_ahead(step, customer)
    step = _meet_next(step, customer) if step.met else _fool(step, assessment)
    return _recall(step, assessment, customer)


def _recall(step: Step, assessment: Assessment, customer: Customer) -> Step:
    """What the customer remembers of the agent's words, and whether this reply goes back on them.

    Something forbidden that would confirm a belief denies the fact that corrects it.
    """
    denies = {ban: belief.corrected_by for belief in customer.beliefs for ban in belief.confirmed_by}
    turn = changed(step.agenda.said, assessment, denies=denies)
    owns = bool(assessment.act_ids & {Act.TAKE_OWNERSHIP, Act.APOLOGISE}) and not assessment.slights
    return replace(
        step,
        changed=turn,
        owned=bool(turn and turn.righted and owns),
        agenda=replace(step.agenda, said=remember(step.agenda.said, assessment, denies=denies)),
    )


def _confide(step: Step, assessment: Assessment, customer: Customer) -> Step:
    """Hidden information comes out, unless the question is for a detail, or something else takes their breath first.

    Before facts are counted: what they have just told can rule out a way that would have done before.
    """
    wrong = assessment.facts_with(Verdict.WRONG) & {f for w in _ways(step) for f in w.needs}
    busy = step.disappointed or step.believed or wrong or Event.WRONG_FACT in assessment.event_ids
    detail = step.newly_asked and not assessment.explores
    if busy or detail or assessment.slights or not (step.asked_openly and step.acknowledged):
        return step
    hidden = _next_hidden(step.agenda, assessment, customer)
    if hidden is None:
        return step
    agenda = replace(step.agenda, revealed=step.agenda.revealed | {hidden.id})
    return replace(step, revealed=hidden, agenda=agenda)


def _ways(step: Step) -> list[Way]:
    return open_ways(step.goal, step.agenda) if step.goal else []


def _count_facts(step: Step, assessment: Assessment, customer: Customer) -> Step:
    """Facts said rightly count while their goal is current, and only the first time as progress."""
    goal, agenda = step.goal, step.agenda
    if goal is None:
        return step
    needed = {fact for way in open_ways(goal, agenda) for fact in way.needs}
    correct = assessment.facts_with(Verdict.CORRECT)
    new_right = (correct & needed) - agenda.right
    flooded = FaultId.INFORMATION_DUMP in assessment.fault_ids
    early = frozenset() if flooded else correct - needed
    return replace(
        step,
        new_right=new_right,
        new_early=(early - agenda.early) & _needed_later(agenda, customer),
        agenda=replace(agenda, right=agenda.right | new_right, early=agenda.early | early),
        matters=bool(new_right) and matters(goal, agenda, customer),
    )


def _next_hidden(agenda: Agenda, assessment: Assessment, customer: Customer) -> Hidden | None:
    """What the question goes for, else the next thing that has not come out."""
    explored = {e.id for e in assessment.explores}
    untold = [h for h in customer.hidden if h.id not in agenda.revealed]
    return next((h for h in untold if h.id in explored), untold[0] if untold else None)


def _needed_later(agenda: Agenda, customer: Customer) -> frozenset[str]:
    open_goals = [g for g in customer.goals if agenda.goals[g.id] is not GoalState.MET]
    return frozenset(fact for g in open_goals for way in g.all_ways for fact in way.needs)


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
    if assessment.slights or FaultId.HOLLOW_SCRIPT in assessment.fault_ids:
        return False
    owns = assessment.act_ids & {Act.TAKE_OWNERSHIP, Act.APOLOGISE}
    return assessment.acknowledges or bool(owns) or belief.corrected_by in correct


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
    for way in open_ways(goal, agenda):
        if set(way.needs) <= agenda.right - minded and set(way.asks) <= agenda.told:
            goals = {**agenda.goals, goal.id: GoalState.MET}
            return replace(step, met=way, agenda=replace(agenda, goals=goals, right=frozenset()))
    return step


def _meet_next(step: Step, customer: Customer) -> Step:
    """What comes next may be settled already: by the rest of this reply, or by what was told on the way here."""
    while goal := step.agenda.current(customer):
        heard = step.agenda.early - step.agenda.minded(customer)
        ways = [w for w in open_ways(goal, step.agenda) if w.needs and set(w.needs) <= heard]
        way = next((w for w in ways if set(w.asks) <= step.agenda.told), None)
        if way is None:
            break
        goals = {**step.agenda.goals, goal.id: GoalState.MET}
        step = replace(step, met_next=way, agenda=replace(step.agenda, goals=goals))
    return step


def _meet_ahead(step: Step, customer: Customer) -> Step:
    """What they have just confided need not wait for its turn."""
    agenda = step.agenda
    heard = agenda.early - agenda.minded(customer)
    for goal in customer.goals:
        open_ = agenda.goals[goal.id] is GoalState.OPEN and goal is not step.goal
        if not (open_ and step.new_early and matters(goal, agenda, customer)):
            continue
        for way in open_ways(goal, agenda):
            if step.new_early & set(way.needs) and set(way.needs) <= heard and set(way.asks) <= agenda.told:
                goals = {**agenda.goals, goal.id: GoalState.MET}
                return replace(step, met_ahead=way, matters=True, agenda=replace(agenda, goals=goals))
    return step


def _fool(step: Step, assessment: Assessment) -> Step:
    """A wrong answer that the customer cannot see through settles the current goal in their eyes, once."""
    goal, agenda = step.goal, step.agenda
    if goal is None or goal.id in agenda.fooled or Event.WRONG_FACT in assessment.event_ids:
        return step
    misled = assessment.facts_with(Verdict.WRONG)
    if step.believed:
        misled |= {step.believed.corrected_by}
    for way in open_ways(goal, agenda):
        if misled & set(way.needs) and set(way.needs) <= agenda.right | misled:
            fooled = replace(
                agenda,
                goals={**agenda.goals, goal.id: GoalState.BELIEVED},
                fooled=agenda.fooled | {goal.id},
                right=frozenset(),
            )
            return replace(step, fooled=True, agenda=fooled)
    return step
