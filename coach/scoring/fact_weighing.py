"""Weighs what the rules find about a fact against what the encoder reads in the reply.

For each verdict but `absent` a logistic regression over what the rules found, the encoder's log-odds and the
marks of the values (see `coach.scoring.texts`); the likeliest verdict is taken where its value is 0 or more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from coach.domain.assessment import Evidence, Finding, Verdict
from coach.domain.scenario import Fact
from coach.domain.text import fold
from coach.domain.value_reader import read_values
from coach.domain.values import Value
from coach.ports import Encoded
from coach.scoring.facts.forbidden import BY_ASKING
from coach.scoring.facts.retracted import is_taken_back
from coach.scoring.labels import INDEX
from coach.scoring.reading import Reading
from coach.scoring.texts import Marked
from coach.scoring.value_marks import MARKS, OTHER, SAME
from coach.scoring.weighing import BY_ENCODER, stored_weights

BY_ENCODER_OF_FACTS = f"facts.{BY_ENCODER}"
SURELY_NOT = -1.0
"""Log-odds below which the encoder takes back what the rules found by a value that is plainly right, or wrong."""
NOT_NEAR = -2.0
"""Log-odds up to which nobody would think that the reply meant to state the fact."""
BY_VALUE = frozenset(f"facts.{kind.kind}" for kind in get_args(Value))
"""The rules that read a value of any kind."""
_CASE = re.compile(r"(?:at|as|since|if|for) [^,]{0,20}$")
"""What names the case before its first value: 'since she's nine'."""
ALONE = "alone"
"""The weight that a verdict loses where the rules have not found it too."""
OF_STATEMENTS = (Verdict.CORRECT, Verdict.WRONG)
OF_BANS = (Verdict.VIOLATED,)


@dataclass(frozen=True)
class FactReading:
    """What the encoder read in a reply about one fact."""

    fact: Fact
    marked: Marked
    encoded: Encoded

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What it can be, but for `absent`."""
        return OF_BANS if self.fact.forbidden is not None else OF_STATEMENTS


def features(read: FactReading, found: Verdict) -> Mapping[str, float]:
    """What the verdict is weighed from, by name; the encoder's values are log-odds, all else is 0 or 1."""
    return {
        **{f"encoder_{v}": read.encoded.values[INDEX[v]] for v in read.verdicts},
        **{f"rules_{v}": float(found is v) for v in read.verdicts},
        **{f"mark_{m.strip(' ()')}": float(m in read.marked.text) for m in MARKS},
        "bias": 1.0,
    }


def weigh(finding: Finding, read: FactReading, *, reading: Reading) -> Finding:
    """The finding of the rules, or the encoder's where that weighs more.

    Where the author has written down wordings that break an item, the rules know what breaks it.
    """
    if finding.verdict is Verdict.VIOLATED and (read.fact.paraphrases or _is_asked(finding)):
        return finding
    seen = features(read, finding.verdict)
    values = {
        verdict: sum(weight * seen[name] for name, weight in own.items() if name != ALONE)
        + own[ALONE] * (finding.verdict is not verdict)
        for verdict in read.verdicts
        for own in [stored_weights()["facts"][verdict]]
    }
    best = max(values, key=lambda verdict: values[verdict])
    verdict = best if values[best] >= 0 else Verdict.ABSENT
    if verdict is Verdict.CORRECT and _is_another_value(finding):
        return finding
    if verdict is Verdict.CORRECT and finding.verdict is not verdict and _differs(read.marked):
        verdict = Verdict.ABSENT
    kept = _is_plain_by_value(finding, read.marked) and values[finding.verdict] >= SURELY_NOT
    if (verdict is finding.verdict and verdict is not Verdict.ABSENT) or (verdict is Verdict.ABSENT and kept):
        return finding
    if verdict is Verdict.ABSENT:
        near = values.get(Verdict.CORRECT, NOT_NEAR) > NOT_NEAR
        return Finding(read.fact.id, verdict, source=read.fact.source, near=near)
    return _found(verdict, read, reading=reading)


def _is_asked(finding: Finding) -> bool:
    """The reply asks, in so many words, for what must not be asked for."""
    return finding.evidence is not None and finding.evidence.rule == BY_ASKING


def _is_plain_by_value(finding: Finding, marked: Marked) -> bool:
    """The rules found the fact's own value said of it and no other, or another and not its own."""
    if finding.evidence is None or finding.evidence.rule not in BY_VALUE:
        return False
    right, wrong = SAME in marked.text, OTHER in marked.text
    return right != wrong and finding.verdict is (Verdict.CORRECT if right else Verdict.WRONG)


def _is_another_value(finding: Finding) -> bool:
    """The rules found another value said of it: on values and dates they have the last word.

    Not where it may be the case at hand: 'at fourteen months the parts are still covered' follows from two years.
    """
    found = finding.evidence
    if finding.verdict is not Verdict.WRONG or found is None or found.rule not in BY_VALUE:
        return False
    return not _CASE.match(fold(found.quote)[: _first_value(found.quote)])


def _first_value(quote: str) -> int:
    return next((value.start for value in read_values(quote)), len(quote))


def _differs(marked: Marked) -> bool:
    """Of the fact's values the reply has another and none that is the same: the encoder does not reckon."""
    return OTHER in marked.text and SAME not in marked.text


def without_contradiction(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without a breach that only the encoder sees in words that state another fact rightly.

    What a fact of the scenario says may be said.
    """
    right = [f.evidence for f in findings if f.verdict is Verdict.CORRECT and f.evidence]
    return tuple(
        Finding(f.fact_id, Verdict.ABSENT, source=f.source)
        if f.verdict is Verdict.VIOLATED and _is_said_in(f.evidence, right)
        else f
        for f in findings
    )


def _is_said_in(breach: Evidence | None, right: Sequence[Evidence]) -> bool:
    if breach is None or breach.rule != BY_ENCODER_OF_FACTS:
        return False
    return any(r.start < breach.end and breach.start < r.end for r in right)


def _found(verdict: Verdict, read: FactReading, *, reading: Reading) -> Finding:
    place = read.marked.place(read.encoded.places[INDEX[verdict]])
    sentence = reading.sentence_at(place)
    if verdict is Verdict.VIOLATED and is_taken_back(reading.text, sentence.start):
        return Finding(read.fact.id, Verdict.ABSENT, source=read.fact.source)
    return by_sentence(read.fact, verdict, reading.of_sentence(read.fact.id, BY_ENCODER_OF_FACTS, sentence))


def by_sentence(fact: Fact, verdict: Verdict, evidence: Evidence) -> Finding:
    """A verdict that a whole sentence carries, with the reason for one that costs."""
    return Finding(
        fact.id,
        verdict,
        source=fact.source,
        evidence=evidence,
        because=_because(verdict, fact, evidence.quote),
    )


def _because(verdict: Verdict, fact: Fact, quote: str) -> str:
    said = quote.rstrip(".!")
    match verdict:
        case Verdict.WRONG:
            return f'says "{said}"; {fact.source} says: {fact.statement}'
        case Verdict.VIOLATED:
            return f'says "{said}"; {fact.source} does not allow this: {fact.forbidden}'
        case _:
            return ""
