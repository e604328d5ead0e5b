"""Values said in words that fit more than one: 'five fifty', 'both', 'half the fee', 'free', 'twice'.

They are for comparing with a value that is known; `coach.domain.value_reader` reads what is plain by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from coach.domain.number_words import TENS, UNITS, Token, read_number, tokens
from coach.domain.text import FUNCTION_WORDS, stem
from coach.domain.value_context import in_context
from coach.domain.value_words import BEFORE_UNIT, CURRENCY_WORDS, LENGTHS, PERCENTS, SYMBOLS
from coach.domain.values import Clock, Count, Day, Money, Percent, Place, Value


@dataclass(frozen=True)
class Spoken:
    """Words of the text, and every value that they can mean."""

    readings: tuple[Value, ...]
    firm: bool
    """False where the words often mean no value at all, so that they cannot contradict one."""

    @property
    def start(self) -> int:
        return self.readings[0].start

    @property
    def end(self) -> int:
        return self.readings[0].end


_NOTHING = re.compile(
    r"\b(?:(?:free|no) of charge|(?:no|without|zero|never a) (?:extra |additional |further |added )?"
    r"(?:charges?|fees?|costs?|cost to)|(?:for|costs?(?: you| him| her| them)?|pays?|charged?s?(?: you)?)"
    r" (?:nothing|zilch|zip|nada|nowt|zero)|nothing (?:extra |more |further )?(?:to pay|for it|on top)"
    r"|(?:\w+n't|not|never) (?:cost|charge|pay|be charged|owe)(?: (?:you|him|her|them|us))? (?:a thing|a penny"
    r"|a cent|anything|a bean)|on the house|free(?! (?:up|to|of|from|and clear|hand|time|will|rein|days?))"
    r"|zilch|gratis|libre|complimentary|waived)\b"
)
_NOT_FREE = re.compile(r"(?:feel|toll|sugar|hands|duty|tax|interest|scot|you're|are you)[ -]$")
_SHARE = r"(?: (?:the|your|my|its|his|her|their|our|a|that|price|off|pay|back)\b)"
_LOOSE: tuple[tuple[re.Pattern[str], tuple[tuple[type[Percent] | type[Count], float], ...]], ...] = (
    (re.compile(r"\bboth\b|\bthe pair\b|\btwo of\b|\bcouple\b"), ((Count, 2),)),
    (re.compile(r"\btwice\b|\bdoubled?\b|\bdoubles\b"), ((Count, 2), (Percent, 200))),
    (re.compile(r"\bthrice\b|\btripled?\b|\btriples\b"), ((Count, 3), (Percent, 300))),
    (re.compile(rf"\bhalf(?={_SHARE})|\bhalf(?=[.,;!?]|$)|\bhalves\b|\bhalved\b"), ((Percent, 50),)),
    (re.compile(r"\b(?:a|one) quarter\b"), ((Percent, 25),)),
    (re.compile(r"\b(?:a|one) third\b"), ((Percent, 100 / 3), (Percent, 33))),
    (re.compile(r"\btwo thirds\b"), ((Percent, 200 / 3), (Percent, 67))),
    (re.compile(r"\bthree quarters\b"), ((Percent, 75),)),
    (re.compile(r"\b(?:a|one) fifth\b"), ((Percent, 20),)),
    (re.compile(r"\b(?:a|one) tenth\b"), ((Percent, 10),)),
    (re.compile(r"\beverything\b|\bthe (?:whole|full|entire)\b|\ball of (?:it|the)\b"), ((Percent, 100),)),
)
_MONTHS_END = re.compile(
    r"\b(?:the )?(?:end of (?:the|each|every|this) month|month'?s? end|last day of the month)\b"
)
_ONE_IN = re.compile(r"\b(?:1|one) (?:in|out of)(?: every)? ")


def read_spoken(text: str, *, today: datetime | None = None) -> tuple[Spoken, ...]:
    """What is said in such words, in order of place; the places do not overlap."""
    reader = _SpokenReader(text, today)
    found = sorted(
        [*reader.pairs(), *reader.nothing(), *reader.shares(), *reader.loose()], key=lambda s: s.start
    )
    kept: list[Spoken] = []
    for spoken in found:
        if not kept or spoken.start >= kept[-1].end:
            kept.append(spoken)
    return tuple(kept)


class _SpokenReader:
    def __init__(self, text: str, today: datetime | None) -> None:
        self._found = tokens(text)
        self._folded = _spaced(text, self._found)
        self._today = today

    def _word(self, at: int) -> str:
        return self._found[at].text if 0 <= at < len(self._found) else ""

    def pairs(self) -> list[Spoken]:
        """'Five fifty' is 5.50, 550 or ten to six; 'one-twenty' is 1.20 or 120."""
        pairs: list[Spoken] = []
        after = 0
        for at in range(len(self._found)):
            pair = self._pair(at) if at >= after else None
            if pair:
                spoken, after = pair
                pairs.append(spoken)
        return pairs

    def _pair(self, at: int) -> tuple[Spoken, int] | None:
        first = _below_hundred(self._found, at)
        if first is None or not first[0] or self._numeric(at - 1):
            return None
        hyphen = self._word(first[1]) == "-"
        second = _below_hundred(self._found, first[1] + hyphen)
        if second is None or second[0] < 10 or (hyphen and (first[0] > 9 or second[0] < 20)):
            return None
        after = second[1]
        if self._numeric(after) or self._is_unit(after + (self._word(after) == "-")):
            return None
        currency, end = self._currency(after)
        return Spoken(self._readings(at, end, first[0], second[0], currency), firm=True), end

    def _readings(self, at: int, end: int, whole: int, rest: int, currency: str) -> tuple[Value, ...]:
        place = self._place(at, end)
        amounts = [whole + rest / 100, whole * 100.0 + rest]
        readings: list[Value] = [Money(**place, low=a, high=a, currency=currency) for a in amounts]
        if not currency:
            readings.append(Percent(**place, low=amounts[0], high=amounts[0]))
        if whole <= 12 and rest < 60 and not currency:
            minutes = whole * 60 + rest
            readings.append(Clock(**place, low=minutes, high=minutes, half_known=False))
        return tuple(in_context(value, self._found, at, end) for value in readings)

    def _currency(self, after: int) -> tuple[str, int]:
        currency = CURRENCY_WORDS.get(self._word(after).removesuffix("'s"), "")
        return currency, after + bool(currency)

    def _numeric(self, at: int) -> bool:
        word = self._word(at)
        return (
            word[:1].isdecimal() or word in UNITS or word in TENS or word in ("hundred", "thousand", *SYMBOLS)
        )

    def _is_unit(self, at: int) -> bool:
        word = self._word(at)
        return (
            stem(word) in LENGTHS
            or word in LENGTHS
            or word in PERCENTS
            or word in BEFORE_UNIT - FUNCTION_WORDS
        )

    def nothing(self) -> list[Spoken]:
        """'Free', 'no charge', 'costs nothing': no money."""
        return [
            Spoken((Money(**self._at(m), low=0, high=0),), firm=True)
            for m in _NOTHING.finditer(self._folded)
            if not _NOT_FREE.search(self._folded[: m.start()])
        ]

    def shares(self) -> list[Spoken]:
        """'One in ten' is 10 %."""
        shares: list[Spoken] = []
        starts = {token.start: at for at, token in enumerate(self._found)}
        for match in _ONE_IN.finditer(self._folded):
            at = starts.get(match.end())
            number = None if at is None else read_number(self._found, at)
            if number is not None and number.value > 1:
                place = Place(start=match.start(), end=self._found[number.after - 1].end)
                shares.append(
                    Spoken((Percent(**place, low=100 / number.value, high=100 / number.value),), firm=False)
                )
        return shares

    def loose(self) -> list[Spoken]:
        found = [
            Spoken(tuple(kind(**self._at(m), low=n, high=n) for kind, n in meant), firm=False)
            for pattern, meant in _LOOSE
            for m in pattern.finditer(self._folded)
        ]
        found += [
            Spoken(tuple(Day(**self._at(m), day=day) for day in (30, 31, 28)), firm=False)
            for m in _MONTHS_END.finditer(self._folded)
        ]
        return found

    def _at(self, match: re.Match[str]) -> Place:
        return Place(start=match.start(), end=match.end())

    def _place(self, first: int, after: int) -> Place:
        return Place(start=self._found[first].start, end=self._found[after - 1].end)


def _spaced(text: str, found: list[Token]) -> str:
    """The text as its tokens are folded, each where it stands."""
    letters = [" "] * len(text)
    for token in found:
        letters[token.start : token.end] = token.text[: token.end - token.start]
    return "".join(letters)


def _below_hundred(found: list[Token], at: int) -> tuple[int, int] | None:
    """A number in words from 0 to 99 and the next index: 'six', 'ninety-nine'."""
    word = found[at].text if 0 <= at < len(found) else ""
    if word in UNITS:
        return UNITS[word], at + 1
    if word not in TENS:
        return None
    ahead = at + 1
    ahead += ahead < len(found) and found[ahead].text == "-"
    unit = UNITS.get(found[ahead].text, 0) if ahead < len(found) else 0
    if 0 < unit < 10:
        return TENS[word] + unit, ahead + 1
    return TENS[word], at + 1
