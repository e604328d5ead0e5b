"""Lays the values of a reply on the values of the facts: which fact each says something of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from coach.domain.value_matching import compare
from coach.domain.values import (
    TIME_UNITS,
    Bound,
    Clock,
    Code,
    Count,
    Day,
    Duration,
    Match,
    Rate,
    Value,
)
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import alike
from coach.scoring.facts.known import FactValue, Known
from coach.scoring.facts.lived import is_lived, is_passing
from coach.scoring.facts.polarity import PREDICATES
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.said import Said
from coach.scoring.facts.senses import is_beside_the_point, is_same_measure
from coach.scoring.facts.telling import is_distinctive, near_miss

AGREE = {Match.EQUAL: 0.5, Match.WITHIN: 0.4}
TOUCHED = 0.3
"""A value that contradicts a fact counts from this touch on."""
GRAZED = 0.12
"""A value that agrees with a fact counts from this touch on."""
SECOND_FACT = 0.45
"""A value that agrees with two facts counts for the second from this touch on."""
NEAR_MISS = 0.35
FAR_BEHIND = 0.45
"""By how much less than another fact a fact is touched, so that agreeing with it may be chance."""


def lay_values(reply: Reply, facts: tuple[Known, ...]) -> list[Said]:
    """Each value goes to the fact that it says something of: the best touched, agreement counting for it."""
    laid: list[Said] = []
    for clause in reply.clauses:
        if clause.states and clause.values:
            laid += _lay_clause(reply, clause, facts)
    sole = _sole_slots(facts)
    return _once_each([s for s in laid if _counts(s, laid, sole)])


def _lay_clause(reply: Reply, clause: Clause, facts: tuple[Known, ...]) -> list[Said]:
    touches = {
        k.fact.id: (reply.touch(k, clause), reply.own_touch(k, clause), reply.strict_touch(k, clause))
        for k in facts
    }
    options = [
        option
        for value in not_taken_back(clause)
        for known in facts
        for option in _options(clause, value, known, touches[known.fact.id])
    ]
    options = [s for s in options if not _is_chance(s, options)]
    dated = {k.fact.id for k in facts if any(isinstance(v.value, Day) for v in k.values)}
    options = [s for s in options if not (_is_dated_term(s) and s.known.fact.id in dated)]
    options = [s for s in options if not (s.agrees and _has_another_date(s, options))]
    right = {s.value.start for s in options if s.match is Match.EQUAL and s.touch >= GRAZED}
    options = [
        s if s.agrees or s.value.start not in right else replace(s, score=s.score - 0.25)
        for s in options
        if s.agrees or s.value.start not in right or s.strict >= TOUCHED
    ]
    options.sort(key=lambda s: -s.score)
    laid: list[Said] = []
    done: set[int] = set()
    taken: set[tuple[str, int]] = set()
    for option in options:
        slot = (option.known.fact.id, option.target.value.start)
        second = option.value.start in done
        if slot in taken or (second and not (option.agrees and option.touch >= SECOND_FACT)):
            continue
        if second and any(s.value is option.value and s.known is option.known for s in laid):
            continue
        done.add(option.value.start)
        taken.add(slot)
        laid.append(option)
    return laid


def _is_chance(said: Said, options: list[Said]) -> bool:
    """The value agrees with a fact hardly spoken of, in a clause that speaks of another."""
    rivals = [s.touch for s in options if s.value is said.value and s.known is not said.known]
    return said.agrees and said.touch < TOUCHED and said.touch + FAR_BEHIND < max(rivals, default=0.0)


def _has_another_date(said: Said, options: list[Said]) -> bool:
    """'31 December' is right for the fact's 'December' only where the fact does not say '22 December', too."""
    if not (isinstance(said.value, Day) and said.value.day and isinstance(said.target.value, Day)):
        return False
    if said.target.value.day is not None or said.value.relative:
        return False
    rivals = [
        s.target.value for s in options if s.value is said.value and s.known is said.known and not s.agrees
    ]
    return any(isinstance(r, Day) and r.day and r.month == said.value.month for r in rivals)


def _is_dated_term(said: Said) -> bool:
    return isinstance(said.value, Day) and isinstance(said.target.value, Duration)


def _options(clause: Clause, value: Value, known: Known, touch: tuple[float, float, float]) -> list[Said]:
    options = []
    for target in known.values:
        match = compare(value, target.value)
        if match is Match.UNRELATED or (match is Match.CONFLICT and _is_one_of(value, known)):
            continue
        agrees = match is not Match.CONFLICT
        strength = touch[0] if agrees else touch[1]
        score = strength + AGREE.get(match, 0.0) + _local(clause, target, known)
        if not agrees and type(value) is not type(target.value):
            score -= 0.2
        if not agrees and near_miss(value, target.value):
            score += NEAR_MISS
        about = _about(clause, known)
        options.append(Said(clause, value, known, target, match, score, strength, touch[2], about))
    return options


def _is_one_of(value: Value, known: Known) -> bool:
    """One of several numbers that the fact names: 'claim 2207' of 'claims 2207 and 2270'."""
    return isinstance(value, Code | Count) and any(
        isinstance(v.value, Code) and compare(value, v.value) is Match.EQUAL for v in known.values
    )


def _about(clause: Clause, known: Known) -> bool:
    subjects = clause.names - PREDICATES or clause.names
    return bool(subjects) and all(any(alike(s, n) for n in known.weights) for s in subjects)


def _local(clause: Clause, target: FactValue, known: Known) -> float:
    """Which of a fact's several values is meant: words of its own part of the statement count for it."""
    rivals = [
        v
        for v in known.values
        if v is not target and type(v.value) is type(target.value) and v.near and target.near
    ]
    if not rivals:
        return 0.0
    own = sum(1 for n in target.near if any(alike(n, c) for c in clause.names))
    other = max(sum(1 for n in r.near if any(alike(n, c) for c in clause.names)) for r in rivals)
    return 0.6 * (own > other) - 0.6 * (own < other)


def _slot_kind(value: Value) -> tuple[str, str]:
    unit = value.unit if isinstance(value, Duration) else ",".join(sorted(value.per & TIME_UNITS))
    return value.kind, unit


def _sole_slots(facts: tuple[Known, ...]) -> frozenset[tuple[str, str]]:
    """Kinds and units that only one value of one fact has: 'a 24-month deal' can only be about that."""
    seen = Counter(_slot_kind(v.value) for k in facts for v in k.values)
    return frozenset(slot for slot, times in seen.items() if times == 1)


def _counts(said: Said, laid: list[Said], sole: frozenset[tuple[str, str]]) -> bool:
    beside = any(
        s.known is said.known
        and s.value is not said.value
        and s.agrees
        and s.clause.sentence == said.clause.sentence
        and (s.touch >= GRAZED or is_distinctive(s.value) or s.clause is said.clause)
        for s in laid
    )
    if _is_beside_it(said):
        return False
    own_doing = bool(_OWN_DOING.search(said.clause.text))
    if said.agrees:
        if _is_dated_term(said):
            return said.touch >= SECOND_FACT
        if said.touch >= GRAZED or is_distinctive(said.value):
            return True
        return (beside or _only_here(said)) and not own_doing
    if said.about and said.touch >= GRAZED / 2:
        return True
    if said.touch >= TOUCHED or (beside and type(said.value) is type(said.target.value)):
        return True
    if own_doing:
        return False
    if near_miss(said.value, said.target.value):
        return True
    slot = _slot_kind(said.target.value)
    return slot == _slot_kind(said.value) and slot in sole and slot[1] != ""


def _is_beside_it(said: Said) -> bool:
    """Where it stands the value says nothing of the fact, or nothing against it."""
    lived = is_lived(said.clause, said.value) and not is_same_measure(said)
    if is_beside_the_point(said) or (lived and not (said.agrees and said.strict >= TOUCHED)):
        return True
    if said.agrees:
        return isinstance(said.value, Day) and _of_a_foreign_subject(said)
    if _names_case(said) or _of_something_else(said) or is_passing(said.clause, said.value):
        return True
    if _NUMBERING.fullmatch(said.clause.text) or _is_a_call_back(said):
        return True
    return _is_dated_term(said) and said.strict < TOUCHED


def _is_a_call_back(said: Said) -> bool:
    """'I'll ring you on Monday' dates what the agent does, and nothing else."""
    dates = isinstance(said.value, Day | Clock)
    return dates and said.strict == 0 and _OWN_DOING.search(said.clause.text) is not None


def _of_a_foreign_subject(said: Said) -> bool:
    """'The box arrives on Friday' says nothing of what else happens on that Friday."""
    leans = said.clause.leans and not _OWN_DOING.search(said.clause.text)
    return said.strict == 0 and not leans and said.touch < TOUCHED


_NUMBERING = re.compile(r"\W*\d{1,2}\W*")
"""'3.' before a heading or in a list."""
_PRICES = frozenset(["fee", "salary", "extra"])


def _of_something_else(said: Said) -> bool:
    """'Your suitcase costs 20 euros' shares but its price with a fact about the booking fee."""
    own = said.clause.names
    shared = {n for n in own if any(alike(n, name) for name in said.known.weights)}
    return bool(shared) and shared <= _PRICES and bool(own - shared - PREDICATES - _PRICES)


def _names_case(said: Said) -> bool:
    """In 'delivery on Saturday costs' the day says which case is meant: Thursday is another."""
    target = said.target.value
    return (
        isinstance(target, Day)
        and target.month is None
        and target.bound is Bound.NONE
        and all(v is not said.target for v in said.known.core)
    )


_OWN_DOING = re.compile(
    r"\b(?:i'll|i will|i'm going to|we'll|we will|let me|i can) (?:\w+ )?(?:call|ring|phone|text|e-?mail"
    r"|check|write|get back"
    r"|follow up|contact|update|be back|look|hold|stay)\b|\b(?:see|talk to|speak to|hear from) you\b"
)


def _only_here(said: Said) -> bool:
    """Not a value that is said of anything."""
    if isinstance(said.value, Rate) or (isinstance(said.value, Day) and said.value.relative):
        return False
    return not isinstance(said.value, Count) or said.value.high >= 5 or said.value.low != int(said.value.low)


_CORRECTS = re.compile(r"\b(?:i mean|sorry|no, wait|rather|correction|make that|my mistake)\b")


def not_taken_back(clause: Clause) -> list[Value]:
    """Without the values that the speaker corrects in the same breath: 'a month, I mean four weeks'."""
    match = _CORRECTS.search(clause.text)
    if match is None:
        return list(clause.values)
    later = [v for v in clause.values if v.start - clause.start > match.start()]
    kinds = {type(v) for v in later}
    return [v for v in clause.values if v in later or type(v) not in kinds]


def _once_each(laid: list[Said]) -> list[Said]:
    """A fact's value that was said rightly is not contradicted by a value that only grazes it elsewhere."""
    kept = []
    for said in laid:
        rights = [s for s in laid if s.agrees and s.known is said.known and s.target is said.target]
        if not said.agrees and any(_outweighs(r, said) and not _explains(said, r) for r in rights):
            continue
        kept.append(said)
    return kept


def _explains(said: Said, right: Said) -> bool:
    """'Today, Friday 4 December': the date says which day is meant; a month beside a date has a sense of its own."""
    if not (isinstance(said.value, Day) and isinstance(right.value, Day)):
        return False
    if said.value.day is None and said.value.weekday is None and right.value.day is not None:
        return any(isinstance(v.value, Day) and v.value.day is None for v in said.known.values)
    spelt_out = right.value.relative and said.value.day is not None and not said.value.relative
    return spelt_out and 0 <= said.value.start - right.value.end <= 2


def _outweighs(right: Said, wrong: Said) -> bool:
    if right.clause is wrong.clause or right.clause.sentence == wrong.clause.sentence:
        return right.score >= wrong.score
    return wrong.touch < 0.7 and not near_miss(wrong.value, wrong.target.value)
