"""A full disk, an interrupt and a protected file: what was there is as it was, and nothing lies about."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from coach.bootstrap import open_library
from coach.content.draft_file import write
from coach.content.new_files import NewContent
from coach.content.shapes import shape
from coach.content.whole_files import all_or_none, write_text
from coach.content.yaml_reader import read_document
from coach.domain.scenario import LineOfBusiness, Scenario, Speaker
from coach.domain.source import Passage, Said, Source
from coach.errors import CoachError, Fault, UsageError
from coach.services.drafting.draft import Choices, Draft, draft_of
from coach.services.new_content import NewScenario
from coach.settings import load


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow larger: what a full disk does to whoever writes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def held(folder: Path) -> Mapping[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def content(found: Sequence[Fault] = ()) -> NewContent:
    return NewContent(open_library(load({})), lambda _: found)


def draft(statement: str = "A refund takes 5 days at most.") -> Draft:
    said = (Said(Speaker.CUSTOMER, "Where is the refund?", 1), Said(Speaker.AGENT, "On its way.", 2))
    source = Source("a.txt", said, (Passage("Refunds", statement, 1),))
    when = datetime(2026, 11, 22, 14)
    return draft_of(source, Choices("a", LineOfBusiness.HR, "dani-kowalski", "hr", when))


@pytest.mark.parametrize("size", [0, 1000, 4000])
def test_a_full_disk_leaves_no_new_files(tmp_path: Path, size: int) -> None:
    with room_for(size), pytest.raises(CoachError, match=r"could not be written: file too large\."):
        content().scenario(NewScenario("late", LineOfBusiness.HR), tmp_path / "new" / "folder")
    assert list(tmp_path.iterdir()) == []
    with room_for(size), pytest.raises(CoachError, match="file too large"):
        write(draft("A refund takes 5 days. " * 300), tmp_path / "a.yaml", note=())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [0, 1000, 4000])
def test_a_full_disk_leaves_the_file_that_was_to_be_replaced(tmp_path: Path, size: int) -> None:
    content().scenario(NewScenario("late", LineOfBusiness.HR, title="Mine"), tmp_path)
    before = held(tmp_path)
    with room_for(size), pytest.raises(CoachError, match="file too large"):
        content().scenario(NewScenario("late", LineOfBusiness.HR), tmp_path, replace=True)
    assert held(tmp_path) == before


def test_an_interrupt_in_the_middle_puts_back_what_was_there_through_links_too(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    files = [tmp_path / "link.yaml", tmp_path / "new" / "other.yaml"]

    def interrupted() -> None:
        with all_or_none(files):
            for file in files:
                file.parent.mkdir(exist_ok=True)
                write_text(file, "theirs")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert held(tmp_path) == {"real.yaml": "mine", "link.yaml": "mine"}
    assert (tmp_path / "link.yaml").is_symlink()
    assert not (tmp_path / "new").exists()


def test_a_protected_file_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("mine", encoding="utf-8")
    file.chmod(0o444)
    with pytest.raises(CoachError, match="is write-protected"):
        write_text(file, "theirs")
    assert held(tmp_path) == {"a.yaml": "mine"}


def test_a_draft_does_not_take_the_place_of_another_article(tmp_path: Path) -> None:
    write(draft(), tmp_path / "a.yaml", note=())
    write(draft(), tmp_path / "b.yaml", note=())
    before = held(tmp_path)
    other = draft("A refund takes 9 days at most.")
    with pytest.raises(UsageError, match=r"POL-1\.md already"):
        write(other, tmp_path / "c.yaml", note=())
    assert held(tmp_path) == before
    write(other, tmp_path / "c.yaml", note=(), replace=True)
    assert "9 days" in held(tmp_path)["articles/POL-1.md"]


def test_a_note_stays_a_comment_whatever_the_source_is_called(tmp_path: Path) -> None:
    write(draft(), tmp_path / "a.yaml", note=("From a\nid: x\x1b[2J.txt",))
    first = held(tmp_path)["a.yaml"].split("\n")[:3]
    assert first[1:] == ["# From a id: x.txt", "schema: coach/scenario@2"]


def test_what_is_written_reads_as_what_was_drafted_also_beside_backslashes(tmp_path: Path) -> None:
    """Found by fuzzing: a line that is broken after a backslash is read back with a blank in it."""
    said = "'@ `x` \" " + "not \\x85 > refund ' can \\u:1 " * 12
    talk = (Said(Speaker.CUSTOMER, said[:580], 1), Said(Speaker.AGENT, "On its way.", 2))
    for shift in range(40):
        moved = (replace(talk[0], text="a" * shift + said[: 580 - shift]), talk[1])
        when = datetime(2026, 11, 22, 14)
        made = draft_of(Source("a", moved), Choices("a", LineOfBusiness.HR, "dani-kowalski", "hr", when))
        (file,) = write(made, tmp_path / "a.yaml", note=())
        assert shape(read_document(file), Scenario) == made.scenario


def test_a_pipe_or_a_device_is_not_taken_from_the_machine(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.yaml", tmp_path / "link.yaml"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    with pytest.raises(CoachError, match="no plain file"), all_or_none([link]):
        write_text(link, "theirs")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(tmp_path.iterdir()) == [link, pipe]
