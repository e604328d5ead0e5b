"""Reads the marks that people gave to replies; every fault of the file is found at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coach.content.csv_cells import Cell, Table, read_table
from coach.content.nearest import near, quoted
from coach.domain.marks import HIGHEST, Mark, MarkedReply, MarkSheet
from coach.errors import CoachError, ContentError, Fault, Position, UsageError
from coach.services.bulk import parse_line, read_lines

MAX_BYTES = 64 * 1024 * 1024
NEEDED = ("id", "rater", "criterion", "mark")
RECORD = ("customer", "reply", "facts", "today", "scenario")
"""Columns that describe the reply itself, as in a file of transcripts."""
COACH = "coach"
_MARK = re.compile(r"\d{1,2}(?:[.,]\d{1,6})?")
Row = Mapping[str, Cell]
"""Cells by the name of their column."""


def read_marks(file: Path, *, replies: Path | None = None, against: str | None = None) -> MarkSheet:
    """The marks of a CSV file and the replies that they belong to. Raises ContentError with every fault.

    The columns are id, rater, criterion and mark; the reply stands in the columns customer and reply (facts,
    today, scenario), in one row of each id at least, or in `replies`, JSON Lines as for `coach assess`.
    `against` is the rater that is no person, and may be called coach.
    """
    table = read_table(_text(file), file)
    reader = _Marks(file, table, against=against)
    rows = list(reader.rows())
    marks = [mark for row in rows if (mark := reader.mark(row)) is not None]
    for row in rows:
        reader.look_for_reply(row)
    if replies is not None:
        reader.add_replies(replies)
    reader.require_replies(rows, replies)
    if reader.faults:
        raise ContentError(reader.faults)
    if not marks:
        raise ContentError([Fault(Position(file), "C413", "The file holds no marks.", _COLUMNS)])
    return MarkSheet(tuple(marks), {mark.reply: reader.replies[mark.reply] for mark in marks})


_COLUMNS = "The first line names the columns: id, rater, criterion, mark, and customer and reply."


class _Marks:
    """What has been found in the file so far."""

    def __init__(self, file: Path, table: Table, *, against: str | None) -> None:
        self.file = file
        self.faults: list[Fault] = list(table.faults)
        self.replies: dict[str, MarkedReply] = {}
        self._table, self._against = table, against
        self._given: dict[tuple[str, str, str], Cell] = {}
        self._ids: dict[str, Cell] = {}
        """Where each id was first read."""

    def rows(self) -> Iterator[Row]:
        """Each row by column. A file that lacks a column has no rows."""
        if not self._table.rows:
            self._fault(None, "C404", "The file is empty.", _COLUMNS)
            return
        header, *rest = self._table.rows
        names = [cell.text.strip().casefold() for cell in header]
        lacks = [name for name in NEEDED if name not in names]
        for name in lacks:
            meant = near(name, [known for known in names if known not in (*NEEDED, *RECORD)])
            self._fault(header[0], "C404", f"There is no column `{name}`.", meant or _COLUMNS)
        for at, name in enumerate(names):
            if name in (*NEEDED, *RECORD) and name in names[:at]:
                self._fault(header[at], "C404", f"The column `{name}` stands here twice.", "Keep one.")
        if lacks:
            return
        for row in rest:
            if len(row) != len(names):
                message = f"This row has {len(row)} cells, the first line has {len(names)}."
                self._fault(row[0], "C405", message, "Put a text that holds the separator in double quotes.")
                continue
            yield dict(zip(names, row, strict=True))

    def mark(self, row: Row) -> Mark | None:
        id_, rater, criterion = (row[name].text.strip() for name in NEEDED[:3])
        if id_:
            self._ids.setdefault(id_, row["id"])
        if not any(row[name].text.strip() for name in NEEDED[1:]) and "reply" in row:
            return None  # a row that only brings the reply
        empty = [name for name in NEEDED if not row[name].text.strip()]
        for name in empty:
            self._fault(row[name], "C406", f"`{name}` is empty.", _EMPTY.get(name, ""))
        if criterion and criterion not in HIGHEST:
            self._fault(
                row["criterion"], "C407", f"There is no criterion {quoted(criterion)}.", _meant(criterion)
            )
            return None
        value = self._value(row["mark"], criterion) if criterion and row["mark"].text.strip() else None
        if empty or value is None or not self._may_mark(row, rater):
            return None
        key = (id_, rater, criterion)
        if key in self._given:
            before = self._given[key].line
            message = f"{quoted(rater)} has marked {criterion} of {quoted(id_)} on line {before} already."
            self._fault(row["mark"], "C409", message, "Keep one of the two.")
            return None
        self._given[key] = row["mark"]
        return Mark(id_, rater, criterion, value)

    def _value(self, cell: Cell, criterion: str) -> float | None:
        highest, text = HIGHEST[criterion], cell.text.strip()
        value = float(text.replace(",", ".")) if _MARK.fullmatch(text) else None
        whole = value is not None and value.is_integer()
        if value is None or value > highest or (highest < 5 and not whole):
            message = f"The mark is {quoted(text)}; {criterion} takes {_allowed(highest)}."
            hint = (
                "Where a criterion does not apply to a reply, leave the row out."
                if not text.isdigit()
                else ""
            )
            self._fault(cell, "C408", message, hint)
            return None
        return value

    def _may_mark(self, row: Row, rater: str) -> bool:
        if rater.casefold() != COACH or rater == self._against:
            return True
        if not any(fault.code == "C412" for fault in self.faults):
            message = f"{quoted(rater)} is no person: coach's own scores are computed now."
            self._fault(row["rater"], "C412", message, f"Leave its rows out, or add --against {rater}.")
        return False

    def look_for_reply(self, row: Row) -> None:
        id_, filled = row["id"].text.strip(), {n: row[n] for n in RECORD if n in row and row[n].text.strip()}
        if not id_ or not filled:
            return
        record: dict[str, Any] = {"id": id_, **{name: cell.text for name, cell in filled.items()}}
        if "facts" in filled:
            try:
                record["facts"] = parse_line(filled["facts"].text.encode("utf-8", "surrogatepass"))
            except UsageError as error:
                self._fault(
                    filled["facts"], "C411", error.message, 'Facts are a JSON list: [{"id": ..., ...}].'
                )
        self._add(id_, record, self._position(next(iter(filled.values()))))

    def add_replies(self, file: Path) -> None:
        """The records of a file of transcripts whose ids are marked."""
        try:
            with file.open("rb") as stream:
                for line in read_lines(stream):
                    position = Position(file, line.number)
                    try:
                        if line.too_long:
                            raise UsageError("This line is too long to be read.")
                        record = parse_line(line.data)
                        if not isinstance(record, dict) or record.get("id") is None:
                            raise UsageError('This is no JSON object with an "id".')
                    except CoachError as error:
                        self.faults.append(Fault(position, "C411", error.message, error.hint))
                        continue
                    id_ = record["id"] if isinstance(record["id"], str) else json.dumps(record["id"])
                    if id_ in self._ids:
                        self._add(id_, record, position)
        except OSError as error:
            self.faults.append(
                Fault(Position(file), "C401", _unreadable(error), "Name a file of JSON Lines.")
            )
        except UsageError as error:
            self.faults.append(Fault(Position(file), "C402", error.message, error.hint))

    def _add(self, id_: str, record: dict[str, Any], position: Position) -> None:
        known = self.replies.get(id_)
        if known is None:
            self.replies[id_] = MarkedReply(id_, record, position)
            return
        together = {**known.record, **record}
        for key, value in known.record.items():
            if key in record and key != "id" and record[key] != value:
                message = f"The {key} of {quoted(id_)} is another one than on line {known.position.line}."
                self.faults.append(Fault(position, "C411", message, "Each id is one reply."))
                return
        self.replies[id_] = MarkedReply(id_, together, known.position)

    def require_replies(self, rows: list[Row], replies: Path | None) -> None:
        """Every id that is marked has a customer's line and a reply, the reply possibly empty."""
        where = f"in {replies.name}" if replies else "in the column"
        for id_, cell in self._ids.items():
            record = self.replies[id_].record if id_ in self.replies else {}
            if "reply" in record and "customer" in record:
                continue
            lacks = next(key for key in ("reply", "customer") if key not in record)
            hint = "Give both in one row of the id, or name the transcripts with --replies FILE.jsonl."
            self._fault(
                cell, "C410", f"{quoted(id_)} has no {lacks} {where}{'' if replies else f' `{lacks}`'}.", hint
            )

    def _position(self, cell: Cell | None) -> Position:
        return Position(self.file) if cell is None else Position(self.file, cell.line, cell.column)

    def _fault(self, cell: Cell | None, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(self._position(cell), code, message, hint))


_EMPTY = {"mark": "Where a criterion does not apply to a reply, leave the row out."}


def _allowed(highest: int) -> str:
    return {1: "0 or 1", 2: "0, 1 or 2"}.get(highest, f"0 to {highest}")


def _meant(criterion: str) -> str:
    return near(criterion.lower().replace(" ", "_").replace("-", "_"), HIGHEST) or (
        "There are empathy, accuracy, validation, exploration, understanding, and the ids of acts and faults."
    )


def _text(file: Path) -> str:
    """The text of the file. Raises ContentError."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ContentError([Fault(Position(file), "C401", _unreadable(error), "Name a CSV file.")]) from error
    if len(data) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1024 // 1024} MB, the most that is read."
        raise ContentError([Fault(Position(file), "C401", message, "Split it.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8", "replace")
        where = Position(file, good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1)
        message = f"The byte 0x{data[error.start]:02X} here is not UTF-8; the file has another encoding."
        hint = "In the spreadsheet, save it as 'CSV UTF-8'."
        raise ContentError([Fault(where, "C402", message, hint)]) from error
    nul = text.find("\0")
    if nul != -1:
        where = Position(file, text.count("\n", 0, nul) + 1, nul - (text.rfind("\n", 0, nul) + 1) + 1)
        raise ContentError([Fault(where, "C402", "A NUL stands here: this is no text.", "Name a CSV file.")])
    return text


def _unreadable(error: OSError) -> str:
    return f"The file cannot be read: {(error.strerror or 'it failed').lower()}."
