"""Commands for leads: transcripts scored in bulk."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from coach.cli.output import at_home, say_json, short, tell
from coach.errors import CoachError, UsageError

if TYPE_CHECKING:
    from coach.domain.scenario import Scenario
    from coach.ports import Scorer

PANEL = "For leads"
UNFORESEEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a fault in a scorer can be."""


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
    from coach.settings import load

    library = open_library(load())
    code = score_lines(_lines(file), score_reply, scenario_of=library.scenario)
    if code:
        raise typer.Exit(code)


def score_lines(lines: Iterable[str], scorer: Scorer, *, scenario_of: Callable[[str], Scenario]) -> int:
    """Print each line with its assessment; the exit status. No line takes another one with it."""
    from coach.services.assessing import assess_record

    left_out = unscored = 0
    ids: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = _parsed(line)
            scored = assess_record(record, scorer, scenario_of=scenario_of)
            _look_at_id(scored, ids, number=number)
        except CoachError as error:
            tell(f"line {number}: {error}")
            left_out += 1
        except UNFORESEEN as error:
            tell(f"line {number} could not be scored: {type(error).__name__}. Please report this line.")
            unscored += 1
        else:
            say_json(scored)
    if left_out:
        tell("1 line was left out." if left_out == 1 else f"{left_out} lines were left out.")
    if unscored:
        tell("1 line could not be scored." if unscored == 1 else f"{unscored} lines could not be scored.")
        return 1
    return 2 if left_out else 0


def _look_at_id(record: Mapping[str, object], ids: dict[str, int], *, number: int) -> None:
    """Say what is odd about the id; `ids` has the line of each that was seen. Raises UsageError without one."""
    id_ = record.get("id")
    if id_ is None:
        raise UsageError('"id" is missing.', "Without it nobody can tell whose scores these are.")
    if not isinstance(id_, str):
        tell(f'line {number}: "id" is not text; the line is scored all the same.')
    known = id_ if isinstance(id_, str) else json.dumps(id_)
    if known in ids:
        tell(f'line {number}: the "id" {short(known, 60)} is already on line {ids[known]}.')
    ids.setdefault(known, number)


def _parsed(line: str) -> object:
    try:
        return json.loads(line, parse_constant=_no_number)
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        raise UsageError(f"This is not JSON: {reason}.") from error
    except RecursionError as error:
        raise UsageError("This is nested too deeply.") from error


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with at_home(Path(file)).open(encoding="utf-8", errors="replace") as stream:
            yield from stream
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise UsageError(
            f"{file} cannot be read: {reason}.", "Name a file of JSON Lines, or - for stdin."
        ) from error
