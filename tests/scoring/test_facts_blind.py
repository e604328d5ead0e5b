"""How often the fact engine is right on replies labelled before it was measured on them.

Half of the lines (the odd ones) were then used to improve its rules; the even ones were not looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from coach.domain.scenario import Fact
from coach.scoring.facts import judge_facts

LINES = [json.loads(line) for line in Path(__file__).with_name("facts_blind.jsonl").open(encoding="utf-8")]


def judged(first: int) -> Counter[tuple[str, str]]:
    """Expected and found verdicts of every second line, from the first on."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in LINES[first::2]:
        facts = tuple(Fact(**fact) for fact in line["facts"])
        for finding in judge_facts(line["reply"], facts, customer_line=line["customer"]):
            pairs[line["expected"][finding.fact_id], finding.verdict.value] += 1
    return pairs


def accuracy(pairs: Counter[tuple[str, str]]) -> float:
    return sum(n for (expected, found), n in pairs.items() if expected == found) / pairs.total()


def precision(pairs: Counter[tuple[str, str]], verdict: str) -> float:
    return pairs[verdict, verdict] / max(1, sum(n for (_, found), n in pairs.items() if found == verdict))


def recall(pairs: Counter[tuple[str, str]], verdict: str) -> float:
    return pairs[verdict, verdict] / max(
        1, sum(n for (expected, _), n in pairs.items() if expected == verdict)
    )


def test_the_set_covers_many_lines_of_business_and_every_verdict() -> None:
    assert len(LINES) >= 160
    assert len({line["line_of_business"] for line in LINES}) >= 12
    verdicts = Counter(v for line in LINES for v in line["expected"].values())
    assert set(verdicts) == {"correct", "wrong", "absent", "violated"}


@pytest.mark.parametrize(
    ("first", "least", "wrong_precision", "wrong_recall"), [(0, 0.975, 0.95, 0.9), (1, 0.92, 0.82, 0.48)]
)
def test_the_figures_reached_do_not_slip(
    first: int, least: float, wrong_precision: float, wrong_recall: float
) -> None:
    pairs = judged(first)
    assert accuracy(pairs) >= least
    assert precision(pairs, "wrong") >= wrong_precision
    assert recall(pairs, "wrong") >= wrong_recall
