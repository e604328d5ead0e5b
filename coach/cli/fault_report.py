"""The faults of content as people, programs and GitHub read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from coach.cli.output import MOST_FAULTS, bounded, fault_json, line_width
from coach.domain.text import clean
from coach.errors import Fault

BEFORE = 40
"""Columns of a long line that are kept before the caret."""
MOST_TEXT = 1000
"""Characters of a line for programs: a file of one long line with ten thousand faults would come to gigabytes."""
_CUT = "..."


def report(faults: Sequence[Fault], *, width: int | None = None) -> Iterator[str]:
    """Each fault with its line and a caret; after the first 200 they are only counted. Default: as wide as stdout."""
    for fault in faults[:MOST_FAULTS]:
        yield bounded(" ".join(str(fault).split()))
        yield from excerpt(fault, width=width or line_width())
    if len(faults) > MOST_FAULTS:
        yield f"... and {len(faults) - MOST_FAULTS:,} more."


def looked_up(faults: Sequence[Fault], *, width: int | None = None) -> Iterator[str]:
    """The same for faults whose lines were not read yet, and of which only the first 200 are."""
    from coach.bootstrap_content import with_lines

    return report([*with_lines(faults[:MOST_FAULTS]), *faults[MOST_FAULTS:]], width=width)


def excerpt(fault: Fault, *, width: int) -> Iterator[str]:
    """The line and a caret under its column, both as a terminal draws them; nothing for an empty line.

    Tabs are drawn as one space, what has no width or would drive a terminal is left out, wide characters take
    two columns, and of a line that is too long the part around the caret stays.
    """
    split = fault.position.column - 1
    before, after = (_drawn(part) for part in (fault.text[:split], fault.text[split:]))
    if not (before + after).strip():
        return
    before = before.lstrip()
    if cell_len(before) > BEFORE:
        before = _CUT + _last_cells(before, BEFORE - len(_CUT))
    room = max(width - 4 - cell_len(before), len(_CUT) + 1)
    if cell_len(after) > room:
        after = set_cell_size(after, room - len(_CUT)) + _CUT
    yield f"    {before}{after}".rstrip()
    yield f"    {' ' * cell_len(before)}^"


def _drawn(text: str) -> str:
    return clean(text).replace("\t", " ").replace("\n", " ")


def _last_cells(text: str, most: int) -> str:
    while cell_len(text) > most:
        text = text[max(1, (cell_len(text) - most) // 2) :]
    return text


def summary(faults: Sequence[Fault]) -> str:
    """'2 faults and 1 warning in 3 files. `coach explain C303` says more about the first.'"""
    wrong = sum(not fault.is_warning for fault in faults)
    counts = [_many(wrong, "fault")] * bool(wrong) + [_many(len(faults) - wrong, "warning")] * (
        len(faults) > wrong
    )
    files = len({fault.position.file for fault in faults})
    first = next((f for f in faults if not f.is_warning), faults[0])
    where = f"in {_many(files, 'file')}"
    return f"{' and '.join(counts)} {where}. `coach explain {first.code}` says why it matters and how to mend it."


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def fault_row(fault: Fault) -> dict[str, str | int]:
    """One fault for programs, with the line that it stands in."""
    return {
        **fault_json(fault),
        "severity": "warning" if fault.is_warning else "fault",
        "text": fault.text[:MOST_TEXT],
    }


def github(faults: Sequence[Fault], *, here: Path) -> Iterator[str]:
    """Annotations for GitHub Actions, as its documentation of workflow commands has them.

    Only `%`, carriage return and line feed are escaped in a message; in a property colon and comma as well.
    """
    for fault in faults:
        position = fault.position
        file = position.file
        if file.is_absolute() and file.is_relative_to(here):
            file = file.relative_to(here)
        place = f"file={_property(file.as_posix())},line={position.line},col={position.column}"
        level = "warning" if fault.is_warning else "error"
        message = _escaped(clean(f"{fault.message} {fault.hint}".rstrip()))
        yield f"::{level} {place},title={_property(fault.code)}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(clean(text)).replace(":", "%3A").replace(",", "%2C")
