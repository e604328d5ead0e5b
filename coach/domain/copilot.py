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
    breaks: Line | None = None
    """What following it breaks: a fact, a detail that was told already, or an act, a fault or an event."""
    because: Line | None = None
    """Why it is not right here, for the debrief."""

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
    """What the co-pilot says."""

    at: Id = OPENING
    """When: `opening`, or the id of a goal or of hidden information, when it comes up."""
    says: Line
    article: str | None = None
    """The article that it goes by."""

    @property
    def text(self) -> str:
        return self.says


class PanelReading(Beside):
    """A prediction about the customer that the panel shows: a risk, a sentiment, what to do."""

    label: Line
    """'Churn risk'."""
    shows: Line
    """'91 percent'."""

    @property
    def text(self) -> str:
        return f"{self.label}: {self.shows}"
