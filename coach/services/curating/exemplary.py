"""Model replies that the scorers would mark down: nobody can learn from an example that loses points."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.assessment import FaultId, ScoredReply, Verdict
from coach.domain.copilot import OPENING
from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.domain.value_reader import read_values
from coach.domain.values import Count
from coach.scoring.assess import score_without_fix
from coach.services.curating.remark import Draft, Passage, Remark, model_replies, quote

HANGS_ON_THE_MOMENT = frozenset({FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT})
"""Whether advice comes too early, the rules alone judge too strictly: `coach rehearse` sees it in a talk."""


def marked_down(draft: Draft) -> Iterator[Remark]:
    """By the word rules alone, which read a reply in a few milliseconds: what they are sure of, the encoder is too.

    A reply at the opening answers the opening; the others may answer anything, so they answer nothing.
    """
    scenario = draft.scenario
    for passage in model_replies(scenario):
        scored = score_without_fix(passage.text, _situation(scenario, passage))
        yield from _facts(scored, scenario, passage)
        for fault in scored.assessment.faults:
            if fault.id not in HANGS_ON_THE_MOMENT:
                message = (
                    f"The scorers take {quote(fault.quote)} in this model reply for the fault `{fault.id}`."
                )
                hint = "Say it in other words, or leave it out."
                yield Remark("C803", passage.keys, message, hint, words=fault.quote)


def _situation(scenario: Scenario, passage: Passage) -> Situation:
    number = passage.keys[1]
    assert isinstance(number, int)
    opens = scenario.model_replies[number].at.strip().lower().startswith(OPENING)
    agent_opens = scenario.opens == "agent" and number == 0
    return Situation(
        customer_line=scenario.customer.opening if opens and not agent_opens else "",
        facts=tuple(fact for fact in scenario.facts if opens or not fact.until),
        today=scenario.today,
        agent_opens=agent_opens,
        problem=scenario.customer.reason_for_contact,
    )


def _facts(scored: ScoredReply, scenario: Scenario, passage: Passage) -> Iterator[Remark]:
    for finding in scored.assessment.findings:
        words = finding.evidence.quote if finding.evidence else ""
        said = quote(words) if words else "this"
        fact = scenario.fact(finding.fact_id)
        counted = finding.evidence if finding.evidence and finding.evidence.rule == "facts.counts" else None
        if finding.verdict is Verdict.WRONG and not (counted and _is_ordinal(counted.quote)):
            message = (
                f"The scorers take {said} for a wrong statement of the fact '{fact.id}': {quote(fact.text)}."
            )
            hint = "Say it as the fact has it. If it is right, add it to the fact's `paraphrases` or `gist`."
            yield Remark("C802", passage.keys, message, hint, words)
        elif finding.verdict is Verdict.VIOLATED:
            message = f"The scorers take {said} for what '{fact.id}' forbids: {quote(fact.text)}."
            hint = "Say it in other words, or word the forbidden item more narrowly."
            yield Remark("C802", passage.keys, message, hint, words)


def _is_ordinal(quote: str) -> bool:
    """'I need to open the account first' counts nothing."""
    counts = [value for value in read_values(quote) if isinstance(value, Count)]
    return all(count.ordinal for count in counts)
