"""What the customers of the shipped scenarios hear in free speech, and what they must not take for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from coach.domain.scenario import Scenario
from coach.services.curating.giving_away import told_beside
from coach.services.curating.hearing import (
    hard_to_hear,
    held_by_others,
    taken_for_small_talk,
    too_short,
    unheard,
)
from coach.services.curating.remark import Draft, Remark
from tests.scripted import library

SCENARIOS = list(library().scenarios())
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
Rule = Callable[[Draft], Iterator[Remark]]

HEARD: tuple[Rule, ...] = (
    hard_to_hear,
    unheard,
    too_short,
    held_by_others,
    taken_for_small_talk,
    told_beside,
)


@pytest.mark.parametrize("rule", HEARD, ids=lambda rule: rule.__name__)
@each_scenario
def test_what_is_heard_is_what_was_said(scenario: Scenario, rule: Rule) -> None:
    assert [str(remark) for remark in rule(Draft(scenario))] == []


@each_scenario
def test_small_questions_have_their_own_answers(scenario: Scenario) -> None:
    asides = scenario.customer.asides
    assert len(asides) >= 10
    says = [aside.say for aside in asides]
    assert len(set(says)) == len(says)


def test_every_shipped_persona_answers_small_questions_about_themselves() -> None:
    for persona in library().personas():
        assert len(persona.life) >= 8, persona.id
        assert len({aside.say for aside in persona.life}) == len(persona.life), persona.id
