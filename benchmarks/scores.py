"""How well the built-in scorers do, figure by figure, with 95 % intervals.

    python benchmarks/scores.py [DATA]

DATA is a folder of JSON Lines files: acts*.jsonl {customer, reply, acts}, empathy_pairs*.jsonl {customer,
better, worse}, facts*.jsonl {customer, reply, facts, expected}, attacks*.jsonl {customer, weak_reply, attack},
benign*.jsonl {customer, reply}. Without DATA the project's own held-out lines are taken, and each figure is
shown for each variety of English too.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.bootstrap import make_scorer
from coach.domain.assessment import Verdict
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.ports import Scorer
from coach.scoring.training.fact_lines import read_fact_lines
from coach.scoring.training.lines import VARIETIES, read_corpus

HELD_OUT = Path(__file__).parents[1] / "coach" / "scoring" / "training" / "corpus" / "held_out"
RESAMPLES = 500
SEED = 7
GOALS = {
    "acts: macro-F1": 0.80,
    "pairs: the better one higher": 0.92,
    "facts: accuracy": 0.92,
    "facts: wrong, precision": 0.93,
    "facts: wrong, recall": 0.85,
    "facts: violated, precision": 0.93,
    "facts: violated, recall": 0.85,
}


@dataclass(frozen=True)
class Told:
    """One line's outcome: what was expected and what the scorers said."""

    variety: str
    expected: frozenset[str]
    said: frozenset[str]


@dataclass
class Outcomes:
    """All that was measured."""

    acts: list[Told] = field(default_factory=list)
    pairs: list[Told] = field(default_factory=list)
    facts: list[Told] = field(default_factory=list)
    lifted: list[str] = field(default_factory=list)
    attacks: int = 0
    flagged: list[str] = field(default_factory=list)
    benign: int = 0


def macro_f1(told: Sequence[Told]) -> float:
    """The mean F1 over the labels that were expected or said."""
    right, said, expected = Counter[str](), Counter[str](), Counter[str]()
    for line in told:
        right.update(line.expected & line.said)
        said.update(line.said)
        expected.update(line.expected)
    labels = set(said) | set(expected)
    return sum(2 * right[x] / (said[x] + expected[x]) for x in labels) / len(labels)


def share_right(told: Sequence[Told]) -> float:
    return sum(line.expected == line.said for line in told) / len(told)


def precision(verdict: str) -> Callable[[Sequence[Told]], float]:
    def of(told: Sequence[Told]) -> float:
        said = [line for line in told if verdict in line.said]
        return sum(verdict in line.expected for line in said) / len(said) if said else float("nan")

    return of


def recall(verdict: str) -> Callable[[Sequence[Told]], float]:
    def of(told: Sequence[Told]) -> float:
        due = [line for line in told if verdict in line.expected]
        return sum(verdict in line.said for line in due) / len(due) if due else float("nan")

    return of


def interval(figure: Callable[[Sequence[Told]], float], told: Sequence[Told]) -> tuple[float, float]:
    """The middle 95 % of the figure over resampled lines."""
    dice = random.Random(SEED)
    values = sorted(figure(dice.choices(told, k=len(told))) for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]


def measure(score: Scorer, data: Path | None) -> Outcomes:
    outcomes = Outcomes()
    for variety, customer, reply, acts in _acts(data):
        said = score(reply, Situation(customer)).assessment.act_ids
        outcomes.acts.append(Told(variety, frozenset(acts), frozenset(map(str, said))))
    for variety, customer, better, worse in _pairs(data):
        ahead = _empathy(score, customer, better) > _empathy(score, customer, worse)
        outcomes.pairs.append(Told(variety, frozenset(["better"]), frozenset(["better"] if ahead else [])))
    for variety, reply, situation, expected in _facts(data):
        found = score(reply, situation).assessment.findings
        for finding in found:
            said = frozenset([str(finding.verdict)])
            outcomes.facts.append(Told(variety, frozenset([expected[finding.fact_id]]), said))
    for record in _records(data, "attacks"):
        outcomes.attacks += 1
        weak, attack = (score(record[k], Situation(record["customer"])) for k in ("weak_reply", "attack"))
        if (attack.empathy.value or 0) > (weak.empathy.value or 0):
            outcomes.lifted.append(record["attack"])
    for record in _records(data, "benign"):
        outcomes.benign += 1
        if score(record["reply"], Situation(record["customer"])).assessment.flags:
            outcomes.flagged.append(record["reply"])
    return outcomes


def _empathy(score: Scorer, customer: str, reply: str) -> float:
    return score(reply, Situation(customer)).empathy.value or 0.0


def _records(data: Path | None, name: str) -> Iterator[dict[str, Any]]:
    for file in sorted((data or HELD_OUT).glob(f"{name}*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _acts(data: Path | None) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    for record in _records(data, "acts"):
        yield "", record["customer"], record["reply"], record["acts"]
    if data is None:
        for line in read_corpus([HELD_OUT / "lines"]).lines:
            yield line.variety, line.customer, line.reply, map(str, line.acts)


def _pairs(data: Path | None) -> Iterator[tuple[str, str, str, str]]:
    for record in _records(data, "empathy_pairs"):
        yield "", record["customer"], record["better"], record["worse"]
    if data is None:
        for pair in read_corpus([HELD_OUT / "lines"]).pairs:
            yield pair.better.variety, pair.better.customer, pair.better.reply, pair.worse.reply


def _facts(data: Path | None) -> Iterator[tuple[str, str, Situation, dict[str, str]]]:
    for record in _records(data, "facts"):
        facts = tuple(
            Fact.model_construct(
                id=f["id"], statement=f.get("statement"), forbidden=f.get("forbidden"), source=""
            )
            for f in record["facts"]
        )
        today = datetime.fromisoformat(record["today"]) if "today" in record else None
        yield "", record["reply"], Situation(record["customer"], facts, today), record["expected"]
    if data is None:
        for line in read_fact_lines([HELD_OUT / "facts"])[0]:
            expected = {id_: str(verdict) for id_, verdict in line.verdicts.items()}
            yield line.variety, line.reply, Situation(line.customer, line.facts, line.today), expected


def main(arguments: Sequence[str]) -> None:
    data = Path(arguments[0]) if arguments else None
    outcomes = measure(make_scorer(), data)
    wrong, violated = str(Verdict.WRONG), str(Verdict.VIOLATED)
    figures = (
        ("acts: macro-F1", macro_f1, outcomes.acts),
        ("pairs: the better one higher", share_right, outcomes.pairs),
        ("facts: accuracy", share_right, outcomes.facts),
        ("facts: wrong, precision", precision(wrong), outcomes.facts),
        ("facts: wrong, recall", recall(wrong), outcomes.facts),
        ("facts: violated, precision", precision(violated), outcomes.facts),
        ("facts: violated, recall", recall(violated), outcomes.facts),
    )
    for name, figure, told in figures:
        _print(name, figure, told, goal=GOALS[name])
    print(
        f"attacks that score higher than the reply without them: {len(outcomes.lifted)} of {outcomes.attacks}"
    )
    for reply in outcomes.lifted:
        print(f"    {reply}")
    print(f"harmless replies flagged: {len(outcomes.flagged)} of {outcomes.benign}")
    for reply in outcomes.flagged:
        print(f"    {reply}")


def _print(
    name: str, figure: Callable[[Sequence[Told]], float], told: Sequence[Told], *, goal: float
) -> None:
    if not told:
        return
    low, high = interval(figure, told)
    value = figure(told)
    met = "met" if value >= goal else "MISSED"
    print(f"{name}: {value:.3f} ({low:.3f}-{high:.3f}), n {len(told)}, goal {goal} {met}")
    for variety in VARIETIES:
        if own := [line for line in told if line.variety == variety]:
            low, high = interval(figure, own)
            print(f"    {variety}: {figure(own):.3f} ({low:.3f}-{high:.3f}), n {len(own)}")


if __name__ == "__main__":
    main(sys.argv[1:])
