"""Short talks that a rubric carries: examples of its levels, and tests of what it makes of a talk.

They explain and prove a rubric and move no score. So they are not frozen into a session, and its hash stays the
same with and without them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from coach.domain.persona import Content, Id, Line
from coach.domain.reply_tests import OUT_OF_ORDER, Band, in_order
from coach.domain.scenario import Fact


class Spoken(Content):
    """A line of a talk: `{customer: ...}` or `{agent: ...}`."""

    customer: Line | None = None
    agent: Line | None = None

    @model_validator(mode="after")
    def _one_speaker(self) -> Spoken:
        if (self.customer is None) == (self.agent is None):
            raise ValueError("each line of a talk has one speaker: customer or agent")
        return self


def _with_a_reply(talk: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    if all(line.agent is None for line in talk):
        raise ValueError("a talk needs at least one line of the agent")
    return talk


ShortTalk = Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=40), AfterValidator(_with_a_reply)]


class Example(Content):
    """A talk that deserves this level on the criterion that it stands under."""

    level: int = Field(ge=0, le=5)
    talk: ShortTalk


def _in_order(band: Band) -> Band:
    if not in_order(band):
        raise ValueError(OUT_OF_ORDER)
    return band


OrderedBand = Annotated[Band, AfterValidator(_in_order)]


class RubricExpectation(Content):
    """What the scorecard of a talk must say."""

    criteria: dict[Id, OrderedBand] = Field(default_factory=dict)
    empathy: OrderedBand | None = None
    accuracy: OrderedBand | None = None
    fails: tuple[Id, ...] | None = None
    """The auto-fails that it hits, and no others; [] for none."""


class RubricTest(Content):
    """A talk, the facts of its case, and what the rubric makes of it."""

    title: Line
    talk: ShortTalk
    facts: tuple[Fact, ...] = Field(min_length=1)
    today: datetime | None = None
    """Relative days in the talk are reckoned from it."""
    expect: RubricExpectation
