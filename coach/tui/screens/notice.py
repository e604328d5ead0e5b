"""The first start: what is kept and why, before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.errors import CoachError
from coach.tui.safe_text import HEAD, PlainText
from coach.tui.screens.framed import FramedScreen

if TYPE_CHECKING:
    from coach.services.privacy import Privacy


class NoticeScreen(FramedScreen):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "acknowledge", "I have read this", priority=True),
        Binding("escape", "leave", "Quit"),
    ]

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy

    def body(self) -> Iterable[Widget]:
        title, _, text = self._privacy.notice().partition("\n")
        yield PlainText((title, HEAD), classes="title")
        with VerticalScroll(classes="page"):
            for paragraph in _paragraphs(text):
                yield PlainText(paragraph, classes="paragraph")

    @work(exclusive=True)
    async def action_acknowledge(self) -> None:
        try:
            await self._privacy.acknowledge()
        except CoachError as error:
            self.say_trouble(error)
            return
        self.dismiss()

    def action_leave(self) -> None:
        self.app.exit()


def _paragraphs(text: str) -> list[str]:
    """The notice without its line breaks; a line that ends a sentence ends a paragraph."""
    found: list[str] = []
    for line in text.splitlines():
        if found and not found[-1].endswith("."):
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
    return found
