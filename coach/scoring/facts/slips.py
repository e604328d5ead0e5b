"""Right values on the wrong thing: another anchor, destination, case or rate than the fact has."""

from __future__ import annotations

import re

from coach.domain.text import fold
from coach.domain.values import TIME_UNITS, Rate
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import concepts
from coach.scoring.facts.contrast import mistaken, places
from coach.scoring.facts.known import Known
from coach.scoring.facts.polarity import STRONG, is_negative, stance
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.said import Said


def on_wrong_thing(reply: Reply, known: Known, clause: Clause) -> bool:
    """The right value with another anchor, destination, person or place than the fact has."""
    text = known.fact.text
    if mistaken(clause.text, text, anchored=bool(clause.values)):
        return True
    if _swapped(known, clause) or _other_case(reply, known, clause):
        return True
    sides = stance(clause.text)
    if any(sides.get(axis, known.sides[axis]) != known.sides[axis] for axis in STRONG & known.sides.keys()):
        return True
    theirs = places(text)
    named = places(reply.text[clause.start : clause.end])
    return bool(theirs and named) and not theirs & named and not any(p in reply.text for p in theirs)


_SWAP = re.compile(r"\b(?:instead of|rather than|not) (?:the |a |an |your )?")


def _swapped(known: Known, clause: Clause) -> bool:
    """'a bank statement instead of the payslip' where the fact wants the payslip."""
    if _SWAP.search(fold(known.fact.text)):
        return False
    for match in _SWAP.finditer(clause.text):
        if match.group().startswith("not"):
            continue
        behind = [c.name for c in clause.concepts if 0 <= c.start - clause.start - match.end() <= 3]
        if any(name in known.weights for name in behind):
            return True
    return False


_IF = re.compile(r"\b(?:if|unless|when|in case)\b([^,;.]*)")


def _other_case(reply: Reply, known: Known, clause: Clause) -> bool:
    """'if a fault is found' where the fact says 'if no fault is found'."""
    theirs = _IF.search(fold(known.fact.text))
    if theirs is None:
        return False
    for near in reply.beside(clause):
        ours = _IF.search(near.text)
        if ours is None:
            continue
        shared = {c.name for c in concepts(ours.group(1))} & {c.name for c in concepts(theirs.group(1))}
        if shared and is_negative(ours.group(1)) != is_negative(theirs.group(1)):
            return True
    return False


def other_rate(reply: Reply, right: Said) -> bool:
    """'every fortnight, 75 the least' where the fact has 75 a month."""
    due = right.target.value.per & TIME_UNITS
    if not due or right.value.per & TIME_UNITS:
        return False
    near = [c for c in reply.beside(right.clause) if c.states]
    rates = {v.unit for c in near for v in c.values if isinstance(v, Rate)}
    return bool(rates) and not rates & due


_ONLY = re.compile(r"\b(?:only|just)\b")


def only_part(known: Known, right: list[Said]) -> bool:
    """'Only May' where the fact has April and May."""
    said = {s.target.value.start for s in right}
    for one in right:
        rest = [v for v in known.core if type(v.value) is type(one.value) and v.value.start not in said]
        lead = one.clause.text[
            max(0, one.value.start - one.clause.start - 12) : one.value.start - one.clause.start
        ]
        if rest and not known.only and _ONLY.search(lead):
            return True
    return False
