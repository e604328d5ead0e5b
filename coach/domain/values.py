"""Typed values of the field's English: money, durations, dates, times, per cent, counts, codes and rates.

`coach.domain.value_reader.read_values` finds them in a text; `coach.domain.value_matching` says whether two
    agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypedDict


class Place(TypedDict):
    """Where a value stands: text[start:end]."""

    start: int
    end: int


class Bound(StrEnum):
    """What a word before or after a value makes of it."""

    NONE = ""
    UP_TO = "up_to"
    """up to, at most, within, by, before, until."""
    AT_LEAST = "at_least"
    """at least, from, after, since, more than."""


class Match(StrEnum):
    """A said value against the fact's."""

    EQUAL = "equal"
    WITHIN = "within"
    """Not the same words' worth, but misleads nobody: 'up to five' for '3 to 5'."""
    CONFLICT = "conflict"
    UNRELATED = "unrelated"
    """Not of one kind, or nothing in common to compare."""


@dataclass(frozen=True, kw_only=True)
class Located:
    """Where a value stands in its text, and the words around it that bound it."""

    kind: ClassVar[str] = ""
    start: int
    end: int
    bound: Bound = Bound.NONE
    negated: bool = False
    """'not 24 hours', 'instead of 24 hours'."""
    turned: bool = False
    """'No letters after two days': what is denied beyond a bound may be said within it."""
    hedged: bool = False
    """'about £7', 'just under £7': not said to be exact."""
    per: frozenset[str] = frozenset()
    """Units of a rate: 'month' in '75 dollars a month'."""


@dataclass(frozen=True, kw_only=True)
class Money(Located):
    kind: ClassVar[str] = "money"
    low: float
    high: float
    currency: str = ""
    """ISO code, or '' where the text does not say."""


@dataclass(frozen=True, kw_only=True)
class Percent(Located):
    kind: ClassVar[str] = "percent"
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Duration(Located):
    kind: ClassVar[str] = "days"
    low: float
    """In days; hours are fractions."""
    high: float
    unit: str
    """minute, hour, day, week, month or year."""
    business: bool | None = None
    """True for business days, False for days said to be calendar days, None where the text does not say."""


@dataclass(frozen=True, kw_only=True)
class Day(Located):
    """A calendar day, or as much of it as was said."""

    kind: ClassVar[str] = "dates"
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    """Monday is 0."""
    last_day: int | None = None
    """The end of a range such as '4 to 11 July'."""
    relative: bool = False
    """Said as 'today', 'tomorrow' or 'yesterday'."""
    ahead: int | None = None
    """Calendar days from the day of the talk, where that is known."""


@dataclass(frozen=True, kw_only=True)
class Clock(Located):
    kind: ClassVar[str] = "times"
    low: int
    """Minutes after midnight."""
    high: int
    half_known: bool = True
    """False for 'at six', which may be morning or evening."""


@dataclass(frozen=True, kw_only=True)
class Count(Located):
    """A number of things, a measure ('20 kg'), or a bare number; `nouns` are stems of the words behind it."""

    kind: ClassVar[str] = "counts"
    low: float
    high: float
    nouns: tuple[str, ...] = ()
    ordinal: bool = False


@dataclass(frozen=True, kw_only=True)
class Code(Located):
    """An identifier such as 'PR 2814', 'W-8' or '7731'."""

    kind: ClassVar[str] = "codes"
    code: str
    """Letters and digits only, upper case."""


@dataclass(frozen=True, kw_only=True)
class Rate(Located):
    """A frequency on its own: 'every fortnight', 'monthly'."""

    kind: ClassVar[str] = "rates"
    unit: str


Value = Money | Percent | Duration | Day | Clock | Count | Code | Rate

MEASURES = {
    "kg": "kg", "kilo": "kg", "kilogram": "kg", "lb": "lb", "lbs": "lb", "pound": "lb", "gram": "g",
    "mil": "mile", "km": "km", "kilometr": "km", "kilomet": "km", "metr": "m", "mb": "mb", "gb": "gb",
    "mbps": "mbps", "megabit": "mbps", "meg": "mbps", "litr": "l",
}  # fmt: skip
UNIT_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.4375,
    "quarter": 91.3125,
    "year": 365.25,
}
TIME_UNITS = frozenset(["hour", "day", "night", "week", "fortnight", "month", "quarter", "year"])
