"""Reads calendar days and times of day from tokens, resolved against the day of the talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from coach.domain.number_words import UNITS, Token, read_number
from coach.domain.text import FUNCTION_WORDS
from coach.domain.values import Clock, Day, Place

_MONTH_NAMES = """january february march april may june july august september october november december"""
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
WEEKDAYS |= {f"{name}s": number for name, number in WEEKDAYS.items()}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_SHIFTS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_HALVES = {"am": 0, "a.m.": 0, "a.m": 0, "pm": 720, "p.m.": 720, "p.m": 720}
_DAY_PARTS = {"morning": 0, "afternoon": 720, "evening": 720, "night": 720}


class DateReader:
    """Finds days and clock times; `read(at)` answers the value that begins at a token and the next index."""

    def __init__(self, found: list[Token], text: str, today: datetime | None) -> None:
        self._found = found
        self._text = text
        self._today = today.date() if today else None

    def read(self, at: int) -> tuple[Day | Clock, int] | None:
        return self._day(at) or self._clock(at)

    def _word(self, at: int) -> str:
        return self._found[at].text if 0 <= at < len(self._found) else ""

    def _span(self, first: int, after: int) -> Place:
        return Place(start=self._found[first].start, end=self._found[after - 1].end)

    def _day(self, at: int) -> tuple[Day, int] | None:
        read = self._relative(at) or self._numeric(at) or self._weekday(at) or self._month_first(at)
        read = read or self._day_first(at)
        if read is None:
            return None
        day, after = read
        day, after = self._with_range(day, after)
        return self._dated(day), after

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

    def _clock(self, at: int) -> tuple[Clock, int] | None:
        word = self._word(at)
        if word in ("noon", "midday", "midnight"):
            minutes = 1440 if word == "midnight" else 720
            return Clock(**self._span(at, at + 1), low=minutes, high=minutes), at + 1
        if word in ("half", "quarter") or self._word(at + 1) in ("past", "to"):
            spoken = self._spoken(at)
            if spoken:
                return spoken
        first = self._time(at)
        if first is None:
            return None
        low, known, after = first
        if self._word(after) in ("-", "to", "and", "till", "until"):
            second = self._time(after + 1)
            if second and (second[1] or known or self._word(at - 1) in ("between", "from")):
                high, high_known, end = second
                high += 720 if not (known or high_known) and high < low <= 720 else 0
                low += 720 if high_known and not known and high >= 780 and low + 720 <= high else 0
                return Clock(**self._span(at, end), low=low, high=high, half_known=known or high_known), end
        if not known and not self._has_colon(at) and not self._is_hour(at, after):
            return None
        after += self._word(after) == "o'clock"
        return Clock(**self._span(at, after), low=low, high=low, half_known=known), after

    def _is_hour(self, at: int, after: int) -> bool:
        """'six o'clock', 'till two': an hour though nothing says which half of the day."""
        behind = self._word(after)
        closed = behind in FUNCTION_WORDS or behind in ("", ".", ",", ";", "!")
        return behind == "o'clock" or (closed and self._word(at - 1) in ("till", "until"))

    def _has_colon(self, at: int) -> bool:
        return self._word(at + 1) in (":", ".") and len(self._word(at + 2)) == 2

    def _time(self, at: int) -> tuple[int, bool, int] | None:
        """Minutes, whether morning or evening is known, next index: '18:00', 'three in the afternoon'."""
        if not 0 <= at < len(self._found):
            return None
        number = read_number(self._found, at)
        if number is None or not 0 <= number.value <= 24 or number.ordinal:
            return None
        minutes, after = round(number.value * 60), number.after
        behind = self._word(after + 1)
        colon = self._word(after) == ":" and len(behind) == 2 and behind.isdecimal()
        if number.value != int(number.value):
            shown = self._word(at)
            if "." not in shown or len(shown.split(".")[1]) != 2 or self._word(after) not in _HALVES:
                return None
            minutes = int(number.value) * 60 + int(shown.split(".")[1])
        if colon:
            minutes, after = minutes + int(self._word(after + 1)), after + 2
        half, end = self._half_of_day(after)
        if half is None:
            plain = number.in_words or not colon
            known = minutes >= 780 or (colon and self._word(at).startswith("0"))
            return minutes, known and not (plain and not colon), after
        return minutes % 720 + half, True, end

    def _half_of_day(self, at: int) -> tuple[int | None, int]:
        if self._word(at) in _HALVES:
            return _HALVES[self._word(at)], at + 1
        if self._word(at) == "noon":
            return 720, at + 1
        if self._word(at) in ("in", "on", "at"):
            for skip in (1, 2):
                part = _DAY_PARTS.get(self._word(at + skip))
                if part is not None:
                    return part, at + skip + 1
        return None, at

    def _spoken(self, at: int) -> tuple[Clock, int] | None:
        """'half past two', 'quarter to six', 'twenty past six in the morning'."""
        lead = {"half": 30, "quarter": 15}.get(self._word(at))
        after = at + 1
        if lead is None:
            number = read_number(self._found, at)
            if number is None or not 0 < number.value < 60 or number.ordinal:
                return None
            lead, after = int(number.value), number.after
        turn, hour = self._word(after), UNITS.get(self._word(after + 1))
        if hour is None and self._word(after + 1).isdecimal():
            hour = int(self._word(after + 1)[:3])
        if turn not in ("past", "to") or hour is None or not 1 <= hour <= 12:
            return None
        if turn == "to" and self._word(at) != "quarter" and lead not in (5, 10, 20, 25):
            return None
        if turn == "to" and self._word(after + 2) not in (*_HALVES, "in", "o'clock", ".", ",", ""):
            return None
        minutes = hour * 60 + (lead if turn == "past" else -lead)
        half, end = self._half_of_day(after + 2)
        low = minutes % 720 + half if half is not None else minutes
        return Clock(**self._span(at, end), low=low, high=low, half_known=half is not None), end
