"""Phrase rules met with a reading: what each sentence shows, and by which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coach.domain.assessment import Evidence
from coach.scoring.lexicon import Rule, rules
from coach.scoring.reading import Reading, Sentence


@dataclass(frozen=True)
class Seen:
    """Something a sentence shows; the span indexes the reading's text."""

    gives: str
    rule: str
    start: int
    end: int

    def within(self, sentence: Sentence) -> bool:
        return sentence.start <= self.start and self.end <= sentence.end


def match(rule: Rule, sentence: Sentence) -> re.Match[str] | None:
    """Where a rule applies to a sentence, if it does."""
    match rule.on:
        case "question" if not sentence.is_question:
            return None
        case "statement" if sentence.is_question:
            return None
        case "first" if not sentence.first:
            return None
        case "later" if sentence.first:
            return None
    find = rule.pattern.match if rule.at_start else rule.pattern.search
    hit = find(sentence.text)
    if hit is None or (rule.unless is not None and rule.unless.search(sentence.text)):
        return None
    return hit


def phrased(reading: Reading, *lexicons: str) -> Iterator[Seen]:
    """What the rules of these lexicons see, sentence by sentence."""
    for sentence in reading.sentences:
        for lexicon in lexicons:
            for rule in rules(lexicon):
                if hit := match(rule, sentence):
                    yield Seen(rule.gives, rule.id, sentence.start + hit.start(), sentence.start + hit.end())


def shown(found: Iterable[Seen], sentence: Sentence) -> frozenset[str]:
    """What is already seen within a sentence."""
    return frozenset(s.gives for s in found if s.within(sentence))


def as_evidence(found: Iterable[Seen], reading: Reading) -> tuple[Evidence, ...]:
    """The first sight of each thing, in order of appearance, in the agent's own words."""
    first: dict[str, Seen] = {}
    for seen in sorted(found, key=lambda s: (s.start, s.end)):
        first.setdefault(seen.gives, seen)
    return tuple(reading.evidence(s.gives, s.rule, start=s.start, end=s.end) for s in first.values())
