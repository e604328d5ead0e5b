"""The page for a trainer's first fifteen minutes: every edit is made, every command run, every answer compared."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Done, Run

PAGE = ROOT / "docs" / "first-scenario.md"
BLOCK = re.compile(r"^```(\w+)[ ]?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FAULT = re.compile(r"^\S+:\d+:\d+: [CRT]\d{3} ")


@dataclass(frozen=True)
class Step:
    """A box of the page, as it stands there."""

    kind: str
    file: str
    text: str


@dataclass(frozen=True)
class Command:
    arguments: tuple[str, ...]
    typed: str
    """What is said to the customer."""
    shown: tuple[str, ...]
    """The lines of the answer."""


def steps() -> list[Step]:
    return [Step(*found) for found in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]


def commands(text: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, *answer = part.splitlines()
        said = [one.removeprefix("You: ") for one in answer if one.startswith("You: ")]
        yield Command(tuple(shlex.split(line)), "".join(f"{one}\n" for one in said), tuple(answer))


def edit(file: Path, text: str) -> None:
    """Each run of `-` lines is found once, and the `+` lines below it are put in its place."""
    whole = file.read_text(encoding="utf-8")
    for found in re.finditer(r"((?:^-.*\n)+)((?:^\+.*\n)+)", text, re.MULTILINE):
        old, new = (re.sub(r"^[-+]", "", part, flags=re.MULTILINE) for part in found.groups())
        assert whole.count(old) == 1, old
        whole = whole.replace(old, new)
    file.write_text(whole, encoding="utf-8")


def compare(command: Command, done: Done) -> None:
    """Each line that is shown is answered, in this order; `...` stands for anything, and a break for a space."""
    said = " ".join(f"{done.out}\n{done.err}".split())
    expected = 2 if any(FAULT.match(line) for line in command.shown) else 0
    assert done.code == expected, (command.arguments, said)
    at = 0
    for line in command.shown:
        for piece in (" ".join(part.split()) for part in line.split("...")):
            at = said.find(piece, at)
            assert at >= 0, (command.arguments, piece, said)


def test_the_page_can_be_followed_from_its_first_line_to_its_last(quick: Run, tmp_path: Path) -> None:
    ran: list[str] = []
    for step in steps():
        match step.kind:
            case "diff":
                edit(tmp_path / step.file, step.text)
            case "yaml":
                (tmp_path / step.file).write_text(step.text, encoding="utf-8")
            case "console":
                for command in commands(step.text):
                    compress_if_named(command, tmp_path)
                    program, name, *arguments = command.arguments
                    assert program == "coach"
                    compare(command, quick(name, *arguments, stdin=command.typed))
                    ran.append(name)
            case other:
                pytest.fail(f"a box of the kind {other}")
    for name in ("new", "check", "explain", "preview", "test", "rehearse", "practise", "config"):
        assert name in ran, name


def compress_if_named(command: Command, folder: Path) -> None:
    """As a file manager does it: the folder itself is at the top."""
    if "acme.zip" in command.arguments and not (folder / "acme.zip").exists():
        shutil.make_archive(str(folder / "acme"), "zip", folder, "acme")


def test_every_box_is_read() -> None:
    fences = re.findall(r"^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(fences) == 2 * len(steps()) > 20


def test_every_edit_changes_something() -> None:
    for step in steps():
        if step.kind == "diff":
            assert re.fullmatch(r"(?:(?:-.*\n)+(?:\+.*\n)+)+", step.text), step.text
            assert step.file


def test_the_other_pages_for_trainers_lead_here_and_this_one_to_them() -> None:
    for name in ("format.md", "spec-sheet.md", "frustration.md"):
        assert "(first-scenario.md)" in (PAGE.parent / name).read_text(encoding="utf-8"), name
        assert f"({name})" in PAGE.read_text(encoding="utf-8"), name


def test_an_answer_that_is_missing_is_noticed() -> None:
    command = Command(("coach", "check"), "", ("No faults: ... can be practised.",))
    compare(command, Done(0, "No faults: everything that was read\n  can be practised.\n", ""))
    with pytest.raises(AssertionError):
        compare(command, Done(0, "1 fault.\n", ""))
    with pytest.raises(AssertionError):
        compare(command, Done(2, "No faults: it can be practised.\n", ""))
