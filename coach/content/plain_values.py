"""Values that pydantic takes silently and should not: `told: yes`, `turn_limit: 1_0`, `title: " "`.

Editors with the JSON Schema refuse the first two; a text of spaces or of characters without width nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach.content.annotations import inside, is_model
from coach.content.yaml_reader import Document, Key
from coach.domain.text import clean

OLD_SCENARIO = "coach/scenario@1"
OLD_KEYS = {"when": "at", "wrong": "kind"}
"""Of a nudge in the first schema, and what they are today."""
_TRUE = frozenset({"true", "yes", "y", "on", "1", "x"})
_FALSE = frozenset({"false", "no", "n", "off", "0"})
_WORDS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.0*)?(?:[eE][-+]?[0-9]+)?")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_SEEN = re.compile(r"[!-~]")
"""Spares most texts the whole look."""
_ZEROS = re.compile(r"[-+]?0*([0-9]+)")


@dataclass(frozen=True)
class Loose:
    """A value that is not written as its kind is."""

    keys: tuple[Key, ...]
    wanted: str
    """In words; empty for a text that lacks anything to be seen."""
    hint: str = ""


def loosely_written(document: Document, model: Any) -> Iterator[Loose]:
    """All of them in a file; those in a table beside it are read in the table's own way."""
    yield from _loose(document.root, model, ())
    if document.values.get("schema") == OLD_SCENARIO:
        yield from _in_old_nudges(document)


def _loose(node: Node, annotation: Any, keys: tuple[Key, ...]) -> Iterator[Loose]:
    """`annotation` is bare; what most values are, a text that is seen, is passed over at once."""
    if isinstance(node, ScalarNode):
        if annotation is not str or not _SEEN.search(node.value):
            yield from _scalar(node, annotation, keys)
    elif isinstance(node, MappingNode):
        if is_model(annotation) or get_origin(annotation) is dict:
            for key, value in node.value:
                yield from _loose(value, inside(annotation, key.value), (*keys, key.value))
    elif isinstance(node, SequenceNode) and get_origin(annotation) is tuple:
        kind = inside(annotation, 0)
        for at, value in enumerate(node.value):
            yield from _loose(value, kind, (*keys, at))


def _scalar(node: ScalarNode, annotation: Any, keys: tuple[Key, ...]) -> Iterator[Loose]:
    text = node.value.strip()
    if not node.style and text in _NOTHING:
        return
    if annotation is bool:
        if node.style or text not in _WORDS:
            yield Loose(keys, "true or false", _meant(_truth(text), quoted=bool(node.style)))
    elif annotation is int or (
        get_origin(annotation) is Literal and isinstance(get_args(annotation)[0], int)
    ):
        if node.style or not _WHOLE.fullmatch(text):
            yield Loose(keys, "a whole number", _meant(_number(text), quoted=bool(node.style)))
    elif annotation is float:
        if node.style or not _NUMBER.fullmatch(text):
            yield Loose(keys, "a number", _meant(_number(text), quoted=bool(node.style)))
    elif annotation is str and is_blank(node.value):
        yield Loose(keys, "")


def is_blank(text: str) -> bool:
    """Whether there is nothing in it to be seen."""
    return _SEEN.search(text) is None and not clean(text).strip()


def _in_old_nudges(document: Document) -> Iterator[Loose]:
    """What nudges of the first schema say under keys that the models of today do not have."""
    for at, said in _items(document.values.get("copilot")):
        keys: tuple[Key, ...] = ("copilot", at)
        if "when" in said and not isinstance(said["when"], str):
            yield Loose((*keys, "when"), "text", "If it is text, put it in quotes.")
        if "wrong" in said and not isinstance(said["wrong"], bool):
            yield Loose((*keys, "wrong"), "true or false", _meant(_truth(str(said["wrong"]))))


def _items(values: object) -> Iterator[tuple[int, dict[str, Any]]]:
    for at, one in enumerate(values if isinstance(values, list) else ()):
        if isinstance(one, dict):
            yield at, one


def _meant(word: str, *, quoted: bool = False) -> str:
    if not word:
        return ""
    return f"Did you mean {word}{', without quotes' if quoted else ''}?"


def _truth(text: str) -> str:
    word = text.casefold()
    return "true" if word in _TRUE else "false" if word in _FALSE else ""


def _number(text: str) -> str:
    """Without what only some languages allow in a number: 1_0, 1 000, 010."""
    found = _ZEROS.fullmatch(re.sub(r"[_ ]", "", text))
    return found[1] if found else text if _NUMBER.fullmatch(text) and text else ""
