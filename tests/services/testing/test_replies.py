"""Test replies of a scenario: what does not hold is named with its place and what was found."""

from __future__ import annotations

from typing import Any

import pytest

from coach.domain.assessment import Assessment, Evidence, Score, ScoredReply, Verdict
from coach.domain.scenario import Scenario
from coach.domain.situation import Situation
from coach.services.testing.missed import Missed
from coach.services.testing.replies import missed_replies
from coach.services.testing.standing import plan_as_written
from tests.builders import assessment, persona, rubric, scenario

REPLY = "Your parcel 4471 never came. The refund takes 5 business days."


def scored(seen: Assessment, *, empathy: float | None = 3.0, accuracy: float | None = None) -> ScoredReply:
    rests = (Evidence("understanding", "4471 never came", start=12, end=27, rule="test"),)
    return ScoredReply(seen, Score(empathy, "understood 2 of 2", rests), Score(accuracy, "nothing claimed"))


def missed(expect: dict[str, Any], found: ScoredReply) -> list[Missed]:
    tested = scenario(tests=[{"reply": REPLY, "expect": expect}])
    plan = plan_as_written(tested, persona(), rubric())
    return list(missed_replies(plan, scorer=lambda reply, situation: found))


WARM = scored(assessment("name_problem", refund=Verdict.CORRECT), accuracy=5.0)
COLD = scored(assessment("dismissive", "asked_again", refund=Verdict.WRONG), empathy=0.5, accuracy=0.0)


@pytest.mark.parametrize(
    ("expect", "found"),
    [
        ({"empathy": [3, 5]}, WARM),
        ({"empathy": [0, 0.5], "accuracy": [0, 0]}, COLD),
        ({"acts": ["name_problem"], "findings": {"refund": "correct", "credit": "absent"}}, WARM),
        ({"faults": ["dismissive"], "events": ["asked_again"], "frustration": "rises"}, COLD),
        ({"frustration": "falls"}, WARM),
        ({}, COLD),
    ],
)
def test_what_holds_is_not_named(expect: dict[str, Any], found: ScoredReply) -> None:
    assert missed(expect, found) == []


@pytest.mark.parametrize(
    ("expect", "found", "code", "keys", "says"),
    [
        (
            {"empathy": [3.5, 5]},
            WARM,
            "T101",
            ["empathy"],
            'Empathy is 3; 3.5 to 5 is expected. Understood 2 of 2. Seen: understanding ("4471 never came").',
        ),
        (
            {"accuracy": [4, 4]},
            scored(assessment()),
            "T102",
            ["accuracy"],
            "Accuracy is not applicable; 4 is expected. Nothing claimed.",
        ),
        (
            {"acts": ["name_problem", "apologise"]},
            WARM,
            "T103",
            ["acts", 1],
            'The act apologise is not seen in "Your parcel 4471 never came. The refund takes 5 business...". '
            'Seen: name_problem ("x").',
        ),
        ({"faults": ["blame"]}, COLD, "T104", ["faults", 0], "The fault blame is not seen"),
        ({"events": ["passed_on"]}, WARM, "T105", ["events", 0], "Seen: nothing."),
        (
            {"findings": {"refund": "correct"}},
            COLD,
            "T106",
            ["findings", "refund"],
            "'refund' is wrong (\"y\") in",
        ),
        ({"findings": {"credit": "wrong"}}, WARM, "T106", ["findings", "credit"], "'credit' is absent in"),
        (
            {"frustration": "falls"},
            COLD,
            "T107",
            ["frustration"],
            "Frustration goes from 50 to 60 (dismissive +6.0, asked_again +4.0); it should fall.",
        ),
        ({"frustration": "stays"}, WARM, "T107", ["frustration"], "it should stay as it is."),
    ],
)
def test_what_does_not_hold_is_named_with_its_place(
    expect: dict[str, Any], found: ScoredReply, code: str, keys: list[str | int], says: str
) -> None:
    (one,) = missed(expect, found)
    assert (one.code, one.keys) == (code, ("tests", 0, "expect", *keys))
    assert says in one.message


def test_a_reply_is_scored_as_an_answer_to_the_line_that_its_author_names() -> None:
    heard: list[str] = []

    def scorer(reply: str, situation: Situation) -> ScoredReply:
        heard.append(situation.customer_line)
        return WARM

    tests = [{"reply": REPLY, "expect": {}}, {"reply": REPLY, "expect": {}, "after": "And the coat?"}]
    tested: Scenario = scenario(tests=tests)
    list(missed_replies(plan_as_written(tested, persona(), rubric()), scorer=scorer))
    assert heard == [tested.customer.opening, "And the coat?"]
