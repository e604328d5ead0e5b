"""The one fix of a reply, and a better wording that holds what it promises."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.domain.assessment import Verdict
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from coach.scoring.mirror import said_back

FACTS = (
    Fact(
        id="refund-time",
        statement="The refund of 40 euros takes 5 business days.",
        source="KB-1",
        required=True,
    ),
    Fact(id="no-today", forbidden="promise that the refund arrives today", source="KB-2"),
)
SITUATION = Situation(
    customer_line="My parcel has been missing for two weeks!",
    facts=FACTS,
    today=datetime(2026, 11, 18, 15, 0),
    problem="Her parcel has been missing since 4 November.",
)


def test_a_wrong_fact_comes_first_and_is_put_right_in_the_facts_own_words() -> None:
    fix = score_reply("Calm down. The refund of 40 euros takes 2 business days.", SITUATION).fix
    assert fix is not None
    assert fix.id == "refund-time"
    assert "The refund of 40 euros takes 5 business days." in fix.better


@pytest.mark.parametrize(
    ("reply", "about"),
    [
        ("Please calm down, it's only a parcel.", "dismissive"),
        ("You should have tracked it.", "blame"),
        ("I completely understand your frustration.", "hollow_script"),
        ("Under our policy we wait three weeks.", "policy_first"),
        ("Noted.", "validation"),
    ],
)
def test_the_fix_is_about_the_worst_thing(reply: str, about: str) -> None:
    fix = score_reply(reply, SITUATION).fix
    assert fix is not None
    assert fix.id == about
    assert fix.what.endswith(".")
    assert fix.why.endswith(".")


@pytest.mark.parametrize(
    "reply",
    [
        "Please calm down, it's only a parcel.",
        "You should have tracked it.",
        "I completely understand.",
        "Noted.",
    ],
)
def test_a_better_wording_is_rated_higher_and_breaks_nothing(reply: str) -> None:
    scored = score_reply(reply, SITUATION)
    assert scored.fix is not None
    assert scored.fix.better
    again = score_reply(scored.fix.better, SITUATION)
    assert (again.empathy.value or 0) > (scored.empathy.value or 0)
    assert not again.assessment.faults
    assert not again.assessment.facts_with(Verdict.WRONG, Verdict.VIOLATED)


def test_a_good_reply_needs_no_fix() -> None:
    reply = "Two weeks without your parcel must be maddening. I'll ring the depot by noon today."
    assert score_reply(reply, SITUATION).fix is None


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("My parcel has been missing for two weeks!", "Your parcel has been missing for two weeks."),
        ("You charged my card twice.", "We charged your card twice."),
        ("I was charged twice in May.", "You were charged twice in May."),
        ("Can anybody help?", ""),
    ],
)
def test_the_customers_words_are_turned_round(line: str, back: str) -> None:
    assert said_back(line, "") == back
