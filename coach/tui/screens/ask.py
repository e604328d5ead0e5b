"""A question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from coach.tui.safe_text import SOFT, PlainText, join, lines


class AskScreen(ModalScreen[bool]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "Yes"),
        Binding("escape,n", "answer(False)", "No"),
    ]

    def __init__(self, question: str, detail: Content, *, yes: str, no: str) -> None:
        super().__init__()
        self._text = lines(
            (question, "bold"),
            "",
            detail,
            "",
            join(("Enter ", "bold $text-accent"), (yes, ""), ("      Esc ", "bold $text-accent"), (no, SOFT)),
        )

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield PlainText(self._text)

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
