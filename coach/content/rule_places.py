"""Where a rule of a model is broken: the value that it names, not the whole part that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from coach.content.yaml_reader import Document, Key
from coach.errors import Position

_WORDS = ("required", "forbidden", "agent", "customer", "bot")
"""Keys that rules name without backticks; the one that is less often meant comes first."""


def rule_place(document: Document, keys: Sequence[Key], said: str, value: Any) -> Position:
    """`said`: the rule, as the model puts it; `value`: what it was asked of."""
    if isinstance(value, list):
        return document.position(*keys, *_item(said, value))
    if not isinstance(value, dict):
        return document.position(*keys)
    level = re.search(r"(\d+)(?: and \d+)* is none of them", said)
    if level and level[1] in value:
        return document.position(*keys, level[1], at_key=True)
    marked = [key for key in re.findall(r"`(\w+)`", said) if key in value]
    plain = [key for key in _WORDS if key in value and re.search(rf"\b{key}\b", said)]
    return document.position(*keys, *(marked or plain)[:1])


def _item(said: str, values: list[Any]) -> tuple[Key, ...]:
    """The item that is quoted, the first weight of an axis, the first number of a band."""
    named = re.match(r"'([^']+)'", said)
    if named and named[1] in values:
        return (values.index(named[1]),)
    axis = re.search(r"weights of the (\w+) criteria", said)
    if axis and "no criterion" not in said:
        found = [at for at, one in enumerate(values) if isinstance(one, dict) and one.get("axis") == axis[1]]
        return (found[0], "weight") if found else ()
    return (0,) if values and all(isinstance(one, int | float) for one in values) else ()
