"""A pack as a trainer hands it on: each command for trainers takes its folder and its zip file."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MANIFEST = "schema: coach/pack@1\nid: acme\nversion: 1.0.0\ntitle: Acme\n"


@pytest.fixture
def folder(quick: Run, tmp_path: Path) -> Path:
    """A pack with a scenario and a persona of its own."""
    pack = tmp_path / "acme"
    pack.mkdir()
    (pack / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    assert quick("new", "persona", "--id", "kim-park", "--to", "acme/personas").code == 0
    made = quick("new", "scenario", "--id", "lost-coat", "--to", "acme/scenarios/lost-coat.yaml")
    assert made.code == 0, made.err
    file = pack / "scenarios" / "lost-coat.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("persona: maria-santos", "persona: kim-park"), encoding="utf-8")
    return pack


@pytest.fixture
def pack(folder: Path) -> str:
    shutil.make_archive(str(folder), "zip", folder)
    return "acme.zip"


def test_a_zipped_pack_is_checked_tested_and_rehearsed(quick: Run, pack: str) -> None:
    assert quick("check", pack).code == 0
    tested = quick("test", pack, "--rules")
    assert (tested.code, tested.out) == (0, "scenario lost-coat: 3 tests, all as expected.\n")
    rehearsed = quick("rehearse", pack, "--agent", "good", "--runs", "1", "--json")
    (sheet,) = (json.loads(line) for line in rehearsed.out.splitlines())
    assert (rehearsed.code, sheet["scenario"], sheet["agents"]["good"]["passed"]) == (0, "lost-coat", 1.0)


def test_what_falls_short_in_a_zipped_pack_is_named_in_the_pack(quick: Run, folder: Path) -> None:
    file = folder / "scenarios" / "lost-coat.yaml"
    text = file.read_text(encoding="utf-8")
    wrong = text.replace("opening: I've been waiting", "opening: It costs {price}, and I've been waiting")
    file.write_text(wrong.replace("expect: {empathy: [3, 5]", "expect: {empathy: [0, 1]"), encoding="utf-8")
    shutil.make_archive(str(folder), "zip", folder)
    assert "acme.zip/scenarios/lost-coat.yaml:" in quick("test", "acme.zip", "--rules").out
    rehearsed = quick("rehearse", "acme.zip", "--agent", "good", "--runs", "1")
    assert rehearsed.code == 2
    assert "acme.zip/scenarios/lost-coat.yaml:" in rehearsed.out
    assert "coach-pack-" not in rehearsed.out + rehearsed.err


@pytest.mark.parametrize(
    "command", [["check"], ["test", "--rules"], ["rehearse", "--runs", "1"], ["preview"]]
)
def test_one_file_of_a_pack_finds_the_people_of_the_pack(
    quick: Run, folder: Path, command: list[str]
) -> None:
    done = quick(*command, str(folder / "scenarios" / "lost-coat.yaml"))
    assert done.code == 0, done.err


def test_a_pack_that_is_set_can_be_practised_from_any_folder(quick: Run, pack: str, tmp_path: Path) -> None:
    done = quick("config", "set", "curricula_dir", pack)
    assert (done.code, done.out) == (0, f"curricula_dir = {tmp_path / pack}\n")
    listed = {one["id"]: one["persona"] for one in json.loads(quick("scenarios", "--json").out)}
    assert listed["lost-coat"] == "kim-park"
    assert quick("practise", "lost-coat", "--plain", stdin="Hello.\n").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["practise", "acme.zip", "--plain"], "`coach config set curricula_dir acme.zip`"),
        (["practise", "acme", "--plain"], "Name the YAML file of a scenario in it."),
        (["preview", "acme.zip"], "Name a file of its folder, before it was zipped."),
    ],
)
@pytest.mark.usefixtures("pack")
def test_where_one_file_is_wanted_a_pack_is_told_apart(quick: Run, arguments: list[str], says: str) -> None:
    done = quick(*arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_a_namesake_in_a_zipped_pack_is_named_in_the_pack(quick: Run, folder: Path) -> None:
    shutil.copy(folder / "scenarios" / "lost-coat.yaml", folder / "scenarios" / "other.yaml")
    shutil.make_archive(str(folder), "zip", folder)
    done = quick("check", "acme.zip")
    assert "is already in acme.zip/scenarios/lost-coat.yaml:" in done.out
    assert "coach-pack-" not in done.out + done.err


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_talk_from_a_pack_that_is_told_to_end_leaves_nothing_unpacked(
    env: dict[str, str], quick: Run, pack: str, tmp_path: Path, ending: signal.Signals
) -> None:
    assert quick("config", "set", "curricula_dir", pack).code == 0
    room = tmp_path / "room"
    room.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "coach", "practise", "lost-coat", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**env, "TMPDIR": str(room)},
        cwd=tmp_path,
    ) as talk:
        assert talk.stdout is not None
        while b"waiting" not in talk.stdout.readline():
            assert list(room.glob("coach-pack-*"))
        talk.send_signal(ending)
        assert talk.wait(60) == 128 + ending
    assert list(room.glob("coach-pack-*")) == []
