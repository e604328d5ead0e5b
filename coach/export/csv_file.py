"""Reports as CSV for a spreadsheet: one table a file, and no cell that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields
from io import StringIO
from pathlib import Path

from defusedcsv import csv  # type: ignore[import-untyped]

from coach.domain.report import ExportFormat, Report, SessionRow, TurnRow
from coach.domain.text import clean
from coach.export.whole_files import write_whole

_STARTS_FORMULA = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")
Cell = str | int | float | bool | None


class CsvExporter:
    """Sessions in the file named; turns, when asked for, in a second one beside it."""

    format: ExportFormat = "csv"

    def files(self, out: Path, *, with_turns: bool) -> tuple[Path, ...]:
        return (out, turns_file(out)) if with_turns else (out,)

    def write(self, report: Report, out: Path, *, replace: bool = False) -> None:
        contents = {out: self.text(report)}
        if report.turns is not None:
            contents[turns_file(out)] = _table(TurnRow, report.turns)
        write_whole(contents, replace=replace)

    def text(self, report: Report) -> str:
        """The sessions."""
        return _table(SessionRow, report.sessions)


def turns_file(out: Path) -> Path:
    """practice.csv -> practice-turns.csv."""
    return out.with_name(f"{out.stem}-turns{out.suffix or '.csv'}")


def _table(row_type: type[SessionRow | TurnRow], rows: Iterable[SessionRow | TurnRow]) -> str:
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([field.name for field in fields(row_type)])
    writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
    return stream.getvalue()


def _cell(value: Cell) -> Cell:
    """Text made inert. Spreadsheets skip white space before a formula, which defusedcsv lets through."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = clean(value)
    hidden = text[:1].isspace() or text[:1] > "\x7f"
    return f"'{text}" if hidden and text.lstrip()[:1] in _STARTS_FORMULA else text
