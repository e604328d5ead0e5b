"""An error as a screen: what could not be done, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.errors import CoachError, ContentError
from coach.tui.safe_text import BAD, SOFT, PlainText, join, lines
from coach.tui.screens.framed import FramedScreen


class TroubleScreen(FramedScreen):
    """`fatal`: there is nothing behind it to go back to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("q", "leave", "Quit"),
    ]

    def __init__(self, error: CoachError, *, fatal: bool = False) -> None:
        super().__init__()
        self.error = error
        self.fatal = fatal

    def body(self) -> Iterable[Widget]:
        title = "coach cannot start" if self.fatal else "That did not work"
        yield PlainText((title, f"bold {BAD}"), classes="title")
        with VerticalScroll(classes="page"):
            yield PlainText(self._text())

    def _text(self) -> Content:
        error = self.error
        if isinstance(error, ContentError):
            faults = [
                join((f"{f.position}\n", SOFT), f"{f.code} {f.message}", f" {f.hint}" if f.hint else "", "\n")
                for f in error.faults
            ]
            return lines(*faults)
        return lines(error.message, "", (error.hint, SOFT))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (action == "back" and self.fatal)

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_leave(self) -> None:
        self.app.exit(return_code=self.error.exit_code)
