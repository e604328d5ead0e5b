"""What a command prints: data on stdout, talk on stderr, and nothing that could drive a terminal."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

import typer

from coach.domain.text import clean

LONGEST_LINE = 100
"""Characters; longer lines are hard to read, and without a terminal the width must not vary."""


def say(text: str = "") -> None:
    """A line, or several, on stdout; no word is cut at the edge of a terminal."""
    _print(_fitted(clean(text), sys.stdout))


def say_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """One JSON value on a line of its own; ASCII, so that its strings are exact and still inert."""
    _print(json.dumps(value, ensure_ascii=True))


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


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def indented(text: str, by: str = "  ") -> str:
    return "\n".join(f"{by}{line}".rstrip() for line in clean(text).strip().split("\n"))


def prepare_streams() -> None:
    """No byte that cannot be read or written stops a command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")


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


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # Whoever read this has seen enough. Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
