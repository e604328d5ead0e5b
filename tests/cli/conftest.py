"""Runs `coach` as people do: a process of its own, with a store of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.scripted import good_agent, library

ROOT = Path(__file__).parent.parent.parent
BLENDER = "blender-broken-charged-twice"


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Nothing of the machine's own settings reaches a test."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COACH_", "OPENAI_"))}
    return {
        **kept,
        "COACH_DATA_DIR": str(tmp_path / "data"),
        "COACH_CONFIG": str(tmp_path / "coach.toml"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
        "TERM": "dumb",
    }


@pytest.fixture
def run(env: dict[str, str], tmp_path: Path) -> Run:
    def command(*arguments: str, stdin: str = "", **more: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "coach", *arguments],
            input=stdin.encode(),
            capture_output=True,
            env={**env, **more},
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture(scope="session")
def good_replies() -> str:
    """One line a reply; they resolve the talk about the blender."""
    return "".join(f"{reply}\n" for reply in good_agent(library().scenario(BLENDER)))


@pytest.fixture
def quick(
    env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The same in this process, for commands whose process does not matter."""
    from coach.cli import main

    def command(*arguments: str, stdin: str = "", **more: str) -> Done:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name in [n for n in os.environ if n.startswith(("COACH_", "OPENAI_"))]:
                patch.delenv(name)
            for name, value in {**env, **more}.items():
                patch.setenv(name, value)
            patch.chdir(tmp_path)
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            patch.setattr(sys, "excepthook", sys.excepthook)
            code = main.run(arguments)
        found = capsys.readouterr()
        return Done(code, found.out, found.err)

    return command
