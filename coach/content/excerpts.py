"""The lines that faults stand in, read once for each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from coach.content.yaml_reader import read_text
from coach.errors import ContentError, Fault

MAX_BYTES = 512 * 1024
"""As much as is read of any file; of a larger one no line is shown."""


def with_lines(faults: Sequence[Fault]) -> list[Fault]:
    """The faults with the text of their lines, where the file can be read."""

    @cache
    def lines_of(file: Path) -> tuple[str, ...]:
        try:
            text = read_text(file, limit=MAX_BYTES)
        except ContentError:
            return ()
        return tuple(line.removesuffix("\r") for line in text.split("\n"))

    def line_of(fault: Fault) -> str:
        lines, at = lines_of(fault.position.file), fault.position.line
        return lines[at - 1] if at <= len(lines) else ""

    return [replace(fault, text=line_of(fault)) for fault in faults]
