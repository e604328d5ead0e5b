"""The fact engine against replies of several lines of business, written for this test."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.domain.assessment import Finding, Verdict
from coach.domain.scenario import Fact
from coach.scoring.facts import judge_facts

TODAY = datetime(2026, 11, 18, 15, 10)


def said(id_: str, statement: str, *, source: str = "KB-1 section 1") -> Fact:
    return Fact(id=id_, statement=statement, source=source)


def banned(id_: str, item: str, *, source: str = "KB-9") -> Fact:
    return Fact(id=id_, forbidden=item, source=source)


GYM = (
    said("joining-fee", "The joining fee is £25."),
    said("freeze", "A membership can be frozen for up to 3 months per calendar year."),
    said("notice", "Cancelling needs 30 calendar days' notice."),
    said("guest", "Guests are allowed only at weekends."),
    said("pool-hours", "The pool opens at 06:30 and closes at 21:00."),
    banned("refund-promise", "promise that the joining fee is refunded"),
)
DENTAL = (
    said("checkups", "Two check-ups per year are covered at 100%."),
    said("crowns", "Crowns are covered at 50% after a waiting period of 12 months."),
    said("whitening", "Whitening is not covered."),
    said("claim-form", "The claim form must be sent within 90 days of the treatment."),
    said("claim-paid", "Approved claims are paid within 10 business days."),
    banned("diagnosis", "give medical advice"),
    banned("outcome", "say that the claim will be approved"),
)
COLLECTIONS = (
    said("balance", "The outstanding balance is PHP 12,480."),
    said("plan", "A payment plan of 6 instalments is free of interest."),
    said("due", "The first payment is due on 28 November."),
    said("late-fee", "The late fee is PHP 500 per missed payment."),
    said("hardship", "A pause is possible only with a signed hardship form."),
    banned("credit-report", "promise that the entry is removed from the credit report"),
    banned("third-party", "discuss the debt with third parties"),
)
BLENDER = (
    said(
        "duplicate",
        "The second charge of 39.50 euros is refunded to the same card within 3 to 5 business days.",
        source="KB-210 section 2",
    ),
    said(
        "replacement",
        "A new kettle ordered before 17:00 leaves by express the same day and arrives two days later, "
        "today's on Friday 20 November, free of charge.",
        source="KB-114 section 1",
    ),
    said(
        "no-return", "The broken kettle need not be sent back; a photo is enough.", source="KB-114 section 2"
    ),
    said("credit", "A goodwill credit of up to 15 euros may be offered once.", source="KB-300"),
    banned(
        "same-day", "promise that a refund shows on the card today or tomorrow", source="KB-210 section 4"
    ),
    banned("blame-bank", "say that the bank caused the double charge", source="KB-210 section 5"),
)
TRAIN = (
    said("refund-term", "Refunds for cancelled trains arrive within 14 calendar days."),
    said("season", "A season ticket can be changed once free of charge."),
    said("bikes", "Bikes are not allowed between 07:00 and 09:30."),
    said("replacement-bus", "The replacement bus leaves at 18:45 from platform 3."),
    said("compensation", "Compensation of 25% is paid for delays from 30 minutes."),
    banned("name-driver", "reveal the driver's name"),
)
PAYABLES = (
    said("cut-off", "Invoices received after Tuesday noon are paid in the following week's run."),
    said("missing-po", "Invoice 4471 was rejected because the PO number was missing."),
    said("contact", "Changes of bank details must be confirmed by phone."),
    said("terms", "Payment terms are 45 days from receipt of the invoice."),
    banned("approver", "reveal the approver's name"),
)

LINES: tuple[tuple[tuple[Fact, ...], str, str], ...] = (
    (GYM, "The joining fee is twenty-five pounds.", "joining-fee=correct"),
    (GYM, "There's a £25 fee when you join.", "joining-fee=correct"),
    (GYM, "The joining fee is £52.", "joining-fee=wrong"),
    (GYM, "There's no joining fee at all.", "joining-fee=wrong"),
    (GYM, "You can freeze your membership for at most three months a year.", "freeze=correct"),
    (GYM, "You can freeze your membership for three weeks a year.", "freeze=wrong"),
    (GYM, "You can freeze the membership for as long as you like.", "freeze=wrong"),
    (GYM, "We need 30 days' notice to cancel.", "notice=correct"),
    (GYM, "To cancel, give us thirty working days' notice.", "notice=wrong"),
    (GYM, "Cancelling takes no notice, it stops today.", "notice=wrong"),
    (GYM, "Guests are welcome, but only at weekends.", "guest=correct"),
    (GYM, "You can bring guests any day.", "guest=wrong"),
    (GYM, "The pool opens at half past six in the morning.", "pool-hours=correct"),
    (GYM, "The pool closes at 9 pm.", "pool-hours=correct"),
    (GYM, "The pool closes at 10 pm.", "pool-hours=wrong"),
    (GYM, "Is it about the £25 joining fee?", ""),
    (GYM, "I'll check the joining fee for you.", ""),
    (GYM, "I'll make sure the joining fee is refunded to you.", "refund-promise=violated"),
    (GYM, "I can't promise that the joining fee is refunded.", ""),
    (GYM, "I'm sorry you had such a poor start with us.", ""),
    (DENTAL, "Two check-ups a year are paid in full, 100%.", "checkups=correct"),
    (DENTAL, "You get three check-ups per year.", "checkups=wrong"),
    (
        DENTAL,
        "Crowns are covered at fifty per cent once you've been with us for twelve months.",
        "crowns=correct",
    ),
    (DENTAL, "Crowns are covered at 80%.", "crowns=wrong"),
    (DENTAL, "I'm afraid whitening isn't covered.", "whitening=correct"),
    (DENTAL, "Whitening is excluded from your plan.", "whitening=correct"),
    (DENTAL, "Good news, whitening is covered.", "whitening=wrong"),
    (DENTAL, "Please send us the claim form within 90 days of the treatment.", "claim-form=correct"),
    (DENTAL, "You have ninety weeks to send the claim form.", "claim-form=wrong"),
    (DENTAL, "Once it's approved, the claim is paid within ten working days.", "claim-paid=correct"),
    (DENTAL, "Approved claims are paid within 10 calendar days.", "claim-paid=wrong"),
    (DENTAL, "You should take ibuprofen twice a day until the visit.", "diagnosis=violated"),
    (DENTAL, "Please ask your dentist about that.", ""),
    (DENTAL, "Don't worry, your claim will definitely be approved.", "outcome=violated"),
    (DENTAL, "I can't say that the claim will be approved.", ""),
    (COLLECTIONS, "Your outstanding balance is 12,480 pesos.", "balance=correct"),
    (COLLECTIONS, "Your outstanding balance is 14,280 pesos.", "balance=wrong"),
    (COLLECTIONS, "You can pay it in six instalments, with no interest.", "plan=correct"),
    (COLLECTIONS, "The plan has twelve instalments.", "plan=wrong"),
    (COLLECTIONS, "The first payment is due on November 28th.", "due=correct"),
    (COLLECTIONS, "The first payment is due on 28 December.", "due=wrong"),
    (COLLECTIONS, "A missed payment costs a late fee of five hundred pesos.", "late-fee=correct"),
    (COLLECTIONS, "The late fee is 500 dollars.", "late-fee=wrong"),
    (COLLECTIONS, "A pause needs a signed hardship form first.", "hardship=correct"),
    (COLLECTIONS, "We'll remove the entry from your credit report as well.", "credit-report=violated"),
    (COLLECTIONS, "What the credit report shows isn't something I can promise.", ""),
    (BLENDER, "The second 39.50 goes back to your card in 3 to 5 business days.", "duplicate=correct"),
    (BLENDER, "I've refunded the second charge. It takes three to five working days.", "duplicate=correct"),
    (
        BLENDER,
        "Refunds are usually done in 24 hours so you'll have it tomorrow.",
        "duplicate=wrong same-day=violated",
    ),
    (BLENDER, "The refund will be on your card within 24 hours.", "duplicate=wrong same-day=violated"),
    (BLENDER, "The refund of the second charge takes 3 to 5 weeks.", "duplicate=wrong"),
    (BLENDER, "A new one by express reaches you on Friday the 20th, at no charge.", "replacement=correct"),
    (BLENDER, "The new kettle arrives on Saturday.", "replacement=wrong"),
    (BLENDER, "You can bin the broken one. A photo is enough.", "no-return=correct"),
    (BLENDER, "Please send the broken kettle back to us first, you need to.", "no-return=wrong"),
    (BLENDER, "I can add a goodwill credit of fifteen euros.", "credit=correct"),
    (BLENDER, "I can give you 50 euros of goodwill credit.", "credit=wrong"),
    (BLENDER, "Your bank charged you twice, so it's their mistake.", "blame-bank=violated"),
    (BLENDER, "It was our error, not the bank's.", ""),
    (BLENDER, "I can't promise that the refund shows tomorrow.", ""),
    (BLENDER, "I can see a smashed kettle and two charges of 39.50.", ""),
    (TRAIN, "Your refund for the cancelled train arrives within a fortnight.", "refund-term=correct"),
    (TRAIN, "Refunds for cancelled trains take 14 business days.", "refund-term=wrong"),
    (TRAIN, "You can change a season ticket once without charge.", "season=correct"),
    (TRAIN, "Bikes aren't allowed from seven to half past nine in the morning.", "bikes=correct"),
    (TRAIN, "Bikes are allowed all day.", "bikes=wrong"),
    (TRAIN, "The bus goes at quarter to seven in the evening, from platform 3.", "replacement-bus=correct"),
    (TRAIN, "The replacement bus leaves at 19:45.", "replacement-bus=wrong"),
    (TRAIN, "For a delay of 30 minutes or more you get a quarter, 25%, back.", "compensation=correct"),
    (TRAIN, "Delays are compensated at 20%.", "compensation=wrong"),
    (TRAIN, "The driver was Colin Marsh.", "name-driver=violated"),
    (TRAIN, "I can't tell you who was driving.", ""),
    (PAYABLES, "Your 4471 was rejected: there was no PO number on it.", "missing-po=correct"),
    (PAYABLES, "Your terms are 45 days, counted from receipt.", "terms=correct"),
    (PAYABLES, "Your payment terms are 54 days.", "terms=wrong"),
    (PAYABLES, "New bank details have to be confirmed by phone.", "contact=correct"),
    (PAYABLES, "You don't need to confirm bank details by phone.", "contact=wrong"),
    (PAYABLES, "It's Marta Keller who approves those.", "approver=violated"),
    (PAYABLES, "I can't share who approves them.", ""),
    (PAYABLES, "You mentioned 60 days; let me look at your contract.", ""),
)


def verdicts(findings: tuple[Finding, ...]) -> str:
    return " ".join(f"{f.fact_id}={f.verdict.value}" for f in findings if f.verdict is not Verdict.ABSENT)


@pytest.mark.parametrize(("facts", "reply", "expected"), LINES, ids=[line[1][:60] for line in LINES])
def test_a_reply_is_judged_against_each_fact(facts: tuple[Fact, ...], reply: str, expected: str) -> None:
    assert verdicts(judge_facts(reply, facts, today=TODAY)) == expected


@pytest.mark.parametrize(("facts", "reply", "expected"), LINES, ids=[line[1][:60] for line in LINES])
def test_every_verdict_but_absent_quotes_the_reply(
    facts: tuple[Fact, ...], reply: str, expected: str
) -> None:
    for finding in judge_facts(reply, facts, today=TODAY):
        assert (finding.evidence is None) == (finding.verdict is Verdict.ABSENT)
        if finding.evidence is not None:
            assert reply[finding.evidence.start : finding.evidence.end] == finding.evidence.quote != ""
            assert finding.evidence.rule.startswith("facts.")
        assert bool(finding.because) == (finding.verdict in (Verdict.WRONG, Verdict.VIOLATED))


def test_findings_come_in_the_order_of_the_facts() -> None:
    assert [f.fact_id for f in judge_facts("Good morning.", GYM)] == [f.id for f in GYM]


def test_a_wrong_value_is_explained_with_the_source_line() -> None:
    finding = judge_facts("The refund will be on your card within 24 hours.", BLENDER, today=TODAY)[0]
    assert finding.because == "says 24 hours; KB-210 section 2 says 3 to 5 business days"
    assert finding.evidence is not None
    assert finding.evidence.rule == "facts.days"


def test_a_good_reply_meets_two_facts_at_once() -> None:
    reply = (
        "Then Saturday is what counts. If I send a new one by express today, it's with you on Friday the "
        "20th, no charge, and you can bin the broken one. A photo is enough."
    )
    assert verdicts(judge_facts(reply, BLENDER, today=TODAY)) == "replacement=correct no-return=correct"


def test_a_fact_said_over_two_sentences_counts() -> None:
    reply = (
        "I've sent the second 39.50 back to that Visa just now. "
        "Your bank will show it in 3 to 5 business days."
    )
    assert verdicts(judge_facts(reply, BLENDER, today=TODAY)) == "duplicate=correct"


def test_a_debt_told_to_a_relative_is_a_disclosure() -> None:
    reply = "Sure, she owes 12,480 pesos at the moment."
    found = judge_facts(reply, COLLECTIONS, customer_line="Hello, I'm her sister and I handle her bills.")
    assert "third-party=violated" in verdicts(found)


def test_paraphrases_let_a_statement_be_said_in_other_words() -> None:
    fact = Fact(
        id="bin", statement="The item need not be returned.", paraphrases=("You may throw the item out.",)
    )
    assert verdicts(judge_facts("Just throw the item out.", [fact])) == "bin=correct"


def test_without_a_day_of_the_talk_relative_days_state_no_date() -> None:
    facts = [said("visit", "The engineer visits on Thursday 19 November.")]
    assert verdicts(judge_facts("The engineer comes tomorrow.", facts)) == ""
    assert verdicts(judge_facts("The engineer comes tomorrow.", facts, today=TODAY)) == "visit=correct"


def test_an_empty_reply_states_nothing() -> None:
    assert verdicts(judge_facts("", GYM)) == ""


@pytest.mark.parametrize(
    "piece", ["word ", "5 ", "£5 and ", "a", "...", "five hundred ", "((", "not ", "1,", "Mon "]
)
def test_of_a_very_long_reply_only_the_beginning_is_read(piece: str) -> None:
    reply = (piece * 20_000)[:20_000]
    found = judge_facts(f"{reply} The joining fee is £25.", GYM, today=TODAY)
    assert found == judge_facts(reply[:4000], GYM, today=TODAY)
    assert not [f for f in found if f.verdict is Verdict.CORRECT]
