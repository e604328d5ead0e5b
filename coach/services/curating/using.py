"""Facts that nothing in the talk turns on."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.scenario import Scenario
from coach.domain.text import content_words
from coach.services.curating.remark import (
    Draft,
    Remark,
    customer_lines,
    model_replies,
    needed,
    numbered_statements,
)

LEAST_SHARED = 2
"""Content words that a fact has in common with what is said in the talk, so that it may come up."""


def never_needed(draft: Draft) -> Iterator[Remark]:
    """A required fact that no goal needs and that corrects nothing: nobody asks for it, and it costs every agent."""
    scenario = draft.scenario
    asked_for = needed(scenario) | {belief.corrected_by for belief in scenario.customer.beliefs}
    for at, fact in numbered_statements(scenario):
        if fact.required and fact.id not in asked_for:
            message = (
                f"The fact '{fact.id}' is required, but no goal needs it: the customer never asks for it, and "
                "an agent who does not say it loses accuracy."
            )
            yield Remark(
                "C903", ("facts", at, "required"), message, "Add it to `needs`, or take out `required`."
            )


def never_comes_up(draft: Draft) -> Iterator[Remark]:
    """A fact that nothing names, and of which neither customer, co-pilot nor model replies speak."""
    scenario = draft.scenario
    named = _named(scenario)
    said = content_words(" ".join(_said(scenario)))
    for at, fact in numbered_statements(scenario):
        if fact.id in named or fact.required or fact.customer_knows:
            continue
        if len(content_words(fact.text) & said) < LEAST_SHARED:
            message = f"Nothing in the talk comes near the fact '{fact.id}': no agent has a reason to say it."
            yield Remark("W904", ("facts", at), message, "Let a goal or a nudge need it, or take it out.")


def _named(scenario: Scenario) -> frozenset[str]:
    customer = scenario.customer
    beliefs = [id_ for one in customer.beliefs for id_ in (one.corrected_by, *one.confirmed_by)]
    beside = [one.breaks for one in (*scenario.copilot, *scenario.panel) if one.breaks]
    tests = [id_ for test in scenario.tests for id_ in test.expect.findings]
    return needed(scenario) | frozenset([*beliefs, *beside, *tests])


def _said(scenario: Scenario) -> Iterator[str]:
    yield from (passage.text for passage in customer_lines(scenario))
    yield from (passage.text for passage in model_replies(scenario))
    yield from (nudge.says for nudge in scenario.copilot)
    yield scenario.customer.reason_for_contact
