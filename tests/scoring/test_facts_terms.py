"""The terms of a fact that a reply turns round, and the values in it that are about something else."""

from __future__ import annotations

import pytest

from coach.domain.assessment import Verdict
from coach.domain.scenario import Fact
from coach.scoring.facts import judge_facts


def verdict(statement: str, reply: str, *, asked: str = "") -> Verdict:
    return judge_facts(reply, [Fact(id="fact", statement=statement)], customer_line=asked)[0].verdict


@pytest.mark.parametrize(
    ("statement", "reply"),
    [
        ("The deposit is refunded within 5 days.", "The deposit is refunded the moment you hand in the key."),
        ("Storage costs 6 pounds a day.", "Storage costs a one-off 6 pounds."),
        ("The plan pays 70 percent of the bill.", "You pay 70 percent of the bill."),
        ("The plan pays 70 percent of the bill.", "The plan pays the whole bill."),
        ("The first night is charged on a late cancellation.", "Half of the first night is charged then."),
        ("The booking fee of 6 euros is not refunded.", "You'll get the 6 euros booking fee back."),
        ("A loan bike is not included in the price.", "A loan bike comes with the price you paid."),
        ("Worn shoes cannot be returned.", "You can send the worn shoes back to us."),
        (
            "The visa is decided within 9 weeks of the interview.",
            "The visa is decided within 9 weeks of filing.",
        ),
        (
            "The guarantee is 2 years from purchase, not from delivery.",
            "The guarantee is 2 years from the day it is delivered.",
        ),
        ("A spare key costs 9 pounds.", "There's no charge for a spare key."),
    ],
)
def test_a_term_turned_round_is_wrong(statement: str, reply: str) -> None:
    assert verdict(statement, reply) is Verdict.WRONG


@pytest.mark.parametrize(
    ("statement", "reply"),
    [
        ("The transfer takes 6 weeks.", "Nine weeks of silence from us, that isn't how it should be."),
        ("The transfer takes 6 weeks.", "You've waited nine weeks for this."),
        ("The payment is due on 4 May.", "I'm asking payroll about the payment today."),
        ("The payment is due on 4 May.", "If you don't get the payment today, what happens at home?"),
        ("The parcel comes on Friday 8 May.", "Those Saturday shifts with no parcel must have been hard."),
        ("A table for 6 people costs 40 pounds.", "A taxi costs 20 pounds."),
    ],
)
def test_what_is_lived_through_or_done_meanwhile_is_not_wrong(statement: str, reply: str) -> None:
    assert verdict(statement, reply) is Verdict.ABSENT


@pytest.mark.parametrize(
    ("statement", "reply"),
    [
        ("Up to 25 percent of the pot is free of tax.", "A quarter of your pot at most is free of tax."),
        ("The meter is read every two months.", "We read the meter every second month."),
        ("Papers not in English need a translation.", "Your papers need a translation into English."),
        (
            "A loan car is provided if the repair takes more than 3 days.",
            "A loan car is yours if the repair takes more than 3 days.",
        ),
        ("The term fee of 420 pounds is due on 5 April.", "The term fee is 420 pounds."),
        (
            "The excess is 850 pounds, and zero with full cover.",
            "The excess is £850. You'd pay nothing with full cover.",
        ),
    ],
)
def test_the_same_in_other_words_is_correct(statement: str, reply: str) -> None:
    assert verdict(statement, reply) is Verdict.CORRECT


def test_what_denies_one_fact_may_be_the_claim_of_another() -> None:
    facts = [
        Fact(id="leaving", statement="Leaving early costs 12 pounds a month."),
        Fact(id="speed", statement="Below 50 Mbps the customer may leave without a fee."),
    ]
    found = judge_facts("Below 50 Mbps you may leave without a fee.", facts)
    assert [f.verdict for f in found] == [Verdict.ABSENT, Verdict.CORRECT]
