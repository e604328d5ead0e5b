"""Replies that a scenario carries to be tested with, and what they must score."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from coach.domain.persona import Content, Line

Band = tuple[float, float]
"""The least and the most that a score may be; both belong to it."""
OUT_OF_ORDER: Final = "a band goes from the lower to the higher mark between 0 and 5, like [3, 5]"


def in_order(band: Band) -> bool:
    """Left to `coach check`: a talk that is stored with its scenario has to open whatever its tests say."""
    low, high = band
    return 0 <= low <= high <= 5


class Expectation(Content):
    """What a test reply must score. Name what matters, and leave the rest out."""

    empathy: Band | None = None
    """The lowest and the highest empathy score that will do, between 0 and 5: `[3, 5]`."""
    accuracy: Band | None = None
    """The lowest and the highest accuracy score that will do, between 0 and 5: `[4, 5]`."""
    acts: tuple[str, ...] = ()
    """Acts that have to be seen in the reply; there may be others."""
    faults: tuple[str, ...] = ()
    """Faults that have to be seen in the reply; there may be others."""
    # Not in the hash where there are none: that stays the hash of a scenario from before there were any.
    events: tuple[str, ...] = Field((), exclude_if=lambda events: not events)
    """Events that have to be seen in the reply; there may be others. `no_progress` shows in the course of a
    talk, and in no test."""
    findings: dict[str, str] = Field(default_factory=dict)
    """For facts by their id, what the reply makes of them: `{new-coat: correct, tomorrow: violated}`."""
    frustration: Literal["rises", "falls", "stays"] | None = None
    """How the customer's frustration has to move."""


class ReplyTest(Content):
    """A reply, and what it must score."""

    reply: Line
    """The agent's reply that is scored."""
    expect: Expectation
    """What has to come of it; what is not named may be anything."""
    after: Line | None = None
    """The customer's line that the reply answers. A line that stands in this file, word for word, puts the
    talk where that line is said: one of a later goal, for instance, with the goals before it met. By
    default the opening."""
