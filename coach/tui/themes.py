"""The two sets of colours that coach brings along, and the small file that remembers which was chosen."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="coach-dark",
    dark=True,
    primary="#7fb3ad",
    secondary="#93a7c9",
    accent="#d3b27c",
    success="#8dbb80",
    warning="#d8b065",
    error="#de8f84",
    foreground="#dfe2e0",
    background="#14181b",
    surface="#1b2024",
    panel="#23292e",
    variables={"footer-key-foreground": "#d3b27c", "footer-background": "#1b2024", "border": "#7fb3ad"},
)
LIGHT: Final = Theme(
    name="coach-light",
    dark=False,
    primary="#1d6a66",
    secondary="#3b5686",
    accent="#8a5a12",
    success="#2f6f33",
    warning="#855a00",
    error="#a63a2e",
    foreground="#23282b",
    background="#faf8f4",
    surface="#f1eee7",
    panel="#e6e2d8",
    variables={"footer-key-foreground": "#8a5a12", "footer-background": "#f1eee7", "border": "#1d6a66"},
)


def remembered(file: Path | None) -> str:
    """The theme that was chosen last; the dark one where none is."""
    if file is not None:
        with suppress(OSError, UnicodeDecodeError):
            if file.read_text(encoding="utf-8").strip() == LIGHT.name:
                return LIGHT.name
    return DARK.name


def remember(file: Path | None, theme: str) -> None:
    """A choice of colours is not worth an error: where the file cannot be written, it is for this run only."""
    if file is not None:
        with suppress(OSError):
            file.write_text(f"{theme}\n", encoding="utf-8")
