"""Where the agent writes: Enter sends, Shift+Enter, Alt+Enter or Ctrl+J begins a new line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from coach.domain.text import clean
from coach.tui.safe_text import one_line, plain

LONGEST = 5000
"""Characters of a reply that are sent."""


NEW_LINE = ("shift+enter", "alt+enter", "ctrl+j")


class ReplyBox(TextArea):
    """Keeps what is typed while somebody else speaks; `busy` only holds back the sending."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send"),
        Binding(",".join(NEW_LINE), "new_line", "New line", show=False),
    ]

    @dataclass
    class Submitted(Message):
        text: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            id=id,
            compact=True,
            highlight_cursor_line=False,
            placeholder=plain("Write what you would say. Enter sends, Ctrl+J starts a new line."),
        )
        self.busy = False

    def wait_for(self, who: str) -> None:
        """Somebody else speaks."""
        self.busy = True
        self.add_class("-busy")
        self.border_title = plain(f"{one_line(who)} is answering")

    def open(self, title: str = "Your reply") -> None:
        """It is the agent's turn."""
        self.busy = False
        self.remove_class("-busy")
        self.border_title = plain(title)

    def close(self, title: str) -> None:
        """Nothing more can be said for now."""
        self.busy = True
        self.add_class("-busy")
        self.border_title = plain(title)

    def put_back(self, text: str) -> None:
        """What could not be sent, before anything typed since."""
        typed = self.text
        self.load_text(f"{text}\n{typed}" if typed.strip() else text)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """In the order in which keys come: a binding would overtake letters that are still on their way."""
        if event.key not in ("enter", *NEW_LINE):
            return
        event.prevent_default()
        event.stop()
        if event.key == "enter":
            self.action_send()
        else:
            self.action_new_line()

    def action_send(self) -> None:
        if self.busy:
            self.app.bell()
            return
        text = clean(self.text)[:LONGEST]
        self.load_text("")
        self.post_message(self.Submitted(text))

    def action_new_line(self) -> None:
        self.insert("\n")
