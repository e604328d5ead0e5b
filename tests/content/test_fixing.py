"""What `coach check --fix` writes, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coach.content.check import check, own_files
from coach.content.fixing import Mended, fix
from coach.content.library import FileLibrary
from coach.content.schemas import schema_name, schema_text
from coach.content.shelf import shelved
from coach.content.whole_files import write_text
from coach.errors import CoachError
from tests.content.samples import SCENARIO, Files

OLD_NUDGES = """\
copilot:   # what the assistant says
  - {when: first reply, says: "Ask for the number.", wrong: true, breaks: today}  # it is known
  - when: "the refund is discussed"
    says: Refunds take a day.
    wrong: false
    article: KB-1
"""
NEW_NUDGES = """\
copilot:   # what the assistant says
  - {at: opening, says: "Ask for the number.", kind: wrong, breaks: today}  # it is known
  - at: money
    says: Refunds take a day.
    kind: right
    article: KB-1
"""


def fixed(path: Path) -> tuple[Mended, ...]:
    return tuple(fix(own_files([path])))


def old_scenario() -> str:
    its_own = "copilot:\n  - {when: first reply, says: Promise it today., wrong: true, breaks: today, article: KB-1}\n"
    assert its_own in SCENARIO
    return SCENARIO.replace(its_own, OLD_NUDGES)


def test_an_older_scenario_is_lifted_and_keeps_its_comments(files: Files) -> None:
    files.scenario.write_text(old_scenario(), encoding="utf-8")
    (mended,) = fixed(files.scenario)
    assert mended.changes == ("schema 2", "the line for editors")
    text = files.scenario.read_text(encoding="utf-8")
    assert text == "# yaml-language-server: $schema=scenario.schema.json\n" + old_scenario().replace(
        "scenario@1", "scenario@2"
    ).replace(OLD_NUDGES, NEW_NUDGES)
    library = FileLibrary([files.curricula], [files.personas])
    assert [fault for fault in check([files.scenario], library) if fault.code < "C6"] == []


def test_it_means_the_same_before_and_after(files: Files) -> None:
    files.scenario.write_text(old_scenario(), encoding="utf-8")
    before = FileLibrary([files.curricula], [files.personas]).scenario("late-coat")
    fixed(files.scenario)
    assert FileLibrary([files.curricula], [files.personas]).scenario("late-coat") == before


def test_a_second_time_there_is_nothing_to_write(files: Files) -> None:
    assert fixed(files.curricula)
    stamps = {file: file.stat().st_mtime_ns for file in files.curricula.rglob("*.yaml")}
    assert fixed(files.curricula) == ()
    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps


def test_windows_line_ends_stay(files: Files) -> None:
    files.scenario.write_bytes(old_scenario().replace("\n", "\r\n").encode())
    fixed(files.scenario)
    text = files.scenario.read_bytes().decode()
    assert "\r\n  - {at: opening," in text
    assert text.count("\n") == text.count("\r\n")


def test_the_line_for_editors_leads_to_the_nearest_schema(files: Files) -> None:
    home = files.curricula / "schemas"
    home.mkdir()
    (home / schema_name("scenario")).write_text(schema_text("scenario"), encoding="utf-8")
    fixed(files.scenario)
    first = files.scenario.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schemas/scenario.schema.json"
    (files.scenario.parent / first.split("=")[1]).resolve(strict=True)


def test_a_line_that_leads_to_a_schema_or_to_an_address_stays(files: Files) -> None:
    line = "# yaml-language-server: $schema=https://example.org/s.json\n"
    files.persona.write_text(line + files.persona.read_text(encoding="utf-8"), encoding="utf-8")
    assert fixed(files.persona) == ()


def test_what_cannot_be_parsed_is_left_as_it_is(files: Files) -> None:
    files.scenario.write_text(old_scenario() + "\n\t- x\n", encoding="utf-8")
    before = files.scenario.read_bytes()
    assert fixed(files.scenario) == ()
    assert files.scenario.read_bytes() == before


def test_who_may_read_a_file_stays_and_no_draft_is_left(files: Files) -> None:
    files.scenario.chmod(0o640)
    fixed(files.scenario)
    assert files.scenario.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in files.scenario.parent.iterdir()] == [files.scenario.name]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="could not be written"):
        write_text(tmp_path / "nowhere" / "a.yaml", "id: a")


class ChangedMeanwhile(type(Path())):  # type: ignore[misc]
    """A file whose author saves it between two looks."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        opened = super().open(*args, **kwargs)
        with Path(self).open("a", encoding="utf-8") as author:
            author.write("# A line more.\n")
        return opened


def test_a_file_that_is_changed_meanwhile_is_left_as_its_author_saved_it(files: Files) -> None:
    (left,) = fix([shelved(ChangedMeanwhile(files.scenario), root=None)])
    assert "was changed meanwhile" in left.left
    text = files.scenario.read_text(encoding="utf-8")
    assert text.startswith(SCENARIO)
    assert set(text.removeprefix(SCENARIO).splitlines()) == {"# A line more."}


def test_a_protected_file_is_left_and_the_others_are_mended(files: Files) -> None:
    files.persona.chmod(0o444)
    before = files.persona.read_bytes()
    left, mended = fixed(files.persona) + fixed(files.rubric)
    assert "write-protected" in left.left
    assert "Take that off first" in left.left
    assert (mended.file, mended.changes) == (files.rubric, ("the line for editors",))
    assert files.persona.read_bytes() == before


@pytest.mark.parametrize("said", ["yes", "on", "y", "1", '"true"', "", "[true]"])
def test_what_only_a_person_can_lift_is_left_and_named(files: Files, said: str) -> None:
    text = SCENARIO.replace("wrong: true", f"wrong: {said}")
    files.scenario.write_text(text, encoding="utf-8")
    (left,) = fixed(files.scenario)
    assert f"{files.scenario}:" in left.left
    assert "`wrong` is not true or false." in left.left
    assert files.scenario.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("said", "kind"), [("TRUE", "wrong"), ("False", "right")])
def test_a_truth_value_in_capitals_is_lifted(files: Files, said: str, kind: str) -> None:
    files.scenario.write_text(
        SCENARIO.replace("wrong: true, breaks: today", f"wrong: {said}, because: So"), encoding="utf-8"
    )
    (mended,) = fixed(files.scenario)
    assert not mended.left
    assert f"kind: {kind}, because: So" in files.scenario.read_text(encoding="utf-8")


def test_a_byte_order_mark_stays(files: Files) -> None:
    files.scenario.write_text(SCENARIO, encoding="utf-8-sig")
    assert fixed(files.scenario)
    text = files.scenario.read_text(encoding="utf-8")
    assert text.startswith("\ufeff# yaml-language-server: ")
    assert text.count("\ufeff") == 1
    library = FileLibrary([files.curricula], [files.personas])
    assert [fault for fault in check([files.scenario], library) if fault.code < "C6"] == []


def test_a_published_schema_is_plain_json(tmp_path: Path) -> None:
    assert json.loads(schema_text("persona"))["additionalProperties"] is False
