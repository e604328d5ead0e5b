"""Why a fix matters, in the rubric's own words: its auto-fail, or the level that the reply did not reach."""

from __future__ import annotations

from coach.domain.assessment import Act, Assessment, Event, FaultId, Finding, Verdict
from coach.domain.rubric import Criterion, Measure, Rubric
from coach.scoring.measures import measure_reply

GOOD_LEVEL, TOP_LEVEL = 4, 5
"""What is held up to an agent is never less than a good reply: the level above a poor one is still poor."""
_ALL_OR_NOTHING = frozenset({"correct", "no_false_promise"})
"""A statement holds or it does not, and only the top level says so."""
_ABOUT: dict[str, tuple[Measure, ...]] = {
    "insult": ("tone",),
    FaultId.DISMISSIVE: ("tone", "validation"),
    FaultId.BLAME: ("tone", "validation"),
    FaultId.SELF_ORIENTED: ("understanding", "validation"),
    FaultId.HOLLOW_SCRIPT: ("validation", "understanding"),
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT: ("validation", "understanding"),
    FaultId.TALKS_OVER: ("validation", "understanding"),
    FaultId.INFORMATION_DUMP: ("understanding", "tone"),
    Event.ASKED_AGAIN: ("exploration", "understanding"),
    Event.PASSED_ON: ("ownership", "next_steps"),
    Event.POLICY_FIRST: ("next_steps", "ownership"),
    Event.REPEATED_APOLOGY: ("next_steps", "ownership"),
    Act.OVER_PROMISE: ("no_false_promise",),
    "validation": ("validation", "understanding"),
    "next_step": ("next_steps", "ownership"),
}
"""The measures that something amiss is about; the first that the rubric has a criterion for."""


def why_finding(finding: Finding, assessment: Assessment, rubric: Rubric) -> str:
    """For a fact said wrongly, or a forbidden thing said."""
    if finding.verdict is not Verdict.VIOLATED:
        return _anchor(("correct",), assessment, rubric)
    for rule in rubric.auto_fail:
        if rule.on == "violated" and (not rule.ids or finding.fact_id in rule.ids):
            return rule.why
    return _anchor(("no_false_promise",), assessment, rubric)


def why_fault(about: str, assessment: Assessment, rubric: Rubric) -> str:
    """For something amiss on the empathy axis; empty where the rubric has no criterion for it."""
    id_ = FaultId.DISMISSIVE if about == "insult" else about
    for rule in rubric.auto_fail:
        if rule.on != "violated" and id_ in rule.ids:
            return rule.why
    return _anchor(_ABOUT.get(about, ()), assessment, rubric)


def _anchor(measures: tuple[Measure, ...], assessment: Assessment, rubric: Rubric) -> str:
    """'“Kept a respectful tone” asks for this: “Warm and plain.”'"""
    for measure in measures:
        found = next((c for c in rubric.criteria if c.measure == measure), None)
        if found is not None:
            return f"“{found.title}” asks for this: “{found.anchors[_level(found, assessment)]}”"
    return ""


def _level(criterion: Criterion, assessment: Assessment) -> int:
    """The level above the one that this reply reaches, and at least that of a good one."""
    if criterion.measure in _ALL_OR_NOTHING:
        return TOP_LEVEL
    reached = int(measure_reply(criterion.measure, assessment) or 0)
    return min(TOP_LEVEL, max(GOOD_LEVEL, reached + 1))
