"""The scripted agents, against a scenario that they were not written for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.domain.assessment import Verdict
from coach.domain.nudging import ComeUp
from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from coach.services.rehearsal.agents import (
    AGENTS,
    FROM_MODEL_REPLIES,
    LATE,
    error_of,
    follower,
    good,
    good_phrasing,
    playable,
    wrong_facts,
)
from coach.services.rehearsal.case import Case, Heard, open_case
from coach.services.rehearsal.phrases import WARM
from tests.scripted import library
from tests.services.rehearsal.stranger import NUDGED, SCENARIO, case

LINE = "Twenty people are asking me, and I have nothing to tell them."
NO_MODEL_REPLIES = SCENARIO[: SCENARIO.index("model_replies:")]


@pytest.fixture
def robes(tmp_path: Path) -> Case:
    return case(tmp_path)


def heard(number: int, *, seed: int = 3, line: str = LINE) -> Heard:
    return Heard(seed, number, (line,) * number)


def replies(agent: str, case: Case, count: int = 10, *, seed: int = 3) -> list[str]:
    return [AGENTS[agent](case, heard(n, seed=seed)) for n in range(1, count + 1)]


@pytest.mark.parametrize("agent", AGENTS)
def test_every_agent_has_a_reply_at_every_turn_and_the_same_for_the_same_seed(
    agent: str, robes: Case
) -> None:
    said = replies(agent, robes, 40)
    assert all(isinstance(reply, str) for reply in said)
    assert agent == "silent" or all(reply.strip() for reply in said)
    assert said == replies(agent, robes, 40)


@pytest.mark.parametrize("agent", sorted(AGENTS.keys() - {"cold-and-right", "template", "reader"}))
def test_another_seed_says_other_things(agent: str, robes: Case) -> None:
    assert len({tuple(replies(agent, robes, seed=seed)) for seed in range(1, 9)}) > 1


def test_the_good_agent_goes_through_the_model_replies_in_one_of_their_phrasings(robes: Case) -> None:
    for seed in range(5):
        for said, phrasings in zip(replies("good", robes, 4, seed=seed), robes.phrasings, strict=True):
            assert said in [p.text for p in phrasings]


def test_the_good_agent_says_it_in_other_words_the_second_time(robes: Case) -> None:
    said = replies("good", robes, 8)
    assert all(first != second for first, second in zip(said[:4], said[4:], strict=True))


def test_the_warm_and_wrong_agent_has_one_needed_fact_wrong_and_the_rest_right(robes: Case) -> None:
    situation = Situation("", facts=robes.scenario.facts, today=robes.scenario.today)
    errors = set()
    for seed in range(4):
        error = error_of(robes, seed)
        assert error is not None
        errors.add(error.id)
        said = replies("warm-and-wrong", robes, 4, seed=seed)
        right = replies("good", robes, 4, seed=seed)
        changed = [n for n in range(4) if said[n] != right[n]]
        assert len(changed) == 1, error
        assert score_without_fix(said[changed[0]], situation).assessment.facts_with(Verdict.WRONG) == {
            error.id
        }
    assert errors == {"refund", "loan"}


def test_every_shipped_scenario_has_a_fact_that_can_be_said_wrongly() -> None:
    for scenario in library().scenarios():
        assert wrong_facts(open_case(scenario.id, library(), score_without_fix)), scenario.id


def test_the_cold_and_right_agent_states_the_facts_and_acknowledges_nothing(robes: Case) -> None:
    said = replies("cold-and-right", robes, 4)
    statements = [robes.scenario.fact("refund").text, robes.scenario.fact("loan").text]
    assert said == [*statements, *statements]


def test_the_cold_and_right_agent_asks_what_a_goal_asks_for_once() -> None:
    debt = open_case("debt-she-disputes", library(), score_without_fix)
    said = replies("cold-and-right", debt, 20)
    assert said[1:3] == ["Can you give me the date of birth?", "Can you give me the zip code?"]
    assert sum(reply.endswith("?") for reply in said) == 2


def test_the_interrogator_asks_for_all_that_is_known(robes: Case) -> None:
    said = replies("interrogator", robes, 10)
    assert {"Can you give me the ticket number?", "Can you tell me what the care label says?"} <= set(said)
    assert all(reply.endswith("?") for reply in said)


def test_the_parrot_repeats_the_customer(robes: Case) -> None:
    assert all(LINE in reply for reply in replies("parrot", robes))


def test_the_template_takes_up_the_customers_nouns(robes: Case) -> None:
    assert "the twenty and the people and the asking" in replies("template", robes)[0]


def test_the_promiser_promises_what_is_forbidden(robes: Case) -> None:
    assert "You will get twenty new robes from us." in replies("promiser", robes)


def test_the_reader_reads_out_the_articles_from_any_place_on(robes: Case) -> None:
    blender = open_case("blender-broken-charged-twice", library(), score_without_fix)
    said = replies("reader", blender, 40)
    pasted = "The second charge is refunded to the same card within 3 to 5 business days."
    assert sum(pasted in reply for reply in said) >= 2
    assert len({replies("reader", blender, 1, seed=seed)[0] for seed in range(9)}) > 3


def test_the_reader_without_articles_reads_out_the_facts(robes: Case) -> None:
    (said,) = replies("reader", robes, 1)
    assert "240 pounds" in said
    assert "Twenty robes are lent" in said


def test_the_late_saint_is_dismissive_and_then_good(robes: Case) -> None:
    said = replies("late-saint", robes, LATE + 4)
    assert said[:LATE] == replies("dismissive", robes, LATE)
    assert said[LATE:] == [good(robes, heard(n)) for n in range(1, 5)]


def test_without_model_replies_those_who_live_on_them_do_not_play(tmp_path: Path) -> None:
    bare = case(tmp_path, NO_MODEL_REPLIES)
    assert set(AGENTS) - set(playable(bare, list(AGENTS))) == FROM_MODEL_REPLIES
    for agent in playable(bare, list(AGENTS)):
        assert len(replies(agent, bare, 3)) == 3


def test_the_follower_says_what_comes_up_word_for_word_and_is_good_otherwise(tmp_path: Path) -> None:
    nudged = case(tmp_path, NUDGED)
    first, second = (
        ComeUp(nudge, after) for nudge, after in zip(nudged.scenario.copilot, (0, 2), strict=True)
    )
    seen = [(first,), (first,), (first, second), (first, second)]
    said = [follower(nudged, replace(heard(n), nudges=nudges)) for n, nudges in enumerate(seen, start=1)]
    assert said[0].endswith("You will get twenty new robes from us.")
    assert said[0].removesuffix(" You will get twenty new robes from us.") in WARM
    assert said[1] == good(nudged, heard(1))
    assert said[2].endswith("Ask what the robes are for.")
    assert said[3] == good(nudged, heard(2))


def test_the_follower_holds_to_what_the_co_pilot_said_where_the_good_agent_would_say_it_rightly(
    tmp_path: Path,
) -> None:
    late = "says: The money is back in 9 business days., kind: stale, breaks: refund"
    nudged = case(
        tmp_path,
        NUDGED.replace("says: You will get twenty new robes from us., kind: wrong, breaks: new-robes", late),
    )
    seen = (ComeUp(nudged.scenario.copilot[0], 0),)
    said = [follower(nudged, replace(heard(n), nudges=seen)) for n in range(1, 4)]
    assert "refund" in good_phrasing(nudged, heard(2)).states
    assert said[1] == good(nudged, heard(1))
    assert said[2].endswith("The money is back in 9 business days.")


def test_the_follower_plays_only_where_a_nudge_breaks_a_fact(robes: Case, tmp_path: Path) -> None:
    assert playable(robes, ["follower"]) == ()
    nudged = case(tmp_path / "nudged", NUDGED)
    assert playable(nudged, ["follower"]) == ("follower",)
    assert nudged.misleading == {0: "new-robes"}
    harmless = case(tmp_path / "harmless", NUDGED.replace("breaks: new-robes", "breaks: over_promise"))
    assert playable(harmless, ["follower"]) == ()
