"""A second opinion on a reply's empathy: what a judge answered, what of it holds, and whether it counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coach.domain.assessment import Evidence


class JudgeStatus(StrEnum):
    USED = "used"
    """Near the built-in score, and in its place for the session's result."""
    REVIEW = "review"
    """Far from the built-in score, which stands; for a person to look at."""
    UNSCORED = "unscored"
    """There is no second opinion. Never a score of 0."""


class Said(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    """Neither credits nor costs."""


@dataclass(frozen=True)
class Answer:
    """A judge's answer to one yes-or-no question, after its quote was checked."""

    criterion: str
    said: Said
    evidence: Evidence | None = None
    """The words of the reply; for every yes."""
    why: str = ""
    """Why a yes became unclear."""


@dataclass(frozen=True)
class Judgement:
    """What came of asking a judge about one reply. It says nothing about accuracy."""

    status: JudgeStatus
    built_in: float | None
    """The built-in empathy score that it is held against."""
    score: float | None = None
    """0-5, by the built-in formula over the answers that hold."""
    answers: tuple[Answer, ...] = ()
    model: str = ""
    version: str = ""
    """Of the judge."""
    prompt_hash: str = ""
    """SHA-256 of all words that the model is given beside the talk."""
    why: str = ""
    """One sentence: why it is unscored, or what it differs in."""

    @property
    def empathy(self) -> float | None:
        """The reply's empathy score as it counts."""
        return self.score if self.status is JudgeStatus.USED else self.built_in
