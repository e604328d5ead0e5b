"""The help of every command: what is written in it is what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from coach.cli.main import app


def commands(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """A group has commands; typer has classes of its own for both."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, *path, name)


EVERY = dict(commands(typer.main.get_command(app)))


def test_there_are_commands_to_look_at() -> None:
    assert {("practise",), ("import",), ("new", "scenario")} <= EVERY.keys()


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_no_word_of_a_help_is_taken_for_markup(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert shown.exit_code == 0, shown.output
    command = EVERY[path]
    texts = [
        command.help or "",
        *(getattr(one, "help", None) or "" for one in command.params),
    ]
    words = [
        word.replace("\\[", "[") for text in texts for word in text.split() if "[" in word or "]" in word
    ]
    assert [word for word in words if word not in shown.output] == []


def test_the_profile_of_a_talk_is_named_as_the_file_has_it() -> None:
    shown = CliRunner().invoke(app, ["practise", "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert "as [profiles.NAME] in coach.toml" in " ".join(shown.output.split())
