"""`coach schema`, and what `coach check --fix` writes, as a trainer runs them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.content.samples import write_library


def test_a_schema_is_printed_for_one_kind_and_for_all(quick: Run) -> None:
    one, every = quick("schema", "persona"), quick("schema")
    assert json.loads(one.out)["title"] == "coach persona"
    assert json.loads(every.out).keys() == {"scenario", "persona", "curriculum", "rubric", "pack"}
    assert json.loads(every.out)["persona"] == json.loads(one.out)


def test_schemas_are_written_where_a_trainer_wants_them(quick: Run, tmp_path: Path) -> None:
    written = quick("schema", "--to", str(tmp_path))
    assert (written.code, written.out) == (0, "")
    assert json.loads((tmp_path / "scenario.schema.json").read_text(encoding="utf-8"))["$schema"]
    assert "scenario.schema.json" in written.err


def test_an_unknown_kind_and_a_folder_that_is_not_there_are_usage_errors(quick: Run, tmp_path: Path) -> None:
    unknown, nowhere = quick("schema", "scenaro"), quick("schema", "--to", str(tmp_path / "no"))
    assert (unknown.code, nowhere.code) == (2, 2)
    assert "Did you mean scenario" in unknown.err
    assert "Create it first" in nowhere.err


def test_fixing_tells_what_was_written_and_then_checks(quick: Run, tmp_path: Path) -> None:
    files = write_library(tmp_path / "own")
    first = quick("check", "--fix", str(tmp_path / "own"))
    assert first.code == 0
    assert f"Wrote {files.scenario}: schema 2 and the line for editors." in first.err.replace("\n", " ")
    assert "coach/scenario@2" in files.scenario.read_text(encoding="utf-8")
    assert "Wrote" not in quick("check", "--fix", str(tmp_path / "own")).err


def test_what_comes_with_coach_is_not_written_to_unless_it_is_named(quick: Run) -> None:
    assert "Wrote" not in quick("check", "--fix").err


def test_fixing_leaves_a_protected_file_goes_on_and_checks(quick: Run, tmp_path: Path) -> None:
    files = write_library(tmp_path / "own")
    files.curriculum.chmod(0o444)
    files.persona.write_text(
        files.persona.read_text(encoding="utf-8").replace("baseline: 50", "baseline: 400"), encoding="utf-8"
    )
    done = quick("check", "--fix", str(tmp_path / "own"))
    said = " ".join(done.err.split())
    assert f"Left as it is: {files.curriculum} is write-protected." in said
    assert all(f"Wrote {file}:" in said for file in (files.scenario, files.rubric, files.persona))
    assert (done.code, "C205" in done.out) == (2, True)
    files.persona.write_text(files.persona.read_text(encoding="utf-8").replace("400", "50"), encoding="utf-8")
    assert quick("check", "--fix", str(tmp_path / "own")).code == 1
