"""The scorecard of a session: two axes, criteria, auto-fails, omissions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from coach.domain.assessment import Evidence, Finding, ScoredReply, Verdict
from coach.domain.customer import Goal
from coach.domain.rubric import AxisResult, Quadrant, Rubric, Scorecard
from coach.domain.scenario import PassMark, Scenario
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from coach.scoring.measures import omitted_facts, owed_facts
from coach.scoring.scorecard import LEFT_OUT, LEFT_WRONG, MOSTLY_LEFT_OUT, make_scorecard

ANCHORS = {n: f"level {n}" for n in range(6)}
WEIGHTS = {
    "empathy": {"validation": 30, "understanding": 25, "exploration": 15, "ownership": 10, "tone": 20},
    "accuracy": {"correct": 40, "complete": 30, "no_false_promise": 20, "next_steps": 10},
}
RUBRIC = Rubric.model_validate(
    {
        "schema": "coach/rubric@1",
        "id": "support",
        "title": "Support",
        "summary": "For tests.",
        "criteria": [
            {
                "id": m.replace("_", "-"),
                "title": m,
                "axis": axis,
                "weight": w,
                "measure": m,
                "anchors": ANCHORS,
            }
            | ({"minimum": 1} if m == "tone" else {})
            for axis, measures in WEIGHTS.items()
            for m, w in measures.items()
        ],
        "auto_fail": [
            {"id": "false-promise", "title": "False promise", "on": "violated", "why": "It cannot be kept."},
            {"id": "blames", "title": "Blames", "on": "fault", "ids": ["blame"], "why": "Never."},
        ],
    }
)
SCENARIO = Scenario.model_validate(
    {
        "schema": "coach/scenario@1",
        "id": "lamp",
        "title": "Lamp",
        "line_of_business": "customer-support",
        "persona": "someone",
        "rubric": "support",
        "today": datetime(2026, 11, 18, 15, 0),
        "briefing": "Help.",
        "customer": {
            "reason_for_contact": "Her lamp arrived cracked on Monday.",
            "opening": "My lamp came cracked and it was a present!",
            "goals": [{"id": "lamp", "needs": ["new-lamp"], "accepts": "Good."}],
        },
        "facts": [
            {
                "id": "new-lamp",
                "statement": "A new lamp arrives on Friday 20 November.",
                "required": True,
                "source": "KB-1",
            },
            {
                "id": "refund",
                "statement": "A refund takes 5 business days.",
                "required": True,
                "source": "KB-2",
            },
            {"id": "discount", "forbidden": "promise a discount on the next order", "source": "KB-3"},
        ],
    }
)
LINE = SCENARIO.customer.opening


def _scored(*replies: str) -> list[ScoredReply]:
    sorry = 0
    out: list[ScoredReply] = []
    for reply in replies:
        situation = Situation(
            customer_line=LINE,
            facts=SCENARIO.facts,
            today=SCENARIO.today,
            problem=f"{SCENARIO.customer.reason_for_contact} {LINE}",
            apologies_before=sorry,
            acknowledged_before=any(s.assessment.acknowledges for s in out),
        )
        out.append(score_reply(reply, situation))
        sorry += "apologise" in out[-1].assessment.act_ids
    return out


def _card(*replies: str) -> Scorecard:
    return make_scorecard(
        _scored(*replies), SCENARIO, RUBRIC, pass_mark=PassMark(empathy=3, accuracy=4), rubric_hash="abc"
    )


GOOD = (
    "A present that arrives cracked, that must hurt. It's our error and I'll stay on it. Who was it for?",
    "What would help you most now?",
    "A new lamp arrives on Friday 20 November, I'm sending it today. A refund takes 5 business days.",
)


def test_a_good_talk_passes_on_both_axes() -> None:
    card = _card(*GOOD)
    assert card.empathy.value >= 3.5
    assert card.accuracy.value >= 4
    assert card.passed
    assert card.omitted == ()


def test_no_reply_at_all_is_nought_and_not_passed() -> None:
    card = _card()
    assert card.empathy.value == card.accuracy.value == 0
    assert not card.passed
    assert card.omitted == ("new-lamp", "refund")


def test_apologies_alone_stay_below_two() -> None:
    card = _card("I'm so sorry.", "I do apologise again.", "Really sorry, our apologies.")
    assert card.empathy.value < 2
    assert card.accuracy.value < 2


def test_dismissing_stays_below_two_and_blaming_fails_the_session() -> None:
    card = _card(
        "Please calm down, it's only a lamp.", "You should have checked it.", "Everyone has to wait."
    )
    assert card.empathy.value < 2
    assert {hit.id for hit in card.auto_fails} == {"blames"}
    assert "tone" in card.below_minimum
    assert not card.passed


def test_an_early_mistake_costs_and_good_work_after_it_shows() -> None:
    good, late, bad = _card(*GOOD), _card("Please calm down.", *GOOD), _card("Please calm down.")
    assert bad.empathy.value < late.empathy.value < good.empathy.value


def test_claiming_nothing_leaves_accuracy_low() -> None:
    card = _card("That must be upsetting, a cracked present. Who was it for?", "I hear what it meant to you.")
    assert card.accuracy.value < 2
    assert card.omitted == ("new-lamp", "refund")


BOTH = "A new lamp arrives on Friday 20 November, I'm sending it today. A refund takes 5 business days."


def test_a_fact_put_right_later_counts_half() -> None:
    wrong_then_right, right = _card("A refund takes 9 business days.", BOTH), _card(BOTH)
    values = {c.criterion: c.value for c in wrong_then_right.criteria}
    assert values["correct"] == 3.75
    assert wrong_then_right.accuracy.value < right.accuracy.value
    assert wrong_then_right.accuracy.held_by == right.accuracy.held_by == ""


def test_a_needed_fact_that_is_left_wrong_keeps_accuracy_below_any_mark() -> None:
    card = _card(BOTH, GOOD[0], "A refund takes 9 business days.")
    assert card.accuracy.value == LEFT_WRONG
    assert not card.accuracy.passed
    assert card.accuracy.held_by == "At most 2.0, because one thing that they need was left wrong."
    assert card.omitted == ()


def test_a_fact_that_nobody_needs_holds_nothing_down_when_it_is_wrong() -> None:
    facts = tuple(f.model_copy(update={"required": f.id == "new-lamp"}) for f in SCENARIO.facts)
    scenario = SCENARIO.model_copy(update={"facts": facts})
    scored = _scored(*GOOD, "A refund takes 9 business days.")
    card = make_scorecard(scored, scenario, RUBRIC, pass_mark=PassMark(empathy=3, accuracy=4), rubric_hash="")
    assert card.accuracy.held_by == ""


def test_something_forbidden_keeps_accuracy_below_any_mark() -> None:
    scored = _scored(*GOOD, "You can have a discount on the next order.")
    quote = Evidence("discount", "You can have a discount", 0, 23, "promised")
    broken = Finding("discount", Verdict.VIOLATED, "KB-3", quote)
    scored[-1] = replace(scored[-1], assessment=replace(scored[-1].assessment, findings=(broken,)))
    card = make_scorecard(scored, SCENARIO, RUBRIC, pass_mark=PassMark(empathy=3, accuracy=4), rubric_hash="")
    assert card.accuracy.value == LEFT_WRONG
    assert "must not be" in card.accuracy.held_by


def test_what_was_left_out_holds_accuracy_down_however_right_the_rest_was() -> None:
    card = _card("A new lamp arrives on Friday 20 November, I'm sending it today.", GOOD[0])
    assert card.omitted == ("refund",)
    assert card.accuracy.value == MOSTLY_LEFT_OUT
    assert card.accuracy.held_by.startswith("At most 2.0, because 1 of 2 things that they have to know was")
    assert card.quadrant in (Quadrant.COLD_AND_WRONG, Quadrant.WARM_AND_WRONG)


def test_one_of_many_left_out_holds_it_down_less() -> None:
    more = [f.model_copy(update={"id": f"more-{n}"}) for n, f in enumerate([SCENARIO.facts[0]] * 2)]
    scenario = SCENARIO.model_copy(update={"facts": (*SCENARIO.facts, *more)})
    new_lamp = _scored(BOTH.split(" A refund", maxsplit=1)[0])[0]
    found = tuple(replace(f, fact_id=id_) for f in new_lamp.assessment.findings[:1] for id_ in _LAMPS)
    scored = [replace(new_lamp, assessment=replace(new_lamp.assessment, findings=found))]
    card = make_scorecard(scored, scenario, RUBRIC, pass_mark=PassMark(empathy=3, accuracy=4), rubric_hash="")
    assert card.omitted == ("refund",)
    assert card.accuracy.value == LEFT_OUT
    assert not card.accuracy.passed


def test_what_belongs_to_a_way_that_was_not_taken_is_not_owed_once_the_goal_is_met() -> None:
    ways = [{"needs": ["new-lamp"], "accepts": "Good."}, {"needs": ["refund"], "accepts": "The money, then."}]
    goal = Goal.model_validate({"id": "lamp", "ways": ways})
    customer = SCENARIO.customer.model_copy(update={"goals": (goal,)})
    scenario = SCENARIO.model_copy(update={"customer": customer})
    both = ("new-lamp", "refund")

    def omitted(reply: str, *met: str) -> tuple[str, ...]:
        scored = _scored(reply)
        return omitted_facts(scored, owed_facts(scored, scenario, met=met))

    assert omitted("A refund takes 5 business days.", "lamp") == ()
    assert omitted("A new lamp arrives on Friday 20 November.", "lamp") == ()
    assert omitted("A refund takes 5 business days.") == ("new-lamp",)
    assert omitted("I see.") == omitted("A refund takes 9 business days.", "lamp") == both


_LAMPS = ("new-lamp", "more-0", "more-1")


def test_the_axes_never_offset_each_other() -> None:
    warm_and_wrong = _card(
        GOOD[0], GOOD[1], "A new lamp arrives on Monday 30 November. A refund takes 9 business days."
    )
    assert warm_and_wrong.empathy.passed
    assert not warm_and_wrong.accuracy.passed
    assert not warm_and_wrong.passed

    assert warm_and_wrong.quadrant is Quadrant.WARM_AND_WRONG


@pytest.mark.parametrize(
    ("empathy", "accuracy", "quadrant"),
    [
        (3.0, 4.0, Quadrant.WARM_AND_RIGHT),
        (3.0, 3.99, Quadrant.WARM_AND_WRONG),
        (2.99, 4.0, Quadrant.COLD_AND_RIGHT),
        (2.99, 3.99, Quadrant.COLD_AND_WRONG),
    ],
)
def test_a_quadrant_is_each_axis_at_or_above_its_own_pass_mark(
    empathy: float, accuracy: float, quadrant: Quadrant
) -> None:
    card = replace(
        _card(*GOOD),
        empathy=AxisResult(empathy, 3, empathy >= 3),
        accuracy=AxisResult(accuracy, 4, accuracy >= 4),
    )
    assert card.quadrant is quadrant


def test_an_auto_fail_leaves_the_quadrant_as_the_marks_have_it() -> None:
    card = _card(*GOOD, "You should have checked it.")
    assert card.auto_fails
    assert not card.passed
    assert card.quadrant is Quadrant.WARM_AND_RIGHT


def test_each_criterion_carries_the_rubrics_words_and_the_number_of_the_reply() -> None:
    card = _card(*GOOD)
    validation = next(c for c in card.criteria if c.criterion == "validation")
    assert validation.value is not None
    assert validation.anchor == f"level {int(validation.value)}"
    assert validation.evidence[0][0] == 1
    assert validation.seen == "Of 3 replies that called for it: strongly in 1."
    assert (card.rubric, card.rubric_version, card.rubric_hash) == ("support", 1, "abc")


def test_the_first_version_of_a_rubric_hashes_as_one_without_and_the_second_does_not() -> None:
    first, second = (RUBRIC.model_copy(update={"version": n}) for n in (1, 2))
    assert "version" not in first.canonical()
    assert first.canonical() == RUBRIC.canonical() != second.canonical()
    assert Rubric.model_validate_json(second.canonical()).version == 2


def test_where_nothing_was_stated_the_scorecard_says_so_and_not_that_it_was_wrong() -> None:
    card = _card("I'm so sorry about the lamp.")
    correct = next(c for c in card.criteria if c.criterion == "correct")
    assert correct.value == 0
    assert correct.anchor not in ANCHORS.values()
    assert "stated" in correct.anchor
