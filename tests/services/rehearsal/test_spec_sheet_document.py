"""The document on spec sheets names every agent, every limit and every bound as the code has them."""

from __future__ import annotations

import re
from pathlib import Path

from coach.services.rehearsal import limits
from coach.services.rehearsal.agents import AGENTS

TEXT = (Path(__file__).parent.parent.parent.parent / "docs" / "spec-sheet.md").read_text(encoding="utf-8")


def of_agent(name: str) -> str:
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    return row


def test_every_agent_has_its_row() -> None:
    assert {name for name in AGENTS if of_agent(name)} == set(AGENTS)
    assert len(re.findall(r"^\| `[a-z-]+` \|", TEXT, re.MULTILINE)) == len(AGENTS)


def test_who_must_not_win_is_told_so() -> None:
    for name in AGENTS:
        assert ("never pass" in of_agent(name) or name in ("apology-only", "dismissive")) == (
            name in limits.NEVER_PASS
        )
        assert ("never resolve" in of_agent(name)) == (name in limits.NEVER_RESOLVE), name


def test_the_bounds_are_those_of_the_code() -> None:
    assert f"at least {limits.GOOD * 100:.0f} of 100 talks" in of_agent("good")
    for name in ("cold-and-right", "apology-only"):
        assert f"at least {limits.MARGIN} points" in of_agent(name)
    assert f"at least {limits.SOONER} replies sooner" in of_agent("dismissive")
    least, most = limits.MEDIAN_WORDS
    assert f"{least} to {most}." in TEXT
    assert limits.DISTINCT == 0.25  # "a quarter of the good talks"


def test_every_code_is_explained() -> None:
    codes = {code for code in limits.LIMITS if not code.endswith("R206")} | {
        code for code, _, _ in limits.SEEN.values()
    }
    shown = set(re.findall(r"R\d{3}", TEXT.partition("## What a fault tells")[2]))
    between = {f"R{number}" for number in range(201, 207)}
    assert codes == shown | between
