"""Cuts a corpus file into its blocks, which stand apart by blank lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class BadBlock(ValueError):
    """What is wrong with one block, and where."""


def blocks(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Each block with the number of its first line; lines that start with '#' are remarks."""
    block: list[str] = []
    start = 1
    for number, text in enumerate([*file.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if text.startswith("#"):
            continue
        if text.strip():
            start = start if block else number
            block.append(text.rstrip())
        elif block:
            yield start, block
            block = []
