"""The examples and tests of a rubric: short talks without a scenario, scored as a session is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from coach.domain.assessment import Act, ScoredReply
from coach.domain.customer import Customer, Goal
from coach.domain.persona import content_hash
from coach.domain.rubric import Criterion, Rubric, Scorecard
from coach.domain.rubric_tests import RubricTest, ShortTalk
from coach.domain.scenario import Fact, LineOfBusiness, Scenario
from coach.domain.situation import Situation
from coach.ports import Scorer
from coach.scoring.measures import Measured, measure
from coach.scoring.scorecard import make_scorecard
from coach.services.testing.missed import Keys, Missed, figure, outside, shortened, wanted

OFF: Final = 1.0
"""An example shows a level, and does not sit on a line: it may be this far from it."""
_TODAY: Final = datetime(2026, 11, 18, 10)


def missed_scorecards(rubric: Rubric, *, scorer: Scorer) -> Iterator[Missed]:
    """Every example that is not on its level, and every expectation of a test that does not hold."""
    for at, criterion in enumerate(rubric.criteria):
        for number, example in enumerate(criterion.examples):
            scored = score_talk(example.talk, scorer=scorer)
            reached = measure(criterion.measure, scored, owed=())
            if reached.value is None or abs(reached.value - example.level) > OFF:
                keys: Keys = ("criteria", at, "examples", number, "level")
                yield Missed("T201", keys, _off(criterion, reached, level=example.level))
    for at, test in enumerate(rubric.tests):
        yield from _missed_test(rubric, test, ("tests", at, "expect"), scorer=scorer)


def score_talk(
    talk: ShortTalk, *, facts: tuple[Fact, ...] = (), today: datetime | None = None, scorer: Scorer
) -> tuple[ScoredReply, ...]:
    """Its replies, each to what the customer said before it."""
    heard: list[str] = []
    scored: list[ScoredReply] = []
    for line in talk:
        if line.customer is not None:
            heard.append(line.customer)
        elif line.agent is not None:
            scored.append(scorer(line.agent, _situation(heard, scored, facts=facts, today=today)))
    return tuple(scored)


def _situation(
    heard: Sequence[str], scored: Sequence[ScoredReply], *, facts: tuple[Fact, ...], today: datetime | None
) -> Situation:
    return Situation(
        customer_line=heard[-1] if heard else "",
        facts=facts,
        today=today,
        problem=heard[0] if heard else "",
        heard="\n".join(heard),
        apologies_before=sum(Act.APOLOGISE in one.assessment.act_ids for one in scored),
        acknowledged_before=bool(scored and scored[-1].assessment.acknowledges),
        agent_opens=not heard,
    )


def _missed_test(rubric: Rubric, test: RubricTest, keys: Keys, *, scorer: Scorer) -> Iterator[Missed]:
    expect = test.expect
    card = _scorecard(rubric, test, scorer=scorer)
    results = {one.criterion: one for one in card.criteria}
    for id_, band in expect.criteria.items():
        value = results[id_].value
        if outside(value, band):
            message = f"'{id_}' is {figure(value)}; {wanted(band)} is expected. {results[id_].seen}".rstrip()
            yield Missed("T202", (*keys, "criteria", id_), message)
    for axis, result, band_ in (
        ("empathy", card.empathy, expect.empathy),
        ("accuracy", card.accuracy, expect.accuracy),
    ):
        if band_ is not None and outside(result.value, band_):
            parts = ", ".join(f"{c.criterion} {figure(c.value)}" for c in card.criteria if c.axis == axis)
            message = f"{axis.capitalize()} is {figure(result.value)} ({parts}); {wanted(band_)} is expected."
            yield Missed("T203", (*keys, axis), f"{message} {result.held_by}".rstrip())
    hits = {hit.id: hit for hit in card.auto_fails}
    if expect.fails is not None and set(expect.fails) != set(hits):
        found = ", ".join(f"{id_} ({shortened(hit.evidence.quote)})" for id_, hit in hits.items())
        expected = ", ".join(expect.fails) or "no auto-fail"
        message = f"{found or 'No auto-fail'} is hit; {expected} is expected."
        yield Missed("T204", (*keys, "fails"), message)


def _scorecard(rubric: Rubric, test: RubricTest, *, scorer: Scorer) -> Scorecard:
    today = test.today.replace(tzinfo=None) if test.today else _TODAY
    return make_scorecard(
        score_talk(test.talk, facts=test.facts, today=today, scorer=scorer),
        _case(rubric, test, today=today),
        rubric,
        pass_mark=rubric.minimum,
        rubric_hash=content_hash(rubric.canonical()),
    )


def _case(rubric: Rubric, test: RubricTest, *, today: datetime) -> Scenario:
    """The scenario of a test: its facts, and a goal that needs all that has to be said."""
    needs = tuple(fact.id for fact in test.facts if fact.required)
    first = next((line.customer for line in test.talk if line.customer), test.title)
    return Scenario(
        schema_="coach/scenario@2",
        id=rubric.id,
        title=test.title,
        line_of_business=LineOfBusiness.CUSTOMER_SUPPORT,
        persona="nobody",
        rubric=rubric.id,
        today=today,
        briefing=test.title,
        customer=Customer(
            reason_for_contact=first, opening=first, goals=(Goal(id="all", needs=needs, accepts="Good."),)
        ),
        facts=test.facts,
    )


def _off(criterion: Criterion, reached: Measured, *, level: int) -> str:
    said = reached.seen or reached.instead
    quotes = ", ".join(f"{one.id} ({shortened(one.quote)})" for _, one in reached.evidence[:4])
    rests = f" It rests on: {quotes}." if quotes else ""
    return (
        f"This example of level {level} reaches {figure(reached.value)} on '{criterion.id}'. {said}{rests}"
    ).rstrip()
