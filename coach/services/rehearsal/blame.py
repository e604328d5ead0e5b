"""Finds the place in a scenario that words come from, so that a fault can name its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.domain.persona import Content
from coach.domain.text import words

Keys = tuple[str | int, ...]
LEAST_WORDS = 2
"""A text of fewer words stands in a line by chance."""
NOT_SPOKEN = frozenset(
    {"briefing", "facts", "handoff", "model_replies", "tests", "copilot", "panel", "reason_for_contact"}
)


def spoken_at(content: Content, said: str) -> Keys | None:
    """Where the text stands that these words of the customer come from; None where it is in another file."""
    spoken = content.model_dump(by_alias=True, exclude=set(NOT_SPOKEN))
    texts = [(text, keys) for keys, text in _texts(spoken, ()) if len(words(text)) >= LEAST_WORDS]
    around = [(len(text), keys) for text, keys in texts if said in text]
    if around:
        return min(around, key=lambda one: one[0])[1]
    inside = [(len(text), keys) for text, keys in texts if text in said]
    return max(inside, key=lambda one: one[0])[1] if inside else None


def _texts(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    match value:
        case str():
            yield keys, value
        case dict():
            for key, inner in value.items():
                yield from _texts(inner, (*keys, key))
        case list() | tuple():
            for at, inner in enumerate(value):
                yield from _texts(inner, (*keys, at))
