"""The file that bulk scores are written to: whole lines, one writer, and taken up again where it ends.

The file is its own record of how far it has come. Every line of it holds the whole line of the input that it
belongs to, and the version of the scorer, so a run that goes on can see that both are still the same; a file
beside it could only go stale, or be lost.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from coach.cli.output import short
from coach.errors import CoachError, UsageError
from coach.services.bulk import Figures, InputLine, Scoring, parse_line

Mode = Literal["new", "replace", "resume"]
LONGEST_RESULT = 64 * 1024 * 1024
"""Bytes; no line of ours comes near it."""
OURS = frozenset({"empathy", "accuracy", "acts", "flags", "scorer", "scorer_version"})
"""What an assessment adds to a record."""


@dataclass(frozen=True)
class Known:
    """A result that an earlier run has written."""

    number: int
    """Of its line in the file."""
    record: Mapping[str, Any]
    figures: Figures


class ScoredFile:
    """Results, appended whole lines at a time."""

    def __init__(self, path: Path, fd: int) -> None:
        self.path = path
        self._fd = fd
        self._whole = 0
        """Bytes of whole lines; anything after them is torn."""
        self._begun = False

    @classmethod
    def open(cls, path: Path, mode: Mode, *, source: int | None = None) -> ScoredFile:
        """`source` is the descriptor of the input, which must not be written over. Raises CoachError."""
        flags = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | (os.O_EXCL if mode == "new" else 0)
        try:
            fd = os.open(path, flags, 0o600)
        except FileExistsError as error:
            raise UsageError(
                f"{short(str(path), 200)} is there already.",
                "Go on with it by --resume, write it anew by --replace, or name another file.",
            ) from error
        except OSError as error:
            raise CoachError(f"{short(str(path), 200)} cannot be written: {_reason(error)}.") from error
        try:
            _require_own_plain_file(path, fd, source=source)
            if mode == "replace":
                os.ftruncate(fd, 0)
        except CoachError:
            os.close(fd)
            raise
        return cls(path, fd)

    def __enter__(self) -> ScoredFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Whatever happened, what is left behind ends with a whole line, if the system lets it."""
        try:
            if self._begun:
                with suppress(OSError):
                    os.ftruncate(self._fd, self._whole)
                    os.fsync(self._fd)
        finally:
            os.close(self._fd)

    def known(self, scoring: Scoring) -> Iterator[Known]:
        """What is in the file; a torn last line is passed over. Raises UsageError if we cannot go on from it."""
        with self.path.open("rb") as stream:
            number = 0
            while raw := stream.readline(LONGEST_RESULT):
                if not raw.endswith(b"\n"):
                    if len(raw) == LONGEST_RESULT:
                        raise self._not_ours(number + 1)
                    return
                number += 1
                known = self._known(raw, number)
                written_by = (known.record.get("scorer"), known.record.get("scorer_version"))
                if written_by != (scoring.name, scoring.version):
                    raise UsageError(
                        f"{self.path} was scored by {short(f'{written_by[0]} {written_by[1]}', 60)}; "
                        f"this is {scoring.name} {scoring.version}.",
                        "Scores of two versions cannot be compared: write it anew by --replace.",
                    )
                yield known
                self._whole += len(raw)

    def _known(self, raw: bytes, number: int) -> Known:
        try:
            record = parse_line(raw)
            if not isinstance(record, dict):
                raise self._not_ours(number)
            return Known(number, record, Figures.of(record))
        except (LookupError, TypeError, ValueError, UsageError) as error:
            raise self._not_ours(number) from error

    def _not_ours(self, number: int) -> UsageError:
        return UsageError(
            f"Line {number} of {self.path} is no result of coach assess.",
            "Name another file, or write it anew by --replace.",
        )

    def append(self, text: str) -> None:
        """One result, or several with a line break between them. Raises CoachError if not all of it arrived."""
        data = f"{text}\n".encode("ascii")
        try:
            self._begin()
            left = memoryview(data)
            while left:
                left = left[os.write(self._fd, left) :]
        except OSError as error:
            raise CoachError(
                f"{self.path} could not be written to: {_reason(error)}.",
                "What was written before is kept; when there is room, go on by --resume.",
            ) from error
        self._whole += len(data)

    def _begin(self) -> None:
        if not self._begun:
            os.ftruncate(self._fd, self._whole)
            os.lseek(self._fd, 0, os.SEEK_END)
            self._begun = True

    def finish(self) -> None:
        """The run is complete: what is torn at the end belongs to nothing."""
        self._begin()


def not_in(
    file: ScoredFile,
    lines: Iterator[InputLine],
    *,
    scoring: Scoring,
    on_known: Callable[[InputLine, Known], None],
) -> Iterator[InputLine]:
    """The lines that have no result in the file; what has one goes to `on_known`.

    A line before the last known one comes with `again` set: the earlier run left it out, so there must be
    something wrong with it. Raises UsageError if the file holds results of lines that are not in the input.
    """
    known = file.known(scoring)
    wanted = next(known, None)
    for line in lines:
        if wanted is not None and _belongs(wanted, line):
            on_known(line, wanted)
            wanted = next(known, None)
        else:
            yield replace(line, again=wanted is not None)
    if wanted is not None:
        raise other_input(file, f"its line {wanted.number} belongs to no line of the input")


def other_input(file: ScoredFile, why: str) -> UsageError:
    return UsageError(
        f"{file.path} holds the scores of other lines: {why}.",
        "Name the input that it was made from, or write it anew by --replace.",
    )


def _belongs(known: Known, line: InputLine) -> bool:
    if line.too_long:
        return False
    try:
        record = parse_line(line.data)
    except UsageError:
        return False
    if not isinstance(record, dict):
        return False
    given = {key: value for key, value in record.items() if key not in OURS}
    kept = {key: value for key, value in known.record.items() if key not in OURS}
    return json.dumps(given) == json.dumps(kept)


def _require_own_plain_file(path: Path, fd: int, *, source: int | None) -> None:
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode):
        raise UsageError(f"{path} is no plain file.", "Without --out the results go to standard output.")
    if source is not None and os.path.samestat(found, os.fstat(source)):
        raise UsageError(f"{path} is the input itself.", "Name another file with --out.")
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            raise UsageError(f"Another coach is writing to {path}.", "Wait until it has ended.") from error


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "no space left on the device"
    return (error.strerror or "it failed").lower()
