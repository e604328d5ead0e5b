"""A file goes from one format to the next as a whole, or stays as it was."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database, Migrations

from coach.storage.integrity import schema_faults
from coach.storage.migrations import MIGRATIONS, finish, migrate
from coach.storage.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES


@pytest.fixture
def conn() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def _with(step) -> Migrations:
    """The released steps, and one more."""
    steps = Migrations("coach")
    for one in MIGRATIONS._migrations:
        steps(name=one.name)(one.fn)
    steps(name="9999_next")(step)
    return steps


def _version(conn: sqlite3.Connection) -> int:
    return conn.execute("PRAGMA user_version").fetchone()[0]


def _tables(conn: sqlite3.Connection) -> set[str]:
    return {row[0] for row in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_a_new_file_gets_every_table_and_both_numbers(conn: sqlite3.Connection) -> None:
    migrate(conn)
    assert _tables(conn) == TABLES | {"_sqlite_migrations"}
    assert _version(conn) == SCHEMA_VERSION
    assert conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def test_migrating_again_changes_nothing(conn: sqlite3.Connection) -> None:
    migrate(conn)
    before = list(conn.iterdump())
    migrate(conn)
    assert list(conn.iterdump()) == before


def test_a_further_step_is_applied_to_a_file_of_the_format_before(conn: sqlite3.Connection) -> None:
    def step(db: Database) -> None:
        db.conn.execute("ALTER TABLE meta ADD COLUMN since TEXT")
        finish(db, 2)

    migrate(conn)
    conn.execute("INSERT INTO meta VALUES ('a', 'b')")
    migrate(conn, _with(step))
    assert conn.execute("SELECT * FROM meta WHERE key = 'a'").fetchall() == [("a", "b", None)]
    assert schema_faults(conn) == ()
    assert _version(conn) == 2


def test_a_step_that_fails_leaves_the_format_before(conn: sqlite3.Connection) -> None:
    def step(db: Database) -> None:
        db.conn.execute("CREATE TABLE half (a)")
        finish(db, 2)
        db.conn.execute("CREATE TABLE meta (key)")

    migrate(conn)
    with pytest.raises(sqlite3.OperationalError):
        migrate(conn, _with(step))
    assert _version(conn) == SCHEMA_VERSION
    assert "half" not in _tables(conn)
    assert not conn.in_transaction
