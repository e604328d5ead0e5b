"""People can see what is kept, why, who sees it and for how long: every column, none forgotten."""

from __future__ import annotations

from coach.storage.sqlite_store import SqliteStore


def test_every_column_of_the_live_file_is_in_the_inventory_and_nothing_else(store: SqliteStore) -> None:
    tables = [
        row["name"] for row in store._conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    ]
    live = {
        (table, column["name"])
        for table in tables
        for column in store._conn.execute(f"PRAGMA table_xinfo({table})")
    }
    listed = [(kept.table, kept.column) for kept in store.inventory()]
    assert set(listed) == live
    assert len(listed) == len(live)


def test_each_has_a_purpose_a_viewer_and_a_time(store: SqliteStore) -> None:
    for kept in store.inventory():
        assert len(kept.purpose.split()) >= 2, kept
        assert kept.seen_by.startswith("you"), kept
        assert kept.kept.startswith(("until", "as long")), kept
