"""Who a customer is in general: temperament, style and language habits."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from coach.domain.assessment import TRIGGER_IDS

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_ID = 64
Id = Annotated[str, Field(pattern=rf"^{ID}$", max_length=LONGEST_ID)]
"""kebab-case."""
Line = Annotated[str, Field(min_length=1, max_length=600)]
Prose = Annotated[str, Field(min_length=1, max_length=4000)]


class Content(BaseModel):
    """Anything that is read from a file: frozen, and no key that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def canonical(self) -> str:
        """The JSON under which it is kept and hashed."""
        return self.model_dump_json(by_alias=True)


def content_hash(canonical: str) -> str:
    """SHA-256 of a content item's canonical JSON: its name wherever it is frozen or referred to."""
    return sha256(canonical.encode("utf-8")).hexdigest()


class Aside(Content):
    """A small question that somebody may ask beside the matter, and what this person answers."""

    asked: tuple[Line, ...] = Field(min_length=1)
    """The question as gists, each a row of words that have to stand in it: `which/what store/shop`. How gists
    are written stands under the `gist` of a fact."""
    say: Line
    """The answer, in this person's own words."""


class Register(StrEnum):
    FORMAL = "formal"
    NEUTRAL = "neutral"
    INFORMAL = "informal"


class Directness(StrEnum):
    INDIRECT = "indirect"
    NEUTRAL = "neutral"
    DIRECT = "direct"


class Habit(StrEnum):
    """Non-collaborative habits of real people who are upset."""

    DIGRESS = "digress"
    IMPATIENCE = "impatience"
    INCOMPLETE_ANSWERS = "incomplete_answers"
    ASKS_FOR_UNAVAILABLE = "asks_for_unavailable"


class Style(Content):
    """How a person speaks."""

    register_: Register = Field(Register.NEUTRAL, alias="register")
    """How formal their language is. The general lines, and the better wordings that coach offers, are chosen
    by it."""
    directness: Directness = Directness.NEUTRAL
    """How plainly they say what they mind. Somebody `indirect` goes quiet when they are refused, and does not
    object."""
    words_per_turn: int = Field(16, ge=4, le=40)
    """How many words a turn has in the median, for a model's voice; the built-in voice says its lines as they
    are."""
    habits_of_speech: tuple[Line, ...] = ()
    """Manners of speaking, in words for a model's voice: `gives times and amounts exactly`. The built-in
    voice goes by `sayings`."""
    sayings: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    """Lines of their own for what a customer does, by customer act, as in `vent` or `brush_off`. They mostly
    come before the general ones, in every scenario, so they name nothing of a single case."""


class Temperament(Content):
    """How a person's frustration begins and moves."""

    baseline: int = Field(50, ge=0, le=90)
    """Frustration when the talk begins: up to 34 is calm, up to 59 annoyed, up to 79 angry. In each talk it
    is up to 5 higher or lower."""
    patience: int = Field(3, ge=1, le=8)
    """How many replies without progress this person bears before each one makes them angrier. In each talk it
    is up to 1 more or less."""
    volatility: float = Field(1.0, ge=0.5, le=2.0)
    """How strongly bad replies tell: every rise of frustration is multiplied by it."""
    forgiveness: float = Field(1.0, ge=0.5, le=1.5)
    """How strongly good replies tell: every fall of frustration is multiplied by it."""
    walk_out: int = Field(92, ge=60, le=100)
    """At this frustration the person leaves, if they have warned before and the reply made it worse. The
    warning comes 10 points earlier."""


class Abuse(StrEnum):
    """How far somebody goes who is furious and has been hurt, from the mildest on."""

    NONE = "none"
    MILD = "mild"
    """Rude: 'Are you even listening?'"""
    STRONG = "strong"
    """Coarse words and insults; never about a group of people, a body, and never a threat."""


class Persona(Content):
    """A person who can be the customer in any scenario."""

    schema_: Literal["coach/persona@1"] = Field(alias="schema")
    """Which kind of file this is, and the version of the format: always these very words."""
    id: Id
    """What scenarios, lessons and `--persona` call them by: lower-case words joined by hyphens, up to 64
    characters."""
    name: Line
    """The name that the agent reads beside what they say."""
    english: Literal[
        "en-US", "en-GB", "en-PH", "en-IN", "en-IE", "en-AU", "en-CA", "en-NG", "en-ZA", "en"
    ] = "en"
    """The English that they speak. The general lines are chosen by it, and a model's voice writes it; `en` is
    no variety in particular."""
    summary: Prose
    """Who they are, in a sentence or two, without the case. The agent reads it before the talk, and a model's
    voice goes by it."""
    style: Style = Style()
    """How they speak. Left out, it is neutral."""
    temperament: Temperament = Temperament()
    """How their temper moves. Left out, each of its keys has its default."""
    triggers: tuple[str, ...] = ()
    """What this person minds more than others do: acts, faults or events. One that costs nothing with others
    costs 4 points, and one that comes again costs half as much again."""
    soothers: tuple[str, ...] = ()
    """What does this person good: acts, as a rule. The first time that one comes in a reply that acknowledges
    and does not move the case, it takes off 2 points more."""
    habits: tuple[Habit, ...] = ()
    """What makes them hard to work with: `digress` strays from the matter, `impatience` presses on after an
    answer, `incomplete_answers` tells only the first of several things asked for, `asks_for_unavailable`
    wants what nobody can give. In each talk some of them show."""
    abuse: Abuse = Abuse.NONE
    """How far they go when they are furious and a reply has hurt them: `mild` is rude, `strong` is coarse.
    The setting `most_abuse` caps it, at `mild` unless it is changed."""
    life: tuple[Aside, ...] = ()
    """What they say of themselves when they are asked, whatever the case: where they are, whether now is a
    good time."""

    def at_most(self, most: Abuse) -> Persona:
        """The same person, going no further than that."""
        levels = list(Abuse)
        if levels.index(self.abuse) <= levels.index(most):
            return self
        return self.model_copy(update={"abuse": most})

    @field_validator("triggers", "soothers")
    @classmethod
    def _known_ids(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        for one in ids:
            if one not in TRIGGER_IDS:
                raise ValueError(f"'{one}' is not an act, a fault or an event")
        return ids
