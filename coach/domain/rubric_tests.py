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
    """What the customer says."""
    agent: Line | None = None
    """What the agent replies."""

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
    """The level that the talk shows. It may be up to 1 away from what the scorers reach."""
    talk: ShortTalk
    """Its lines in order, 40 at most, with one of the agent at least."""


def _in_order(band: Band) -> Band:
    if not in_order(band):
        raise ValueError(OUT_OF_ORDER)
    return band


OrderedBand = Annotated[Band, AfterValidator(_in_order)]


class RubricExpectation(Content):
    """What the scorecard of a talk must say. Name what matters, and leave the rest out."""

    criteria: dict[Id, OrderedBand] = Field(default_factory=dict)
    """For criteria by their id, the lowest and the highest value that will do: `{tone: [3, 5]}`."""
    empathy: OrderedBand | None = None
    """The lowest and the highest result on the empathy axis that will do, between 0 and 5: `[3, 5]`."""
    accuracy: OrderedBand | None = None
    """The lowest and the highest result on the accuracy axis that will do, between 0 and 5: `[4, 5]`."""
    fails: tuple[Id, ...] | None = None
    """The ids of the auto-fails that it hits, and no others; `[]` for none. Left out, any may be hit."""


class RubricTest(Content):
    """A talk, the facts of its case, and what the rubric makes of it."""

    title: Line
    """What the test shows, in a few words."""
    talk: ShortTalk
    """Its lines in order, 40 at most, with one of the agent at least."""
    facts: tuple[Fact, ...] = Field(min_length=1)
    """The facts of the case, one at least, written as in a scenario. Those that are `required` have to be
    said."""
    today: datetime | None = None
    """The day and time of the talk, from which `tomorrow` and the like are reckoned. By default
    2026-11-18T10:00."""
    expect: RubricExpectation
    """What the scorecard must say; what is not named may be anything."""
