"""What the customer does next and what they may say: the director's instruction to a voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coach.domain.transcript import CustomerAct, Outcome


class Band(StrEnum):
    """Frustration in words; line banks and a model's tone go by it."""

    CALM = "calm"
    ANNOYED = "annoyed"
    ANGRY = "angry"
    FURIOUS = "furious"

    @staticmethod
    def of(frustration: int) -> Band:
        """0-34 calm, 35-59 annoyed, 60-79 angry, from 80 furious."""
        if frustration < 35:
            return Band.CALM
        if frustration < 60:
            return Band.ANNOYED
        return Band.ANGRY if frustration < 80 else Band.FURIOUS


@dataclass(frozen=True)
class Part:
    """One thing that the customer does in a turn."""

    act: CustomerAct
    reason: str = ""
    """Which variant of the act: what they object to, why nothing moved."""
    say: str = ""
    """The scenario's own words for it; empty: the voice finds them."""
    slots: Mapping[str, str] = field(default_factory=dict)
    """The agent's words that a line can take up: `quote`, or `before` and `now`."""
    apart: bool = False
    """Sent as a message of its own."""


@dataclass(frozen=True)
class Cue:
    """One customer turn: its parts in order, the first of which is the customer act."""

    parts: tuple[Part, ...]
    band: Band
    ends: Outcome | None = None

    @property
    def act(self) -> CustomerAct:
        """The customer act of the turn: a warning wherever it stands, else the first part's."""
        acts = [part.act for part in self.parts]
        return CustomerAct.DEMAND_SUPERVISOR if CustomerAct.DEMAND_SUPERVISOR in acts else acts[0]
