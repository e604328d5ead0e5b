"""Whatever a person pastes, reading values out of it answers and does not raise."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.text import clean, content_words, redact, sentences
from coach.domain.value_matching import compare
from coach.domain.value_reader import read_values
from coach.domain.values import Count, Day, Duration, Match
from tests.domain.odd_texts import texts

DAYS = st.none() | st.datetimes() | st.sampled_from([datetime.min, datetime.max])


@given(text=texts(), today=DAYS)
def test_reading_values_never_raises(text: str, today: datetime | None) -> None:
    for value in read_values(text, today=today):
        assert 0 <= value.start < value.end <= len(text)


@given(said=texts(), fact=texts(), today=DAYS)
def test_comparing_values_never_raises(said: str, fact: str, today: datetime | None) -> None:
    known = read_values(fact, today=today)
    assert all(compare(s, f) in Match for s in read_values(said, today=today) for f in known)


@given(text=texts())
def test_cleaning_cutting_and_masking_never_raise(text: str) -> None:
    sentences(clean(text))
    redact(text)
    content_words(text)


@pytest.mark.parametrize(
    "text", ["within ²³ days", "x² metres", "⑦ of them", "half past ²", "²/³/²⁰", "12:²³"]
)
def test_a_raised_or_ringed_digit_is_no_number(text: str) -> None:
    assert not [v for v in read_values(text) if isinstance(v, Duration | Count | Day)]


@pytest.mark.parametrize("text", ["5¹ business days", "64.90¹ euros"])
def test_the_number_before_a_footnote_mark_is_still_read(text: str) -> None:
    assert read_values(text)


@pytest.mark.parametrize(
    "text",
    ["9" * 400, "€" + "9" * 400, "1" * 5000 + "/1/2020", "half past " + "1" * 5000, "1" * 309 + " crore"],
)
def test_a_number_too_large_for_any_meaning_is_none(text: str) -> None:
    assert not [v for v in read_values(text) if getattr(v, "high", 0) > 1e30]


def test_hundreds_of_hundreds_are_no_number() -> None:
    assert read_values("five " + "hundred " * 400) == ()


@pytest.mark.parametrize(
    ("today", "text"),
    [(datetime.max, "tomorrow"), (datetime.max, "the day after tomorrow"), (datetime.min, "yesterday")],
)
def test_a_day_outside_of_the_calendar_states_no_date(today: datetime, text: str) -> None:
    assert not [v for v in read_values(text, today=today) if isinstance(v, Day)]


@pytest.mark.parametrize("today", [datetime.min, datetime.max])
def test_days_within_the_calendar_are_read_at_its_edges_too(today: datetime) -> None:
    (day,) = read_values("today", today=today)
    assert isinstance(day, Day)
    assert (day.day, day.month, day.year) == (today.day, today.month, today.year)
    assert read_values("next week, on Monday 5 January or 30 June", today=today)
