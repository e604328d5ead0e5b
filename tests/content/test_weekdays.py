"""A day of the week is laid beside the calendar where nothing but that can be meant."""

from __future__ import annotations

import pytest

from coach.content.check import check
from coach.content.library import FileLibrary
from coach.errors import Fault
from tests.content.samples import SCENARIO, Files


def told(files: Files) -> list[Fault]:
    faults = check([files.scenario], FileLibrary([files.curricula], [files.personas]))
    return [fault for fault in faults if fault.code == "W909"]


def said(files: Files, words: str, *, today: str = "2026-11-18T10:00") -> list[str]:
    text = SCENARIO.replace("You can refund and send again.", words).replace("2026-11-18T10:00", today)
    files.scenario.write_text(text, encoding="utf-8")
    line = text[: text.index("briefing:")].count("\n") + 1
    return [fault.message for fault in told(files) if fault.position.line == line]


@pytest.mark.parametrize(
    "words",
    [
        "It comes on Friday 20 November.",
        "We are open from Monday to Friday, and on 24 November.",
        "It comes on Monday the 24th.",
        "It came on Monday 24 November 2025.",
        "It comes on Monday, in 24 days.",
        "On Friday 30 February we are open.",
        "We are open from Monday 16 to 20 November.",
    ],
)
def test_a_day_that_fits_or_may_be_another_is_no_fault(files: Files, words: str) -> None:
    assert said(files, words) == []


@pytest.mark.parametrize(
    ("words", "today", "is_so"),
    [
        ("It comes on Monday 24 November.", "2026-11-18T10:00", "24 November 2026 is a Tuesday"),
        ("It comes on Friday 8 January.", "2025-12-30T10:00", "8 January 2026 is a Thursday"),
        ("It came on Friday 30 December.", "2026-01-08T10:00", "30 December 2025 is a Tuesday"),
        ("It came on Friday 24 November 2025.", "2026-11-18T10:00", "24 November 2025 is a Monday"),
    ],
)
def test_the_year_is_that_which_is_said_or_the_nearest(
    files: Files, words: str, today: str, is_so: str
) -> None:
    (message,) = said(files, words, today=today)
    assert message.startswith(is_so)


def test_half_a_year_away_either_year_will_do(files: Files) -> None:
    for words in ("It is on Monday 18 May.", "It is on Tuesday 18 May."):
        assert said(files, words) == []
    assert said(files, "It is on Friday 18 May.") == ["18 May 2027 is a Tuesday, not a Friday."]


def test_an_article_is_told_at_its_own_line(files: Files) -> None:
    text = files.article.read_text("utf-8").replace("It arrives in", "From Sunday 23 November it arrives in")
    files.article.write_text(text, encoding="utf-8")
    (fault,) = told(files)
    assert (fault.position.file, fault.position.line, fault.position.column) == (files.article, 9, 6)
