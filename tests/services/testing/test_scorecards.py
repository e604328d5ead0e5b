"""Examples and tests of a rubric, scored by the word rules."""

from __future__ import annotations

from typing import Any

from coach.domain.persona import content_hash
from coach.domain.rubric import Rubric
from coach.scoring.assess import score_without_fix
from coach.services.testing.missed import Missed
from coach.services.testing.scorecards import missed_scorecards
from tests.builders import ANCHORS
from tests.builders import rubric as build

LINE = "My parcel 4471 never came, and it is the third time that I ask."
WARM = "Three times you have had to ask about a parcel that never came. That would wear anybody down."
RIGHT = "The refund takes 5 business days."
FACTS = [
    {"id": "refund", "statement": RIGHT, "required": True},
    {"id": "cash", "forbidden": "promise cash in hand", "paraphrases": ["You get the money in cash."]},
]


def criterion(id_: str, axis: str, measure: str, *examples: dict[str, Any]) -> dict[str, Any]:
    anchored = {"id": id_, "title": id_, "axis": axis, "weight": 100, "measure": measure, "anchors": ANCHORS}
    return {**anchored, "examples": examples}


def example(level: int, reply: str) -> dict[str, Any]:
    return {"level": level, "talk": [{"customer": LINE}, {"agent": reply}]}


def rubric(*examples: dict[str, Any], tests: list[dict[str, Any]] | None = None) -> Rubric:
    criteria = [
        criterion("heard", "empathy", "validation", *examples),
        criterion("right", "accuracy", "correct"),
    ]
    hits = [{"id": "broken", "title": "Broken", "on": "violated", "why": "It ends the talk."}]
    return build(criteria=criteria, auto_fail=hits, tests=tests or [])


def talk(reply: str, expect: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"title": "A talk", "talk": [{"customer": LINE}, {"agent": reply}], "facts": FACTS, "expect": expect}
    ]


def missed(one: Rubric) -> list[Missed]:
    return list(missed_scorecards(one, scorer=score_without_fix))


def test_an_example_on_its_level_or_near_it_is_in_order() -> None:
    assert missed(rubric(example(5, WARM), example(1, "I'm sorry."), example(0, RIGHT))) == []


def test_an_example_off_its_level_is_named_with_what_was_counted() -> None:
    (one,) = missed(rubric(example(5, WARM), example(4, RIGHT)))
    assert (one.code, one.keys) == ("T201", ("criteria", 0, "examples", 1, "level"))
    assert one.message.startswith("This example of level 4 reaches 0 on 'heard'. Of 1 reply")


def test_a_talk_that_comes_out_as_written_is_in_order() -> None:
    expect = {"criteria": {"heard": [4, 5]}, "empathy": [4, 5], "accuracy": [5, 5], "fails": []}
    assert missed(rubric(tests=talk(f"{WARM} {RIGHT}", expect))) == []


def test_whatever_does_not_come_out_is_named() -> None:
    expect = {"criteria": {"heard": [4, 5]}, "empathy": [3, 5], "accuracy": [4, 5], "fails": []}
    found = missed(rubric(tests=talk("The refund takes 9 days. You get the money in cash.", expect)))
    inside = ("tests", 0, "expect")
    assert [(one.code, one.keys) for one in found] == [
        ("T202", (*inside, "criteria", "heard")),
        ("T203", (*inside, "empathy")),
        ("T203", (*inside, "accuracy")),
        ("T204", (*inside, "fails")),
    ]
    assert "heard 0" in found[1].message
    assert found[2].message.startswith("Accuracy is 0 (right 0)")
    assert found[3].message == 'broken ("You get the money in cash") is hit; no auto-fail is expected.'


def test_what_was_left_out_holds_the_accuracy_of_a_test_down_as_in_a_session() -> None:
    (one,) = missed(rubric(tests=talk(WARM, {"accuracy": [3, 5]})))
    assert one.code == "T203"


def test_examples_and_tests_move_neither_the_hash_nor_what_is_frozen_into_a_session() -> None:
    plain = rubric()
    told = rubric(example(5, WARM), tests=talk(WARM, {"fails": []}))
    assert content_hash(told.canonical()) == content_hash(plain.canonical())
    assert Rubric.model_validate_json(told.canonical()) == plain
