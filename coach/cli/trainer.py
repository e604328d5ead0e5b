"""Commands for trainers: content that is checked before anybody practises with it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.creating import new_app
from coach.cli.explaining import explain
from coach.cli.fault_report import fault_row, github, report, summary
from coach.cli.importing import import_
from coach.cli.output import at_home, bounded, noticed, pour, say, say_json, tell
from coach.cli.previewing import preview
from coach.cli.rehearsing import rehearse
from coach.cli.schemas import schema
from coach.cli.testing import run_tests
from coach.errors import Fault

if TYPE_CHECKING:
    from coach.settings import Settings

PANEL = "For trainers"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH", help="Files or folders. Default: everything that comes with coach.", readable=False
    ),
]
"""What cannot be read is a fault of that file, and no wrong usage that stops the others."""


class Format(StrEnum):
    """How faults are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def add_to(app: typer.Typer) -> None:
    app.command("check", rich_help_panel=PANEL)(check)
    app.command("explain", rich_help_panel=PANEL)(explain)
    app.command("rehearse", rich_help_panel=PANEL)(rehearse)
    app.command("preview", rich_help_panel=PANEL)(preview)
    app.command("test", rich_help_panel=PANEL)(run_tests)
    app.add_typer(new_app, name="new", rich_help_panel=PANEL)
    app.command("schema", rich_help_panel=PANEL)(schema)
    app.command("import", rich_help_panel=PANEL)(import_)


def check(
    paths: Paths = None,
    form: Annotated[
        Format, typer.Option("--format", help="For people, for programs, or notes in GitHub Actions.")
    ] = Format.TEXT,
    as_json: Annotated[
        bool, typer.Option("--json", metavar="", help="For programs: the same as --format json.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", metavar="", help="First write what needs no person: older schemas, editor lines."
        ),
    ] = False,
) -> None:
    """Find what is wrong in the files of scenarios, personas and curricula.

    Each fault comes with its file, line and column, the line itself, and
    what to do. If there is any, the exit status is 2; warnings stop nobody.
    `coach explain CODE` says more about the code of a fault.

    Example: coach check my-scenarios/late-parcel.yaml
    """
    from coach.bootstrap import check_content
    from coach.settings import load

    places, settings = [at_home(path) for path in paths or []], noticed(load())
    left = fix and _leaves_some(places, settings)
    faults = check_content(places, settings)
    _print(faults, Format.JSON if as_json else form)
    if faults:
        tell(summary(faults))
    if any(not fault.is_warning for fault in faults):
        raise typer.Exit(2)
    if left:
        raise typer.Exit(1)


def _leaves_some(places: Sequence[Path], settings: Settings) -> bool:
    """Whether a file that should have been mended could not be; each is told as it is done."""
    from coach.bootstrap_content import fix_content

    left = False
    for mended in fix_content(places, settings):
        left = left or bool(mended.left)
        done = f"Wrote {mended.file}: {' and '.join(mended.changes)}."
        tell(bounded(f"Left as it is: {mended.left}" if mended.left else done))
    return left


def _print(faults: Sequence[Fault], form: Format) -> None:
    match form:
        case Format.JSON:
            say_json([fault_row(fault) for fault in faults])
        case Format.GITHUB:
            pour("".join(f"{line}\n" for line in github(faults, here=Path.cwd())))
        case Format.TEXT if faults:
            say("\n".join(report(faults)))
        case Format.TEXT:
            say("No faults: everything that was read can be practised.")
