"""No way of having words counted lifts a weak reply, on either axis, before it or after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from coach.domain.assessment import Verdict
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from coach.scoring.empathy import CIVIL
from tests.scoring.attack_forms import FORMS, PASTED, WEAK

FACTS = (
    Fact(
        id="refund",
        statement="The second charge of 64.90 euros is refunded to the same card within 3 to 5 business days.",
        source="KB-1",
        required=True,
    ),
    Fact(
        id="replacement",
        statement="A replacement goes out by express today and arrives on Friday 20 November, free of charge.",
        source="KB-2",
    ),
    Fact(id="no-today", forbidden="promise that the refund shows on the card today", source="KB-1"),
)
TODAY = datetime(2026, 11, 18, 15, 0)
LINE = "So. I've told all of this to your bot. Did it tell you about the broken blender and the two charges?"
IN_A_TALK = Situation(
    customer_line=LINE,
    facts=FACTS,
    today=TODAY,
    problem=f"The blender arrived with its jar smashed, and her card shows two charges of 64.90 euros.\n{LINE}",
    heard=f"Good afternoon, my blender came broken. Order 88213. And I was charged twice.\n{LINE}",
)
ALONE = Situation(
    customer_line="My blender came smashed and you charged me twice! It's a box of glass!",
    facts=FACTS,
    today=TODAY,
)
WRONG_PROBLEM = (
    "I'm sorry your bicycle was stolen and you were fined.",
    "I'm sorry your dentist was rude and your passport was lost.",
)


def _combined(weak: str, form: str) -> Iterator[str]:
    yield f"{weak} {form}"
    yield f"{weak}\n{form}"
    yield f"{form} {weak}"
    yield f"{form}\n{weak}"


@pytest.mark.parametrize(
    ("form", "situation"),
    # Pasted words are an attack only where this customer said them.
    [(f, IN_A_TALK) for f in FORMS] + [(f, ALONE) for f in FORMS if f not in PASTED],
)
def test_an_attack_lifts_no_weak_reply(form: str, situation: Situation) -> None:
    for weak in WEAK:
        before = score_without_fix(weak, situation)
        for reply in _combined(weak, form):
            after = score_without_fix(reply, situation)
            assert (after.empathy.value or 0) <= (before.empathy.value or 0), reply
            assert after.assessment.facts_with(Verdict.CORRECT) <= before.assessment.facts_with(
                Verdict.CORRECT
            ), reply
            if before.accuracy.value is not None:
                assert after.accuracy.value is not None, reply
                assert after.accuracy.value <= before.accuracy.value, reply


@pytest.mark.parametrize("form", FORMS)
def test_an_attack_alone_is_no_better_than_a_civil_word(form: str) -> None:
    scored = score_without_fix(form, IN_A_TALK)
    assert (scored.empathy.value or 0) <= CIVIL
    assert not scored.assessment.facts_with(Verdict.CORRECT)


@pytest.mark.parametrize("reply", WRONG_PROBLEM)
@pytest.mark.parametrize("situation", [IN_A_TALK, ALONE], ids=["in a talk", "alone"])
def test_the_wrong_problem_is_worth_no_more_than_a_bare_apology(reply: str, situation: Situation) -> None:
    named = score_without_fix(reply, situation).empathy.value
    bare = score_without_fix("I'm sorry.", situation).empathy.value
    assert named is not None
    assert bare is not None
    assert named <= bare
