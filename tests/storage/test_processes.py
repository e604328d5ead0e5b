"""Several processes on one history, and processes that die: one writes, others are told, none lose a turn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import StoreBusy
from coach.storage.sqlite_store import SqliteStore
from tests.storage import samples
from tests.storage.conftest import Child, Talk

Start = Callable[[str, Path], Child]


def _lost(path: Path, session_id: str, *, acknowledged: int) -> list[int]:
    """The turns that were acknowledged and are not there."""
    with SqliteStore.open(path) as store:
        stored = {turn.seq for turn in store.session(session_id).turns}
        assert store.check() == ()
    return [seq for seq in range(1, acknowledged + 1) if seq not in stored]


def test_beside_a_writing_process_a_second_is_told_within_two_seconds_and_can_read(
    path: Path, talk: Talk, child: Start
) -> None:
    with SqliteStore.open(path) as store:
        session = store.session(talk(store))
    holder = child("contend", path)
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(StoreBusy, match="Another coach is open"):
        SqliteStore.open(path)
    with SqliteStore.open_for_reading(path) as reader:
        assert reader.session(session.id) == session
        assert len(reader.sessions()) == 1
    holder.communicate()
    SqliteStore.open(path).close()


def test_of_eight_processes_at_once_one_writes_and_seven_say_why(path: Path, child: Start) -> None:
    SqliteStore.open(path).close()
    contenders = [child("contend", path) for _ in range(8)]
    said = [contender.stdout.readline() for contender in contenders]
    refusals = [line.split(maxsplit=2) for line in said if line != "open\n"]
    assert len(refusals) == 7
    for name, seconds, sentence in refusals:
        assert (name, float(seconds) < 2) == ("StoreBusy", True), seconds
        assert "Close it and try again" in sentence
    assert [contender.communicate()[1] for contender in contenders] == [""] * 8


def test_eight_processes_at_a_first_start_all_succeed(path: Path, child: Start) -> None:
    starters = [child("first-start", path) for _ in range(8)]
    said = [starter.communicate() for starter in starters]
    assert [error for _, error in said] == [""] * 8
    with SqliteStore.open(path) as store:
        assert {one.id for one in store.sessions()} == {out.strip() for out, _ in said}
        assert store.check() == ()


def test_no_acknowledged_turn_is_lost_in_ten_kills(path: Path, child: Start) -> None:
    for kill in range(10):
        writer = child("write", path)
        session_id = writer.stdout.readline().strip()
        for _ in range(3 + 7 * kill):
            writer.stdout.readline()
        writer.kill()
        rest = writer.communicate()[0].split()
        acknowledged = 3 + 7 * kill + len(rest)
        assert _lost(path, session_id, acknowledged=acknowledged) == []


def test_a_writer_that_acknowledges_too_early_is_caught_by_the_same_check(path: Path, child: Start) -> None:
    session_id, *acknowledged = child("lie", path).communicate()[0].split()
    assert _lost(path, session_id, acknowledged=len(acknowledged)) == [12]


def test_on_a_disk_that_refuses_to_write_nothing_acknowledged_is_lost(path: Path, child: Start) -> None:
    SqliteStore.open(path).close()
    out, error = child("write-little", path).communicate()
    session_id, *acknowledged, told = out.splitlines()
    assert error == ""
    assert told.startswith(("StoreError", "StoreReadOnly"))
    assert "everything before it is" in told
    assert _lost(path, session_id, acknowledged=len(acknowledged)) == []


def test_a_reader_sees_whole_sessions_while_another_process_writes(path: Path, child: Start) -> None:
    writer = child("write", path)
    session_id = writer.stdout.readline().strip()
    with SqliteStore.open_for_reading(path) as reader:
        for seq in range(1, 40):
            assert writer.stdout.readline() == f"{seq}\n"
            session = reader.session(session_id)
            assert len(session.turns) >= seq
            assert session.turns[0].text == f"Turn 1. {samples.REPLY}"
