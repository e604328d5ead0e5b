"""What an assessment says of a reply as a whole."""

from __future__ import annotations

import pytest

from coach.domain.assessment import Act, Assessment, Evidence, FaultId, Finding, Levels, Shades, Verdict
from tests.builders import assessment


def naming(reply: str, verdict: Verdict) -> Assessment:
    """A reply of one sentence that names the problem and has to do with a fact."""
    words = [
        Evidence(id_, reply, start=0, end=len(reply), rule="test") for id_ in (Act.NAME_PROBLEM, "cause")
    ]
    return Assessment(acts=(words[0],), findings=(Finding("cause", verdict, evidence=words[1]),))


def test_naming_the_problem_or_the_feeling_acknowledges() -> None:
    assert assessment(Act.NAME_PROBLEM).acknowledges
    assert assessment(Act.ACKNOWLEDGE_FEELING).acknowledges
    assert not assessment(Act.APOLOGISE, Act.GIVE_INFO).acknowledges


def test_a_formula_does_not() -> None:
    assert not assessment(Act.ACKNOWLEDGE_FEELING, FaultId.HOLLOW_SCRIPT).acknowledges


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        ("The claim was denied because the referral was missing.", False),
        ("Your claim was denied because the referral was missing.", True),
        ("We denied the claim because the referral was missing.", True),
        ("I see that the claim was denied because the referral was missing.", True),
    ],
)
def test_a_fact_told_to_nobody_shows_nobody_that_they_were_heard(reply: str, shown: bool) -> None:
    assert naming(reply, Verdict.CORRECT).acknowledges is shown


def test_what_went_wrong_may_be_told_plainly_where_it_is_no_fact_of_the_case() -> None:
    assert naming("Three Saturdays, eighteen hours, and no pay.", Verdict.ABSENT).acknowledges


def test_levels_are_capped_by_others_and_show_only_what_is_left_of_them() -> None:
    words = tuple(
        Evidence(id_, "So.", start=0, end=3, rule="test") for id_ in ("validation", "understanding")
    )
    whole = Levels(2, 0, 1, evidence=words, shades=Shades(1.8, 0.1, 1.2))
    assert whole.at_most(Levels(1, 2, 0)) == Levels(1, 0, 0, evidence=words[:1], shades=Shades(1, 0.1, 0))
    assert whole.at_most(Levels(2, 2, 2)) == whole
    assert Levels(1, 0, 0, evidence=words[:1]).at_most(Levels()) == Levels()
