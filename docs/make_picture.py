"""The README's picture: the app itself, a few replies into a talk with the built-in customer.

python docs/make_picture.py docs/practice.svg
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from textual.screen import Screen

from coach.bootstrap import open_coach
from coach.services.coach import Coach
from coach.settings import load
from coach.tui import routes
from coach.tui.app import CoachApp

SCENARIO = "blender-broken-charged-twice"
REPLIES = (
    "It did, and you shouldn't have to say it twice. A smashed jar and two charges of 64.90: I'll stay on both. "
    "Which card are they on?",
    "I've sent the second 64.90 back to that Visa just now. Your bank will show it in 3 to 5 business days.",
)
SIZE = (132, 40)


async def draw(data_dir: Path) -> str:
    """The SVG."""

    def opener() -> AbstractContextManager[Coach]:
        return open_coach(load({"data_dir": data_dir}))

    async def begin(coach: Coach) -> Screen[None]:
        return routes.one_scenario(coach, SCENARIO)

    app = CoachApp(opener, begin=begin)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("enter", "enter"):  # the notice, then the briefing
            await pilot.pause(1.0)
            await pilot.press(key)
        for reply in REPLIES:
            await pilot.pause(1.0)
            await pilot.press(*reply, "enter")
        await pilot.pause(1.5)
        return app.export_screenshot(title="coach")


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/practice.svg")
    with tempfile.TemporaryDirectory() as data_dir:
        out.write_text(asyncio.run(draw(Path(data_dir))), encoding="utf-8")
    print(f"Drew {out}.")


if __name__ == "__main__":
    main()
