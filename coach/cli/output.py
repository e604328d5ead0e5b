"""What a command prints: data on stdout, talk on stderr, and nothing that could drive a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from coach.domain.text import clean
from coach.errors import Fault, UsageError

if TYPE_CHECKING:
    from coach.settings import Settings

LONGEST_LINE = 100
"""Characters; longer lines are hard to read, and without a terminal the width must not vary."""
MOST_FAULTS = 200
"""Printed for people; nobody mends more at a time."""


def say(text: str = "") -> None:
    """A line, or several, on stdout; no word is cut at the edge of a terminal."""
    print(_fitted(clean(text), sys.stdout), flush=True)


def say_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """One JSON value on a line of its own; ASCII, so that its strings are exact and still inert."""
    print(json.dumps(value, ensure_ascii=True), flush=True)


def pour(text: str) -> None:
    """A file's content on stdout, as it would stand in the file."""
    print(text, end="", flush=True)


def tell(text: str) -> None:
    """A line, or several, on stderr."""
    print(_fitted(clean(text), sys.stderr), file=sys.stderr, flush=True)


def line_width(stream: TextIO | None = None) -> int:
    """The terminal's width, up to 100 characters; 100 where there is no terminal. Default: of stdout."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return LONGEST_LINE
    columns = os.get_terminal_size(stream.fileno()).columns
    return min(columns, LONGEST_LINE) if columns > 0 else LONGEST_LINE


def wrapped(text: str, *, width: int, hang: int = 2) -> str:
    """Each line cut between words; what is left of it stands `hang` characters further in."""
    return "\n".join(_wrapped_line(line, width=width, hang=hang) for line in text.split("\n"))


def reflowed(text: str) -> str:
    """Prose without the line breaks of its file; blank lines, headings and list items stay."""
    found: list[str] = []
    for line in clean(text).splitlines():
        words = line.strip()
        joins = found and found[-1] and words and not words.startswith(("- ", "* ", "#"))
        if joins and not found[-1].startswith("#"):
            found[-1] += f" {words}"
        else:
            found.append(words)
    return "\n".join(found).strip()


def short(text: str, most: int) -> str:
    """One line of at most `most` characters, cut between words where there are any."""
    line = one_line(text)
    if len(line) <= most:
        return line
    head = line[: most - 2].rpartition(" ")[0] or line[: most - 3]
    return f"{head.rstrip(' ,;:.')}..."


def bounded(text: str) -> str:
    """Without the rest of any word that is too long to be read: a name or a path that was typed."""
    return re.sub(r"\S{400,}", lambda found: short(found[0], 80), text)


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def indented(text: str, by: str = "  ") -> str:
    return "\n".join(f"{by}{line}".rstrip() for line in clean(text).strip().split("\n"))


def noticed(settings: Settings) -> Settings:
    """The settings, once what is odd about them is said."""
    for notice in settings.notices:
        tell(notice)
    return settings


def at_home(path: Path) -> Path:
    """A path with `~` put in full. Raises UsageError where there is no such person."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError(
            f"{short(path.parts[0], 60)} is nobody's home folder.", "Write the path in full."
        ) from error


def fault_json(fault: Fault) -> dict[str, str | int]:
    return {
        "file": str(fault.position.file),
        "line": fault.position.line,
        "column": fault.position.column,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
    }


def _fitted(text: str, stream: TextIO) -> str:
    return wrapped(text, width=line_width(stream)) if stream.isatty() else text


def _wrapped_line(line: str, *, width: int, hang: int) -> str:
    if len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    pieces = textwrap.wrap(
        line.strip(),
        width=width,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(pieces)
