"""Only a file that is ours, whole and not newer is opened for writing; anything else is left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from coach.errors import StoreBusy, StoreDamaged, StoreError, StoreNewer, StoreReadOnly
from coach.storage import opening
from coach.storage.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES
from coach.storage.sqlite_store import SqliteStore
from tests.storage import samples
from tests.storage.conftest import Talk

Unprivileged = Callable[[], AbstractContextManager[None]]
OPENERS = (SqliteStore.open, SqliteStore.open_for_reading)


def _mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def _alter(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(statement)
        conn.commit()


def _unfolded(path: Path, target: Path) -> Path:
    """A copy of a store that is open, with its log, as a crash would leave it."""
    target.parent.mkdir()
    shutil.copy(path, target)
    shutil.copy(f"{path}-wal", f"{target}-wal")
    return target


def test_a_new_file_and_all_beside_it_are_for_their_owner_only(store: SqliteStore, talk: Talk) -> None:
    talk(store)
    store.back_up()
    beside = {p.name.replace(store.path.name, "") for p in store.path.parent.iterdir()}
    assert {"", "-wal", "-shm", ".lock"} < beside
    assert {_mode(p) for p in store.path.parent.iterdir()} == {"0o600"}
    assert _mode(store.path.parent) == "0o700"


def test_a_file_that_others_can_read_is_closed_to_them_and_a_folder_that_exists_stays(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    path = tmp_path / "history.db"
    SqliteStore.open(path).close()
    path.chmod(0o644)
    SqliteStore.open(path).close()
    assert (_mode(path), _mode(tmp_path)) == ("0o600", "0o755")


def test_every_setting_that_protects_is_on(store: SqliteStore) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 30000,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
    }
    found = {name: store._conn.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_every_table_is_strict(store: SqliteStore) -> None:
    strict = {row["name"] for row in store._conn.execute("PRAGMA table_list") if row["strict"]}
    assert strict == TABLES


def test_a_path_with_signs_that_mean_something_in_a_uri_is_a_path(tmp_path: Path, talk: Talk) -> None:
    path = tmp_path / "50% off? #1" / "häufig.db"
    with SqliteStore.open(path) as store:
        talk(store)
    assert path.exists()
    with SqliteStore.open_for_reading(path) as reader:
        assert len(reader.sessions()) == 1


@pytest.mark.parametrize("opener", OPENERS)
def test_a_newer_file_is_refused_and_left_untouched_to_the_byte(path: Path, talk: Talk, opener) -> None:
    with SqliteStore.open(path) as store:
        talk(store)
    _alter(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreNewer, match="Update coach") as told:
        opener(path)
    assert told.value.exit_code == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize("opener", OPENERS)
def test_a_file_that_is_newer_only_in_its_log_is_refused_too(
    store: SqliteStore, tmp_path: Path, opener
) -> None:
    store._conn.execute("PRAGMA user_version = 7")
    copy = _unfolded(store.path, tmp_path / "copy" / "history.db")
    before = copy.read_bytes(), Path(f"{copy}-wal").read_bytes()
    with pytest.raises(StoreNewer, match="format 7"):
        opener(copy)
    assert (copy.read_bytes(), Path(f"{copy}-wal").read_bytes()) == before


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("content", [b"x", b"not a database" * 50, b"SQLite format 3\x00", b"\x00" * 4096])
def test_a_file_that_is_no_database_is_refused_and_kept(path: Path, opener, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="There is no good backup") as told:
        opener(path)
    assert told.value.exit_code == 4
    assert path.read_bytes() == content


@pytest.mark.parametrize("opener", OPENERS)
def test_the_database_of_another_program_is_refused_and_kept(path: Path, opener) -> None:
    path.parent.mkdir()
    _alter(path, "CREATE TABLE music (title)")
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="not written by coach"):
        opener(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("opener", OPENERS)
def test_a_file_that_has_lost_a_table_is_said_to_be_damaged(path: Path, opener) -> None:
    SqliteStore.open(path).close()
    _alter(path, "DROP TABLE meta")
    with pytest.raises(StoreDamaged, match="has lost its meta"):
        opener(path)


@pytest.mark.parametrize("opener", OPENERS)
def test_a_file_whose_tables_were_altered_is_said_to_be_damaged(path: Path, opener) -> None:
    SqliteStore.open(path).close()
    _alter(path, "ALTER TABLE assessments RENAME COLUMN empathy TO sympathy")
    with pytest.raises(StoreDamaged, match="tables are not as they were made"):
        opener(path)


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("number", [0, -3])
def test_a_file_that_has_lost_its_format_is_not_taken_for_a_new_one(path: Path, opener, number: int) -> None:
    SqliteStore.open(path).close()
    _alter(path, f"PRAGMA user_version = {number}")
    with pytest.raises(StoreDamaged, match="the number of its format"):
        opener(path)


def test_an_empty_file_alone_is_a_new_history(path: Path, talk: Talk) -> None:
    path.parent.mkdir()
    path.touch()
    with SqliteStore.open(path) as store:
        talk(store)
        assert store.check() == ()


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("gone", ["emptied", "removed"])
def test_an_empty_or_missing_file_beside_a_backup_is_a_loss_and_the_backup_is_named(
    path: Path, talk: Talk, opener, gone: str
) -> None:
    with SqliteStore.open(path) as store:
        session = store.session(talk(store))
        backup = store.back_up()
    path.write_bytes(b"") if gone == "emptied" else path.unlink()
    with pytest.raises(StoreDamaged, match="a backup lies beside it") as told:
        opener(path)
    assert str(backup) in told.value.hint
    path.unlink(missing_ok=True)
    shutil.copy(backup, path)
    with SqliteStore.open(path) as store:
        assert store.session(session.id) == session


@pytest.mark.parametrize("opener", OPENERS)
def test_an_empty_file_beside_a_log_is_a_loss(store: SqliteStore, tmp_path: Path, opener) -> None:
    copy = _unfolded(store.path, tmp_path / "copy" / "history.db")
    copy.write_bytes(b"")
    with pytest.raises(StoreDamaged, match=r"write-ahead log .* is still there"):
        opener(copy)
    assert copy.read_bytes() == b""


def test_what_a_crash_left_in_the_log_is_there_again(store: SqliteStore, talk: Talk, tmp_path: Path) -> None:
    session = store.session(talk(store, ended=False))
    copy = _unfolded(store.path, tmp_path / "copy" / "history.db")
    with SqliteStore.open_for_reading(copy) as reader:
        assert reader.session(session.id) == session
    with SqliteStore.open(copy) as again:
        again.add_turn(session.id, samples.reply(3), elapsed=70)
        assert again.check() == ()


@pytest.mark.parametrize(
    "left", ["", "PRAGMA journal_mode = WAL", f"PRAGMA application_id = {APPLICATION_ID}"]
)
def test_a_first_start_that_was_cut_short_is_finished(path: Path, talk: Talk, left: str) -> None:
    path.parent.mkdir()
    path.touch()
    _alter(path, left)
    with SqliteStore.open_for_reading(path) as reader:
        assert reader.sessions() == ()
    with SqliteStore.open(path) as store:
        talk(store)
        assert store.check() == ()


def test_a_second_store_is_told_that_another_is_writing(store: SqliteStore) -> None:
    with pytest.raises(StoreBusy, match="Another coach is open") as told:
        SqliteStore.open(store.path)
    assert "coach progress" in told.value.hint


def test_after_closing_the_next_may_write(path: Path) -> None:
    for _ in range(3):
        SqliteStore.open(path).close()


def test_a_refused_file_leaves_no_lock_behind(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database")
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            SqliteStore.open(path)


def test_no_file_is_an_empty_history_to_a_reader_and_none_is_made(path: Path) -> None:
    with SqliteStore.open_for_reading(path) as reader:
        assert reader.sessions() == ()
        assert not reader.notice_seen()
        assert reader.check() == ()
    assert not path.parent.exists()


@pytest.mark.parametrize("opener", OPENERS)
def test_an_emptied_file_is_not_taken_for_a_new_one(path: Path, talk: Talk, opener) -> None:
    with SqliteStore.open(path) as store:
        talk(store)
    path.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(StoreDamaged, match="is empty, but it was not") as told:
            opener(path)
        assert told.value.exit_code == 4
        assert "to start a new history" in told.value.hint
    assert path.read_bytes() == b""


def test_what_the_hint_for_an_emptied_file_says_helps(path: Path) -> None:
    SqliteStore.open(path).close()
    path.write_bytes(b"")
    path.rename(path.parent.parent / "away.db")
    with SqliteStore.open(path) as store:
        assert store.sessions() == ()


def test_a_new_file_is_ours_from_its_first_byte(path: Path) -> None:
    path.parent.mkdir()
    opening._create(path)
    assert opening.examine(path) == 0
    assert _mode(path) == "0o600"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_a_first_start_left_half_made_is_made_anew(path: Path, talk: Talk) -> None:
    path.parent.mkdir()
    path.with_name(f"{path.name}.lock").touch()
    path.with_name(f"{path.name}.part").write_bytes(b"half")
    with SqliteStore.open(path) as store:
        talk(store)
        assert store.check() == ()


def test_all_files_of_a_history_are_named(store: SqliteStore, talk: Talk) -> None:
    talk(store)
    copies = {store.back_up(), store.back_up()}
    assert set(store.files()) >= copies
    assert set(store.path.parent.iterdir()) <= set(store.files())


@pytest.mark.parametrize("opener", OPENERS)
def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path, opener) -> None:
    with pytest.raises(StoreError, match="is a folder, and the history is a file") as told:
        opener(tmp_path)
    assert "another place" in told.value.hint


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("deeper", ["", "deeper/still"])
def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path, opener, deeper: str) -> None:
    (tmp_path / "practice").write_text("mine")
    with pytest.raises(StoreError, match="practice: it is not a folder") as told:
        opener(tmp_path / "practice" / deeper / "history.db")
    assert "another place" in told.value.hint


@pytest.mark.parametrize("opener", OPENERS)
def test_a_link_that_leads_nowhere_is_said_and_kept(path: Path, opener) -> None:
    path.parent.mkdir()
    path.symlink_to(path.parent / "elsewhere.db")
    with pytest.raises(StoreError, match="a link to a file that is not there"):
        opener(path)
    assert path.is_symlink()


@pytest.mark.parametrize("opener", OPENERS)
def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(path: Path, opener) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(StoreError, match="not a plain file"):
        opener(path)


def test_in_a_read_only_folder_the_history_reads_and_says_why_it_cannot_write(
    guarded_folder: Path, unprivileged: Unprivileged, talk: Talk
) -> None:
    path = guarded_folder / "history.db"
    with unprivileged():
        with SqliteStore.open(path) as store:
            session = store.session(talk(store))
        path.chmod(0o400)
        guarded_folder.chmod(0o500)
        with pytest.raises(StoreReadOnly, match="read-only"):
            SqliteStore.open(path)
        with SqliteStore.open_for_reading(path) as reader:
            assert reader.session(session.id) == session


def test_a_read_only_file_reads_and_says_why_it_cannot_be_written(
    guarded_folder: Path, unprivileged: Unprivileged, talk: Talk
) -> None:
    path = guarded_folder / "history.db"
    with unprivileged():
        with SqliteStore.open(path) as store:
            session = store.session(talk(store))
        path.chmod(0o400)
        with pytest.raises(StoreReadOnly, match="Allow writing"):
            SqliteStore.open(path)
        with SqliteStore.open_for_reading(path) as reader:
            assert reader.session(session.id) == session


def test_a_first_start_in_a_read_only_folder_says_why_it_cannot(
    guarded_folder: Path, unprivileged: Unprivileged
) -> None:
    guarded_folder.chmod(0o500)
    with unprivileged(), pytest.raises(StoreReadOnly, match="read-only"):
        SqliteStore.open(guarded_folder / "practice" / "history.db")
