"""A coach.toml of each test's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.settings import CONFIG_VARIABLE


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is, not yet there; and no setting comes from outside."""
    for name in list(os.environ):
        if name.upper().startswith(("COACH_", "OPENAI_")):
            monkeypatch.delenv(name)
    path = tmp_path / "coach.toml"
    monkeypatch.setenv(CONFIG_VARIABLE, str(path))
    return path
