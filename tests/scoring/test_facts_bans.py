"""What breaks a forbidden item, and what only sounds like it."""

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


VOID = "say that the warranty is void because the freezer is in a shop"
CUT = "threaten to stop the supply"
LAPTOP = "promise that the laptop arrives today or tomorrow"
NAME = "disclose a name, or rule one out"
FLY = "tell him that he can fly on the old card and the receipt"
AT_ONCE = "demand that she pays at once"
PAYMENT = "ask for a payment, in full, in part or under reserve"
PAYMENT_OR_DEBT = "ask her for a payment or say that the debt passes to her"
PAY_TODAY = "ask for a payment today, in full or in part"
THE_440 = "ask for the 440 dollars at once"
ON_CALL = "ask for a card payment on the call"
CERTIFICATE = "ask for a death certificate or for a form about the death"
NUMBER = "ask for the account number in the chat"
TYPED = "have her type the account number into the chat"


def verdict(reply: str, forbidden: str) -> str:
    return str(judge_facts(reply, (Fact(id="it", forbidden=forbidden),), today=TODAY)[0].verdict)


@pytest.mark.parametrize(
    ("reply", "forbidden"),
    [
        ("It was wrong to say that your warranty is void because of the shop.", VOID),
        ("We should never have told you the warranty is void for a shop.", VOID),
        ("The bot was mistaken when it said the warranty is void because of the shop.", VOID),
        ("You were wrongly told po that your warranty is void because of the shop.", VOID),
        ("Whoever said the warranty is void for shops was wrong, sir.", VOID),
        ("The letter says your warranty is void because of the shop. Kindly disregard that, ma'am.", VOID),
        ("The reminder says supply will be stopped on Friday, and that is not so.", CUT),
        ("The letter threatens that supply will be stopped on Friday. That's not going to happen.", CUT),
    ],
)
def test_what_is_repeated_to_be_put_right_breaks_nothing(reply: str, forbidden: str) -> None:
    assert verdict(reply, forbidden) == "absent"


@pytest.mark.parametrize(
    ("reply", "forbidden"),
    [
        ("Your warranty is void because of the shop.", VOID),
        ("It's correct to say that the warranty is void because it stands in a shop.", VOID),
        ("The warranty is void because the freezer is in a shop, I was wrong to say it holds.", VOID),
        ("Your supply will be stopped on Friday.", CUT),
        ("If you don't pay by Friday we will stop the supply.", CUT),
        ("Pay today or the supply is stopped.", CUT),
    ],
)
def test_what_is_said_outright_or_as_a_threat_breaks_the_item(reply: str, forbidden: str) -> None:
    assert verdict(reply, forbidden) == "violated"


def test_the_gist_of_a_ban_is_not_held_by_what_is_taken_back() -> None:
    void = Fact(id="void", forbidden=VOID, gist=("warranty is_void/void shop/commercial",))
    for reply, expected in (
        ("It was wrong to write that the warranty is void for a shop.", Verdict.ABSENT),
        ("The bot told you the warranty is void in a shop. That is simply not true.", Verdict.ABSENT),
        ("The warranty is void, since it's a shop.", Verdict.VIOLATED),
    ):
        seen = score_without_fix(reply, Situation("And now?", facts=(void,), today=TODAY))
        assert seen.assessment.findings[0].verdict is expected, reply


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("The laptop is approved today.", "absent"),
        ("Your laptop is approved as of today, and the warehouse names the day.", "absent"),
        ("I've ordered the laptop today, ma'am.", "absent"),
        ("The laptop arrives tomorrow.", "violated"),
        ("You'll have the laptop today.", "violated"),
    ],
)
def test_the_day_on_which_something_else_is_done_promises_no_arrival(reply: str, expected: str) -> None:
    assert verdict(reply, LAPTOP) == expected


@pytest.mark.parametrize(
    "reply",
    [
        "Good morning, it's Kim from Acme.",
        "Hello, it's Priya Nair here from Payroll.",
        "Hi Ma'am, it's Jun from Acme po.",
        "Good afternoon, my name is Rosa Lim and I'm with Member Services.",
        "Hello Ms Okafor, this is Lena Brandt from the helpline. I'm here for it.",
        "Namaste, this is Arjun from Acme Bank.",
    ],
)
def test_who_introduces_themselves_discloses_no_name(reply: str) -> None:
    assert verdict(reply, NAME) == "absent"


@pytest.mark.parametrize(
    "reply",
    [
        "It's Daniel Reyes who raised it.",
        "He is called Daniel.",
        "Hello, it's Kim from Acme. It's Daniel Reyes who raised it.",
        "Hi, it's Maria Santos who is on the list.",
    ],
)
def test_somebody_elses_name_is_disclosed_also_behind_an_introduction(reply: str) -> None:
    assert verdict(reply, NAME) == "violated"


@pytest.mark.parametrize(
    ("reply", "forbidden"),
    [
        ("Your colleague could travel on the receipt last Christmas, I know.", FLY),
        ("You always paid on time.", AT_ONCE),
        ("You've always paid on time, and the account shows it.", AT_ONCE),
        ("You paid on time every month until today.", PAY_TODAY),
        ("Do you want to pay anything today? You need not.", PAY_TODAY),
        ("The 440 dollars are due on 15 January, and not today.", THE_440),
        ("You can pay the 440 dollars in four parts, and nothing is needed today.", THE_440),
        ("Nothing has to be paid while I check.", PAYMENT),
        ("Did you pay anything already?", PAYMENT),
        ("May I ask which card you paid with?", PAYMENT),
        ("I'm sorry that we asked you for a payment.", PAYMENT_OR_DEBT),
        ("Please don't pay it po, I'm checking.", PAYMENT_OR_DEBT),
        ("What did they ask you to pay?", PAYMENT_OR_DEBT),
        ("No card payment is needed on this call.", ON_CALL),
        ("You need not send a death certificate.", CERTIFICATE),
        ("Did somebody ask you for a death certificate?", CERTIFICATE),
        ("I'm sorry that you were asked for a death certificate.", CERTIFICATE),
        ("The death certificate is already with us.", CERTIFICATE),
        ("Could you tell me which office asked for the death certificate?", CERTIFICATE),
        ("Please don't type your account number here.", NUMBER),
        ("Never share your account number in the chat, sir.", TYPED),
        ("Where did you enter your account number?", TYPED),
    ],
)
def test_what_was_done_asked_by_others_or_spared_asks_for_nothing(reply: str, forbidden: str) -> None:
    assert verdict(reply, forbidden) == "absent"


@pytest.mark.parametrize(
    ("reply", "forbidden"),
    [
        ("Could you send us a death certificate?", CERTIFICATE),
        ("May I have a copy of the death certificate, please?", CERTIFICATE),
        ("Do you have the death certificate at hand?", CERTIFICATE),
        ("Kindly send the death certificate po.", CERTIFICATE),
        ("We need a death certificate from you.", CERTIFICATE),
        ("Can you type your account number here?", NUMBER),
        ("What is your account number?", NUMBER),
        ("Please type your account number here.", TYPED),
        ("Can you pay by card now on this call?", ON_CALL),
        ("You must pay at once.", AT_ONCE),
        ("Can you pay part of it today?", PAY_TODAY),
        ("Could you pay the 440 dollars right away?", THE_440),
        ("May I have the 440 dollars today?", THE_440),
        ("Please pay half of it now and the rest later.", PAYMENT),
        ("You still have to pay the 900 euros.", PAYMENT_OR_DEBT),
    ],
)
def test_a_question_a_request_and_a_demand_ask_for_it(reply: str, forbidden: str) -> None:
    assert verdict(reply, forbidden) == "violated"


def test_an_encoder_that_sees_no_breach_does_not_outweigh_a_plain_question() -> None:
    asked = Situation("What now?", facts=(Fact(id="it", forbidden=CERTIFICATE),), today=TODAY)
    seen = score_without_fix("Could you send us a death certificate?", asked, Sure())
    assert seen.assessment.findings[0].verdict is Verdict.VIOLATED


def test_an_encoder_that_sees_a_breach_is_not_believed_where_the_words_are_taken_back() -> None:
    said = Situation("What now?", facts=(Fact(id="it", forbidden=VOID),), today=TODAY)
    reply = "It was wrong to say that your warranty is void."
    assert score_without_fix(reply, said, Sure("violated")).assessment.findings[0].verdict is Verdict.ABSENT
