"""Commands for leads: transcripts scored in bulk."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.output import say_json, tell
from coach.errors import CoachError, UsageError

PANEL = "For leads"


def add_to(app: typer.Typer) -> None:
    app.command("assess", rich_help_panel=PANEL)(assess)


def assess(
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="The file; - reads standard input.")],
) -> None:
    """Score the replies of many transcripts at once.

    The file holds one JSON object a line, with "id", "customer" and "reply";
    it may hold "facts", "today" and "scenario". Each comes back with
    "empathy", "accuracy", "acts" and "flags". A line that cannot be read
    is named and left out; the exit status is then 2.

    Example: coach assess talks.jsonl > scored.jsonl
    """
    from coach.bootstrap import open_library
    from coach.scoring.built_in import score_reply
    from coach.services.assessing import assess_record
    from coach.settings import load

    library = open_library(load())
    left_out = 0
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        try:
            record = assess_record(_parsed(line), score_reply, scenario_of=library.scenario)
        except CoachError as error:
            tell(f"line {number}: {error}")
            left_out += 1
            continue
        say_json(record)
    if left_out:
        tell("1 line was left out." if left_out == 1 else f"{left_out} lines were left out.")
        raise typer.Exit(2)


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        raise UsageError(f"This is not JSON: {reason}.") from error
    except RecursionError as error:
        raise UsageError("This is nested too deeply.") from error


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).expanduser().open(encoding="utf-8", errors="replace") as stream:
            yield from stream
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise UsageError(
            f"{file} cannot be read: {reason}.", "Name a file of JSON Lines, or - for stdin."
        ) from error
