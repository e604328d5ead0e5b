"""The things a text speaks of: stemmed words, with the field's synonyms made one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from coach.domain.date_reader import MONTHS, WEEKDAYS
from coach.domain.number_words import ORDINALS, SCALES, TENS, UNITS
from coach.domain.text import FUNCTION_WORDS, Span, stem, word_spans
from coach.scoring.facts.vocabulary import HEADS, MEASURE_WORDS, PHRASES, VAGUE

_VALUE_WORDS = (
    MEASURE_WORDS
    | MONTHS.keys() - {"may", "march", "mar"}
    | WEEKDAYS.keys()
    | UNITS.keys()
    | TENS.keys()
    | SCALES.keys()
    | (ORDINALS.keys() - {"second"})
)
_PHRASE_STARTS = frozenset(phrase[0] for phrase in PHRASES)


@dataclass(frozen=True)
class Concept:
    """One thing spoken of, where it stands, and whether it says much."""

    name: str
    start: int
    end: int
    vague: bool = False


@lru_cache(maxsize=512)
def concepts(text: str) -> tuple[Concept, ...]:
    """What the text speaks of, in order; values and function words are left out."""
    found = word_spans(text)
    result: list[Concept] = []
    at = 0
    while at < len(found):
        word, span = found[at]
        length = _phrase_at(found, at) if word in _PHRASE_STARTS else 0
        if length:
            head = PHRASES[tuple(w for w, _ in found[at : at + length])]
            result.append(Concept(head, span.start, found[at + length - 1][1].end))
            at += length
            continue
        if word in _BACK and (back := _back_within(found, at)):
            result.append(Concept(_BACK[word], span.start, found[back][1].end))
            at += 1
            continue
        if word == "back" and any(c.end == span.end for c in result):
            at += 1
            continue
        at += 1
        if word != "must" and (word in FUNCTION_WORDS or word in _VALUE_WORDS or not word[0].isalpha()):
            continue
        base = stem(word)
        vague = base in VAGUE or (word == "enough" and not _suffices(found, at - 2))
        result.append(Concept(HEADS.get(base, base), span.start, span.end, vague))
    return tuple(result)


_BEING = frozenset(["is", "are", "was", "be", "quite", "not", "good", "than", "isn't", "being"])


def _suffices(found: list[tuple[str, Span]], before: int) -> bool:
    """'A photo is enough', and not 'fair enough' or 'heard enough'."""
    return before >= 0 and (found[before][0] in _BEING or found[before][0].endswith("'s"))


_BACK = dict.fromkeys(
    ("send", "sent", "sending", "post", "posted", "bring", "ship", "mail", "take"), "return"
)
_BACK |= dict.fromkeys(("give", "given", "gives", "get", "gets", "pay", "paid", "money", "have"), "refund")


def _back_within(found: list[tuple[str, Span]], at: int) -> int:
    """The index of 'back' within the next five words: 'send the old one back'."""
    ahead = range(at + 1, min(at + 6, len(found)))
    return next((i for i in ahead if found[i][0] == "back"), 0)


def name_of(base: str) -> str:
    """The concept of a stem."""
    return HEADS.get(base, base)


def _phrase_at(found: list[tuple[str, Span]], at: int) -> int:
    for length in (4, 3, 2, 1):
        if tuple(w for w, _ in found[at : at + length]) in PHRASES and at + length <= len(found):
            return length
    return 0


@lru_cache(maxsize=4096)
def among(name: str, names: frozenset[str]) -> bool:
    """The concept, or one alike, is one of these."""
    return name in names or any(alike(name, other) for other in names)


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """The same concept, or one a longer form of the other, as 'physio' and 'physiotherapy'."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.startswith(short)
