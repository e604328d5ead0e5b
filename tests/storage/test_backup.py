"""A backup is whole, private, and found again; what is not a good one is passed over."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from coach.storage.backup import back_up, backups, newest_good
from coach.storage.sqlite_store import SqliteStore
from tests.storage import samples
from tests.storage.conftest import Talk


def test_a_backup_holds_the_same_rows_and_is_named_after_its_time(store: SqliteStore, talk: Talk) -> None:
    session = store.session(talk(store))
    copy = store.back_up()
    assert copy.name == "history.db.20261124T120000000000Z.backup"
    assert oct(copy.stat().st_mode & 0o777) == "0o600"
    store.add_turn(talk(store, ended=False), samples.reply(3), elapsed=80)
    with SqliteStore.open_for_reading(copy) as reader:
        assert reader.check() == ()
        assert [one.id for one in reader.sessions()] == [session.id]
        assert reader.session(session.id) == session


def test_the_newest_good_backup_is_found_past_bad_ones(store: SqliteStore, talk: Talk) -> None:
    talk(store)
    made = [back_up(store._conn, store.path, clock=lambda day=day: _day(day)) for day in range(1, 8)]
    _alter(made[6], "UPDATE turns SET text = 'other'")
    _alter(made[5], "ALTER TABLE turns RENAME COLUMN text TO words")
    made[4].write_bytes(b"")
    made[3].write_bytes(made[3].read_bytes()[:9000])
    _alter(made[2], "PRAGMA user_version = 99")
    assert backups(store.path) == tuple(reversed(made))
    assert newest_good(store.path) == made[1]


def test_looking_for_a_backup_leaves_nothing_beside_it(store: SqliteStore) -> None:
    store.back_up()
    before = sorted(store.path.parent.iterdir())
    assert newest_good(store.path)
    assert sorted(store.path.parent.iterdir()) == before


def test_without_a_folder_there_are_no_backups(tmp_path: Path) -> None:
    assert newest_good(tmp_path / "nowhere" / "history.db") is None


def test_a_backup_cut_short_before_is_in_nobodys_way(store: SqliteStore) -> None:
    part = store.path.with_name("history.db.20261124T120000000000Z.part")
    part.write_bytes(b"half")
    assert store.back_up().exists()
    assert not part.exists()


def test_a_restored_backup_is_the_history_again(path: Path, talk: Talk) -> None:
    with SqliteStore.open(path) as store:
        session = store.session(talk(store))
        copy = store.back_up()
    path.write_bytes(b"damaged")
    shutil.copy(copy, path)
    with SqliteStore.open(path) as store:
        assert store.session(session.id) == session
        assert store.check() == ()
        talk(store)


def _alter(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(statement)
        conn.commit()


def _day(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)
