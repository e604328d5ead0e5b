"""`coach preview` in a real terminal: a save in the middle starts the talk again, a faulty one does not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import ROOT, Run
from tests.cli.test_terminal import PATIENCE, status

SHIPPED = ROOT / "curricula" / "first-steps" / "scenarios" / "blender-broken-charged-twice.yaml"
WARM = "Your jar came smashed, and you were charged 64.90 twice. I'll stay on both. Which card are they on?"
OPENING = "  opening: So. I've told all of this to your bot. Did it tell you about the broken blender and the two charges?"
Preview = Callable[..., pexpect.spawn]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A trainer's copy, with its articles."""
    folder = tmp_path / "own"
    (folder / "articles").mkdir(parents=True)
    for article in SHIPPED.parent.parent.joinpath("articles").iterdir():
        (folder / "articles" / article.name).write_bytes(article.read_bytes())
    copy = folder / "blender.yaml"
    copy.write_text(
        SHIPPED.read_text(encoding="utf-8").replace("id: blender-broken", "id: own-blender"), "utf-8"
    )
    return copy


@pytest.fixture
def preview(env: dict[str, str], tmp_path: Path) -> Iterator[Preview]:
    started: list[pexpect.spawn] = []

    def start(*arguments: str) -> pexpect.spawn:
        child = pexpect.spawn(
            sys.executable, ["-m", "coach", "preview", *arguments], env=env, encoding="utf-8",
            timeout=PATIENCE, dimensions=(40, 200), cwd=str(tmp_path),
        )  # fmt: skip
        child.delaybeforesend = None
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def save(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_save_in_the_middle_starts_again_and_a_faulty_one_keeps_the_last_good_one(
    preview: Preview, file: Path, tmp_path: Path
) -> None:
    talk = preview(str(file))
    talk.expect("Nothing of this is stored.")
    talk.expect("Did it tell you about the broken blender")
    talk.expect("You: ")
    save(file, OPENING, "  opening: My blender is in pieces, and you charged me two times. Who is there?")
    talk.expect("Saved: the talk starts again.")
    talk.expect("My blender is in pieces, and you charged me two times.")
    talk.expect("You: ")
    save(file, "difficulty: 2", "difficulty: 9")
    talk.expect(r"blender.yaml:\d+:13: C204")
    talk.expect("`difficulty` is '9'")
    talk.expect(r"\n    difficulty: 9\r\n {16}\^")
    talk.expect("the last good version goes on.")
    talk.expect("You: ")
    talk.sendline(WARM)
    talk.expect("Empathy: ")
    talk.expect("acts: .*name_problem")
    talk.expect(r"frustration \d+ to \d+: needed_question -")
    talk.expect("Customer: .*4421")
    talk.expect("You: ")
    save(file, "difficulty: 9", "difficulty: 1")
    talk.expect("Saved: the talk starts again.")
    talk.expect("My blender is in pieces, and you charged me two times.")
    talk.sendline("/quit")
    assert status(talk) == 0
    assert not (tmp_path / "data").exists()


def test_after_three_replies_it_can_be_played_once_more(preview: Preview, file: Path) -> None:
    talk = preview(str(file))
    for number in range(3):
        talk.expect("You: ")
        talk.sendline(f"{WARM} {number}")
    talk.expect("That was the preview.")
    talk.expect("Once more")
    talk.sendline("")
    talk.expect("Did it tell you about the broken blender")
    talk.expect("You: ")
    talk.sendline("/nonsense")
    talk.expect("There is no command /nonsense.")
    talk.sendline("/again")
    talk.expect("Did it tell you about the broken blender")
    talk.expect("You: ")
    talk.sendeof()
    assert status(talk) == 0


def test_a_persona_is_previewed_in_a_case_of_choice(run: Run, tmp_path: Path) -> None:
    assert run("new", "persona", "--id", "ruth-adler", "--name", "Ruth Adler").code == 0
    done = run("preview", "ruth-adler.yaml", "--scenario", "scan-claim-denied", stdin="Hello.\n")
    assert done.code == 0, done.err
    assert "Customer: Ruth Adler, seed 1." in done.out
    assert "you denied my scan" in done.out
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.yaml"], "There is no file nowhere.yaml"),
        (["."], "is a folder"),
        ([str(ROOT / "curricula" / "rubrics" / "collections.yaml")], "coach test"),
        ([str(SHIPPED), "--persona", "nobody"], "There is no persona called 'nobody'."),
    ],
)
def test_what_cannot_be_played_is_wrong_usage(run: Run, arguments: list[str], says: str) -> None:
    done = run("preview", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_a_file_that_is_faulty_from_the_start_is_named_as_in_check(run: Run, file: Path) -> None:
    save(file, "difficulty: 2", "difficulty: 9")
    done = run("preview", str(file))
    assert done.code == 2
    assert "C204 `difficulty` is '9'" in done.err
    assert "    difficulty: 9\n                ^\n" in done.err
