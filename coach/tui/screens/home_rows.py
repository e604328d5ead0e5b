"""The rows of the home screen: what to do next, the curricula, open talks, skills and finished talks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from coach.tui.results import result, tell_apart
from coach.tui.rows import NOTHING, Overview, Row
from coach.tui.safe_text import BAD, GOOD, HEAD, SOFT, join, lines, one_line, plain
from coach.tui.screens.curriculum_rows import about_lesson, curriculum_rows, marks
from coach.tui.wording import OUTCOMES, SKILLS, count, day, word

if TYPE_CHECKING:
    from coach.ports import SessionSummary

RECENT = 12
"""Finished talks on the home screen."""
FIRST_DAY = (
    "Enter opens the briefing. Then you talk to the customer in writing, and",
    "every reply shows what it did. A talk takes about ten minutes.",
)


def rows(overview: Overview, folded: Mapping[str, bool] | None = None) -> list[Row]:
    """`folded`: the curricula that the person has folded away (True) or unfolded."""
    found = [Row("text", plain(notice, "$text-warning")) for notice in overview.notices]
    curricula = partial(curriculum_rows, folded=folded or {})
    for section in (_next, _open, curricula, _skills, _finished):
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
    yield Row("lesson", left, right, todo.lesson, todo.scenario, about=about_lesson(todo, overview))
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
    figures = plain(f"{'not scored':>20}", SOFT)
    scores = "No reply was given."
    if session.replies:
        figures = marks(session.empathy, session.accuracy)
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
        join((f"{day(session.started_at).partition(',')[0]}, {note}", SOFT), figures),
        session.id,
        session.scenario,
        short=join((note, SOFT), figures),
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
        yield Row("text", left, marks(skill.empathy, skill.accuracy))
