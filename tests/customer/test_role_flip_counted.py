"""The guard against a role flip counted: agents' lines in a customer's mouth, and lines that customers do say.

Run with `-s` to see the figures. The guard was worked on with the replies of the scenarios; LEFT_OUT, the free talks
and the held-out lines of the corpus had no part in it. Of 861 replies in scenarios and free talks it misses about one
in ten: what only states a fact ("The goods receipt shows 2,700 castings") is anybody's line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from benchmarks.leaning import CORPUS, LEFT_OUT
from coach.customer.guards import SURE, alarms, speaks_as_the_agent
from coach.customer.leaning import leaning
from coach.customer.model_voice import tidy
from coach.customer.voice import Talk
from coach.domain.scenario import Speaker
from coach.domain.text import words
from coach.domain.transcript import Transcript, Turn
from tests.customer.guard_lines import BEHAVED
from tests.customer.test_guards import HARMLESS, PRESS, talk
from tests.customer.test_guards_counted import banked, moment, written
from tests.scripted import library

FREE_TALKS = Path(__file__).parent.parent / "talks" / "first"
VARIETIES = ("us", "uk", "in", "ph")
MOST_FALSE = 0.02
LONG = 20
"""Words from which a reply shows a side; of the shorter ones, "She'd never do that." is anybody's."""


@dataclass(frozen=True)
class Flip:
    """An agent's line that a model says as the customer."""

    line: str
    talk: Talk


def opened(scenario_id: str) -> Talk:
    """A talk after its opening."""
    shelf = library()
    scenario = shelf.scenario(scenario_id)
    at = moment(scenario, shelf.persona(scenario.persona))
    return replace(at, transcript=at.transcript[:1])


def good_replies(scenario_ids: list[str]) -> Iterator[Flip]:
    for id_ in scenario_ids:
        at = opened(id_)
        for model in at.scenario.model_replies:
            yield from (Flip(line, at) for line in (model.say, *model.also))


def free_replies() -> Iterator[Flip]:
    """Each at its place of the free talk, before anybody has said it."""
    for file in sorted(FREE_TALKS.glob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        at, said = opened(told["scenario"]), list[tuple[Speaker, str]]()
        if told["opening"]:
            said.append((Speaker.CUSTOMER, told["opening"]))
        for turn in told["turns"]:
            yield Flip(turn["agent"], replace(at, transcript=transcript(said)))
            said += [
                (Speaker.AGENT, turn["agent"]),
                (Speaker.CUSTOMER, turn.get("second", turn["first"])["customer"]),
            ]


def transcript(said: list[tuple[Speaker, str]]) -> Transcript:
    return tuple(Turn(seq, speaker, text) for seq, (speaker, text) in enumerate(said, start=1))


def caught(kind: str, lines: list[Flip]) -> float:
    """The share that the guard against role flips stops."""
    missed = [flip for flip in lines if not speaks_as_the_agent(tidy(flip.line), PRESS, flip.talk)]
    heard = [flip for flip in missed if not alarms(tidy(flip.line), PRESS, flip.talk)]
    of = len(lines)
    print(f"\nagents' lines, {kind}: {of - len(missed)} of {of} caught, by any guard {of - len(heard)}")
    return 1 - len(missed) / of


def test_an_agents_line_is_caught_in_the_scenarios_that_the_guard_was_worked_on_with() -> None:
    lines = list(good_replies([s.id for s in library().scenarios() if s.id not in LEFT_OUT]))
    assert len(lines) >= 100
    assert caught("shipped scenarios", lines) >= 0.88


def test_an_agents_line_is_caught_in_scenarios_that_were_left_out() -> None:
    lines = list(good_replies(list(LEFT_OUT)))
    assert len(lines) >= 50
    assert caught("three others", lines) >= 0.95


def test_an_agents_line_is_caught_in_free_talks() -> None:
    lines = list(free_replies())
    assert len(lines) >= 130
    assert caught("free talks", lines) >= 0.92


def test_of_all_agents_lines_about_nine_in_ten_are_caught() -> None:
    every = [*good_replies([s.id for s in library().scenarios()]), *free_replies()]
    assert caught("all", every) >= 0.89


def held_out(variety: str, speaker: str) -> list[str]:
    file = CORPUS / "held_out" / "lines" / f"{variety}.txt"
    rows = [r for r in file.read_text(encoding="utf-8").splitlines() if r.startswith(f"{speaker}: ")]
    return sorted({re.sub(r"\{[^}]*\}\s*", "", row[3:]).strip() for row in rows})


@pytest.mark.parametrize("variety", VARIETIES)
def test_hardly_a_customer_of_any_variety_is_taken_for_an_agent(variety: str) -> None:
    lines = held_out(variety, "C")
    false = [line for line in lines if speaks_as_the_agent(line, PRESS, talk())]
    print(f"\ncustomers, held out, {variety}: {len(false)} of {len(lines)} stopped: {false}")
    assert len(lines) >= 100
    assert len(false) <= MOST_FALSE * len(lines)


@pytest.mark.parametrize("variety", VARIETIES)
def test_agents_of_any_matter_are_caught_where_they_say_more_than_a_word(variety: str) -> None:
    lines = [line for line in held_out(variety, "A") if len(words(line)) >= LONG]
    assert len(lines) >= 50
    assert caught(f"held out, {variety}, long", [Flip(line, talk()) for line in lines]) >= 0.8


def test_hardly_a_line_that_customers_say_is_taken_for_an_agents() -> None:
    here = [*BEHAVED, *HARMLESS]
    false = [line for line in here if speaks_as_the_agent(line, PRESS, talk())]
    false += [said.line for said in banked() if speaks_as_the_agent(tidy(said.line), said.cue, said.talk)]
    lines = len(here) + len(list(banked()))
    print(f"\ncustomers, banks and guard_lines: {len(false)} of {lines} stopped")
    assert lines >= 500
    assert len(false) <= MOST_FALSE * lines


def test_no_line_of_a_scenario_or_a_persona_is_taken_for_an_agents() -> None:
    lines = list(written())
    assert len(lines) >= 400
    assert [said.line for said in lines if speaks_as_the_agent(tidy(said.line), PRESS, said.talk)] == []


def test_hardly_one_would_be_if_nobody_knew_that_it_is_the_scenarios_own() -> None:
    lines = [said.line for said in written() if said.talk.scenario.id in LEFT_OUT]
    false = [line for line in lines if leaning(tidy(line)) > SURE]
    print(f"\ncustomers, own lines of three others, by small words: {len(false)} of {len(lines)}: {false}")
    assert len(lines) >= 150
    assert len(false) <= MOST_FALSE * len(lines)
