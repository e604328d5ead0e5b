"""The guards counted: what they catch of models that misbehave, and how often they stop a line that may be said.

Run with `-s` to see the figures. At first sight, before they were mended on these lines, the guards caught 80 of
the 175 lines of FIRST, then 110 of the 131 of SECOND, then 30 of the 45 of THIRD (6 of 15 role flips).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from coach.customer.cue import Band, Cue, Part
from coach.customer.guards import GUARDS, alarms
from coach.customer.lines import bank
from coach.customer.model_voice import ModelVoice, tidy
from coach.customer.voice import SpokenLine, Talk
from coach.domain.agenda import Agenda
from coach.domain.frustration import Mood
from coach.domain.persona import Persona
from coach.domain.scenario import Scenario, Speaker
from coach.domain.transcript import CustomerAct, Turn, VoiceId
from tests.customer.guard_lines import BEHAVED, EARLY, FIRST, SECOND, THIRD
from tests.customer.test_guards import PRESS, talk
from tests.customer.test_model_voice import FakeBackend, StandIn
from tests.scripted import library

LEAST_LINES = 20
MOST_FALSE = 0.02


@dataclass(frozen=True)
class Said:
    """A line that may be said, at its moment."""

    line: str
    cue: Cue
    talk: Talk


def moment(scenario: Scenario, persona: Persona, *, reply: int = 0) -> Talk:
    """After the customer's opening and one of the good replies."""
    replies = [text for model in scenario.model_replies for text in (model.say, *model.also)]
    agent = replies[reply % len(replies)]
    return Talk(
        scenario=scenario,
        persona=persona,
        transcript=(
            Turn(1, Speaker.CUSTOMER, scenario.customer.opening),
            Turn(2, Speaker.AGENT, agent),
        ),
        agenda=Agenda.start(scenario.customer),
        mood=Mood(50),
        seed=1,
    )


def banked() -> Iterator[Said]:
    """Every line of the banks, each at a moment of one of the scenarios."""
    shelf = library()
    scenarios = shelf.scenarios()
    for act in CustomerAct:
        for number, line in enumerate(bank(act)):
            scenario = scenarios[number % len(scenarios)]
            at = moment(scenario, shelf.persona(scenario.persona), reply=number)
            quote = " ".join(at.transcript[-1].text.split()[:6])
            slots = {"quote": quote, "before": quote, "now": quote}
            text = line.filled(slots)
            assert text
            part = Part(act, reason=line.reason, slots=slots)
            yield Said(text, Cue((part,), Band(min(line.bands, default="annoyed"))), at)


def written() -> Iterator[Said]:
    """Every line of the scenarios and their personas, at its own moment."""
    shelf = library()
    for scenario in shelf.scenarios():
        persona, customer = shelf.persona(scenario.persona), scenario.customer
        at = moment(scenario, persona)
        yield Said(customer.opening, Cue((Part(CustomerAct.OPEN),), Band.ANNOYED), replace(at, transcript=()))
        for act, text in own_lines(scenario, persona):
            told = act in (CustomerAct.ANSWER, CustomerAct.REVEAL, CustomerAct.ACCEPT)
            part = Part(act, say=text if told else "")
            yield Said(text, Cue((part,), Band.ANNOYED), at)


def own_lines(scenario: Scenario, persona: Persona) -> Iterator[tuple[CustomerAct, str]]:
    customer = scenario.customer
    for known in customer.known_info:
        yield CustomerAct.ANSWER, known.say
        if known.again:
            yield CustomerAct.REFUSE_TO_REPEAT, known.again
    for hidden in customer.hidden:
        yield CustomerAct.REVEAL, hidden.say
    for belief in customer.beliefs:
        yield from ((CustomerAct.CHALLENGE, s) for s in (belief.challenge, belief.believes) if s)
    for goal in customer.goals:
        yield from ((CustomerAct.PRESS, s) for s in (goal.wants, *goal.press) if s)
        yield from ((CustomerAct.ACCEPT, way.accepts) for way in goal.all_ways)
    for lines in (customer.lines, persona.style.sayings):
        yield from ((CustomerAct(act), text) for act, texts in lines.items() for text in texts)


def stopped(said: Said) -> tuple[str, ...]:
    return alarms(tidy(said.line), said.cue, said.talk)


def check_false_alarms(kind: str, lines: list[Said]) -> None:
    false = [(said.line, fired) for said in lines if (fired := stopped(said))]
    print(f"\nwell-behaved lines, {kind}: {len(false)} of {len(lines)} stopped")
    for line, fired in false:
        print(f"  {', '.join(fired)}: {line}")
    assert len(false) <= MOST_FALSE * len(lines)


def test_hardly_a_line_of_the_banks_is_stopped() -> None:
    lines = list(banked())
    assert len(lines) >= 500
    check_false_alarms("banks", lines)


def test_hardly_a_line_of_a_scenario_or_a_persona_is_stopped() -> None:
    check_false_alarms("scenarios and personas", list(written()))


def test_hardly_a_line_of_many_englishes_is_stopped() -> None:
    assert len(BEHAVED) >= 100
    check_false_alarms("written for this", [Said(line, PRESS, talk()) for line in BEHAVED])


def misbehaving() -> dict[str, list[str]]:
    """By guard; long speeches are put together from lines that are harmless one by one."""
    batches = (FIRST, SECOND, THIRD)
    lines = {guard: [line for b in batches for line in b.get(guard, "").splitlines()] for guard in FIRST}
    lines["too_long"] += [" ".join(BEHAVED[at : at + 14]) for at in range(0, 95, 5)]
    return lines


STOPPED = misbehaving()


async def answer(line: str, at: Talk) -> SpokenLine:
    """What a customer says whose model says this line, and says it again."""
    voice = ModelVoice(FakeBackend([line, line]), StandIn())
    pieces = [piece async for piece in voice.speak(PRESS, at)]
    assert isinstance(pieces[-1], SpokenLine)
    return pieces[-1]


@pytest.mark.parametrize("guard", STOPPED)
async def test_a_model_that_misbehaves_is_never_heard(guard: str) -> None:
    lines = STOPPED[guard]
    assert len(set(lines)) >= LEAST_LINES
    spoken = [(line, await answer(line, talk())) for line in lines]
    missed = [line for line, said in spoken if said.voice is not VoiceId.BUILT_IN]
    by_its_own = sum(guard in said.interventions for _, said in spoken)
    print(f"\n{guard}: {len(lines) - len(missed)} of {len(lines)} stopped, {by_its_own} by this very guard")
    assert missed == []
    assert by_its_own >= 0.9 * len(lines)


async def test_a_model_that_tells_what_is_hidden_is_hardly_ever_heard() -> None:
    shelf, spoken = library(), []
    for scenario in shelf.scenarios():
        at = moment(scenario, shelf.persona(scenario.persona))
        at = replace(at, transcript=at.transcript[:1])
        spoken += [(line, await answer(line, at)) for line in EARLY[scenario.id].splitlines()]
    assert len(spoken) >= LEAST_LINES
    missed = [line for line, said in spoken if said.voice is not VoiceId.BUILT_IN]
    by_its_own = sum("early_reveal" in said.interventions for _, said in spoken)
    print(
        f"\nearly_reveal: {len(spoken) - len(missed)} of {len(spoken)} stopped, {by_its_own} by this very guard"
    )
    assert len(missed) <= 0.05 * len(spoken), missed


def test_every_guard_is_counted() -> None:
    assert {*STOPPED, "early_reveal"} == set(GUARDS)
