"""Reads times of day from tokens: '18:00', 'half six', 'between eight and one'."""

from __future__ import annotations

from coach.domain.number_words import UNITS, Token, read_number
from coach.domain.text import FUNCTION_WORDS
from coach.domain.value_words import BUSINESS, CURRENCY_WORDS, LENGTHS, PERCENTS
from coach.domain.values import Clock, Place

_HALVES = {"am": 0, "a.m.": 0, "a.m": 0, "pm": 720, "p.m.": 720, "p.m": 720}
_DAY_PARTS = {"morning": 0, "afternoon": 720, "evening": 720, "night": 720}
_HOURS = frozenset(str(hour) for hour in range(1, 13))


class ClockReader:
    """Finds clock times; `read(at)` answers the time that begins at a token and the next index."""

    def __init__(self, found: list[Token]) -> None:
        self._found = found

    def _word(self, at: int) -> str:
        return self._found[at].text if 0 <= at < len(self._found) else ""

    def _span(self, first: int, after: int) -> Place:
        return Place(start=self._found[first].start, end=self._found[after - 1].end)

    def read(self, at: int) -> tuple[Clock, int] | None:
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
                if self._measures(end):
                    return None
                if high == 0 and low > 0:
                    high = 720 if low < 720 else 1440
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
        return (
            self._word(at + 1) in (":", ".")
            and len(self._word(at + 2)) == 2
            and not self._word(at + 2).isalpha()
        )

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
            if "." not in shown or len(shown.split(".")[1]) != 2 or self._half_of_day(after)[0] is None:
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
        if self._word(at) in ("in", "on", "at", "this"):
            for skip in (1, 2):
                part = _DAY_PARTS.get(self._word(at + skip))
                if part is not None:
                    return part, at + skip + 1
        return None, at

    def _spoken(self, at: int) -> tuple[Clock, int] | None:
        """'half past two', 'quarter to six', 'twenty past six in the morning'."""
        lead = {"half": 30, "quarter": 15}.get(self._word(at))
        after = at + 1
        if lead == 30 and self._word(after) not in ("past", "to"):
            return self._half_past(at)
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
        if turn == "to" and self._word(at - 1) in ("from", "between"):
            return None
        if turn == "to" and self._word(at) != "quarter" and lead not in (5, 10, 20, 25):
            return None
        if turn == "to" and self._word(after + 2) not in (*_HALVES, "in", "o'clock", ".", ",", ""):
            return None
        minutes = hour * 60 + (lead if turn == "past" else -lead)
        half, end = self._half_of_day(after + 2)
        low = minutes % 720 + half if half is not None else minutes
        return Clock(**self._span(at, end), low=low, high=low, half_known=half is not None), end

    def _half_past(self, at: int) -> tuple[Clock, int] | None:
        """'half six' is half past six."""
        said = self._word(at + 1)
        hour = int(said) if said in _HOURS else UNITS.get(said, 0)
        half, end = self._half_of_day(at + 2)
        behind = self._word(at + 2)
        closed = behind in FUNCTION_WORDS or behind in ("", ".", ",", ";", "!", "?")
        if not 1 <= hour <= 12 or not (half is not None or closed) or behind == "of":
            return None
        low = (hour % 12) * 60 + 30 + half if half is not None else hour * 60 + 30
        return Clock(**self._span(at, end), low=low, high=low, half_known=half is not None), end

    def _measures(self, at: int) -> bool:
        """'between seven and fourteen days' are no hours of the day."""
        word = self._word(at + (self._word(at) == "-"))
        unit = word if word in LENGTHS else word.removesuffix("s")
        return unit in LENGTHS or word in BUSINESS or word in PERCENTS or word in CURRENCY_WORDS
