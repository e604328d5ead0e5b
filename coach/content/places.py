"""Where a value stands in its file; asked only when there is something to say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach.errors import Position


def place_of(file: Path, root: MappingNode, *, keys: Sequence[str | int], at_key: bool = False) -> Position:
    """The value under `keys`; a group of keys, a list and nothing at all stand where their key does.

    Steps that lead nowhere are left off from the end.
    """
    node: Node = root
    name: Node | None = root.value[0][0] if root.value else None
    whole = True
    for key in keys:
        step = _step(node, key)
        if step is None:
            whole = False
            break
        name, node = step
    shown = name if name is not None and ((at_key and whole) or not _has_words(node)) else node
    return Position(file, shown.start_mark.line + 1, shown.start_mark.column + 1)


@dataclass(frozen=True)
class Pair:
    """A key, its value, and the group that they are in."""

    group: MappingNode
    key: Node
    value: Node

    @property
    def in_braces(self) -> bool:
        return bool(self.group.flow_style)

    @property
    def is_first(self) -> bool:
        return self.group.value[0][0] is self.key

    @property
    def has_value(self) -> bool:
        return not isinstance(self.value, ScalarNode) or _has_words(self.value)


def pair_at(root: MappingNode, keys: Sequence[str | int]) -> Pair | None:
    """The last of `keys` in its group; None where one of them leads nowhere."""
    node: Node = root
    for key in keys[:-1]:
        step = _step(node, key)
        if step is None:
            return None
        node = step[1]
    step = _step(node, keys[-1]) if isinstance(node, MappingNode) else None
    if step is None or step[0] is None or not isinstance(node, MappingNode):
        return None
    return Pair(node, step[0], step[1])


def words_behind(where: Position, words: str, *, text: str) -> Position | None:
    """Where these words of a value begin: in a block they may stand some lines below its first."""
    start = sum(len(line) + 1 for line in text.split("\n")[: where.line - 1]) + where.column - 1
    found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start)
    if found is None:
        return None
    line = text.count("\n", 0, found.start())
    return Position(where.file, line + 1, found.start() - text.rfind("\n", 0, found.start()))


def _step(node: Node, key: str | int) -> tuple[Node | None, Node] | None:
    """What stands under `key`, after the node of the key itself if it has one."""
    if isinstance(node, MappingNode):
        return _pairs(node).get(str(key))
    if isinstance(node, SequenceNode) and isinstance(key, int) and 0 <= key < len(node.value):
        return None, node.value[key]
    return None


@lru_cache(maxsize=64)
def _pairs(node: MappingNode) -> dict[str, tuple[Node, Node]]:
    """A file with thousands of faults asks about the same group thousands of times."""
    return {key.value: (key, value) for key, value in reversed(node.value)}


def _has_words(node: Node) -> bool:
    return isinstance(node, ScalarNode) and bool(node.value or node.style)
