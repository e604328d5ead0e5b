"""What happens in a practice session, in the order in which it happens; front ends only render these."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.domain.assessment import ScoredReply
from coach.domain.copilot import Nudge, PanelReading
from coach.domain.drills import Drills
from coach.domain.frustration import Mood
from coach.domain.judgement import Judgement
from coach.domain.rubric import Scorecard
from coach.domain.scenario import HandoffTurn
from coach.domain.transcript import CustomerAct, Outcome, VoiceId
from coach.domain.wording import Tally, Wording
from coach.errors import BackendError


@dataclass(frozen=True)
class AgentOpens:
    """There is no customer line yet: the agent speaks first."""


@dataclass(frozen=True)
class HandoffShown:
    """What was said before the agent takes over, before anything is said to them."""

    turns: tuple[HandoffTurn, ...]


@dataclass(frozen=True)
class PanelShown:
    """What is predicted about the customer, before anything is said."""

    readings: tuple[PanelReading, ...]


@dataclass(frozen=True)
class CopilotNudged:
    """The co-pilot says something. Whether that is right is for the agent to find out: nobody shows it before the
    end."""

    nudge: Nudge


@dataclass(frozen=True)
class ReplyRecorded:
    """The agent's turn is committed."""

    seq: int
    text: str


@dataclass(frozen=True)
class ReplyAssessed:
    seq: int
    reply_number: int
    """From 1."""
    scored: ScoredReply
    mood: Mood
    before: int
    """Frustration before this reply."""


@dataclass(frozen=True)
class CustomerSpeaking:
    """A fragment as it arrives. CustomerSpoke has the line that counts, which may differ."""

    fragment: str


@dataclass(frozen=True)
class CustomerSpoke:
    seq: int
    text: str
    act: CustomerAct
    voice: VoiceId
    frustration: int
    wording: Wording | None = None
    """Where a model was asked for the words."""


@dataclass(frozen=True)
class CustomerAwaited:
    """About once a second, while a model is asked for the customer's words."""

    silent: float
    """Seconds since anything came of them."""
    left: float | None = None
    """Seconds until they are given up; None where nobody says."""
    pause: float = 0.0
    """Seconds for which the endpoint has asked to be left alone, as long as that lasts."""


@dataclass(frozen=True)
class CustomerFailed:
    """The customer's turn did not come; the reply is stored and assessed, and the turn can be retried."""

    error: BackendError
    heard: str = ""
    """What had come of it."""


@dataclass(frozen=True)
class CustomerStopped:
    """The agent broke the customer's turn off; it can be retried in the same way."""

    heard: str = ""


@dataclass(frozen=True)
class ReplyJudged:
    """The second opinion on a reply, this one or an earlier one."""

    seq: int
    reply_number: int
    judgement: Judgement


@dataclass(frozen=True)
class SessionEnded:
    outcome: Outcome
    scorecard: Scorecard
    tally: Tally | None = None
    """The part of a model in the whole talk, where one was asked."""
    drills: Drills = field(default_factory=Drills)
    """What the agent made of what stood beside the talk and before it."""


SessionEvent = (
    AgentOpens
    | HandoffShown
    | PanelShown
    | CopilotNudged
    | ReplyRecorded
    | ReplyAssessed
    | CustomerSpeaking
    | CustomerSpoke
    | CustomerAwaited
    | CustomerFailed
    | CustomerStopped
    | ReplyJudged
    | SessionEnded
)
