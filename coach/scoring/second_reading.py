"""Has the encoder read a reply, beside the customer's line and beside each fact, all in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.ports import Encoder, TextPair
from coach.scoring.fact_weighing import FactReading
from coach.scoring.reading import Reading
from coach.scoring.texts import Marked, mark, of_fact, of_reply
from coach.scoring.weighing import ReplyReading

MOST_FACTS = 16
"""Facts that are read by the encoder too, in the order of the scenario; beyond it the rules decide alone."""


@dataclass(frozen=True)
class SecondReading:
    """All that the encoder read in one text."""

    of_reply: ReplyReading
    of_facts: tuple[FactReading, ...]


@dataclass(frozen=True)
class SecondReader:
    """Has texts of one reply read in their situation, beside each of its facts too."""

    encoder: Encoder
    situation: Situation

    def read(self, readings: Sequence[Reading]) -> tuple[SecondReading | None, ...]:
        """One forward pass over these texts; None for a text without a sentence."""
        marked = [self._marked(reading) for reading in readings]
        pairs = [
            pair
            for reading, texts in zip(readings, marked, strict=True)
            if reading.sentences
            for pair in self._pairs(reading, texts)
        ]
        encoded = iter(self.encoder.read(pairs))
        return tuple(
            SecondReading(
                ReplyReading(next(encoded), reading),
                tuple(FactReading(fact, text, next(encoded)) for fact, text in texts),
            )
            if reading.sentences
            else None
            for reading, texts in zip(readings, marked, strict=True)
        )

    def _marked(self, reading: Reading) -> list[tuple[Fact, Marked]]:
        asked = self.situation.facts[:MOST_FACTS]
        stated = [fact for fact in asked if fact.forbidden is None]
        today = self.situation.today
        return [
            (fact, mark(reading.text, fact, [s for s in stated if s is not fact], today=today))
            for fact in asked
        ]

    def _pairs(self, reading: Reading, texts: Sequence[tuple[Fact, Marked]]) -> Iterator[TextPair]:
        line = self.situation.customer_line
        yield of_reply(line, reading.text)
        for fact, text in texts:
            yield of_fact(fact, text, customer_line=line)
