"""A co-pilot whose advice is not what its `kind` says: agents would be marked for what the debrief calls right."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.assessment import Finding, Verdict
from coach.domain.copilot import Advice, Nudge
from coach.domain.scenario import Scenario
from coach.domain.text import content_words
from coach.scoring.facts import judge_facts
from coach.services.curating.remark import Draft, Keys, Remark, quote

LEAST_SHARED = 2
"""Content words of a nudge and a fact that are about the same thing."""


def misjudged(draft: Draft) -> Iterator[Remark]:
    """Each nudge is read as if an agent had said it."""
    scenario = draft.scenario
    facts = tuple(fact for fact in scenario.facts if not fact.until)
    for at, nudge in enumerate(scenario.copilot):
        findings = judge_facts(nudge.says, facts, today=scenario.today)
        keys: Keys = ("copilot", at)
        if nudge.kind is Advice.RIGHT:
            yield from _not_right(scenario, findings, says=nudge.says, keys=keys)
        elif nudge.kind in (Advice.WRONG, Advice.STALE):
            yield from _not_wrong(nudge, findings, keys=keys)


def _not_right(
    scenario: Scenario, findings: tuple[Finding, ...], *, says: str, keys: Keys
) -> Iterator[Remark]:
    for finding in findings:
        if finding.verdict not in (Verdict.WRONG, Verdict.VIOLATED):
            continue
        fact = scenario.fact(finding.fact_id)
        if len(content_words(says) & content_words(fact.text)) >= LEAST_SHARED:
            taken = (
                "a wrong statement of the fact"
                if finding.verdict is Verdict.WRONG
                else "what is forbidden by"
            )
            called = "This nudge is called right, but the scorers take it for"
            message = f"{called} {taken} '{fact.id}': {quote(fact.text)}."
            yield Remark("C804", (*keys, "says"), message, "Correct what it says, or its `kind`.")


def _not_wrong(nudge: Nudge, findings: tuple[Finding, ...], *, keys: Keys) -> Iterator[Remark]:
    for finding in findings:
        if finding.fact_id == nudge.breaks and finding.verdict is Verdict.CORRECT:
            message = f"This nudge is called {nudge.kind}, but it states the fact '{nudge.breaks}' rightly."
            yield Remark("C804", (*keys, "says"), message, "Correct what it says, or its `kind`.")
