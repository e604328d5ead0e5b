"""What stands beside a talk on the agent's screen: the co-pilot's nudges and the panel, right or wrong on purpose."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator

from coach.domain.persona import Content, Id, Line

OPENING = "opening"


class Advice(StrEnum):
    """Whether a nudge or a reading of the panel can be relied on."""

    RIGHT = "right"
    WRONG = "wrong"
    STALE = "stale"
    """It was right once."""
    TONE_DEAF = "tone-deaf"
    """Not for this person, or not now."""


class Beside(Content):
    """Something that the agent has to weigh against the article and against what the customer says."""

    kind: Advice
    """Whether it can be relied on: `right`; `wrong`, it never was right; `stale`, it was right once;
    `tone-deaf`, not for this person or not now. The agent learns it in the debrief only."""
    breaks: Line | None = None
    """What somebody who follows it breaks: the id of a fact, of known information that is told already, or an
    act, a fault or an event. Not for one that is `right`."""
    because: Line | None = None
    """Why it is not right here, in a sentence for the debrief. One that is not `right` has this or `breaks`,
    or both."""

    @model_validator(mode="after")
    def _has_a_reason(self) -> Beside:
        if self.kind is Advice.RIGHT and self.breaks is not None:
            raise ValueError("what is right breaks nothing; leave `breaks` out, or change `kind`")
        if self.kind is not Advice.RIGHT and self.breaks is None and self.because is None:
            raise ValueError(
                f"what is {self.kind} says in `breaks` what it breaks: the id of a fact, an act or a fault"
            )
        return self


class Nudge(Beside):
    """One thing that the co-pilot says to the agent in the course of the talk, rightly or wrongly."""

    at: Id = OPENING
    """When it comes up: `opening`, or the id of a goal or of hidden information, once the customer wants that
    or has told it."""
    says: Line
    """The co-pilot's words to the agent."""
    article: str | None = None
    """The article that it goes by, as in `KB-101`; it has to be listed under `articles`."""

    @property
    def text(self) -> str:
        return self.says


class PanelReading(Beside):
    """A prediction about the customer that the panel shows: a risk, a sentiment, what to do."""

    label: Line
    """What is predicted: `Churn risk`."""
    shows: Line
    """What the panel shows for it: `91 percent`."""

    @property
    def text(self) -> str:
        return f"{self.label}: {self.shows}"
