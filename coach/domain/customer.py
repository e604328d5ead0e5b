"""What a customer brings to one scenario: what they know, hide, wrongly believe and want."""

from __future__ import annotations

from pydantic import Field, model_validator

from coach.domain.persona import Aside, Content, Id, Line


class KnownInfo(Content):
    """Something the customer knows, and tells when they are asked for it."""

    id: Id
    """A short name for it, unlike any other known information's: `asks`, `until` and `breaks` refer to it by
    this."""
    ask: Line
    """What the agent would ask about, as a noun phrase: `which card was charged`. A question with these
    words, or others of the same sense, gets the answer."""
    say: Line
    """The customer's answer, in their own words."""
    told: bool = False
    """`true` if it is told before the talk: in the handoff, in the opening, or on the agent's screen. Asking
    for it is then `asked_again`."""
    again: Line | None = None
    """What the customer says when they are asked for it once more. Without it coach finds the words."""
    asked: tuple[Line, ...] = ()
    """Questions for it that share no word with `ask`, as gists: `where send/bring` for `the delivery
    address`. How gists are written stands under the `gist` of a fact."""


class Hidden(Content):
    """Something that the customer tells only to an open question from an agent who has acknowledged them, in
    this reply or the one before."""

    id: Id
    """A short name for it, unlike any other hidden information's: `unless` and the co-pilot's `at` refer to
    it by this."""
    explored_by: Line
    """What a question that leads to it is about, as a noun phrase: `what the coat is needed for`."""
    asked: tuple[Line, ...] = ()
    """Questions that lead to it in other words, as gists: `where/why wear/go`."""
    say: Line
    """What the customer then tells, in their own words."""
    then: Line | None = None
    """A note for authors: what changes for the customer once it is out. Nobody is shown it, and it changes
    nothing by itself."""
    matters_to: Id | None = None
    """The id of a goal that counts for more once this is out: a step towards it calms more, and it may be met
    before its turn. A goal that has a way with `unless` this does so in any case."""


class Belief(Content):
    """Something the customer wrongly takes for true."""

    id: Id
    """A short name for it, unlike any other belief's."""
    holds: Line
    """What they take for true, beginning with `that`: `that a lost parcel is replaced by the next day`."""
    corrected_by: Id
    """The id of the fact that puts it right."""
    confirmed_by: tuple[Id, ...] = ()
    """Ids of forbidden items that would confirm it when they are promised. To say the fact of `corrected_by`
    wrongly confirms it in any case. An agent who said that fact rightly and then promises one of these goes
    back on their word, and the customer holds it against them."""
    yields_to: Line | None = None
    """What it takes for them to give it up, as a note in your own words. If it is there, they object once on
    hearing the fact, and the goal waits until the agent acknowledges, takes it on, apologises, or calmly
    says the fact again. Without it they accept the fact at once."""
    challenge: Line | None = None
    """What the customer says when they hear the fact and object: `Friday? I thought it is the next day.` Only
    with `yields_to`; without this line coach finds the words."""
    believes: Line | None = None
    """What the customer says when a reply confirms the belief. If it holds a figure that the reply did not, a
    general line is said instead."""


class Way(Content):
    """One way to meet a goal: every fact in `needs` is said rightly while the customer wants this."""

    needs: tuple[Id, ...] = ()
    """Ids of the facts that the agent has to say rightly. All of them, in one reply or in several."""
    asks: tuple[Id, ...] = ()
    """Ids of known information that the customer must have told first, because the agent asked for it: an
    identity check, for instance."""
    unless: Id | None = None
    """The id of hidden information: once it is out, this way no longer satisfies the customer."""
    accepts: Line
    """What the customer says when the goal is met in this way. From somebody who is still angry a shorter,
    general line comes instead."""


class Goal(Content):
    """Something the customer wants. It is met either in one way, by `needs` and `accepts`, or in one of
    several `ways`."""

    id: Id
    """A short name for it, unlike any other goal's: the co-pilot's `at` and `matters_to` refer to it by this.
    """
    wants: Line | None = None
    """How the customer raises it when its turn comes: `And the blender?` The first goal is raised by the
    opening."""
    press: tuple[Line, ...] = ()
    """What the customer says when nothing moves while this is what they want. Three lines or more, since none
    is said twice."""
    needs: tuple[Id, ...] = ()
    """Ids of the facts that the agent has to say rightly while this is what the customer wants. Leave it out
    with `ways`."""
    asks: tuple[Id, ...] = ()
    """Ids of known information that the customer must have told first, because the agent asked for it. Leave
    it out with `ways`."""
    accepts: Line | None = None
    """What the customer says when the goal is met. Needed, unless there are `ways`."""
    ways: tuple[Way, ...] = ()
    """Several ways to meet the goal, where more than one will do; each has its own `needs`, `asks` and
    `accepts`. Put first the one that a good agent finds: the rehearsal goes by it."""

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
    """What has happened to them, in a sentence or two. The scorers know from it what the problem is, and a
    model's voice why it is here; the agent does not see it."""
    opening: Line
    """Their first line. When the agent opens, their answer to the agent's first reply."""
    known_info: tuple[KnownInfo, ...] = ()
    """What they know and tell when they are asked: an order number, an address, what they have tried."""
    hidden: tuple[Hidden, ...] = ()
    """What lies behind the matter. They tell it only to an open question from an agent who has acknowledged
    them."""
    beliefs: tuple[Belief, ...] = ()
    """What they wrongly take for true."""
    asides: tuple[Aside, ...] = ()
    """Small questions beside the matter that an agent may ask, and what they answer; nothing hangs on it."""
    unknown_info: tuple[Line, ...] = ()
    """What they do not know, as phrases: `the tracking number`. A model's voice is told so; the built-in
    voice says of any detail that is not under `known_info` that it does not know it."""
    goals: tuple[Goal, ...] = Field(min_length=1)
    """What they want, in the order in which they want it. The talk is resolved when all are met."""
    lines: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    """Lines of their own for what a customer does, by customer act, as in `vent`, `warn` or `close`. They
    come beside those of the persona and mostly before the general ones, and only when the persona named in
    this file plays. What they press for stands under the goals."""
