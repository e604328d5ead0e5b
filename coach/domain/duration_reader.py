"""Reads durations from tokens: '3 to 5 business days', 'within a week', '14 hours and 30 minutes'."""

from __future__ import annotations

from dataclasses import replace

from coach.domain.number_words import TENS, UNITS, Token, read_number
from coach.domain.value_words import (
    AFTER_AMOUNT,
    BEFORE_UNIT,
    BUSINESS,
    CURRENCY_WORDS,
    LENGTHS,
    PER_NOUNS,
    PERCENTS,
    UNIT_NAMES,
)
from coach.domain.values import Duration, Place

_WHOSE = frozenset(["the", "your", "his", "her", "their", "our", "my", "those", "these", "all"])


class DurationReader:
    """Finds durations; each method answers the value and the next index."""

    def __init__(self, found: list[Token]) -> None:
        self._found = found

    def _word(self, at: int) -> str:
        return self._found[at].text if 0 <= at < len(self._found) else ""

    def _span(self, first: int, after: int) -> Place:
        return Place(start=self._found[first].start, end=self._found[after - 1].end)

    def behind_number(self, at: int, low: float, high: float, after: int) -> tuple[Duration, int] | None:
        if part := self._part_of(at, low, high, after):
            return part
        index = after
        business: bool | None = None
        for _ in range(4):
            word = self._word(index)
            if word in BUSINESS:
                business = True
            elif word in ("calendar", "consecutive"):
                business = False
            elif word not in BEFORE_UNIT and not (word in ("-", "of") or (word in ("a", "an") and high < 1)):
                break
            index += 1
        unit = self._word(index).removesuffix("'s")
        unit = unit if unit in LENGTHS else unit.removesuffix("'").removesuffix("s")
        if unit not in LENGTHS:
            return None
        index += 1
        if unit in ("hour", "year", "month") and low == high:
            more = self._further(index, {"hour": "minute", "year": "month", "month": "week"}[unit])
            if more:
                low += more[0] / LENGTHS[unit]
                high, index = low, more[1]
        if unit == "day" and business is None:
            business = self._said_behind(index)
        length = LENGTHS[unit]
        name = UNIT_NAMES.get(unit, unit)
        span = self._span(at, index)
        return Duration(**span, low=low * length, high=high * length, unit=name, business=business), index

    def _part_of(self, at: int, low: float, high: float, after: int) -> tuple[Duration, int] | None:
        """The 14 of '14 of your 26 weeks' are weeks, too."""
        index = after + 1 + (self._word(after + 1) in _WHOSE)
        number = read_number(self._found, index) if self._word(after) == "of" and self._word(index) else None
        whole = number and self.behind_number(index, number.value, number.value, number.after)
        if not whole:
            return None
        length = LENGTHS[whole[0].unit]
        span = self._span(at, after)
        return replace(whole[0], **span, low=low * length, high=high * length), after

    def _further(self, at: int, unit: str) -> tuple[float, int] | None:
        """'and thirty minutes' behind fourteen hours, in days."""
        ahead = at + (self._word(at) == "and")
        number = read_number(self._found, ahead) if ahead < len(self._found) else None
        if (
            number is None
            or number.ordinal
            or self._word(number.after).removesuffix("s") not in (unit, unit[:3])
        ):
            return None
        return number.value * LENGTHS[unit], number.after + 1

    def _said_behind(self, at: int) -> bool | None:
        """'5 days, weekends included' are calendar days; 'not counting weekends' are business days."""
        ahead = [self._word(i) for i in range(at, at + 7)]
        if not {"weekend", "weekends"} & set(ahead):
            return None
        if {"not", "excluding", "excluded", "without", "except", "n't", "don't", "aren't"} & set(ahead):
            return True
        return False if {"included", "including", "include", "count", "too", "counted"} & set(ahead) else None

    def single(self, at: int) -> tuple[Duration, int] | None:
        """'a week', 'within an hour', 'a fortnight'; but 'a month' behind an amount is a rate."""
        word = self._word(at)
        if word == "last" and self._word(at + 1) in ("week's", "month's", "year's"):
            unit = self._word(at + 1).removesuffix("'s")
            length = LENGTHS[unit]
            return Duration(**self._span(at, at + 2), low=length, high=length, unit=unit), at + 2
        if word in ("second", "other") and self._word(at - 1) == "every" and self._word(at + 1) in LENGTHS:
            unit = UNIT_NAMES.get(self._word(at + 1), self._word(at + 1))
            length = 2 * LENGTHS[unit]
            return Duration(**self._span(at, at + 2), low=length, high=length, unit=unit), at + 2
        if word not in ("a", "an") and not (
            word == "fortnight" and self._word(at - 1) in ("first", "one", "the")
        ):
            return None
        unit_at = at + (word != "fortnight")
        unit_at += self._word(unit_at) in ("full", "whole", "working", "business", "calendar")
        unit = self._word(unit_at)
        if unit not in LENGTHS or unit in ("quarter", "night", "min") or self.behind_amount(at):
            return None
        business = self._word(unit_at - 1) in BUSINESS or None
        length = LENGTHS[unit]
        after = unit_at + 1
        if [self._word(i) for i in range(after, after + 3)] == ["and", "a", "half"]:
            length, after = length * 1.5, after + 3
        name = UNIT_NAMES.get(unit, unit)
        return Duration(**self._span(at, after), low=length, high=length, unit=name, business=business), after

    def behind_amount(self, at: int) -> bool:
        """'a month' there is a rate: 75 dollars a month."""
        if self._word(at - 1) in ("once", "twice", "times", "thrice"):
            return True
        if self._word(at - 1) in AFTER_AMOUNT:
            return False
        if any(self._word(i) in UNITS or self._word(i) in TENS for i in range(max(0, at - 5), at - 1)):
            return True
        before = [self._word(i) for i in range(max(0, at - 3), at)]
        return any(w[:1].isdecimal() or w in CURRENCY_WORDS or w in PERCENTS for w in before) or bool(
            {"in", "for"}.isdisjoint(before) and any(w in PER_NOUNS for w in before[-1:])
        )
