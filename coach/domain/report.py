"""Progress as data: what is shown, and what an agent hands over. Two axes, never an overall number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.domain.rubric import Quadrant

ExportFormat = Literal["csv", "jsonl"]
SCHEMA_VERSION = 1
"""Of every exported row; raised when a column changes its meaning or goes."""

LessonState = Literal["passed", "open", "locked"]


@dataclass(frozen=True)
class LessonProgress:
    curriculum: str
    lesson: str
    scenario: str
    title: str
    state: LessonState
    attempts: int
    best_empathy: float | None
    best_accuracy: float | None
    needs: tuple[str, ...] = ()
    """Titles of the lessons to pass first."""
    persona: str = ""
    difficulty: int = 1
    line_of_business: str = ""
    talk_it_over: bool = False
    """Its attempts are used up without a pass: the way on is open, and a trainer should look at it with them."""


@dataclass(frozen=True)
class SkillProgress:
    """One skill over the finished sessions that practise it."""

    skill: str
    sessions: int
    empathy: float | None
    """Mean of the last five."""
    accuracy: float | None


@dataclass(frozen=True)
class QuadrantCount:
    """How many finished sessions stand in a quadrant, each by the pass marks of its own lesson."""

    quadrant: Quadrant
    sessions: int


@dataclass(frozen=True)
class Progress:
    lessons: tuple[LessonProgress, ...]
    skills: tuple[SkillProgress, ...]
    sessions: int
    """Finished ones."""
    next_lesson: str | None
    """The id of the lesson to do next, as curriculum/lesson."""
    quadrants: tuple[QuadrantCount, ...] = ()
    """All four, in the order of their declaration; none where nothing is finished."""


@dataclass(frozen=True)
class SessionRow:
    schema_version: int
    session: str
    started_at: str
    curriculum: str
    lesson: str
    scenario: str
    line_of_business: str
    difficulty: int
    persona: str
    seed: int
    voice: str
    replies: int
    outcome: str
    empathy: float | None
    empathy_pass_mark: float | None
    accuracy: float | None
    accuracy_pass_mark: float | None
    quadrant: str
    """Empty where there is no result; by the two pass marks of this row."""
    passed: bool | None
    auto_fails: str
    """Ids, separated by spaces."""
    omitted_facts: str
    final_frustration: int | None
    rubric: str
    rubric_version: int
    rubric_hash: str
    scorer: str
    scorer_version: str
    """The version, and after '+' a hash of all that the scores depend on."""
    judged: int = 0
    """Replies whose empathy a judge's score counts for."""
    moved_by_judge: float = 0.0
    """Points by which those moved `empathy`."""


@dataclass(frozen=True)
class TurnRow:
    """One turn; only under --with-turns."""

    schema_version: int
    session: str
    seq: int
    speaker: str
    text: str
    customer_act: str
    seconds: float
    empathy: float | None
    accuracy: float | None
    frustration: int | None
    acts: str
    faults: str
    findings: str
    """fact=verdict, separated by spaces."""
    evidence: str
    """id "quote" pairs, separated by ' | '."""
    rubric: str
    """This and what follows is empty where the turn is not scored."""
    rubric_version: int | None
    rubric_hash: str
    scorer: str
    scorer_version: str


@dataclass(frozen=True)
class Report:
    sessions: tuple[SessionRow, ...]
    turns: tuple[TurnRow, ...] | None = None
    """None when words were not asked for."""
