"""Which of the fitting lines the built-in voice takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.customer.built_in_voice import DRAWN, word
from coach.customer.cue import Band, Cue, Part
from coach.customer.voice import Talk
from coach.domain.agenda import Agenda
from coach.domain.assessment import Flag
from coach.domain.frustration import Mood
from coach.domain.scenario import Speaker
from coach.domain.transcript import CustomerAct, Turn
from tests.builders import persona, scenario

OFFER = Cue((Part(CustomerAct.ANSWER, reason="offer"),), Band.CALM)


def talk(seed: int) -> Talk:
    played = scenario()
    return Talk(
        scenario=played,
        persona=persona(),
        transcript=(Turn(1, Speaker.AGENT, "Shall I order a new coat?"),),
        agenda=Agenda.start(played.customer),
        mood=Mood(20),
        seed=seed,
    )


def longest(said: str, lines: Sequence[str]) -> Sequence[float]:
    assert said == "Shall I order a new coat?"
    assert 1 < len(lines) <= DRAWN
    return [len(line) for line in lines]


def shortest(said: str, lines: Sequence[str]) -> Sequence[float]:
    return [-len(line) for line in lines]


def test_of_the_lines_that_are_drawn_the_one_that_answers_best_is_said() -> None:
    for seed in range(20):
        assert len(word(OFFER, talk(seed), longest)) >= len(word(OFFER, talk(seed), shortest))


def test_the_same_seed_says_the_same_and_others_say_other_things() -> None:
    assert word(OFFER, talk(3), longest) == word(OFFER, talk(3), longest)
    assert len({word(OFFER, talk(seed), longest) for seed in range(20)}) > 1


def test_the_authors_own_words_are_not_up_for_choice() -> None:
    cue = Cue((Part(CustomerAct.ANSWER, reason="aside", say="The blue one."),), Band.CALM)

    def never(said: str, lines: Sequence[str]) -> Sequence[float]:
        raise AssertionError(lines)

    assert word(cue, talk(1), never) == "The blue one."


def test_what_half_of_was_said_in_the_turn_or_all_of_it_before_is_not_said_again() -> None:
    twice = (
        Part(CustomerAct.ACCEPT, say="Sixty I can do."),
        Part(CustomerAct.ANSWER, say="Sixty pounds. I have counted it."),
        Part(CustomerAct.ANSWER, reason="aside", say="Sixty I can keep."),
    )
    assert word(Cue(twice, Band.CALM), talk(1)) == "Sixty I can do."


def test_the_lines_of_a_part_are_rated_in_one_go() -> None:
    rated: list[str] = []

    def counted(said: str, lines: Sequence[str]) -> Sequence[float]:
        rated.append(said)
        return [0.0 for _ in lines]

    parts = (
        Part(CustomerAct.VENT),
        Part(CustomerAct.OBJECT, reason="closing"),
        Part(CustomerAct.ANSWER, reason="offer"),
    )
    for seed in range(20):
        rated.clear()
        word(Cue(parts, Band.ANGRY), talk(seed), counted)
        assert len(rated) <= len(parts)


@pytest.mark.parametrize(
    ("act", "reason"), [(CustomerAct.PUZZLED, Flag.NOT_SCORED), (CustomerAct.GO_QUIET, "refused")]
)
def test_a_persona_is_puzzled_and_quiet_in_words_of_their_own(act: CustomerAct, reason: str) -> None:
    own = persona(style={"sayings": {act: ["Come again?"]}})
    said = [
        word(Cue((Part(act, reason=reason),), Band.ANNOYED), replace(talk(n), persona=own)) for n in range(20)
    ]
    assert said.count("Come again?") >= 10
    other = Cue((Part(act, reason=Flag.EMPTY),), Band.ANNOYED)
    assert word(other, replace(talk(1), persona=own)) != "Come again?"


def test_an_answer_has_a_few_words_before_it_now_and_then_also_where_it_settles_what_was_wanted() -> None:
    address = "14 Mill Lane, as on the order."
    for part in (Part(CustomerAct.ANSWER, say=address), Part(CustomerAct.ACCEPT, say=address)):
        said = {word(Cue((part,), Band.CALM), talk(seed)) for seed in range(60)}
        assert address in said
        assert len(said) > 3
        assert all(one.endswith(address) for one in said)
    settled = Cue((Part(CustomerAct.ACCEPT, say="Good, then."),), Band.CALM)
    assert {word(settled, talk(seed)) for seed in range(60)} == {"Good, then."}
