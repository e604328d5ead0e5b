"""How far a denial reaches, in facts, in bans and in gists; and what the customer's own words lend a reply."""

from __future__ import annotations

import pytest

from coach.domain.assessment import Verdict
from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from coach.scoring.reach import in_reach
from tests.scripted import library

SCENARIOS = {scenario.id: scenario for scenario in library().scenarios()}


def verdict(scenario_id: str, fact_id: str, reply: str, line: str = "What will you do about it?") -> Verdict:
    scenario = SCENARIOS[scenario_id]
    situation = Situation(line, facts=scenario.facts, today=scenario.today)
    findings = score_without_fix(reply, situation).assessment.findings
    return next(f.verdict for f in findings if f.fact_id == fact_id)


@pytest.mark.parametrize(
    ("lead", "reaches"),
    [
        ("you won't lose a cent and ", "you won't lose a cent and "),
        ("you won't lose a cent and you'll have ", "you'll have "),
        ("it costs nothing beyond that, and 200 pounds are ", "200 pounds are "),
        ("we can't cancel it and refund ", "we can't cancel it and refund "),
        ("i can't promise that it goes through and you'll have ", "i can't promise that it goes through and you'll have "),
    ],
)  # fmt: skip
def test_a_denial_ends_where_somebody_is_said_to_do_something_anew(lead: str, reaches: str) -> None:
    assert in_reach(lead) == reaches


@pytest.mark.parametrize(
    ("scenario_id", "fact_id", "reply"),
    [
        ("opened-box", "money-at-once", "You won't lose a cent and you'll have the money back today."),
        (
            "hotel-that-never-heard",
            "two-hundred",
            "The room costs nothing beyond the 318 pounds you've paid, and 200 pounds are refunded for the evening.",
        ),
    ],
)
def test_a_promise_behind_a_denied_clause_is_a_promise(scenario_id: str, fact_id: str, reply: str) -> None:
    assert verdict(scenario_id, fact_id, reply) is Verdict.VIOLATED


@pytest.mark.parametrize(
    "reply",
    [
        "I can't promise you'll have the money back today.",
        "I won't tell you that you'll have the money back today and then let you down.",
        "You won't have the money back today, and I can't say you will.",
        "I cannot and will not say that you'll have the money back today.",
    ],
)
def test_who_declines_to_promise_promises_nothing(reply: str) -> None:
    assert verdict("opened-box", "money-at-once", reply) is Verdict.ABSENT


@pytest.mark.parametrize(
    ("scenario_id", "fact_id", "line", "reply"),
    [
        (
            "papers-in-a-drawer",
            "no-travel",
            'Did you mean it when you said "the receipt will get you back into the country"?',
            "A bot that sends you to your employer, and the card about to expire, that would frighten anyone.",
        ),
        (
            "freezer-void-says-the-bot",
            "covered",
            'You told me "a freezer bought on Monday 23 February is covered" earlier. Does that still hold?',
            "Nobody is running. You paid for a freezer that freezes, and it stopped on Tuesday.",
        ),
        (
            "hotel-that-never-heard",
            "booking-good",
            'There was one thing, "You have a valid booking for tonight". I have been relying on it.',
            "The new room costs nothing beyond the £318 that you've already paid.",
        ),
    ],
)
def test_the_customers_words_do_not_make_up_a_fact_that_was_not_said(
    scenario_id: str, fact_id: str, line: str, reply: str
) -> None:
    assert verdict(scenario_id, fact_id, reply, line) is Verdict.ABSENT


def test_two_nights_paid_and_a_booking_never_passed_on_say_nothing_of_what_the_room_costs() -> None:
    reply = "You paid for two nights on 3 November and we never passed the booking on to the hotel."
    assert verdict("hotel-that-never-heard", "no-extra", reply) is Verdict.ABSENT
    assert verdict("hotel-that-never-heard", "booking-good", reply) is Verdict.CORRECT


def test_a_gist_does_not_outweigh_the_opposite_said_in_the_same_sentence() -> None:
    reply = "Labelling your own chats is not voluntary since the 1st of November, and if you decline you need to give no reason."
    assert verdict("teach-what-may-replace-her", "labels-choice", reply) is Verdict.WRONG


def test_a_gist_with_the_date_of_something_else_is_not_the_fact() -> None:
    reply = "Both invoices, 2207 and 2270, are for the same goods of {}, so the second should not have been raised."
    right = SCENARIOS["one-delivery-two-invoices"]
    assert next(f for f in right.facts if f.id == "one-delivery").statement is not None
    said = [
        verdict("one-delivery-two-invoices", "one-delivery", reply.format(day))
        for day in ("Tuesday 3 November", "Thursday 12 November")
    ]
    assert said[0] is Verdict.CORRECT
    assert said[1] is not Verdict.CORRECT


def test_what_the_page_says_given_back_is_no_statement() -> None:
    line = "The portal says that I've 4 weeks left, though it was 14."
    reply = "So now the portal tells you that only 4 weeks are left. That would rattle me too."
    assert verdict("leave-that-shrank", "balance-letter", reply, line) is Verdict.ABSENT
    assert verdict(
        "leave-that-shrank", "balance-letter", "The portal shows 4 weeks by Tuesday.", "And now?"
    ) is (Verdict.WRONG)
