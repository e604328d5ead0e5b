"""Puts the commands together, runs one, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from coach.__main__ import INTERRUPTED
from coach.cli import agent, lead, operator, trainer
from coach.cli.ending import tidied_up
from coach.cli.fault_report import looked_up
from coach.cli.output import bounded, line_width, tell
from coach.cli.streams import ReaderGone, prepare_streams
from coach.errors import CoachError, ContentError

app = typer.Typer(
    name="coach",
    help="Practise talks with frustrated customers; every reply is scored for empathy and accuracy.",
    epilog="Without a command, coach opens the app. More on one: coach practise --help",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for audience in (agent, trainer, lead, operator):
    audience.add_to(app)


def run(arguments: Sequence[str]) -> int:
    """The exit status of one command."""
    prepare_streams()
    sys.excepthook = _unexpected
    command = typer.main.get_command(app)
    try:
        with tidied_up():
            code: int = command.main(list(arguments), prog_name="coach", standalone_mode=False) or 0
        sys.stdout.flush()
        return code
    except ReaderGone:
        return 0
    except typer.TyperException as error:
        _show_usage(error)
        return error.exit_code
    except ContentError as error:
        tell("\n".join(looked_up(error.faults, width=line_width(sys.stderr))))
        return error.exit_code
    except CoachError as error:
        tell(bounded("\n".join(part for part in (error.message, error.hint) if part)))
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED


def _show_usage(error: typer.TyperException) -> None:
    error.message = bounded(error.message)
    show = getattr(error, "show", None)
    if show is not None:
        show()
    else:
        tell(error.format_message())


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody foresaw: where it happened, and no values, which could hold a key or somebody's words."""
    frames = [f for f in traceback.extract_tb(trace) if "coach" in Path(f.filename).parts]
    where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "an unknown place"
    tell(
        f"coach met an error that it did not expect: {kind.__name__} in {where}. "
        "What was stored is kept. Please report this line."
    )


def _version(wanted: bool) -> None:
    if wanted:
        from coach import __version__
        from coach.cli.output import say

        say(f"coach {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", metavar="", help="Print the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    pass
