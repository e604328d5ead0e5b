"""What all full screens share: a footer with their keys, and a sentence where the terminal is too small."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer

from coach.errors import CoachError
from coach.tui.safe_text import PlainText

TOO_SMALL = "This window is too small for coach: make it at least 60 columns wide and 16 rows high."


class FramedScreen(Screen[None]):
    """A screen with `body()` between nothing and the footer."""

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield PlainText(TOO_SMALL, classes="too-small")
        with Vertical(classes="frame"):
            yield from self.body()
        yield Footer(compact=True)

    def say_trouble(self, error: CoachError) -> None:
        """Show an error on a screen of its own; Esc comes back here."""
        from coach.tui.screens.trouble import TroubleScreen

        self.app.push_screen(TroubleScreen(error))
