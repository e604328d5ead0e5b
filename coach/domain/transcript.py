"""A talk: its turns in order, who spoke, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coach.domain.scenario import Speaker


class CustomerAct(StrEnum):
    """What the customer does with a turn; the director picks it, a voice words it."""

    OPEN = "open"
    VENT = "vent"
    ANSWER = "answer"
    SAY_UNKNOWN = "say_unknown"
    """Asked for something that they do not know."""
    REFUSE_TO_REPEAT = "refuse_to_repeat"
    CHALLENGE = "challenge"
    """A belief is disappointed."""
    CORRECT_AGENT = "correct_agent"
    """The agent has a fact wrong that the customer knows."""
    OBJECT = "object"
    """To how they are treated: dismissed, blamed, passed on, refused ..."""
    PRESS = "press"
    """Nothing moves; they want their goal."""
    PUZZLED = "puzzled"
    """The reply cannot be read: empty, noise, another language."""
    TAKE_OFFENCE = "take_offence"
    LASH_OUT = "lash_out"
    """Furious and hurt, they turn on the agent, as far as their persona goes."""
    DIGRESS = "digress"
    ASK_UNAVAILABLE = "ask_unavailable"
    REVEAL = "reveal"
    BRUSH_OFF = "brush_off"
    """A short answer to an open question from someone who has not acknowledged."""
    BELIEVE = "believe"
    """Takes a wrong promise for true."""
    RELAPSE = "relapse"
    """Comes back to what they were wrongly promised."""
    ACCEPT = "accept"
    RAISE = "raise"
    """Brings up the next goal."""
    FOLLOW_UP = "follow_up"
    """Something moved, something is missing."""
    WAIT = "wait"
    GO_QUIET = "go_quiet"
    DEMAND_SUPERVISOR = "demand_supervisor"
    WARN = "warn"
    THANK = "thank"
    WALK_OUT = "walk_out"
    CLOSE = "close"
    LEAVE_UNSETTLED = "leave_unsettled"
    """The time is up and the matter is not settled."""


class Outcome(StrEnum):
    RESOLVED = "resolved"
    WALKED_OUT = "walked_out"
    TURN_LIMIT = "turn_limit"
    AGENT_ENDED = "agent_ended"


class VoiceId(StrEnum):
    """Who worded a customer turn."""

    BUILT_IN = "built-in"
    MODEL = "model"


@dataclass(frozen=True)
class Turn:
    """One utterance."""

    seq: int
    """From 1, over both speakers."""
    speaker: Speaker
    text: str
    customer_act: CustomerAct | None = None
    voice: VoiceId | None = None


Transcript = tuple[Turn, ...]
