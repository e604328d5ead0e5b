from __future__ import annotations

from dataclasses import replace

from coach.domain.agenda import Agenda, GoalState
from coach.domain.nudging import ComeUp, newly_come_up
from coach.domain.scenario import Scenario
from tests.builders import scenario

NUDGES = (
    {"says": "Say hello first.", "kind": "right"},
    {"at": "money", "says": "It takes a day.", "kind": "wrong", "breaks": "refund"},
    {"at": "coat", "says": "Offer a credit.", "kind": "tone-deaf", "because": "he has no coat."},
    {"at": "school", "says": "Ask about the school.", "kind": "stale", "because": "he has said it."},
)


def nudged() -> Scenario:
    return scenario(schema="coach/scenario@2", copilot=NUDGES)


def said(come_up: tuple[ComeUp, ...]) -> list[str]:
    return [one.nudge.says for one in come_up]


def start() -> Agenda:
    return Agenda.start(nudged().customer)


def test_until_the_customer_has_spoken_only_the_opening_has_come() -> None:
    come_up = newly_come_up(nudged(), start(), earlier=(), replies=0, heard=False)
    assert said(come_up) == ["Say hello first."]


def test_with_their_first_words_comes_what_they_want_first() -> None:
    come_up = newly_come_up(nudged(), start(), earlier=(), replies=0)
    assert said(come_up) == ["Say hello first.", "It takes a day."]
    assert {one.after for one in come_up} == {0}


def test_a_nudge_comes_up_with_the_goal_that_becomes_current_and_only_once() -> None:
    first = newly_come_up(nudged(), start(), earlier=(), replies=0)
    agenda = replace(start(), goals={"money": GoalState.MET, "coat": GoalState.OPEN})
    second = newly_come_up(nudged(), agenda, earlier=first, replies=2)
    assert second == (ComeUp(nudged().copilot[2], 2),)
    assert newly_come_up(nudged(), agenda, earlier=first + second, replies=3) == ()


def test_a_nudge_comes_up_with_what_the_customer_has_confided() -> None:
    earlier = newly_come_up(nudged(), start(), earlier=(), replies=0)
    agenda = replace(start(), revealed=frozenset({"school"}))
    assert said(newly_come_up(nudged(), agenda, earlier=earlier, replies=1)) == ["Ask about the school."]


def test_a_goal_that_was_settled_before_its_turn_brings_no_nudge() -> None:
    earlier = newly_come_up(nudged(), start(), earlier=(), replies=0)
    agenda = replace(start(), goals=dict.fromkeys(("money", "coat"), GoalState.MET))
    assert newly_come_up(nudged(), agenda, earlier=earlier, replies=1) == ()
