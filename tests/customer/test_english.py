"""A customer's English, with the words of home that belong in it, and lines in another language."""

from __future__ import annotations

import pytest

from coach.customer.english import is_other_than_english


@pytest.mark.parametrize(
    "line",
    [
        "Sige po, but please make it fast, ha.",
        "Hay naku, Friday again? Last time also you said that.",
        "Arre yaar, just tell me the date, na.",
        "Oga, I no dey for long story, just tell me when it's coming.",
        "So the Schadenfreude is yours and the bill is mine.",
        "C'est la vie, I suppose. When does it come?",
        "No.",
        "Mm. OK.",
        "14 Mill Lane.",
        "Wo? Where?",
        "",
        "?!",
    ],
)
def test_english_of_any_home_is_english(line: str) -> None:
    assert not is_other_than_english(line, known="")


@pytest.mark.parametrize(
    "line",
    [
        "Ich habe das Geld bezahlt.",
        "¿Dónde está mi paquete? El dinero no está.",
        "Je ne suis pas content de vous.",
        "Nasaan ang parcel ko? Hindi ito ang sinabi ninyo.",
        "Bu kabul edilemez, kargom nerede?",
        "Где моя посылка?",
        "Where is my 包裹在哪里我要退款",
    ],
)
def test_another_language_is_not(line: str) -> None:
    assert is_other_than_english(line, known="")


def test_a_name_in_another_script_makes_no_other_language() -> None:
    assert not is_other_than_english("My name is Дани, as it says on the order you have there.", known="")


def test_two_foreign_function_words_are_not_enough_beside_more_english_ones() -> None:
    assert not is_other_than_english("The firm is called Pour Mais, and they have not paid us.", known="")


def test_what_the_talk_is_about_is_no_other_language() -> None:
    line = "Brackwell Kowalski Wauwatosa Hoechst."
    assert is_other_than_english(line, known="")
    assert not is_other_than_english(line, known="Dani Kowalski of Wauwatosa, for Brackwell and Hoechst")


def test_fewer_words_than_can_tell_are_let_through() -> None:
    assert not is_other_than_english("Kargom nerede?", known="")


def test_words_that_two_languages_share_do_not_make_a_line_english() -> None:
    assert is_other_than_english("Kommt was, Wachtmeister Krause, Bahnhof Wedding Nord?", known="")
