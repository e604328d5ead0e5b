"""Progress and reports from a real store: what counts as finished, and what passes a lesson."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coach.domain.persona import content_hash
from coach.domain.report import LessonProgress, Progress
from coach.domain.rubric import Quadrant
from coach.domain.transcript import Outcome
from coach.errors import ExportError
from coach.export import EXPORTERS
from coach.services.reporting import Reporting
from coach.services.storing import StoreThread
from tests.scripted import library, plan_of
from tests.storage import samples

FIRST = library().scenario("payslip-three-saturdays")
SECOND = library().scenario("invoice-on-hold")


@pytest.fixture
def reporting(store: StoreThread) -> Reporting:
    return Reporting(library(), store, EXPORTERS)


def session(
    store: StoreThread,
    outcome: Outcome | None,
    *,
    passed: bool = True,
    replies: int = 1,
    empathy: float = 3.5,
) -> str:
    """A session of the first lesson with this result; `passed` is what its scorecard says."""
    curriculum = library().curriculum_of(FIRST.id)
    assert curriculum is not None
    plan = replace(plan_of(FIRST), curriculum=curriculum.id, lesson=curriculum.lessons[0].id)
    id_ = store.store.begin(plan)
    store.store.add_turn(id_, samples.opening(), elapsed=0.0)
    for seq in range(2, 2 + replies):
        store.store.add_turn(id_, samples.reply(seq), elapsed=float(seq))
        store.store.add_assessment(id_, seq, scored=samples.scored(), mood=samples.mood())
    if outcome is not None:
        card = samples.scorecard()
        axis = replace(card.empathy, value=empathy, passed=passed)
        card = replace(card, empathy=axis, auto_fails=(), below_minimum=())
        store.store.end(id_, outcome, scorecard=card)
    return id_


def lesson(progress: Progress, scenario: str = FIRST.id) -> LessonProgress:
    return next(x for x in progress.lessons if x.scenario == scenario)


async def test_at_first_only_lessons_that_need_no_other_are_open(reporting: Reporting) -> None:
    progress = await reporting.progress()
    assert (progress.sessions, progress.skills) == (0, ())
    own = [x for x in progress.lessons if x.curriculum == lesson(progress).curriculum]
    assert [x.scenario for x in own if x.state == "open"] == [FIRST.id]
    assert not any(x.needs for x in progress.lessons if x.state == "open")
    assert progress.next_lesson == f"{lesson(progress).curriculum}/{lesson(progress).lesson}"
    assert lesson(progress, SECOND.id).needs == (FIRST.title,)


async def test_a_settled_talk_with_both_marks_passes_and_opens_what_comes_after(
    reporting: Reporting, store: StoreThread
) -> None:
    session(store, Outcome.RESOLVED)
    progress = await reporting.progress()
    assert lesson(progress).state == "passed"
    assert lesson(progress, SECOND.id).state == "open"
    assert progress.next_lesson != f"{lesson(progress).curriculum}/{lesson(progress).lesson}"


@pytest.mark.parametrize("outcome", [x for x in Outcome if x is not Outcome.RESOLVED])
async def test_both_marks_pass_nothing_while_the_matter_is_open(
    reporting: Reporting, store: StoreThread, outcome: Outcome
) -> None:
    session(store, outcome)
    progress = await reporting.progress()
    assert (lesson(progress).state, lesson(progress).attempts) == ("open", 1)
    assert lesson(progress).best_empathy == 3.5
    assert lesson(progress, SECOND.id).state == "locked"


async def test_a_settled_talk_without_both_marks_passes_nothing(
    reporting: Reporting, store: StoreThread
) -> None:
    session(store, Outcome.RESOLVED, passed=False)
    assert lesson(await reporting.progress()).state == "open"


async def test_a_pass_and_a_settled_talk_in_two_sessions_do_not_add_up(
    reporting: Reporting, store: StoreThread
) -> None:
    session(store, Outcome.TURN_LIMIT)
    session(store, Outcome.RESOLVED, passed=False)
    assert lesson(await reporting.progress()).state == "open"


async def test_after_its_attempts_a_lesson_holds_nobody_up(reporting: Reporting, store: StoreThread) -> None:
    curriculum = library().curriculum_of(FIRST.id)
    assert curriculum is not None
    attempts = curriculum.lessons[0].attempts
    assert attempts is not None
    for _ in range(attempts - 1):
        session(store, Outcome.WALKED_OUT, passed=False)
    held = await reporting.progress()
    assert (lesson(held, SECOND.id).state, lesson(held).talk_it_over) == ("locked", False)
    session(store, Outcome.WALKED_OUT, passed=False)
    moved_on = await reporting.progress()
    assert (lesson(moved_on, SECOND.id).state, lesson(moved_on, SECOND.id).needs) == ("open", ())
    assert (lesson(moved_on).state, lesson(moved_on).talk_it_over) == ("open", True)
    assert moved_on.next_lesson == f"{curriculum.id}/{curriculum.lessons[1].id}"
    session(store, Outcome.RESOLVED)
    assert (lesson(await reporting.progress()).state, lesson(await reporting.progress()).talk_it_over) == (
        "passed",
        False,
    )


async def test_a_talk_without_a_reply_counts_nowhere(reporting: Reporting, store: StoreThread) -> None:
    session(store, Outcome.AGENT_ENDED, replies=0, empathy=0.0)
    progress = await reporting.progress()
    assert (progress.sessions, progress.skills, lesson(progress).attempts) == (0, (), 0)
    session(store, Outcome.AGENT_ENDED, empathy=4.0)
    progress = await reporting.progress()
    assert progress.sessions == 1
    assert {(s.sessions, s.empathy) for s in progress.skills} == {(1, 4.0)}


async def test_an_open_talk_is_not_finished(reporting: Reporting, store: StoreThread) -> None:
    session(store, None)
    assert (await reporting.progress()).sessions == 0


async def test_a_skill_is_the_mean_of_its_last_five_talks(reporting: Reporting, store: StoreThread) -> None:
    for value in (0.0, 1.0, 2.0, 3.0, 4.0, 5.0):
        session(store, Outcome.RESOLVED, empathy=value)
    skills = (await reporting.progress()).skills
    assert {s.skill for s in skills} == set(FIRST.skills)
    assert {(s.sessions, s.empathy) for s in skills} == {(6, 3.0)}


async def test_a_report_says_passed_as_progress_does(reporting: Reporting, store: StoreThread) -> None:
    session(store, Outcome.RESOLVED)
    session(store, Outcome.TURN_LIMIT)
    session(store, Outcome.AGENT_ENDED, replies=0)
    session(store, None)
    rows = (await reporting.report()).sessions
    assert [(r.outcome, r.passed) for r in rows] == [
        ("resolved", True),
        ("turn_limit", False),
        ("agent_ended", None),
        ("open", None),
    ]
    assert [r.empathy for r in rows] == [3.5, 3.5, None, None]
    assert [r.quadrant for r in rows] == ["warm_and_right", "warm_and_right", "", ""]


async def test_finished_talks_are_counted_by_quadrant_each_by_its_own_marks(
    reporting: Reporting, store: StoreThread
) -> None:
    assert (await reporting.progress()).quadrants == ()
    session(store, Outcome.RESOLVED, empathy=3.0)
    session(store, Outcome.WALKED_OUT, empathy=1.0, passed=False)
    session(store, Outcome.WALKED_OUT, empathy=1.5, passed=False)
    session(store, Outcome.AGENT_ENDED, replies=0)
    session(store, None)
    found = {q.quadrant: q.sessions for q in (await reporting.progress()).quadrants}
    assert found == {
        Quadrant.WARM_AND_RIGHT: 1,
        Quadrant.WARM_AND_WRONG: 0,
        Quadrant.COLD_AND_RIGHT: 2,
        Quadrant.COLD_AND_WRONG: 0,
    }


async def test_every_row_with_a_score_says_by_what_it_was_scored(
    reporting: Reporting, store: StoreThread
) -> None:
    session(store, Outcome.RESOLVED)
    session(store, None)
    report = await reporting.report(with_turns=True)
    rubric = plan_of(FIRST).rubric
    of_rubric = (rubric.id, rubric.version, content_hash(rubric.canonical()))
    assert report.turns is not None
    scored = [t for t in report.turns if t.scorer]
    assert [(t.speaker, t.accuracy or t.empathy) for t in scored] == [("agent", 3.5), ("agent", 3.5)]
    for row in (*report.sessions, *scored):
        assert (row.rubric, row.rubric_version, row.rubric_hash) == of_rubric
        assert (row.scorer, row.scorer_version) == ("rules", "1.2")
    opening = report.turns[0]
    assert (opening.rubric, opening.rubric_version, opening.rubric_hash) == ("", None, "")


async def test_words_are_reported_only_when_asked_for(reporting: Reporting, store: StoreThread) -> None:
    session(store, Outcome.RESOLVED)
    assert (await reporting.report()).turns is None
    turns = (await reporting.report(with_turns=True)).turns
    assert turns is not None
    assert [(t.speaker, t.empathy) for t in turns] == [("customer", None), ("agent", 3.5)]
    assert turns[1].findings == "replacement=correct"
    assert 'replacement "on Friday 27 November"' in turns[1].evidence


async def test_a_report_is_written_in_the_format_asked_for(
    reporting: Reporting, store: StoreThread, tmp_path: Path
) -> None:
    id_ = session(store, Outcome.RESOLVED)
    await reporting.export("jsonl", tmp_path / "all.jsonl")
    (row,) = (json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines())
    assert (row["kind"], row["session"], row["passed"]) == ("session", id_, True)
    with pytest.raises(ExportError):
        await reporting.export("csv", tmp_path / "nowhere" / "all.csv")


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock"])
async def test_a_report_is_never_written_over_the_history(
    reporting: Reporting, store: StoreThread, ending: str
) -> None:
    session(store, Outcome.RESOLVED)
    target = store.store.path.with_name(f"{store.store.path.name}{ending}")
    with pytest.raises(ExportError, match="history itself"):
        await reporting.export("csv", target, replace=True)
    assert (await reporting.progress()).sessions == 1
