"""Drives the app in tests: opens it, types, waits until nothing is under way, reads what is on the screen."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from coach.tui.app import CoachApp
from coach.tui.routes import Begin
from coach.tui.screens.practice import PracticeScreen
from coach.tui.widgets.reply_box import ReplyBox
from tests.tui.fakes import FakeCoach

NARROW = (80, 24)
WIDE = (140, 45)
SMALL = (60, 16)


class Driver:
    """The app under test and the hands on its keyboard."""

    def __init__(self, app: CoachApp, pilot: Pilot[None], fake: FakeCoach) -> None:
        self.app = app
        self.pilot = pilot
        self.fake = fake

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    async def settle(self, *, streaming: bool = False) -> None:
        """Until no worker runs and nothing is left to paint; a stuck stream is left to itself."""
        if not streaming:
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Keys one after the other, without a pause for each."""
        await self.pilot.press(*("space" if char == " " else char for char in text))
        await self.settle()

    async def press(self, *keys: str, streaming: bool = False) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle(streaming=streaming)

    async def say(self, text: str, *, streaming: bool = False) -> None:
        """Type a reply and send it."""
        box = self.screen.query_one(ReplyBox)
        box.focus()
        box.insert(text)
        await self.press("enter", streaming=streaming)

    async def resize(self, columns: int, rows: int) -> None:
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()

    async def start_talk(self) -> PracticeScreen:
        """From home through the briefing into the talk."""
        await self.press("enter", "enter")
        assert isinstance(self.screen, PracticeScreen)
        return self.screen

    def text(self) -> str:
        """What is on the screen, row by row."""
        rows = self.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in rows)

    def words(self) -> str:
        """What is on the screen as running text."""
        return " ".join(re.sub(r"[│╭╮╰╯─▌▐▁▂▃▄▅▆▇█▊▎]", " ", self.text()).split())

    async def picture(self, *, streaming: bool = False) -> str:
        """An SVG without what differs from run to run: the ids, and a cursor that blinks."""
        for box in self.screen.query("ReplyBox, Input"):
            box.cursor_blink = False  # type: ignore[attr-defined]
        await self.settle(streaming=streaming)
        svg = self.app.export_screenshot(title="coach")
        return re.sub(r"terminal-[0-9]+", "terminal", svg)


@asynccontextmanager
async def running(
    fake: FakeCoach | None = None,
    *,
    size: tuple[int, int] = NARROW,
    begin: Begin | None = None,
    toasts: bool = False,
) -> AsyncIterator[Driver]:
    fake = fake or FakeCoach()
    app = CoachApp(fake.open, begin=begin)
    async with app.run_test(size=size, notifications=toasts) as pilot:
        driver = Driver(app, pilot, fake)
        await driver.settle()
        await driver.settle()
        yield driver
