from __future__ import annotations

import pytest

from coach.domain.report import LessonProgress, LessonState, Progress, SkillProgress
from coach.tui.rows import Overview
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.home_rows import rows
from coach.tui.screens.practice import PracticeScreen
from coach.tui.screens.trouble import TroubleScreen
from tests.tui.driving import WIDE, running
from tests.tui.fakes import BROKEN, CURRICULUM, FakeCoach, FakeLibrary


async def test_a_newcomer_is_told_where_to_start_and_enter_goes_there() -> None:
    async with running() as driver:
        assert "Start here ▸ A red kettle where a blue one was ordered" in driver.words()
        await driver.start_talk()
        assert isinstance(driver.screen, PracticeScreen)


async def test_a_locked_lesson_says_what_it_waits_for_and_does_not_open() -> None:
    async with running(size=WIDE, toasts=True) as driver:
        await driver.press("end", "enter")
        assert isinstance(driver.screen, HomeScreen)
        assert "First pass: A red kettle where a blue one was ordered." in driver.words()
        assert "Opens when you have passed:" in driver.words()


@pytest.mark.parametrize("size", [(70, 24), WIDE])
async def test_a_locked_lesson_names_the_numbers_of_those_before_it(size: tuple[int, int]) -> None:
    async with running(size=size) as driver:
        row = next(line for line in driver.text().splitlines() if "2 The kettle, without hints" in line)
        assert row.partition("│")[0].rstrip(" ▏").endswith("after 1")


async def test_where_there_is_room_the_briefing_stands_beside_its_lesson() -> None:
    async with running(size=WIDE) as driver:
        assert "You take over from the shop's bot. It has the order: a blue one." in " ".join(
            line.partition("│")[2].strip() for line in driver.text().splitlines()
        )


def test_skills_stand_there_only_once_they_differ() -> None:
    alike = [SkillProgress("accuracy", 1, 3.8, 4.0), SkillProgress("handoff", 1, 3.8, 4.0)]
    assert not shown_skills(alike)
    differ = [*alike, SkillProgress("telepathy", 2, 2.5, 4.0)]
    assert shown_skills(differ) == ["getting it right", "taking over from others", "telepathy"]


def shown_skills(skills: list[SkillProgress]) -> list[str]:
    progress = Progress(lessons=(), skills=tuple(skills), sessions=2, next_lesson=None, quadrants=())
    overview = Overview(progress, (), (), {}, {}, {}, {})
    return [row.left.plain.split("  ")[1] for row in rows(overview) if row.kind == "text"]


async def test_notices_stand_at_the_top() -> None:
    async with running(FakeCoach(notices=("The setting voice was not usable.",))) as driver:
        assert "The setting voice was not usable." in driver.words()


async def test_a_session_that_cannot_be_read_is_said_and_esc_goes_back() -> None:
    async with running() as driver:
        await driver.start_talk()
        await driver.press("f5", "enter", "enter", "escape", "end")
        driver.fake.store.fails = {"session"}
        await driver.press("enter")
        assert isinstance(driver.screen, TroubleScreen)
        assert BROKEN in driver.words()
        driver.fake.store.fails = set()
        await driver.press("escape")
        assert isinstance(driver.screen, HomeScreen)


async def test_a_talk_that_cannot_be_stored_does_not_start() -> None:
    async with running() as driver:
        driver.fake.store.fails = {"begin"}
        await driver.press("enter", "enter")
        assert isinstance(driver.screen, TroubleScreen)
        driver.fake.store.fails = set()
        await driver.press("escape", "enter")
        assert isinstance(driver.screen, PracticeScreen)


async def test_enter_pressed_twice_begins_one_session() -> None:
    async with running() as driver:
        await driver.press("enter")
        await driver.pilot.press("enter", "enter")
        await driver.settle()
        assert len(driver.fake.store.sessions_by_id) == 1


def lesson(curriculum: str, number: int, *, state: LessonState = "open", attempts: int = 0) -> LessonProgress:
    title = f"Talk {number} of {curriculum}"
    needs = (f"Talk {number - 1} of {curriculum}",) if state == "locked" else ()
    return LessonProgress(
        curriculum, f"l{number}", f"s{number}", title, state, attempts, None, None, needs=needs
    )


FIRST, SECOND, THIRD = "first-steps", "collections", "beside-ai"
LESSONS = (
    lesson(FIRST, 1),
    lesson(FIRST, 2, state="locked"),
    *(lesson(SECOND, n) for n in (1, 2, 3)),
    lesson(THIRD, 1, state="passed", attempts=2),
    lesson(THIRD, 2),
)


def shown(folded: dict[str, bool] | None = None) -> list[str]:
    progress = Progress(lessons=LESSONS, skills=(), sessions=2, next_lesson=f"{FIRST}/l1", quadrants=())
    titles = {FIRST: "First steps", SECOND: "Collections", THIRD: "Beside a machine"}
    overview = Overview(progress, (), (), titles, {}, {}, {}, curricula_about={SECOND: "Money that is owed."})
    return [
        " ".join(f"{row.left.plain} {row.right.plain}".split())
        for row in rows(overview, folded)
        if row.left.plain
    ]


def test_curricula_that_are_not_under_way_are_folded_to_a_row() -> None:
    assert shown()[2:] == [
        "▾ First steps empathy accuracy",
        "○ 1 Talk 1 of first-steps – –",
        "· 2 Talk 2 of first-steps after 1",
        "▸ Collections 3 lessons",
        "▾ Beside a machine empathy accuracy",
        "✓ 1 Talk 1 of beside-ai – –",
        "○ 2 Talk 2 of beside-ai – –",
    ]


def test_what_a_person_folds_or_unfolds_stays_so() -> None:
    changed = shown({SECOND: False, THIRD: True})
    assert "○ 2 Talk 2 of collections – –" in changed
    assert "▸ Beside a machine 1 of 2 lessons passed" in changed
    assert not any("of beside-ai" in line for line in changed)


async def test_enter_on_a_curriculum_shows_its_lessons_and_folds_them_away_again() -> None:
    other = CURRICULUM.model_copy(update={"id": "more", "title": "More kettles"})
    async with running(FakeCoach(library=FakeLibrary(others=(other,))), size=WIDE) as driver:
        await driver.press("end")
        assert "Enter shows them." in driver.words()
        await driver.press("enter")
        assert "Enter folds them away." in driver.words()
        assert "▾ More kettles" in driver.words()
        await driver.press("enter")
        assert "Enter shows them." in driver.words()
