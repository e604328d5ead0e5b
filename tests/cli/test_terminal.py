"""Terminals, pipes and interrupts: real ones."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from coach.cli.main import _unexpected
from coach.storage.sqlite_store import SqliteStore
from tests.cli.conftest import BLENDER, Run

PATIENCE = 60
"""Seconds before a test gives up on a process; nothing is measured by it."""
HEAVY = ("textual", "openai", "sqlite_utils", "ruamel", "tiktoken", "pydantic")


def imported(code: str, env: dict[str, str]) -> set[str]:
    """The top-level modules that a piece of code leaves imported."""
    tail = "\nimport json, sys\nprint(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail],
        capture_output=True,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_without_a_terminal_the_app_is_not_started(run: Run) -> None:
    done = run()
    assert done.code == 2
    assert "coach practise SCENARIO --plain" in done.err
    assert done.out == ""


def test_the_refusal_imports_nothing_heavy(env: dict[str, str]) -> None:
    code = "import sys; sys.argv = ['coach']; from coach.__main__ import main; assert main() == 2"
    assert not imported(code, env) & {*HEAVY, "typer", "rich"}


def test_help_imports_nothing_heavy(env: dict[str, str]) -> None:
    code = "from coach.cli.main import run; assert run(['--help']) == 0"
    assert not imported(code, env) & set(HEAVY)


@pytest.fixture
def talk(env: dict[str, str]) -> Iterator[pexpect.spawn]:
    """A plain talk in a real terminal, waiting for its first reply."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "practise", BLENDER, "--plain", "--seed", "1"],
        env=env,
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(40, 200),
    )
    child.delaybeforesend = None  # keys come as soon as the prompt is there
    child.expect("You: ")
    yield child
    child.close(force=True)


def status(child: pexpect.spawn) -> int | None:
    """The exit status, once everything is printed and the process has gone."""
    child.expect(pexpect.EOF)
    child.wait()
    return child.exitstatus


def test_a_person_is_prompted_and_an_empty_line_is_no_reply(talk: pexpect.spawn) -> None:
    talk.sendline("")
    talk.expect("That was empty, so nothing was sent.")
    talk.expect("You: ")
    talk.sendline("/help")
    talk.expect("/articles")
    talk.expect("You: ")
    talk.sendline("A smashed jar and two charges of 64.90. Which card are they on?")
    talk.expect("Empathy: ")
    talk.expect("Customer: .*4421")
    talk.expect("You: ")
    talk.sendline("/end")
    talk.expect("You ended the talk")
    assert status(talk) == 0


def test_the_end_of_the_input_at_a_terminal_ends_the_talk(talk: pexpect.spawn) -> None:
    talk.sendeof()
    talk.expect("Not scored: no reply was given.")
    assert status(talk) == 0


def test_an_interrupted_talk_is_kept_and_taken_up_again(talk: pexpect.spawn, run: Run) -> None:
    talk.sendline("A smashed jar and two charges of 64.90. Which card are they on?")
    talk.expect("You: ")
    talk.sendintr()
    talk.expect("The talk is kept")
    assert status(talk) == 130
    done = run("resume", "--plain", stdin="The second 64.90 is back on your card in 3 to 5 business days.\n")
    assert done.code == 0, done.err
    said = [part for part in done.out.split("\n") if part.startswith(("You: ", "Customer: "))]
    assert [part.partition(":")[0] for part in said] == ["Customer", "You", "Customer", "You", "Customer"]
    assert "You: A smashed jar" in said[1]
    assert "4421" in said[2]
    assert run("resume", "--plain").code == 2


@pytest.fixture
def app(env: dict[str, str]) -> Iterator[Callable[..., pexpect.spawn]]:
    """The app in a real terminal."""
    started = []

    def start(*arguments: str) -> pexpect.spawn:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "coach", *arguments],
            env={**env, "TERM": "xterm-256color"},
            encoding="utf-8",
            timeout=PATIENCE,
            dimensions=(45, 140),
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def test_options_open_the_app_at_the_briefing_with_them_chosen(
    app: Callable[..., pexpect.spawn], quick: Run, tmp_path: Path
) -> None:
    quick("practise", BLENDER, "--plain")  # the notice is read
    child = app("practise", BLENDER, "--seed", "5", "--persona", "gerald-whitcombe")
    child.expect("Gerald Whitcombe")
    child.send("\r")
    child.expect("Write what you would say")
    child.sendcontrol("q")
    assert status(child) == 0
    with SqliteStore.open_for_reading(tmp_path / "data" / "practice.db") as store:
        talk = store.sessions()[0]
    assert (talk.scenario, talk.persona, talk.seed) == (BLENDER, "gerald-whitcombe", 5)


@pytest.fixture
def half_written(app: Callable[..., pexpect.spawn], quick: Run) -> pexpect.spawn:
    """The app in a talk, with a reply begun; the notice was read before."""
    quick("practise", BLENDER, "--plain")
    child = app("practise", BLENDER)
    child.expect("Start the talk")
    child.send("\r")
    child.expect("Write what you would say")
    child.send("HALFATHOUGHT")
    child.expect("HALFATHOUGHT")
    return child


@pytest.mark.parametrize("by_id", [False, True])
def test_resume_opens_the_talk_with_its_draft(
    half_written: pexpect.spawn, app: Callable[..., pexpect.spawn], quick: Run, by_id: bool, tmp_path: Path
) -> None:
    half_written.sendcontrol("q")
    assert status(half_written) == 0
    drafts = tmp_path / "data" / "drafts.json"
    assert drafts.stat().st_mode & 0o077 == 0
    (session,) = json.loads(drafts.read_text(encoding="utf-8"))
    assert f"{session[:8]}  Broken on arrival" in quick("progress").out
    again = app("resume", *([session[:8]] if by_id else []))
    again.expect("HALFATHOUGHT")
    again.sendcontrol("q")
    assert status(again) == 0
    plain = quick("resume", "--plain")
    assert "In the app you had begun to write: HALFATHOUGHT" in plain.err
    assert not drafts.exists(), "the talk is over"


def test_a_terminal_that_is_closed_takes_no_draft_with_it(
    half_written: pexpect.spawn, tmp_path: Path
) -> None:
    half_written.kill(signal.SIGHUP)
    status(half_written)
    assert "HALFATHOUGHT" in (tmp_path / "data" / "drafts.json").read_text(encoding="utf-8")


def test_with_no_talk_to_take_up_the_app_says_so(app: Callable[..., pexpect.spawn], quick: Run) -> None:
    quick("practise", BLENDER, "--plain")
    child = app("resume")
    child.expect("There is no talk to take up again.")
    child.sendcontrol("q")
    assert status(child) == 0


@pytest.mark.parametrize("columns", [44, 80, 200])
def test_no_word_is_cut_at_the_edge_of_a_terminal(env: dict[str, str], columns: int) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "practise", BLENDER, "--plain", "--seed", "1"],
        env=env,
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(40, columns),
    )
    child.expect("You: ")
    shown = child.before
    child.close(force=True)
    lines = shown.replace("\r", "").split("\n")
    longest = max(len(x) for x in lines if str(env["COACH_DATA_DIR"]) not in x)
    assert min(columns, 100) - 12 <= longest <= min(columns, 100)
    briefing = " ".join(shown.split())
    assert "The order page shows one blender at 64.90 euros, and two card charges." in briefing


def test_an_interrupt_without_a_terminal_exits_130(env: dict[str, str], tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "coach", "practise", BLENDER, "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        text=True,
    )
    assert child.stdout is not None
    while json.loads(child.stdout.readline())["event"] != "customer_spoke":
        pass
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130
    assert "Traceback" not in err


def test_a_reader_that_has_seen_enough_hears_nothing(env: dict[str, str], good_replies: str) -> None:
    for arguments in ("scenarios --json", f"practise {BLENDER} --plain"):
        command = f"'{sys.executable}' -m coach {arguments} | head -n 1"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            input=good_replies,
            capture_output=True,
            env=env,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0
        assert "Broken" not in done.stderr
        assert "Traceback" not in done.stderr


def test_an_error_that_nobody_foresaw_says_where_and_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    secret = "sk-canary"
    try:
        raise KeyError(secret)
    except KeyError as error:
        _unexpected(type(error), error, error.__traceback__)
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "canary" not in said
    assert "Traceback" not in said
