"""What the criteria of a rubric are computed from over a whole session; each measure yields 0-5.

Only replies to a line that called for empathy count for validation and understanding, and of those the better
half: what an agent can do shows in good replies, and nobody has to validate every line. Faults: `tone`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import ceil

from coach.domain.assessment import Act, Assessment, Event, Evidence, FaultId, Score, ScoredReply, Verdict
from coach.domain.rubric import Measure
from coach.domain.scenario import Scenario

Cited = tuple[tuple[int, Evidence], ...]
VALIDATION = (0.0, 1.5, 5.0)
"""For levels 0, 1 and 2: an apology or a formula alone stays low."""
UNDERSTANDING = (0.0, 2.5, 5.0)
TONE_COSTS: dict[str, float] = {
    FaultId.DISMISSIVE: 2.0, FaultId.BLAME: 2.0, FaultId.HOLLOW_SCRIPT: 1.0, FaultId.SELF_ORIENTED: 1.0,
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT: 0.5, FaultId.TALKS_OVER: 0.5, FaultId.INFORMATION_DUMP: 0.5,
    Event.POLICY_FIRST: 0.5, Event.REPEATED_APOLOGY: 1.0, Event.ASKED_AGAIN: 0.5, Event.PASSED_ON: 0.5,
}  # fmt: skip
NOTHING_STATED = "None of the facts was stated in the whole talk, so nothing could be right."
MERELY_CIVIL = 3.0
"""Tone without any sign that the customer was heard."""


@dataclass(frozen=True)
class Measured:
    """0-5, or None where the session gave no call for it; with what it rests on."""

    value: float | None
    evidence: Cited = ()
    instead: str = ""
    """Said in place of the rubric's anchor, where that would describe something that did not happen."""


def measure(name: Measure, scored: Sequence[ScoredReply], scenario: Scenario) -> Measured:
    if not scored:
        return Measured(0.0, instead="There was no reply.")
    return _complete(scored, scenario) if name == "complete" else _MEASURES[name](scored)


def measure_reply(name: Measure, assessment: Assessment) -> float | None:
    """0-5 for one reply alone, as if it were the whole talk; None where that says nothing."""
    if name == "complete":
        return None
    return _MEASURES[name]((ScoredReply(assessment, Score(None), Score(None)),)).value


def omitted_facts(scored: Sequence[ScoredReply], scenario: Scenario) -> tuple[str, ...]:
    """Required facts that were never said rightly."""
    said = {fact for s in scored for fact in s.assessment.facts_with(Verdict.CORRECT)}
    return tuple(f.id for f in scenario.required_facts if f.id not in said)


def _validation(scored: Sequence[ScoredReply]) -> Measured:
    return _of_levels(scored, "validation", VALIDATION)


def _understanding(scored: Sequence[ScoredReply]) -> Measured:
    return _of_levels(scored, "understanding", UNDERSTANDING)


def _of_levels(scored: Sequence[ScoredReply], level: str, worth: tuple[float, ...]) -> Measured:
    called = [s for s in scored if s.assessment.empathy_called_for]
    if not called:
        return Measured(None)
    values = sorted((worth[getattr(s.assessment.levels, level)] for s in called), reverse=True)
    best = values[: ceil(len(values) / 2)]
    evidence = tuple(
        (n, e) for n, s in _numbered(scored) for e in s.assessment.levels.evidence if e.id == level
    )
    return Measured(sum(best) / len(best), evidence)


def _exploration(scored: Sequence[ScoredReply]) -> Measured:
    """5 for an open question, 3 for needed ones only; 1 less for each detail asked for again."""
    top = max(s.assessment.levels.exploration for s in scored)
    again = _cited(scored, {Event.ASKED_AGAIN})
    evidence = tuple(
        (n, e) for n, s in _numbered(scored) for e in s.assessment.levels.evidence if e.id == "exploration"
    )
    return Measured(_bounded((0.0, 3.0, 5.0)[top] - len(again)), evidence + again)


def _ownership(scored: Sequence[ScoredReply]) -> Measured:
    """3 for taking it on, 2 for a remedy or a timed step; 1.5 less each time the customer is passed on."""
    taken = _cited(scored, {Act.TAKE_OWNERSHIP})
    done = _cited(scored, {Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP})
    passed = _cited(scored, {Event.PASSED_ON})
    value = 3.0 * bool(taken) + 2.0 * bool(done) - 1.5 * len(passed)
    return Measured(_bounded(value), taken + done + passed)


def _tone(scored: Sequence[ScoredReply]) -> Measured:
    """5, or 3 where nothing shows that the customer was heard, less the cost of each fault."""
    called = [s for s in scored if s.assessment.empathy_called_for]
    heard = not called or any(
        s.assessment.levels.validation == 2 or s.assessment.levels.understanding for s in called
    )
    faults = _cited(scored, TONE_COSTS)
    if any(e.rule == "insult" for _, e in faults):
        return Measured(0.0, faults)
    costs = sum(TONE_COSTS.get(e.id, 0.0) for _, e in faults)
    return Measured(_bounded((5.0 if heard else MERELY_CIVIL) - costs), faults)


def _correct(scored: Sequence[ScoredReply]) -> Measured:
    """The share of facts stated that were right: half for one put right later, nothing for one left wrong."""
    last: dict[str, float] = {}
    evidence: list[tuple[int, Evidence]] = []
    for number, reply in _numbered(scored):
        for finding in reply.assessment.findings:
            if finding.verdict not in (Verdict.CORRECT, Verdict.WRONG):
                continue
            right = finding.verdict is Verdict.CORRECT
            last[finding.fact_id] = 0.0 if not right else 0.5 if last.get(finding.fact_id, 1.0) < 1.0 else 1.0
            evidence += [(number, finding.evidence)] if finding.evidence else []
    if not last:
        return Measured(0.0, instead=NOTHING_STATED)
    return Measured(5.0 * sum(last.values()) / len(last), tuple(evidence))


def _complete(scored: Sequence[ScoredReply], scenario: Scenario) -> Measured:
    """The share of required facts that were said rightly."""
    required = scenario.required_facts
    if not required:
        return Measured(None)
    missing = omitted_facts(scored, scenario)
    evidence = tuple(
        (n, f.evidence)
        for n, s in _numbered(scored)
        for f in s.assessment.findings
        if f.verdict is Verdict.CORRECT and f.evidence and scenario.fact(f.fact_id).required
    )
    return Measured(5.0 * (len(required) - len(missing)) / len(required), evidence)


def _no_false_promise(scored: Sequence[ScoredReply]) -> Measured:
    """5, less 3 for each forbidden thing said and 1.5 for each guarantee; None where nothing was claimed."""
    broken = tuple(
        (n, f.evidence)
        for n, s in _numbered(scored)
        for f in s.assessment.findings
        if f.verdict is Verdict.VIOLATED and f.evidence
    )
    promised = _cited(scored, {Act.OVER_PROMISE})
    claimed = any(f.verdict is not Verdict.ABSENT for s in scored for f in s.assessment.findings)
    if not claimed and not promised:
        return Measured(None)
    return Measured(_bounded(5.0 - 3.0 * len(broken) - 1.5 * len(promised)), broken + promised)


def _next_steps(scored: Sequence[ScoredReply]) -> Measured:
    """5 for a step with a time, 3 for a remedy without one."""
    timed = _cited(scored, {Act.CONCRETE_NEXT_STEP})
    offered = _cited(scored, {Act.OFFER_SOLUTION})
    return Measured(5.0 if timed else 3.0 if offered else 0.0, timed or offered)


def _numbered(scored: Sequence[ScoredReply]) -> list[tuple[int, ScoredReply]]:
    return list(enumerate(scored, start=1))


def _cited(scored: Sequence[ScoredReply], ids: Collection[str]) -> Cited:
    """Every act, fault or event with one of these ids."""
    return tuple(
        (number, evidence)
        for number, reply in _numbered(scored)
        for evidence in (*reply.assessment.acts, *reply.assessment.faults, *reply.assessment.events)
        if evidence.id in ids
    )


def _bounded(value: float) -> float:
    return max(0.0, min(5.0, value))


_MEASURES: dict[Measure, Callable[[Sequence[ScoredReply]], Measured]] = {
    "validation": _validation,
    "understanding": _understanding,
    "exploration": _exploration,
    "ownership": _ownership,
    "tone": _tone,
    "correct": _correct,
    "no_false_promise": _no_false_promise,
    "next_steps": _next_steps,
}
