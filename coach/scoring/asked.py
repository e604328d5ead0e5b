"""Which of the customer's known details a reply asks for, and whether they have been told already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.domain.assessment import Act
from coach.domain.scenario import KnownInfo
from coach.domain.situation import Situation
from coach.domain.text import fold, stem, words
from coach.scoring.acts import Observed
from coach.scoring.lexicon import phrases, table
from coach.scoring.matching import Seen
from coach.scoring.reading import Sentence
from coach.scoring.sense import is_specific, senses

ENOUGH = 1.0
GENERIC = 0.6
"""A word such as 'account' or 'order' tells one number from another, but makes no detail."""
_ASKING = frozenset({Act.ASK_INFO, Act.VERIFY_IDENTITY, Act.ASK_OPEN})
_VALUES = {
    "number": re.compile(r"\b(?=[\w-]*\d{3})(?!\d{4}-\d\d)[a-z]{0,4}-?\d[\d-]{2,}\w*\b"),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+\.\w+"),
    "amount": re.compile(r"[£$€₹₱]\s?\d|\b\d+(?:[.,]\d\d)?\s?(?:euros?|dollars?|pounds?|pesos?|rupees?"
    r"|quid|eur|usd|gbp|php|inr)\b|\b\d+\.\d\d\b"),
    "when": re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)\b"),
    "name": re.compile(r"\b(?:my name is|this is|i'm|i am) [a-z]+ [a-z]+"),
}  # fmt: skip
_AND = re.compile(r",? (?:and|plus|&|as well as|also)(?: then)? |, ")
_NO_DETAIL = re.compile(
    r"\b(?:good|right|bad|better|convenient|first|last|next|this|long|some|more|any|enough|of|in|on) time\b"
    r"|\b(?:one|these|those|working|business|\d+) days?\b|\bsince\b"
)
_AGAIN = phrases(
    "(?:explain|tell|describe|repeat|go over|say|give|provide)(?: \\w+){0,5} (?:again|once more"
    "|one more time|from the (?:start|beginning|top))",
    "(?:description|summary|details) of (?:the|your) (?:issue|problem|concern|complaint)",
)
_WHAT_ORDERED = re.compile(
    r"\b(?:what|which \w+)(?: exactly)? (?:(?:it was |it is )?(?:that )?you(?:'ve| have| had)?|did you|was)"
    r" (?:order|bought|buy|purchase|book)"
)
_ORDERED = re.compile(
    r"\b(?:order|booking)\b.{0,20}\d{3}|\bi(?:'ve| have)? (?:\w+ )?(?:ordered|bought|purchased|booked)\b"
)


def asked_for(observed: Observed, situation: Situation) -> tuple[Seen, ...]:
    """The known details asked for; ids of `known`."""
    found: dict[str, Seen] = {}
    open_at = [s.start for s in observed.all(Act.ASK_OPEN)]
    for sentence in _questions(observed):
        openly = any(sentence.start <= at < sentence.end for at in open_at)
        for part in _parts(sentence):
            for info in _matching(part, situation.known, openly=openly):
                found.setdefault(info.id, Seen(info.id, "asks-for-known", sentence.start, sentence.end))
    return tuple(found.values())


def asks_again(observed: Observed, situation: Situation, *, asked: tuple[Seen, ...]) -> Seen | None:
    """What the customer has told already, asked for once more."""
    for seen in asked:
        if seen.gives in situation.told:
            return Seen("asked_again", "told-before", seen.start, seen.end)
    fresh = {s.start for s in asked}
    heard = fold(situation.heard)
    for sentence in _questions(observed):
        if sentence.start in fresh:
            continue
        if heard and (
            _AGAIN.search(sentence.text) or _holds_value(sentence, heard) or _was_ordered(sentence, heard)
        ):
            return Seen("asked_again", "heard-before", sentence.start, sentence.end)
    return None


def asks_something_else(observed: Observed, asked: tuple[Seen, ...]) -> bool:
    """A specific question that none of the known details answers."""
    known = {s.start for s in asked}
    return any(s.start not in known for s in observed.all(Act.ASK_INFO))


def _questions(observed: Observed) -> Iterator[Sentence]:
    asking = [s for s in observed.seen if s.gives in _ASKING]
    for sentence in observed.reading.sentences:
        if any(s.within(sentence) for s in asking) or _AGAIN.search(sentence.text):
            yield sentence


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """The whole, then each detail of a list: 'your date of birth and your postcode'."""
    yield sentence
    cuts = [*_AND.finditer(sentence.text)]
    starts = [0, *(cut.end() for cut in cuts)] if cuts else []
    ends = [*(cut.start() for cut in cuts), len(sentence.text)]
    for start, end in zip(starts, ends, strict=False):
        yield Sentence(sentence.text[start:end], sentence.start + start)


def _matching(sentence: Sentence, known: tuple[KnownInfo, ...], *, openly: bool) -> list[KnownInfo]:
    """By likeness; the kind of detail alone is not enough for an open question, or where another fits."""
    rated = [(_likeness(sentence, info), _shared(sentence, info), info) for info in known]
    best = max((rate for rate, _, _ in rated), default=0.0)
    named = any(shared for rate, shared, _ in rated if rate >= ENOUGH)
    return [
        info
        for rate, shared, info in rated
        if rate >= max(ENOUGH, best - 0.5) and (shared or not (named or openly))
    ]


def _likeness(sentence: Sentence, info: KnownInfo) -> float:
    """Shared senses, a half for those of the answer, and one and a half for the same kind of detail."""
    said = frozenset(s for s in sentence.senses if is_specific(s))
    rate = float(_shared(sentence, info)) + 0.5 * len((said - _wanted(info)) & senses(info.say))
    rate += GENERIC * len((sentence.senses - said) & senses(info.ask))
    asks, about = _kinds(sentence.text), _kinds(info.ask)
    if asks & about:
        return rate + 1.5
    return rate - 0.75 if asks and about else rate


def _shared(sentence: Sentence, info: KnownInfo) -> int:
    return len({s for s in sentence.senses if is_specific(s)} & _wanted(info))


def _wanted(info: KnownInfo) -> frozenset[str]:
    return frozenset(s for s in senses(f"{info.ask} {info.id.replace('-', ' ')}") if is_specific(s))


def _kinds(text: str) -> frozenset[str]:
    """The kinds of detail that a text is about; a date of birth is no date of anything else."""
    text = _NO_DETAIL.sub(" ", text)
    found = {stem(w) for w in words(text)} | set(words(text))
    kinds = frozenset(kind for kind, group in table("details").items() if found & set(group.split()))
    return kinds - {"when"} if "birth" in kinds else kinds


def _was_ordered(sentence: Sentence, heard: str) -> bool:
    return bool(_WHAT_ORDERED.search(sentence.text) and _ORDERED.search(heard))


def _holds_value(sentence: Sentence, heard: str) -> bool:
    return any(_VALUES[kind].search(heard) for kind in _kinds(sentence.text) if kind in _VALUES)
