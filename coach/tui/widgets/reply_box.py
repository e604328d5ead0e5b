"""Where the agent writes: Enter sends, Shift+Enter, Alt+Enter or Ctrl+J begins a new line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from coach.domain.text import clean
from coach.tui.safe_text import one_line, plain

LONGEST: Final = 5000
"""Characters of a reply that are sent."""
NEW_LINE: Final = ("shift+enter", "alt+enter", "ctrl+j")
HOW: Final = "Write what you would say. Enter sends, Ctrl+J starts a new line."
BLANK: Final = "Write something first"
OVER: Final = "F6 or Enter opens the debrief."
OVER_TYPING: Final = "F6 opens the debrief."


class ReplyBox(TextArea):
    """Keeps what is typed while somebody else speaks; `busy` only holds back the sending."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send"),
        Binding(",".join(NEW_LINE), "new_line", "New line", show=False),
    ]

    @dataclass
    class Submitted(Message):
        text: str

    class Finished(Message):
        """Enter, after the talk is over, from somebody who was not typing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, highlight_cursor_line=False, placeholder=plain(HOW))
        self.busy = False
        self._stopped = False
        self._over = False
        self._typing = False

    def wait_for(self, who: str) -> None:
        """Somebody else speaks."""
        self.tell(f"{one_line(who)} is answering")
        self._stopped = False

    def tell(self, title: str) -> None:
        """How it stands with what is waited for."""
        self._hold_back(title)

    def open(self, title: str = "Your reply") -> None:
        """It is the agent's turn."""
        self.busy = self._stopped = False
        self.remove_class("-busy")
        self.border_title = plain(title)

    def close(self, title: str) -> None:
        """Nothing can be sent until something else is done."""
        self._hold_back(title)
        self._stopped = True

    def _hold_back(self, title: str) -> None:
        self.busy = True
        self.add_class("-busy")
        self.border_title = plain(title)

    def finish(self) -> None:
        """The talk is over. Who was writing goes on for a moment: their Enter must not open anything."""
        self._over = True
        self._typing = bool(self.text.strip())
        self.close("The talk is over")
        self.read_only = True
        self.show_cursor = False
        self.load_text("")
        self._say_how()

    def _say_how(self) -> None:
        self.placeholder = plain(OVER_TYPING if self._typing else OVER)

    def put_back(self, text: str) -> None:
        """What could not be sent, before anything typed since."""
        typed = self.text
        self.load_text(f"{text}\n{typed}" if typed.strip() else text)
        self.move_cursor(self.document.end)

    def on_text_area_changed(self) -> None:
        self.border_subtitle = ""

    async def _on_key(self, event: events.Key) -> None:
        """In the order in which keys come: a binding would overtake letters that are still on their way."""
        if self._over and event.is_printable:
            self._typing = True
            self._say_how()
        if event.key not in ("enter", *NEW_LINE):
            return
        event.prevent_default()
        event.stop()
        if event.key == "enter":
            self.action_send()
        else:
            self.action_new_line()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer says so when nothing can be sent."""
        return not (self._stopped and action in ("send", "new_line"))

    def action_send(self) -> None:
        if self._over and not self._typing:
            self.post_message(self.Finished())
        elif self.busy:
            self.app.bell()
        elif not self.text.strip():
            self.border_subtitle = plain(BLANK)
        else:
            text = clean(self.text)[:LONGEST]
            self.load_text("")
            self.post_message(self.Submitted(text))

    def action_new_line(self) -> None:
        if not self._over:
            self.insert("\n")
