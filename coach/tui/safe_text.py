"""The one way by which text reaches a screen: cleaned, and never read as markup."""

from __future__ import annotations

import re
from typing import Final

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from coach.domain.text import clean

SOFT: Final = "$foreground 62%"
GOOD: Final = "$text-success"
WARN: Final = "$text-warning"
BAD: Final = "$text-error"
HEAD: Final = "bold $text-primary"

HANGING: Final = re.compile(r" +(?:[+−✓✗!·] )?|[·✓✗] | *[0-9]\.[0-9] ")

Part = Content | tuple[str, str] | str
"""Text, or (text, style); a Content has been cleaned already."""


def plain(text: str, style: str = "") -> Content:
    """Text from people, models and files, as it stands."""
    safe = clean(text).expandtabs(4)
    return Content.assemble((safe, style)) if style else Content(safe)


def join(*parts: Part) -> Content:
    """Parts one after the other."""
    return Content.assemble(*(_content(part) for part in parts))


def lines(*rows: Part) -> Content:
    return Content("\n").join([_content(row) for row in rows])


def indent(block: Content, cells: int) -> Content:
    return Content("\n").join([line.pad_left(cells) for line in block.split("\n", allow_blank=True)])


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def flow(text: str) -> str:
    """Prose without the line breaks of its file; blank lines and list items stay."""
    found: list[str] = []
    for line in clean(text).splitlines():
        words = line.strip()
        joins = found and found[-1] and words and not words.startswith(("- ", "* "))
        if joins:
            found[-1] += f" {words}"
        else:
            found.append(words)
    return "\n".join(found).strip()


def spread(left: Content, right: Content, width: int) -> Content:
    """One row of `width` cells: `left` cut short if it must be, `right` at the right edge."""
    room = max(1, width - right.cell_length - 2)
    return Content.assemble(left.truncate(room, ellipsis=True, pad=True), "  ", right)


def _content(part: Part) -> Content:
    match part:
        case Content():
            return part
        case (text, style):
            return plain(text, style)
        case _:
            return plain(part)


def hang(text: Content, width: int) -> Content:
    """Wrapped so that a line that begins with spaces, or spaces and a sign, goes on under its first word."""
    found: list[Content] = []
    for line in text.split("\n", allow_blank=True):
        match = HANGING.match(line.plain)
        deep = match.end() if match else 0
        if not deep or line.cell_length <= width or deep >= width // 2:
            found.append(line)
            continue
        first, *rest = line[deep:].wrap(width - deep)
        found += [Content.assemble(line[:deep], first), *(more.pad_left(deep) for more in rest)]
    return Content("\n").join(found)


class PlainText(Static):
    """A Static that takes no markup."""

    def __init__(self, text: Part = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(_content(text), markup=False, id=id, classes=classes)

    def show(self, text: Part) -> None:
        self.update(_content(text))


class HangingText(PlainText):
    """A PlainText whose lines keep their indent where they wrap."""

    def __init__(self, text: Part = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(text, id=id, classes=classes)
        self._whole = _content(text)

    def show(self, text: Part) -> None:
        self._whole = _content(text)
        super().show(hang(self._whole, self.content_size.width) if self.content_size.width else self._whole)

    def on_resize(self, event: Resize) -> None:
        self.show(self._whole)
