"""The help of every command: what is written in it is what is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer
from click import Command, Context, Group
from typer.testing import CliRunner

from coach.cli.main import app


def commands(command: Command, *path: str) -> Iterator[tuple[tuple[str, ...], Command]]:
    yield path, command
    if isinstance(command, Group):
        for name, inner in command.commands.items():
            yield from commands(inner, *path, name)


EVERY = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_no_word_of_a_help_is_taken_for_markup(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert shown.exit_code == 0, shown.output
    command = EVERY[path]
    texts = [
        command.help or "",
        *(getattr(one, "help", None) or "" for one in command.get_params(Context(command))),
    ]
    words = [
        word.replace("\\[", "[") for text in texts for word in text.split() if "[" in word or "]" in word
    ]
    assert [word for word in words if word not in shown.output] == []


def test_the_profile_of_a_talk_is_named_as_the_file_has_it() -> None:
    shown = CliRunner().invoke(app, ["practise", "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert "as [profiles.NAME] in coach.toml" in " ".join(shown.output.split())
