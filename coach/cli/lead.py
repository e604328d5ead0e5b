"""Commands for leads: transcripts scored in bulk, and the scorer compared with people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.output import at_home, say, say_json, tell
from coach.errors import UnknownId, UsageError

if TYPE_CHECKING:
    from coach.cli.scored_file import Mode

PANEL = "For leads"
MOST_JOBS = 64
Out = Annotated[str | None, typer.Option("--out", metavar="FILE", help="Write here. Default: stdout.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=MOST_JOBS,
        help="Processes to score with. Default: one for each core; 1 for a pipe.",
    ),
]
Replies = Annotated[
    str | None,
    typer.Option(metavar="FILE.jsonl", help="The marked replies, if they do not stand in MARKS.csv."),
]
Floor = Annotated[
    float,
    typer.Option(metavar="KAPPA", min=0, max=1, help="What the interval of a criterion has to reach."),
]
Against = Annotated[
    str | None,
    typer.Option(metavar="RATER", help="A rater that is another system; compared as coach is."),
]
Require = Annotated[
    str | None,
    typer.Option(metavar="CRITERIA", help="Exit with 1 unless these are fit: empathy,accuracy."),
]


def add_to(app: typer.Typer) -> None:
    app.command("assess", rich_help_panel=PANEL)(assess)
    app.command("calibrate", rich_help_panel=PANEL)(calibrate)


def assess(
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="The file; - reads standard input.")],
    out: Out = None,
    jobs: Jobs = None,
    resume: Annotated[bool, typer.Option("--resume", metavar="", help="Go on where FILE ends.")] = False,
    replace: Annotated[bool, typer.Option("--replace", metavar="", help="Write FILE anew.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", metavar="", help="Afterwards a short table, on stderr.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", metavar="", help="No progress bar.")] = False,
) -> None:
    """Score the replies of many transcripts at once.

    The file holds one JSON object a line, with "id", "customer" and "reply";
    it may hold "facts", "today" and "scenario". Each comes back with
    "empathy", "accuracy", "acts" and "flags", and the scorer's version. A
    line that cannot be read is named and left out; the exit status is then 2.

    A run with --out that was stopped goes on with --resume; the file is then
    the same as if it had never been stopped.

    Example: coach assess talks.jsonl --out scored.jsonl --summary
    """
    if out is None and (resume or replace):
        raise UsageError("--resume and --replace need --out.", "Name the file that the results go to.")
    if resume and replace:
        raise UsageError("--resume and --replace do not go together.", "Choose one.")
    from coach.bootstrap import open_scoring
    from coach.cli.bulk_run import Wanted, run_bulk

    mode: Mode = "resume" if resume else "replace" if replace else "new"
    wanted = Wanted(file=file, out=out, mode=mode, jobs=jobs, summary=summary, quiet=quiet)
    code = run_bulk(wanted, open_scoring)
    if code:
        raise typer.Exit(code)


def calibrate(
    marks: Annotated[str, typer.Argument(metavar="MARKS.csv", help="The marks that people gave.")],
    replies: Replies = None,
    floor: Floor = 0.6,
    against: Against = None,
    worst: Annotated[int, typer.Option(metavar="N", min=0, help="Replies of largest disagreement.")] = 10,
    require: Require = None,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="For programs.")] = False,
) -> None:
    """Compare coach's scores with the marks of people, criterion by criterion.

    The file has one mark a row: id, rater, criterion, mark; and customer and
    reply, once for each id. Criteria are empathy and accuracy (0 to 5),
    validation, exploration and understanding (0 to 2), and every act and
    fault (0 or 1). A criterion on which the agreement with people is not
    surely above the floor is called not fit for assessment.

    Example: coach calibrate marks.csv --floor 0.6 --require empathy
    """
    from coach.bootstrap import open_scoring, read_marks
    from coach.cli.calibrating import calibration_json, calibration_lines
    from coach.services.calibration import Terms
    from coach.services.calibration import calibrate as compare

    required = _required(require)
    sheet = read_marks(
        at_home(Path(marks)), replies=at_home(Path(replies)) if replies else None, against=against
    )
    found = compare(sheet, open_scoring(), Terms(floor=floor, against=against, worst=worst))
    if as_json:
        say_json(calibration_json(found))
    else:
        say("\n".join(calibration_lines(found)))
    missed = [criterion for criterion in required if not found.fit(criterion)]
    if missed:
        tell(f"Required, and not fit for assessment: {', '.join(missed)}.")
        raise typer.Exit(1)


def _required(named: str | None) -> tuple[str, ...]:
    from coach.domain.marks import HIGHEST

    if named is None:
        return ()
    wanted = tuple(word.strip() for word in named.split(",") if word.strip())
    if not wanted:
        raise UsageError("--require names no criterion.", "Name some, such as empathy,accuracy.")
    for word in wanted:
        if word not in HIGHEST:
            raise UnknownId("criterion", word, HIGHEST)
    return wanted
