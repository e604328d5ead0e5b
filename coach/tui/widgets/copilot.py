"""The co-pilot and the panel beside a talk: all that they have said, and the newest of it in a few rows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from coach.domain.copilot import Nudge, PanelReading
from coach.tui.drill_words import COPILOT, PANEL
from coach.tui.safe_text import HEAD, SOFT, WARN, HangingText, PlainText, join, lines, one_line, plain

ROOM_FOR_PANEL = 20
"""Rows of the terminal from which the panel has one of its own above the reply box."""
MOST_ROWS = 3
"""Of what is new, above the reply box."""


class Copilot(VerticalScroll):
    """Everything, the newest on top. It never says which of it is right."""

    def __init__(self, readings: Sequence[PanelReading], *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self._readings = readings
        self._text = HangingText()
        self._nudges: list[Nudge] = []
        self._fresh = 0

    def compose(self) -> ComposeResult:
        return [self._text]

    def show_nudges(self, nudges: Sequence[Nudge], *, fresh: int) -> None:
        """`fresh`: how many of the last ones are new."""
        self._nudges, self._fresh = list(nudges), fresh
        self.set_class(not (self._readings or nudges), "-empty")
        self._text.show(self._written())
        self.scroll_home(animate=False)

    def leaf(self, by: int, *, turned_back: bool) -> bool:
        """On while there is more of it, and back once what stands below is `turned_back`; False where there is not."""
        if not self.display or (by < 0 and not turned_back):
            return False
        before = self.scroll_target_y
        if by > 0:
            self.scroll_page_down(animate=False, force=True)
        else:
            self.scroll_page_up(animate=False, force=True)
        return self.scroll_target_y != before

    def _written(self) -> Content:
        rows: list[Content] = []
        if self._readings:
            rows.append(_panel(self._readings))
        if self._nudges:
            rows.append(join((COPILOT, HEAD), ("  the newest first; it can be wrong", SOFT)))
        older, named = len(self._nudges) - self._fresh, last_named(self._nudges)
        rows += [join(("· ", WARN), _said(nudge, named)) for nudge in self._nudges[older:]]
        rows += [join(("· ", SOFT), _said(nudge, named, SOFT)) for nudge in reversed(self._nudges[:older])]
        return lines(*rows)


class CopilotStrip(PlainText):
    """What is new, in a few rows above the reply box where there is no room beside the talk."""

    def __init__(self, readings: Sequence[PanelReading], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._readings = readings
        self._nudges: Sequence[Nudge] = ()
        self._fresh = 0

    def show_nudges(self, nudges: Sequence[Nudge], *, fresh: int) -> None:
        self._nudges, self._fresh = nudges, fresh
        self.set_class(not (self._readings or nudges), "-empty")
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        rows: list[Content] = []
        width = self.content_size.width
        panel = bool(self._readings) and (not self._nudges or self.app.size.height >= ROOM_FOR_PANEL)
        if panel:
            said = _panel(self._readings)
            rows.append(said.truncate(width, ellipsis=True) if width else said)
        if self._nudges:
            rows += self._newest(width, MOST_ROWS - len(rows))
        self.show(lines(*rows))

    def _newest(self, width: int, room: int) -> list[Content]:
        older = len(self._nudges) - self._fresh
        named = last_named(self._nudges)
        said = [_said(nudge, named) for nudge in self._nudges[older:]]
        text = join((f"{COPILOT}  ", HEAD), Content("  ·  ").join(said))
        if older:
            text = join(text, (f"  F2: {older} more", SOFT))
        if not width:
            return [text]
        rows = list(text.wrap(width))
        if len(rows) <= room:
            return rows
        return [
            *rows[: room - 1],
            join(rows[room - 1].truncate(width - 12, ellipsis=True), ("  F2: all", SOFT)),
        ]


def last_named(nudges: Sequence[Nudge]) -> Nudge | None:
    """The nudge whose article a key opens: the newest that names one."""
    return next((nudge for nudge in reversed(nudges) if nudge.article), None)


def _panel(readings: Sequence[PanelReading]) -> Content:
    said = [join((f"{one_line(one.label)}  ", SOFT), (one_line(one.shows), "bold")) for one in readings]
    return join((f"{PANEL}  ", HEAD), Content(" · ").join(said))


def _said(nudge: Nudge, named: Nudge | None, style: str = "") -> Content:
    words = plain(one_line(nudge.says), style)
    if not nudge.article:
        return words
    key = "F3: " if nudge is named else ""
    return join(words, (f"  {key}{one_line(nudge.article)}", SOFT))
