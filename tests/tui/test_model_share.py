"""The small print about a model in a talk."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from coach.customer.guards import GUARDS
from coach.domain.wording import Tally, Usage, Wording, fault_id
from coach.scoring.judge.model_judge import WHY as KINDS
from coach.services.practice import HANDED_OVER
from coach.services.practice import STOPPED as STOPPED_BY_AGENT
from coach.tui.model_share import INTERVENTIONS, model_share
from coach.tui.screens.debrief import DebriefScreen
from tests.tui.driving import running

ALL = Tally(
    lines=11,
    by_model=11,
    stopped=0,
    interventions={},
    requests=11,
    prompt_tokens=14_210,
    answer_tokens=620,
    reported=True,
    costs={},
    unpriced=11,
)
STOPPED = replace(ALL, by_model=9, stopped=3, interventions={"too_long": 2, "invented_number": 1})


def test_every_intervention_has_words_of_its_own() -> None:
    assert set(INTERVENTIONS) == set(GUARDS) | {fault_id(kind) for kind in KINDS} | {
        "requests_spent",
        STOPPED_BY_AGENT,
    }
    assert len(set(INTERVENTIONS.values())) == len(INTERVENTIONS)


def test_nothing_stopped_is_said_too() -> None:
    said = "The model worded 11 of 11 lines; none was stopped. 14,210 tokens read, 620 written."
    assert model_share(ALL) == said


def test_what_was_stopped_is_counted_with_its_reasons() -> None:
    assert model_share(STOPPED) == (
        "The model worded 9 of 11 lines; 3 were stopped and worded again or by the built-in voice "
        "(2 too long, 1 invented a number). 14,210 tokens read, 620 written."
    )


def test_one_is_one() -> None:
    once = replace(ALL, lines=1, by_model=0, stopped=1, interventions={"timeout": 1})
    assert model_share(once).startswith(
        "The model worded 0 of 1 line; 1 was stopped and worded again or by the built-in voice (1 came too late)."
    )


def test_that_the_rest_was_given_to_the_built_in_customer_is_said() -> None:
    given_up = replace(ALL, by_model=3, stopped=1, interventions={"timeout": 1, HANDED_OVER: 1})
    assert model_share(given_up) == (
        "The model worded 3 of 11 lines; 1 was stopped and worded again or by the built-in voice "
        "(1 came too late). From then on the built-in customer spoke. "
        "14,210 tokens read, 620 written."
    )


def test_tokens_that_coach_counted_are_not_given_out_for_the_endpoint_s() -> None:
    said = model_share(replace(ALL, reported=False))
    assert said.endswith("About 14,210 tokens read, 620 written by coach's own count.")


@pytest.mark.parametrize(
    ("costs", "unpriced", "said"),
    [
        ({"EUR": 0.0213}, 0, "written, EUR 0.02."),
        ({"EUR": 1234.5}, 0, "written, EUR 1,234.50."),
        ({"EUR": 0.00213}, 0, "written, EUR 0.0021."),
        ({"EUR": 0.00002}, 0, "written, EUR less than 0.0001."),
        ({"USD": 0.0}, 0, "written, USD 0.00."),
        ({"EUR": 0.5, "USD": 0.25}, 0, "written, EUR 0.50 and USD 0.25."),
        ({"EUR": 0.5}, 2, "written, at least EUR 0.50."),
        ({}, 11, "620 written."),
    ],
)
def test_a_price_is_shown_where_there_is_one(costs: dict[str, float], unpriced: int, said: str) -> None:
    assert model_share(replace(ALL, costs=costs, unpriced=unpriced)).endswith(said)


async def test_the_debrief_ends_with_it_and_leaves_it_out_without_a_model() -> None:
    async with running(size=(110, 60)) as driver:
        await driver.start_talk()
        await driver.say("I am sorry. The blue one comes on Friday.")
        await driver.press("enter")
        assert isinstance(driver.screen, DebriefScreen)
        assert "The model worded" not in driver.words()
        stored = driver.fake.store.sessions_by_id["00000001-session"]
        took = Wording(("too_long",), Usage(2, 1710, 58, cost=0.5, currency="EUR"))
        seq = stored.turns[-1].seq
        driver.fake.store.sessions_by_id[stored.id] = replace(stored, wordings={seq: took})
        await driver.press("escape", "end", "enter", "end")
        assert re.search(
            r"The model worded \d of \d lines?; 1 was stopped and worded again or by the built-in voice "
            r"\(1 too long\)\. 1,710 tokens read, 58 written, EUR 0\.50\. A score is a program's hint",
            driver.words(),
        )
