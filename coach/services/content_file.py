"""A content file as the services are handed it: its item, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.domain.curriculum import Curriculum
from coach.domain.pack import Pack
from coach.domain.persona import Persona
from coach.domain.rubric import Rubric
from coach.domain.scenario import Scenario
from coach.errors import Position

Item = Scenario | Persona | Curriculum | Rubric | Pack


@dataclass(frozen=True)
class ContentFile:
    """A sound file of any kind."""

    file: Path
    kind: str
    item: Item
    where: Callable[..., Position]
    """Where the value under some keys stands in it."""
