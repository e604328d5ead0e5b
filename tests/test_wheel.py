"""The wheel carries the content, and works from another place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripted import good_agent, library

ROOT = Path(__file__).parent.parent
BLENDER = "blender-broken-charged-twice"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files in it, built from a copy of the sources."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in ("coach", "curricula", "personas"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(source / "dist")]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    wheel = next((source / "dist").glob("*.whl"))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    return target


def run(
    installed: Path, tmp_path: Path, *arguments: str, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(installed), "COACH_DATA_DIR": str(tmp_path / "data")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "coach", *arguments],
        cwd=tmp_path,
        env=env,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_wheel_works_from_another_place(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import coach; print(coach.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    checked = run(installed, tmp_path, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_whole_talk_is_played_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    replies = "\n".join(good_agent(library().scenario(BLENDER))) + "\n"
    talk = run(installed, tmp_path, "practise", BLENDER, "--plain", "--seed", "1", stdin=replies)
    assert talk.returncode == 0, talk.stderr
    assert "Friday works" in talk.stdout
    assert "Empathy" in talk.stdout
    assert "Accuracy" in talk.stdout


def test_a_scenario_is_begun_from_the_wheel_and_passes_its_own_tests(installed: Path, tmp_path: Path) -> None:
    begun = run(installed, tmp_path, "new", "scenario", "--id", "mine", "--line-of-business", "hr")
    assert begun.returncode == 0, begun.stderr
    tested = run(installed, tmp_path, "test", "mine.yaml")
    assert tested.stdout == "scenario mine: 3 tests, all as expected.\n"
