"""Checks that every point of a scored reply can be traced to the agent's own words."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.assessment import Evidence, ScoredReply, Verdict


def verify(scored: ScoredReply, reply: str) -> list[str]:
    """What cannot be traced, one sentence each; empty when all is well."""
    assessment = scored.assessment
    found = [
        *assessment.acts, *assessment.faults, *assessment.events, *assessment.asked, *assessment.flags,
        *assessment.levels.evidence, *scored.empathy.evidence, *scored.accuracy.evidence,
    ]  # fmt: skip
    problems = [p for e in found for p in _untrue(e, reply)]
    for finding in assessment.findings:
        if finding.evidence is not None:
            problems += _untrue(finding.evidence, reply)
        elif finding.verdict is not Verdict.ABSENT:
            problems.append(f"The finding on {finding.fact_id} has no quote.")
    quoted = {e.id for e in assessment.levels.evidence}
    for name in ("validation", "exploration", "understanding"):
        if getattr(assessment.levels, name) and name not in quoted:
            problems.append(f"The level of {name} has no quote.")
    return problems


def _untrue(evidence: Evidence, reply: str) -> Iterator[str]:
    if not evidence.rule:
        yield f"{evidence.id} names no rule."
    if not 0 <= evidence.start <= evidence.end <= len(reply):
        yield f"The span of {evidence.id} lies outside of the reply."
    elif reply[evidence.start : evidence.end] != evidence.quote:
        yield f"The quote of {evidence.id} does not stand at its span."
    elif not evidence.quote and reply:
        yield f"{evidence.id} has an empty quote."
