"""Finds the clause that takes the other side of a fact: denies it, or lifts its limit."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.domain.text import fold
from coach.domain.values import Bound, Code, Count, Rate
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import alike, concepts
from coach.scoring.facts.contrast import mistaken
from coach.scoring.facts.denial import DENIED, UNCLEAR, denial
from coach.scoring.facts.known import Known
from coach.scoring.facts.polarity import PREDICATES, is_negative, negations, stance
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.said import Said

COVERED = 0.5
"""A statement without values counts as said from this coverage on."""
_OPPOSED = 0.4
"""A clause that takes the other side counts from this coverage on."""


def is_soft(value: object) -> bool:
    """Says little without its sentence: a code, a rate, an ordinal."""
    return isinstance(value, Code | Rate) or (isinstance(value, Count) and (value.ordinal or value.high <= 2))


_WITHOUT_LIMIT = re.compile(
    r"\b(?:no (?:\w+ )?(?:limit|deadline|maximum|cap)\b|as many|as often|as long as (?:it takes|you (?:like"
    r"|need|want))|as much as|unlimited|no limit"
    r"|without limit)\b"
)
_ONCE = re.compile(r"\b(?:once|twice|one time|only one)\b(?! (?:the|a|an|your|it|we|you)\b)")
_AT_ONCE = re.compile(
    r"\b(?:from day one|from the (?:start|first|beginning|very first)|immediately|straight away"
    r"|right away|any ?time|from (?:the )?(?:very )?next day|the (?:very )?(?:next day|day after)"
    r"|from day 1)\b"
)
_EVERYONE = re.compile(
    r"\b(?:everyone|everybody|every(?! (?:single )?(?:day|week|month|time|morning|evening|night|call|step"
    r"|right))|all|any|anyone|anybody|always|as many|as often|as long as|as much as"
    r"|no matter"
    r"|regardless|unlimited|whenever|whoever|all year|anytime|no limit|for life|forever|permanently)\b"
)


def contradicting_clause(
    reply: Reply, known: Known, right: list[Said], facts: tuple[Known, ...]
) -> Clause | None:
    """A clause about the fact that takes the other side: 'no restocking fee applies', 'the pool is open'."""
    valued = bool(known.core) and not all(is_soft(v.value) for v in known.core)
    pairs = [(c, part) for c in reply.clauses if c.states for part in ((known,) if valued else known.parts)]
    for clause, part in pairs:
        if _denies_another_nth(clause) or _shares_circumstance_only(reply, known, clause):
            continue
        beside = [s for s in right if s.clause is clause]
        if not beside and _said_of_another(reply, part, clause, known, facts):
            continue
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
            if any(_claims_another(reply, k, known, clause) for k in facts if k is not known):
                continue
            if _opposes(reply, part, clause, valued=valued or by_code) or _unlimits(
                reply, known, clause, right
            ):
                return clause
    return None


def _denies_another_nth(clause: Clause) -> bool:
    """'No second visit is needed' denies nothing of the first."""
    return any(isinstance(v, Count) and v.ordinal and v.negated for v in clause.values)


_CIRCUMSTANCE = re.compile(r"\b(?:while|as long as|for as long as|during|when|once)\b[^,;.]*")


@lru_cache(maxsize=1024)
def _circumstance(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a statement says of when it holds, and what else it speaks of."""
    folded = fold(text)
    found = [(m.start(), m.end()) for m in _CIRCUMSTANCE.finditer(folded)]
    inside: set[str] = set()
    outside: set[str] = set()
    for concept in concepts(text):
        (inside if any(a <= concept.start < b for a, b in found) else outside).add(concept.name)
    return frozenset(inside - outside), frozenset(outside)


def _shares_circumstance_only(reply: Reply, known: Known, clause: Clause) -> bool:
    """'Nothing is collected on a disputed invoice' beside 'the supply goes on while an invoice is in dispute'."""
    inside, outside = _circumstance(known.fact.text)
    own = {name for name, share in reply.shares(known, clause).items() if share == 1.0}
    return bool(own & inside) and not own & outside and bool(outside)


def _names_other(reply: Reply, known: Known, clause: Clause) -> bool:
    """'A copy is fine' where the original is needed."""
    return (
        mistaken(clause.text, known.fact.text, anchored=False) and reply.subject_share(known, clause) >= 0.34
    )


def _said_of_another(
    reply: Reply, part: Known, clause: Clause, known: Known, facts: tuple[Known, ...]
) -> bool:
    """'The test is free for everybody' speaks of the price, and not of when the result comes."""
    if not _EVERYONE.search(clause.text) or stance(clause.text).keys() & known.sides.keys():
        return False
    own = reply.coverage(part, clause)
    return any(reply.coverage(other, clause) > own + 0.2 for other in facts if other is not known)


def _claims_another(reply: Reply, other: Known, known: Known, clause: Clause) -> bool:
    """What denies one fact may be the claim of another, of which the clause speaks as fully."""
    sides = stance(clause.text)
    agreed = [axis for axis in sides.keys() & other.sides.keys() if sides[axis] == other.sides[axis]]
    denied = [axis for axis in sides.keys() & known.sides.keys() if sides[axis] != known.sides[axis]]
    if not set(agreed) & set(denied):
        return False
    best = max(reply.coverage(part, clause) for part in (other, *other.parts))
    return best >= max(COVERED, reply.coverage(known, clause))


def _speaks_of(reply: Reply, known: Known, clause: Clause, *, valued: bool) -> bool:
    if not reply.names_subject(known, clause) and not _leans_on_subject(
        reply, known, clause, 0.6 if valued and not clause.names & known.told else 0.5
    ):
        return False
    sides = stance(clause.text)
    flatly = (valued and _denies_told(known, clause)) or any(
        sides.get(axis, 0) * known.sides.get(axis, 0) < 0 for axis in ("refund", "cover", "run", "free")
    )
    least = 0.45 if valued else 0.34
    if reply.subject_share(known, clause) < (least - 0.12 if flatly else least):
        return False
    return reply.coverage(known, clause) >= (0.3 if flatly else _OPPOSED)


def _denies_told(known: Known, clause: Clause) -> bool:
    """'It isn't returned': the fact's own verb, denied."""
    denied = (
        c for at in negations(clause.text) for c in clause.concepts if 0 < c.start - clause.start - at <= 12
    )
    return any(not c.vague and any(alike(c.name, name) for name in known.told) for c in denied)


def _leans_on_subject(reply: Reply, known: Known, clause: Clause, least: float) -> bool:
    own = clause.names - PREDICATES
    foreign = any(not any(alike(name, other) for other in known.weights) for name in own)
    return clause.leans and not foreign and reply.names_subject(known, clause, least)


def _opposes(reply: Reply, known: Known, clause: Clause, *, valued: bool) -> bool:
    if known.only and is_negative(clause.text):
        return False
    sides = stance(clause.text)
    shared = sides.keys() & known.sides.keys()
    if known.sides.get("free") == -1 and sides.get("free") == 1 and valued:
        return True
    if len(shared) > 1:
        shared -= {"free"}
    if opposes_modally(known, clause) and not valued:
        return (
            reply.strict_touch(known, clause) > 0.4
            and reply.subject_share(known, clause, strict=True) >= COVERED
        )
    if shared:
        return all(sides[axis] != known.sides[axis] for axis in shared)
    if valued:
        return not known.negative and not clause.values and _zero(known, clause)
    if reply.coverage(known, clause, predicates=False) < (0.65 if known.sides else COVERED):
        return False
    if reply.subject_share(known, clause, strict=True) < COVERED:
        return False
    if is_negative(clause.text) == known.negative:
        return False
    return denial(known, clause) is DENIED or (
        denial(known, clause) is UNCLEAR
        and bool(negations(clause.text) or negations(fold(known.fact.text)))
        and (not known.sides or reply.tells(known, clause))
    )


_CAN = re.compile(
    r"\b(?:can|may|could|free to|welcome to|fine to|ok to|okay to|allowed to|able to)\b(?! not\b|'t)"
)
_CANNOT = re.compile(r"\b(?:cannot|can't|can not|may not|must not|mustn't|not allowed|not able|unable)\b")


def _modal(text: str) -> int:
    """1 where it says what may be done, -1 where it says what may not; 0 where it says both or neither."""
    if _CANNOT.search(text):
        return -1 if len(negations(text)) == 1 else 0
    return int(bool(_CAN.search(text)) and not negations(text))


def opposes_modally(known: Known, clause: Clause) -> bool:
    """'You can bring it back' where the fact says that it cannot be returned."""
    return _modal(clause.text) * _modal(fold(known.fact.text)) < 0


_UNTAXED = re.compile(r"\btax-?free\b|\b(?:without|free of) tax\b")


def _zero(known: Known, clause: Clause) -> bool:
    """'no copay', 'never expires': a negation right before what the fact puts a value on."""
    if _UNTAXED.search(clause.text) and _UNTAXED.search(fold(known.fact.text)):
        return False
    for at in negations(clause.text):
        if clause.text.startswith(("nobody", "nothing", "neither", "nor"), at):
            continue
        first = next((c for c in clause.concepts if c.start - clause.start > at and not c.vague), None)
        free = any(
            c.name == "free" and c.start - clause.start <= at < c.end - clause.start for c in clause.concepts
        )
        if free or first is None or first.start - clause.start - at > 24:
            continue
        if any(alike(first.name, name) for name in known.weights) and not _is_missing(known, first.name):
            return True
    return False


def _is_missing(known: Known, name: str) -> bool:
    """The fact itself says that it is not there: 'because the referral was missing'."""
    lacking = (part for part in known.parts if len(known.parts) > 1 and part.negative and not part.sides)
    return any(alike(name, other) for part in lacking for other in part.weights)


def _lifts(pattern: re.Pattern[str], clause: Clause) -> bool:
    """'As many as you like', and not 'as many as ten', which is a limit."""
    ends = (m.end() + clause.start for m in pattern.finditer(clause.text))
    return any(all(not 0 <= v.start - end <= 4 for v in clause.values) for end in ends)


def _unlimits(reply: Reply, known: Known, clause: Clause, right: list[Said]) -> bool:
    """'every customer', 'any time', 'as many as you like' where the fact sets a limit."""
    if _AT_ONCE.search(clause.text) and any(v.value.bound is Bound.AT_LEAST for v in known.core):
        return all(s.target.value.bound is not Bound.AT_LEAST for s in right)
    if _lifts(_WITHOUT_LIMIT, clause) and any(v.value.bound is Bound.UP_TO for v in known.core):
        return True
    if not (_lifts(_EVERYONE, clause) or _lifts(_WITHOUT_LIMIT, clause)):
        return False
    if any(not is_soft(v) for v in clause.values) or any(
        s.clause is clause and not is_soft(s.value) for s in right
    ):
        return False
    if known.condition:
        return (not _mentions_condition(reply, known, clause) or _valued_condition(known)) and all(
            is_soft(s.value) for s in right
        )
    if _lifts(_WITHOUT_LIMIT, clause) and _ONCE.search(fold(known.fact.text)):
        return not right
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
