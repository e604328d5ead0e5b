from __future__ import annotations

from dataclasses import replace

import pytest

from coach.customer.answering import answers, answers_beside, asks_about_them, leads_on, told_before
from coach.customer.cue import Part
from coach.domain.assessment import Act, Evidence, Question
from coach.domain.transcript import CustomerAct
from tests.builders import assessment
from tests.customer.test_director import RIGHT, moment


def test_what_they_know_and_were_asked_for_is_told_and_the_rest_of_a_list_waved_aside() -> None:
    asked = moment(assessment(Act.ASK_INFO, asked=("address",)))
    (told,) = answers(asked)
    assert (told.act, bool(told.say)) == (CustomerAct.ANSWER, True)
    half = replace(asked, assessment=assessment(Act.ASK_INFO, asked=("address", "unknown")))
    assert [p.reason for p in answers(half)] == ["", "half"]


def test_asked_again_they_use_the_words_that_the_scenario_has_for_it() -> None:
    again = moment(assessment(Act.ASK_INFO, asked=("order",)))
    known = next(k for k in again.scenario.customer.known_info if k.id == "order")
    assert told_before(again) == (known.again or "")


def test_a_small_question_goes_before_the_kind_of_any_other() -> None:
    aside = Evidence("The one on Main Street.", "Which store?", 0, 12, "asides")
    seen = replace(assessment(Act.ASK_INFO), aside=aside, other_question=Question.OFFER)
    (part,) = answers_beside(moment(seen))
    assert (part.reason, part.say) == ("aside", aside.id)
    assert not leads_on(moment(seen))


@pytest.mark.parametrize(
    ("question", "part"),
    [
        (Question.DETAIL, Part(CustomerAct.SAY_UNKNOWN)),
        (Question.OWN, Part(CustomerAct.VENT)),
        (Question.WISH, Part(CustomerAct.PRESS, reason="wish")),
        (Question.THERE, Part(CustomerAct.ANSWER, reason="there")),
        (Question.CHECK, Part(CustomerAct.ANSWER, reason="check")),
    ],
)
def test_a_question_is_answered_by_its_kind(question: Question, part: Part) -> None:
    assert answers_beside(moment(replace(assessment(), other_question=question))) == (part,)


def test_asked_whether_it_is_clear_after_a_step_forward_they_say_yes() -> None:
    seen = replace(assessment(Act.NAME_PROBLEM, new_date=RIGHT), other_question=Question.CHECK)
    assert answers_beside(moment(seen)) == (Part(CustomerAct.ANSWER, reason="followed"),)


def test_a_demand_for_a_detail_counts_only_in_a_reply_that_tells_nothing() -> None:
    demand = replace(assessment(Act.ASK_INFO), asks_something_else=True)
    assert answers_beside(moment(demand)) == (Part(CustomerAct.SAY_UNKNOWN),)
    beside_a_step = replace(assessment(Act.ASK_INFO, Act.OFFER_SOLUTION), asks_something_else=True)
    assert answers_beside(moment(beside_a_step)) == ()


def test_only_an_open_question_without_another_is_about_themselves() -> None:
    assert asks_about_them(moment(assessment(Act.ASK_OPEN)))
    offered = replace(assessment(Act.ASK_OPEN), other_question=Question.OFFER)
    assert not asks_about_them(moment(offered))
    assert not asks_about_them(moment(assessment(Act.GREET)))
