"""Every error of the database or the file system is one sentence with a next step."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import StoreBusy, StoreDamaged, StoreError, StoreReadOnly
from coach.storage.faults import translated
from coach.storage.sqlite_store import SqliteStore
from tests.storage import samples

CODES = {
    sqlite3.SQLITE_BUSY_SNAPSHOT: (StoreBusy, "Close the program"),
    sqlite3.SQLITE_LOCKED: (StoreBusy, "Close the program"),
    sqlite3.SQLITE_FULL: (StoreReadOnly, "Free some space"),
    sqlite3.SQLITE_READONLY_DBMOVED: (StoreReadOnly, "Allow writing"),
    sqlite3.SQLITE_CANTOPEN: (StoreReadOnly, "Allow writing"),
    sqlite3.SQLITE_IOERR_FSYNC: (StoreError, "Check the disk"),
    sqlite3.SQLITE_CORRUPT: (StoreDamaged, "no good backup"),
    sqlite3.SQLITE_ERROR: (StoreDamaged, "no good backup"),
    sqlite3.SQLITE_NOTADB: (StoreDamaged, "no good backup"),
    sqlite3.SQLITE_CONSTRAINT_CHECK: (StoreError, "coach resume"),
    sqlite3.SQLITE_TOOBIG: (StoreError, "Start coach again"),
}


@pytest.mark.parametrize("code", CODES)
def test_an_error_of_the_database_becomes_ours_and_says_what_to_do(tmp_path: Path, code: int) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    kind, hint = CODES[code]
    with pytest.raises(kind, match=hint) as told, translated(tmp_path / "history.db"):
        raise error
    assert type(told.value) is kind
    assert told.value.__cause__ is error


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EACCES, StoreReadOnly),
        (errno.EROFS, StoreReadOnly),
        (errno.ENOSPC, StoreReadOnly),
        (errno.ENOTDIR, StoreError),
        (errno.EIO, StoreError),
    ],
)
def test_an_error_of_the_file_system_becomes_ours(
    tmp_path: Path, number: int, kind: type[StoreError]
) -> None:
    with pytest.raises(kind) as told, translated(tmp_path / "history.db"):
        raise OSError(number, "as the system says it", str(tmp_path))
    assert type(told.value) is kind
    assert told.value.hint


def test_a_foreign_program_that_holds_the_file_is_named_as_such(store: SqliteStore) -> None:
    store._conn.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="Another program holds"):
            store.begin(samples.plan())
        other.execute("ROLLBACK")
    assert store.session(store.begin(samples.plan())).turns == ()
