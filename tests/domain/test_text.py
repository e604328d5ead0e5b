"""Cleaning, sentences, words, stems, folding and redaction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.text import clean, content_words, fold, redact, sentences, stem, words


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="\x1b\x9b[]0;1mHPX\x07\x9c\\\n\u202e\u200b\U000e0041ab"))
def test_no_control_survives_cleaning(text: str) -> None:
    left = clean(text)
    assert clean(left) == left
    assert all(char in "\n\t" or (char.isprintable() and char not in "\u202e\u200b") for char in left)


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP1$r0m\x1b\\x", "x"),
        ("\x9b2Jgone", "gone"),
        ("a\u202eb\u2066c", "abc"),
        ("ze\u200bro\ufeff", "zero"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("keep\ttabs", "keep\ttabs"),
        ("e\u0301", "\u00e9"),
        ("lone \ud800 half", "lone  half"),
        ("[b]not markup[/b]", "[b]not markup[/b]"),
    ],
)
def test_cleaning_drops_what_drives_a_terminal_or_hides(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


def test_sentences_survive_decimals_titles_and_times() -> None:
    text = "It's 64.90 at 6 p.m. on the 25th. Dr. Lee said no... maybe. By 6 p.m. We go! Then bye"
    assert cut(text) == [
        "It's 64.90 at 6 p.m. on the 25th.",
        "Dr. Lee said no... maybe.",
        "By 6 p.m.",
        "We go!",
        "Then bye",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   \n ", []),
        ("no stop", ["no stop"]),
        ("One\nTwo", ["One", "Two"]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ('He said "no." Then left.', ['He said "no."', "Then left."]),
        ("Done.Then we wait.", ["Done.", "Then we wait."]),
        ("Order no. 5 is here. Fine.", ["Order no. 5 is here.", "Fine."]),
        ("Whitening no. Fillings yes.", ["Whitening no.", "Fillings yes."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_words_are_lower_case_and_keep_their_apostrophe() -> None:
    assert words("I can\u2019t pay \u00a364.90 TODAY, Ma'am.") == [
        "i",
        "can't",
        "pay",
        "64.90",
        "today",
        "ma'am",
    ]


@pytest.mark.parametrize(
    "family",
    [
        "charge charged charges charging",
        "refund refunds refunded refunding refundable",
        "cancel cancelled canceled cancelling cancellation",
        "replace replaced replacing replacement",
        "pay pays paid paying payment payments",
        "file files filed filing",
        "policy policies",
        "authorise authorised authorize authorization authorisation",
        "send sent sends sending",
    ],
)
def test_a_family_of_words_has_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


def test_content_words_leave_out_function_words_and_keep_numbers() -> None:
    assert content_words("I was charged twice for the 2 jars") == {
        stem("charge"),
        stem("twice"),
        "2",
        stem("jar"),
    }


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_straightens_quotes_dashes_and_digits() -> None:
    assert fold("\u201cDON\u2019T\u201d \u2013 \uff15\u00a0days") == '"don\'t" - 5 days'


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Card 4539 1488 0343 6467, please", "Card [card], please"),
        ("amex 371449635398431", "amex [card]"),
        ("mail lena.k+shop@example.org now", "mail [email] now"),
        ("ring +44 20 7946 0958 after six", "ring [phone] after six"),
        ("my number is 07700 900 461", "my number is [phone]"),
        ("(312) 555-0181 is mine", "[phone] is mine"),
        ("IBAN DE02 1203 0000 0000 2020 51 thanks", "IBAN [iban] thanks"),
        ("My SSN is 219-09-9998", "My SSN is [ssn]"),
    ],
)
def test_personal_numbers_are_masked(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Order 88213 came on 17 November.",
        "I paid 1,482.60 on 2026-11-14 and 64.90 on 15/11/2026.",
        "Claim 2024-031-50098 was denied.",
        "Reference 4539148803436460 on the letter.",
        "It takes 3 to 5 business days, until 18:00.",
        "The Visa ends in 4421.",
        "Tracking code 1Z999AA10123456784.",
    ],
)
def test_what_the_talk_is_about_is_not_masked(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("piece", [".", "!?", "\x1b[", "\x1b]", "5 ", "a@", "4-", "GB29 ", "+1 "])
def test_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = clean((piece * 20_000)[:20_000])
    assert clean(text) == text
    assert sentences(f"{text} End.")[-1].end == len(text) + len(" End.")
    assert words(f"{text} end")[-1] == "end"
    assert redact(f"{text} end").endswith(" end")
