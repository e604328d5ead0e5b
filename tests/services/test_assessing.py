"""Assessments as JSON: the same form for a talk and for lines in bulk."""

from __future__ import annotations

import json

import pytest

from coach.domain.assessment import (
    Assessment,
    Evidence,
    Finding,
    Levels,
    Score,
    ScoredReply,
    Verdict,
)
from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.errors import UnknownId, UsageError
from coach.services.assessing import assess_record, assessment_json
from tests.builders import scenario


def evidence(id_: str) -> Evidence:
    return Evidence(id=id_, quote="two", start=0, end=3, rule="r")


SCORED = ScoredReply(
    assessment=Assessment(
        acts=(evidence("name_problem"), evidence("name_problem"), evidence("ask_open")),
        faults=(evidence("dismissive"),),
        flags=(evidence("too_long"),),
        findings=(
            Finding("refund", Verdict.WRONG, evidence=evidence("refund")),
            Finding("date", Verdict.ABSENT),
        ),
        levels=Levels(validation=1, evidence=(evidence("validation"),)),
    ),
    empathy=Score(2.5, evidence=(evidence("validation"),)),
    accuracy=Score(None),
)


class Recorder:
    """A scorer that remembers what it was asked."""

    def __init__(self) -> None:
        self.situations: list[Situation] = []

    def __call__(self, reply: str, situation: Situation) -> ScoredReply:
        self.situations.append(situation)
        return SCORED


def no_scenario(id_: str) -> Scenario:
    raise UnknownId("scenario", id_, [])


def test_the_form_is_the_documented_one() -> None:
    found = json.loads(json.dumps(assessment_json(SCORED)))
    one = {"quote": "two", "start": 0, "end": 3, "rule": "r"}
    assert found == {
        "empathy": {
            "validation": 1,
            "exploration": 0,
            "understanding": 0,
            "faults": ["dismissive"],
            "score": 2.5,
            "evidence": [{"id": "validation", **one}, {"id": "dismissive", **one}],
        },
        "accuracy": {
            "findings": {"refund": "wrong", "date": "absent"},
            "score": None,
            "evidence": [{"id": "refund", **one}],
        },
        "acts": ["name_problem", "ask_open"],
        "flags": ["too_long"],
    }


def test_what_a_record_says_goes_before_what_its_scenario_says() -> None:
    scorer, shop = Recorder(), scenario()
    record = {"customer": "Where is it?", "reply": "Two days.", "scenario": "x"}
    assess_record(record, scorer, scenario_of=lambda _: shop)
    own = {"today": "2026-01-02", "facts": [{"id": "f 1", "statement": "Two days."}]}
    assess_record({**record, **own}, scorer, scenario_of=lambda _: shop)
    plain, changed = scorer.situations
    assert (plain.facts, plain.today) == (shop.facts, shop.today)
    assert [f.id for f in changed.facts] == ["f 1"]
    assert changed.today is not None
    assert changed.today.year == 2026
    assert "order" in plain.told
    assert shop.customer.reason_for_contact in plain.problem


def test_a_record_comes_back_with_all_that_it_had() -> None:
    record = {"id": 7, "customer": "x", "reply": "y", "team": "blue"}
    found = assess_record(record, Recorder(), scenario_of=no_scenario)
    assert {**found, **record} == found
    assert {"empathy", "accuracy", "acts", "flags"} <= found.keys()


@pytest.mark.parametrize(
    "record", [None, 5, "x", [], {}, {"customer": "x"}, {"reply": "x", "customer": None}]
)
def test_what_is_no_record_says_so(record: object) -> None:
    with pytest.raises(UsageError):
        assess_record(record, Recorder(), scenario_of=no_scenario)
