"""Replies that a scenario carries to be tested with, and what they must score."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from coach.domain.persona import Content, Line


def _in_order(band: tuple[float, float]) -> tuple[float, float]:
    low, high = band
    if not 0 <= low <= high <= 5:
        raise ValueError("a band goes from the lower to the higher mark between 0 and 5, like [3, 5]")
    return band


Band = Annotated[tuple[float, float], AfterValidator(_in_order)]
"""The least and the most that a score may be; both belong to it."""


class Expectation(Content):
    """What a test reply must score."""

    empathy: Band | None = None
    accuracy: Band | None = None
    acts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    events: tuple[str, ...] = Field((), exclude_if=lambda events: not events)
    """Left out of the hash where there are none, which is then that of a scenario from before there were any."""
    findings: dict[str, str] = Field(default_factory=dict)
    frustration: Literal["rises", "falls", "stays"] | None = None


class ReplyTest(Content):
    reply: Line
    expect: Expectation
    after: Line | None = None
    """The customer's line that it answers; default the opening."""
