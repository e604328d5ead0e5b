"""The QA scorecard: weighted criteria with an anchor for each level, a minimum, and auto-fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field, field_validator

from coach.domain.assessment import Evidence
from coach.domain.persona import Content, Id, Line, Prose
from coach.domain.scenario import PassMark

Axis = Literal["empathy", "accuracy"]
Measure = Literal[
    "validation", "understanding", "exploration", "ownership", "tone",
    "correct", "complete", "no_false_promise", "next_steps",
]  # fmt: skip
"""What a criterion is computed from over the whole session; each yields 0-5 (coach/scoring/scorecard.py)."""


class Criterion(Content):
    id: Id
    title: Line
    axis: Axis
    weight: float = Field(gt=0, le=100)
    measure: Measure
    minimum: float | None = Field(None, ge=0, le=5)
    """Below this the session does not pass, whatever the rest."""
    anchors: dict[int, Line]
    """The words for each level, 0 to 5."""

    @field_validator("anchors")
    @classmethod
    def _all_levels(cls, anchors: dict[int, str]) -> dict[int, str]:
        if set(anchors) != set(range(6)):
            raise ValueError("anchors need exactly the levels 0, 1, 2, 3, 4 and 5")
        return anchors


class AutoFail(Content):
    """What fails the session whatever the rest."""

    id: Id
    title: Line
    on: Literal["violated", "act", "fault"]
    ids: tuple[str, ...] = ()
    """For `violated`: fact ids, empty for any; else ids of acts or faults."""
    why: Line


class Rubric(Content):
    schema_: Literal["coach/rubric@1"] = Field(alias="schema")
    id: Id
    title: Line
    summary: Prose
    minimum: PassMark = PassMark(empathy=3, accuracy=4)
    """Pass marks where no lesson sets its own."""
    criteria: tuple[Criterion, ...] = Field(min_length=2)
    auto_fail: tuple[AutoFail, ...] = ()

    @field_validator("criteria")
    @classmethod
    def _weights(cls, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        for axis in ("empathy", "accuracy"):
            total = sum(c.weight for c in criteria if c.axis == axis)
            if abs(total - 100) > 0.01:
                raise ValueError(f"the weights of the {axis} criteria add up to {total:g}, not 100")
        return criteria


@dataclass(frozen=True)
class CriterionResult:
    criterion: str
    title: str
    axis: Axis
    weight: float
    value: float | None
    """0-5; None where the session gave no call for it."""
    anchor: str
    """The rubric's words for the level reached."""
    evidence: tuple[tuple[int, Evidence], ...] = ()
    """(reply number from 1, evidence)."""


@dataclass(frozen=True)
class AutoFailHit:
    id: str
    title: str
    why: str
    reply: int
    evidence: Evidence


@dataclass(frozen=True)
class AxisResult:
    value: float
    """0-5."""
    pass_mark: float
    passed: bool


@dataclass(frozen=True)
class Scorecard:
    """The result of a session: two axes that never offset each other."""

    empathy: AxisResult
    accuracy: AxisResult
    criteria: tuple[CriterionResult, ...]
    auto_fails: tuple[AutoFailHit, ...]
    omitted: tuple[str, ...]
    """Required facts that were never said rightly."""
    rubric: str
    rubric_hash: str
    scorer: str
    scorer_version: str

    @property
    def passed(self) -> bool:
        below = any(not axis.passed for axis in (self.empathy, self.accuracy))
        return not (below or self.auto_fails or self.below_minimum)

    below_minimum: tuple[str, ...] = ()
    """Criteria under their own minimum."""
