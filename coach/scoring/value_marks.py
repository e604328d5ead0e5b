"""How each value of a reply stands to those of a fact, as a word to put behind it.

"(same)" agrees with the fact; "(other)" contradicts it; "(elsewhere)" is the value of another fact of the
scenario. Where the fact sets a limit and the reply names one case, as in "forty metres" of "within 50 metres",
the case is "(inside)" the limit or "(outside)" it, and neither right nor wrong by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.domain.spoken_values import Spoken, read_spoken
from coach.domain.value_matching import compare
from coach.domain.value_reader import read_values
from coach.domain.values import (
    UNIT_DAYS,
    Bound,
    Code,
    Count,
    Duration,
    Match,
    Money,
    Percent,
    Value,
)

SAME = " (same)"
OTHER = " (other)"
ELSEWHERE = " (elsewhere)"
INSIDE = " (inside)"
OUTSIDE = " (outside)"
MARKS = (SAME, OTHER, ELSEWHERE, INSIDE, OUTSIDE)

_LIMITED = (Money, Percent, Count, Duration)
_FEWEST = 2
_FEWEST_OF_ANOTHER_KIND = 20
"""'Two bags' says nothing of 'two days', but 'the three hundred stays' may well be of '₹300'."""


@dataclass(frozen=True)
class _Stated:
    """The values of a fact, or of several."""

    firm: tuple[Value, ...]
    loose: tuple[Value, ...]
    """Of words that often mean no value: nothing contradicts them."""


def value_marks(
    reply: str, fact: str, others: Sequence[str], *, today: datetime | None
) -> Iterator[tuple[int, str]]:
    """Where a mark goes in the reply, and which."""
    own, theirs = _stated([fact], today), _stated(others, today)
    for said in _said(reply, today):
        if word := _word(said, own, theirs):
            yield said.end, word


def _stated(texts: Sequence[str], today: datetime | None) -> _Stated:
    said = [spoken for text in texts for spoken in _said(text, today)]
    return _Stated(
        tuple(value for spoken in said if spoken.firm for value in spoken.readings),
        tuple(value for spoken in said if not spoken.firm for value in spoken.readings),
    )


def _said(text: str, today: datetime | None) -> list[Spoken]:
    """All values of the text, in order and apart from each other."""
    spoken = read_spoken(text, today=today)
    firm = [s for s in spoken if s.firm]
    plain = [Spoken((v,), firm=True) for v in read_values(text, today=today)]
    firm += [p for p in plain if not any(_overlap(p, s) for s in firm)]
    firm += [s for s in spoken if not s.firm and not any(_overlap(s, f) for f in firm)]
    return sorted(firm, key=lambda s: s.start)


def _overlap(one: Spoken, other: Spoken) -> bool:
    return one.start < other.end and other.start < one.end


def _word(said: Spoken, own: _Stated, theirs: _Stated) -> str:
    if _agrees(said, own):
        return SAME
    if _agrees(said, theirs):
        return ELSEWHERE
    if any(_same_number(value, target) for value in said.readings for target in own.firm):
        return SAME
    if not said.firm:
        return ""
    limits = {_of_limit(value, target) for value in said.readings for target in own.firm}
    for word in (INSIDE, OUTSIDE):
        if word in limits:
            return word
    differs = any(compare(value, target) is Match.CONFLICT for value in said.readings for target in own.firm)
    return OTHER if differs else ""


def _agrees(said: Spoken, stated: _Stated) -> bool:
    return any(
        compare(value, target) in (Match.EQUAL, Match.WITHIN)
        for value in said.readings
        for target in (*stated.firm, *stated.loose)
    )


def _of_limit(said: Value, fact: Value) -> str:
    """'Forty metres' lies inside 'within 50 metres'; 'within forty metres' is another limit."""
    if not isinstance(said, _LIMITED) or not isinstance(fact, _LIMITED) or said.kind != fact.kind:
        return ""
    if said.bound is not Bound.NONE or fact.bound is Bound.NONE or said.negated:
        return ""
    bare = isinstance(said, Count) and not said.nouns
    if compare(said, fact) is not Match.CONFLICT and not bare:
        return ""
    inside = said.high <= fact.high if fact.bound is Bound.UP_TO else said.low >= fact.low
    return INSIDE if inside else OUTSIDE


def _same_number(said: Value, fact: Value) -> bool:
    """'The three hundred' of '₹300', 'five misses' of '5 failed logins': a bare number can be of anything."""
    if compare(said, fact) is not Match.UNRELATED or said.negated:
        return False
    counts = [value for value in (said, fact) if isinstance(value, Count | Code)]
    ours, theirs = _numbers(said), _numbers(fact)
    if not counts or ours is None or ours != theirs:
        return False
    bare = any(isinstance(value, Code) or not value.nouns for value in counts) or len(counts) == 2
    return ours[1] >= (_FEWEST if bare else _FEWEST_OF_ANOTHER_KIND)


def _numbers(value: Value) -> tuple[float, float] | None:
    match value:
        case Money() | Percent() | Count():
            return value.low, value.high
        case Duration():
            return round(value.low / UNIT_DAYS[value.unit], 3), round(value.high / UNIT_DAYS[value.unit], 3)
        case Code() if value.code.isdecimal() and len(value.code) < 12:
            return float(value.code), float(value.code)
        case _:
            return None
