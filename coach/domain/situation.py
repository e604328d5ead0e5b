"""What a scorer may know about the moment in which a reply was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coach.domain.copilot import Nudge
from coach.domain.customer import Hidden, KnownInfo
from coach.domain.persona import Aside
from coach.domain.rubric import Rubric
from coach.domain.scenario import Fact


@dataclass(frozen=True)
class Situation:
    """The customer's last line, and what the talk and its scenario hold so far.

    Only `customer_line` is needed: lines scored in bulk have no scenario behind them.
    """

    customer_line: str
    facts: tuple[Fact, ...] = ()
    today: datetime | None = None
    problem: str = ""
    """What this customer has been through, in their words: reason for contact, handoff, opening."""
    heard: str = ""
    """All that the customer has told so far, handoff included; asking for it is `asked_again`."""
    known: tuple[KnownInfo, ...] = ()
    told: frozenset[str] = frozenset()
    """Ids of `known` that the customer has told."""
    asides: tuple[Aside, ...] = ()
    """What else the customer answers when asked."""
    hidden: tuple[str, ...] = ()
    """What has come out of the hidden information, word for word."""
    untold: tuple[Hidden, ...] = ()
    """What has not; only to see that a question goes for it, never for credit."""
    apologies_before: int = 0
    acknowledged_before: bool = False
    """Some earlier reply acknowledged, and nothing has upset the customer since."""
    wanted: frozenset[str] = frozenset()
    """Facts that would meet what the customer wants now; for the better wording only."""
    upset: bool = False
    """The customer is angry (frustration of 60 or more), however short their last line is."""
    calm: bool = False
    """Frustration is below 35: an answer may come first."""
    agent_opens: bool = False
    """The agent speaks first: there is no customer line yet."""
    agent_may: str = ""
    """The briefing; for feedback only, never for credit."""
    articles: tuple[str, ...] = ()
    """What the agent can read, in Markdown: passages pasted from it are not their own words to this customer."""
    register: str = "neutral"
    rubric: Rubric | None = None
    """Its words say why a fix matters; for feedback only, never for credit."""
    nudges: tuple[Nudge, ...] = ()
    """What the co-pilot has said; for feedback only, never for credit."""
    shown: frozenset[str] = frozenset()
    """Better wordings that this talk has shown already; none comes twice."""
