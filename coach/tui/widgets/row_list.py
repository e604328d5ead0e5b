"""A list of rows with headings, each as wide as the list: text at the left, figures at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.tui.safe_text import spread

if TYPE_CHECKING:
    from coach.tui.rows import Row


class RowList(OptionList):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Open")]

    @dataclass
    class Pointed(Message):
        """Another row is under the cursor."""

        row: Row

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._rows: Sequence[Row] = ()
        self._width = 0

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        index = self.highlighted
        return self._rows[index] if index is not None and index < len(self._rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """Other rows; the cursor stays on what it was on, or goes to the first that opens."""
        was = self.row
        self._rows = rows
        self._paint()
        opening = [index for index, row in enumerate(rows) if row.opens]
        same = [i for i in opening if was and (rows[i].kind, rows[i].key) == (was.kind, was.key)]
        self.highlighted = next(iter(same or opening), None)
        if not same:
            self.scroll_home(animate=False)

    def on_resize(self, event: Resize) -> None:
        if event.size.width != self._width:
            at = self.highlighted
            self._paint()
            self.highlighted = at

    def _paint(self) -> None:
        self._width = self.size.width
        room = max(20, self.scrollable_content_region.width - 2)
        self.set_options([Option(_prompt(row, room), disabled=not row.opens) for row in self._rows])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.row is not None:
            self.post_message(self.Pointed(self.row))


def _prompt(row: Row, width: int) -> Content:
    if not row.right.plain:
        return row.left
    fits = row.left.cell_length + row.right.cell_length + 2 <= width
    return spread(row.left, row.right if fits or not row.short.plain else row.short, width)
