"""Values and denials that are laid on the fact they belong to, and on no other."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.domain.assessment import Verdict
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from coach.scoring.facts import judge_facts
from tests.scoring.encoders import Sure

TODAY = datetime(2026, 12, 1, 10)


REMINDERS = "The reminders stop within 2 days."
CANCEL = "The ticket can be cancelled within 14 days."
NO_CANCEL = "The ticket cannot be cancelled after 14 days."
DISPUTE = "The charge can be disputed until 9 December."
CLAIMS = "The claims 2207 and 2270 are both paid."
REFUNDED = "Payments already made on the debt are refunded."
BOARD = "Nothing is decided yet, and the board decides on 10 February."
NOTE = "A no-contact note is put on the account."
SICK = "12 weeks of sick leave were booked as parental leave."
LEFT = "14 of the 26 weeks of leave are left."
PAID_OUT = "The account is paid out on Friday 4 December."


def verdict(reply: str, statement: str, *, asked: str = "") -> str:
    fact = Fact(id="it", statement=statement)
    return str(judge_facts(reply, (fact,), today=TODAY, customer_line=asked)[0].verdict)


@pytest.mark.parametrize(
    ("reply", "statement"),
    [
        (
            "No second visit is needed, 5 business days.",
            "The refund is paid within 5 business days after the first visit.",
        ),
        ("No second visit is needed.", "The first visit is free."),
        ("You have to open your account first.", "The first account is free."),
        ("First we talk, and let me say that first.", "The first account is free."),
        ("No more letters after two days.", "The letters stop within 2 days."),
        ("Claim 2270 is paid.", CLAIMS),
        ("You never had to pay any of it.", REFUNDED),
        ("The board decides on 10 February, so it is still open.", BOARD),
        ("It gets decided by the board on 10 February po.", BOARD),
        ("Nothing has to be paid while the dispute is open.", DISPUTE),
        (
            "You need not pay any of it while it's in dispute, ma'am.",
            "The supply goes on while an invoice is in dispute.",
        ),
        ("The ticket can be cancelled within 14 days.", NO_CANCEL),
        ("You waited 22 weeks for this.", SICK),
        ("You took 12 of your 26 weeks.", LEFT),
        ("You have it a day before you need it.", "The old bank need not be called."),
    ],
)
def test_what_does_not_contradict_a_fact_is_not_wrong(reply: str, statement: str) -> None:
    assert verdict(reply, statement) != "wrong"


@pytest.mark.parametrize(
    ("reply", "statement"),
    [
        ("You get no more reminders after two days.", REMINDERS),
        ("You can't cancel the ticket after 14 days.", CANCEL),
        ("You can't cancel the ticket after 14 days.", NO_CANCEL),
        ("You can't dispute it after 9 December.", DISPUTE),
        ("Both claims, 2207 and 2270, are paid.", CLAIMS),
        ("I've put a no contact note on your account.", NOTE),
        ("There's a no-contact note on the account today lah.", NOTE),
        ("You still have 14 weeks left.", LEFT),
        ("12 weeks of sick leave were booked as parental leave by our mistake.", SICK),
        ("Three of your nine invoices are open.", "Three of the nine invoices are open."),
    ],
)
def test_the_same_said_in_another_way_is_right(reply: str, statement: str) -> None:
    assert verdict(reply, statement) == "correct"


@pytest.mark.parametrize(
    ("reply", "statement"),
    [
        ("The reminders stop after five days.", REMINDERS),
        ("You can cancel the ticket after 14 days.", NO_CANCEL),
        ("You can't cancel the ticket after 4 days.", CANCEL),
        ("The fee falls due within 30 days.", "The fee falls due after 30 days."),
        ("The waiver holds for the second month.", "The waiver holds for the first month."),
        ("What you paid is not refunded.", REFUNDED),
        ("The board decides on 20 February.", BOARD),
        ("The charge can't be disputed any more.", DISPUTE),
        ("No note is put on the account.", NOTE),
        ("31 weeks of sick leave were booked as parental leave.", SICK),
        ("4 of your 5 parcels arrived.", "2 of the 5 parcels arrived."),
        ("I've waived the fee of 35 euros.", "The fee of 25 euros is waived."),
    ],
)
def test_another_value_and_a_denial_are_wrong_wherever_they_stand(reply: str, statement: str) -> None:
    assert verdict(reply, statement) == "wrong"


@pytest.mark.parametrize(
    "reply",
    [
        "The box comes on Friday.",
        "I'll ring you on Friday.",
        "Your box is there on 4 December.",
        "See you Friday!",
    ],
)
def test_a_day_alone_states_no_fact(reply: str) -> None:
    assert verdict(reply, PAID_OUT) == "absent"


@pytest.mark.parametrize(
    "reply", ["On Friday.", "You have it on Friday 4 December.", "That's paid on Friday po."]
)
def test_a_day_answers_the_question_for_it(reply: str) -> None:
    assert verdict(reply, PAID_OUT, asked="When is my account paid out?") == "correct"


def test_on_values_an_encoder_that_calls_it_right_has_no_say() -> None:
    fact = Fact(id="it", statement="The payment can be lowered to 2,500 pesos a month for 6 months.")
    said = Situation("Can I pay less?", facts=(fact,), today=TODAY)
    reply = "I can lower the payment to 1,500 pesos a month for 6 months."
    finding = score_without_fix(reply, said, Sure("correct")).assessment.findings[0]
    assert finding.verdict is Verdict.WRONG
    assert "1,500 pesos" in finding.because


def test_the_number_of_a_heading_says_nothing_of_a_fact() -> None:
    fact = "If that is taken, a double room at the Parkhotel, 9 kilometres out."
    assert verdict("3. Refunds\nWe pay the taxi.", fact) == "absent"
    assert verdict("The Parkhotel is 3 kilometres out.", fact) == "wrong"


def test_the_day_of_a_call_back_contradicts_no_other_day() -> None:
    reply = (
        "You can dispute it until Wednesday 9 December. I'll ring you on Monday to make sure that it came."
    )
    assert verdict(reply, "The debt can be disputed in writing until Wednesday 9 December.") == "correct"
    assert verdict("I'll ring you on Monday.", "We ring you back on Tuesday 8 December.") == "wrong"
