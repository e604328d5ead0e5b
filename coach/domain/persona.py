"""Who a customer is in general: temperament, style and language habits."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from coach.domain.assessment import TRIGGER_IDS

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
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
    """A small question that somebody may ask, and what this person answers."""

    asked: tuple[Line, ...] = Field(min_length=1)
    """The question as gists: what has to stand in it, as in `which/what store/shop`."""
    say: Line


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
    register_: Register = Field(Register.NEUTRAL, alias="register")
    directness: Directness = Directness.NEUTRAL
    words_per_turn: int = Field(16, ge=4, le=40)
    """The median length of a line."""
    habits_of_speech: tuple[Line, ...] = ()
    """For a model's voice; the built-in voice uses `sayings`."""
    sayings: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    """This person's own lines by customer act, used before the line banks."""


class Temperament(Content):
    baseline: int = Field(50, ge=0, le=90)
    """Frustration when the talk opens, 0-100."""
    patience: int = Field(3, ge=1, le=8)
    """Replies without progress that this person bears."""
    volatility: float = Field(1.0, ge=0.5, le=2.0)
    """Multiplies rises."""
    forgiveness: float = Field(1.0, ge=0.5, le=1.5)
    """Multiplies falls."""
    walk_out: int = Field(92, ge=60, le=100)
    """At this frustration the person leaves, after one warning."""


class Abuse(StrEnum):
    """How far somebody goes who is furious and has been hurt, from the mildest on."""

    NONE = "none"
    MILD = "mild"
    """Rude: 'Are you even listening?'"""
    STRONG = "strong"
    """Coarse words and insults; never about a group of people, a body, and never a threat."""


class Persona(Content):
    schema_: Literal["coach/persona@1"] = Field(alias="schema")
    id: Id
    name: Line
    english: Literal[
        "en-US", "en-GB", "en-PH", "en-IN", "en-IE", "en-AU", "en-CA", "en-NG", "en-ZA", "en"
    ] = "en"
    summary: Prose
    style: Style = Style()
    temperament: Temperament = Temperament()
    triggers: tuple[str, ...] = ()
    soothers: tuple[str, ...] = ()
    habits: tuple[Habit, ...] = ()
    abuse: Abuse = Abuse.NONE
    """How far they go when they are furious and a reply has hurt them; a setting can cap it."""
    life: tuple[Aside, ...] = ()
    """What they say of themselves when asked, whatever the matter."""

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
