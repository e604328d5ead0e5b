"""The marks of what a draft lacks, and what fits into a line of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.domain.masking import MASK
from coach.domain.source import Noted

TODO = "TODO"
"""What a text begins with that a person still has to write; `coach check` refuses it."""
LONGEST = 590
"""Characters of a line in a file, with some room."""


def todo(what: str, noted: Noted | None = None, *, name: str = "") -> str:
    """The mark of a gap, with the line of the source that it goes back to."""
    where = f" ({name}:{noted.line})" if noted and name else ""
    return shortened(f"{TODO}{where}: {what}")


def without_masks(value: Any) -> Any:
    """The parts of a draft with a mark on each text that holds a mask: nobody says '[name]' in a talk."""
    if isinstance(value, Mapping):
        return {key: without_masks(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_masks(inner) for inner in value]
    if not isinstance(value, str) or TODO in value or not MASK.search(value):
        return value
    return todo(f"make up what stands in brackets. The source says: {value}")


def shortened(text: str, *, most: int = LONGEST) -> str:
    """Cut between words where it is too long."""
    return text if len(text) <= most else f"{text[: most - 4].rsplit(' ', 1)[0]} ..."
