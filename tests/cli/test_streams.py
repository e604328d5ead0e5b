"""Streams that are full, closed or no longer read; and being stopped before a command has begun."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import BLENDER, Done, Run

PATIENCE = 60
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


@pytest.fixture
def shell(env: dict[str, str], tmp_path: Path) -> Run:
    """A command as a shell runs it; `coach` stands for this one."""

    def command(line: str) -> Done:
        coach = f'coach() {{ {shlex.quote(sys.executable)} -m coach "$@"; }}; '
        done = subprocess.run(
            ["bash", "-c", coach + line],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=env,
            cwd=tmp_path,
            timeout=PATIENCE,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@needs_full
@pytest.mark.parametrize("what", ["scenarios", "scenarios --json", "--help", "--version", "progress"])
def test_output_that_finds_no_room_is_an_error(shell: Run, what: str) -> None:
    done = shell(f"coach {what} > /dev/full")
    assert done == Done(1, "", "The output could not be written: no space left on the device.\n")


@pytest.mark.parametrize("what", ["scenarios", "--help"])
def test_output_that_is_closed_is_an_error(shell: Run, what: str) -> None:
    done = shell(f"coach {what} >&-")
    assert done == Done(1, "", "The output could not be written: standard output is closed.\n")


@pytest.mark.parametrize("what", ["scenarios", "--help"])
def test_who_has_read_enough_hears_nothing_more(shell: Run, what: str) -> None:
    done = shell(f"coach {what} | head -c 1 > /dev/null; exit ${{PIPESTATUS[0]}}")
    assert done == Done(0, "", "")


@pytest.mark.parametrize("what", ["", "practise nothing --plain", "nonsense", "practise --seed x"])
def test_talk_never_goes_to_stdout(shell: Run, what: str) -> None:
    assert shell(f"coach {what} 2>&-") == Done(2, "", "")


@needs_full
@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-"])
def test_a_talk_goes_on_without_its_notes(shell: Run, where: str) -> None:
    line = f"echo 'Which card is it?' | coach practise {BLENDER} --plain --seed 1"
    done = shell(f"{line} {where}")
    assert done.code == 0
    assert "You ended the talk" in done.out
    assert shell(line).out == done.out


def test_an_interrupt_while_coach_is_still_loading_is_silent(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nsignal.pause()\n", encoding="utf-8"
    )
    path = os.pathsep.join([str(tmp_path), env["PYTHONPATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "coach", "scenarios"],
        capture_output=True,
        env={**env, "PYTHONPATH": path},
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_an_app_that_is_told_to_end_gives_the_terminal_back(env: dict[str, str]) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coach"],
        env={**env, "TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(30, 100),
    )
    child.expect("What coach keeps")
    child.kill(signal.SIGTERM)
    child.expect_exact("\x1b[?1049l")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 128 + signal.SIGTERM
