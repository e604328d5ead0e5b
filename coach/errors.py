"""Everything that coach raises on purpose, each with a sentence on what to do next.

CoachError                 exit 1: it could not be done
├── UsageError             exit 2: the command or its input is wrong
│   └── UnknownId          a name that does not exist, with the nearest ones
├── ContentError           exit 2: faults in files, each with its Position
├── SettingsError          exit 2: a setting that cannot be used
├── StoreError             exit 1: the history could not be read or written
│   ├── StoreBusy          another process is writing to it
│   ├── StoreReadOnly      the file, its folder or a full disk does not allow writing
│   ├── StoreNewer         exit 3: written by a newer coach; left untouched
│   └── StoreDamaged       exit 4: not what was written
├── BackendError           exit 1: a model endpoint did not give a usable answer
└── ExportError            exit 1: a report could not be written
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar


class CoachError(Exception):
    """One clear sentence, and a hint that says what to do next."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(CoachError):
    exit_code = 2


class UnknownId(UsageError):
    """A name that does not exist; says which names come near it."""

    def __init__(self, kind: str, wanted: str, known: Iterable[str], *, listing: str = "") -> None:
        near = get_close_matches(wanted, list(known), n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}?" if near else listing
        shown = wanted if len(wanted) <= 80 else f"{wanted[:77]}..."
        super().__init__(f"There is no {kind} called '{shown}'.", hint)
        self.near = tuple(near)


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a file."""

    position: Position
    code: str
    """Stable rule code such as C101; a code that begins with W is a warning, which stops nobody."""
    message: str
    hint: str = ""
    text: str = field(default="", compare=False)
    """The line of the file as it stands there, where it was looked up."""

    @property
    def is_warning(self) -> bool:
        return self.code.startswith("W")

    def __str__(self) -> str:
        return f"{self.position}: {self.code} {self.message} {self.hint}".rstrip()


class ContentError(CoachError):
    """Every fault found in a file or a library, in order."""

    exit_code = 2

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(f) for f in self.faults))


class SettingsError(CoachError):
    exit_code = 2


class StoreError(CoachError):
    pass


class StoreBusy(StoreError):
    pass


class StoreReadOnly(StoreError):
    pass


class StoreNewer(StoreError):
    exit_code = 3


class StoreDamaged(StoreError):
    exit_code = 4


class BackendError(CoachError):
    """A model endpoint did not give a usable answer."""

    def __init__(
        self, message: str, hint: str = "", *, kind: str = "unavailable", wait: float | None = None
    ) -> None:
        super().__init__(message, hint)
        self.wait = wait
        """Seconds after which the very same request may go well, where the answer broke off; else None."""
        self.kind = kind
        """One of: unreachable, unauthorised, model_missing, rate_limited, quota, too_long,
        refused, truncated, unusable, timeout, unavailable. Recorded with the failed turn."""


class ExportError(CoachError):
    pass
