"""Reads calendar days from tokens, resolved against the day of the talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from coach.domain.clock_reader import ClockReader
from coach.domain.number_words import Token, read_number
from coach.domain.values import Clock, Day, Place

_MONTH_NAMES = """january february march april may june july august september october november december"""
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
WEEKDAYS |= {f"{name}s": number for name, number in WEEKDAYS.items()}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_HOLIDAYS = {
    "christmas eve": (24, 12), "christmas day": (25, 12), "boxing day": (26, 12), "new year's eve": (31, 12),
    "new year's day": (1, 1), "valentine's day": (14, 2), "st patrick's day": (17, 3), "bonfire night": (5, 11),
    "halloween": (31, 10), "republic day": (26, 1), "all saints' day": (1, 11), "all souls' day": (2, 11),
    "rizal day": (30, 12), "juneteenth": (19, 6), "veterans day": (11, 11), "armistice day": (11, 11),
}  # fmt: skip
"""Those of a fixed date, and of one date only wherever they are kept."""
_AHEAD = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_SHIFTS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}


class DateReader:
    """Finds days and clock times; `read(at)` answers the value that begins at a token and the next index."""

    def __init__(self, found: list[Token], text: str, today: datetime | None) -> None:
        self._found = found
        self._text = text
        self._today = today.date() if today else None
        self._clocks = ClockReader(found)

    def read(self, at: int) -> tuple[Day | Clock, int] | None:
        return self._day(at) or self._clocks.read(at)

    def _word(self, at: int) -> str:
        return self._found[at].text if 0 <= at < len(self._found) else ""

    def _span(self, first: int, after: int) -> Place:
        return Place(start=self._found[first].start, end=self._found[after - 1].end)

    def _day(self, at: int) -> tuple[Day, int] | None:
        read = (
            self._holiday(at)
            or self._weeks_on(at)
            or self._relative(at)
            or self._numeric(at)
            or self._weekday(at)
            or self._month_first(at)
        )
        read = read or self._day_first(at)
        if read is None:
            return None
        day, after = read
        day, after = self._with_range(day, after)
        return self._dated(day), after

    def _holiday(self, at: int) -> tuple[Day, int] | None:
        for length in (3, 2, 1):
            name = " ".join(self._word(i) for i in range(at, at + length)).replace(" '", "'")
            if name in _HOLIDAYS:
                day, month = _HOLIDAYS[name]
                return Day(**self._span(at, at + length), day=day, month=month), at + length
        return None

    def _weeks_on(self, at: int) -> tuple[Day, int] | None:
        """'a week on Friday', 'two weeks from today', 'a week tomorrow' and 'Thursday week'."""
        if self._word(at) in WEEKDAYS and self._word(at + 1) == "week":
            return self._weeks_from(at, at, 1, at + 2)
        weeks, unit = _AHEAD.get(self._word(at)), self._word(at + 1)
        if weeks is None or unit not in ("week", "weeks", "fortnight"):
            return None
        joint = self._word(at + 2)
        base = at + 2 + (joint in ("on", "from"))
        word = self._word(base)
        if word not in _SHIFTS and not (word in WEEKDAYS and joint in ("on", "from")):
            return None
        return self._weeks_from(at, base, weeks * (2 if unit == "fortnight" else 1), base + 1)

    def _weeks_from(self, first: int, base: int, weeks: int, after: int) -> tuple[Day, int] | None:
        word = self._word(base)
        weekday = WEEKDAYS.get(word)
        if self._today is None:
            return Day(**self._span(first, after), weekday=weekday, relative=True), after
        shift = _SHIFTS[word] if weekday is None else (weekday - self._today.weekday()) % 7
        try:
            return self._of(self._today + timedelta(days=shift + 7 * weeks), first, after), after
        except OverflowError:
            return None

    def _relative(self, at: int) -> tuple[Day, int] | None:
        word = self._word(at)
        if word == "day" and [self._word(at + i) for i in (1, 2)] == ["after", "tomorrow"]:
            shift, after = 2, at + 3
        elif word in _SHIFTS and self._word(at + 1) != "'":
            shift, after = _SHIFTS[word], at + 1
        else:
            return None
        if self._today is None:
            return Day(**self._span(at, after), relative=True, ahead=shift), after
        try:
            return self._of(self._today + timedelta(days=shift), at, after), after
        except OverflowError:
            return None

    def _of(self, day: date, first: int, after: int) -> Day:
        span = self._span(first, after)
        return Day(**span, day=day.day, month=day.month, year=day.year, weekday=day.weekday(), relative=True)

    def _numeric(self, at: int) -> tuple[Day, int] | None:
        token = self._word(at)
        if token.count("-") == 2 and len(token) == 10:
            year, month, day = (int(part) for part in token.split("-"))
            if not (0 < month < 13 and 0 < day < 32):
                return None
            return Day(**self._span(at, at + 1), day=day, month=month, year=year), at + 1
        if self._word(at + 1) not in ("/", "-") or self._word(at + 3) != self._word(at + 1):
            return None
        parts = [self._word(at + i) for i in (0, 2, 4)]
        if not all(p.isdecimal() and len(p) < 5 for p in parts) or len(parts[2]) not in (2, 4):
            return None
        day, month = int(parts[0]), int(parts[1])
        if month > 12:
            day, month = month, day
        if not (0 < month < 13 and 0 < day < 32):
            return None
        year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
        return Day(**self._span(at, at + 5), day=day, month=month, year=year), at + 5

    def _weekday(self, at: int) -> tuple[Day, int] | None:
        weekday = WEEKDAYS.get(self._word(at))
        if weekday is None:
            return None
        after = at + 1
        ahead = after + (self._word(after) == ",")
        read = self._month_first(ahead) or self._day_first(ahead, behind_weekday=True)
        if read is None:
            return Day(**self._span(at, after), weekday=weekday), after
        day, after = read
        return replace(day, weekday=weekday, start=self._found[at].start), after

    def _month(self, at: int) -> int | None:
        word = self._word(at)
        month = MONTHS.get(word)
        if month is None or word not in ("may", "march", "mar", "sun"):
            return month
        capital = self._text[self._found[at].start].isupper()
        beside = self._ordinal(at + 1) is not None or self._ordinal(at - 1) is not None
        inside = at > 0 and self._word(at - 1) not in (".", "!", "?") and word == "may"
        if self._word(at - 1) == "of" or (capital and (beside or inside)):
            return month
        return month if beside and word != "may" else None

    def _month_first(self, at: int) -> tuple[Day, int] | None:
        month = self._month(at)
        if month is None:
            return self._edge_of_month(at)
        index = at + 1 + (self._word(at + 1) == ".")
        index += self._word(index) == "the"
        number = self._ordinal(index)
        if number is None or self._word(number[1]) in ("%", "percent", ":"):
            return Day(**self._span(at, at + 1), month=month), at + 1
        return self._with_year(Day(**self._span(at, number[1]), day=number[0], month=month), number[1])

    def _edge_of_month(self, at: int) -> tuple[Day, int] | None:
        """'the end of September' is its last day, 'the start of July' its first."""
        edge = self._word(at)
        if edge not in ("end", "start", "beginning") or self._word(at + 1) != "of":
            return None
        month = self._month(at + 2)
        if month is None:
            return None
        last = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
        return Day(**self._span(at, at + 3), day=last if edge == "end" else 1, month=month), at + 3

    def _ordinal(self, at: int) -> tuple[int, int] | None:
        """A number that can be a day of the month, and the next index."""
        if not 0 <= at < len(self._found):
            return None
        number = read_number(self._found, at)
        if number is None or not 1 <= number.value <= 31 or number.value != int(number.value):
            return None
        return int(number.value), number.after

    def _day_first(self, at: int, *, behind_weekday: bool = False) -> tuple[Day, int] | None:
        index = at + (behind_weekday and self._word(at) == "the")
        number = self._ordinal(index)
        if number is None:
            return None
        day, after = number
        ahead = after + (self._word(after) == "of")
        month = self._month(ahead)
        if month is not None:
            return self._with_year(Day(**self._span(at, ahead + 1), day=day, month=month), ahead + 1)
        if behind_weekday and self._is_ordinal(index):
            return Day(**self._span(at, after), day=day), after
        if self._range_to_month(after):
            return Day(**self._span(at, after), day=day), after
        return None

    def _is_ordinal(self, at: int) -> bool:
        number = read_number(self._found, at)
        return number is not None and number.ordinal

    def _range_to_month(self, after: int) -> bool:
        if self._word(after) not in ("to", "-", "and", "or"):
            return False
        end = self._ordinal(after + 1)
        return end is not None and self._month(end[1] + (self._word(end[1]) == "of")) is not None

    def _with_range(self, day: Day, after: int) -> tuple[Day, int]:
        if day.month is not None or day.day is None or self._word(after) not in ("to", "-"):
            return day, after
        end = self._day_first(after + 1)
        if end is None:
            return day, after
        return replace(day, last_day=end[0].day, month=end[0].month, end=end[0].end), end[1]

    def _with_year(self, day: Day, after: int) -> tuple[Day, int]:
        index = after + (self._word(after) == ",")
        year = self._word(index)
        if len(year) == 4 and year.isdecimal() and 1900 <= int(year) <= 2100:
            return replace(day, year=int(year), end=self._found[index].end), index + 1
        return day, after

    def _dated(self, day: Day) -> Day:
        """With the day of the talk known, a date gets its weekday and how far ahead it is."""
        if self._today is None or day.last_day:
            return day
        if day.day is None:
            if day.weekday is None:
                return day
            return replace(day, ahead=(day.weekday - self._today.weekday()) % 7)
        try:
            meant = date(day.year or self._nearest_year(day), day.month or self._month_of(day.day), day.day)
        except ValueError:
            return day
        weekday = meant.weekday() if day.weekday is None else day.weekday
        return replace(day, weekday=weekday, ahead=(meant - self._today).days)

    def _nearest_year(self, day: Day) -> int:
        assert self._today is not None
        gap = (day.month or self._today.month) - self._today.month
        return self._today.year + (1 if gap < -6 else -1 if gap > 6 else 0)

    def _month_of(self, day: int) -> int:
        assert self._today is not None
        return self._today.month if day >= self._today.day else self._today.month % 12 + 1
