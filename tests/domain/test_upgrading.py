from __future__ import annotations

import pytest
from pydantic import ValidationError

from coach.domain.copilot import OPENING, Advice, Nudge
from coach.domain.scenario import Scenario
from coach.domain.upgrading import comes_up, scenario_of_2
from tests.builders import scenario

GOALS = {
    "customer": {
        "goals": [
            {"id": "money-back", "wants": "When is the refund there?"},
            {"id": "coat", "wants": "And the coat?", "needs": ["blue-coat"]},
        ]
    }
}


def of_the_first_schema(*nudges: object) -> dict[str, object]:
    written = scenario().model_dump(by_alias=True, mode="json")
    return {**written, "schema": "coach/scenario@1", "copilot": list(nudges)}


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("first reply", OPENING),
        ("the refund is discussed", "money-back"),
        ("the blue coat is discussed", "coat"),
        ("the weather is discussed", OPENING),
    ],
)
def test_what_a_nudge_waited_for_becomes_the_goal_that_speaks_of_it(when: str, at: str) -> None:
    assert comes_up(when, GOALS) == at


def test_a_scenario_of_the_first_schema_is_read_as_one_of_the_second() -> None:
    old = of_the_first_schema(
        {"when": "first reply", "says": "Ask for the colour.", "wrong": True, "because": "it is known"},
        {"when": "first reply", "says": "Friday.", "wrong": False, "article": "KB-7"},
    )
    lifted = Scenario.model_validate(old)
    assert lifted.schema_ == "coach/scenario@2"
    assert [(n.at, n.kind, n.because) for n in lifted.copilot] == [
        (OPENING, Advice.WRONG, "it is known"),
        (OPENING, Advice.RIGHT, None),
    ]


@pytest.mark.parametrize("nudges", ["soon", [3], [{"when": 4, "wrong": "no"}]])
def test_what_fits_neither_schema_is_refused_by_the_newest(nudges: object) -> None:
    old = {**of_the_first_schema(), "copilot": nudges}
    with pytest.raises(ValidationError, match="copilot"):
        Scenario.model_validate(old)


def test_lifting_changes_nothing_else() -> None:
    old = of_the_first_schema()
    assert scenario_of_2(old) == {**old, "schema": "coach/scenario@2"}


def test_advice_that_is_not_right_says_what_it_breaks() -> None:
    with pytest.raises(ValidationError, match="breaks"):
        Nudge(says="Close the chat.", kind=Advice.TONE_DEAF)
    with pytest.raises(ValidationError, match="breaks nothing"):
        Nudge(says="Friday.", kind=Advice.RIGHT, breaks="blue-coat")
