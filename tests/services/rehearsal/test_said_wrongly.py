"""Facts said wrongly in otherwise right words."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.domain.scenario import Fact
from coach.domain.value_matching import agrees, conflicts
from coach.domain.value_reader import read_values
from coach.services.rehearsal.said_wrongly import said_wrongly, with_opposite_sense, with_other_values

TODAY = datetime(2026, 11, 18, 10)


def fact(statement: str, *paraphrases: str) -> Fact:
    return Fact(id="it", statement=statement, paraphrases=paraphrases)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "The refund takes 3 to 5 business days.",
            "I know it hurts, but it takes three to five business days.",
        ),
        ("The fee is 35 pounds.", "For you that is £35, and no more."),
        ("It arrives on Friday 20 November.", "So you have it on Friday the 20th."),
        ("The bill is covered at 80 percent.", "We cover 80% of it."),
        ("The shop is open until 8 p.m.", "Come by, they are there until 8 p.m."),
        ("A bag of up to 23 kg is free.", "You may bring 23 kg with you."),
    ],
)
def test_another_value_stands_where_the_right_one_was(statement: str, said: str) -> None:
    right = read_values(statement, today=TODAY)
    wrong = with_other_values(said, fact(statement), today=TODAY)
    assert wrong is not None
    values = read_values(wrong, today=TODAY)
    assert any(conflicts(v, r) for v in values for r in right), wrong
    assert not any(agrees(v, r) for v in values for r in right), wrong


def test_every_right_value_goes_and_the_warm_words_stay() -> None:
    wrong = with_other_values(
        "I am sorry about that. It takes 2 working days, so you have it on Monday 30 November.",
        fact("It is paid within 2 working days, on Monday 30 November."),
        today=TODAY,
    )
    assert wrong == "I am sorry about that. It takes 7 business days, so you have it on Wednesday 9 December."


def test_a_text_without_the_fact_has_no_other_value() -> None:
    assert with_other_values("I am sorry.", fact("It takes 5 days."), today=TODAY) is None


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        (
            "While a plan is kept, nobody comes to your home.",
            "While a plan is kept, somebody comes to your home.",
        ),
        ("As long as it is open we do not report the debt.", "As long as it is open we do report the debt."),
        ("It isn't reported.", "It is reported."),
        ("You can pay later, nothing is due now.", "You can pay later, everything is due now."),
        (
            "Home visits are ruled out while a plan is kept.",
            "Home visits are not ruled out while a plan is kept.",
        ),
        (
            "If it is kept, the home is safe from us, no doubt.",
            "If it is kept, the home is not safe from us, no doubt.",
        ),
    ],
)
def test_without_values_the_sense_is_turned(said: str, turned: str) -> None:
    kept = fact("While a plan is kept nobody comes to your home; the debt is not reported; nothing is due.")
    assert with_opposite_sense(said, kept) == turned
    assert said_wrongly(said, kept, today=TODAY) == turned


def test_only_the_sentence_that_states_the_fact_is_turned() -> None:
    said = "That is not easy to hear. No visits are made to your home."
    assert with_opposite_sense(said, fact("Visits to the home are not made.")) == (
        "That is not easy to hear. every visits are made to your home."
    )


def test_what_has_nothing_to_do_with_the_fact_is_left() -> None:
    assert said_wrongly("Good morning to you.", fact("Visits are not made."), today=TODAY) is None


def test_a_clause_that_is_hardly_of_the_fact_is_not_turned_round_for_it() -> None:
    counts = fact(
        "The 62 percent is the share of chats that open with a question from an article.",
        "The figure on the wall counts first sentences that stand in an article.",
    )
    said = "It counts chats that open with a question from an article, it does not count people or posts."
    assert with_opposite_sense(said, counts) is None
