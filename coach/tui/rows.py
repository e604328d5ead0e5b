"""A row of the home screen, and all that the screen shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from textual.content import Content

if TYPE_CHECKING:
    from coach.domain.report import Progress
    from coach.ports import SessionSummary

NOTHING = Content("")

Kind = Literal["heading", "text", "curriculum", "lesson", "locked", "resume", "look_back"]


@dataclass(frozen=True)
class Row:
    """One row: text at the left, figures at the right, and what it opens."""

    kind: Kind
    left: Content
    right: Content = NOTHING
    key: str = ""
    """The session, lesson or curriculum it opens."""
    scenario: str = ""
    short: Content = NOTHING
    """In place of `right` where both sides do not fit."""
    needs: tuple[str, ...] = ()
    """Titles of the lessons to pass before it opens."""
    folded: bool = False
    """A curriculum whose lessons are not shown."""
    about: Content = NOTHING
    """Beside the list, where there is room."""

    @property
    def opens(self) -> bool:
        return self.kind not in ("heading", "text")


@dataclass(frozen=True)
class Overview:
    """All that the home screen shows."""

    progress: Progress
    open: tuple[SessionSummary, ...]
    finished: tuple[SessionSummary, ...]
    curricula: dict[str, str]
    """Titles by id."""
    people: dict[str, str]
    """Names by persona id."""
    people_about: dict[str, str]
    """Summaries by persona id."""
    briefings: dict[str, str]
    """By scenario id."""
    curricula_about: dict[str, str] = field(default_factory=dict)
    """Summaries by curriculum id."""
    notices: tuple[str, ...] = ()
