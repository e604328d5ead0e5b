"""How a turn comes out: messages, the agent's words said back, the lines that take them up."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from coach.customer.built_in_voice import word
from coach.customer.cue import Band, Cue, Part
from coach.customer.lines import BankLine
from coach.customer.manner import MESSAGES, in_messages
from coach.customer.voice import Talk
from coach.domain.agenda import Agenda
from coach.domain.frustration import Mood
from coach.domain.scenario import Speaker
from coach.domain.transcript import CustomerAct, Turn
from tests.builders import persona, scenario

VENT = (Part(CustomerAct.VENT), Part(CustomerAct.PRESS, reason="asked_openly"))


def talk(seed: int) -> Talk:
    played = scenario()
    agenda = Agenda.start(played.customer)
    return Talk(scenario=played, persona=persona(), transcript=(), agenda=agenda, mood=Mood(65), seed=seed)


@pytest.mark.parametrize("band", Band)
def test_people_who_are_upset_vent_in_several_messages_and_the_calm_in_one(band: Band) -> None:
    counts = set()
    for seed in range(40):
        parts = in_messages(VENT, band, Random(seed))
        counts.add(sum(p.act is CustomerAct.VENT for p in parts))
        assert parts[-1].act is CustomerAct.PRESS
        assert not parts[0].apart
    assert counts == set(MESSAGES.get(band, (1,)))


def test_each_message_stands_on_a_line_of_its_own_and_says_something_else() -> None:
    for seed in range(30):
        parts = in_messages(VENT, Band.ANGRY, Random(seed))
        messages = word(Cue(parts, Band.ANGRY), talk(seed)).split("\n")
        assert len(messages) == len(parts)
        assert len(set(messages)) == len(messages)


def test_other_turns_stay_in_one_message() -> None:
    parts = (Part(CustomerAct.THANK, reason="heard"), Part(CustomerAct.PRESS))
    assert in_messages(parts, Band.ANGRY, Random(1)) == parts


def test_the_customer_says_the_agents_words_back() -> None:
    slots = {"before": "two days", "now": "five business days"}
    for seed in range(30):
        said = word(
            Cue((Part(CustomerAct.CHALLENGE, reason="changed", slots=slots),), Band.ANNOYED), talk(seed)
        )
        assert "wo days" in said
        assert "ive business days" in said
        assert "{" not in said


def test_a_line_that_wants_words_which_nobody_said_is_not_chosen() -> None:
    assert BankLine('You said "{quote}".').filled({"before": "x"}) == ""
    assert BankLine('You said "{quote}".').filled({"quote": "by Friday"}) == 'You said "by Friday".'
    for seed in range(60):
        assert "{" not in word(Cue((Part(CustomerAct.RELAPSE),), Band.ANGRY), talk(seed))


def test_a_line_that_takes_up_the_agents_words_is_likelier() -> None:
    def say_rules(heard: str) -> int:
        talks = [replace(talk(seed), transcript=(Turn(1, Speaker.AGENT, heard),)) for seed in range(300)]
        cue = Cue((Part(CustomerAct.OBJECT, reason="policy_first"),), Band.ANNOYED)
        return sum("rules" in word(cue, one).lower() for one in talks)

    assert say_rules("Those are the rules.") > say_rules("That is how it goes.") + 20
