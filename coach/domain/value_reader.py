"""Finds the typed values of a text, in order, each with its span, its bound and its rate."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from coach.domain.date_reader import MONTHS, DateReader
from coach.domain.duration_reader import DurationReader
from coach.domain.number_words import Number, read_number, tokens
from coach.domain.text import FUNCTION_WORDS, stem, word_set
from coach.domain.value_context import in_context, rate_unit
from coach.domain.value_words import (
    ADVERBS,
    BEFORE,
    CENTS,
    CODE,
    CODES,
    CURRENCY_WORDS,
    FRACTIONS,
    LENGTHS,
    NO_CODE,
    NOTES,
    SINGLE_COINS,
    SYMBOLS,
    UNIT_NAMES,
)
from coach.domain.values import (
    Code,
    Count,
    Duration,
    Money,
    Percent,
    Place,
    Rate,
    Value,
)


@lru_cache(maxsize=4096)
def read_values(text: str, *, today: datetime | None = None) -> tuple[Value, ...]:
    """Every value of the text in order; relative days resolve against `today`."""
    return _ValueReader(text, today).read()


class _ValueReader:
    def __init__(self, text: str, today: datetime | None) -> None:
        self._found = tokens(text)
        self._durations = DurationReader(self._found)
        self._dates = DateReader(self._found, text, today)
        self._codes = {
            m.start(): m for m in CODE.finditer(text) if (m.group(1) or "").rstrip("- ") not in NO_CODE
        }

    def read(self) -> tuple[Value, ...]:
        values: list[Value] = []
        at = 0
        while at < len(self._found):
            read = self._read_one(at)
            if read is None:
                at += 1
                continue
            value, after = read
            if isinstance(value, Rate) and any(value.unit in v.per for v in values[-2:]):
                at = after
                continue
            values.append(in_context(value, self._found, at, after))
            at = max(after, at + 1)
        return tuple(values)

    def _word(self, at: int) -> str:
        return self._found[at].text if 0 <= at < len(self._found) else ""

    def _span(self, first: int, after: int) -> Place:
        return Place(start=self._found[first].start, end=self._found[after - 1].end)

    def _touches(self, at: int) -> bool:
        return at + 1 < len(self._found) and self._found[at + 1].start == self._found[at].end

    def _read_one(self, at: int) -> tuple[Value, int] | None:
        read = (
            self._code(at)
            or self._money_first(at)
            or self._slang(at)
            or self._fraction(at)
            or self._dates.read(at)
        )
        return read or self._numbered(at) or (
            self._durations.single(at) or self._rate(at) or self._multiple(at)
        )  # fmt: skip

    def _code(self, at: int) -> tuple[Code, int] | None:
        match = self._codes.get(self._found[at].start)
        if match is None or self._word(at) in MONTHS:
            return None
        after = at + 1
        while after < len(self._found) and self._found[after].end <= match.end():
            after += 1
        code = re.sub(r"[^A-Za-z0-9]", "", match.group())
        return Code(**self._span(at, after), code=code.upper()), after

    def _money_first(self, at: int) -> tuple[Money, int] | None:
        """'€64.90', 'PHP 1,200', 'Rs. 500'."""
        word, index = self._word(at), at + 1
        currency = SYMBOLS.get(word) or (word.upper() if word in CODES else "") or BEFORE.get(word, "")
        if word in ("us", "a", "c", "nz") and self._word(index) == "$" and self._touches(at):
            currency, index = {"us": "USD", "a": "AUD", "c": "CAD", "nz": "NZD"}[word], index + 1
        if not currency:
            return None
        index += word == "rs" and self._word(index) == "."
        if index >= len(self._found) or not self._found[index].is_digits:
            return None
        number = read_number(self._found, index)
        if number is None:
            return None
        low, high, after = self._range(number)
        return Money(**self._span(at, after), low=low, high=high, currency=currency), after

    def _slang(self, at: int) -> tuple[Money, int] | None:
        """'a fiver', 'two tenners', 'a quid' and 'a buck fifty'."""
        number = read_number(self._found, at)
        article = number is None and self._word(at) in ("a", "an", "another")
        index = number.after if number else at + article
        note = NOTES.get(_singular(self._word(index)))
        if note:
            amount = note * (number.value if number else 1)
            return Money(**self._span(at, index + 1), low=amount, high=amount), index + 1
        word = _singular(self._word(index))
        if not article or word not in SINGLE_COINS or self._found[index].text.endswith("s"):
            return None
        money, after = self._money_last(at, 1.0, index, 1.0)
        closed = not self._word(after)[:1].isalpha() or self._word(after) in FUNCTION_WORDS
        return (money, after) if closed and self._word(after) != "of" else None

    def _fraction(self, at: int) -> tuple[Percent | Duration, int] | None:
        """'a quarter of your pot', 'three quarters of the supply' and 'three quarters of an hour'."""
        index = at + (self._word(at) in ("a", "one", "two", "three"))
        share = FRACTIONS.get(self._word(index))
        if share is None or self._word(index + 1) != "of":
            return None
        if self._word(index + 3) in LENGTHS:
            return self._part_of_time(at, index, share)
        if self._word(index - 1) in ("of", "the"):
            return None
        percent = share * {"two": 2, "three": 3}.get(self._word(at), 1)
        return Percent(**self._span(at, index + 1), low=percent, high=percent), index + 1

    def _part_of_time(self, at: int, index: int, share: float) -> tuple[Duration, int] | None:
        unit, after = self._word(index + 3), index + 4
        if self._word(index + 2) not in ("a", "an"):
            return None
        length = LENGTHS[unit] * share / 100 * {"two": 2, "three": 3}.get(self._word(at), 1)
        name = "minute" if unit == "hour" else UNIT_NAMES.get(unit, unit)
        return Duration(**self._span(at, after), low=length, high=length, unit=name), after

    def _range(self, number: Number) -> tuple[float, float, int]:
        """Low, high and the next index: '3 to 5', '4-6', 'two or three', 'between 2 and 4'."""
        joint = self._word(number.after)
        between = self._word(number.first - 1) == "between"
        if joint not in ("to", "-", "or") and not (joint == "and" and between):
            return number.value, number.value, number.after
        ahead = number.after + 1
        ahead += self._word(ahead) in SYMBOLS
        if ahead >= len(self._found):
            return number.value, number.value, number.after
        second = read_number(self._found, ahead)
        if second is None or second.value <= number.value or second.ordinal != number.ordinal:
            return number.value, number.value, number.after
        return number.value, second.value, second.after

    def _numbered(self, at: int) -> tuple[Value, int] | None:
        number = read_number(self._found, at)
        if number is None or (self._word(at) == "one" and number.value == 1 and not self._counts(number)):
            return None
        if self._word(at) == "second" and self._word(at - 1) == "every" and self._word(at + 1) in LENGTHS:
            return self._durations.single(at)
        if number.ordinal and self._modifies_amount(number.after):
            return None
        low, high, after = self._range(number)
        hyphen = after + (self._word(after) == "-")
        word = self._word(hyphen).removesuffix("'s")
        if word in ("%", "percent", "pct", "percentage") or (
            word == "per" and self._word(hyphen + 1) == "cent"
        ):
            after = hyphen + (2 if word == "per" else 1)
            return Percent(**self._span(at, after), low=low, high=high), after
        if word in CURRENCY_WORDS or word in SYMBOLS or (word in CODES and not number.ordinal):
            return self._money_last(at, low, hyphen, high)
        if word in CENTS and not number.ordinal and (word != "p" or self._touches(hyphen - 1)):
            return Money(**self._span(at, hyphen + 1), low=low / 100, high=high / 100), hyphen + 1
        if not number.ordinal:
            duration = self._durations.behind_number(at, low, high, after)
            if duration:
                return duration
        nouns = self._nouns(after)
        if number.ordinal and not nouns and self._is_adverb(at):
            return None
        bare_code = self._found[at].is_digits and self._word(at).isdecimal() and len(self._word(at)) >= 4
        if bare_code and low == high and not nouns and self._word(at - 1) not in SYMBOLS:
            return Code(**self._span(at, after), code=self._word(at)), after
        count = Count(**self._span(at, after), low=low, high=high, nouns=nouns, ordinal=number.ordinal)
        return count, after

    def _is_adverb(self, at: int) -> bool:
        """'Open your account first' puts one thing before another, and counts nothing."""
        return self._word(at) in ("first", "second") and self._word(at - 1) not in _BEFORE_NTH

    def _modifies_amount(self, at: int) -> bool:
        """'the first twelve', 'the first £250'."""
        ahead = at + (self._word(at) in SYMBOLS)
        return ahead < len(self._found) and read_number(self._found, ahead) is not None

    def _counts(self, number: Number) -> bool:
        """'one piece' counts; 'the one', 'a new one' and 'one of them' do not."""
        word = self._word(number.after)
        if self._word(number.first - 1) in (
            "the",
            "this",
            "that",
            "new",
            "no",
            "which",
            "each",
            "every",
            "any",
        ):
            return stem(word) in LENGTHS
        return bool(word) and word[0].isalpha() and word not in FUNCTION_WORDS

    def _money_last(self, at: int, low: float, unit: int, high: float) -> tuple[Money, int]:
        word, after = self._word(unit).removesuffix("'s"), unit + 1
        currency = CURRENCY_WORDS.get(word) or SYMBOLS.get(word) or word.upper()
        ahead = after + (self._word(after) == "and")
        cents = read_number(self._found, ahead) if ahead < len(self._found) else None
        if cents and cents.value < 100 and low == high and self._word(cents.after) in CENTS:
            low, after = low + cents.value / 100, cents.after + 1
            high = low
        elif cents and 10 <= cents.value < 100 and low == high and ahead == after and self._ends(cents):
            low, after = low + cents.value / 100, cents.after
            high = low
        return Money(**self._span(at, after), low=low, high=high, currency=currency), after

    def _ends(self, number: Number) -> bool:
        """'six pounds fifty a month', but not 'six pounds ten days later'."""
        word = self._word(number.after)
        closed = word in FUNCTION_WORDS or not word[:1].isalnum() or word in ADVERBS
        return closed and not number.ordinal and word not in ("-", "/", ":", "%", *SYMBOLS)

    def _nouns(self, after: int) -> tuple[str, ...]:
        nouns: list[str] = []
        for index in range(after, after + 4):
            word = self._word(index)
            if word == "-" and not nouns:
                continue
            if not word or not word[0].isalpha() or word in FUNCTION_WORDS:
                break
            nouns.append(stem(word))
        return tuple(nouns)

    def _multiple(self, at: int) -> tuple[Count, int] | None:
        """'time and a half' is one and a half times, 'double time' two."""
        words = [self._word(i) for i in range(at, at + 4)]
        nth = read_number(self._found, at + 1) if at + 1 < len(self._found) else None
        if words[0] in ("day", "week", "month", "year") and nth and not nth.ordinal and 1 <= nth.value <= 3:
            place = self._span(at, nth.after)
            return Count(**place, low=nth.value, high=nth.value, nouns=(words[0],), ordinal=True), nth.after
        if words == ["time", "and", "a", "half"]:
            return Count(**self._span(at, at + 4), low=1.5, high=1.5, nouns=(stem("times"),)), at + 4
        times = {"double": 2.0, "triple": 3.0}.get(words[0])
        if times and words[1] in ("time", "pay", "rate"):
            return Count(**self._span(at, at + 2), low=times, high=times, nouns=(stem("times"),)), at + 2
        return None

    def _rate(self, at: int) -> tuple[Rate, int] | None:
        word = self._word(at)
        if word in ADVERBS:
            return Rate(**self._span(at, at + 1), unit=ADVERBS[word]), at + 1
        if word in ("per", "every", "each") or (word == "a" and self._durations.behind_amount(at)):
            index = at + 1 + (self._word(at + 1) in ("calendar", "full", "single", "policy"))
            unit = self._word(index)
            if unit in LENGTHS:
                return Rate(**self._span(at, index + 1), unit=rate_unit(unit)), index + 1
        return None


_BEFORE_NTH = word_set(
    "the a an your my our his her their its each every on of by from until till since before s"
)


def _singular(word: str) -> str:
    return word.removesuffix("'s").removesuffix("s")
