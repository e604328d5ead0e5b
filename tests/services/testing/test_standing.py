"""Where a talk stands when the customer says a line of the scenario."""

from __future__ import annotations

import pytest

from coach.domain.agenda import BeliefState, GoalState
from coach.domain.scenario import Speaker
from coach.scoring.assess import score_without_fix
from coach.services.talk import TalkState
from coach.services.testing.standing import plan_as_written, stand
from tests.builders import persona, rubric, scenario


def standing(after: str | None, **changes: object) -> TalkState:
    plan = plan_as_written(scenario(**changes), persona(), rubric())
    return stand(plan, after, scorer=score_without_fix)


def test_without_a_line_the_customer_has_just_opened() -> None:
    state = standing(None)
    assert [turn.text for turn in state.transcript] == [state.scenario.customer.opening]
    assert state.cue is None
    assert set(state.agenda.goals.values()) == {GoalState.OPEN}
    assert standing(state.scenario.customer.opening) == state


def test_where_the_agent_opens_they_have_done_so() -> None:
    state = standing(None, opens="agent")
    assert [turn.speaker for turn in state.transcript] == [Speaker.AGENT, Speaker.CUSTOMER]
    assert state.situation().customer_line == state.scenario.customer.opening


@pytest.mark.parametrize("line", ["And the coat?", "I still have no coat."])
def test_a_goals_own_line_means_that_the_goals_before_it_are_settled(line: str) -> None:
    agenda = standing(line).agenda
    assert agenda.goals == {"money": GoalState.MET, "coat": GoalState.OPEN}
    assert "refund" in agenda.right
    assert standing(line).situation().customer_line == line


def test_what_earlier_goals_ask_for_is_told_then() -> None:
    goals = [
        {"id": "who", "asks": ["address"], "accepts": "Fine."},
        {"id": "money", "wants": "And my money?", "needs": ["refund"], "accepts": "All right."},
    ]
    assert "address" in standing("And my money?", customer={"goals": goals}).agenda.told


def test_the_words_of_a_belief_of_hidden_and_of_known_information_mean_that_it_is_out() -> None:
    challenged = standing("Five days? Why so long?").agenda
    assert challenged.beliefs == {"at-once": BeliefState.CHALLENGED}
    assert "school" in standing("My son starts school on Monday and has none.").agenda.revealed
    assert "address" in standing("14 Mill Lane, as on the order.").agenda.told


def test_any_other_line_is_only_heard() -> None:
    state = standing("And another thing.")
    assert state.agenda == standing(None).agenda
    assert "And another thing." in state.situation().heard
