from __future__ import annotations

import pytest

from coach.scoring.gist import gist, holds

NO_PAPER = "referral/paper/form not come/sent/reach/attach"
NOBODY = "not knock/visit/door"


@pytest.mark.parametrize(
    ("sought", "sentence"),
    [
        (NO_PAPER, "That paper was not sent along with the hospital's bill."),
        (NO_PAPER, "your doctors referral never reached us"),
        (NO_PAPER, "Nothing wrong on your side, the form just didn't come."),
        (NOBODY, "Nobody is going to knock."),
        (NOBODY, "As long as it's paid we send no one to your door."),
        ("hold/freeze/stop 45/forty-five", "I'm freezing the bill for forty-five days."),
        ("hold/freeze/stop 45/forty-five", "No, don't worry, it's stopped for 45 days."),
        ("no_charge", "There is no charge for it."),
        ("form/paper =missing", "Simply: a form was missing."),
        ("six/6 week/weeks", "He had it up for six weeks, not five."),
    ],
)
def test_a_gist_is_heard_in_free_speech(sought: str, sentence: str) -> None:
    assert holds(sentence, gist(sought))


@pytest.mark.parametrize(
    ("sought", "sentence"),
    [
        (NO_PAPER, "The referral came with the bill."),
        (NO_PAPER, "I'll look at the referral for you."),
        (NOBODY, "Somebody will knock at your door."),
        (NOBODY, "That is not a question, they visit next week."),
        ("hold/freeze/stop 45/forty-five", "We do not put it on hold for 45 days."),
        ("hold/freeze/stop 45/forty-five", "The bill is on hold for 30 days."),
        (" ", "Whatever it says."),
        ("not", "Nothing at all."),
        ("no_charge", "Charge it, no problem."),
        ("form/paper =missing", "The form is going out today."),
    ],
)
def test_a_gist_is_not_heard_where_a_word_lacks_or_the_sense_is_turned_round(
    sought: str, sentence: str
) -> None:
    assert not holds(sentence, gist(sought))


def test_in_a_question_a_denial_says_nothing() -> None:
    assert holds("Didn't you bring it to a store?", gist("bring/took store/shop"), asks=True)
    assert not holds("Didn't you bring it back?", gist("bring/took store/shop"), asks=True)


def test_a_comma_inside_a_figure_ends_no_clause() -> None:
    assert holds("The balance is 2,360 pesos now.", gist("balance 2,360"))
    assert not holds("Not the balance, it is 2,360 pesos.", gist("not 2,360"))


def test_short_forms_are_no_other_word() -> None:
    assert not holds("I'll check your leave.", gist("sick/ill leave"))
    assert holds("You were ill on that leave.", gist("sick leave"))
