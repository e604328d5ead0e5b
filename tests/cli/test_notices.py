"""What is odd about the settings is said by the commands that trainers run, and never on stdout."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "arguments",
    [
        ("scenarios", "--json"),
        ("check", "nowhere.yaml"),
        ("test", "nowhere.yaml"),
        ("import", "nowhere.txt"),
        ("new", "persona", "--id", "Bad Id"),
    ],
)
def test_a_folder_of_ones_own_that_is_not_there_is_told(quick: Run, arguments: tuple[str, ...]) -> None:
    done = quick(*arguments, COACH_CURRICULA_DIR="/nowhere/at/all")
    assert "COACH_CURRICULA_DIR is '/nowhere/at/all', which cannot be used" in " ".join(done.err.split())
    assert "/nowhere/at/all" not in done.out
