"""Who speaks so: the small words of a line are weighed, what it is about is not."""

from __future__ import annotations

import pytest

from coach.customer.guards import SURE
from coach.customer.leaning import leaning, runs, shipped, small_words


def test_short_forms_are_written_out_and_numbers_are_alike() -> None:
    assert list(small_words("I'm sure we've paid £64.90, haven't we?")) == [
        *("i", "am", "sure", "we", "have", "paid", "#", "have", "not", "we"),
    ]


def test_runs_are_common_words_in_a_row_and_the_others_are_gaps() -> None:
    found = runs("I've mailed it to your cousin.", common=frozenset(["i", "have", "it", "to", "your"]))
    assert found == {
        *("i", "have", "it", "to", "your"),
        *("^ i", "i have", "it to", "to your"),
        *("^ i have", "have _ it", "it to your", "your _ ."),
    }


def test_a_question_ends_otherwise_than_a_statement() -> None:
    common = frozenset({"it"})
    assert runs("Is it?", common=common) == {"it", "it ?", "^ _ it"}
    assert runs("Is it.", common=common) == {"it", "it .", "^ _ it"}


def test_what_a_line_is_about_says_nothing() -> None:
    assert leaning("I've sent your blender to the depot.") == leaning(
        "I've sent your marmalade to the vicar."
    )


@pytest.mark.parametrize("word", ["po", "opo", "naman", "yaar", "kindly", "ma'am", "sir", "mate", "y'all"])
def test_how_people_speak_english_at_home_says_nothing(word: str) -> None:
    assert word not in shipped().common


@pytest.mark.parametrize(
    "line",
    [
        "I'm putting that through for you now, and you'll have it by Friday.",
        "That must have been a dreadful morning for you. Which of the two would suit you better?",
        "Before we go on, may I have the last four digits of your card?",
        "I'll call you myself as soon as it's done, so you won't have to ring us again today.",
    ],
)
def test_whoever_serves_is_heard(line: str) -> None:
    assert leaning(line) > SURE


@pytest.mark.parametrize(
    "line",
    [
        "I've rung you three times and nobody has called me back.",
        "You said it would be done by Friday. So where's my money?",
        "Fine. Send it to my address and I'll be in.",
        "I don't care whose fault it is, I just want it working.",
        "",
    ],
)
def test_whoever_is_served_is_heard_as_well(line: str) -> None:
    assert leaning(line) < 0


def test_sentences_add_up() -> None:
    one, two = "I'll get that to you today.", "You'll see it on your statement."
    assert leaning(f"{one} {two}") > max(leaning(one), leaning(two))
