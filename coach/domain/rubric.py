"""The QA scorecard: weighted criteria with an anchor for each level, a minimum, and auto-fails."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from coach.domain.assessment import Evidence
from coach.domain.persona import Content, Id, Line, Prose
from coach.domain.rubric_tests import Example, RubricTest
from coach.domain.scenario import PassMark

Axis = Literal["empathy", "accuracy"]
Measure = Literal[
    "validation", "understanding", "exploration", "ownership", "tone",
    "correct", "complete", "no_false_promise", "next_steps",
]  # fmt: skip
"""What a criterion is computed from over the whole session; each yields 0-5 (coach/scoring/measures.py)."""
AXES: dict[Axis, frozenset[Measure]] = {
    "empathy": frozenset({"validation", "understanding", "exploration", "ownership", "tone"}),
    "accuracy": frozenset({"correct", "complete", "no_false_promise", "next_steps"}),
}
"""What each axis is made of; nothing stands on both."""
LEVELS = range(6)
WEIGHTS_OFF = 0.01
"""By how much the weights of an axis may miss 100, for thirds and their like."""


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
    examples: tuple[Example, ...] = Field((), exclude=True)
    """What deserves which level, for whoever reads the rubric; `coach test` scores them."""

    @field_validator("measure")
    @classmethod
    def _on_its_axis(cls, measure: Measure, info: ValidationInfo) -> Measure:
        axis = info.data.get("axis")
        if axis is not None and measure not in AXES[axis]:
            other = next(name for name, measures in AXES.items() if measure in measures)
            raise ValueError(
                f"'{measure}' is measured on the {other} axis, and this criterion is on the {axis} axis"
            )
        return measure

    @field_validator("anchors")
    @classmethod
    def _all_levels(cls, anchors: dict[int, str]) -> dict[int, str]:
        missing = [str(level) for level in LEVELS if level not in anchors]
        other = [str(level) for level in anchors if level not in LEVELS]
        if missing or other:
            found = [f"{' and '.join(missing)} is missing"] * bool(missing)
            found += [f"{' and '.join(other)} is none of them"] * bool(other)
            raise ValueError(f"anchors need exactly the levels 0, 1, 2, 3, 4 and 5; {', '.join(found)}")
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
    version: int = Field(1, ge=1, le=9999, exclude_if=lambda version: version == 1)
    """Raised by its author with every change that people should know of; the hash tells any change.

    The first one is left out of the hash, which is then that of a rubric from before there were versions.
    """
    title: Line
    summary: Prose
    minimum: PassMark = PassMark(empathy=3, accuracy=4)
    """Pass marks where no lesson sets its own."""
    criteria: tuple[Criterion, ...] = Field(min_length=2)
    auto_fail: tuple[AutoFail, ...] = ()
    tests: tuple[RubricTest, ...] = Field((), exclude=True)
    """What the scorecard makes of a short talk; `coach test` makes it."""

    def frozen(self) -> Rubric:
        """As it is kept with a talk: without the examples and tests, which are for its readers."""
        return Rubric.model_validate_json(self.canonical())

    @field_validator("criteria")
    @classmethod
    def _weights(cls, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        faults = []
        for axis in AXES:
            weights = [c.weight for c in criteria if c.axis == axis]
            if not weights:
                faults.append(f"no criterion is on the {axis} axis")
            elif abs(sum(weights) - 100) > WEIGHTS_OFF:
                faults.append(f"the weights of the {axis} criteria add up to {sum(weights):g}, not 100")
        if faults:
            raise ValueError("; ".join(faults))
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
    seen: str = ""
    """What was counted in this talk, in a sentence."""


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
    held_by: str = ""
    """What keeps the value below the mean of its criteria, in a sentence; empty where nothing does."""


class Quadrant(StrEnum):
    """Where both axes stand at once.

    Warm is empathy at or above its mark, right is accuracy at or above its own: in a session the pass marks.
    Warm and wrong is the dangerous one: it feels like help, so people rely on it.
    """

    WARM_AND_RIGHT = "warm_and_right"
    WARM_AND_WRONG = "warm_and_wrong"
    COLD_AND_RIGHT = "cold_and_right"
    COLD_AND_WRONG = "cold_and_wrong"

    @classmethod
    def of(cls, *, warm: bool, right: bool) -> Quadrant:
        if warm:
            return cls.WARM_AND_RIGHT if right else cls.WARM_AND_WRONG
        return cls.COLD_AND_RIGHT if right else cls.COLD_AND_WRONG


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
    def quadrant(self) -> Quadrant:
        """By the pass marks alone; an auto-fail or a minimum may keep even the best one from passing."""
        return Quadrant.of(warm=self.empathy.passed, right=self.accuracy.passed)

    @property
    def passed(self) -> bool:
        below = any(not axis.passed for axis in (self.empathy, self.accuracy))
        return not (below or self.auto_fails or self.below_minimum)

    below_minimum: tuple[str, ...] = ()
    """Criteria under their own minimum."""
    judged: int = 0
    """Replies whose empathy a judge's score counts for."""
    moved_by_judge: float = 0.0
    """Points by which those moved the empathy axis; the criteria stay as the built-in scorer has them."""
    rubric_version: int = 1
