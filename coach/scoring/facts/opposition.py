"""Finds the clause that takes the other side of a fact: denies it, or lifts its limit."""

from __future__ import annotations

import re

from coach.domain.values import Bound, Code, Count, Rate
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import alike
from coach.scoring.facts.contrast import mistaken
from coach.scoring.facts.known import Known
from coach.scoring.facts.laying import Said
from coach.scoring.facts.polarity import is_negative, negations, stance
from coach.scoring.facts.reply import Reply

COVERED = 0.5
"""A statement without values counts as said from this coverage on."""
_OPPOSED = 0.4
"""A clause that takes the other side counts from this coverage on."""


def is_soft(value: object) -> bool:
    """Says little without its sentence: a code, a rate, an ordinal."""
    return isinstance(value, Code | Rate) or (isinstance(value, Count) and (value.ordinal or value.high <= 2))


_WITHOUT_LIMIT = re.compile(
    r"\b(?:as many|as often|as long as (?:it takes|you (?:like|need|want))|as much as|unlimited|no limit"
    r"|without limit)\b"
)
_AT_ONCE = re.compile(
    r"\b(?:from day one|from the (?:start|first|beginning|very first)|immediately|straight away"
    r"|right away|any ?time)\b"
)
_EVERYONE = re.compile(
    r"\b(?:everyone|everybody|every|all|any|anyone|anybody|always|as many|as often|as long as|as much as"
    r"|no matter"
    r"|regardless|unlimited|whenever|whoever|all year|anytime|no limit|for life|forever|permanently)\b"
)


def contradicting_clause(reply: Reply, known: Known, right: list[Said]) -> Clause | None:
    """A clause about the fact that takes the other side: 'no restocking fee applies', 'the pool is open'."""
    valued = bool(known.core) and not all(is_soft(v.value) for v in known.core)
    pairs = [(c, part) for c in reply.clauses if c.states for part in ((known,) if valued else known.parts)]
    for clause, part in pairs:
        beside = [s for s in right if s.clause is clause]
        if any(not is_soft(s.value) for s in beside):
            if _unlimits(reply, known, clause, right):
                return clause
            continue
        if (
            reply.names_subject(part, clause)
            and reply.subject_share(part, clause) >= 0.3
            and _unlimits(reply, known, clause, right)
        ):
            return clause
        by_code = any(isinstance(s.value, Code) for s in beside)
        if by_code or _speaks_of(reply, part, clause, valued=valued):
            if not valued and _names_other(reply, part, clause):
                return clause
            if _opposes(reply, part, clause, valued=valued or by_code) or _unlimits(
                reply, known, clause, right
            ):
                return clause
    return None


def _names_other(reply: Reply, known: Known, clause: Clause) -> bool:
    """'A copy is fine' where the original is needed."""
    return (
        mistaken(clause.text, known.fact.text, anchored=False) and reply.subject_share(known, clause) >= 0.34
    )


def _speaks_of(reply: Reply, known: Known, clause: Clause, *, valued: bool) -> bool:
    if not reply.names_subject(known, clause) and not _leans_on_subject(reply, known, clause):
        return False
    sides = stance(clause.text)
    flatly = any(sides.get(axis, 0) * known.sides.get(axis, 0) < 0 for axis in ("refund", "cover", "run"))
    least = 0.45 if valued else 0.34
    if reply.subject_share(known, clause) < (least - 0.12 if flatly else least):
        return False
    return reply.coverage(known, clause) >= (0.3 if flatly else _OPPOSED)


def _leans_on_subject(reply: Reply, known: Known, clause: Clause) -> bool:
    return clause.leans and reply.names_subject(known, clause, 0.5)


def _opposes(reply: Reply, known: Known, clause: Clause, *, valued: bool) -> bool:
    if known.only and is_negative(clause.text):
        return False
    sides = stance(clause.text)
    shared = sides.keys() & known.sides.keys()
    if known.sides.get("free") == -1 and sides.get("free") == 1 and valued:
        return True
    if len(shared) > 1:
        shared -= {"free"}
    if shared:
        return all(sides[axis] != known.sides[axis] for axis in shared)
    if valued:
        return not known.negative and not clause.values and _zero(known, clause)
    if reply.coverage(known, clause, predicates=False) < (0.65 if known.sides else COVERED):
        return False
    if reply.subject_share(known, clause, strict=True) < COVERED:
        return False
    return is_negative(clause.text) != known.negative


def _zero(known: Known, clause: Clause) -> bool:
    """'no copay', 'never expires': a negation right before what the fact puts a value on."""
    for at in negations(clause.text):
        for concept in clause.concepts:
            offset = concept.start - clause.start
            near = 0 < offset - at <= 24 and clause.text.count(" ", at, offset) <= 3
            if near and not concept.vague and any(alike(concept.name, name) for name in known.weights):
                return True
    return False


def _unlimits(reply: Reply, known: Known, clause: Clause, right: list[Said]) -> bool:
    """'every customer', 'any time', 'as many as you like' where the fact sets a limit."""
    if _AT_ONCE.search(clause.text) and any(v.value.bound is Bound.AT_LEAST for v in known.core):
        return all(s.target.value.bound is not Bound.AT_LEAST for s in right)
    if _WITHOUT_LIMIT.search(clause.text) and any(v.value.bound is Bound.UP_TO for v in known.core):
        return True
    if not (_EVERYONE.search(clause.text) or _WITHOUT_LIMIT.search(clause.text)):
        return False
    if any(not is_soft(v) for v in clause.values) or any(
        s.clause is clause and not is_soft(s.value) for s in right
    ):
        return False
    if known.condition:
        return (not _mentions_condition(reply, known, clause) or _valued_condition(known)) and all(
            is_soft(s.value) for s in right
        )
    limited = [v for v in known.core if v.value.bound is not Bound.NONE or is_soft(v.value)]
    return bool(limited) and not right and not known.negative


def _valued_condition(known: Known) -> bool:
    """'only after the 12th': the limit is a value."""
    return any(v.value.bound is not Bound.NONE for v in known.core)


def _mentions_condition(reply: Reply, known: Known, clause: Clause) -> bool:
    around = reply.sentences[clause.sentence] | reply.sentences.get(clause.sentence + 1, frozenset())
    around |= reply.sentences.get(clause.sentence - 1, frozenset())
    return any(alike(c, n) for c in known.condition for n in around)


def drops_condition(reply: Reply, known: Known, clause: Clause) -> bool:
    if not known.only or not known.condition:
        return False
    near = " ".join(c.text for c in reply.clauses if abs(c.sentence - clause.sentence) <= 1)
    if re.search(r"\b(?:only|unless|except|just for|limited|provided)\b", near):
        return False
    asked = any(alike(c, n) for c in known.condition for n in reply.asked)
    return not asked and not _mentions_condition(reply, known, clause)
