"""The findings on statements, each with its evidence and, for a wrong one, the reason in one sentence."""

from __future__ import annotations

from coach.domain.assessment import Evidence, Finding, Verdict
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.known import Known
from coach.scoring.facts.laying import Said
from coach.scoring.facts.reply import Reply


def _evidence(reply: Reply, known: Known, clause: Clause, rule: str) -> Evidence:
    quote = reply.text[clause.start : clause.end]
    return Evidence(id=known.fact.id, quote=quote, start=clause.start, end=clause.end, rule=rule)


def correct(reply: Reply, known: Known, clause: Clause, rule: str) -> Finding:
    return Finding(
        known.fact.id,
        Verdict.CORRECT,
        source=known.fact.source,
        evidence=_evidence(reply, known, clause, rule),
    )


def _wrong(reply: Reply, known: Known, clause: Clause, rule: str, because: str) -> Finding:
    evidence = _evidence(reply, known, clause, rule)
    return Finding(known.fact.id, Verdict.WRONG, source=known.fact.source, evidence=evidence, because=because)


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
