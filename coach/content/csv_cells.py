"""Reads CSV so that every cell knows its line and column; whatever does not fit becomes a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from coach.errors import Fault, Position

DELIMITERS = ",;\t"
"""Comma; semicolon, where the comma is in the numbers; tab, as copied from a spreadsheet."""


@dataclass(frozen=True)
class Cell:
    text: str
    line: int
    column: int
    """In characters, from 1."""


@dataclass(frozen=True)
class Table:
    """The rows that hold anything; the first is the header."""

    rows: tuple[tuple[Cell, ...], ...]
    faults: tuple[Fault, ...]


def read_table(text: str, file: Path) -> Table:
    """The cells of a text, with quotes as RFC 4180 has them. What separates them is found in the first line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = _after_hint(text)
    first_line = text[start:].partition("\n")[0]
    delimiter = max(DELIMITERS, key=lambda sign: (first_line.count(sign), -DELIMITERS.index(sign)))
    reader = _Reader(text, file, delimiter=delimiter, at=start)
    rows = reader.rows()
    return Table(tuple(rows), tuple(reader.faults))


def _after_hint(text: str) -> int:
    """Spreadsheets may put 'sep=;' before the header."""
    found = re.match(r"sep=[,;\t]\n", text, re.IGNORECASE)
    return found.end() if found else 0


class _Reader:
    def __init__(self, text: str, file: Path, *, delimiter: str, at: int) -> None:
        self.faults: list[Fault] = []
        self._text, self._file, self._delimiter = text, file, delimiter
        self._bare = re.compile(rf"[^{re.escape(delimiter)}\n]*")
        self._at = at
        self._line = 1 + text.count("\n", 0, at)
        self._line_start = at

    def rows(self) -> list[tuple[Cell, ...]]:
        found = []
        while self._at < len(self._text):
            row = self._row()
            if any(cell.text.strip() for cell in row):
                found.append(row)
        return found

    def _row(self) -> tuple[Cell, ...]:
        cells = [self._cell()]
        while self._text.startswith(self._delimiter, self._at):
            self._at += 1
            cells.append(self._cell())
        if self._at < len(self._text):
            self._at += 1
            self._line, self._line_start = self._line + 1, self._at
        return tuple(cells)

    def _cell(self) -> Cell:
        line, column = self._line, self._at - self._line_start + 1
        if not self._text.startswith('"', self._at):
            return Cell(self._bare_text(), line, column)
        text = self._quoted_text(line, column)
        here = self._at - self._line_start + 1
        rest = self._bare_text()
        if rest.strip():
            position = Position(self._file, self._line, here)
            message = "Text stands here after a closing quote."
            hint = 'A quote inside a text is written twice: "".'
            self.faults.append(Fault(position, "C403", message, hint))
        return Cell(text, line, column)

    def _bare_text(self) -> str:
        found = self._bare.match(self._text, self._at)
        assert found is not None
        self._at = found.end()
        return found.group()

    def _quoted_text(self, line: int, column: int) -> str:
        begin = self._at + 1
        end = self._text.find('"', begin)
        while end != -1 and self._text.startswith('""', end):
            end = self._text.find('"', end + 2)
        if end == -1:
            position = Position(self._file, line, column)
            self.faults.append(
                Fault(position, "C403", "The quote that opens here is never closed.", "Close it.")
            )
            end = len(self._text)
        inside = self._text[begin:end]
        breaks = inside.count("\n")
        if breaks:
            self._line += breaks
            self._line_start = begin + inside.rfind("\n") + 1
        self._at = min(end + 1, len(self._text))
        return inside.replace('""', '"')
