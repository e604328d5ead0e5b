"""The rows of the home screen: what to do next, the curricula, open talks, skills and finished talks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from coach.tui.figures import difficulty
from coach.tui.results import result, tell_apart
from coach.tui.safe_text import BAD, GOOD, HEAD, SOFT, flow, join, lines, one_line, plain
from coach.tui.wording import BUSINESS, DIFFICULTIES, OUTCOMES, SKILLS, TALK_IT_OVER, count, day, word

if TYPE_CHECKING:
    from coach.domain.report import LessonProgress, Progress
    from coach.ports import SessionSummary

RECENT = 12
"""Finished talks on the home screen."""
FIRST_DAY = (
    "Enter opens the briefing. Then you talk to the customer in writing, and",
    "every reply shows what it did. A talk takes about ten minutes.",
)

NOTHING = Content("")

Kind = Literal["heading", "text", "lesson", "locked", "resume", "look_back"]


@dataclass(frozen=True)
class Row:
    """One row: text at the left, figures at the right, and what it opens."""

    kind: Kind
    left: Content
    right: Content = NOTHING
    key: str = ""
    """The session or lesson it opens."""
    scenario: str = ""
    short: Content = NOTHING
    """In place of `right` where both sides do not fit."""
    needs: tuple[str, ...] = ()
    """Titles of the lessons to pass before it opens."""
    about: Content = NOTHING
    """Beside the list, where there is room."""

    @property
    def opens(self) -> bool:
        return self.kind not in ("heading", "text")


@dataclass(frozen=True)
class Overview:
    """All that the home screen shows."""

    progress: Progress
    open: tuple[SessionSummary, ...]
    finished: tuple[SessionSummary, ...]
    curricula: dict[str, str]
    """Titles by id."""
    people: dict[str, str]
    """Names by persona id."""
    people_about: dict[str, str]
    """Summaries by persona id."""
    briefings: dict[str, str]
    """By scenario id."""
    notices: tuple[str, ...] = ()


def rows(overview: Overview) -> list[Row]:
    found = [Row("text", plain(notice, "$text-warning")) for notice in overview.notices]
    for section in (_next, _open, _curricula, _skills, _finished):
        block = list(section(overview))
        if block and found:
            found.append(Row("text", NOTHING))
        found += block
    return found


def _next(overview: Overview) -> Iterator[Row]:
    progress = overview.progress
    todo = next((x for x in progress.lessons if f"{x.curriculum}/{x.lesson}" == progress.next_lesson), None)
    if todo is None:
        if progress.lessons:
            yield Row("heading", plain("All lessons are passed. Well done.", HEAD))
            yield Row("text", plain("Practise any of them again, with another customer if you like.", SOFT))
        return
    yield Row("heading", plain("Start here" if not progress.sessions else "Do this next", HEAD))
    who = one_line(overview.people.get(todo.persona, ""))
    left = join(("▸ ", "$text-accent"), (one_line(todo.title), "bold"))
    right = plain(f"with {who}" if who else "", SOFT)
    yield Row("lesson", left, right, todo.lesson, todo.scenario, about=_about_lesson(todo, overview))
    if not progress.sessions:
        for line in FIRST_DAY:
            yield Row("text", plain(f"  {line}", SOFT))


def _open(overview: Overview) -> Iterator[Row]:
    if overview.open:
        yield Row("heading", plain("Take up again", HEAD))
    for session in overview.open[:RECENT]:
        left = join(("… ", "$text-accent"), one_line(session.title))
        right = plain(f"{count(session.replies, 'reply')} · {day(session.started_at)}", SOFT)
        about = lines(
            (one_line(session.title), "bold"),
            "",
            f"A talk left open on {day(session.started_at)}, after {count(session.replies, 'reply')}.",
            "",
            ("It goes on where it stood.", SOFT),
        )
        yield Row("resume", left, right, session.id, session.scenario, about=about)


def _curricula(overview: Overview) -> Iterator[Row]:
    current = ""
    for lesson in overview.progress.lessons:
        if lesson.curriculum != current:
            if current:
                yield Row("text", NOTHING)
            current = lesson.curriculum
            title = one_line(overview.curricula.get(current, current))
            yield Row("heading", plain(title, HEAD), plain(f"{'empathy':>9}{'accuracy':>11}", SOFT))
        yield _lesson(lesson, overview)


def _lesson(lesson: LessonProgress, overview: Overview) -> Row:
    sign = {"passed": ("✓ ", GOOD), "open": ("○ ", "$text-accent"), "locked": ("· ", SOFT)}[lesson.state]
    title = f"{_numbers((lesson.title,), overview)[0]:>2} {one_line(lesson.title)}"
    about = _about_lesson(lesson, overview)
    if lesson.state == "locked":
        after = plain(f"after {' and '.join(_numbers(lesson.needs, overview))}", SOFT)
        left = join(sign, (title, SOFT))
        return Row("locked", left, after, lesson.lesson, lesson.scenario, needs=lesson.needs, about=about)
    right = _marks(lesson.best_empathy, lesson.best_accuracy)
    return Row("lesson", join(sign, title), right, lesson.lesson, lesson.scenario, about=about)


def _numbers(titles: tuple[str, ...], overview: Overview) -> list[str]:
    """The places of lessons in their list."""
    places = {x.title: str(place) for place, x in enumerate(overview.progress.lessons, start=1)}
    return [places.get(title, "?") for title in titles]


def _marks(empathy: float | None, accuracy: float | None) -> Content:
    return plain(f"{result(empathy):>9}{result(accuracy):>11}")


def _about_lesson(lesson: LessonProgress, overview: Overview) -> Content:
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


def _finished(overview: Overview) -> Iterator[Row]:
    if overview.finished:
        heading = plain(f"{'empathy':>9}{'accuracy':>11}", SOFT)
        yield Row("heading", plain("Look back", HEAD), heading)
    for session in overview.finished[:RECENT]:
        yield _look_back(session)


def _look_back(session: SessionSummary) -> Row:
    settled = session.outcome == "resolved"
    outcome = word(OUTCOMES, session.outcome or "")
    sign = ("– ", BAD if session.outcome == "walked_out" else SOFT)
    if session.passed and settled:
        sign = ("✓ ", GOOD)
    note = "not settled" if session.passed and not settled else outcome
    marks = plain(f"{'not scored':>20}", SOFT)
    scores = "No reply was given."
    if session.replies:
        marks = _marks(session.empathy, session.accuracy)
        scores = f"Empathy {result(session.empathy)}, accuracy {result(session.accuracy)}."
    about = lines(
        (one_line(session.title), "bold"),
        "",
        f"{day(session.started_at)}, {count(session.replies, 'reply')}: {outcome}.",
        "",
        scores,
        (_came_to(session, settled=settled), SOFT),
    )
    return Row(
        "look_back",
        join(sign, one_line(session.title)),
        join((f"{day(session.started_at).partition(',')[0]}, {note}", SOFT), marks),
        session.id,
        session.scenario,
        short=join((note, SOFT), marks),
        about=about,
    )


def _came_to(session: SessionSummary, *, settled: bool) -> str:
    if not session.replies:
        return "Not scored."
    if not session.passed:
        return "Not passed yet."
    return "Passed and settled." if settled else "Both marks are reached, but the matter was left open."


def _skills(overview: Overview) -> Iterator[Row]:
    skills = overview.progress.skills
    if not tell_apart(skills):
        return
    heading = plain(f"{'empathy':>9}{'accuracy':>11}", SOFT)
    title = join(("By what the talks train", HEAD), ("  the last five of each", SOFT))
    yield Row("heading", title, heading)
    for skill in skills:
        left = join("  ", word(SKILLS, skill.skill), (f"  {count(skill.sessions, 'talk')}", SOFT))
        yield Row("text", left, _marks(skill.empathy, skill.accuracy))
