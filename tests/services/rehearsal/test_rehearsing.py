"""Whole rehearsals: a sound scenario keeps the limits, and one that is broken fails at the right line."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from coach.bootstrap import open_rehearsal
from coach.domain.transcript import VoiceId
from coach.errors import Fault, UnknownId
from coach.services.rehearsal.agents import AGENTS
from coach.services.rehearsal.playing import Played
from coach.services.rehearsal.rehearsing import Rehearsal, named_agents
from coach.settings import load
from tests.services.rehearsal.stranger import NUDGED, SCENARIO, changed, line_of, rehearsal

ALL = tuple(AGENTS)


async def plays(
    stage: Rehearsal, scenario: str, *, agents: Sequence[str] = ALL, seeds: Sequence[int] = range(1, 6)
) -> list[Played]:
    case = stage.open(scenario)
    async with aclosing(stage.plays(case, agents=agents, seeds=seeds, voice=VoiceId.BUILT_IN)) as talks:
        return [talk async for talk in talks]


async def faults(
    stage: Rehearsal, scenario: str, *, agents: Sequence[str] = ALL, seeds: Sequence[int] = range(1, 6)
) -> tuple[Fault, ...]:
    talks = await plays(stage, scenario, agents=agents, seeds=seeds)
    case = stage.open(scenario)
    sheet = stage.sum_up(case, talks, seconds=1)
    assert sheet is not None
    return stage.faults(case, sheet)


async def test_a_shipped_scenario_keeps_the_limits() -> None:
    """One of them; `make content`, and so CI, rehearses all."""
    assert await faults(open_rehearsal(load({})), "debt-she-disputes") == ()


async def test_a_scenario_that_coach_has_never_seen_keeps_the_limits(tmp_path: Path) -> None:
    assert await faults(rehearsal(tmp_path), "shrunken-robes") == ()


LOANS = "From Friday the 20th of November twenty robes are lent"
BROKEN = [
    pytest.param(
        changed(
            "statement: Twenty robes are lent free of charge from Friday 20 November.",
            "statement: Who can say when?",
        ),
        ["good"],
        "R111",
        "- id: robes",
        id="a goal that cannot be met",
    ),
    pytest.param(
        changed("needs: [loan]", "needs: [loan, care]").replace(
            "  - id: new-robes",
            "  - id: care\n    statement: The next cleaning costs 12 pounds a robe.\n  - id: new-robes",
        ),
        ["good", "cold-and-right"],
        "R102",
        "- id: robes",
        id="a goal that the model replies do not meet",
    ),
    pytest.param(
        changed(
            "You have shrunk twenty robes of ours. All of them.",
            "You have shrunk our robes, and we sing at the hospice on Sunday.",
        ),
        ["good"],
        "R202",
        "opening:",
        id="a secret in the opening",
    ),
    pytest.param(
        changed("I asked what the choir is supposed to wear.", "I asked what {choir} is supposed to wear.")
        .replace(
            "        - The robes, please. Twenty people are asking me, and I have nothing to tell them.\n", ""
        )
        .replace("        - It is the robes that keep me up at night, if I may say so.\n", ""),
        ["good", "stonewaller", "cold-and-right", "late-saint", "reader", "warm-and-wrong"],
        "R205",
        "I asked what {choir}",
        id="a slot that nothing fills",
    ),
    pytest.param(
        changed("lent to you free of charge.\n", "lent to you for 90 pounds, from Sunday 29 November on.\n"),
        ["good"],
        "R112",
        LOANS,
        id="a model reply that is wrong",
    ),
]


@pytest.mark.parametrize(("scenario", "agents", "code", "mark"), BROKEN)
async def test_a_broken_scenario_fails_at_the_right_line(
    tmp_path: Path, scenario: str, agents: list[str], code: str, mark: str
) -> None:
    found = await faults(rehearsal(tmp_path, scenario), "shrunken-robes", agents=agents)
    assert (code, line_of(scenario, mark)) in [(fault.code, fault.position.line) for fault in found]


async def test_the_same_seed_plays_the_same_talk(tmp_path: Path) -> None:
    first, second = [
        await plays(rehearsal(tmp_path), "shrunken-robes", agents=["good", "parrot"], seeds=[7]) for _ in "12"
    ]
    assert first == second


async def test_every_agent_plays_a_seed_before_the_next_one_begins(tmp_path: Path) -> None:
    talks = await plays(rehearsal(tmp_path), "shrunken-robes", agents=["good", "silent"], seeds=[1, 2])
    assert [(talk.agent, talk.seed) for talk in talks] == [
        ("good", 1),
        ("silent", 1),
        ("good", 2),
        ("silent", 2),
    ]


def test_agents_are_named_in_their_usual_order_and_all_of_them_by_default() -> None:
    assert named_agents(["silent", "good", "silent"]) == ("good", "silent")
    assert named_agents([]) == ALL
    with pytest.raises(UnknownId, match="Did you mean parrot"):
        named_agents(["parot"])


def test_the_scenario_has_the_marks_that_the_tests_rest_on() -> None:
    assert LOANS in SCENARIO


async def test_whoever_follows_a_wrong_co_pilot_loses_by_it_and_by_nothing_else(tmp_path: Path) -> None:
    stage = rehearsal(tmp_path, NUDGED)
    talks = await plays(stage, "shrunken-robes", agents=["follower"])
    assert [(talk.passed, talk.misled) for talk in talks] == [(False, frozenset({"new-robes"}))] * 5
    assert all(talk.resolved for talk in talks)


async def test_a_wrong_nudge_that_breaks_nothing_when_it_is_said_fails_at_its_line(tmp_path: Path) -> None:
    idle = NUDGED.replace(
        "says: You will get twenty new robes from us.", "says: Mention what she could have."
    )
    found = await faults(rehearsal(tmp_path, idle), "shrunken-robes", agents=["follower"])
    assert ("R113", line_of(idle, "Mention what she")) in [(one.code, one.position.line) for one in found]
