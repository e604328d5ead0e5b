"""What a customer brings to one scenario: what they know, hide, wrongly believe and want."""

from __future__ import annotations

from pydantic import Field, model_validator

from coach.domain.persona import Aside, Content, Id, Line


class KnownInfo(Content):
    """Something the customer knows and tells when asked for it."""

    id: Id
    ask: Line
    """What the agent would ask about, as a noun phrase: 'which card was charged'."""
    say: Line
    told: bool = False
    """Already told before the talk (handoff, opening, on the account): asking for it is `asked_again`."""
    again: Line | None = None
    """What the customer says when asked for it once more."""
    asked: tuple[Line, ...] = ()
    """Questions for it, as gists, where they share no word with `ask`."""


class Hidden(Content):
    """Something told only to an open question from an agent who has acknowledged."""

    id: Id
    explored_by: Line
    asked: tuple[Line, ...] = ()
    """Questions that go for it, as gists."""
    say: Line
    then: Line | None = None
    """What changes for the customer once it is out; for the author and for a model's voice."""
    matters_to: Id | None = None
    """The goal that counts for more once this is out; by default the goal with a way `unless` this."""


class Belief(Content):
    """Something the customer wrongly takes for true."""

    id: Id
    holds: Line
    corrected_by: Id
    """The fact that puts it right."""
    confirmed_by: tuple[Id, ...] = ()
    """Forbidden items that would confirm it; saying `corrected_by` wrongly always does."""
    yields_to: Line | None = None
    """With this the belief is challenged once and its goal waits for an acknowledgement."""
    challenge: Line | None = None
    """What the customer says on hearing the fact."""
    believes: Line | None = None
    """What the customer says when a reply confirms the belief."""


class Way(Content):
    """One way to meet a goal: every fact in `needs` said rightly while the goal is current."""

    needs: tuple[Id, ...] = ()
    asks: tuple[Id, ...] = ()
    """Known information that the agent must have asked for (identity checks, for instance)."""
    unless: Id | None = None
    """Not acceptable once this hidden information is out."""
    accepts: Line
    """What the customer says on accepting."""


class Goal(Content):
    """Something the customer wants; either `needs` and `accepts`, or several `ways`."""

    id: Id
    wants: Line | None = None
    """How the customer raises it: 'And the blender?'. Said when it becomes current."""
    press: tuple[Line, ...] = ()
    """What the customer says when nothing moves while this goal is current."""
    needs: tuple[Id, ...] = ()
    asks: tuple[Id, ...] = ()
    accepts: Line | None = None
    ways: tuple[Way, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Goal:
        if bool(self.ways) == (self.accepts is not None):
            raise ValueError("a goal has either `needs` with `accepts`, or `ways`")
        return self

    @property
    def all_ways(self) -> tuple[Way, ...]:
        if self.ways:
            return self.ways
        return (Way(needs=self.needs, asks=self.asks, accepts=self.accepts or ""),)


class Customer(Content):
    """What this customer brings to the talk."""

    reason_for_contact: Line
    opening: Line
    """Their first line. When the agent opens, their answer to the agent's first reply."""
    known_info: tuple[KnownInfo, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    beliefs: tuple[Belief, ...] = ()
    asides: tuple[Aside, ...] = ()
    """What an agent may ask beside the matter, and what they answer; nothing hangs on it."""
    unknown_info: tuple[Line, ...] = ()
    """What they do not know; asked for it, they say so."""
    goals: tuple[Goal, ...] = Field(min_length=1)
    lines: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    """The scenario's own lines by customer act: vent, press, digress, warn, demand_supervisor,
    walk_out, thank, object, ask_unavailable ..."""
