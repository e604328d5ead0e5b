"""One situation: its day, reason for contact, known and hidden information, facts, goals and briefing."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from coach.domain.copilot import Nudge, PanelReading
from coach.domain.persona import Aside, Content, Id, Line, Prose
from coach.domain.reply_tests import ReplyTest
from coach.domain.upgrading import scenario_of_2

YEARS = range(1970, 2201)
"""In which a scenario can take place: days are reckoned from its `today`, and calendars end."""


class LineOfBusiness(StrEnum):
    CUSTOMER_SUPPORT = "customer-support"
    COLLECTIONS = "collections"
    HEALTHCARE_CLAIMS = "healthcare-claims"
    BACK_OFFICE = "back-office"
    HR = "hr"
    TRAVEL_AND_BANKING = "travel-and-banking"
    BESIDE_AI = "beside-ai"


class Speaker(StrEnum):
    BOT = "bot"
    CUSTOMER = "customer"
    AGENT = "agent"


class HandoffTurn(Content):
    """A line of the talk before the agent took over: `{bot: ...}`, `{customer: ...}` or `{agent: ...}`."""

    bot: Line | None = None
    customer: Line | None = None
    agent: Line | None = None

    @model_validator(mode="after")
    def _one_speaker(self) -> HandoffTurn:
        if sum(x is not None for x in (self.bot, self.customer, self.agent)) != 1:
            raise ValueError("each line of a handoff has one speaker: bot, customer or agent")
        return self

    @property
    def speaker(self) -> Speaker:
        if self.bot is not None:
            return Speaker.BOT
        return Speaker.CUSTOMER if self.customer is not None else Speaker.AGENT

    @property
    def text(self) -> str:
        return self.bot or self.customer or self.agent or ""


class Fact(Content):
    """A checkable statement with a source line, or a thing that must not be promised or disclosed."""

    id: Id
    statement: Line | None = None
    forbidden: Line | None = None
    required: bool = False
    source: Line = "the briefing"
    paraphrases: tuple[Line, ...] = ()
    """Other right wordings, for statements whose sense is more than their values; for a forbidden
    item, wordings that would break it."""
    gist: tuple[Line, ...] = ()
    """The statement in free speech: what one sentence has to hold for this customer to have heard it, as in
    `referral/paper not come/sent/reach`; for a forbidden item, what breaks it."""
    asked: tuple[Line, ...] = ()
    """How the customer asks for it while it is what they still want."""
    customer_knows: bool = False
    """The customer notices at once when this is said wrongly."""
    corrected: Line | None = None
    """What the customer says then."""
    until: tuple[Id, ...] = ()
    """A forbidden item that holds only until the customer has told these: nothing about the account before the
    identity is checked."""

    @model_validator(mode="after")
    def _one_kind(self) -> Fact:
        if (self.statement is None) == (self.forbidden is None):
            raise ValueError("a fact has either a statement or a forbidden item")
        if self.forbidden is not None and self.required:
            raise ValueError("a forbidden item cannot be required")
        if self.until and self.forbidden is None:
            raise ValueError("only a forbidden item has an `until`")
        if self.forbidden is not None and self.asked:
            raise ValueError("nobody asks for a forbidden item, so it has no `asked`")
        return self

    def in_force(self, told: Set[str]) -> bool:
        """`told`: ids of the known information that the customer has told."""
        return not self.until or not told >= set(self.until)

    @property
    def text(self) -> str:
        return self.statement or self.forbidden or ""


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


class ModelReply(Content):
    """What good looks like at a key moment; `also` are other ways to say it."""

    at: Line
    say: Line
    also: tuple[Line, ...] = ()


class PassMark(Content):
    """The least result on each axis."""

    empathy: float = Field(3, ge=0, le=5)
    accuracy: float = Field(4, ge=0, le=5)


class Scenario(Content):
    schema_: Literal["coach/scenario@2"] = Field(alias="schema")
    id: Id
    title: Line
    line_of_business: LineOfBusiness
    channel: Literal["chat", "phone", "email"] = "chat"
    difficulty: Literal[1, 2, 3] = 1
    skills: tuple[Id, ...] = ()
    persona: Id
    rubric: Id
    today: datetime
    """The day and time at which the talk takes place."""
    opens: Literal["customer", "agent"] = "customer"
    turn_limit: int = Field(14, ge=4, le=40)
    """Replies after which the talk ends."""
    briefing: Prose
    handoff: tuple[HandoffTurn, ...] = ()
    customer: Customer
    facts: tuple[Fact, ...] = Field(min_length=1, max_length=300)
    copilot: tuple[Nudge, ...] = ()
    panel: tuple[PanelReading, ...] = ()
    articles: tuple[str, ...] = Field((), max_length=40)
    """Paths of Markdown files, relative to the curriculum's folder."""
    model_replies: tuple[ModelReply, ...] = ()
    tests: tuple[ReplyTest, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _lifted(cls, values: Any) -> Any:
        """Files and stored talks of the first schema are read as what they mean today."""
        if isinstance(values, dict) and values.get("schema") == "coach/scenario@1":
            return scenario_of_2(values)
        return values

    @field_validator("articles")
    @classmethod
    def _inside(cls, paths: tuple[str, ...]) -> tuple[str, ...]:
        for path in paths:
            leads_out = path.startswith(("/", "~")) or ".." in path.split("/")
            if leads_out or not path.endswith(".md") or not path.isprintable():
                raise ValueError(f"'{path}' is not a Markdown file inside the curriculum")
        return paths

    def fact(self, fact_id: str) -> Fact:
        return next(f for f in self.facts if f.id == fact_id)

    @property
    def required_facts(self) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.required)


class Article(Content):
    """A knowledge article: its file name without the ending, its title, its Markdown."""

    id: str
    title: str
    body: str
