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
    """What a test reply must score."""

    empathy: Band | None = None
    accuracy: Band | None = None
    acts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    events: tuple[str, ...] = Field((), exclude_if=lambda events: not events)
    """Left out of the hash where there are none: that stays the one of a scenario from before there were any."""
    findings: dict[str, str] = Field(default_factory=dict)
    frustration: Literal["rises", "falls", "stays"] | None = None


class ReplyTest(Content):
    reply: Line
    expect: Expectation
    after: Line | None = None
    """The customer's line that it answers; default the opening."""
