"""What the rules said of a scenario is worked out once, until something that they go by changes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from coach.content.check import check
from coach.content.library import FileLibrary
from coach.content.remembered import FILE_NAME, MOST, SHIPPED, Remembered
from coach.errors import Fault
from tests.content.samples import ARTICLE, SCENARIO, Files

WRONG = SCENARIO.replace("say: The refund takes 3 to 5 days.", "say: The refund takes 10 days.")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache" / FILE_NAME


def checked(files: Files, kept: Path) -> tuple[int, tuple[Fault, ...]]:
    """How many scenarios the rules had to read, and the faults."""
    remembered = Remembered(kept)
    found = check([files.scenario], FileLibrary([files.curricula], [files.personas]), remembered=remembered)
    remembered.save()
    return remembered.worked_out, found


def test_a_scenario_that_is_as_it_was_is_not_read_again(files: Files, kept: Path) -> None:
    files.scenario.write_text(WRONG, encoding="utf-8")
    first, found = checked(files, kept)
    assert (first, [fault.code for fault in found]) == (1, ["C802"])
    assert checked(files, kept) == (0, found)


def test_lines_move_with_the_file(files: Files, kept: Path) -> None:
    files.scenario.write_text(WRONG, encoding="utf-8")
    (before,) = checked(files, kept)[1]
    files.scenario.write_text(f"# A line more.\n{WRONG}", encoding="utf-8")
    again, (after,) = checked(files, kept)
    assert (again, after.position.line) == (0, before.position.line + 1)


def test_a_changed_article_is_read(files: Files, kept: Path) -> None:
    checked(files, kept)
    files.article.write_text(ARTICLE.replace("They take 3", "The refund takes 13"), encoding="utf-8")
    assert checked(files, kept)[0] == 1


def test_other_rules_are_asked_anew(files: Files, kept: Path) -> None:
    checked(files, kept)
    held = json.loads(kept.read_text("utf-8"))
    kept.write_text(json.dumps({**held, "rules": "older"}), encoding="utf-8")
    assert checked(files, kept)[0] == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"rules": 1}', "\x00", "[" * 100_000, "9" * 5000])
def test_a_broken_file_is_as_if_it_were_not_there(files: Files, kept: Path, text: str) -> None:
    kept.parent.mkdir()
    kept.write_text(text, encoding="utf-8")
    assert checked(files, kept) == (1, ())
    assert checked(files, kept) == (0, ())


def test_a_pipe_in_its_place_is_not_waited_for(files: Files, kept: Path) -> None:
    kept.parent.mkdir()
    os.mkfifo(kept)
    assert checked(files, kept) == (1, ())


@pytest.mark.parametrize(
    "entry",
    [
        5,
        "C802",
        {},
        [5],
        [["C802", 5]],
        [["C802", ["id"], 5, ""]],
        [[None, ["id"], "a", ""]],
        [["C802", [{}], "a", ""]],
    ],
)
def test_a_broken_entry_is_worked_out_again(files: Files, kept: Path, entry: object) -> None:
    checked(files, kept)
    held = json.loads(kept.read_text("utf-8"))
    broken = dict.fromkeys(held["remarks"], entry)
    kept.write_text(json.dumps({**held, "remarks": broken}), encoding="utf-8")
    assert checked(files, kept) == (1, ())


def test_where_nothing_can_be_written_the_check_goes_on(files: Files, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder", encoding="utf-8")
    assert checked(files, tmp_path / "cache" / FILE_NAME) == (1, ())


def test_only_so_many_are_kept(files: Files, kept: Path) -> None:
    checked(files, kept)
    held = json.loads(kept.read_text("utf-8"))
    many = {f"{number:064x}": [] for number in range(MOST)}
    kept.write_text(json.dumps({**held, "remarks": many}), encoding="utf-8")
    assert checked(files, kept)[0] == 1
    assert len(json.loads(kept.read_text("utf-8"))["remarks"]) == MOST
    assert checked(files, kept)[0] == 0


def test_the_whole_library_is_read_by_the_rules_once(tmp_path: Path) -> None:
    """The guard of how fast `coach check` is the second time, counted and not timed."""
    kept = tmp_path / FILE_NAME
    library = FileLibrary.of()
    for worked_out in (len(library.scenarios()), 0):
        remembered = Remembered(kept, shipped=kept)
        check([], library, remembered=remembered)
        remembered.save()
        assert remembered.worked_out == worked_out
    assert kept.read_bytes() == SHIPPED.read_bytes(), (
        "Say `make checked`: the rules or a scenario have changed."
    )


def test_what_is_shipped_is_never_read_by_the_rules_at_its_first_check(tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / FILE_NAME)
    assert check([], FileLibrary.of(), remembered=remembered) == ()
    assert remembered.worked_out == 0
