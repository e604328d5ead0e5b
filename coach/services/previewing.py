"""A trainer's preview of a scenario or a persona: what its file holds now, or held when it was last sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from coach.domain.persona import Persona
from coach.domain.scenario import Scenario
from coach.errors import Fault, UsageError
from coach.ports import SessionPlan
from coach.services.content_file import ContentFile
from coach.services.practice import PracticeSession
from coach.services.starting import Choice, Practice

TURNS: Final = 3
"""Replies that are played: enough to hear the voice and to see what the scorers make of it."""
STAGE: Final = "blender-broken-charged-twice"
"""The scenario in which a persona is previewed where none is named."""


@dataclass(frozen=True)
class Wish:
    """What a trainer wants to preview."""

    file: Path
    persona: str | None = None
    """In place of the scenario's own."""
    scenario: str | None = None
    """The stage for a persona."""
    seed: int = 1
    """1 plays the persona as it is written."""


@dataclass(frozen=True)
class Read:
    """What a file held when it was read."""

    plan: SessionPlan
    practice: Practice

    async def start(self) -> PracticeSession:
        return await self.practice.begin(self.plan)


@dataclass(frozen=True)
class Preview:
    """Reads content files anew; nothing is stored."""

    practice: Callable[[], Practice]
    """Over the content as it is now."""
    item_at: Callable[[Path], ContentFile]
    check: Callable[[Path], Sequence[Fault]]
    """What `coach check` says of a file."""

    def read(self, wish: Wish) -> Read:
        """Raises ContentError with the faults that keep it from being played, UnknownId or UsageError."""
        item, practice = self.item_at(wish.file).item, self.practice()
        match item:
            case Scenario():
                choice = Choice(str(wish.file), persona=wish.persona, seed=wish.seed)
                return Read(practice.plan(choice), practice)
            case Persona():
                plan = practice.plan(Choice(wish.scenario or STAGE, seed=wish.seed))
                return Read(replace(plan, persona=item, hints="full"), practice)
        raise UsageError(
            f"{wish.file} is neither a scenario nor a persona.", "For a rubric there is: coach test"
        )


def saved(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file is saved; None while it is not there, as between two steps of an editor."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
