"""Typed values: what is read from a text, and when two of them agree."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.value_matching import agrees, compare, conflicts
from coach.domain.value_reader import read_values
from coach.domain.values import (
    Bound,
    Clock,
    Code,
    Count,
    Day,
    Duration,
    Match,
    Money,
    Percent,
    Rate,
    Value,
)

TODAY = datetime(2026, 11, 18, 15, 10)


def one(text: str, *, today: datetime | None = TODAY) -> Value:
    found = read_values(text, today=today)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("64.90 euros", 64.9, "EUR"),
        ("£84", 84, "GBP"),
        ("11,000 rupees", 11000, "INR"),
        ("Rs 500", 500, "INR"),
        ("Rs. 500", 500, "INR"),
        ("PHP 1,200", 1200, "PHP"),
        ("fifty quid", 50, "GBP"),
        ("five hundred pounds", 500, "GBP"),
        ("US$12.50", 12.5, "USD"),
        ("₹2,31,000", 231000, "INR"),
        ("1.234,56 EUR", 1234.56, "EUR"),
        ("64 euros and 20 cents", 64.2, "EUR"),
        ("a 3,500-peso fee", 3500, "PHP"),
    ],
)
def test_money_is_read_in_symbols_codes_and_words(text: str, amount: float, currency: str) -> None:
    value = one(text)
    assert isinstance(value, Money)
    assert value.low == pytest.approx(amount)
    assert value.currency == currency


@pytest.mark.parametrize(
    ("text", "low", "high", "business"),
    [
        ("3 to 5 business days", 3, 5, True),
        ("five working days", 5, 5, True),
        ("30 calendar days", 30, 30, False),
        ("24 hours", 1, 1, None),
        ("within a week", 7, 7, None),
        ("a fortnight", 14, 14, None),
        ("4-6 days, weekends included", 4, 6, False),
        ("two or three days", 2, 3, None),
        ("14 hours and 30 minutes", 14.5 / 24, 14.5 / 24, None),
    ],
)
def test_durations_are_read_in_days(text: str, low: float, high: float, business: bool | None) -> None:
    value = one(text)
    assert isinstance(value, Duration)
    assert value.low == pytest.approx(low)
    assert value.high == pytest.approx(high)
    assert value.business == business


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("today", 18, 11),
        ("tomorrow", 19, 11),
        ("Friday 20 November", 20, 11),
        ("November 20th", 20, 11),
        ("the 20th of November", 20, 11),
        ("2026-11-20", 20, 11),
        ("20/11/2026", 20, 11),
        ("the end of September", 30, 9),
        ("the start of July", 1, 7),
    ],
)
def test_dates_are_read_in_several_formats(text: str, day: int, month: int) -> None:
    value = one(text)
    assert isinstance(value, Day)
    assert (value.day, value.month) == (day, month)


def test_a_date_knows_how_far_ahead_it_is() -> None:
    value = one("by Wednesday the 25th")
    assert isinstance(value, Day)
    assert (value.day, value.weekday, value.ahead, value.bound) == (25, 2, 7, Bound.UP_TO)


def test_may_and_march_are_verbs_unless_a_date_makes_them_months() -> None:
    assert read_values("You may wait, we march on.") == ()
    assert isinstance(one("in May"), Day)
    assert isinstance(one("14 May"), Day)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("18:00", 1080),
        ("6 pm", 1080),
        ("6 p.m.", 1080),
        ("noon", 720),
        ("half past six in the morning", 390),
        ("quarter to seven in the evening", 1125),
        ("2:35 in the afternoon", 875),
    ],
)
def test_times_of_day_are_minutes(text: str, low: int) -> None:
    value = one(text)
    assert isinstance(value, Clock)
    assert value.low == low


def test_rates_belong_to_their_amount() -> None:
    value = one("$12 per user per month")
    assert value.per == {"user", "month"}
    assert isinstance(one("every fortnight"), Rate)


def test_per_cent_counts_ordinals_and_codes() -> None:
    assert isinstance(one("fifteen per cent"), Percent)
    count = one("20 visits")
    assert isinstance(count, Count)
    assert count.nouns == ("visit",)
    third = one("the third visit")
    assert isinstance(third, Count)
    assert third.ordinal
    code = one("PR 2814")
    assert isinstance(code, Code)
    assert code.code == "PR2814"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to 10 euros", Bound.UP_TO),
        ("at most 5 days", Bound.UP_TO),
        ("no more than 20%", Bound.UP_TO),
        ("4 weeks or more", Bound.AT_LEAST),
        ("at least 4 weeks", Bound.AT_LEAST),
        ("after 12 instalments", Bound.AT_LEAST),
        ("20 euros", Bound.NONE),
    ],
)
def test_a_bound_is_read_with_its_value(text: str, bound: Bound) -> None:
    assert one(text).bound is bound


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("five working days", "5 business days"),
        ("two weeks", "14 days"),
        ("three months", "90 days"),
        ("a day", "24 hours"),
        ("up to 5 business days", "3 to 5 business days"),
        ("twenty-five pounds", "£25"),
        ("Friday the 20th", "Friday 20 November"),
        ("tomorrow", "19 November"),
        ("6 pm", "18:00"),
        ("from the 13th visit", "after the 12th visit"),
        ("the 25th", "25 June"),
    ],
)
def test_the_same_in_other_words_agrees(said: str, fact: str) -> None:
    assert agrees(one(said), one(fact))


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("5 calendar days", "5 business days"),
        ("24 hours", "3 to 5 business days"),
        ("3 to 5 weeks", "3 to 5 business days"),
        ("£52", "£25"),
        ("25 dollars", "25 euros"),
        ("Saturday", "Friday 20 November"),
        ("tomorrow", "20 November"),
        ("6 am", "18:00"),
        ("from the 25th", "up to the 25th"),
        ("$75 a week", "$75 a month"),
        ("not 24 hours", "24 hours"),
        ("tomorrow", "3 to 5 business days"),
        ("PR 2841", "PR 2814"),
        ("20 pounds", "20 kg"),
        ("3%", "£3"),
    ],
)
def test_another_value_unit_or_bound_conflicts(said: str, fact: str) -> None:
    assert conflicts(one(said), one(fact))


def test_values_of_different_kinds_have_nothing_to_compare() -> None:
    assert compare(one("18:00"), one("64.90 euros")) is Match.UNRELATED


@given(st.text(alphabet="0123456789 .,:-/£€%apmdysthworkingMayFridconeftv'", max_size=80))
def test_every_value_spans_words_of_its_text(text: str) -> None:
    for value in read_values(text, today=TODAY):
        assert 0 <= value.start < value.end <= len(text)
        assert compare(value, value) in Match


@pytest.mark.parametrize(
    ("text", "percent"),
    [("a quarter of your pot", 25), ("three quarters of the supply", 75), ("half of the fee", 50)],
)
def test_a_share_of_something_is_a_percentage(text: str, percent: float) -> None:
    value = one(text)
    assert isinstance(value, Percent)
    assert value.high == percent


def test_a_quarter_of_an_hour_is_a_time_and_no_percentage() -> None:
    assert isinstance(one("a quarter of an hour"), Duration)


def test_every_second_month_is_every_two_months() -> None:
    assert agrees(one("every second month"), one("every two months"))


def test_between_eight_and_one_crosses_noon() -> None:
    assert agrees(one("some time between eight and one"), one("between 8 am and 1 pm"))


def test_till_two_is_an_hour() -> None:
    assert isinstance(one("You can stay till two."), Clock)


def test_a_bare_number_inside_a_limit_is_an_example_of_it() -> None:
    assert not conflicts(one("being four"), one("children under 6"))


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("a fiver", "£5"),
        ("two tenners", "£20"),
        ("a buck fifty", "$1.50"),
        ("six pounds ninety-five", "£6.95"),
        ("two and a half grand", "£2,500"),
        ("half a million", "₹500,000"),
        ("just under seven pounds", "£6.95"),
        ("half a dozen", "6"),
        ("three quarters of an hour", "45 minutes"),
        ("between seven and fourteen days", "7 to 14 days"),
        ("half six", "6.30 pm"),
        ("midnight", "12:00 am"),
        ("Christmas Eve", "24 December"),
        ("a week on Friday", "27 November"),
        ("Thursday week", "26 November"),
        ("after the second hour", "after 2 hours"),
        ("45 pence", "45p"),
        ("twelve quid's worth", "£12"),
    ],
)
def test_everyday_words_for_a_value_agree_with_it(said: str, fact: str) -> None:
    assert agrees(one(said), one(fact))


def test_a_hedge_allows_little() -> None:
    assert conflicts(one("just under nine pounds"), one("£6.95"))
    assert conflicts(one("seven pounds"), one("£6.95"))


def test_a_number_at_the_end_of_a_sentence_is_no_time_of_day() -> None:
    assert read_values("I've told you that one. My neighbour had something similar.") == ()
    assert read_values("At five. We open at 9:30.")[-1].kind == "times"
