"""The fact engine: a reply against the facts of its scenario, by rules only.

Words decide which fact a clause touches; typed values, stance and conditions decide whether it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from coach.domain.assessment import Finding, Verdict
from coach.domain.scenario import Fact
from coach.scoring.facts.clauses import clauses
from coach.scoring.facts.concepts import concepts
from coach.scoring.facts.forbidden import judge_forbidden
from coach.scoring.facts.given_back import without_given_back
from coach.scoring.facts.known import known_facts
from coach.scoring.facts.phrased import find_phrased
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.stated import judge_statements

_READ = 4000
"""Characters that are read; a reply of that length is not a reply any more."""
_CLAUSES = 160

__all__ = ["judge_facts"]


def judge_facts(
    reply: str, facts: Sequence[Fact], *, today: datetime | None = None, customer_line: str = ""
) -> tuple[Finding, ...]:
    """One finding for each fact, in order; every verdict but `absent` quotes the reply's own words."""
    known = known_facts(tuple(facts), today)
    laid = Reply(
        text=reply[:_READ],
        clauses=without_given_back(
            clauses(reply[:_READ], today=today)[:_CLAUSES], customer_line[:_READ], today=today
        ),
        asked=frozenset(c.name for c in concepts(customer_line[:_READ]) if not c.vague),
    )
    phrased = find_phrased(laid, known)
    findings = judge_statements(laid, tuple(k for k in known if k.fact.statement is not None), phrased)
    banned = tuple(k for k in known if k.fact.forbidden is not None)
    right = tuple(f.evidence for f in findings.values() if f.verdict is Verdict.CORRECT and f.evidence)
    findings |= judge_forbidden(replace(laid, right=right), banned, phrased, customer_line)
    return tuple(findings[fact.id] for fact in facts)
