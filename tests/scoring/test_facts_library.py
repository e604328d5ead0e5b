"""The fact engine against the shipped scenarios: what an author wrote is taken at its word."""

from __future__ import annotations

import pytest

from coach.domain.assessment import Finding, Verdict
from coach.domain.scenario import Scenario
from coach.scoring.facts import judge_facts
from tests.scripted import library

SCENARIOS = {scenario.id: scenario for scenario in library().scenarios()}
BY_EXPRESS = (
    "If I send a new one by express today, it's with you on Friday the 20th, no charge,"
    " and you can bin the broken one."
)
FAULTS = (Verdict.WRONG, Verdict.VIOLATED)


def judged(scenario: Scenario, reply: str, *, customer_line: str = "") -> dict[str, Finding]:
    found = judge_facts(reply, scenario.facts, today=scenario.today, customer_line=customer_line)
    return {finding.fact_id: finding for finding in found}


def faults(scenario: Scenario, reply: str, *, customer_line: str = "") -> dict[str, str]:
    found = judged(scenario, reply, customer_line=customer_line).values()
    return {f.fact_id: f.evidence.quote for f in found if f.verdict in FAULTS and f.evidence}


each_scenario = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)


@each_scenario
def test_a_statement_said_word_for_word_is_correct_and_harms_no_other_fact(scenario: Scenario) -> None:
    for fact in scenario.facts:
        if fact.statement is None:
            continue
        for wording in (fact.statement, *fact.paraphrases):
            assert judged(scenario, wording)[fact.id].verdict is Verdict.CORRECT, wording
            assert faults(scenario, wording) == {}, wording


@each_scenario
def test_an_authors_paraphrase_of_a_forbidden_item_always_violates_it(scenario: Scenario) -> None:
    for fact in scenario.facts:
        if fact.forbidden is None:
            continue
        for wording in fact.paraphrases:
            finding = judged(scenario, wording)[fact.id]
            assert finding.verdict is Verdict.VIOLATED, wording
            assert finding.evidence is not None
            assert finding.evidence.quote.rstrip(".?") == wording.rstrip(".?")


@each_scenario
def test_no_model_reply_says_anything_wrong_or_forbidden(scenario: Scenario) -> None:
    after_checks = {fact.id for fact in scenario.facts if fact.until}
    for model in scenario.model_replies:
        for wording in (model.say, *model.also):
            for customer_line in ("", scenario.customer.opening):
                found = faults(scenario, wording, customer_line=customer_line)
                assert found.keys() <= after_checks, wording


@each_scenario
def test_the_findings_that_the_author_expects_are_found(scenario: Scenario) -> None:
    for test in scenario.tests:
        found = judged(scenario, test.reply, customer_line=test.after or scenario.customer.opening)
        for fact_id, verdict in test.expect.findings.items():
            assert found[fact_id].verdict == verdict, (test.reply, fact_id)


@pytest.mark.parametrize(
    "reply",
    [
        "You were told that you'll see it on your card tomorrow, but that isn't so.",
        "I can't promise that you'll see it on your card tomorrow.",
        "Did the bot say you'll see it on your card tomorrow?",
    ],
)
def test_a_forbidden_wording_that_is_only_reported_or_declined_is_no_promise(reply: str) -> None:
    found = judged(SCENARIOS["blender-broken-charged-twice"], reply)
    assert found["same-day-refund"].verdict is Verdict.ABSENT


@pytest.mark.parametrize(
    ("scenario_id", "reply"),
    [
        ("payslip-three-saturdays", "Eighteen hours of Saturday work missing, and nobody told you."),
        ("payments-he-cannot-make", "Four years without a late payment, and then a letter like that."),
        ("payments-he-cannot-make", "That must have been a dreadful moment at home."),
        ("scan-claim-denied", "I'm asking your doctor for it today."),
        ("debt-she-disputes", "I won't say that if you don't pay today something happens."),
        ("invoice-on-hold", "You've had the supplier on the phone every day, and that has to stop."),
        ("outage-third-day", "You've been three days offline with two children at home."),
        ("outage-third-day", "Three days offline, and nobody rang you."),
        ("blender-broken-charged-twice", "That has to be there before the party, then."),
        ("payment-on-hold", "It's a shock, and it costs nothing to ask."),
    ],
)
def test_what_somebody_went_through_contradicts_no_fact(scenario_id: str, reply: str) -> None:
    scenario = SCENARIOS[scenario_id]
    assert faults(scenario, reply, customer_line=scenario.customer.opening) == {}


@pytest.mark.parametrize(
    ("reply", "fact_id", "quote"),
    [
        (
            "I've sent the second 64.90 back. Your bank will show it in 3 to 5 business days.",
            "duplicate-refund",
            "Your bank will show it in 3 to 5 business days.",
        ),
        (
            BY_EXPRESS,
            "replacement-date",
            "it's with you on Friday the 20th",
        ),
        (
            BY_EXPRESS,
            "no-return",
            "you can bin the broken one.",
        ),
    ],
)
def test_the_quote_carries_the_value_or_the_claim(reply: str, fact_id: str, quote: str) -> None:
    scenario = SCENARIOS["blender-broken-charged-twice"]
    finding = judged(scenario, reply, customer_line=scenario.customer.opening)[fact_id]
    assert finding.verdict is Verdict.CORRECT
    assert finding.evidence is not None
    assert finding.evidence.quote == quote


@pytest.mark.parametrize(
    "reply",
    ["A smashed jar, and two charges of 64.90.", "I've sent the second 64.90 back to that Visa just now."],
)
def test_naming_the_broken_thing_or_a_refund_says_nothing_of_sending_it_back(reply: str) -> None:
    scenario = SCENARIOS["blender-broken-charged-twice"]
    found = judged(scenario, reply, customer_line=scenario.customer.opening)
    assert found["no-return"].verdict is Verdict.ABSENT
