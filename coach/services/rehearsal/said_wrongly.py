"""Says a fact wrongly in words that are otherwise right: another value, or the opposite sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from coach.domain.scenario import Fact
from coach.domain.text import Span, content_words, sentences
from coach.domain.value_matching import agrees, conflicts
from coach.domain.value_reader import read_values
from coach.domain.values import UNIT_DAYS, Clock, Count, Day, Duration, Money, Percent, Value

CURRENCIES = {
    "EUR": "euros", "USD": "dollars", "GBP": "pounds", "INR": "rupees", "PHP": "pesos", "NGN": "naira",
    "CAD": "Canadian dollars", "AUD": "Australian dollars", "ZAR": "rand",
}  # fmt: skip
DAYS_OFF = 9
"""By how much a wrong date misses the right one: another day of the week, too."""
HOURS_OFF = 3
ABOUT = 3
"""One content word in so many is the fact's, in a clause that is about it."""
_AS_NEAR = 2
"""A clause with fewer than one in so many of the nearest clause's shared words speaks of something else."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DENIALS = (
    (r"\b(?:nobody|no one)\b", "somebody"),
    (r"\bnothing\b", "everything"),
    (r"\bnever\b", "always"),
    (r"\bwon't\b", "will"),
    (r"\b(?:can't|cannot)\b", "can"),
    (r"\b(is|are|was|were|do|does|did|will|has|have|had|need|must|should)(?:n't| not)\b", r"\1"),
    (r"\bwithout (?=\w+ing\b)", "only after "),
    (r"\bno (?!longer)", "every "),
)
"""Taken out wherever they stand; the first that fits is used."""
_CLAIMS = (
    (r"\b(is|are|was|were|will|can|may|must|has|have|does|do)\b", r"\1 not"),
    (r"\bstops?\b", "does not stop"),
)
"""Denied, in a main clause only: 'while it is not kept' would be another matter, not the opposite."""
_SUBORDINATE = re.compile(
    r"\s*(?:and |but )?(?:while|as long as|if|once|when|until|because|since|from)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r",\s+|\s+(?=(?:while|as long as|if|once|when|until|because)\b)", re.IGNORECASE)


def said_wrongly(text: str, fact: Fact, *, today: datetime) -> str | None:
    """The text with this fact said wrongly; None where no way to do so was found."""
    return with_other_values(text, fact, today=today) or with_opposite_sense(text, fact)


def with_other_values(text: str, fact: Fact, *, today: datetime) -> str | None:
    """Every value of the text that is right for the fact, replaced by one that is not."""
    facts = [v for v in read_values(fact.text, today=today) if not _is_loose(v)]
    wrong = text
    for said in reversed(read_values(text, today=today)):
        if _is_loose(said) or not any(agrees(said, v) for v in facts):
            continue
        other = _other(said, text[said.start : said.end], today=today.date())
        if other:
            wrong = wrong[: said.start] + other + wrong[said.end :]
    now = read_values(wrong, today=today)
    if wrong == text or not any(conflicts(said, v) for said in now for v in facts):
        return None
    return wrong


def with_opposite_sense(text: str, fact: Fact) -> str | None:
    """The clause that comes nearest to the fact, turned round; one that is hardly of it is of something else."""
    sense = content_words(" ".join((fact.text, *fact.paraphrases)))
    near: list[tuple[int, Span]] = []
    for span in sentences(text):
        if not text[span.start : span.end].endswith("?"):
            near += [(len(content_words(text[c.start : c.end]) & sense), c) for c in _clauses(text, span)]
    most = max((shared for shared, _ in near), default=0)
    for shared, span in sorted(near, key=lambda one: -one[0]):
        if not shared or shared * _AS_NEAR < most:
            break
        turned = _turned(text[span.start : span.end])
        if turned:
            return text[: span.start] + turned + text[span.end :]
    return None


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for cut in _CLAUSE.finditer(text, sentence.start, sentence.end):
        yield Span(start, cut.start())
        start = cut.end()
    yield Span(start, sentence.end)


def _turned(clause: str) -> str | None:
    """Its denial taken out, or else its claim denied."""
    for pattern, instead in (*_DENIALS, *(() if _SUBORDINATE.match(clause) else _CLAIMS)):
        turned = re.sub(pattern, instead, clause, count=1, flags=re.IGNORECASE)
        if turned != clause:
            return turned
    return None


def _is_loose(value: Value) -> bool:
    """A way of speaking more than a figure: 'today', 'one thing', 'the second'."""
    match value:
        case Day():
            return value.relative
        case Count():
            return value.ordinal or value.high <= 2
        case Money() | Percent() | Duration() | Clock():
            return False
        case _:
            return True


def _other(said: Value, words: str, *, today: date) -> str | None:
    match said:
        case Money():
            amount = f"{said.high * 1.6:.2f}".removesuffix(".00")
            return f"{amount} {CURRENCIES.get(said.currency, '')}".rstrip()
        case Percent():
            return f"{said.high / 2:g} percent"
        case Duration():
            number = round(said.high / UNIT_DAYS[said.unit]) * 3 + 1
            return f"{number} {'business ' if said.business else ''}{said.unit}s"
        case Day():
            return _other_day(said, today)
        case Clock():
            late = (said.high + 60 * HOURS_OFF) % 1440
            return f"{late // 60}:{late % 60:02}"
        case Count():
            other = f"{said.high * 1.6:.2f}" if said.high % 1 else f"{said.high * 3 + 1:.0f}"
            return _NUMBER.sub(other, words, count=1) if _NUMBER.search(words) else None
        case _:
            return None


def _other_day(said: Day, today: date) -> str:
    """A whole date where a day is named, else only another weekday or month."""
    if said.day is not None:
        try:
            right = date(said.year or today.year, said.month or today.month, said.day)
        except ValueError:
            right = today
        wrong = right + timedelta(days=DAYS_OFF)
        return f"{wrong:%A} {wrong.day} {wrong:%B}"
    if said.weekday is not None:
        return f"{date(2024, 1, 1 + (said.weekday + 2) % 7):%A}"
    return f"{date(2024, 1 + ((said.month or 1) + 2) % 12, 1):%B}"
