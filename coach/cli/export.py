"""The command by which agents hand over their scores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from coach.cli.output import at_home, noticed, pour, short, tell
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.domain.report import ExportFormat, Report

STDOUT = "-"


def export(
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write; - prints it.")],
    format_: Annotated[
        str, typer.Option("--format", metavar="csv|jsonl", help="csv for a spreadsheet, jsonl for programs.")
    ] = "csv",
    with_turns: Annotated[
        bool, typer.Option("--with-turns", metavar="", help="Everything that was said, too.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", metavar="", help="Replace a file that is no export of coach.")
    ] = False,
) -> None:
    """Write your talks and scores to a file that you can hand over.

    Without --with-turns it holds no word of yours or the customer's. An
    earlier export of the same name is replaced; another file is not.

    Example: coach export --format csv --out practice.csv
    """
    from asyncio import run

    from coach.bootstrap import open_coach
    from coach.settings import load

    chosen = _format(format_)
    if out == STDOUT and chosen == "csv" and with_turns:
        raise UsageError(
            "With turns, csv is two tables, and only one can be printed.",
            "Add --format jsonl, or name a file with --out.",
        )
    target = at_home(Path(out))
    with open_coach(noticed(load()), write=False) as coach:
        if out == STDOUT:
            report = run(coach.reporting.report(with_turns=with_turns))
            pour(coach.reporting.exporters[chosen].text(report))
            _say_what(report, [])
            return
        report = run(coach.reporting.export(chosen, target, with_turns=with_turns, replace=force))
        _say_what(report, coach.reporting.exporters[chosen].files(target, with_turns=with_turns))


def _format(named: str) -> ExportFormat:
    from coach.domain.report import ExportFormat

    if named not in get_args(ExportFormat):
        raise UsageError(f"There is no format called '{short(named, 40)}'.", "Choose csv or jsonl.")
    return cast(ExportFormat, named)


def _say_what(report: Report, files: Sequence[Path]) -> None:
    from coach.tui.wording import count

    where = f"Written to {files[0]}" if files else "Printed"
    for more in files[1:]:
        where += f" and {more.name} beside it"
    tell(f"{where}: {count(len(report.sessions), 'talk')}.")
    tell("It holds: when you practised what, how it ended, scores, pass marks, and which facts you left out.")
    if report.turns is None:
        tell("It does not hold: your words, the customer's words, your name. --with-turns adds the words.")
    else:
        tell("And word for word: what you and the customer said, with the evidence of each score.")
        tell("It does not hold: your name, unless you wrote it in a reply.")
