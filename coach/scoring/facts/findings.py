"""The findings on statements, each with its evidence and, for a wrong one, the reason in one sentence."""

from __future__ import annotations

import re

from coach.domain.assessment import Evidence, Finding, Verdict
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.known import Known
from coach.scoring.facts.polarity import VERBED
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.said import Said

_SHORT = 200
_JOINT = re.compile(r"(?:and|but|so|then)\s+(?=\w)", re.IGNORECASE)

_HALF_SENTENCE = re.compile(r"(?:if|once|when|since|because|unless|as soon as|while|although|though)\b")


def quotable(reply: Reply, clause: Clause) -> tuple[int, int]:
    """The clause without its joining word; a short sentence whole where the clause is a scrap of it."""
    start, end = clause.start, clause.end
    beside = reply.beside(clause)
    half = _HALF_SENTENCE.match(clause.text) or not VERBED.search(clause.text)
    if beside and half and beside[-1].end - beside[0].start <= _SHORT:
        start, end = beside[0].start, beside[-1].end
    joint = _JOINT.match(reply.text, start, end)
    return (joint.end() if joint else start), end


def evidence(reply: Reply, known: Known, place: tuple[int, int], rule: str) -> Evidence:
    start, end = place
    return Evidence(id=known.fact.id, quote=reply.text[start:end], start=start, end=end, rule=rule)


def correct(reply: Reply, known: Known, place: tuple[int, int], rule: str) -> Finding:
    """`place` is where the words stand that carry the value or the claim."""
    return Finding(
        known.fact.id,
        Verdict.CORRECT,
        source=known.fact.source,
        evidence=evidence(reply, known, place, rule),
    )


def _wrong(reply: Reply, known: Known, clause: Clause, rule: str, because: str) -> Finding:
    return Finding(
        known.fact.id,
        Verdict.WRONG,
        source=known.fact.source,
        evidence=evidence(reply, known, quotable(reply, clause), rule),
        because=because,
    )


def contradicts(reply: Reply, known: Known, said: Said) -> Finding:
    words = reply.text[said.value.start : said.value.end]
    because = f"says {words}; {known.fact.source} says {said.target.words}"
    return _wrong(reply, known, said.clause, f"facts.{said.value.kind}", because)


def denies(reply: Reply, known: Known, clause: Clause) -> Finding:
    quote = reply.text[clause.start : clause.end].rstrip(".!")
    because = f'says "{quote}"; {known.fact.source} says: {known.fact.text}'
    return _wrong(reply, known, clause, "facts.polarity", because)


def unconditional(reply: Reply, known: Known, clause: Clause) -> Finding:
    because = f"leaves out the condition; {known.fact.source} says: {known.fact.text}"
    return _wrong(reply, known, clause, "facts.condition", because)
