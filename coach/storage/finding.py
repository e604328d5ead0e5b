"""Finds a session by its id, or by the beginning of it."""

from __future__ import annotations

import sqlite3

from coach.errors import UnknownId
from coach.storage.rows import Row


def find(conn: sqlite3.Connection, prefix: str) -> Row:
    """Its row. Raises UnknownId where none or several fit."""
    listed = conn.execute("SELECT id FROM sessions NOT INDEXED ORDER BY number DESC")
    known = [row["id"] for row in listed]
    matches = [prefix] if prefix in known else [one for one in known if prefix and one.startswith(prefix)]
    if len(matches) > 1:
        listing = f"It fits {len(matches)} sessions: {', '.join(matches[:4])}. Write more of the id."
        raise UnknownId("session", prefix, (), listing=listing)
    if not matches:
        listing = f"Your newest session is {known[0]}." if known else "You have no sessions yet."
        raise UnknownId("session", prefix, known, listing=listing)
    # Not by the index: a damaged index must not hide a session that is there.
    statement = "SELECT * FROM sessions NOT INDEXED WHERE id = ?"
    row: Row = conn.execute(statement, (matches[0],)).fetchone()
    return row
