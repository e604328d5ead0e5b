"""The page on reading a spec sheet: its sheet is as coach prints it, and all agents, limits and codes are on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.services.rehearsal import limits
from coach.services.rehearsal.agents import AGENTS
from tests.cli.conftest import ROOT, Run

TEXT = (ROOT / "docs" / "spec-sheet.md").read_text(encoding="utf-8")
SHEET = TEXT.split("```\n")[3]


def agents_of(table: str) -> list[str]:
    return re.findall(r"^  (\S+) +\d+ +\d+ %", table, re.MULTILINE)


def shape(text: str) -> list[str]:
    """The lines without their figures, which are others on another day."""
    return [re.sub(r"[\d.]+", "0", " ".join(line.split())) for line in text.strip().splitlines()]


def test_the_sheet_on_the_page_is_as_coach_prints_it(run: Run, tmp_path: Path) -> None:
    starts = "new scenario --id lost-coat --line-of-business customer-support --to"
    assert run(*starts.split(), str(tmp_path)).code == 0
    agents = [word for name in agents_of(SHEET) for word in ("--agent", name)]
    done = run("rehearse", str(tmp_path / "lost-coat.yaml"), *agents)
    assert done.code == 0, done.err
    assert len(agents) == 12
    assert shape(done.out) == shape(SHEET)


def test_every_agent_is_in_the_table() -> None:
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.MULTILINE)) == sorted(AGENTS)


@pytest.mark.parametrize("agent", sorted(limits.NEVER_PASS))
def test_who_must_not_pass_or_resolve_is_said_to(agent: str) -> None:
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{agent}`")]
    assert "never passes" in row
    assert ("never resolves" in row) == (agent in limits.NEVER_RESOLVE)


def test_the_limits_are_those_of_the_rehearsal() -> None:
    least, most = limits.MEDIAN_WORDS
    assert f"at least {100 * limits.GOOD:.0f} of 100 talks" in TEXT
    assert f"at least {limits.MARGIN} points of frustration above `good`" in TEXT
    assert f"at least {limits.MARGIN} points above `cold-and-right`" in TEXT
    assert f"at least {limits.SOONER} replies sooner" in TEXT
    assert f"{least} to {most}" in TEXT
    assert limits.DISTINCT == 0.25
    assert "at least a quarter of the good talks" in TEXT


def test_every_code_is_explained() -> None:
    table = TEXT.partition("| code |")[2]
    assert [code for code in limits.LIMITS if code not in table] == []
