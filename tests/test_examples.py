"""Two talks about the broken blender, written out by hand with the frustration after each reply."""

from __future__ import annotations

import pytest

from coach.domain.transcript import CustomerAct, Outcome
from tests.scripted import Played, library, plan_of, play

GOOD = [
    "It did, and you shouldn't have to say it twice. A smashed jar and two charges of 64.90: I'll stay on both. "
    "Which card are they on?",
    "Got it. I've sent the second 64.90 back to that Visa just now. Your bank will show it in 3 to 5 business days.",
    "Fair. It was our error and the wait lands on you. I can't speed up the bank, but I'll put the amount and the "
    "dates in an e-mail you can hold us to.",
    "Before I offer anything: what did you need it for?",
    "Then Saturday is what counts. If I send a new one by express today, it's with you on Friday the 20th, no charge, "
    "and you can bin the broken one. A photo is enough.",
]
DISMISSIVE = [
    "I understand your frustration. Can you provide your order number?",
    "Please calm down, I'm only following procedure. I apologize for any inconvenience.",
    "Sorry again. Refunds are usually done in 24 hours so you'll have it tomorrow.",
    "For the blender you'd have to contact the courier.",
    "My supervisor will tell you the same.",
]


def talk(replies: list[str]) -> Played:
    return play(plan_of(library().scenario("blender-broken-charged-twice")), replies)


def test_the_good_talk_takes_its_course() -> None:
    played = talk(GOOD)
    assert played.acts == (
        CustomerAct.OPEN,
        CustomerAct.ANSWER,
        CustomerAct.CHALLENGE,
        CustomerAct.ACCEPT,
        CustomerAct.REVEAL,
        CustomerAct.ACCEPT,
    )
    assert played.curve == pytest.approx((46, 44, 33, 29, 14), abs=2)
    assert played.outcome is Outcome.RESOLVED
    assert played.scorecard.passed


def test_the_dismissive_talk_takes_its_course() -> None:
    played = talk(DISMISSIVE)
    assert played.acts == (
        CustomerAct.OPEN,
        CustomerAct.REFUSE_TO_REPEAT,
        CustomerAct.OBJECT,
        CustomerAct.BELIEVE,
        CustomerAct.DEMAND_SUPERVISOR,
        CustomerAct.WALK_OUT,
    )
    assert played.curve == pytest.approx((63, 74, 74, 88, 96), abs=2)
    assert played.outcome is Outcome.WALKED_OUT
    assert not played.scorecard.passed
