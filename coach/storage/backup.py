"""Copies of the history beside it: made before a change of format, found again when the file is damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from coach.storage import integrity
from coach.storage.connection import connect
from coach.storage.schema import APPLICATION_ID, SCHEMA_VERSION

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def back_up(conn: sqlite3.Connection, path: Path, *, clock: Clock = utc_now) -> Path:
    """A whole copy as `<name>.<utc>.backup`, for its owner only; it gets that name when it is complete."""
    stamp = clock().astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    target = path.with_name(f"{path.name}.{stamp}.backup")
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    create_private(part)
    try:
        with closing(sqlite3.connect(part)) as copy:
            conn.backup(copy)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return target


def backups(path: Path) -> tuple[Path, ...]:
    """All copies of this history, the newest first."""
    prefix = f"{path.name}."
    try:
        beside = [p for p in path.parent.iterdir() if p.name.startswith(prefix) and p.suffix == ".backup"]
    except OSError:
        return ()
    return tuple(sorted(beside, key=lambda p: p.name, reverse=True))


def newest_good(path: Path) -> Path | None:
    return next((copy for copy in backups(path) if _is_good(copy)), None)


def _is_good(copy: Path) -> bool:
    try:
        with closing(connect(copy, "immutable")) as conn:
            if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return False
            version: int = conn.execute("PRAGMA user_version").fetchone()[0]
            if version == SCHEMA_VERSION:
                return not integrity.schema_faults(conn) and not any(integrity.file_faults(conn))
            # The rows of earlier formats cannot be read here; SQLite's own check is all there is.
            whole: bool = conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            return whole and 0 < version < SCHEMA_VERSION
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def create_private(path: Path) -> None:
    """An empty file that only its owner can read; SQLite gives its side files the same rights."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
