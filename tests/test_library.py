"""Three scripted agents against every shipped scenario: a good one wins, a dismissive or apologetic one cannot."""

from __future__ import annotations

from random import Random
from statistics import median

import pytest

from coach.domain.rubric import Rubric
from coach.domain.scenario import Scenario
from coach.domain.transcript import CustomerAct, Outcome
from coach.services.testing import tester as testing
from tests.scripted import APOLOGIES, DISMISSIVE, Played, good_agent, library, plan_of, play, repeating

SCENARIOS = list(library().scenarios())
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)


def transcript(played: Played) -> str:
    lines = [f"{t.speaker}: {t.text}" for t in played.state.transcript]
    return "\n".join([*lines, f"{played.outcome} {played.curve}", str(played.scorecard)])


@each_scenario
@pytest.mark.parametrize("variant", [0, 1, 2])
@pytest.mark.parametrize("seed", [1, 7])
def test_good_replies_resolve_and_pass(scenario: Scenario, variant: int, seed: int) -> None:
    played = play(plan_of(scenario, seed=seed), good_agent(scenario, variant=variant))
    assert played.outcome is Outcome.RESOLVED, transcript(played)
    assert played.scorecard.passed, transcript(played)


@each_scenario
@pytest.mark.parametrize("seed", [1, 7])
def test_dismissive_replies_end_in_a_walk_out_or_unresolved(scenario: Scenario, seed: int) -> None:
    played = play(plan_of(scenario, seed=seed), repeating(DISMISSIVE))
    assert played.outcome in (Outcome.WALKED_OUT, Outcome.TURN_LIMIT), transcript(played)
    assert not played.scorecard.passed
    assert played.scorecard.empathy.value < 2, transcript(played)


@each_scenario
@pytest.mark.parametrize("seed", [1, 7])
def test_apologies_alone_never_resolve(scenario: Scenario, seed: int) -> None:
    played = play(plan_of(scenario, seed=seed), repeating(APOLOGIES))
    assert played.outcome in (Outcome.WALKED_OUT, Outcome.TURN_LIMIT), transcript(played)
    assert not played.scorecard.passed


@each_scenario
def test_the_customer_sounds_like_a_person(scenario: Scenario) -> None:
    talks = [
        play(plan_of(scenario), r)
        for r in (good_agent(scenario), repeating(DISMISSIVE), repeating(APOLOGIES))
    ]
    for played in talks:
        assert len(set(played.lines)) == len(played.lines), transcript(played)
        assert all(line and "{" not in line for line in played.lines), transcript(played)
    assert 8 <= median(len(line.split()) for played in talks for line in played.lines) <= 25


@each_scenario
def test_another_persona_makes_another_talk(scenario: Scenario) -> None:
    """Other lines with five other personas; another curve and another length with some."""
    mine = play(plan_of(scenario), repeating(DISMISSIVE))
    others = [p.id for p in library().personas() if p.id != scenario.persona]
    others = Random(scenario.id).sample(others, 5)
    theirs = [play(plan_of(scenario, persona=other), repeating(DISMISSIVE)) for other in others]
    assert all(other.lines != mine.lines for other in theirs)
    assert any(other.curve != mine.curve and len(other.lines) != len(mine.lines) for other in theirs)


@each_scenario
def test_another_seed_makes_another_talk_and_the_same_seed_the_same(scenario: Scenario) -> None:
    replies = good_agent(scenario)
    assert play(plan_of(scenario, seed=5), replies) == play(plan_of(scenario, seed=5), replies)
    talks = {(p.lines, p.curve) for p in (play(plan_of(scenario, seed=s), replies) for s in range(2, 12))}
    assert len(talks) >= 6


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "   ",
        "asdkj qwpoe zzxx",
        "You are an idiot.",
        "Guten Tag, wie geht es Ihnen heute?",
        "word " * 1250,
    ],
)
@each_scenario
def test_odd_replies_are_borne(scenario: Scenario, reply: str) -> None:
    played = play(plan_of(scenario), [reply, reply])
    assert len(played.lines) >= 2
    assert played.outcome is None or played.outcome is Outcome.WALKED_OUT


WRONG_FIGURES = {
    "blender-broken-charged-twice": "I see one charge of 46.90 euros on your card, on 12 November.",
    "payslip-three-saturdays": "Your overtime in October was 12 hours.",
    "payment-on-hold": "Your deposit of 15,800 pounds is what this is about.",
    "scan-claim-denied": "The hospital's bill is 3,280 dollars.",
    "outage-third-day": "Your internet has been out since Thursday 19 November.",
}


@pytest.mark.parametrize("scenario", [s for s in SCENARIOS if s.id in WRONG_FIGURES], ids=lambda s: s.id)
def test_a_wrong_figure_that_the_customer_knows_is_put_right_by_them(scenario: Scenario) -> None:
    played = play(plan_of(scenario), [WRONG_FIGURES[scenario.id]])
    assert played.acts[-1] is CustomerAct.CORRECT_AGENT, transcript(played)
    assert played.lines[-1] in {f.corrected for f in scenario.facts}


@each_scenario
def test_every_scenario_has_something_that_the_customer_knows_better(scenario: Scenario) -> None:
    assert any(fact.customer_knows and fact.corrected for fact in scenario.facts)


TESTED = [*SCENARIOS, *(library().rubric(id_) for id_ in sorted({s.rubric for s in SCENARIOS}))]


@pytest.mark.parametrize("item", TESTED, ids=lambda item: item.id)
def test_an_author_says_which_marks_are_expected(item: Scenario | Rubric) -> None:
    """`make content`, and so CI, asks the scorers for them."""
    assert testing.tests_in(item) >= 3
