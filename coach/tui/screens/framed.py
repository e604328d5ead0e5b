"""What all full screens share: a footer with their keys, and a sentence where the terminal is too small."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer

from coach.errors import CoachError
from coach.tui.safe_text import PlainText

TOO_SMALL = "This window is too small for coach: make it at least 60 columns wide and 16 rows high."
ROOMY = 80
"""Columns from which the footer has space between its keys and names the palette's; the help names it everywhere."""


def _is_shown(widget: Widget) -> bool:
    return widget.is_attached and all(node.display for node in widget.ancestors_with_self)


class FramedScreen(Screen[None]):
    """A screen with `body()` above the footer; what had the focus has it again after the window was too small."""

    def __init__(self) -> None:
        super().__init__()
        self._held: Widget | None = None

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield PlainText(TOO_SMALL, classes="too-small")
        with Vertical(classes="frame"):
            yield from self.body()
        yield Footer(compact=True)

    def watch_focused(self, focused: Widget | None) -> None:
        self._held = focused or self._held

    def on_resize(self, event: Resize) -> None:
        roomy = event.size.width >= ROOMY
        for footer in self.query(Footer):
            footer.show_command_palette = roomy
            footer.set_class(roomy, "-roomy")
        self.call_after_refresh(self._regain_focus)

    def _regain_focus(self) -> None:
        """Nothing is typed into what cannot be seen; it comes back with the window."""
        if self.has_class("-tiny") or self.has_class("-flat"):
            self.set_focus(None)
            return
        if self.focused is not None or self._held is None:
            return
        if _is_shown(self._held):
            self._held.focus()
        elif self.AUTO_FOCUS:
            for widget in self.query(self.AUTO_FOCUS):
                widget.focus()

    def say_trouble(self, error: CoachError) -> None:
        """Show an error on a screen of its own; Esc comes back here."""
        from coach.tui.screens.trouble import TroubleScreen

        self.app.push_screen(TroubleScreen(error))
