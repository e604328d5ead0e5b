"""Words alone do not score: pasted warmth and nouns are no empathy, a recital of all facts is no answer."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from coach.domain.assessment import ScoredReply
from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.domain.text import FUNCTION_WORDS, words
from coach.encoder.onnx_encoder import OnnxEncoder
from coach.scoring.assess import score_without_fix
from tests.scripted import library

SCENARIOS = {scenario.id: scenario for scenario in library().scenarios()}
WARM = [
    "I'm so sorry", "I understand", "that must be awful", "no wonder you're upset", "I hear you", "how frustrating",
    "you have every right to be angry", "I can imagine",
]  # fmt: skip
NOUNS = 9
PASTES = ((", ", "warm first"), ("; ", "nouns first"), (" ", "mixed"), (" and ", "mixed"))
LISTS = ((" ", False), ("\n- ", False), (" And also: ", True))
ENCODER = OnnxEncoder()


def score(reply: str, situation: Situation) -> ScoredReply:
    """By the scorer that is shipped; the fix beside a score changes nothing of it."""
    return score_without_fix(reply, situation, ENCODER)


def situation_of(scenario: Scenario) -> Situation:
    opening = scenario.customer.opening
    return Situation(
        customer_line=opening,
        facts=scenario.facts,
        today=scenario.today,
        problem=f"{scenario.customer.reason_for_contact}\n{opening}",
        heard=opening,
        upset=True,
    )


def pasted(scenario: Scenario) -> Iterator[str]:
    """The customer's own nouns and warm phrases, in several orders and with several words between."""
    told = words(f"{scenario.customer.opening} {scenario.customer.reason_for_contact}")
    theirs = [w for w in dict.fromkeys(told) if w not in FUNCTION_WORDS and len(w) > 3 and w.isalpha()][
        :NOUNS
    ]
    for seed, (glue, order) in enumerate(PASTES):
        warm, nouns = WARM[:], theirs[:]
        Random(seed).shuffle(warm)
        Random(seed).shuffle(nouns)
        match order:
            case "warm first":
                yield glue.join(warm + nouns)
            case "nouns first":
                yield glue.join(nouns + warm)
            case _:
                yield glue.join(w for pair in zip(warm, nouns, strict=False) for w in pair)


each_scenario = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)


@each_scenario
def test_their_nouns_and_warm_phrases_pasted_together_are_no_empathy(scenario: Scenario) -> None:
    for reply in pasted(scenario):
        value = score(reply, situation_of(scenario)).empathy.value
        assert value is not None, reply
        assert value < 2, reply


@each_scenario
def test_all_facts_in_a_row_are_no_answer(scenario: Scenario) -> None:
    stated = [fact.statement for fact in scenario.facts if fact.statement]
    for glue, backwards in LISTS:
        reply = glue.join(stated[::-1] if backwards else stated)
        value = score(reply, situation_of(scenario)).accuracy.value
        assert value is not None, reply
        assert value < 2, reply


@pytest.mark.parametrize(
    "reply",
    [
        "I'm so sorry. Three Saturdays worked, three Saturdays missing.",
        "Oh no. Three Saturdays on your feet and not a cent for them. I'm so sorry.",
    ],
)
def test_few_words_that_are_meant_are_worth_more(reply: str) -> None:
    line = "My payslip came and three Saturdays are missing, I worked each of them on my feet!"
    value = score(reply, Situation(line, heard=line)).empathy.value
    assert value is not None
    assert value >= 2
