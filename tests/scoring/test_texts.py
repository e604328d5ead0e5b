"""The texts the encoder reads: values marked as they stand to a fact's."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.domain.scenario import Fact
from coach.scoring.texts import mark

TODAY = datetime(2026, 11, 18, 15, 10)


def marked(reply: str, fact: str, *others: str) -> str:
    facts = [Fact(id=f"f{n}", source="KB-1", statement=text) for n, text in enumerate((fact, *others))]
    return mark(reply, facts[0], facts[1:], today=TODAY).text


@pytest.mark.parametrize(
    ("reply", "fact"),
    [
        ("The locksmith's five fifty.", "The locksmith costs $550."),
        ("It's one-twenty for the hour.", "An hour costs £1.20."),
        ("It's no charge at all.", "Gift wrapping is free."),
        ("That costs nothing.", "Gift wrapping is free."),
        ("Both travel along.", "Two children travel along."),
        ("You pay half the fee.", "The fee falls by 50%."),
        ("One in ten is checked.", "10% of the parcels are checked."),
        ("The three hundred stays with us.", "The test costs ₹300."),
        ("Five misses and it locks.", "An account locks after 5 failed logins."),
        ("Ten grand a day.", "The limit is $10,000 a day."),
        ("It's fifteen a night.", "A cot costs £15 a night."),
    ],
)
def test_a_value_in_other_words_is_the_same(reply: str, fact: str) -> None:
    assert "(same)" in marked(reply, fact)


def test_another_amount_is_other_and_another_facts_is_elsewhere() -> None:
    assert "five sixty (other)" in marked("The locksmith's five sixty.", "The locksmith costs $550.")
    assert "£8 (elsewhere)" in marked("It's £8.", "A cot costs £15.", "A towel costs £8.")
    assert "no charge (other)" in marked("There's no charge.", "A cot costs £15.")


def test_one_case_of_a_limit_is_inside_or_outside_it() -> None:
    fact = "Fitting is free within 50 metres of the pole."
    assert "(inside)" in marked("You are forty metres away.", fact)
    assert "(outside)" in marked("You are sixty metres away.", fact)
    assert "(other)" in marked("Fitting within 40 metres is done.", fact)


def test_a_place_in_the_marked_text_is_found_in_the_reply() -> None:
    fact = Fact(id="f", source="KB-1", statement="A cot costs £15.")
    reply = "A cot is £15 and a towel is yours."
    read = mark(reply, fact, [], today=TODAY)
    assert reply[read.place(read.text.index("towel")) :].startswith("towel")


def test_feel_free_says_no_price() -> None:
    assert marked("Feel free to ask.", "A cot costs £15.") == "Feel free to ask."
