from __future__ import annotations

from coach.tui.screens.home import HomeScreen
from coach.tui.screens.practice import PracticeScreen
from coach.tui.screens.trouble import TroubleScreen
from tests.tui.driving import WIDE, running
from tests.tui.fakes import BROKEN, FakeCoach


async def test_a_newcomer_is_told_where_to_start_and_enter_goes_there() -> None:
    async with running() as driver:
        assert "Start here ▸ A red kettle where a blue one was ordered" in driver.words()
        await driver.start_talk()
        assert isinstance(driver.screen, PracticeScreen)


async def test_a_locked_lesson_says_what_it_waits_for_and_does_not_open() -> None:
    async with running(size=WIDE, toasts=True) as driver:
        assert "after: A red kettle where a blue one was ordered" in driver.words()
        await driver.press("end", "enter")
        assert isinstance(driver.screen, HomeScreen)
        assert "First pass: A red kettle where a blue one was ordered." in driver.words()
        assert "Opens when you have passed:" in driver.words()


async def test_where_titles_do_not_fit_the_numbers_of_the_lessons_stand() -> None:
    async with running(size=(70, 24)) as driver:
        assert "2 The kettle, without hints after 1" in driver.words()


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
