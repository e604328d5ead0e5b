"""Each limit is kept by a sound scenario, broken by one that falls short, and names the line to blame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.domain.transcript import Outcome
from coach.errors import Fault
from coach.services.rehearsal.limits import NEVER_PASS, NEVER_RESOLVE, SEEN
from coach.services.rehearsal.playing import Misstated, Played
from coach.services.rehearsal.sightings import Sighting, Trouble
from tests.services.rehearsal.plays import played
from tests.services.rehearsal.stranger import NUDGED, SCENARIO, line_of, rehearsal

WALKED_OUT = {"outcome": Outcome.WALKED_OUT, "passed": False, "met": ()}
SOUND = (
    played("good", curve=(40, 20)),
    played("cold-and-right", passed=False, curve=(40, 45)),
    played("apology-only", **WALKED_OUT, curve=(60, 70, 80, 90)),
    played("dismissive", **WALKED_OUT, curve=(70, 95)),
    played("late-saint", passed=False, curve=(70, 40)),
    played("warm-and-wrong", error="loan", passed=False, met=("money",), right=frozenset({"refund"})),
)


def faults(folder: Path, plays: Sequence[Played], scenario: str = SCENARIO) -> list[Fault]:
    stage = rehearsal(folder, scenario)
    case = stage.open("shrunken-robes")
    sheet = stage.sum_up(case, plays, seconds=1)
    assert sheet is not None
    return list(stage.faults(case, sheet))


def but(*changed: Played) -> list[Played]:
    """The sound talks, with those of some agents changed."""
    agents = {one.agent for one in changed}
    return [*(one for one in SOUND if one.agent not in agents), *changed]


def test_a_sound_scenario_keeps_all_limits(tmp_path: Path) -> None:
    others = [
        played(agent, **WALKED_OUT) for agent in NEVER_PASS if agent not in ("dismissive", "apology-only")
    ]
    assert faults(tmp_path, [*SOUND, *others]) == []


MODEL_REPLY = "You followed the label and we shrank them all the same"
BROKEN = [
    ("R102", "- id: robes", but(*(played("good", seed=n, met=("money",), outcome=None) for n in range(3)))),
    ("R103", "id: loan", but(played("good", passed=False, missed="accuracy 3.0 of 4", omitted=("loan",)))),
    ("R104", "rubric: cleaner", [*SOUND, played("attacker", outcome=Outcome.TURN_LIMIT)]),
    ("R105", "- id: money", [*SOUND, played("stonewaller", passed=False)]),
    ("R106", "- id: robes", but(played("warm-and-wrong", error="loan", passed=False))),
    ("R107", "persona: ruth", but(played("late-saint", passed=False, curve=(70, 20)))),
    ("R108", "persona: ruth", but(played("cold-and-right", passed=False, curve=(40, 34)))),
    ("R108", "persona: ruth", but(played("apology-only", **WALKED_OUT, curve=(50, 55, 57, 59)))),
    ("R108", "persona: ruth", but(played("dismissive", **WALKED_OUT, curve=(70, 89)))),
    ("R109", "persona: ruth", but(played("dismissive", **WALKED_OUT, curve=(70, 80, 95)))),
    (
        "R110",
        "  lines:",
        but(*(played("good", seed=n, lines=("Where is the money that we paid you?",)) for n in range(8))),
    ),
    ("R207", "  lines:", but(played("good", lines=("Yes.",) * 30))),
    (
        "R112",
        MODEL_REPLY,
        but(played("good", misstated=(Misstated("refund", SCENARIO_REPLY, "says 9 days"),)))
        if (SCENARIO_REPLY := SCENARIO.split("at: the money\n    say: ")[1].split("\n")[0])
        else [],
    ),
]


@pytest.mark.parametrize(("code", "mark", "plays"), BROKEN, ids=[f"{n}-{b[0]}" for n, b in enumerate(BROKEN)])
def test_what_falls_short_is_named_by_its_line(
    tmp_path: Path, code: str, mark: str, plays: Sequence[Played]
) -> None:
    found = faults(tmp_path, plays)
    assert [(fault.code, fault.position.line) for fault in found] == [(code, line_of(SCENARIO, mark))]
    assert found[0].message
    assert found[0].hint
    assert found[0].position.file.name == "shrunken-robes.yaml"


@pytest.mark.parametrize("agent", NEVER_PASS)
def test_no_other_agent_may_pass_or_resolve(tmp_path: Path, agent: str) -> None:
    won = played(agent, curve=(40, 95))
    lost = [one for one in SOUND if one.agent != agent]
    codes = {fault.code for fault in faults(tmp_path, [*lost, won])}
    assert "R104" in codes
    assert ("R105" in codes) == (agent in NEVER_RESOLVE)


def test_nineteen_of_twenty_good_talks_are_enough_and_eighteen_are_not(tmp_path: Path) -> None:
    won = [played("good", seed=n) for n in range(1, 20)]
    lost = [
        played("good", seed=n, met=("money",), outcome=None, passed=False, missed="late") for n in (20, 21)
    ]
    assert faults(tmp_path, but(*won, lost[0])) == []
    assert {fault.code for fault in faults(tmp_path, but(*won[:18], *lost))} == {"R102", "R103"}


def test_a_goal_that_nobody_meets_is_named_once(tmp_path: Path) -> None:
    plays = [
        played(one.agent, met=("money",), outcome=None, passed=True) for one in SOUND if one.agent == "good"
    ]
    (found,) = faults(tmp_path, plays)
    assert (found.code, found.position.line) == ("R111", line_of(SCENARIO, "- id: robes"))
    assert "'loan'" in found.hint


def test_a_goal_whose_facts_are_said_may_lack_the_question_that_it_asks_for(tmp_path: Path) -> None:
    asking = SCENARIO.replace("- id: robes\n", "- id: robes\n      asks: [label]\n")
    plays = [played(one.agent, met=("money",), passed=True) for one in SOUND if one.agent == "good"]
    (found,) = [fault for fault in faults(tmp_path, plays, asking) if fault.code == "R111"]
    assert "the question for 'label'" in found.hint
    assert "`asked`" in found.hint


SPOKEN = {
    "We paid for robes to be cleaned, not cooked.": "We paid for robes to be cleaned",
    "Then I would like to speak to whoever owns the shop.": "Then I would like to speak to whoever",
    "You have shrunk twenty robes of ours. All of them.": "opening:",
}


@pytest.mark.parametrize(("said", "mark"), SPOKEN.items())
@pytest.mark.parametrize("trouble", Trouble)
def test_words_to_blame_are_found_where_they_stand(
    tmp_path: Path, trouble: Trouble, said: str, mark: str
) -> None:
    seen = tuple(Sighting(trouble, said, "good", 4, reply) for reply in (2, 3))
    (found,) = faults(tmp_path, but(played("good", sightings=seen)))
    assert (found.code, found.position.line) == (SEEN[trouble][0], line_of(SCENARIO, mark))
    assert "2x, first with good, seed 4, after reply 2" in found.message


def test_words_of_coachs_own_are_quoted(tmp_path: Path) -> None:
    seen = Sighting(Trouble.REPEAT, "Nobody has told me anything.", "good", 1, 2)
    (found,) = faults(tmp_path, but(played("good", sightings=(seen,))))
    assert '"Nobody has told me anything."' in found.message
    assert found.position.line == line_of(SCENARIO, "customer:\n")


def test_without_model_replies_nothing_shows_that_it_can_be_won(tmp_path: Path) -> None:
    bare = SCENARIO[: SCENARIO.index("model_replies:")]
    (found,) = faults(tmp_path, [played("silent", **WALKED_OUT)], bare)
    assert (found.code, found.position.line) == ("R101", line_of(SCENARIO, "id: shrunken-robes"))


def test_a_limit_passes_over_agents_who_did_not_play(tmp_path: Path) -> None:
    for one in SOUND:
        assert faults(tmp_path, [one]) == []


def test_a_follower_who_passes_is_blamed_on_the_nudge_that_is_not_seen_to_break_anything(
    tmp_path: Path,
) -> None:
    second = "copilot:\n  - {at: robes, says: They are lent for 90 pounds., kind: stale, breaks: loan}\n"
    written = NUDGED.replace("copilot:\n", second)
    won = played("follower", misled=frozenset({"new-robes"}))
    (found,) = faults(tmp_path, [*SOUND, won], written)
    assert (found.code, found.position.line) == ("R113", line_of(written, "They are lent for 90"))
    assert "'loan'" in found.hint
    lost = played("follower", passed=False)
    assert faults(tmp_path, [*SOUND, lost], written) == []
