"""What a command prints: data on stdout, talk on stderr, and nothing that could drive a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from coach.domain.text import clean


def say(text: str = "") -> None:
    """A line, or several, on stdout."""
    _print(clean(text))


def say_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """One JSON value on a line of its own; ASCII, so that its strings are exact and still inert."""
    _print(json.dumps(value, ensure_ascii=True))


def tell(text: str) -> None:
    """A line, or several, on stderr."""
    print(clean(text), file=sys.stderr, flush=True)


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


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # Whoever read this has seen enough. Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
