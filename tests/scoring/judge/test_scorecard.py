"""What second opinions do to a session's result: the empathy axis alone, and by a point at the most."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.assessment import Assessment, Score, ScoredReply
from coach.domain.judgement import Judgement, JudgeStatus
from coach.domain.rubric import AutoFailHit, AxisResult, Scorecard
from coach.scoring.judge.scorecard import with_second_opinions
from tests.builders import evidence
from tests.storage import samples

NUMBERS = st.floats(0, 5).map(lambda x: round(x, 1))


def card(empathy: float = 2.5, **changes: object) -> Scorecard:
    plain = replace(
        samples.scorecard(),
        empathy=AxisResult(empathy, pass_mark=3, passed=empathy >= 3),
        auto_fails=(),
        below_minimum=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def replies(*values: float | None) -> list[ScoredReply]:
    return [ScoredReply(Assessment(), Score(v), Score(5.0)) for v in values]


def used(score: float, built_in: float) -> Judgement:
    return Judgement(JudgeStatus.USED, built_in, score)


def test_the_axis_moves_by_the_mean_over_all_replies_that_are_scored_for_empathy() -> None:
    found = with_second_opinions(
        card(), replies(2.0, None, 3.0), judgements={1: used(3.0, 2.0), 3: used(2.8, 3.0)}
    )
    assert found.empathy == AxisResult(2.9, pass_mark=3, passed=False)
    assert (found.judged, found.moved_by_judge) == (2, 0.4)
    assert found.accuracy == card().accuracy
    assert found.criteria == card().criteria


def test_a_used_opinion_can_decide_about_the_mark() -> None:
    found = with_second_opinions(card(), replies(2.0), judgements={1: used(2.6, 2.0)})
    assert found.empathy.passed
    assert found.passed


def test_it_cannot_undo_what_fails_a_talk_or_a_criterion_below_its_minimum() -> None:
    hit = AutoFailHit("promise", title="A false promise", why="", reply=1, evidence=evidence("x"))
    for failed in (card(auto_fails=(hit,)), card(below_minimum=("heard",))):
        assert not with_second_opinions(failed, replies(2.0), judgements={1: used(3.0, 2.0)}).passed


@pytest.mark.parametrize("status", [JudgeStatus.REVIEW, JudgeStatus.UNSCORED])
def test_what_is_not_used_changes_nothing(status: JudgeStatus) -> None:
    judgement = Judgement(status, 2.0, 5.0)
    assert with_second_opinions(card(), replies(2.0), judgements={1: judgement}) == card()


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12), NUMBERS)
def test_whatever_judgements_there_are_a_session_moves_by_a_point_at_the_most(
    pairs: list[tuple[float, float]], empathy: float
) -> None:
    judgements = {n: used(score, built_in) for n, (score, built_in) in enumerate(pairs, start=1)}
    found = with_second_opinions(card(empathy), replies(*(b for _, b in pairs)), judgements=judgements)
    assert abs(found.empathy.value - empathy) <= 1.0 + 1e-9
    assert 0 <= found.empathy.value <= 5
