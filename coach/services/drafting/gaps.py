"""The marks of what a draft lacks, and what fits into a line of it."""

from __future__ import annotations

from coach.domain.source import Noted

TODO = "TODO"
"""What a text begins with that a person still has to write; `coach check` refuses it."""
LONGEST = 590
"""Characters of a line in a file, with some room."""


def todo(what: str, noted: Noted | None = None, *, name: str = "") -> str:
    """The mark of a gap, with the line of the source that it goes back to."""
    where = f" ({name}:{noted.line})" if noted and name else ""
    return shortened(f"{TODO}{where}: {what}")


def shortened(text: str, *, most: int = LONGEST) -> str:
    """Cut between words where it is too long."""
    return text if len(text) <= most else f"{text[: most - 4].rsplit(' ', 1)[0]} ..."
