"""Ordered lessons with prerequisites; a lesson is a scenario with a pass mark for each axis."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coach.domain.persona import Content, Id, Line, Prose
from coach.domain.scenario import PassMark

HintLevel = Literal["full", "cue", "off"]
"""Gauge and fix in full, as a cue word, or off."""


class Lesson(Content):
    """A scenario to practise, when it opens, and what it takes to pass."""

    id: Id
    """What other lessons call it by in `after`: lower-case words joined by hyphens."""
    scenario: Id
    """The id of the scenario that is practised."""
    title: Line | None = None
    """What the agent reads in the list. By default the scenario's title."""
    persona: Id | None = None
    """The id of another person to be the customer. By default the scenario's own."""
    after: tuple[Id, ...] = ()
    """Ids of the lessons that have to be passed before this one opens. Without it, it is open from the
    beginning."""
    pass_: PassMark = Field(default_factory=PassMark, alias="pass")
    """What the agent has to reach on each axis. Left out, it is 3 for empathy and 4 for accuracy; the
    rubric's `minimum` does not count in a lesson."""
    hints: HintLevel = "full"
    """What the agent sees of their scores during the talk: `full` is the gauge and what to do better, `cue` a
    word of each, `off` nothing until the debrief."""
    attempts: int | None = Field(None, ge=1, le=20)
    """After so many finished talks without a pass the lessons behind it open all the same, and the agent is
    told to talk this one over with a trainer. Without it they stay locked until it is passed."""


class Curriculum(Content):
    """Lessons that belong together, in their order."""

    schema_: Literal["coach/curriculum@1"] = Field(alias="schema")
    """Which kind of file this is, and the version of the format: always these very words."""
    id: Id
    """What commands and reports call it by: lower-case words joined by hyphens, up to 64 characters."""
    title: Line
    """What the agent reads in the list of curricula."""
    summary: Prose
    """Whom it is for and what it teaches, in a few sentences for the agent."""
    order: int = Field(50, ge=1, le=99)
    """Where it stands among the other curricula; the lowest comes first."""
    lessons: tuple[Lesson, ...] = Field(min_length=1)
    """Its lessons, in the order in which the agent sees them."""

    def open_lessons(self, passed: frozenset[str]) -> tuple[Lesson, ...]:
        """The lessons whose prerequisites are all in `passed` (ids of lessons)."""
        return tuple(lesson for lesson in self.lessons if set(lesson.after) <= passed)
