"""What a voice is: something that words a cue, in fragments and then as one finished line."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from coach.customer.cue import Cue
from coach.domain.agenda import Agenda
from coach.domain.frustration import Mood
from coach.domain.persona import Persona
from coach.domain.scenario import Scenario
from coach.domain.transcript import Transcript, VoiceId
from coach.errors import BackendError, CoachError
from coach.ports import Requests


@dataclass(frozen=True)
class Talk:
    """What a voice may look at."""

    scenario: Scenario
    persona: Persona
    """As cast: with the seed's shifts."""
    transcript: Transcript
    agenda: Agenda
    mood: Mood
    seed: int


@dataclass(frozen=True)
class Fragment:
    """A piece of a line on its way; may still be taken back."""

    text: str


@dataclass(frozen=True)
class SpokenLine:
    """The finished line; the last thing that a voice yields."""

    text: str
    voice: VoiceId
    interventions: tuple[str, ...] = ()
    """Guards that fired on the way, by id."""


Piece = Fragment | SpokenLine | Requests


class Voice(Protocol):
    @property
    def id(self) -> VoiceId: ...
    def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Piece, None]:
        """Fragments, then exactly one SpokenLine. Raises BackendError when there is no line to be had.

        Where a model is asked, its Requests come before all: they tell what it took, also of a line that failed
        or was cut short.
        """
        ...


class MissingVoice:
    """Stands in for a voice that cannot be had any more: each turn fails and says why."""

    def __init__(self, id: VoiceId, why: CoachError) -> None:
        self.id = id
        self._why = why

    async def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Piece, None]:
        raise BackendError(self._why.message, self._why.hint, kind="unreachable")
        yield  # what makes this a stream
