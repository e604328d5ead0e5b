"""Scenarios and progress in plain lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from coach.cli.output import one_line
from coach.domain.report import LessonProgress, Progress
from coach.domain.scenario import Scenario
from coach.ports import Library
from coach.tui.wording import BUSINESS, DIFFICULTIES, count, word


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


def progress_json(progress: Progress) -> dict[str, Any]:
    return asdict(progress)


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
    if progress.skills:
        yield ""
        yield "Skills, over the last five talks of each"
        for skill in progress.skills:
            marks = f"empathy {_mark(skill.empathy)}, accuracy {_mark(skill.accuracy)}"
            yield f"  {word({}, skill.skill)}: {marks} ({count(skill.sessions, 'talk')})"
    todo = next((x for x in progress.lessons if f"{x.curriculum}/{x.lesson}" == progress.next_lesson), None)
    if todo:
        yield ""
        yield f"Next: {one_line(todo.title)}. Start it with: coach practise {todo.scenario}"


def _lesson(lesson: LessonProgress) -> str:
    title = one_line(lesson.title)
    if lesson.state == "locked":
        return f"{title}: locked, after {', '.join(one_line(x) for x in lesson.needs)}"
    if not lesson.attempts:
        return f"{title}: open"
    best = f"best empathy {_mark(lesson.best_empathy)}, best accuracy {_mark(lesson.best_accuracy)}"
    tries = "1 try" if lesson.attempts == 1 else f"{lesson.attempts} tries"
    return f"{title}: {lesson.state}, {best} ({tries})"


def _mark(value: float | None) -> str:
    return "none yet" if value is None else f"{value:.1f}"
