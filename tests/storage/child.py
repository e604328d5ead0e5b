"""A second process on the same history: `python -m tests.storage.child COMMAND PATH`. Reports on stdout."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from pathlib import Path

from coach.errors import CoachError
from coach.storage.sqlite_store import SqliteStore
from tests.storage import samples


def contend(path: Path) -> None:
    """Open for writing and hold it until stdin ends, or say why not and how long that took."""
    began = time.monotonic()
    try:
        store = SqliteStore.open(path)
    except CoachError as error:
        print(f"{type(error).__name__} {time.monotonic() - began:.3f} {error}", flush=True)
        return
    print("open", flush=True)
    sys.stdin.read()
    store.close()


def first_start(path: Path) -> None:
    """What each of several processes does that start at once."""
    with SqliteStore.open(path) as store:
        store.acknowledge_notice()
        print(store.begin(samples.plan()), flush=True)


def write(path: Path) -> None:
    """Acknowledge each turn when it is stored, for ever."""
    store = SqliteStore.open(path)
    session_id = store.begin(samples.plan())
    print(session_id, flush=True)
    for seq in range(1, 1_000_000):
        store.add_turn(session_id, samples.reply(seq, text=f"Turn {seq}. {samples.REPLY}"), elapsed=seq)
        print(seq, flush=True)


def lie(path: Path) -> None:
    """The control: acknowledges a turn before it is stored, and is killed between the two."""
    store = SqliteStore.open(path)
    session_id = store.begin(samples.plan())
    print(session_id, flush=True)
    for seq in range(1, 20):
        print(seq, flush=True)
        if seq == 12:
            os.kill(os.getpid(), signal.SIGKILL)
        store.add_turn(session_id, samples.reply(seq), elapsed=seq)


def write_little(path: Path) -> None:
    """Like `write`, on a system that lets no file grow beyond 192 KiB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (192 * 1024, 192 * 1024))
    try:
        write(path)
    except CoachError as error:
        print(f"{type(error).__name__} {error}", flush=True)


if __name__ == "__main__":
    {
        "contend": contend,
        "first-start": first_start,
        "write": write,
        "lie": lie,
        "write-little": write_little,
    }[sys.argv[1]](Path(sys.argv[2]))
