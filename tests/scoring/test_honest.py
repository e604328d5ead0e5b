"""Honest replies with suspicious words are neither accused nor robbed of their warmth."""

from __future__ import annotations

import pytest

from coach.scoring.assess import score_without_fix
from coach.scoring.borrowed import find_borrowed
from coach.scoring.problem import Matter
from coach.scoring.reading import read
from tests.scoring.honest_replies import HONEST, WARM
from tests.scoring.test_attacks import ALONE, IN_A_TALK


@pytest.mark.parametrize("reply", HONEST)
def test_an_honest_reply_is_not_flagged_and_nothing_of_it_is_set_aside(reply: str) -> None:
    assert not score_without_fix(reply, IN_A_TALK).assessment.flags
    assert not find_borrowed(read(reply), Matter.of(IN_A_TALK))


@pytest.mark.parametrize(("reply", "least"), WARM.items())
def test_real_warmth_keeps_its_credit(reply: str, least: float) -> None:
    value = score_without_fix(reply, ALONE).empathy.value
    assert value is not None
    assert value >= least
