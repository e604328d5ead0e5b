from __future__ import annotations

from collections.abc import Sequence

from coach.ports import Encoded, TextPair
from coach.scoring.answering import answering
from coach.scoring.labels import LABELS


class ByLength:
    """Sees understanding in long texts, and counts its passes."""

    def __init__(self) -> None:
        self.passes = 0

    def read(self, pairs: Sequence[TextPair]) -> Sequence[Encoded]:
        self.passes += 1
        at = LABELS.index("understanding>=2")
        return [
            Encoded(
                tuple(float(len(pair.second)) if n == at else 0.0 for n in range(len(LABELS))),
                (0,) * len(LABELS),
            )
            for pair in pairs
        ]


def test_lines_are_rated_by_how_well_they_are_understood_to_answer_in_one_pass() -> None:
    encoder = ByLength()
    short, long = answering(encoder)("Shall I send it?", ["Yes.", "Yes, please send it today."])
    assert short < long
    assert encoder.passes == 1
