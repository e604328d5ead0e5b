from __future__ import annotations

import pytest

from coach.domain.masking import Masker
from tests.counting import calls_of


def masked(*texts: str) -> list[str]:
    mask = Masker.of(texts)
    return [mask(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("My name is Ana Lopes.", "My name is [name]."),
        ("Hi Emma, this is Kim.", "Hi [name], this is [name]."),
        ("You are Raj Sanchez.", "You are [name]."),
        ("Thank you, Mrs. O'Neill, one moment.", "Thank you, Mrs. [name], one moment."),
        ("Kim here, how are you?", "[name] here, how are you?"),
        ("Write to ana@example.org or call 0171 946 0872.", "Write to [email] or call [phone]."),
        ("My card is 4539 1488 0343 6467.", "My card is [card]."),
        ("I live at 12 Oak Street.", "I live at [address]."),
        ("The postcode is SW1A 1AA.", "The postcode is [postcode]."),
        ("Born on 14 March 1988.", "Born on [date of birth]."),
        ("Date of birth: 03/14/1988", "Date of birth: [date of birth]"),
        ("Your user id is raj_sanchez_7340.", "Your user id is [user name]."),
    ],
)
def test_who_a_person_is_and_how_to_reach_them_goes(text: str, left: str) -> None:
    assert masked(text) == [left]


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for waiting. The refund takes 3 to 5 business days.",
        "Good Morning, This is about the parcel of 3 November.",
        "I paid 64.90 euros on 2026-11-03 at 10:30.",
        "Sorry, Please wait. Hello, The line is bad.",
        "It arrives on Friday, 27 November.",
    ],
)
def test_what_the_talk_is_about_stays(text: str) -> None:
    assert masked(text) == [text]


def test_a_name_that_was_said_once_is_masked_everywhere() -> None:
    assert masked("My name is Ana Lopes.", "Thanks, Ana. And Lopes is the surname?") == [
        "My name is [name].",
        "Thanks, [name]. And [name] is the surname?",
    ]


def test_numbers_keep_their_shape_and_get_other_digits_the_same_everywhere() -> None:
    first, second = masked("Order R-88120 never came.", "So R-88120 is lost?")
    number = first.split()[1]
    assert number != "R-88120"
    assert len(number) == len("R-88120")
    assert number.startswith("R-")
    assert number in second


def test_what_was_masked_is_told_by_kind() -> None:
    mask = Masker.of(["My name is Ana Lopes."])
    mask("My name is Ana Lopes, order 4471220, ana@example.org.")
    assert mask.masked == {"names", "numbers", "contacts and cards"}


def test_a_name_goes_also_from_the_middle_of_a_word_with_joints() -> None:
    known = "My name is Anna. Hello Mr. O'Brien. This is John F. Kennedy."
    text = "Anna's and Jorr-Anna, O'Brien's, O'Brien-Smith, John F. Kennedy, Anna O'Brien; Annabel, Brien."
    assert masked(known, text)[1] == (
        "[name]'s and Jorr-[name], [name]'s, [name]-Smith, [name], [name]; Annabel, Brien."
    )


def test_a_thousand_names_do_not_make_each_word_a_thousand_times_the_work() -> None:
    def work(number: int) -> int:
        names = [f"X{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(number)]
        text = " ".join(f"My name is {name}." for name in names)
        return calls_of(lambda: masked(text))

    assert work(2000) <= 5 * work(500)
