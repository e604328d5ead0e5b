"""What the words around a value make of it: its bound, its rate, and whether it is denied or hedged."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from coach.domain.number_words import Token
from coach.domain.value_words import (
    ADVERBS,
    LENGTHS,
    PER_NOUNS,
    UNIT_NAMES,
    bound_of,
    denied_bound,
    is_hedged,
    is_negated,
)
from coach.domain.values import Bound, Clock, Count, Day, Duration, Located, Rate

_FAR = 12
"""Words over which a denial reaches an 'after'."""
Placed = TypeVar("Placed", bound=Located)


def in_context(value: Placed, found: list[Token], first: int, after: int) -> Placed:
    """The value of tokens[first:after] with what the words before and behind it add."""
    before = [token.text for token in found[max(0, first - 4) : first]]
    behind = [token.text for token in found[after : after + 5]]
    bound = bound_of(before, behind)
    turned = False
    if bound is not Bound.NONE and isinstance(value, Duration | Day | Clock):
        lead = [token.text for token in found[max(0, first - _FAR) : first]]
        turned = denied_bound(lead)
    if isinstance(value, Rate):
        return replace(value, bound=bound)
    return replace(
        value,
        bound=bound,
        turned=turned,
        negated=is_negated(before) or _is_none_of(value, before),
        hedged=is_hedged(before, behind),
        per=_per([token.text for token in found[after : after + 9]]),
    )


def _is_none_of(value: Located, before: list[str]) -> bool:
    """'No second visit' says nothing of a second one but that there is none."""
    nth = isinstance(value, Count) and value.ordinal
    return nth and (
        before[-1:] == ["no"] or before[-1:] == ["without"] or before[-2:] in (["without", "a"], ["not", "a"])
    )


def _per(behind: list[str]) -> frozenset[str]:
    """The units behind 'per', 'a', 'each' or '/' within the next few words."""
    units: set[str] = set()
    for index, word in enumerate(behind[:7]):
        if word in (".", ",", ";", "and", "but", "for", "on", "in", "from") or word[:1].isdecimal():
            break
        if word in ADVERBS:
            units.add(ADVERBS[word])
        if word not in ("per", "a", "an", "each", "every", "/"):
            continue
        ahead = behind[index + 1 :]
        skipped = ahead[:1] and ahead[0] in ("calendar", "full", "single", "policy")
        noun = "".join(ahead[1:2] if skipped else ahead[:1])
        if noun in LENGTHS:
            units.add(rate_unit(noun))
        elif noun in PER_NOUNS:
            units.add(noun)
    return frozenset(units)


def rate_unit(word: str) -> str:
    """The unit of a rate, by the name that rates of that length share."""
    return word if word in ("night", "fortnight") else UNIT_NAMES.get(word, word)
