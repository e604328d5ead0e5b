"""Content turned into an agent's speech."""

from __future__ import annotations

import pytest

from coach.domain.customer import KnownInfo
from coach.scoring.speech import (
    in_register,
    in_speech,
    lowered,
    question_for,
    said_back,
    to_you,
    what_happened,
)


def test_the_reason_for_contact_is_said_to_the_customer_whole_and_in_parts() -> None:
    reason = "Her oven (order 5512) came dented on 3 May, and her card shows two payments of 480 pounds."
    assert what_happened(reason, "") == [
        "Your oven came dented on 3 May, and your card shows two payments of 480 pounds.",
        "Your oven came dented on 3 May.",
        "Your card shows two payments of 480 pounds.",
    ]


def test_a_part_that_cannot_stand_alone_is_not_said_alone() -> None:
    reason = "A letter that ends the lease, and on the same day a bill for 900 euros."
    assert "On the same day a bill for 900 euros." not in what_happened(reason, "")


def test_our_own_house_speaks_of_itself_as_us() -> None:
    reason = "A transfer of 900 pounds has been stopped by the bank."
    assert what_happened(reason, "You answer for a bank.") == [
        "A transfer of 900 pounds has been stopped by us."
    ]
    assert what_happened(reason, "You sell flats.") == [reason]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She has waited since June.", "You have waited since June."),
        ("The letter is sent to the customer by post.", "The letter is sent to you by post."),
        (
            "The plan pays 80 percent and the member pays 20 percent.",
            "The plan pays 80 percent and you pay 20 percent.",
        ),
        ("how much he can pay each month", "how much you can pay each month"),
    ],
)
def test_what_is_said_of_the_customer_is_said_to_them(text: str, said: str) -> None:
    assert to_you(text) == said


@pytest.mark.parametrize(
    ("ask", "question"),
    [
        ("the date of birth", "Can you give me your date of birth?"),
        ("a photo of the dent", "Do you have a photo of the dent?"),
        ("which card was charged", "Can you tell me which card was charged?"),
        ("the amount of the bill", "Can you give me the amount of the bill?"),
    ],
)
def test_a_detail_becomes_a_question(ask: str, question: str) -> None:
    assert question_for(KnownInfo(id="x", ask=ask, say="."), register="neutral") == question


def test_a_fact_is_said_as_people_say_it() -> None:
    fact = "The second payment of 480 pounds is refunded to the same card within 5 days."
    assert in_speech(fact, register="formal") == fact.replace("is refunded", "goes back")
    assert (
        in_speech("The oven need not be sent back.", register="informal") == "The oven needn't be sent back."
    )


def test_a_sentence_goes_on_after_a_colon_with_a_small_letter_but_a_name_keeps_its_own() -> None:
    assert lowered("The oven came dented.") == "the oven came dented."
    assert lowered("Dublin is closed.") == "Dublin is closed."
    assert lowered("Over-ear headphones can be returned.") == "over-ear headphones can be returned."
    assert lowered("Late charges stop from today.") == "late charges stop from today."
    for kept in ("I'll send it.", "May 3 is a holiday.", "Anne-Marie is away.", "He-Man is sold out."):
        assert lowered(kept) == kept


@pytest.mark.parametrize(
    ("line", "back"),
    [
        (
            "If it is about the flat, I have had four reminders already.",
            "You have had four reminders already.",
        ),
        ("I have been polite.", ""),
        ("I'm not paying for a red light.", ""),
        ("We give with one hand.", ""),
        ("You are the ones with the computer.", ""),
    ],
)
def test_only_what_happened_to_them_is_said_back(line: str, back: str) -> None:
    assert said_back(line) == back


def test_a_question_keeps_its_long_form() -> None:
    assert in_register("Do you have a photo?", "informal") == "Do you have a photo?"
    assert in_register("I will see to it.", "informal") == "I'll see to it."
