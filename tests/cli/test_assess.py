"""Transcripts in bulk: one bad line takes no other with it."""

from __future__ import annotations

import json

import pytest

from coach.cli.lead import score_lines
from coach.domain.assessment import ScoredReply
from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from tests.cli.conftest import Run


def line(id_: object, reply: str = "I see two charges of 64.90.", **more: object) -> str:
    return json.dumps({"id": id_, "customer": "You charged me twice!", "reply": reply, **more}) + "\n"


def breaks_on_boom(reply: str, situation: Situation) -> ScoredReply:
    if reply == "boom":
        raise OverflowError("a value that is somebody's business")
    return score_reply(reply, situation)


def nothing(id_: str) -> Scenario:
    raise AssertionError(id_)


def test_a_fault_of_the_scorer_costs_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line("a"), line("b", "boom"), "{broken\n", line("c")]
    assert score_lines(lines, breaks_on_boom, scenario_of=nothing) == 1
    found = capsys.readouterr()
    assert [json.loads(x)["id"] for x in found.out.splitlines()] == ["a", "c"]
    assert "line 2 could not be scored: OverflowError." in found.err
    assert "line 3: This is not JSON" in found.err
    assert "business" not in found.err


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31", "1969-12-31", "2201-01-01T00:00"])
def test_a_day_at_the_end_of_the_calendar_is_refused(quick: Run, today: str) -> None:
    late = line("b", "It comes in 5 days.", today=today, facts=[{"id": "f", "statement": "It takes 5 days."}])
    done = quick("assess", "-", stdin=line("a") + late + line("c", today="2200-12-31"))
    assert done.code == 2
    assert [json.loads(x)["id"] for x in done.out.splitlines()] == ["a", "c"]
    assert 'line 2: "today" is in' in done.err
    assert "between 1970 and 2200" in done.err


def test_ids_that_are_odd_are_said_and_scored_all_the_same(quick: Run) -> None:
    done = quick("assess", "-", stdin=line("a") + line(5) + line("a") + line("x" * 5000) * 2)
    assert done.code == 0
    assert len(done.out.splitlines()) == 5
    assert 'line 2: "id" is not text' in done.err
    assert 'line 3: the "id" a is already on line 1.' in done.err
    assert "line 5: " in done.err
    assert len(done.err) < 400


def test_without_an_id_nobody_could_tell_whose_score_it_is(quick: Run) -> None:
    done = quick("assess", "-", stdin=line(None) + line("b") + line("c").replace('"c"', "NaN"))
    assert done.code == 2
    assert [json.loads(x)["id"] for x in done.out.splitlines()] == ["b"]
    assert 'line 1: "id" is missing.' in done.err
    assert "line 3: This is not JSON" in done.err
