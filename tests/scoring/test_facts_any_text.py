"""The fact engine answers for any reply, any fact, any line of the customer, and any day."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.scenario import Fact
from coach.scoring.facts import judge_facts
from tests.domain.odd_texts import texts

DAYS = st.none() | st.datetimes() | st.sampled_from([datetime.min, datetime.max])
FACTS = (
    Fact(id="fee", statement="The joining fee is £25, and 5% from 1 March.", source="KB-1"),
    Fact(id="days", statement="The refund takes 3 to 5 business days, until 18:00.", source="KB-2"),
    Fact(id="free", statement="A replacement is free of charge.", source="KB-3"),
    Fact(id="no-refund", forbidden="promise a refund of more than £50", source="KB-4"),
    Fact(id="no-date", forbidden="guarantee a delivery date", source="KB-5"),
)


@given(reply=texts(), line=texts(), today=DAYS)
def test_judging_a_reply_never_raises(reply: str, line: str, today: datetime | None) -> None:
    found = judge_facts(reply, FACTS, today=today, customer_line=line)
    assert [finding.fact_id for finding in found] == [fact.id for fact in FACTS]


@given(reply=texts(), statement=texts(), item=texts(), today=DAYS)
def test_judging_against_an_odd_fact_never_raises(
    reply: str, statement: str, item: str, today: datetime | None
) -> None:
    facts = (
        Fact(id="a", statement=f"The fee is {statement}"[:500], source="KB-1"),
        Fact(id="b", forbidden=f"promise {item}"[:500], source="KB-2"),
    )
    assert len(judge_facts(reply, facts, today=today)) == 2


@pytest.mark.parametrize(
    "reply", ["Your money is back within ²³ days.", "It takes 5¹ business days.", "The fee is 64.90¹ euros."]
)
def test_a_raised_digit_in_a_reply_stops_nothing(reply: str) -> None:
    assert len(judge_facts(reply, FACTS)) == len(FACTS)


@pytest.mark.parametrize("today", [datetime.min, datetime.max])
def test_a_day_outside_of_the_calendar_in_a_reply_states_nothing(today: datetime) -> None:
    facts = (Fact(id="visit", statement="The engineer visits on 20 November.", source="KB-1"),)
    for word in ("yesterday", "tomorrow", "next week", "the day after tomorrow"):
        judge_facts(f"The engineer came {word}, or comes {word}.", facts, today=today)
