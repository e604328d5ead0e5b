"""Encoders for tests: one that is sure of what it is told to be sure of, and one that throws dice."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from coach.ports import Encoded, TextPair
from coach.scoring.labels import LABELS


class Sure:
    """Sure of some labels, and sure that no other holds; all at one place."""

    def __init__(self, *labels: str, at: int = 0) -> None:
        self._encoded = Encoded(
            tuple(30.0 if label in labels else -30.0 for label in LABELS), (at,) * len(LABELS)
        )

    def read(self, pairs: Sequence[TextPair]) -> Sequence[Encoded]:
        return [self._encoded for _ in pairs]


class Dice:
    """Any label at any place of the text: whatever it says has to be quoted rightly."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def read(self, pairs: Sequence[TextPair]) -> Sequence[Encoded]:
        return [
            Encoded(
                tuple(self._random.gauss(0, 6) for _ in LABELS),
                tuple(self._random.randrange(max(1, len(pair.second))) for _ in LABELS),
            )
            for pair in pairs
        ]
