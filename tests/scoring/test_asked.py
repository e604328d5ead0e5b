"""Which of the customer's details a reply asks for."""

from __future__ import annotations

import pytest

from coach.domain.assessment import GOES_FOR_IT
from coach.domain.customer import Hidden, KnownInfo
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply

KNOWN = (
    KnownInfo(id="card-ending", ask="which card was charged", say="The Visa, ends in 4421."),
    KnownInfo(id="charge-dates", ask="when the charges were made", say="One on the 14th, one on the 15th."),
    KnownInfo(id="photo", ask="a photo of the damage", say="I have one. Where do I send it?"),
    KnownInfo(id="birth", ask="her date of birth", say="The ninth of June, 1981."),
)
SITUATION = Situation(customer_line="And now?", known=KNOWN)


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        ("Which card are they on?", {"card-ending"}),
        ("May I ask which card that was?", {"card-ending"}),
        ("Could you send me a picture?", {"photo"}),
        ("Please send a photo of the damage.", {"photo"}),
        ("On what dates were you charged?", {"charge-dates"}),
        ("When were the two payments taken?", {"charge-dates"}),
        ("What is your date of birth?", {"birth"}),
    ],
)
def test_a_question_finds_the_detail_it_asks_for(reply: str, wanted: set[str]) -> None:
    assessment = score_reply(reply, SITUATION).assessment
    assert {e.id for e in assessment.asked} == wanted
    assert not assessment.asks_something_else


def test_a_question_for_something_else_is_known_as_such() -> None:
    assessment = score_reply("What is your shoe size?", SITUATION).assessment
    assert not assessment.asked
    assert assessment.asks_something_else


def test_a_statement_asks_for_nothing() -> None:
    assert not score_reply("The card was charged on the 14th.", SITUATION).assessment.asked


def test_a_detail_told_before_is_asked_again() -> None:
    situation = Situation(customer_line="And now?", known=KNOWN, told=frozenset({"photo"}))
    assert "asked_again" in score_reply("Could you send me a picture?", situation).assessment.event_ids


@pytest.mark.parametrize(
    ("reply", "on_topic"),
    [
        ("The charge on the 14th is being looked at.", True),
        ("Which card was it?", True),
        ("I'll call you tomorrow.", True),
        ("qwerty asdfgh", False),
        ("Lorem ipsum dolor sit amet, consectetur.", False),
        ("Mañana llueve en Sevilla.", False),
    ],
)
def test_a_reply_is_on_topic_or_not(reply: str, on_topic: bool) -> None:
    situation = Situation(customer_line="And now?", problem="Her card shows two charges.", known=KNOWN)
    assert score_reply(reply, situation).assessment.on_topic is on_topic


def test_two_details_in_one_question_are_both_asked_for() -> None:
    known = (*KNOWN, KnownInfo(id="postcode", ask="the postcode", say="BT9 5EX."))
    situation = Situation(customer_line="And now?", known=known)
    asked = score_reply("May I have your date of birth and your postcode?", situation).assessment.asked
    assert {e.id for e in asked} == {"birth", "postcode"}


@pytest.mark.parametrize(
    "reply",
    ["Is this a good time to talk?", "What has changed since the spring?", "Have you got five minutes?"],
)
def test_a_question_about_some_time_asks_for_no_date(reply: str) -> None:
    assert not score_reply(reply, SITUATION).assessment.asked


@pytest.mark.parametrize(
    "reply", ["Please calm down and give me your account number.", "hi whats ur account number"]
)
def test_a_number_told_before_is_asked_again_however_it_is_typed(reply: str) -> None:
    known = (
        KnownInfo(id="account", ask="the account number", say="71-2204.", told=True),
        KnownInfo(id="mobile", ask="a mobile number for messages", say="0163 555."),
    )
    situation = Situation(customer_line="And now?", known=known, told=frozenset({"account"}))
    seen = score_reply(reply, situation).assessment
    assert "asked_again" in seen.event_ids
    assert {e.id for e in seen.asked} == {"account"}


@pytest.mark.parametrize(
    "reply",
    ["Could you tell me what you ordered and when?", "What did you order?", "Which item did you buy?"],
)
def test_an_order_that_was_told_is_asked_again(reply: str) -> None:
    told = Situation(customer_line="And now?", heard="My kettle leaks. Order 55120.", known=KNOWN)
    assert "asked_again" in score_reply(reply, told).assessment.event_ids
    fresh = Situation(customer_line="And now?", heard="My kettle leaks.", known=KNOWN)
    assert "asked_again" not in score_reply(reply, fresh).assessment.event_ids


TOLD = "I rang on Monday and somebody on the phone promised a fitter. I paid 310 euros on 4 May. Order 60417."


@pytest.mark.parametrize(
    "reply",
    [
        "When would Thursday's visit suit you?",
        "Which day are you at home?",
        "How many days can you do without it?",
        "Who was it on the phone?",
        "Which number should the fitter ring?",
        "How much notice did they give you?",
        "When did the pump last run?",
        "I won't ask you to explain it all again.",
    ],
)
def test_a_new_question_that_shares_a_small_word_asks_for_nothing_again(reply: str) -> None:
    situation = Situation(customer_line="And now?", heard=TOLD)
    assert "asked_again" not in score_reply(reply, situation).assessment.event_ids


@pytest.mark.parametrize(
    "reply",
    [
        "When did you pay?",
        "How much did you pay?",
        "What date was the payment?",
        "What's your order number?",
        "Could you explain it all again, please?",
    ],
)
def test_a_datum_that_stands_in_what_was_heard_is_asked_again(reply: str) -> None:
    situation = Situation(customer_line="And now?", heard=TOLD)
    assert "asked_again" in score_reply(reply, situation).assessment.event_ids


@pytest.mark.parametrize(
    ("reply", "again"),
    [
        ("What does the meter read?", True),
        ("Is the meter indoors or outside?", False),
        ("Do you have a photo of the meter?", False),
        ("Since when has the meter stood still?", False),
    ],
)
def test_what_was_told_is_asked_again_only_by_a_question_for_just_that(reply: str, *, again: bool) -> None:
    meter = KnownInfo(id="meter", ask="the meter reading", say="It says 48812.")
    situation = Situation(customer_line="And now?", known=(meter,), told=frozenset({"meter"}))
    assert ("asked_again" in score_reply(reply, situation).assessment.event_ids) is again


WEEKS = KnownInfo(
    id="weeks",
    ask="how long the scaffold stood",
    say="Six. It rained for one of them.",
    asked=("was/is six/6/five/5",),
)


def test_the_authors_own_question_finds_a_detail_that_shares_no_word_with_it() -> None:
    assessment = score_reply("Was it six?", Situation("And now?", known=(WEEKS,))).assessment
    assert {e.id for e in assessment.asked} == {"weeks"}
    assert not score_reply("It was six.", Situation("And now?", known=(WEEKS,))).assessment.asked


def test_an_offer_to_the_customer_asks_for_none_of_their_details() -> None:
    for offer in ("Can I send the photo to the supplier?", "Could you call the card people tomorrow?"):
        assert not score_reply(offer, SITUATION).assessment.asked, offer


def test_a_question_for_what_is_hidden_is_told_from_one_for_whatever_is_behind_it() -> None:
    party = Hidden(
        id="party",
        explored_by="the occasion",
        asked=("who/what for blender/it",),
        say="It was for my mother's seventieth.",
    )
    situation = Situation("And now?", untold=(party,))
    (to_it,) = score_reply("Who was the blender for?", situation).assessment.explores
    assert (to_it.id, to_it.rule) == ("party", GOES_FOR_IT)
    (at_large,) = score_reply("Is anybody waiting on it?", situation).assessment.explores
    assert at_large.rule != GOES_FOR_IT


EXPIRY = KnownInfo(
    id="expiry",
    ask="when the card runs out",
    say="It says 14 December.",
    asked=("expiry/expire date/when/until",),
)


@pytest.mark.parametrize(
    "reply",
    [
        "Kindly share your expiry date.",
        "Please tell me the expiry date on it.",
        "I'd need the expiry date from you.",
        "Sure po, just send me the expiry date.",
        "What's the expiry date?",
    ],
)
def test_the_authors_question_for_a_detail_is_heard_in_a_request_too(reply: str) -> None:
    found = score_reply(reply, Situation(customer_line="And now?", known=(EXPIRY,))).assessment
    assert [e.id for e in found.asked] == ["expiry"]


@pytest.mark.parametrize(
    "reply",
    [
        "I have your expiry date here.",
        "You needn't share your expiry date.",
        "No need to send me the expiry date.",
        "We will send you the expiry date.",
        "The letter gives you the expiry date.",
    ],
)
def test_a_detail_that_is_told_or_spared_is_not_asked_for(reply: str) -> None:
    assert not score_reply(reply, Situation(customer_line="And now?", known=(EXPIRY,))).assessment.asked
