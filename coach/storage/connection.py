"""A connection with the settings under which an accepted turn is safe, and its two kinds of transaction."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

_ALWAYS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_FOR_WRITING = (
    "PRAGMA journal_mode = WAL",
    # NORMAL loses acknowledged turns in a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
)


def connect(path: Path, mode: Literal["rw", "ro", "immutable"]) -> sqlite3.Connection:
    """Raises sqlite3.Error. The file must exist; services use the connection from one worker thread."""
    access = "mode=rw" if mode == "rw" else "mode=ro"
    if mode == "immutable":
        access += "&immutable=1"
    conn = sqlite3.connect(
        f"file:{quote(os.fsencode(path))}?{access}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        prepare(conn)
        for pragma in _FOR_WRITING if mode == "rw" else ():
            conn.execute(pragma)
    except BaseException:
        conn.close()
        raise
    return conn


def prepare(conn: sqlite3.Connection) -> None:
    """Rows by name, and the settings that every connection has."""
    conn.row_factory = sqlite3.Row
    # A flipped bit can break a character; it must reach the hash and be found there, not stop the reading.
    conn.text_factory = lambda raw: raw.decode("utf-8", "replace")
    for pragma in _ALWAYS:
        conn.execute(pragma)


@contextmanager
def writing(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of the block or nothing; committed to the disk when it is left."""
    conn.execute("BEGIN IMMEDIATE")
    with _settled(conn):
        yield conn


@contextmanager
def snapshot(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One state of the file for several reads, whatever a writer beside does."""
    conn.execute("BEGIN")
    with _settled(conn):
        yield conn


@contextmanager
def _settled(conn: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
