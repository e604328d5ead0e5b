"""Fits the few weights that join rules and encoder, on lines that neither has seen."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from coach.domain.assessment import Assessment, Verdict
from coach.domain.situation import Situation
from coach.ports import Encoder
from coach.scoring.assess import score_without_fix
from coach.scoring.fact_weighing import features
from coach.scoring.facts import judge_facts
from coach.scoring.labels import LABELS, LEARNED_FAULTS, LEVELS, OF_REPLIES
from coach.scoring.reading import read
from coach.scoring.second_reading import SecondReader
from coach.scoring.training.fact_lines import FactLine
from coach.scoring.training.lines import Line

STRICTNESS = 0.5
"""scikit-learn's C: the smaller, the more the weights are drawn to 0."""
SURE = 0.9
SURE_FROM = 4
"""A rule that is right in nine of ten lines, and was met this often, is not overruled."""
LEASTS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
"""Probabilities from which a label may hold; for each label the one with the best F1 is taken."""
LEAST_OF_FAULTS = (0.5, 0.55, 0.6)
"""A fault costs, so it has to be likely."""
LEAST_OF_FACTS = {Verdict.CORRECT: 0.35, Verdict.WRONG: 0.4, Verdict.VIOLATED: 0.4}
"""Probabilities from which a verdict on a fact may hold where the rules found the same."""
LEAST_ALONE = {Verdict.CORRECT: 0.5, Verdict.WRONG: 0.85, Verdict.VIOLATED: 0.95}
"""The same where the encoder stands alone. An accusation has to be likely then: in real talk most replies are right,
in the corpus half are made wrong."""

Row = Mapping[str, float]


def tune(
    lines: Sequence[Line],
    facts: Sequence[FactLine],
    *,
    all_lines: Sequence[Line],
    encoder: Encoder,
    out: Path,
) -> None:
    """Writes the weights of every label, and the rules that are sure, to `out`.

    `all_lines` may hold what the encoder was trained on: no rule was written for any of it.
    """
    weights = {
        "replies": _of_replies(lines, encoder),
        "facts": _of_facts(facts, encoder),
        "sure": sure_rules(all_lines),
    }
    out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def sure_rules(lines: Sequence[Line]) -> dict[str, list[str]]:
    """For each label the rules that are right so often that the encoder has no say."""
    right, seen = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for line in lines:
        assessment = score_without_fix(line.reply, Situation(line.customer)).assessment
        for found in {(str(e.id), e.rule) for e in (*assessment.acts, *assessment.faults)}:
            seen[found] += 1
            right[found] += found[0] in named(line)
    sure: dict[str, list[str]] = {}
    for (label, rule), times in sorted(seen.items()):
        if times >= SURE_FROM and right[label, rule] >= SURE * times:
            sure.setdefault(label, []).append(rule)
    return sure


def _of_replies(lines: Sequence[Line], encoder: Encoder) -> dict[str, Row]:
    by_rules = [seen_in(score_without_fix(n.reply, Situation(n.customer)).assessment) for n in lines]
    readers = [SecondReader(encoder, Situation(n.customer)).read([read(n.reply)])[0] for n in lines]
    found: dict[str, Row] = {}
    for number, label in enumerate(LABELS[:OF_REPLIES]):
        rows = [
            {"slope": r.of_reply.encoded.values[number], "rule": float(label in seen), "bias": 1.0}
            for r, seen in zip(readers, by_rules, strict=True)
            if r
        ]
        holds = [label in named(n) for n, r in zip(lines, readers, strict=True) if r]
        found[label] = _fit(rows, holds, leasts=LEAST_OF_FAULTS if label in LEARNED_FAULTS else LEASTS)
    return found


def seen_in(assessment: Assessment) -> frozenset[str]:
    """The labels that an assessment gives."""
    levels = {f"{name}>={n}" for name in LEVELS for n in range(1, getattr(assessment.levels, name) + 1)}
    return frozenset(map(str, assessment.act_ids | assessment.fault_ids)) | levels


def named(line: Line) -> frozenset[str]:
    """The labels that a line of the corpus has."""
    levels = {f"{name}>={n}" for name in LEVELS for n in range(1, getattr(line, name) + 1)}
    return frozenset(map(str, (*line.acts, *line.faults))) | levels


def _of_facts(lines: Sequence[FactLine], encoder: Encoder) -> dict[str, Row]:
    rows: dict[Verdict, list[Row]] = {}
    holds: dict[Verdict, list[bool]] = {}
    for line in lines:
        situation = Situation(line.customer, line.facts, line.today)
        second = SecondReader(encoder, situation).read([read(line.reply)])[0]
        findings = judge_facts(line.reply, line.facts, today=line.today, customer_line=line.customer)
        ruled = {f.fact_id: f.verdict for f in findings}
        for seen in second.of_facts if second else ():
            for verdict in seen.verdicts:
                rows.setdefault(verdict, []).append(features(seen, ruled[seen.fact.id]))
                holds.setdefault(verdict, []).append(line.verdicts[seen.fact.id] is verdict)
    return {
        str(v): {**_fit(rows[v], holds[v], leasts=(LEAST_OF_FACTS[v],)), "alone": _alone(v)} for v in rows
    }


def _alone(verdict: Verdict) -> float:
    """What a verdict loses, in log-odds, where the rules have not found it."""
    return round(_log_odds(LEAST_OF_FACTS[verdict]) - _log_odds(LEAST_ALONE[verdict]), 3)


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _fit(rows: Sequence[Row], holds: Sequence[bool], *, leasts: Sequence[float]) -> Row:
    """A logistic regression; its bias is moved so that 0 is where the label begins to hold."""
    names = [name for name in rows[0] if name != "bias"]
    seen, truth = np.array([[row[name] for name in names] for row in rows]), np.array(holds)
    model = LogisticRegression(C=STRICTNESS, max_iter=2000).fit(seen, truth)
    odds = model.predict_proba(seen)[:, 1]
    least = max(leasts, key=lambda p: (_f1(odds >= p, truth), p))
    weights = dict(zip(names, model.coef_[0].tolist(), strict=True))
    weights["bias"] = float(model.intercept_[0]) - _log_odds(least)
    return {name: round(weight, 3) for name, weight in weights.items()}


def _f1(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return 2 * float((said & truth).sum()) / max(1.0, float(said.sum() + truth.sum()))
