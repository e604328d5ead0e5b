"""Writes what the rules say of the shipped scenarios into coach/content/checked.json (`make checked`)."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.content.check import check
from coach.content.library import FileLibrary
from coach.content.remembered import SHIPPED, Remembered


def make(file: Path) -> None:
    """Reads every shipped scenario with the rules, whatever was said of it before."""
    file.unlink(missing_ok=True)
    remembered = Remembered(file, shipped=file)
    check([], FileLibrary.of(), remembered=remembered)
    remembered.save()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
