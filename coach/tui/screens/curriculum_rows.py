"""The lessons on the home screen, each curriculum under a row that folds it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from coach.tui.figures import difficulty
from coach.tui.results import result
from coach.tui.rows import NOTHING, Overview, Row
from coach.tui.safe_text import GOOD, HEAD, SOFT, flow, join, lines, one_line, plain
from coach.tui.wording import BUSINESS, DIFFICULTIES, TALK_IT_OVER, count, word

if TYPE_CHECKING:
    from coach.domain.report import LessonProgress


def curriculum_rows(overview: Overview, folded: Mapping[str, bool]) -> Iterator[Row]:
    """`folded`: curricula that the person has folded away (True) or unfolded; the others go by where they stand."""
    groups = [
        (id_, list(lessons)) for id_, lessons in groupby(overview.progress.lessons, lambda x: x.curriculum)
    ]
    for at, (id_, lessons) in enumerate(groups):
        away = len(groups) > 1 and folded.get(id_, not _is_under_way(lessons, overview))
        if at and not (away and _was_away(groups[at - 1], overview, folded)):
            yield Row("text", NOTHING)
        yield _heading(id_, lessons, overview, away=away if len(groups) > 1 else None)
        if not away:
            yield from (_lesson(lesson, lessons, overview) for lesson in lessons)


def _was_away(
    before: tuple[str, Sequence[LessonProgress]], overview: Overview, folded: Mapping[str, bool]
) -> bool:
    return folded.get(before[0], not _is_under_way(before[1], overview))


def _is_under_way(lessons: Sequence[LessonProgress], overview: Overview) -> bool:
    """It has the next lesson, or was begun and is not done."""
    passed = sum(lesson.state == "passed" for lesson in lessons)
    begun = any(lesson.attempts for lesson in lessons) and passed < len(lessons)
    return begun or any(f"{x.curriculum}/{x.lesson}" == overview.progress.next_lesson for x in lessons)


def _heading(id_: str, lessons: Sequence[LessonProgress], overview: Overview, *, away: bool | None) -> Row:
    """`away` is None where there is nothing to fold: one curriculum is all there is."""
    title = plain(one_line(overview.curricula.get(id_, id_)), HEAD)
    columns = plain(f"{'empathy':>9}{'accuracy':>11}", SOFT)
    if away is None:
        return Row("heading", title, columns)
    passed = sum(lesson.state == "passed" for lesson in lessons)
    done = f"{passed} of {count(len(lessons), 'lesson')} passed" if passed else count(len(lessons), "lesson")
    about = lines(
        (one_line(overview.curricula.get(id_, id_)), "bold"),
        "",
        flow(overview.curricula_about.get(id_, "")),
        "",
        (f"{done[:1].upper()}{done[1:]}.", SOFT),
        ("Enter shows them." if away else "Enter folds them away.", SOFT),
    )
    sign = ("▸ " if away else "▾ ", "$text-accent")
    return Row(
        "curriculum", join(sign, title), plain(done, SOFT) if away else columns, id_, folded=away, about=about
    )


def _lesson(lesson: LessonProgress, lessons: Sequence[LessonProgress], overview: Overview) -> Row:
    sign = {"passed": ("✓ ", GOOD), "open": ("○ ", "$text-accent"), "locked": ("· ", SOFT)}[lesson.state]
    title = f"{_numbers((lesson.title,), lessons)[0]:>2} {one_line(lesson.title)}"
    about = about_lesson(lesson, overview)
    if lesson.state == "locked":
        after = plain(f"after {' and '.join(_numbers(lesson.needs, lessons))}", SOFT)
        left = join(sign, (title, SOFT))
        return Row("locked", left, after, lesson.lesson, lesson.scenario, needs=lesson.needs, about=about)
    right = marks(lesson.best_empathy, lesson.best_accuracy)
    return Row("lesson", join(sign, title), right, lesson.lesson, lesson.scenario, about=about)


def _numbers(titles: Sequence[str], lessons: Sequence[LessonProgress]) -> list[str]:
    """The places of lessons in their curriculum."""
    places = {x.title: str(place) for place, x in enumerate(lessons, start=1)}
    return [places.get(title, "?") for title in titles]


def marks(empathy: float | None, accuracy: float | None) -> Content:
    return plain(f"{result(empathy):>9}{result(accuracy):>11}")


def about_lesson(lesson: LessonProgress, overview: Overview) -> Content:
    who = one_line(overview.people.get(lesson.persona, ""))
    parts = [
        plain(one_line(lesson.title), "bold"),
        plain(""),
        join(difficulty(lesson.difficulty), (f"  {word_of(lesson.difficulty)}", SOFT)),
        plain(word(BUSINESS, lesson.line_of_business), SOFT),
        plain(""),
    ]
    if who:
        parts += [
            plain(who, "$text-secondary"),
            plain(flow(overview.people_about.get(lesson.persona, ""))),
            plain(""),
        ]
    if lesson.state == "locked":
        parts += [plain("Opens when you have passed:", SOFT), *(plain(need) for need in lesson.needs)]
    elif lesson.attempts:
        best = f"Best so far: empathy {result(lesson.best_empathy)}, accuracy {result(lesson.best_accuracy)}"
        parts += [plain(f"Practised in {count(lesson.attempts, 'talk')}.", SOFT), plain(best)]
        if lesson.talk_it_over:
            parts += [plain(TALK_IT_OVER)]
    else:
        parts += [plain("Not practised yet.", SOFT)]
    briefing = flow(overview.briefings.get(lesson.scenario, ""))
    if briefing and lesson.state != "locked":
        parts += [plain(""), plain("Your briefing", HEAD), plain(briefing)]
    return lines(*parts)


def word_of(level: int) -> str:
    return DIFFICULTIES.get(level, "")
