"""Fits the weights of coach/customer/leaning.py anew and writes coach/customer/leaning.json; a minute on two cores.

What agents and customers say comes from the scorers' corpus and the shipped scenarios, more of customers from the
line banks. Not read, because the guard is measured by them: the scenarios LEFT_OUT, the talks in tests/talks, the
held-out lines of the corpus, and those of tests/customer/guard_lines.py.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.bootstrap import open_library
from coach.customer.leaning import runs, small_words
from coach.customer.lines import SLOT, bank
from coach.domain.persona import Persona
from coach.domain.scenario import Scenario
from coach.domain.transcript import CustomerAct
from coach.settings import load

ROOT: Final = Path(__file__).parent.parent
CORPUS: Final = ROOT / "coach/scoring/training/corpus"
OUT: Final = ROOT / "coach/customer/leaning.json"
LEFT_OUT: Final = ("invoice-on-hold", "payments-he-cannot-make", "scan-claim-denied")
COMMON: Final = 450
"""Words that are read; the others are gaps."""
LEAST: Final = 12
"""Lines that have a run before it is weighed."""
AT_HOME: Final = 0.55
"""Of the uses of a word, the share of one variety of English from which it is a gap, too: 'po', 'kindly', 'pounds'.

How somebody speaks English says nothing about the side that they are on.
"""
VARIETIES: Final = ("us", "uk", "in", "ph")
STIFFNESS: Final = 10.0
"""Of the weights (L2): of 6, 10 and 16 with 300, 450 or 600 words, what catches most where two in a hundred
customers are stopped at the most."""
STEPS: Final = 150
LEAST_TOLD: Final = 1
"""Tenths of log-odds; a run that tells less is left out."""


@dataclass(frozen=True)
class Line:
    text: str
    agent: bool


def main() -> None:
    lines = sorted({*of_corpus(), *of_banks(), *of_scenarios()}, key=lambda line: (line.agent, line.text))
    common = frozenset(most_common(lines))
    read = [runs(line.text, common=common) for line in lines]
    counted = Counter(run for found in read for run in found)
    known = sorted(run for run, count in counted.items() if count >= LEAST)
    weights, bias = fit(read, np.array([line.agent for line in lines], dtype=float), known)
    tenths = {run: round(10 * w) for run, w in zip(known, weights, strict=True)}
    told = {run: tenth for run, tenth in tenths.items() if abs(tenth) >= LEAST_TOLD}
    content = {"common": " ".join(sorted(common)), "bias": round(10 * bias), "runs": told}
    OUT.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    agents = sum(line.agent for line in lines)
    print(
        f"{agents} lines of agents, {len(lines) - agents} of customers, {len(told)} of {len(known)} runs kept"
    )


def of_corpus() -> Iterator[Line]:
    for folder in ("train", "facts_train"):
        for file in sorted((CORPUS / folder).glob("*.txt")):
            yield from of_file(file)


def of_file(file: Path) -> Iterator[Line]:
    for row in file.read_text(encoding="utf-8").splitlines():
        if row.startswith(("A: ", "C: ")):
            yield Line(re.sub(r"\{[^}]*\}\s*", "", row[3:]).strip(), row.startswith("A"))


def of_banks() -> Iterator[Line]:
    for act in CustomerAct:
        for line in bank(act):
            yield Line(re.sub(rf"[\"']?{SLOT.pattern}[\"']?", "", line.say), agent=False)


def of_scenarios() -> Iterator[Line]:
    library = open_library(load({}))
    for scenario in library.scenarios():
        if scenario.id not in LEFT_OUT:
            for text in customers_own(scenario, library.persona(scenario.persona)):
                yield Line(text, agent=False)
            for model in scenario.model_replies:
                yield from (Line(text, agent=True) for text in (model.say, *model.also))


def customers_own(scenario: Scenario, persona: Persona) -> Iterator[str]:
    customer = scenario.customer
    yield customer.opening
    for known in customer.known_info:
        yield from (known.say, known.again or "")
    yield from (hidden.say for hidden in customer.hidden)
    for belief in customer.beliefs:
        yield from (belief.challenge or "", belief.believes or "")
    for goal in customer.goals:
        yield from (goal.wants or "", *goal.press, *(way.accepts for way in goal.all_ways))
    for said in (*customer.lines.values(), *persona.style.sayings.values()):
        yield from said


def most_common(lines: list[Line]) -> list[str]:
    """By how often either side says them, each side counting the same; those of one variety apart."""
    rate: dict[str, float] = defaultdict(float)
    of_each = Counter(line.agent for line in lines)
    for line in lines:
        for word in set(small_words(line.text)):
            rate[word] += 1 / of_each[line.agent]
    for word in of_one_variety():
        rate.pop(word, None)
    return sorted(rate, key=lambda word: (-rate[word], word))[:COMMON]


def of_one_variety() -> frozenset[str]:
    rates = [rate_in([line for f in files_of(name) for line in of_file(f)]) for name in VARIETIES]
    used = {word: [rate.get(word, 0.0) for rate in rates] for word in set().union(*rates)}
    return frozenset(word for word, each in used.items() if max(each) >= AT_HOME * sum(each))


def files_of(variety: str) -> list[Path]:
    return sorted((CORPUS / "train").glob(f"{variety}*.txt"))


def rate_in(lines: list[Line]) -> dict[str, float]:
    said = Counter(word for line in lines for word in set(small_words(line.text)))
    return {word: count / len(lines) for word, count in said.items()}


def fit(
    read: list[frozenset[str]], agent: NDArray[np.float64], known: list[str]
) -> tuple[NDArray[np.float64], float]:
    """Logistic regression with each side counting the same, by Adam over all lines at once."""
    place = {run: at for at, run in enumerate(known)}
    pairs = [(row, place[run]) for row, found in enumerate(read) for run in sorted(found) if run in place]
    rows, columns = np.array(pairs).T
    balance = np.where(agent == 1, 0.5 / agent.mean(), 0.5 / (1 - agent.mean()))
    at, first, second = (np.zeros(len(known) + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = np.bincount(rows, weights=at[columns], minlength=len(read)) + at[-1]
        error = balance * (1 / (1 + np.exp(-odds)) - agent)
        slope = np.bincount(columns, weights=error[rows], minlength=len(known)) + STIFFNESS * at[:-1]
        slope = np.append(slope, error.sum()) / len(read)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        pace = 0.1 * (1 - 0.9 * step / STEPS)
        at = at - pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
    return at[:-1], float(at[-1])


if __name__ == "__main__":
    main()
