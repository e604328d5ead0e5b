"""Starts the Textual app; imports next to nothing before its first paint."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.services.coach import Coach
    from coach.settings import Settings


def run_app(settings: Callable[[], Settings], *, scenario: str | None = None) -> int:
    """The app's exit code; settings are read after the first paint. `scenario`: begin at its briefing."""
    from coach.tui.app import CoachApp

    def opener() -> AbstractContextManager[Coach]:
        from coach.bootstrap import open_coach

        return open_coach(settings())

    app = CoachApp(opener, scenario=scenario)
    app.run()
    return app.return_code or 0
