"""Scenarios and progress in plain lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from coach.cli.output import one_line, short
from coach.domain.report import LessonProgress, Progress
from coach.domain.rubric import Quadrant
from coach.domain.scenario import Scenario
from coach.ports import Library, SessionSummary
from coach.services.review import Disagreement
from coach.tui.results import result, tell_apart
from coach.tui.wording import (
    BUSINESS,
    DIFFICULTIES,
    SKILLS,
    TALK_IT_OVER,
    count,
    day,
    quadrant,
    second_opinion,
    word,
)


def scenario_json(library: Library, scenario: Scenario) -> dict[str, Any]:
    curriculum = library.curriculum_of(scenario.id)
    return {
        "id": scenario.id,
        "title": scenario.title,
        "line_of_business": scenario.line_of_business.value,
        "difficulty": scenario.difficulty,
        "persona": scenario.persona,
        "curriculum": curriculum.id if curriculum else None,
    }


def in_order(library: Library) -> list[Scenario]:
    """Scenarios as their curricula have them, then the others."""
    lessons = [lesson.scenario for c in library.curricula() for lesson in c.lessons]
    places = {id_: at for at, id_ in reversed(list(enumerate(lessons)))}
    return sorted(library.scenarios(), key=lambda s: places.get(s.id, len(lessons)))


def scenario_lines(library: Library) -> Iterator[str]:
    scenarios = in_order(library)
    width = max((len(s.id) for s in scenarios), default=0)
    curriculum: str | None = ""
    for scenario in scenarios:
        found = library.curriculum_of(scenario.id)
        title = found.title if found else "Outside any curriculum"
        if title != curriculum:
            yield f"{'' if curriculum == '' else chr(10)}{one_line(title)}"
            curriculum = title
        about = f"{word(BUSINESS, scenario.line_of_business)}, {DIFFICULTIES[scenario.difficulty]}"
        yield f"  {scenario.id:<{width}}  {one_line(scenario.title)} ({about})"


def progress_json(
    progress: Progress, for_review: Sequence[Disagreement], *, open_talks: Sequence[SessionSummary]
) -> dict[str, Any]:
    listed = [
        {
            "session": one.session,
            "reply": one.reply_number,
            "second_opinion": one.judgement.score,
            "built_in": one.judgement.built_in,
        }
        for one in for_review
    ]
    left = [
        {"session": x.id, "scenario": x.scenario, "started_at": x.started_at, "replies": x.replies}
        for x in open_talks
    ]
    return {**asdict(progress), "open_talks": left, "for_review": listed}


def open_lines(open_talks: Sequence[SessionSummary]) -> Iterator[str]:
    """The talks that can be taken up again, the newest first."""
    if not open_talks:
        return
    yield ""
    yield "Left open; take one up with: coach resume ID"
    for one in open_talks:
        yield f"  {one.id[:8]}  {one_line(one.title)} ({count(one.replies, 'reply')}, {day(one.started_at)})"


def disagreement_lines(for_review: Sequence[Disagreement]) -> Iterator[str]:
    """The replies on which a judge and the built-in scorer are far apart."""
    if not for_review:
        return
    yield ""
    yield "For a person to look at: the second opinion is far from the built-in score, which stands"
    for one in for_review:
        where = f"{one_line(one.title)} ({one.session[:8]}), reply {one.reply_number}"
        yield f"  {where}: second opinion {second_opinion(one.judgement)}"
        yield f'    "{short(one.reply, 90)}"'


def progress_lines(progress: Progress) -> Iterator[str]:
    if not progress.sessions:
        yield "You have not finished a talk yet."
    else:
        yield f"{count(progress.sessions, 'finished talk')}."
    yield ""
    yield "Lessons"
    for lesson in progress.lessons:
        yield f"  {_lesson(lesson)}"
    yield "  A lesson is passed by one talk that reaches both marks and settles the matter."
    if tell_apart(progress.skills):
        yield ""
        yield "By what the talks train, over the last five of each"
        for skill in progress.skills:
            marks = f"empathy {_mark(skill.empathy)}, accuracy {_mark(skill.accuracy)}"
            yield f"  {word(SKILLS, skill.skill)} ({count(skill.sessions, 'talk')}): {marks}"
    yield from _quadrants(progress)
    todo = next((x for x in progress.lessons if f"{x.curriculum}/{x.lesson}" == progress.next_lesson), None)
    if todo:
        yield ""
        yield f"Next: {one_line(todo.title)}. Start it with: coach practise {todo.scenario}"


def _quadrants(progress: Progress) -> Iterator[str]:
    """Where the finished talks stand on both axes at once."""
    if not progress.quadrants:
        return
    yield ""
    yield "Both axes at once, each talk by its own pass marks"
    for one in progress.quadrants:
        yield f"  {quadrant(one.quadrant).lower()}: {count(one.sessions, 'talk')}"
    if any(q.quadrant is Quadrant.WARM_AND_WRONG and q.sessions for q in progress.quadrants):
        yield "  Warm and wrong is the dangerous one: it feels like help, so people rely on it."


def _lesson(lesson: LessonProgress) -> str:
    title = one_line(lesson.title)
    if lesson.state == "locked":
        return f"{title}: locked, after {', '.join(one_line(x) for x in lesson.needs)}"
    if not lesson.attempts:
        return f"{title}: open"
    best = f"best empathy {_mark(lesson.best_empathy)}, best accuracy {_mark(lesson.best_accuracy)}"
    tries = "1 try" if lesson.attempts == 1 else f"{lesson.attempts} tries"
    more = f"\n  {TALK_IT_OVER}" if lesson.talk_it_over else ""
    return f"{title}: {lesson.state}, {best} ({tries}){more}"


def _mark(value: float | None) -> str:
    return "none yet" if value is None else result(value)
