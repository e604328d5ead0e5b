"""Frustration as bars: one for the start, one after each reply; the reply that turned the talk is marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Resize

from coach.customer.cue import Band
from coach.tui.figures import BAND_STYLES
from coach.tui.safe_text import SOFT, PlainText, join, lines

ROWS = 6
EIGHTHS = " ▁▂▃▄▅▆▇█"
AXIS = 5
"""Cells of the scale at the left."""


class Curve(PlainText):
    def __init__(self, points: Sequence[int], turning: int | None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._points = points
        self._turning = turning

    def on_resize(self, event: Resize) -> None:
        self.show(drawn(self._points, self._turning, width=event.size.width))


def drawn(points: Sequence[int], turning: int | None, *, width: int) -> Content:
    """Bars as wide as the room allows; numbers above 3 cells only."""
    each = (width - AXIS) // max(1, len(points))
    cells = max(1, min(5, each - 1))
    gap = " " if each > 1 else ""
    rows = [_row(points, level, cells=cells, gap=gap) for level in range(ROWS - 1, -1, -1)]
    if cells >= 3:
        rows.append(_labels([str(p) for p in points], cells, "bold"))
        names = ["start" if cells >= 5 else "0", *(str(n) for n in range(1, len(points)))]
        rows.append(_labels(names, cells, SOFT))
    if turning is not None:
        before = AXIS + turning * (cells + len(gap)) + (cells - 1) // 2
        rows.append(join(" " * before, ("▲", "bold $text-accent"), (" the turn", SOFT)))
    return lines(*rows)


def _row(points: Sequence[int], level: int, *, cells: int, gap: str) -> Content:
    scale = {ROWS - 1: " 100 ", 0: "   0 "}.get(level, " " * AXIS)
    parts: list[Content | tuple[str, str]] = [(scale, SOFT)]
    for value in points:
        filled = max(0, min(8, round((value / 100 * ROWS - level) * 8)))
        parts += [(EIGHTHS[filled] * cells, BAND_STYLES[Band.of(value)]), (gap, "")]
    return join(*parts)


def _labels(names: Sequence[str], cells: int, style: str) -> Content:
    return join(" " * AXIS, (" ".join(name.center(cells)[:cells] for name in names), style))
