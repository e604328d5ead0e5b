"""What the screens look like on the way through a talk, kept as SVG; each that is kept shows something of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from coach.tui.screens.briefing import BriefingScreen
from tests.tui.driving import NARROW, SMALL, WIDE, Driver, running
from tests.tui.fakes import FakeCoach, FakeStore


class Picture(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


async def choose_seed(driver: Driver) -> None:
    """As the persona is written, so that the frustration is the same each time."""
    assert isinstance(driver.screen, BriefingScreen)
    driver.screen.choice = replace(driver.screen.choice, seed=1)


async def walk(driver: Driver) -> AsyncIterator[str]:
    """From the first start to the debrief and home; yields the name of each screen when it stands."""
    yield "notice"
    await driver.press("enter")
    yield "home"
    await driver.press("enter")
    await choose_seed(driver)
    yield "briefing"
    await driver.press("enter")
    yield "talk"
    await driver.say("Please calm down.")
    await driver.say("I am sorry, you had to say it twice. What is it for?")
    yield "scored"
    await driver.press("f4")
    yield "score-turned"
    await driver.press("f4", "f2")
    await driver.type("refund")
    yield "lookup"
    await driver.press("escape", "f1")
    yield "help"
    await driver.press("escape", "f5")
    yield "question"
    await driver.press("escape")
    await driver.say("I am sorry. The blue one comes on Friday.")
    yield "ended"
    await driver.press("f6")
    yield "debrief"
    await driver.press("pagedown")
    yield "debrief-replies"
    await driver.press("escape")
    yield "home-with-history"


KEPT_WIDE = {"home", "scored", "lookup", "debrief"}
"""Screens whose layout differs where there is room."""
KEPT_LIGHT = {"home", "scored", "debrief"}


def assert_whole(driver: Driver) -> None:
    """No row is wider than the screen, and no key is cut from the footer."""
    assert all(len(row) <= driver.app.size.width for row in driver.text().splitlines())
    for footer in driver.screen.query("Footer"):
        assert footer.virtual_size.width <= footer.size.width


@pytest.mark.parametrize("size", [pytest.param(NARROW, id="80x24"), pytest.param(WIDE, id="140x45")])
async def test_every_screen_looks_as_it_did(size: tuple[int, int], picture: SnapshotAssertion) -> None:
    differ = []
    async with running(FakeCoach(store=FakeStore(seen=False)), size=size) as driver:
        async for name in walk(driver):
            assert_whole(driver)
            if size == WIDE and name not in KEPT_WIDE:
                continue
            if await driver.picture() != picture(name=name):
                differ.append(name)
            if size == NARROW and name in KEPT_LIGHT:
                driver.app.action_light_or_dark()
                if await driver.picture() != picture(name=f"{name}-light"):
                    differ.append(f"{name}-light")
                driver.app.action_light_or_dark()
                await driver.settle()
    assert not differ


async def test_every_screen_works_in_the_smallest_terminal() -> None:
    seen = []
    async with running(FakeCoach(store=FakeStore(seen=False)), size=SMALL) as driver:
        async for name in walk(driver):
            assert_whole(driver)
            seen.append(name)
    assert seen[-1] == "home-with-history"


async def test_a_customer_who_does_not_answer_looks_as_before(picture: SnapshotAssertion) -> None:
    fake = FakeCoach()
    fake.built_in.failures = 1
    async with running(fake) as driver:
        await driver.press("enter")
        await choose_seed(driver)
        await driver.press("enter")
        assert_whole(driver)
        assert await driver.picture() == picture


@pytest.mark.parametrize("size", [(59, 30), (100, 15), (20, 5)])
async def test_a_terminal_that_is_too_small_is_told_so(size: tuple[int, int]) -> None:
    async with running(size=size) as driver:
        assert driver.words().startswith("This window is too small for coach"[: size[0]])
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert "Start here" in driver.words()


async def test_a_talk_survives_a_terminal_that_shrinks_and_grows() -> None:
    async with running() as driver:
        await driver.start_talk()
        await driver.say("I am sorry. What is it for?")
        await driver.pilot.resize_terminal(40, 10)
        await driver.settle()
        assert "too small" in driver.words()
        await driver.pilot.resize_terminal(140, 45)
        await driver.settle()
        assert "It is a present." in driver.words()
        assert "Look it up" in driver.words()
