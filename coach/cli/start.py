"""Starts the Textual app; imports next to nothing before its first paint."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from coach.services.coach import Coach
    from coach.settings import Settings


def run_app(settings: Callable[[], Settings], *, scenario: str | None = None) -> int:
    """The app's exit code; settings are read after the first paint. `scenario`: begin at its briefing."""
    from coach.tui.app import CoachApp

    def opener() -> AbstractContextManager[Coach]:
        from coach.bootstrap import open_coach

        return open_coach(settings())

    app = CoachApp(opener, scenario=scenario, remember=_theme_file())
    app.run()
    return app.return_code or 0


def _theme_file() -> Path:
    """Beside the history in its usual place: the colours are needed before the settings are read."""
    named = os.environ.get("COACH_DATA_DIR")
    folder = Path(named).expanduser() if named else platformdirs.user_data_path("coach", appauthor=False)
    return folder / "theme"
