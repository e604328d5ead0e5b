"""People and the scorer compared: who with whom, and what the scorer is fit for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from coach.domain.assessment import Act, Assessment, Evidence, FaultId, Flag, Levels, Score, ScoredReply
from coach.domain.marks import HIGHEST, Mark, MarkedReply, MarkSheet, scorer_mark, scorer_quotes, whole
from coach.domain.situation import Situation
from coach.errors import ContentError, Position, UnknownId, UsageError
from coach.services.bulk import Scoring
from coach.services.calibration import Calibration, CriterionAgreement, Fitness, Terms, calibrate
from tests.services.crew_scorers import no_scenario


def spoken(reply: str, situation: Situation) -> ScoredReply:
    """Gives the marks that the reply spells out: 'empathy=3.5 validation=2'; without one, none."""
    if reply == "breaks":
        raise OverflowError(reply)
    said = {name: float(value) for name, _, value in (word.partition("=") for word in reply.split())}
    level = Levels(validation=int(said.get("validation", 0)))  # type: ignore[arg-type]
    faults = tuple(Evidence(f, reply[:3], 0, 3, "t") for f in FaultId if said.get(f))
    assessment = Assessment(faults=faults, levels=level)
    return ScoredReply(assessment, Score(said.get("empathy"), evidence=faults), Score(said.get("accuracy")))


SCORING = Scoring(spoken, no_scenario, "test", "7")
QUICK = Terms(resamples=200)


def sheet(replies: dict[str, str], marks: Iterable[tuple[str, str, str, float]]) -> MarkSheet:
    kept = {
        id_: MarkedReply(id_, {"id": id_, "customer": "?", "reply": text}, Position(Path("m.csv"), at))
        for at, (id_, text) in enumerate(replies.items(), start=2)
    }
    return MarkSheet(tuple(Mark(*mark) for mark in marks), kept)


def spread(number: int, *, of: int = 6) -> dict[str, str]:
    """Replies to which the scorer gives 0, 1, 2 ... in turn."""
    return {f"r{n:02}": f"empathy={n % of}" for n in range(number)}


def people(replies: dict[str, str], rater: str, *, shift: float = 0.0) -> list[tuple[str, str, str, float]]:
    return [
        (id_, rater, "empathy", min(5.0, float(text.partition("=")[2]) + shift))
        for id_, text in replies.items()
    ]


def only(found: Calibration) -> CriterionAgreement:
    (one,) = found.criteria
    return one


def test_one_person_who_agrees_fully_makes_a_criterion_fit() -> None:
    replies = spread(30)
    one = only(calibrate(sheet(replies, people(replies, "Ana")), SCORING, QUICK))
    assert one.scorer is not None
    assert (one.scorer.kappa, one.fitness) == (pytest.approx(1.0), Fitness.FIT)
    assert (one.people, one.replies, one.marks, one.among_people) == (1, 30, 30, None)
    assert one.confusion == tuple(tuple(5 * (x == y) for x in range(6)) for y in range(6))


def test_with_too_few_replies_nothing_is_fit_however_well_they_agree() -> None:
    replies = spread(29)
    marks = [*people(replies, "Ana"), *people(replies, "Ben")]
    one = only(calibrate(sheet(replies, marks), SCORING, QUICK))
    assert (one.marks, one.fitness) == (58, Fitness.TOO_FEW)


def test_the_lower_end_of_the_interval_has_to_reach_the_floor() -> None:
    replies = spread(60)
    marks = people(replies, "Ana", shift=1.0)
    one = only(calibrate(sheet(replies, marks), SCORING, QUICK))
    assert one.scorer is not None
    assert one.scorer.interval is not None
    low, kappa = one.scorer.interval.low, one.scorer.kappa
    assert kappa is not None
    between = (low + kappa) / 2
    above = only(calibrate(sheet(replies, marks), SCORING, Terms(floor=between, resamples=200)))
    below = only(calibrate(sheet(replies, marks), SCORING, Terms(floor=low, resamples=200)))
    assert (above.fitness, below.fitness) == (Fitness.NOT_FIT, Fitness.FIT)


def test_marks_that_are_all_the_same_are_never_fit() -> None:
    replies = {f"r{n}": "empathy=3" for n in range(40)}
    one = only(calibrate(sheet(replies, people(replies, "Ana")), SCORING, QUICK))
    assert one.scorer is not None
    assert (one.scorer.kappa, one.scorer.exact, one.fitness) == (None, 1.0, Fitness.NOT_FIT)


def test_people_are_compared_on_the_replies_that_the_scorer_marked_too() -> None:
    replies = {"a": "empathy=1", "b": "empathy=4", "c": "x=1"}
    ana, ben = {"a": 1, "b": 4, "c": 0}, {"a": 1, "b": 4, "c": 5}
    marks = [(id_, r, "empathy", m) for r, own in (("Ana", ana), ("Ben", ben)) for id_, m in own.items()]
    one = only(calibrate(sheet(replies, marks), SCORING, QUICK))
    assert (one.replies, one.without, one.marks) == (2, 1, 4)
    assert one.among_people is not None
    assert (one.among_people.kappa, one.among_people.compared) == (1.0, 2)


def test_another_system_is_no_person() -> None:
    replies = spread(30)
    marks = [*people(replies, "Ana"), *people(replies, "gpt", shift=2.0)]
    found = calibrate(sheet(replies, marks), SCORING, Terms(against="gpt", resamples=200))
    one = only(found)
    assert (found.people, found.marks, one.people, one.among_people) == (("Ana",), 30, 1, None)
    assert one.against is not None
    assert one.against.difference == pytest.approx(1.5)
    assert one.scorer is not None
    assert one.scorer.kappa == pytest.approx(1.0)


def test_another_system_has_to_be_in_the_file_and_not_alone_there() -> None:
    replies = spread(3)
    marks = people(replies, "gpt")
    with pytest.raises(UnknownId, match="Did you mean gpt"):
        calibrate(sheet(replies, marks), SCORING, Terms(against="gtp"))
    with pytest.raises(UsageError, match="Nobody but gpt"):
        calibrate(sheet(replies, marks), SCORING, Terms(against="gpt"))


def test_the_widest_gaps_come_first_with_everybodys_marks_and_the_words() -> None:
    replies = {"a": "empathy=5 blame=1", "b": "empathy=2 validation=2", "c": "empathy=3"}
    marks = [
        *(("a", "Ana", "empathy", 1.0), ("a", "Ben", "empathy", 2.0), ("a", "Ana", "blame", 0.0)),
        *(("b", "Ana", "validation", 0.0), ("b", "Ana", "empathy", 2.0), ("c", "Ana", "empathy", 3.0)),
    ]
    found = calibrate(sheet(replies, marks), SCORING, QUICK)
    assert [one.id for one in found.worst] == ["a", "b"]
    first = found.worst[0]
    assert [(g.criterion, dict(g.people), g.scorer) for g in first.gaps] == [
        ("empathy", {"Ana": 1.0, "Ben": 2.0}, 5.0),
        ("blame", {"Ana": 0.0}, 1.0),
    ]
    assert first.gaps[1].quotes == ("emp",)
    assert calibrate(sheet(replies, marks), SCORING, Terms(worst=1, resamples=200)).worst == (first,)


def test_replies_that_cannot_be_scored_are_all_named_at_their_place() -> None:
    made = sheet({"a": "empathy=1", "b": "breaks"}, [(x, "Ana", "empathy", 1.0) for x in "ab"])
    broken = {**made.replies["a"].record, "facts": "none"}
    replies = {**made.replies, "a": MarkedReply("a", broken, Position(Path("m.csv"), 2, 9))}
    with pytest.raises(ContentError) as found:
        calibrate(MarkSheet(made.marks, replies), SCORING, QUICK)
    assert [str(f).split(" C411 ")[0] for f in found.value.faults] == ["m.csv:2:9:", "m.csv:3:1:"]
    assert "breaks" not in str(found.value)


def test_every_act_and_fault_is_a_criterion() -> None:
    assert set(HIGHEST) >= {*Act, *FaultId, "empathy", "accuracy", "validation"}
    assert {HIGHEST[x] for x in (*Act, *FaultId)} == {1}


def test_a_reply_that_was_not_read_has_no_mark_of_the_scorer() -> None:
    unread = Assessment(flags=(Evidence(Flag.NOT_SCORED, "", 0, 0, "t"),))
    for criterion in HIGHEST:
        assert scorer_mark(ScoredReply(unread, Score(None), Score(None)), criterion) is None


def test_an_act_is_marked_and_quoted_by_its_evidence() -> None:
    seen = Assessment(acts=(Evidence("greet", "Hi", 0, 2, "t"), Evidence("greet", "Hi", 5, 7, "t")))
    scored = ScoredReply(seen, Score(2.0), Score(None))
    assert (scorer_mark(scored, "greet"), scorer_mark(scored, "hold")) == (1.0, 0.0)
    assert (scorer_quotes(scored, "greet"), scorer_quotes(scored, "hold")) == (("Hi",), ())


@pytest.mark.parametrize(
    ("value", "mark"), [(0.0, 0), (0.4, 0), (0.5, 1), (2.5, 3), (3.5, 4), (4.49, 4), (5.0, 5)]
)
def test_a_half_goes_up(value: float, mark: int) -> None:
    assert whole(value) == mark
