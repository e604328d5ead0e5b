"""The one place where an error of SQLite or of the file system becomes a CoachError with a next step."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.errors import StoreBusy, StoreDamaged, StoreError, StoreNewer, StoreReadOnly
from coach.storage.backup import newest_good
from coach.storage.schema import SCHEMA_VERSION

_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
_UNREADABLE = "is damaged, or is not a database"
_SCRAPS = 64 * 1024
"""With less than this free, a failed write is for want of space."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _from_sqlite(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the damaged part of the file in its message, and Python cannot decode it.
        raise damaged(path, _UNREADABLE) from error
    except OSError as error:
        raise _from_system(error, path) from error


def busy(path: Path) -> StoreBusy:
    return StoreBusy(
        f"Another coach is open and writing to {path}.",
        "Close it and try again. Meanwhile `coach progress` and `coach export` can read.",
    )


def busy_reader(path: Path) -> StoreBusy:
    return StoreBusy(
        f"The session is deleted, but another program that reads {path} keeps its words in the log.",
        "Close that program, then start and close coach once, which empties the log.",
    )


def read_only(path: Path) -> StoreReadOnly:
    return StoreReadOnly(
        f"The practice history {path} cannot be written: the file or its folder is read-only.",
        "Allow writing to the file and its folder, or choose another place for the history.",
    )


def full(path: Path) -> StoreReadOnly:
    return StoreReadOnly(
        f"The disk that holds {path} is full, so this was not saved; everything before it is.",
        "Free some space and try again.",
    )


def newer(path: Path, version: int) -> StoreNewer:
    return StoreNewer(
        f"{path} was written by a newer coach (format {version}; this one knows up to {SCHEMA_VERSION}).",
        "Update coach. The file has not been touched.",
    )


def misplaced(place: Path, what: str) -> StoreError:
    return StoreError(
        f"The practice history cannot be at {place}: it {what}.",
        "Set COACH_DATA_DIR to another place, or put right what is there.",
    )


def older(path: Path) -> StoreError:
    return StoreError(
        f"{path} is in the format of an earlier coach, or is being set up at this moment.",
        "Start `coach` once, which brings it up to date, and try again.",
    )


def closed(path: Path) -> StoreError:
    return StoreError(f"The practice history {path} is closed.", "Start coach again.")


def damaged(path: Path, what: str) -> StoreDamaged:
    """The whole file cannot be used; `what` is a sentence without its subject: 'is not a database'."""
    return StoreDamaged(f"The practice history {path} {what}.", way_back(path))


def damaged_session(path: Path, session: str, *, findings: tuple[str, ...]) -> StoreDamaged:
    return StoreDamaged(
        f"Session {session} in {path} is not as it was written: {'; '.join(findings)}.",
        f"Other sessions are not touched by this. {way_back(path)}",
    )


def way_back(path: Path) -> str:
    """What to do with a damaged file."""
    copy = newest_good(path)
    if copy is None:
        return (
            "There is no good backup beside it. Restore the file from your own backups, or move it, with any "
            f"{path.name}-wal, out of its folder to start a new history."
        )
    return (
        f"The newest good backup is {copy}. To go back to it, move {path.name} and any {path.name}-wal and "
        f"{path.name}-shm out of the folder, then copy the backup to {path.name}."
    )


def _from_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(
                f"Another program holds {path}.", "Close the program that has the file open, and try again."
            )
        case sqlite3.SQLITE_FULL:
            return full(path)
        case sqlite3.SQLITE_IOERR if _no_space_left(path):
            return full(path)
        case sqlite3.SQLITE_IOERR:
            return StoreError(
                f"The disk gave an error at {path}, so this was not saved; everything before it is.",
                "Check the disk, then start coach again: `coach resume` goes on from the last saved turn.",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return read_only(path)
        # Our statements are always the same: one that names nothing (SQLITE_ERROR) met a damaged table.
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_ERROR:
            return damaged(path, _UNREADABLE)
        case sqlite3.SQLITE_CONSTRAINT:
            return StoreError(
                f"{path} did not take this: it is stored already, or its values do not fit ({error}).",
                "Start coach again: `coach resume` goes on from the last saved turn.",
            )
        case None:
            return closed(path)
        case _:
            return StoreError(f"{path} could not be used ({error}).", "Start coach again.")


def _from_system(error: OSError, path: Path) -> StoreError:
    where = error.filename or path
    if error.errno in _NO_SPACE:
        return full(path)
    if error.errno in _NOT_ALLOWED:
        return read_only(path)
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return StoreError(
            f"{where} is not what the history needs there: {error.strerror}.",
            "Choose another place for the history.",
        )
    return StoreError(f"{where} could not be used: {error.strerror}.", "Check the folder, and try again.")


def _no_space_left(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _SCRAPS
    except OSError:
        return False
