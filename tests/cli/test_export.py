"""Handing scores over: to a new file, over an earlier export, to stdout, and never over anything else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import BLENDER, Run


@pytest.fixture
def talked(quick: Run) -> Run:
    """A history with one talk in it."""
    quick("practise", BLENDER, "--plain", "--seed", "1", stdin="Two charges of 64.90. Which card?\n")
    return quick


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize(
    "name", ["practice.db", "practice.db-wal", "practice.db-shm", "practice.db.lock", "../data/PRACTICE.db"]
)
def test_the_history_is_never_written_over(talked: Run, tmp_path: Path, name: str, force: list[str]) -> None:
    before = (tmp_path / "data" / "practice.db").read_bytes()
    done = talked("export", "--out", f"data/{name}", *force)
    assert done.code == 1
    assert done.err == "That is the practice history itself.\nName another file with --out.\n"
    assert (tmp_path / "data" / "practice.db").read_bytes() == before
    assert "1 finished talk" in talked("progress").out


@pytest.mark.parametrize("how", ["symlink_to", "hardlink_to"])
def test_the_history_is_known_under_another_name(talked: Run, tmp_path: Path, how: str) -> None:
    getattr(tmp_path / "scores.csv", how)(tmp_path / "data" / "practice.db")
    done = talked("export", "--out", "scores.csv", "--force")
    assert (done.code, "history itself" in done.err) == (1, True)


def test_the_second_table_is_not_written_over_the_history_either(talked: Run, tmp_path: Path) -> None:
    (tmp_path / "x-turns.csv").symlink_to(tmp_path / "data" / "practice.db")
    done = talked("export", "--out", "x.csv", "--with-turns", "--force")
    assert (done.code, "history itself" in done.err) == (1, True)
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
def test_an_earlier_export_is_replaced_and_another_file_only_by_force(
    talked: Run, tmp_path: Path, format_: str
) -> None:
    arguments = ["export", "--format", format_, "--out", "scores", "--with-turns"]
    assert [talked(*arguments).code, talked(*arguments).code] == [0, 0]
    (tmp_path / "scores").write_text("my notes\n", encoding="utf-8")
    done = talked(*arguments)
    assert done.code == 1
    assert "scores is there already" in done.err
    assert "--force" in done.err
    assert (tmp_path / "scores").read_text(encoding="utf-8") == "my notes\n"
    assert talked(*arguments, "--force").code == 0
    assert "my notes" not in (tmp_path / "scores").read_text(encoding="utf-8")


def test_a_link_stays_a_link(talked: Run, tmp_path: Path) -> None:
    (tmp_path / "latest.csv").symlink_to("monday.csv")
    assert talked("export", "--out", "latest.csv").code == 0
    assert (tmp_path / "latest.csv").is_symlink()
    assert (tmp_path / "monday.csv").read_text(encoding="utf-8").startswith("schema_version,")
    (tmp_path / "round.csv").symlink_to("round.csv")
    assert "leads nowhere" in talked("export", "--out", "round.csv", "--force").err


def test_an_export_is_printed_when_asked_for(talked: Run, tmp_path: Path) -> None:
    talked("export", "--out", "scores.csv")
    table = talked("export", "--out", "-")
    assert table.err.startswith("Printed: 1 talk.\n")
    printed = list(csv.DictReader(io.StringIO(table.out)))
    with (tmp_path / "scores.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.DictReader(stream)) == printed
    lines = talked("export", "--out", "-", "--format", "jsonl", "--with-turns").out.splitlines()
    assert [json.loads(line)["kind"] for line in lines][:2] == ["session", "turn"]
    both = talked("export", "--out", "-", "--with-turns")
    assert (both.code, both.out) == (2, "")
    assert "jsonl" in both.err
    assert not (tmp_path / "-").exists()


def test_the_home_of_nobody_is_wrong_usage(talked: Run) -> None:
    for arguments in (["export", "--out", "~nobody-of-that-name/x"], ["check", "~nobody-of-that-name/x"]):
        done = talked(*arguments)
        assert (done.code, done.out) == (2, "")
        assert "~nobody-of-that-name is nobody's home folder" in done.err


@pytest.mark.parametrize("arguments", [["progress"], ["export", "--out", "x.csv"]])
def test_a_file_in_place_of_the_data_folder_is_no_empty_history(
    quick: Run, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    done = quick(*arguments)
    assert (done.code, done.out) == (1, "")
    assert "is not a folder" in done.err
    assert not (tmp_path / "x.csv").exists()
