"""The pairs of texts that the encoder reads: a reply to a customer's line, or a reply against a fact.

In a reply against a fact each value that can be compared with one of the fact's is marked: "10 days (other)".
The encoder then need not reckon, which small ones cannot; it only has to see what the value is said of. See
`coach.scoring.value_marks` for what the marks say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.domain.scenario import Fact
from coach.ports import TextPair
from coach.scoring.value_marks import value_marks


@dataclass(frozen=True)
class Marked:
    """A text with marks put in, and where each stands in it."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """For each mark its place in the marked text, and its length."""

    def place(self, at: int) -> int:
        """A place of the marked text, in the text without its marks."""
        passed = bisect_right([start for start, _ in self.marks], at)
        shift = sum(length for _, length in self.marks[:passed])
        if passed:
            start, length = self.marks[passed - 1]
            shift -= max(0, start + length - at)
        return at - shift


def of_reply(customer_line: str, reply: str) -> TextPair:
    return TextPair(customer_line, reply)


def of_fact(fact: Fact, marked: Marked, *, customer_line: str) -> TextPair:
    said = f"fact: {fact.statement}" if fact.forbidden is None else f"never: {fact.forbidden}"
    return TextPair(f"{said} asked: {customer_line}", marked.text)


def mark(reply: str, fact: Fact, others: Sequence[Fact], *, today: datetime | None) -> Marked:
    """The reply with its values marked as they stand to the fact's, or to those of the other facts."""
    text, marks, done = "", [], 0
    for end, word in value_marks(reply, _text(fact), [_text(other) for other in others], today=today):
        text += reply[done:end]
        marks.append((len(text), len(word)))
        text += word
        done = end
    return Marked(text + reply[done:], tuple(marks))


def _text(fact: Fact) -> str:
    return fact.statement or fact.forbidden or ""
