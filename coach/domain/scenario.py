"""One situation: its day, reason for contact, known and hidden information, facts, goals and briefing."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from coach.domain.copilot import Nudge, PanelReading
from coach.domain.customer import Customer
from coach.domain.persona import Content, Id, Line, Prose
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
    """What the automatic assistant said."""
    customer: Line | None = None
    """What the customer said. They have told it: an agent who asks for it again hits `asked_again`."""
    agent: Line | None = None
    """What an agent before this one said."""

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
    """A short name for the fact, unlike any other fact's: goals, beliefs, tests and the co-pilot refer to it
    by this."""
    statement: Line | None = None
    """What is true, as one sentence. Its amounts, dates, times and counts are compared with what the agent
    says. A fact has either this or `forbidden`."""
    forbidden: Line | None = None
    """What the agent must not promise or disclose, as in `promise that the coat arrives tomorrow`. A reply
    that does so is `violated`. Give examples of such replies under `paraphrases`."""
    required: bool = False
    """`true` if the agent has to say it in the course of the talk. One that is never said rightly lowers the
    accuracy of the whole talk; it is spared where the customer's goal was met by a way that does not need
    it."""
    source: Line = "the briefing"
    """Where it stands, so that the agent can look it up: `KB-101 section 2` for a section of a listed
    article, or `the briefing`. `coach check` looks there whether it is so."""
    paraphrases: tuple[Line, ...] = ()
    """Other right ways to put a statement, as whole sentences; for a forbidden item, sentences that would
    break it."""
    gist: tuple[Line, ...] = ()
    """For free speech: what one sentence has to hold to count as saying this; for a forbidden item, as
    breaking it. `new/another coat friday/20th` wants one word out of each of three groups, in any order
    and in any form. `_` joins words that stand together, `not` asks for a denial, and `=` before a word
    allows no other form of it."""
    asked: tuple[Line, ...] = ()
    """Lines with which the customer asks for this while it is missing for what they want, as in `On which day
    does it come?`, three or more."""
    customer_knows: bool = False
    """`true` if the customer knows this and notices at once when the agent says it wrongly: they put it right
    and are angrier (`wrong_fact`). Otherwise they cannot tell that it is wrong."""
    corrected: Line | None = None
    """What the customer says to put it right; only with `customer_knows: true`. Without it coach finds the
    words."""
    until: tuple[Id, ...] = ()
    """For a forbidden item only: ids of known information. Once the customer has told all of these, the ban
    is lifted, as in: nothing about the account before the identity is checked."""

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


class ModelReply(Content):
    """What a good agent says at one moment of the talk."""

    at: Line
    """When it is said, in your own words; `opening` where it answers the customer's first line."""
    say: Line
    """The reply itself, as a good agent would write it. The scripted agent `good` says these one after the
    other when you rehearse, so they have to win the talk in this order."""
    also: tuple[Line, ...] = ()
    """Other wordings of the same reply; two or more make the rehearsal worth more."""


class PassMark(Content):
    """The least result on each axis; a talk has to reach both."""

    empathy: float = Field(3, ge=0, le=5)
    """The least that the talk has to reach on the empathy axis."""
    accuracy: float = Field(4, ge=0, le=5)
    """The least that the talk has to reach on the accuracy axis."""


class Scenario(Content):
    """One case: who the customer is, what they want, what is true, and what good replies are."""

    schema_: Literal["coach/scenario@2"] = Field(alias="schema")
    """Which kind of file this is, and the version of the format: always these very words."""
    id: Id
    """What commands and curricula call it by, as in `coach practise lost-coat`: lower-case words joined by
    hyphens, up to 64 characters."""
    title: Line
    """What the agent reads in the list of scenarios."""
    line_of_business: LineOfBusiness
    """The kind of work it is for. The list and the reports show it; it changes nothing in the talk."""
    channel: Literal["chat", "phone", "email"] = "chat"
    """How the two are in touch. The agent is told before the talk, and a model's voice writes or speaks
    accordingly; the scoring is the same."""
    difficulty: Literal[1, 2, 3] = 1
    """How hard you mean it to be: `1` gentle, `2` demanding, `3` hard. It is shown and changes nothing: what
    makes a talk hard is the persona and the goals."""
    skills: tuple[Id, ...] = ()
    """What it trains, as in `exploration` or `accuracy`; any id will do. The agent's progress shows the
    results for each."""
    persona: Id
    """The id of the person who is the customer, unless a lesson or the agent chooses another."""
    rubric: Id
    """The id of the rubric by which the talk is scored."""
    today: datetime
    """The day and time at which the talk takes place. `tomorrow` or `in two weeks` in a reply are reckoned
    from it."""
    opens: Literal["customer", "agent"] = "customer"
    """Who speaks first. With `agent` the customer answers the agent's first reply with `opening`, and takes
    in no facts from that reply."""
    turn_limit: int = Field(14, ge=4, le=40)
    """After so many replies the talk ends, settled or not."""
    briefing: Prose
    """What the agent reads before the talk: their role, the case as their screen shows it, and what they may
    do. Keep out of it what they are to find out by asking."""
    handoff: tuple[HandoffTurn, ...] = ()
    """The talk that the customer has had before, with a bot or another agent, line by line. The agent sees
    it. Leave it out where there was none."""
    customer: Customer
    """What the customer knows, hides, believes and wants in this case."""
    facts: tuple[Fact, ...] = Field(min_length=1, max_length=300)
    """What is true in this case and what must not be promised: the agent's accuracy is measured by it. One at
    least, unless `facts_file` names a table of them; 300 at most."""
    copilot: tuple[Nudge, ...] = ()
    """What the co-pilot on the agent's screen says, rightly or wrongly. Leave it out for a talk without a
    co-pilot."""
    panel: tuple[PanelReading, ...] = ()
    """Predictions about the customer that stand beside the talk from its beginning, rightly or wrongly."""
    articles: tuple[str, ...] = Field((), max_length=40)
    """The knowledge articles that the agent can look up, as in `articles/KB-101.md`: Markdown files, named
    from the folder of the curriculum, or from this file's own folder if it is not in one called
    `scenarios`. 40 at most."""
    model_replies: tuple[ModelReply, ...] = ()
    """What a good agent says, from the first reply to the last. The rehearsal needs them to show that the
    scenario can be won."""
    tests: tuple[ReplyTest, ...] = ()
    """Replies with the scores that you expect of them; `coach test` compares."""

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
