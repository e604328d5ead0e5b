"""A bar above the reply box: what went wrong, or how the talk ended."""

from __future__ import annotations

from enum import StrEnum

from coach.tui.safe_text import BAD, GOOD, SOFT, WARN, PlainText, join, lines


class BarKind(StrEnum):
    FAILED = "failed"
    """The customer's turn did not come."""
    UNSENT = "unsent"
    """The reply could not be kept; it is back in the box."""
    UNKEPT = "unkept"
    """Something after the reply could not be kept."""
    ENDED = "ended"


STYLES = {BarKind.FAILED: WARN, BarKind.UNSENT: BAD, BarKind.UNKEPT: BAD, BarKind.ENDED: GOOD}


class TalkBar(PlainText):
    """Never takes the focus: who is typing goes on typing, and the keys that it names are function keys."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind: BarKind | None = None
        self.display = False

    def say(self, kind: BarKind, title: str, *, detail: str = "", keys: str = "") -> None:
        self.kind = kind
        self.display = True
        self.set_classes(f"-{kind}")
        rows = [join((title, f"bold {STYLES[kind]}"))]
        if detail or keys:
            rows.append(join(detail, ("   " if detail and keys else ""), (keys, SOFT)))
        self.show(lines(*rows))

    def hide(self) -> None:
        self.kind = None
        self.display = False
