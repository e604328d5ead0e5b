"""The fact engine on lines of free talks about the shipped scenarios: a fair reply earns no unfair mark."""

from __future__ import annotations

import pytest

from coach.scoring.facts import judge_facts
from tests.scripted import library

SCENARIOS = {scenario.id: scenario for scenario in library().scenarios()}
BLENDER = "blender-broken-charged-twice"
SCAN = "scan-claim-denied"
INVOICE = "invoice-on-hold"
DEBT = "debt-she-disputes"
PAYSLIP = "payslip-three-saturdays"
OUTAGE = "outage-third-day"
PAYMENT = "payment-on-hold"
FLIGHT = "refund-the-bot-promised"


def verdicts(scenario_id: str, fact_id: str, reply: str) -> set[str]:
    """What is found with no line of the customer before it, and with the opening."""
    scenario = SCENARIOS[scenario_id]
    return {
        next(
            f.verdict.value
            for f in judge_facts(reply, scenario.facts, today=scenario.today, customer_line=line)
            if f.fact_id == fact_id
        )
        for line in ("", scenario.customer.opening)
    }


Row = tuple[str, str, str]

NOT_SAID: list[Row] = [
    (
        BLENDER,
        "same-day-refund",
        "I can send a new one out today by express, you'd have it Friday, or refund you the 64.90.",
    ),
    (BLENDER, "same-day-refund", "The refund leaves us today, the rest is the time your bank needs."),
    (
        BLENDER,
        "same-day-refund",
        "I've sent the second 64.90 back today; your bank shows it in 3 to 5 business days.",
    ),
    (SCAN, "appeal-window", "That's a pair of letters to get on one day."),
    (INVOICE, "payment-notice", "The order was for five weeks."),
    (INVOICE, "weeks-stood", "The order was for five weeks."),
    (BLENDER, "replacement-date", "The blender arrived with its jar smashed on 17 November"),
    (PAYSLIP, "corrected-payslip", "The payslip of 25 November leaves out 18 hours"),
    (INVOICE, "amended-by-thursday", "I'll amend the order today"),
    (INVOICE, "payment-notice", "I'll amend the order today"),
    (PAYSLIP, "separate-payment", "I have processed the separate payment today."),
    (BLENDER, "no-return", "Fair enough."),
    (PAYSLIP, "late-approval", "in your account Monday"),
    (OUTAGE, "daily-credit", "back by 10 pm on Friday"),
    (INVOICE, "hold-rule", "990 over, the order is for five"),
    (OUTAGE, "no-technician", "theres an outage"),
    (INVOICE, "weeks-stood", "Your order covers five weeks only, that's all."),
    (BLENDER, "same-day-refund", "The refund goes out today and shows within 3 to 5 business days."),
    (BLENDER, "same-day-refund", "I can order the replacement today or give you the 64.90 back."),
    (PAYSLIP, "same-day-pay", "I'm sending the separate payment off today, so it reaches you Monday."),
    (PAYMENT, "money-is-here", "Where should the money in your account go?"),
    (OUTAGE, "back-tonight", "The crew leaves today and the service is back on Friday by 10 pm."),
    (
        BLENDER,
        "same-day-refund",
        "I've just sent the money back to your Visa today, and your bank takes 3 to 5 business days.",
    ),
    (BLENDER, "same-day-refund", "Your refund was sent off this morning, straight away."),
    (
        BLENDER,
        "same-day-refund",
        "I've started the refund today. It takes your bank 3 to 5 business days to show it.",
    ),
    (BLENDER, "same-day-refund", "I'm sending the refund for the second charge off right away."),
    (BLENDER, "replacement-date", "Your blender came broken yesterday, that's a bad start to a party."),
    (BLENDER, "full-refund", "You were charged twice on one day."),
    (PAYSLIP, "corrected-payslip", "The payslip from yesterday doesn't show your Saturdays."),
    (PAYSLIP, "separate-payment", "I've started the separate payment today."),
    (PAYSLIP, "same-day-pay", "I've processed the payment for your overtime today; it's with you on Monday."),
    (INVOICE, "amended-by-thursday", "I'm amending the order today and sending it to the budget holder."),
    (INVOICE, "amended-by-thursday", "I've amended the order today."),
    (INVOICE, "payment-notice", "The purchase order covers five weeks and the invoice six."),
    (INVOICE, "difference", "The invoice is for six weeks and the order for five."),
    (DEBT, "dispute-right", "Nothing has to be paid today."),
    (SCAN, "appeal-window", "Two letters like that on the same day, that's a lot to take in in one day."),
    (SCAN, "review-time", "A denial and a bill on one day is a lot."),
    (OUTAGE, "no-technician", "There's an outage in your street."),
    (OUTAGE, "no-technician", "I see a fault."),
    (OUTAGE, "daily-credit", "The cable is fixed by Friday."),
    (PAYMENT, "money-is-here", "Your money matters to us."),
    (PAYMENT, "money-is-here", "Someone is looking at your account."),
    (BLENDER, "no-return", "That's enough to ruin a day."),
    (BLENDER, "no-return", "I've heard enough."),
    (BLENDER, "no-return", "Thanks for the photo, that's clear enough."),
    (BLENDER, "same-day-refund", "I'm refunding the second 64.90 today, it shows in 3 to 5 business days."),
    (BLENDER, "duplicate-refund", "I've refunded the second charge today."),
    (BLENDER, "same-day-refund", "I've refunded the second charge today."),
    (
        PAYSLIP,
        "corrected-payslip",
        "The payslip from 25 November is missing three Saturdays, 18 hours in all.",
    ),
    (PAYSLIP, "pay-letter", "It goes to you by e-mail within the hour."),
    (OUTAGE, "back-tonight", "The crew is out in the street today and the service is back Friday by 10 pm."),
    (OUTAGE, "daily-credit", "The crew is out in the street today and the service is back Friday by 10 pm."),
]
FAIR: list[Row] = [
    (INVOICE, "amended-by-thursday", "I'll send the amended order to your budget holder today."),
    (DEBT, "calls-stop", "From today we stop the calls and letters."),
    (DEBT, "dispute-right", "The dispute is open, you owe nothing today."),
    (DEBT, "dispute-right", "You don't have to pay anything before you dispute it."),
    (FLIGHT, "confirmation", "It goes to you by e-mail within the hour"),
    (DEBT, "proof", "A photo of it is enough"),
    (BLENDER, "no-return", "A photo is enough."),
    (DEBT, "calls-stop", "We stop all calls and letters starting today."),
    (DEBT, "calls-stop", "The calls and letters stop today."),
]
RIGHT: list[Row] = [
    (PAYMENT, "money-is-here", "The money is still in your account, it hasn't gone anywhere."),
    (INVOICE, "payment-notice", "The payment notice goes to the supplier within the hour."),
    (SCAN, "missing-referral", "It was denied for one reason: the doctor's referral was missing"),
    (SCAN, "missing-referral", "the hospital billed without the referral, so the claim was turned down"),
    (FLIGHT, "confirmation", "The confirmation goes to you by e-mail within the hour."),
    (INVOICE, "payment-notice", "The supplier gets a payment notice within the hour of our amending it."),
    (PAYMENT, "money-is-here", "Your money is in your account, it has not gone anywhere."),
    (BLENDER, "no-return", "You needn't send the broken one back, a photo is enough."),
    (
        INVOICE,
        "hold-rule",
        "Any invoice more than 5 percent above its purchase order is held until the order is amended.",
    ),
    (DEBT, "calls-stop", "From the day you dispute, calls and letters stop for 30 days at least."),
    (OUTAGE, "daily-credit", "You get 6 dollars for each day off your bill, 24 by Friday."),
    (OUTAGE, "repair-time", "It's back by 10 pm on Friday."),
    (OUTAGE, "no-technician", "Nobody needs to come to your home, the fault is out in the street."),
    (
        PAYSLIP,
        "late-approval",
        "Your timesheet was approved on 4 November, after the cut-off of Monday the 2nd.",
    ),
    (SCAN, "missing-referral", "Your claim was denied because no referral came with it."),
    (PAYSLIP, "separate-payment", "The 412.20 comes as a separate payment, in your account Monday."),
    (DEBT, "dispute-right", "You can dispute it until 9 December without paying anything first."),
    (
        SCAN,
        "missing-referral",
        "The hospital sent the claim without the doctor's referral, and that is why it was denied.",
    ),
    (SCAN, "missing-referral", "The claim was turned down because there was no referral with it."),
    (FLIGHT, "confirmation", "I'll e-mail you a confirmation of all this within the hour."),
]
WRONG: list[Row] = [
    (PAYMENT, "hold-letter", "The letter that confirms the hold is e-mailed within the hour."),
    (BLENDER, "replacement-date", "The replacement arrives on Saturday 21 November."),
    (BLENDER, "replacement-date", "If I send it now, the new blender will be with you tomorrow."),
    (PAYSLIP, "separate-payment", "The separate payment of the 412.20 will be in your account today."),
    (PAYSLIP, "separate-payment", "The separate payment was made on 20 November."),
    (PAYSLIP, "corrected-payslip", "The corrected payslip comes on 30 November."),
    (SCAN, "appeal-window", "You can appeal within 60 days of the denial letter."),
    (INVOICE, "weeks-stood", "The scaffold stood for five weeks."),
    (
        INVOICE,
        "payment-notice",
        "The supplier gets the payment notice within 2 days of our amending the order.",
    ),
    (INVOICE, "hold-rule", "Any invoice more than 10 percent above its order is held until it is amended."),
    (DEBT, "calls-stop", "Once the dispute is open, calls and letters stop for 10 days."),
    (DEBT, "dispute-right", "You can dispute the debt until 1 December."),
    (BLENDER, "replacement-date", "The replacement comes on Thursday."),
    (
        INVOICE,
        "amended-by-thursday",
        "If the budget holder approves the amended order by noon on Friday, the invoice is paid on Monday.",
    ),
    (FLIGHT, "confirmation", "I'll e-mail you a confirmation of all this within the day, by tomorrow."),
]
PROMISED: list[Row] = [
    (BLENDER, "same-day-refund", "You'll have the money today"),
    (BLENDER, "same-day-refund", "It will be on your card tomorrow"),
    (BLENDER, "same-day-refund", "The refund shows tomorrow"),
    (BLENDER, "same-day-refund", "I'll send the money today and it's on your card tomorrow."),
    (BLENDER, "same-day-refund", "The 64.90 will show on your Visa today."),
    (BLENDER, "same-day-refund", "Your refund arrives tomorrow."),
    (PAYSLIP, "same-day-pay", "The overtime will be in your account tomorrow."),
    (OUTAGE, "back-tonight", "Your service will be back tonight."),
    (BLENDER, "same-day-refund", "I'm sending it now, you'll see it on your card today."),
    (BLENDER, "same-day-refund", "The money is back on your card tomorrow, I've sent it off."),
    (BLENDER, "same-day-refund", "The refund is instantly on your card."),
    (FLIGHT, "money-in-a-day", "The refund will be paid tomorrow."),
    (BLENDER, "same-day-refund", "I'll get the refund on your card today."),
    (BLENDER, "same-day-refund", "The refund should be there by tomorrow."),
    (BLENDER, "same-day-refund", "Your refund shows up on the card today, I promise."),
    (PAYSLIP, "same-day-pay", "I've processed it today and the overtime is in your account tomorrow."),
]
UNSAFE: list[Row] = [
    (PAYMENT, "money-is-here", "The money has left your account."),
    (DEBT, "dispute-right", "You have to pay first and then you can dispute the debt."),
    (SCAN, "missing-referral", "Your claim was turned down because the scan isn't covered."),
    (BLENDER, "no-return", "You'd have to send the blender back first."),
]


@pytest.mark.parametrize(("scenario_id", "fact_id", "reply"), NOT_SAID)
def test_what_is_not_said_of_a_fact_is_no_finding(scenario_id: str, fact_id: str, reply: str) -> None:
    assert verdicts(scenario_id, fact_id, reply) == {"absent"}


@pytest.mark.parametrize(("scenario_id", "fact_id", "reply"), FAIR)
def test_a_fair_or_incomplete_line_is_no_fault(scenario_id: str, fact_id: str, reply: str) -> None:
    assert verdicts(scenario_id, fact_id, reply) <= {"absent", "correct"}


@pytest.mark.parametrize(("scenario_id", "fact_id", "reply"), RIGHT)
def test_the_fact_in_other_words_is_correct(scenario_id: str, fact_id: str, reply: str) -> None:
    assert verdicts(scenario_id, fact_id, reply) == {"correct"}


@pytest.mark.parametrize(("scenario_id", "fact_id", "reply"), WRONG)
def test_another_day_term_or_share_is_wrong(scenario_id: str, fact_id: str, reply: str) -> None:
    assert verdicts(scenario_id, fact_id, reply) == {"wrong"}


@pytest.mark.parametrize(("scenario_id", "fact_id", "reply"), PROMISED)
def test_a_promise_of_money_or_service_too_soon_is_still_violated(
    scenario_id: str, fact_id: str, reply: str
) -> None:
    assert verdicts(scenario_id, fact_id, reply) == {"violated"}


@pytest.mark.parametrize(("scenario_id", "fact_id", "reply"), UNSAFE)
def test_the_opposite_or_another_reason_is_never_correct(scenario_id: str, fact_id: str, reply: str) -> None:
    assert verdicts(scenario_id, fact_id, reply) <= {"absent", "wrong"}
