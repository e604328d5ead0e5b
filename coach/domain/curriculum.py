"""Ordered lessons with prerequisites; a lesson is a scenario with a pass mark for each axis."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coach.domain.persona import Content, Id, Line, Prose
from coach.domain.scenario import PassMark

HintLevel = Literal["full", "cue", "off"]
"""Gauge and fix in full, as a cue word, or off."""


class Lesson(Content):
    id: Id
    scenario: Id
    title: Line | None = None
    """Default: the scenario's title."""
    persona: Id | None = None
    """Default: the scenario's own."""
    after: tuple[Id, ...] = ()
    """Lessons to pass first."""
    pass_: PassMark = Field(default_factory=PassMark, alias="pass")
    hints: HintLevel = "full"
    attempts: int | None = Field(None, ge=1, le=20)
    """After so many finished talks without a pass the lessons behind it open all the same, and the agent is told to
    talk this one over with a trainer. Without it they stay locked until it is passed."""


class Curriculum(Content):
    schema_: Literal["coach/curriculum@1"] = Field(alias="schema")
    id: Id
    title: Line
    summary: Prose
    order: int = Field(50, ge=1, le=99)
    """Where it stands among the others; the lowest comes first."""
    lessons: tuple[Lesson, ...] = Field(min_length=1)

    def open_lessons(self, passed: frozenset[str]) -> tuple[Lesson, ...]:
        """The lessons whose prerequisites are all in `passed` (ids of lessons)."""
        return tuple(lesson for lesson in self.lessons if set(lesson.after) <= passed)
