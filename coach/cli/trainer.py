"""Commands for trainers: content that is checked before anybody practises with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.importing import import_
from coach.cli.output import at_home, fault_json, fault_lines, say, say_json, tell
from coach.cli.rehearsing import rehearse
from coach.cli.schemas import schema

PANEL = "For trainers"


def add_to(app: typer.Typer) -> None:
    app.command("check", rich_help_panel=PANEL)(check)
    app.command("rehearse", rich_help_panel=PANEL)(rehearse)
    app.command("schema", rich_help_panel=PANEL)(schema)
    app.command("import", rich_help_panel=PANEL)(import_)


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders. Default: everything that comes with coach."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", metavar="", help="For programs: print the faults as JSON.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", metavar="", help="First write what needs no person: older schemas, editor lines."
        ),
    ] = False,
) -> None:
    """Find what is wrong in the files of scenarios, personas and curricula.

    Each fault comes with its file, line and column. If there is any, the
    exit status is 2.

    Example: coach check my-scenarios/late-parcel.yaml
    """
    from coach.bootstrap import check_content
    from coach.bootstrap_content import fix_content
    from coach.settings import load

    if fix:
        for mended in fix_content([at_home(path) for path in paths or []], load()):
            tell(f"Wrote {mended.file}: {' and '.join(mended.changes)}.")
    faults = check_content([at_home(path) for path in paths or []], load())
    if as_json:
        say_json([fault_json(fault) for fault in faults])
    elif faults:
        say("\n".join(fault_lines(faults)))
    if faults:
        tell("1 fault." if len(faults) == 1 else f"{len(faults):,} faults.")
        raise typer.Exit(2)
    if not as_json:
        say("No faults: everything that was read can be practised.")
