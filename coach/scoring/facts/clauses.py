"""Cuts a text into clauses, each with what it speaks of, its values, and whether it states anything."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from coach.domain.text import Span, fold, sentences
from coach.domain.value_reader import read_values
from coach.domain.values import Count, Value
from coach.scoring.facts.concepts import Concept, concepts, name_of
from coach.scoring.facts.polarity import PREDICATES
from coach.scoring.facts.retracted import WITHIN, is_called_wrong, retractions


@dataclass(frozen=True)
class Clause:
    """One statement's worth of a text."""

    start: int
    end: int
    text: str
    """Folded; indexes from `start`."""
    sentence: int
    """The number of its sentence."""
    concepts: tuple[Concept, ...]
    values: tuple[Value, ...]
    states: bool
    """False for a question, for what the customer was told or believes, and for 'I'll check'."""

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(c.name for c in self.concepts if not c.vague)

    @cached_property
    def leans(self) -> bool:
        """Takes its subject from what was said before."""
        return not (self.names - PREDICATES) or bool(_PRONOUN.search(self.text))


_PRONOUN = re.compile(r"\b(?:it|that|this|they|them|those|these|it's|that's|it'll|they're|its)\b")
_CUT = re.compile(
    r"[;:()]|\s[-]{1,2}\s|,|\b(?:and|but|so|while|whereas|although|though|plus|because|since|as well as"
    r"|however)\b"
)
_TELLS = re.compile(r"^\W*(?:did you know|you know what|guess what)\b")
_UNKNOWN = re.compile(
    r"\b(?:i'll|i will|let me|i'd like to|i would like to|i have to|i need to|i'd have to|i'd need to"
    r"|i'm going to"
    r"|allow me to|i must|i can) (?:just )?(?:quickly )?"
    r"(?:check|find out|look|confirm|verify|ask|see (?:if|whether|what))"
    r"|\bi (?:don't|do not) (?:know|have|see)\b|\bi'm not sure\b|\bnot (?:yet )?sure\b|\bi can't (?:see"
    r"|tell|find)\b"
    r"|\bwhether\b|\b(?:can't|cannot|won't|can not) (?:promise|guarantee|say|tell)\b"
)
_BELIEF = re.compile(
    r"\byou(?:'ve| have)? (?:mention|mentioned|say|said|were told|thought|think|read|heard|believe|expect"
    r"|expected"
    r"|ask|asked|wrote|assume|assumed)\b"
    r"|\b(?:someone|somebody|they|colleague|bot|website|he|she) (?:has |may have |might have )?"
    r"(?:told|said|says|promised|mentioned|quoted)\b"
    r"|\bi (?:understand|hear|see) (?:that )?you (?:were|was|have been) told\b"
    r"|\byou were (?:told|promised|quoted)\b"
)
_FEELS = re.compile(
    r"\b(?:must have (?:been|felt|come|hurt|left)|must (?:be|feel) (?:so |very |really |quite )?(?:hard"
    r"|frightening|worrying"
    r"|awful|horrible|difficult|frustrating|exhausting|a (?:worry|shock|lot))|sounds? (?:like|hard|awful"
    r"|frightening)"
    r"|i can (?:see|hear|imagine|understand) (?:why|how|what|that)|i'd (?:be|feel)|i would (?:be|feel)"
    r"|how \w+ (?:that|it|this)"
    r" (?:is|was|must))\b"
)
_THE_HOUR = re.compile(r"\bwithin the hour\b", re.IGNORECASE)
"""Read as 'within an hour', which is as long: places stay where they are."""
_ENDS_BELIEF = re.compile(r"\b(?:but|however|actually|in fact|the truth is|that's wrong|that's right)\b")


def clauses(text: str, *, today: datetime | None = None) -> tuple[Clause, ...]:
    """The clauses of a text in order."""
    folded = fold(text)
    values = tuple(_in_concepts(v) for v in read_values(_THE_HOUR.sub("within an  hour", text), today=today))
    found = concepts(text)
    result: list[Clause] = []
    for number, sentence in enumerate(sentences(text)):
        whole = folded[sentence.start : sentence.end]
        asks = whole.rstrip("\"' )").endswith("?") and not _TELLS.match(whole)
        doubtful = False
        for piece in _pieces(folded, sentence, values, found):
            words = folded[piece.start : piece.end]
            doubtful = (doubtful and not _ENDS_BELIEF.search(words)) or bool(
                _BELIEF.search(words) or is_called_wrong(words)
            )
            result.append(
                Clause(
                    start=piece.start,
                    end=piece.end,
                    text=words,
                    sentence=number,
                    concepts=tuple(c for c in found if piece.start <= c.start < piece.end),
                    values=tuple(v for v in values if piece.start <= v.start < piece.end),
                    states=not asks
                    and not doubtful
                    and not _UNKNOWN.search(words)
                    and not _FEELS.search(words),
                )
            )
    return _without_the_retracted(result, retractions(text))


def _without_the_retracted(found: list[Clause], ends: tuple[int, ...]) -> tuple[Clause, ...]:
    """'The letter says you owe 900; that is wrong' does not say that you owe 900."""
    return tuple(replace(c, states=False) if _is_before(c, ends, found) else c for c in found)


def _is_before(clause: Clause, ends: tuple[int, ...], found: list[Clause]) -> bool:
    for end in ends:
        number = next((c.sentence for c in reversed(found) if c.start <= end), 0)
        if clause.start < end and 0 <= number - clause.sentence < WITHIN:
            return True
    return False


def is_doubted(words: str) -> bool:
    """Folded words that report what the customer was told, or that leave open what follows."""
    return bool(_BELIEF.search(words) or _UNKNOWN.search(words))


def _in_concepts(value: Value) -> Value:
    """With synonyms made one in the words behind a count."""
    if isinstance(value, Count) and value.nouns:
        return replace(value, nouns=tuple(name_of(noun) for noun in value.nouns))
    return value


def _pieces(
    folded: str, sentence: Span, values: tuple[Value, ...], found: tuple[Concept, ...]
) -> Iterator[Span]:
    """Cuts at commas and joining words, where both sides have something to say."""
    start = sentence.start
    inside = [v for v in values if sentence.start <= v.start < sentence.end]
    named = [c for c in found if sentence.start <= c.start < sentence.end]
    covered = {at for x in (*inside, *named) for at in range(x.start + 1, x.end)}
    telling = sorted([v.start for v in inside] + [c.start for c in named if not c.vague])
    for match in _CUT.finditer(folded, sentence.start, sentence.end):
        if match.start() in covered:
            continue
        left = bisect_left(telling, match.start()) - bisect_left(telling, start)
        if left and bisect_left(telling, match.end()) < len(telling):
            end = match.start() if match.group()[0].isalpha() else match.end()
            yield _trimmed(folded, start, end)
            start = end
    yield _trimmed(folded, start, sentence.end)


def _trimmed(folded: str, start: int, end: int) -> Span:
    piece = folded[start:end]
    left = start + len(piece) - len(piece.lstrip(" ,;:-()\n\t"))
    return Span(left, max(left, start + len(piece.rstrip(" ,;:-(\n\t"))))
