"""Commands for trainers: content that is checked before anybody practises with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.output import say, say_json, tell

PANEL = "For trainers"


def add_to(app: typer.Typer) -> None:
    app.command("check", rich_help_panel=PANEL)(check)


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders. Default: all that is installed."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list of the faults.")] = False,
) -> None:
    """Find every fault in scenarios, personas, rubrics and curricula.

    Each fault comes with its file, line and column; with any, the exit status is 2.

    Example: coach check my-scenarios/late-parcel.yaml
    """
    from coach.bootstrap import check_content
    from coach.settings import load

    faults = check_content([path.expanduser() for path in paths or []], load())
    if as_json:
        say_json(
            [
                {
                    "file": str(f.position.file),
                    "line": f.position.line,
                    "column": f.position.column,
                    "code": f.code,
                    "message": f.message,
                    "hint": f.hint,
                }
                for f in faults
            ]
        )
    else:
        for fault in faults:
            say(" ".join(str(fault).split()))
    if faults:
        tell("1 fault." if len(faults) == 1 else f"{len(faults)} faults.")
        raise typer.Exit(2)
    if not as_json:
        say("No faults: everything that was read can be practised.")
