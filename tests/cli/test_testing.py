"""`coach test`, as a trainer runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

SHIPPED = ROOT / "curricula" / "first-steps" / "scenarios" / "blender-broken-charged-twice.yaml"
RUBRIC = ROOT / "curricula" / "rubrics" / "customer-support.yaml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A trainer's copy, with one expectation that cannot hold."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert text.count("expect: {empathy: [0, 1], faults: [hollow_script, dismissive]") == 1
    changed = text.replace(
        "expect: {empathy: [0, 1], faults: [hollow", "expect: {empathy: [4, 5], faults: [hollow"
    )
    file = tmp_path / "blender.yaml"
    file.write_text(changed.replace("id: blender-broken-charged-twice", "id: my-blender"), encoding="utf-8")
    return file


def test_what_comes_out_as_written_exits_0(quick: Run) -> None:
    done = quick("test", str(SHIPPED), "--rules")
    assert (done.code, done.err) == (0, "")
    assert done.out == "scenario blender-broken-charged-twice: 4 tests, all as expected.\n"


def test_what_does_not_is_named_by_file_line_and_column_with_the_words(quick: Run, own: Path) -> None:
    done = quick("test", str(own), "--rules")
    line = own.read_text(encoding="utf-8").split("expect: {empathy: [4, 5]")[0].count("\n") + 1
    assert done.code == 2
    assert "scenario my-blender: 4 tests, 1 expectation not met." in done.out
    assert f"{own}:{line}:14: T101 Empathy is 0; 4 to 5 is expected." in done.out
    assert "calm down" in done.out


def test_programs_get_one_object_for_each_file(quick: Run, own: Path) -> None:
    done = quick("test", str(own), str(SHIPPED), "--rules", "--json")
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert list(first) == ["kind", "id", "file", "ok", "tests", "faults"]
    assert (done.code, first["ok"], first["tests"], second["ok"]) == (2, False, 4, True)
    assert [fault["code"] for fault in first["faults"]] == ["T101"]


def test_a_folder_stands_for_the_scenarios_and_rubrics_in_it(quick: Run) -> None:
    done = quick("test", str(RUBRIC.parent), "--rules", "--json")
    assert {json.loads(line)["kind"] for line in done.out.splitlines()} == {"rubric"}


@pytest.mark.parametrize(
    ("path", "says"),
    [("nowhere.yaml", "There is no file nowhere.yaml"), (".", "There is no scenario and no rubric in .")],
)
def test_a_path_that_leads_nowhere_is_wrong_usage(quick: Run, path: str, says: str) -> None:
    done = quick("test", path)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_faulty_content_is_named_as_in_check(quick: Run, own: Path) -> None:
    own.write_text(
        own.read_text(encoding="utf-8").replace("difficulty: 2", "difficulty: 9"), encoding="utf-8"
    )
    done = quick("test", str(own))
    assert done.code == 2
    assert "C204 `difficulty` is '9'" in done.err


def test_a_fault_comes_with_its_line_and_a_caret(quick: Run, own: Path) -> None:
    done = quick("test", str(own), "--rules")
    lines = done.out.splitlines()
    at = next(number for number, line in enumerate(lines) if "T101" in line)
    assert lines[at + 1].startswith("    expect: {empathy: [4, 5]")
    assert lines[at + 2].index("^") == lines[at + 1].index("empathy")
    assert "`coach explain CODE`" in done.err


def test_a_scenario_or_rubric_of_the_library_is_tested_by_its_id(quick: Run) -> None:
    done = quick("test", "blender-broken-charged-twice", "--rules")
    assert (done.code, done.out) == (
        0,
        "scenario blender-broken-charged-twice: 4 tests, all as expected.\n",
    )
