"""`coach new`, by flags and by questions at a real terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from coach.domain.scenario import LineOfBusiness
from tests.cli.conftest import Run
from tests.cli.test_terminal import PATIENCE, status


@pytest.mark.parametrize("line", LineOfBusiness)
def test_every_case_keeps_the_limits_of_rehearse_as_it_is_written(quick: Run, line: LineOfBusiness) -> None:
    made = quick("new", "scenario", "--id", "mine", "--line-of-business", line.value)
    assert made.code == 0, made.err
    assert made.out.splitlines() == ["mine.yaml", "articles/KB-101.md"]
    done = quick("rehearse", "mine.yaml", "--runs", "2", "--json")
    assert (json.loads(done.out)["faults"], done.code) == ([], 0)


def test_every_answer_has_a_flag_and_the_files_are_named_on_stdout(quick: Run, tmp_path: Path) -> None:
    flags = [
        "--id",
        "late-parcel",
        "--title",
        "Late",
        "--line-of-business",
        "hr",
        "--persona",
        "maria-santos",
    ]
    more = [
        "--rubric",
        "customer-support",
        "--fact",
        "It rains.",
        "--fact",
        "It snows.",
        "--to",
        "own/late.yaml",
    ]
    done = quick("new", "scenario", *flags, *more)
    assert (done.code, done.out) == (0, "own/late.yaml\nown/articles/KB-101.md\n")
    assert "coach rehearse own/late.yaml" in done.err
    text = (tmp_path / "own" / "late.yaml").read_text(encoding="utf-8")
    assert 'statement: "It snows."' in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["scenario"], "--id is missing."),
        (["scenario", "--id", "x", "--line-of-business", "hrr"], "it can be customer-support or"),
        (["scenario", "--id", "x", "--persona", "nobody"], "There is no persona called 'nobody'."),
        (["persona", "--id", "x", "--trigger", "dismisive"], "Did you mean dismissive"),
        (["persona", "--id", "x", "--register", "posh"], "it can be formal or neutral or informal"),
        (["curriculum", "--id", "x", "--scenario", "nothing"], "There is no scenario called 'nothing'."),
        (["rubric", "--id", "x", "--like", "nothing"], "There is no rubric called 'nothing'."),
        (["rubric", "--id", "A b"], "which is not an id"),
    ],
)
def test_an_answer_that_will_not_do_is_wrong_usage(
    quick: Run, tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = quick("new", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert not list(tmp_path.glob("x*"))


def test_persona_curriculum_and_rubric_are_written_and_sound(quick: Run) -> None:
    for command in (
        ["persona", "--id", "ann-lee"],
        ["curriculum", "--id", "desk"],
        ["rubric", "--id", "marks"],
    ):
        assert quick("new", *command, "--to", "all").code == 0
    assert quick("check", "all").code == 0


@pytest.fixture
def dialogue(env: dict[str, str], tmp_path: Path) -> Iterator[pexpect.spawn]:
    child = pexpect.spawn(
        sys.executable, ["-m", "coach", "new", "scenario"], env=env, encoding="utf-8", timeout=PATIENCE,
        dimensions=(40, 200), cwd=str(tmp_path),
    )  # fmt: skip
    child.delaybeforesend = None
    child.expect("Id of the scenario: ")
    yield child
    child.close(force=True)


def test_at_a_terminal_each_question_says_why_and_offers_a_default(
    dialogue: pexpect.spawn, tmp_path: Path
) -> None:
    dialogue.sendline("Late Parcel")
    dialogue.expect("which is not an id.")
    dialogue.expect("Id of the scenario: ")
    dialogue.sendline("late-parcel")
    dialogue.expect("The case that you begin with comes from this line of business")
    dialogue.expect(r"Line of business \[customer-support\]: ")
    dialogue.sendline("hr")
    dialogue.expect(r"Title \[The leave that was never entered\]: ")
    dialogue.sendline("Leave that was lost")
    dialogue.expect("Choices: .*maria-santos")
    dialogue.expect(r"Id of the persona \[aoife-brennan\]: ")
    dialogue.sendline("")
    dialogue.expect(r"Id of the rubric \[customer-support\]: ")
    dialogue.sendline("")
    dialogue.expect("A fact of yours")
    dialogue.sendline("The form has two pages.")
    dialogue.expect("A fact of yours")
    dialogue.sendline("")
    dialogue.expect("late-parcel.yaml")
    assert status(dialogue) == 0
    text = (tmp_path / "late-parcel.yaml").read_text(encoding="utf-8")
    assert "title: Leave that was lost\n" in text
    assert "persona: aoife-brennan\n" in text
    assert "The form has two pages." in text


@pytest.mark.parametrize("leave", ["interrupt", "end"])
def test_leaving_in_the_middle_leaves_nothing_behind(
    dialogue: pexpect.spawn, tmp_path: Path, leave: str
) -> None:
    before = sorted(tmp_path.iterdir())
    dialogue.sendline("late-parcel")
    dialogue.expect("Line of business")
    if leave == "interrupt":
        dialogue.sendintr()
    else:
        dialogue.sendeof()
    assert status(dialogue) == 130
    assert sorted(tmp_path.iterdir()) == before
