"""Plain helpful words that a rule once took for a fault."""

from __future__ import annotations

import pytest

from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply

FAULTY = {"blame_customer", "dismiss", "over_promise"}


@pytest.mark.parametrize(
    ("customer", "reply"),
    [
        ("What happens if I say I don't owe it?", "If you say you don't owe it, I open a dispute today."),
        ("Do I have to pay in the meantime?", "No, you don't pay anything in the meantime."),
        ("Your assistant promised me 400 euros.", "I'm sorry you were told that. It is 250 euros."),
        ("Your robot had me restart it four times.", "That is just its standard line, I won't repeat it."),
        ("Your robot had me restart it four times.", "There's no need to do any of that again."),
        ("Am I to blame for this?", "No. You were told the wrong thing, by us."),
        ("When will you look at it?", "We can look again once we get it from your doctor."),
    ],
)
def test_a_plain_helpful_reply_shows_no_fault(customer: str, reply: str) -> None:
    seen = score_reply(reply, Situation(customer)).assessment
    assert not seen.act_ids & FAULTY
    assert not seen.fault_ids & {"dismissive", "blame", "hollow_script"}
