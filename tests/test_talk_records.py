"""The free talks that are kept: their counts stand in the README beside them, as they were marked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.scripted import library

TALKS = Path(__file__).parent / "talks"
README = (TALKS / "README.md").read_text(encoding="utf-8")
ROUNDS = {
    "1": ("first", "first"),
    "2": ("first", "second"),
    "3": ("second", "first"),
    "4": ("third", "first"),
    "5": ("fourth", "first"),
}
"""For each round of marks the folder of its talks, and the key under which its answers stand."""
FILES = sorted(TALKS.glob("*/*.json"))


def answers(folder: str, key: str) -> list[dict[str, Any]]:
    talks = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((TALKS / folder).glob("*.json"))]
    return [turn[key] for talk in talks for turn in talk["turns"] if key in turn]


@pytest.mark.parametrize("number", ROUNDS)
def test_the_counts_in_the_readme_are_those_of_the_marks(number: str) -> None:
    found = re.search(rf"^\| {number} \|.*\| (\d+) \| (\d+) \| (\d+) % \|$", README, re.MULTILINE)
    assert found is not None
    marked = answers(*ROUNDS[number])
    fit = sum(answer["fits"] for answer in marked)
    assert tuple(map(int, found.groups())) == (len(marked), fit, round(100 * fit / len(marked)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_record_is_of_a_shipped_scenario_and_each_misfit_has_its_reason(path: Path) -> None:
    talk = json.loads(path.read_text(encoding="utf-8"))
    assert talk["scenario"] in {scenario.id for scenario in library().scenarios()}
    assert path.stem == f"{talk['scenario']}-{talk['seed']}"
    for turn in talk["turns"]:
        assert turn["agent"].strip()
        for key in ("first", "second"):
            assert key not in turn or turn[key]["fits"] or turn[key]["why"].strip()
