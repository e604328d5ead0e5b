"""Standard input and output made fit for use, and their failures told apart from those of other files."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import Any, TextIO, cast

from coach.errors import CoachError


class OutputFailed(CoachError):
    """What was to be printed did not arrive."""

    def __init__(self, error: OSError) -> None:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            reason = "no space left on the device"
        elif error.errno == errno.EBADF:
            reason = "standard output is closed"
        else:
            reason = (error.strerror or "it failed").lower()
        super().__init__(f"The output could not be written: {reason}.")


class ReaderGone(Exception):
    """Whoever read the output has seen enough; no error."""


class _Stream:
    """A stream of Python, but for what happens when it cannot be written to."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError as error:
            return self._failed(error)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            self._failed(error)

    def _failed(self, error: OSError) -> int:
        raise NotImplementedError

    def _drain(self) -> None:
        """What is left in the buffer goes nowhere, or Python would fail once more when it ends."""
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


class _Data(_Stream):
    def _failed(self, error: OSError) -> int:
        self._drain()
        if error.errno == errno.EPIPE:
            raise ReaderGone from error
        raise OutputFailed(error) from error


class _Talk(_Stream):
    """Goes on in silence: a talk is not lost because nobody can read the notes beside it."""

    def _failed(self, error: OSError) -> int:
        self._drain()
        return 0


def prepare_streams() -> None:
    """No byte that cannot be read or written stops a command, and no file gets the place of a closed stream."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - it stays open
    if sys.stdout is None:
        # Not open for writing, so that the first line says that it is closed.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it stays open
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")
    if not isinstance(sys.stdout, _Stream):
        sys.stdout = cast(TextIO, _Data(sys.stdout))
    if not isinstance(sys.stderr, _Stream):
        sys.stderr = cast(TextIO, _Talk(sys.stderr))
