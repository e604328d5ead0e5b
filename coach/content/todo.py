"""What a draft still lacks: texts that begin with TODO, as `coach import` and `coach new` write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.content.nearest import quoted
from coach.content.yaml_reader import Document, Key
from coach.errors import Fault
from coach.services.drafting.gaps import TODO


def todo_faults(document: Document) -> Iterator[Fault]:
    """One for each text, and for each line of a longer one, that a person still has to write."""
    for keys, text in _texts(document.values):
        at = None
        for line in text.split("\n"):
            if line.startswith(TODO):
                at = document.position_of(line if "\n" in text else "", *keys, after=at)
                said = quoted(line.removeprefix(TODO).lstrip(" :"))
                yield Fault(at, "C701", f"This is still to be written: {said}.", "Write it, without TODO.")


def _texts(value: Any, keys: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*keys, at))
    elif isinstance(value, str) and TODO in value:
        yield keys, value
