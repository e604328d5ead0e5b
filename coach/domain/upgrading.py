"""Lifts content of an older schema to the newest; whatever does not fit is left for the model to refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coach.domain.copilot import OPENING, Advice
from coach.domain.text import content_words


def scenario_of_2(values: Mapping[str, Any]) -> dict[str, Any]:
    """A `coach/scenario@1` as `coach/scenario@2`: a nudge has `at` and `kind` where it had `when` and `wrong`."""
    nudges = values.get("copilot")
    lifted = {**values, "schema": "coach/scenario@2"}
    if isinstance(nudges, list):
        lifted["copilot"] = [_nudge(one, values) if isinstance(one, dict) else one for one in nudges]
    return lifted


def _nudge(nudge: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, Any]:
    lifted = dict(nudge)
    if isinstance(nudge.get("when"), str):
        lifted["at"] = comes_up(lifted.pop("when"), scenario)
    if isinstance(nudge.get("wrong"), bool):
        lifted["kind"] = Advice.WRONG if lifted.pop("wrong") else Advice.RIGHT
    return lifted


def comes_up(when: str, scenario: Mapping[str, Any]) -> str:
    """The goal that shares the most words with 'the refund is discussed'; `opening` where none does."""
    wanted = content_words(when)
    rated = [(len(wanted & words), id_) for id_, words in _goals(scenario)]
    shared, best = max(rated, key=lambda one: one[0], default=(0, OPENING))
    return best if shared else OPENING


def _goals(scenario: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    customer = scenario.get("customer")
    goals = customer.get("goals") if isinstance(customer, dict) else None
    for goal in goals if isinstance(goals, list) else ():
        if isinstance(goal, dict) and isinstance(goal.get("id"), str):
            yield goal["id"], frozenset(content_words(_text(goal)))


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_text(one) for one in value.values())
    if isinstance(value, list):
        return " ".join(_text(one) for one in value)
    return str(value).replace("-", " ")
