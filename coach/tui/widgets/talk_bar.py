"""A bar above the reply box: what went wrong, or that the talk is over, and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from coach.tui.safe_text import BAD, GOOD, SOFT, WARN, Part, PlainText, join, lines


class BarKind(StrEnum):
    FAILED = "failed"
    """The customer's turn did not come."""
    UNSENT = "unsent"
    """The reply could not be kept; it is back in the box."""
    UNKEPT = "unkept"
    """Something after the reply could not be kept."""
    ENDED = "ended"


ACTIONS = {
    BarKind.FAILED: {"retry", "built_in"},
    BarKind.UNSENT: set(),
    BarKind.UNKEPT: {"retry"},
    BarKind.ENDED: {"look_back"},
}
STYLES = {BarKind.FAILED: WARN, BarKind.UNSENT: BAD, BarKind.UNKEPT: BAD, BarKind.ENDED: GOOD}


class TalkBar(PlainText, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", "Retry"),
        Binding("b", "built_in", "Built-in"),
        Binding("enter", "look_back", "Look back"),
    ]

    class Retried(Message):
        pass

    class BuiltInChosen(Message):
        pass

    class LookedBack(Message):
        pass

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind: BarKind | None = None
        self.display = False

    def say(self, kind: BarKind, title: str, *, detail: Part = "", keys: str = "") -> None:
        """Show it, and take the focus where there is something to choose."""
        self.kind = kind
        self.display = True
        self.set_classes(f"-{kind}")
        self.show(
            lines(join((title, f"bold {STYLES[kind]}")), join(detail, (f"   {keys}" if keys else "", SOFT)))
        )
        if ACTIONS[kind]:
            self.focus()
        self.refresh_bindings()

    def hide(self) -> None:
        self.kind = None
        self.display = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("retry", "built_in", "look_back"):
            return self.kind is not None and action in ACTIONS[self.kind]
        return True

    def action_retry(self) -> None:
        self.post_message(self.Retried())

    def action_built_in(self) -> None:
        self.post_message(self.BuiltInChosen())

    def action_look_back(self) -> None:
        self.post_message(self.LookedBack())
