"""Facts that stand in a spreadsheet beside their scenario: `facts_file: facts.csv`, one fact in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from coach.content.csv_cells import Cell, Table, read_table
from coach.content.nearest import near, quoted
from coach.content.plain_values import is_blank
from coach.content.yaml_reader import FACTS_FILE, Document, RowPlace, read_document, read_text
from coach.domain.scenario import Fact
from coach.errors import ContentError, Fault, Position

MAX_BYTES = 512 * 1024
_LISTS = frozenset({"paraphrases", "gist", "asked", "until"})
"""Several in one cell, with | between them, or each on a line of its own."""
_YES_OR_NO = frozenset({"required", "customer_knows"})
_YES = frozenset({"yes", "true", "x", "1"})
_NO = frozenset({"no", "false", "0"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROLS = 20
_OF_ONE_CELL = frozenset({"C113", "C204"})
_COLUMNS = "The first line names the columns: id, statement, forbidden, required, source."


@dataclass(frozen=True)
class Parts:
    """A content file with the facts of its table, as far as that could be read."""

    document: Document
    faults: tuple[Fault, ...] = ()
    """Of the table."""

    @property
    def lacks_facts(self) -> bool:
        return any(fault.code not in _OF_ONE_CELL for fault in self.faults)


def read_whole(file: Path, *, inside: Path | None = None) -> Document:
    """A content file, with the facts of the table that it names. Raises ContentError with every fault of both."""
    parts = read_parts(file, inside=inside)
    if parts.faults:
        raise ContentError(parts.faults)
    return parts.document


def read_parts(file: Path, *, inside: Path | None = None) -> Parts:
    """As `read_whole`, with what can be read of a table with faults. Raises ContentError with those of the file."""
    document = read_document(file, inside=inside)
    if FACTS_FILE not in document.values:
        return Parts(document)
    try:
        table_file = _named(document)
        text = _text(document, table_file, inside=inside)
        reader = _Rows(table_file, read_table(text, table_file))
        rows = list(reader.rows())
        faults = (*reader.faults, *_control_characters(text, table_file))
    except ContentError as error:
        rows, faults = [], error.faults
    own = document.values.get("facts") or []
    if not isinstance(own, list):
        own = [own]
    values = {key: value for key, value in document.values.items() if key != FACTS_FILE}
    places = {len(own) + at: place for at, (_, place) in enumerate(rows)}
    facts = [*own, *(row for row, _ in rows)]
    return Parts(replace(document, values={**values, "facts": facts}, rows=places), faults)


def _named(document: Document) -> Path:
    name = document.values[FACTS_FILE]
    if (
        not isinstance(name, str)
        or not name.endswith(".csv")
        or not name.isprintable()
        or name.startswith(("/", "~"))
        or ".." in name.split("/")
    ):
        message = f"`{FACTS_FILE}` is {quoted(name)}; it has to name a .csv file beside this one."
        raise ContentError(
            [Fault(document.position(FACTS_FILE), "C207", message, "Write it like facts.csv.")]
        )
    return document.file.parent / name


def _text(document: Document, table_file: Path, *, inside: Path | None) -> str:
    try:
        return read_text(table_file, inside=inside or document.file.parent, limit=MAX_BYTES)
    except ContentError as error:
        raise ContentError([_of_table(fault, document, table_file) for fault in error.faults]) from error


def _of_table(fault: Fault, document: Document, table_file: Path) -> Fault:
    """At its own line where it is one of the text; a file that cannot be opened is told where it is named."""
    if fault.code == "C103":
        return replace(fault, code="C402", hint="In the spreadsheet, save it as CSV UTF-8.")
    message = f"The table {table_file.name} cannot be used. {fault.message}"
    return Fault(document.position(FACTS_FILE), "C312", message, fault.hint)


def _control_characters(text: str, file: Path) -> Iterator[Fault]:
    """As the parser of YAML refuses them."""
    for found in islice(_CONTROL.finditer(text), _MOST_CONTROLS):
        line_start = text.rfind("\n", 0, found.start()) + 1
        where = Position(file, text.count("\n", 0, found.start()) + 1, found.start() - line_start + 1)
        yield Fault(where, "C113", "A control character stands here that no text can hold.", "Delete it.")


class _Rows:
    """The rows as facts, and what is wrong with the table."""

    def __init__(self, file: Path, table: Table) -> None:
        self.faults: list[Fault] = list(table.faults)
        self._file, self._table = file, table

    def rows(self) -> Iterator[tuple[dict[str, Any], RowPlace]]:
        if not self._table.rows:
            self.faults.append(Fault(Position(self._file), "C404", "The file is empty.", _COLUMNS))
            return
        header, *rest = self._table.rows
        names = [cell.text.strip().casefold().replace(" ", "_") for cell in header]
        if not self._has_sound_header(header, names):
            return
        for row in rest:
            if len(row) != len(names):
                message = f"This row has {len(row)} cells, the first line has {len(names)}."
                self._fault(row[0], "C405", message, "Put a text that holds the separator in double quotes.")
                continue
            cells = dict(zip(names, row, strict=True))
            yield self._fact(cells), self._place(cells, row[0])

    def _has_sound_header(self, header: tuple[Cell, ...], names: list[str]) -> bool:
        known = list(Fact.model_fields)
        before = len(self.faults)
        for at, (cell, name) in enumerate(zip(header, names, strict=True)):
            if name not in known:
                message = f"A fact has no {quoted(name)}." if name else "A column has no name."
                self._fault(cell, "C404", message, near(name, known) or _COLUMNS)
            elif name in names[:at]:
                self._fault(cell, "C404", f"The column `{name}` stands here twice.", "Keep one.")
        if "id" not in names:
            self._fault(header[0], "C404", "There is no column `id`.", near("id", names) or _COLUMNS)
        return len(self.faults) == before

    def _fact(self, cells: Mapping[str, Cell]) -> dict[str, Any]:
        """Only what the row says: an empty cell says nothing."""
        said = {name: cell for name, cell in cells.items() if not is_blank(cell.text)}
        return {name: self._value(name, cell) for name, cell in said.items()}

    def _value(self, name: str, cell: Cell) -> object:
        text = cell.text.strip()
        if name in _LISTS:
            return [one.strip() for one in text.replace("\n", "|").split("|") if one.strip()]
        if name in _YES_OR_NO:
            if text.casefold() not in _YES | _NO:
                self._fault(cell, "C204", f"`{name}` is {quoted(text)}; it can be yes or no.")
            return text.casefold() in _YES
        return " ".join(text.split())

    def _place(self, cells: Mapping[str, Cell], first: Cell) -> RowPlace:
        at = {name: Position(self._file, cell.line, cell.column) for name, cell in cells.items()}
        return RowPlace(Position(self._file, first.line, first.column), at)

    def _fault(self, cell: Cell, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(Position(self._file, cell.line, cell.column), code, message, hint))
