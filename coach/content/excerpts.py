"""The lines that faults stand in, read once for each file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from coach.content.yaml_reader import leads_out, read_text
from coach.errors import ContentError, Fault

MAX_BYTES = 512 * 1024
"""As much as is read of any file; of a larger one no line is shown."""
_NOT_READ = frozenset({"C101", "C112", "C504"})
"""A file with one of these was not read for the check, and is not read for its lines either."""


def with_lines(faults: Sequence[Fault], folders: Collection[Path] = ()) -> list[Fault]:
    """The faults with the text of their lines, where the file can be read.

    Of a file under one of `folders` that leads out of it no line is shown: it may hold anything.
    """
    unread = {fault.position.file for fault in faults if fault.code in _NOT_READ}
    otherwise_encoded = {fault.position.file for fault in faults if fault.code == "C103"}

    @cache
    def lines_of(file: Path) -> tuple[str, ...]:
        homes = [folder for folder in folders if file.is_relative_to(folder)]
        if file in unread or any(leads_out(file, home) for home in homes):
            return ()
        try:
            text = read_text(file, limit=MAX_BYTES)
        except ContentError:
            if file not in otherwise_encoded:
                return ()
            with file.open("rb") as stream:
                text = stream.read(MAX_BYTES).decode("utf-8-sig", errors="replace")
        return tuple(line.removesuffix("\r") for line in text.split("\n"))

    def line_of(fault: Fault) -> str:
        lines, at = lines_of(fault.position.file), fault.position.line
        return lines[at - 1] if at <= len(lines) else ""

    return [replace(fault, text=line_of(fault)) for fault in faults]
