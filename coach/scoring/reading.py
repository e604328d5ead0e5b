"""A reply made ready for the rules: cleaned, cut into sentences, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from coach.domain.assessment import Evidence
from coach.domain.text import Span, clean, fold, sentences, words
from coach.scoring.sense import senses

LIMIT = 5000
"""Characters of a reply that are read."""
LONGEST = 400
"""Characters of a sentence; a longer one is cut at a space, so that no rule meets an endless line."""

_LOOKALIKES = str.maketrans("аеорсухіѕјԁһԛԝԍгкмтнвАЕОРСУХІЅЈНВКМТ", "aeopcyxisjdhqwgrkmthbAEOPCYXISJHBKMT")
_ASKS = re.compile(
    r"(?:(?:so|and|also|ok|okay|but|please|then|or|now|um+|uh+|er+m?|hm+|well|just|hi|hello|hey|sorry|right"
    r"|good morning|morning|yes|yeah|no|thanks|thank you),? )*"
    r"(?:(?:can|could|may|might|would|will|do|did|does|have|has|is|are|was|were|shall|should) "
    r"(?:you|i|we|there|it|your|the|that|they|he|she|this|any)\b"
    r"|(?:what|which|where|when|who|how|why)(?:'?s| is| are| was| were| did| do| does| would| can| could"
    r"| will| should"
    r"| has| have| many| much| long| happened| went)\b)"
)
_TELLS = re.compile(
    r"(?:(?:ok|okay|yes|yeah|sure|fine|well|so|and|then|alright|hi|hello)[,. ]+)*(?:i|we)(?:'|\s)"
)
_TAGGED = re.compile(
    r"\b(?:you|your|or|right|correct|ok|okay|yes|no|what|which|when|where|who|how|why|anything|anybody|anyone"
    r"|(?:will|would|is|are|was|were|does|do|did|can|could|has|have|should|shall|may) (?:i|it|that|this|they|he|she"
    r"|there|we|the|my))\b"
)
"""What makes a question of a statement about oneself: 'I'll send it today, is that right?'"""
_RUN_ON = re.compile(r"(?<=[a-z\d\"')}\]]) (?=[A-Z][a-z]+ )")
_ENCLOSED = re.compile(r"\s*(?:\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\}|<!--.*?-->)\s+(?=[A-Z])")


@dataclass(frozen=True)
class Sentence:
    """One sentence, folded; `start` is its place in the reading's text."""

    text: str
    start: int
    first: bool = False
    last: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def is_question(self) -> bool:
        ending = self.text.rstrip("\"')] ")
        if ending.endswith(("?", "?!")):
            told = _TELLS.match(self.text)
            return told is None or _TAGGED.search(self.text, told.end()) is not None
        return not ending.endswith(("!", ":")) and _ASKS.match(self.text) is not None

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(words(self.text))

    @cached_property
    def senses(self) -> frozenset[str]:
        """What its words stand for, stemmed, without function words."""
        return senses(self.text)


@dataclass(frozen=True)
class Reading:
    """What the rules read, and where each of its characters stands in the reply."""

    reply: str
    text: str
    offsets: tuple[int, ...] | None = None
    """Index in the reply for each character of `text`; None where they are the same."""

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        spans = [
            piece
            for span in sentences(self.text)
            for part in _after_bracket(self.text, span)
            for piece in _cut(self.text, part)
        ]
        found = [Sentence(self.folded[s.start : s.end], s.start) for s in spans]
        if found:
            found[0] = replace(found[0], first=True)
            found[-1] = replace(found[-1], last=True)
        return tuple(found)

    @cached_property
    def word_count(self) -> int:
        return len(words(self.text))

    def evidence(self, what: str, rule: str, *, start: int, end: int) -> Evidence:
        """Evidence in the agent's own words for a stretch of `text`."""
        if self.offsets is not None and end > start:
            start, end = self.offsets[start], self.offsets[end - 1] + 1
        return Evidence(str(what), self.reply[start:end], start, end, rule)

    def of_sentence(self, what: str, rule: str, sentence: Sentence) -> Evidence:
        return self.evidence(what, rule, start=sentence.start, end=sentence.end)

    def sentence_at(self, place: int) -> Sentence:
        """The sentence in which this place of `text` stands, or the one after it; there has to be one."""
        return next((s for s in self.sentences if place < s.end), self.sentences[-1])

    def over(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that hold any of this stretch of the reply."""
        where = self.offsets or range(len(self.text))
        return tuple(
            s for s in self.sentences if where[s.start] < span.end and span.start <= where[s.end - 1]
        )

    @cached_property
    def broken(self) -> Reading:
        """The same reading with a line for each capital, where sentences run into one another without a stop."""
        return Reading(self.reply, _RUN_ON.sub("\n", self.text), self.offsets)

    def blanked(self, spans: Iterable[Span]) -> Reading:
        """The same reading with these stretches of `text` made white space."""
        text = self.text
        for span in spans:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
        return Reading(self.reply, text, self.offsets)


def read(reply: str) -> Reading:
    """The first LIMIT characters of the reply, cleaned, in plain letters."""
    kept = reply[:LIMIT]
    cleaned = clean(kept)
    offsets = None if cleaned == kept else _align(kept, cleaned)
    return Reading(reply, "".join(map(_plain, cleaned)), offsets)


def _plain(char: str) -> str:
    if char < "\u0250":
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain.translate(_LOOKALIKES) if len(plain) == 1 else char


def _align(raw: str, cleaned: str) -> tuple[int, ...]:
    """For each cleaned character its index in the raw text; cleaning only drops and composes."""
    places: list[int] = []
    at = 0
    for char in cleaned:
        while at < len(raw) and raw[at] != char and not _composes(raw, at, char):
            at += 1
        places.append(min(at, max(len(raw) - 1, 0)))
        at += 1
    return tuple(places)


def _composes(raw: str, at: int, char: str) -> bool:
    if char == "\n" and raw[at] in "\r\u2028\u2029":
        return True
    return char > "\x7f" and unicodedata.normalize("NFC", raw[at : at + 3]).startswith(char)


def _after_bracket(text: str, span: Span) -> list[Span]:
    """What stands in brackets before a sentence is one of its own."""
    if enclosed := _ENCLOSED.match(text, span.start, span.end):
        end = len(text[: enclosed.end()].rstrip())
        return [Span(span.start, end), *_after_bracket(text, Span(enclosed.end(), span.end))]
    return [span]


def _cut(text: str, span: Span) -> list[Span]:
    pieces = []
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, span.end)]
