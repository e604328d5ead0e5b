"""What a trainer is asked for a new file, and the files that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coach.domain.scenario import LineOfBusiness


@dataclass(frozen=True)
class NewScenario:
    """A whole small case of a line of business, under the trainer's own id and title."""

    id: str
    line_of_business: LineOfBusiness = LineOfBusiness.CUSTOMER_SUPPORT
    title: str = ""
    """Default: that of the case."""
    persona: str = ""
    """Default: the one that the case was written for."""
    rubric: str = ""
    """Default: the one of the line of business."""
    facts: tuple[str, ...] = ()
    """Statements of the trainer's own, beside those of the case."""


@dataclass(frozen=True)
class NewPersona:
    id: str
    name: str
    english: str = "en"
    summary: str = "Civil until nobody listens; then short and exact."
    register: str = "neutral"
    directness: str = "neutral"
    baseline: int = 50
    patience: int = 3
    triggers: tuple[str, ...] = ("dismissive", "asked_again")
    soothers: tuple[str, ...] = ("name_problem", "concrete_next_step")


@dataclass(frozen=True)
class NewCurriculum:
    id: str
    title: str
    scenarios: tuple[str, ...] = ()
    """Ids, in the order of the lessons. Without any, a first scenario is written with it."""
    line_of_business: LineOfBusiness = LineOfBusiness.CUSTOMER_SUPPORT
    """Of that first scenario."""


@dataclass(frozen=True)
class NewRubric:
    id: str
    title: str
    like: str = "customer-support"
    """The rubric that it begins as a copy of."""


@dataclass(frozen=True)
class NewFile:
    """A file that is not written yet."""

    path: Path
    text: str
