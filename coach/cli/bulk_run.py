"""One run of `coach assess`: from the input to the results, with a bar, a summary, and a way to go on."""

from __future__ import annotations

import io
import shlex
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from os import fstat
from pathlib import Path
from typing import BinaryIO

from coach.cli.output import at_home, pour, short, tell
from coach.cli.scored_file import Known, Mode, ScoredFile, not_in, other_input
from coach.domain.rubric import Axis, Quadrant
from coach.errors import UsageError
from coach.services.bulk import InputLine, LineResult, SeenIds, Tally, read_lines
from coach.services.crew import OpenScoring, score_lines, usable_cores

STDIN = "-"
Advance = Callable[[int, int], None]
"""Told the bytes and the lines that are done."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    file: str
    out: str | None
    mode: Mode
    jobs: int | None
    summary: bool
    quiet: bool


def run_bulk(wanted: Wanted, open_scoring: OpenScoring) -> int:
    """Score the file; the exit status. An interrupt says how far it got, and goes on to the caller."""
    with ExitStack() as stack:
        stream = stack.enter_context(_opened(wanted.file))
        out = None
        if wanted.out is not None:
            path = at_home(Path(wanted.out))
            out = stack.enter_context(ScoredFile.open(path, wanted.mode, source=_descriptor(stream)))
        advance = stack.enter_context(_bar(stream, wanted))
        run = _Run(out, advance)
        try:
            # What comes through a pipe may wait for each answer, so its lines are not gathered up unasked.
            jobs = wanted.jobs or (1 if _size(stream) is None else usable_cores())
            lines = _read(stream, wanted.file)
            run.go(lines, open_scoring, jobs=jobs, resume=wanted.mode == "resume")
        except KeyboardInterrupt:
            stack.close()
            tell(_stopped(run.tally, wanted))
            raise
    _say_counts(run.tally)
    if wanted.summary:
        tell("\n".join(summary_lines(run.tally)))
    return run.tally.exit_code


class _Run:
    """What has come of the lines so far."""

    def __init__(self, out: ScoredFile | None, advance: Advance) -> None:
        self.tally = Tally()
        self._out, self._advance = out, advance
        self._ids = SeenIds()
        self._known = 0

    def go(self, lines: Iterator[InputLine], open_scoring: OpenScoring, *, jobs: int, resume: bool) -> None:
        if self._out is not None and resume:
            lines = not_in(self._out, lines, scoring=open_scoring(), on_known=self._know)
        with closing(score_lines(lines, open_scoring, jobs=jobs, notice=tell)) as results:
            for result in results:
                self._take(result)
        if self._out is not None:
            self._out.finish()
        if self._known:
            tell(f"{_many(self._known)} had been scored before.")

    def _know(self, line: InputLine, known: Known) -> None:
        self._known += 1
        self.tally.add(known.figures)
        self.tally.last_line = max(line.number, self.tally.last_line)
        self._ids.first_line(str(known.record.get("id")), line.number)
        self._advance(line.end, line.number)

    def _take(self, result: LineResult) -> None:
        tally = self.tally
        for notice in result.notices:
            tell(notice)
        if result.problem:
            tell(result.problem)
            tally.unscored += result.unscored
            tally.left_out += not result.unscored
        else:
            self._write(result)
            first = self._ids.first_line(result.id, result.line)
            if first != result.line:
                tell(f'line {result.line}: the "id" {short(result.id, 60)} is already on line {first}.')
        tally.last_line = max(result.line, tally.last_line)
        self._advance(result.end, result.line)

    def _write(self, result: LineResult) -> None:
        if self._out is None:
            pour(f"{result.text}\n")
        elif result.again:
            raise other_input(self._out, f"line {result.line} of the input is missing in it")
        else:
            self._out.append(result.text)
        if result.figures is not None:
            self.tally.add(result.figures)


def summary_lines(tally: Tally) -> Iterator[str]:
    """A short table: the two axes side by side, and never as one number."""
    yield f"{_many(tally.replies)} scored."
    axes: tuple[Axis, Axis] = ("empathy", "accuracy")
    yield "            mean       n"
    for axis in axes:
        mean = tally.mean(axis)
        yield f"  {axis:<8}  {'-' if mean is None else f'{mean:.1f}':>4}  {tally.counts[axis]:>6}"
    both = sum(tally.quadrants.values())
    yield f"{_many(both)} with both scores; warm is empathy of 3 or more, right is accuracy of 4 or more:"
    yield "           right   wrong"
    for warm, word in ((True, "warm"), (False, "cold")):
        right, wrong = (tally.quadrants[Quadrant.of(warm=warm, right=x)] for x in (True, False))
        yield f"  {word}   {right:>7} {wrong:>7}"
    if tally.unread:
        yield f"{_many(tally.unread)} not scored: empty, or no English in it."
    if tally.faults:
        named = ", ".join(f"{fault} {number:,}" for fault, number in tally.faults.most_common(5))
        yield f"Most frequent faults: {named}."


def _say_counts(tally: Tally) -> None:
    for number, what in ((tally.left_out, "left out"), (tally.unscored, "not scored")):
        if number:
            told = (
                "could not be scored"
                if what == "not scored"
                else f"{'was' if number == 1 else 'were'} {what}"
            )
            tell(f"1 line {told}." if number == 1 else f"{number} lines {told}.")


def _stopped(tally: Tally, wanted: Wanted) -> str:
    done = f"Stopped after line {tally.last_line:,}" if tally.last_line else "Stopped before the first line"
    if wanted.out is None:
        return f"{done}. With --out FILE, a run that was stopped can go on where it ended."
    if wanted.file == STDIN:
        return (
            f"{done}. {wanted.out} is whole so far; with the same input again, --resume goes on from there."
        )
    names = f"{shlex.quote(wanted.file)} --out {shlex.quote(wanted.out)}"
    return f"{done}. {wanted.out} is whole so far. To go on: coach assess {names} --resume"


def _many(replies: int) -> str:
    return "1 reply" if replies == 1 else f"{replies:,} replies"


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == STDIN:
        yield getattr(sys.stdin, "buffer", None) or io.BytesIO(sys.stdin.read().encode())
        return
    try:
        stream = at_home(Path(file)).open("rb")
    except OSError as error:
        raise _unreadable(file, error) from error
    with stream:
        yield stream


def _read(stream: BinaryIO, file: str) -> Iterator[InputLine]:
    try:
        yield from read_lines(stream)
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: str, error: OSError) -> UsageError:
    reason = (error.strerror or "it failed").lower()
    return UsageError(f"{file} cannot be read: {reason}.", "Name a file of JSON Lines, or - for stdin.")


def _descriptor(stream: BinaryIO) -> int | None:
    try:
        return stream.fileno()
    except OSError:
        return None


def _size(stream: BinaryIO) -> int | None:
    """In bytes, where that is known before it is read."""
    descriptor = _descriptor(stream)
    if descriptor is None:
        return None
    found = fstat(descriptor)
    return found.st_size if stat.S_ISREG(found.st_mode) else None


@contextmanager
def _bar(stream: BinaryIO, wanted: Wanted) -> Iterator[Advance]:
    """A bar on stderr, where that is a terminal and the results do not run over it."""
    shown = sys.stderr.isatty() and (wanted.out is not None or not sys.stdout.isatty())
    if wanted.quiet or not shown:
        yield lambda _bytes, _lines: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("line {task.fields[lines]:,}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=_size(stream), lines=0)
        yield lambda done, lines: progress.update(task, completed=done, lines=lines)
