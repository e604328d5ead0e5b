"""What a draft still lacks: texts that begin with TODO, as `coach import` and `coach new` write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.content.shapes import quoted
from coach.content.yaml_reader import Document, Key, read_text
from coach.errors import Fault, Position
from coach.services.drafting.gaps import TODO


def todo_faults(document: Document) -> Iterator[Fault]:
    """One for each text, and for each line of a longer one, that a person still has to write."""
    for keys, text in _texts(document.values):
        place = document.position(*keys)
        for offset, line in enumerate(text.split("\n")):
            if line.startswith(TODO):
                at = _in_block(place, offset) if "\n" in text else place
                said = quoted(line.removeprefix(TODO).lstrip(" :"))
                yield Fault(at, "C701", f"This is still to be written: {said}.", "Write it, without TODO.")


def _in_block(block: Position, offset: int) -> Position:
    """Where a line of a block begins, behind its indent."""
    line = block.line + 1 + offset
    written = read_text(block.file).split("\n")[line - 1]
    return Position(block.file, line, len(written) - len(written.lstrip(" ")) + 1)


def _texts(value: Any, keys: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*keys, at))
    elif isinstance(value, str) and TODO in value:
        yield keys, value
