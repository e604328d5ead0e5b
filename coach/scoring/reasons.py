"""Why a fix matters, in the rubric's own words: its auto-fail, or what the criterion asks for at its best."""

from __future__ import annotations

from coach.domain.assessment import Act, Event, FaultId, Finding, Verdict
from coach.domain.rubric import Measure, Rubric

TOP_LEVEL = 5
"""What is held up to an agent is the best that the rubric knows: the level above a poor one is still poor."""
_ABOUT: dict[str, tuple[Measure, ...]] = {
    "insult": ("tone",),
    "threat": ("tone",),
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
    "unheard": ("validation", "understanding"),
    "in_general": ("validation", "understanding"),
    "office_language": ("tone",),
    "empty": ("understanding", "tone"),
    "read_out": ("understanding", "tone"),
    "not_scored": ("understanding", "tone"),
}
"""The measures that something amiss is about; the first that the rubric has a criterion for."""


def why_finding(finding: Finding, rubric: Rubric) -> str:
    """For a fact said wrongly, or a forbidden thing said."""
    if finding.verdict is not Verdict.VIOLATED:
        return _anchor(("correct",), rubric)
    for rule in rubric.auto_fail:
        if rule.on == "violated" and (not rule.ids or finding.fact_id in rule.ids):
            return rule.why
    return _anchor(("no_false_promise",), rubric)


def why_fault(about: str, rubric: Rubric) -> str:
    """For something amiss on the empathy axis; empty where the rubric has no criterion for it."""
    id_ = FaultId.DISMISSIVE if about in ("insult", "threat") else about
    for rule in rubric.auto_fail:
        if rule.on != "violated" and id_ in rule.ids:
            return rule.why
    return _anchor(_ABOUT.get(about, ()), rubric)


def _anchor(measures: tuple[Measure, ...], rubric: Rubric) -> str:
    """'“Kept a respectful tone” asks for this: “Respectful throughout.”'"""
    for measure in measures:
        found = next((c for c in rubric.criteria if c.measure == measure), None)
        if found is not None:
            return f"“{found.title}” asks for this: “{found.anchors[TOP_LEVEL]}”"
    return ""
