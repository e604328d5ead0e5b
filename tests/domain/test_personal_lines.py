"""What is personal goes out of a talk, whatever the country, and what the talk is about stays."""

from __future__ import annotations

import pytest

from coach.domain.masking import Masker
from tests.domain.personal_lines import ASKED, NOT_ASKED, PERSONAL, PLAIN


def masked(*texts: str) -> str:
    """The last of the texts, as it stands after the others."""
    return Masker.of(texts)(texts[-1])


@pytest.mark.parametrize(("line", "personal"), PERSONAL)
def test_nothing_personal_is_left_in_a_line(line: str, personal: tuple[str, ...]) -> None:
    assert [one for one in personal if one in masked(line)] == []


@pytest.mark.parametrize(("question", "answer", "personal"), ASKED)
def test_nor_in_an_answer_that_is_personal_because_of_its_question(
    question: str, answer: str, personal: tuple[str, ...]
) -> None:
    assert [one for one in personal if one in masked(question, answer)] == []


@pytest.mark.parametrize("line", PLAIN)
def test_what_a_talk_is_about_stays_as_it_was_said(line: str) -> None:
    assert masked(line) == line


@pytest.mark.parametrize(("question", "answer"), NOT_ASKED)
def test_an_answer_without_anything_personal_stays(question: str, answer: str) -> None:
    assert masked(question, answer) == answer
