"""Marks that people gave to replies, and what a scorer's mark for the same criterion is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from coach.domain.assessment import Act, FaultId, Flag, ScoredReply
from coach.errors import Position

AXES: Final = ("empathy", "accuracy")
LEVELS: Final = ("validation", "exploration", "understanding")
HIGHEST: Final[Mapping[str, int]] = {
    **dict.fromkeys(AXES, 5),
    **dict.fromkeys(LEVELS, 2),
    **{id_.value: 1 for id_ in (*FaultId, *Act)},
}
"""Every criterion that can be marked, with its highest mark; the lowest is 0."""


@dataclass(frozen=True)
class Mark:
    """What one person (or another system) gave one reply on one criterion."""

    reply: str
    """The reply's id."""
    rater: str
    criterion: str
    value: float


@dataclass(frozen=True)
class MarkedReply:
    """A reply as it stands in a file of transcripts, with the place to look at if it cannot be scored."""

    id: str
    record: Mapping[str, Any]
    position: Position


@dataclass(frozen=True)
class MarkSheet:
    """All that was marked."""

    marks: tuple[Mark, ...]
    replies: Mapping[str, MarkedReply] = field(default_factory=dict)
    """By id; every mark has its reply here."""

    @property
    def raters(self) -> tuple[str, ...]:
        return tuple(sorted({mark.rater for mark in self.marks}))


def whole(value: float) -> int:
    """The mark without its decimals; a half goes up, as people round."""
    return int(value + 0.5)


def scorer_mark(scored: ScoredReply, criterion: str) -> float | None:
    """The scorer's own mark; None where the criterion does not apply to the reply, or it was not read."""
    seen = scored.assessment
    if seen.flag_ids & {Flag.EMPTY, Flag.NOT_SCORED}:
        return None
    if criterion in AXES:
        score = scored.empathy if criterion == "empathy" else scored.accuracy
        return score.value
    if criterion in LEVELS:
        return float(getattr(seen.levels, criterion))
    return float(criterion in seen.act_ids or criterion in seen.fault_ids)


def scorer_quotes(scored: ScoredReply, criterion: str) -> tuple[str, ...]:
    """The reply's words that the scorer's mark rests on."""
    seen = scored.assessment
    match criterion:
        case "empathy":
            found = scored.empathy.evidence
        case "accuracy":
            stated = tuple(f.evidence for f in seen.findings if f.evidence is not None)
            found = (*stated, *scored.accuracy.evidence)
        case _:
            found = tuple(e for e in (*seen.levels.evidence, *seen.acts, *seen.faults) if e.id == criterion)
    return tuple(dict.fromkeys(e.quote for e in found))
