"""Texts that are read without a complaint, and otherwise than they were meant: cut at a #, or in quotes of print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach.content.slips import CUT
from coach.content.yaml_reader import Document
from coach.errors import Fault, Position

_WRAPPED = re.compile(r"[“„‟][^“”„‟\"]*[”“]|«[^«»]*»|‘[^‘]*’")


def cut_texts(document: Document) -> Iterator[Fault]:
    """Of texts without quotes; a file that holds nothing of the kind is not walked through."""
    lines = document.text.split("\n")
    cut = {at for at, line in enumerate(lines) if " #" in line and CUT.search(line)}
    if not cut and not re.search("[“„‟«‘]", document.text):
        return
    for node in _plain_texts(document.root):
        if node.end_mark.line in cut:
            yield from _cut(document, node, line=lines[node.end_mark.line])
        if _WRAPPED.fullmatch(node.value):
            place = Position(document.file, node.start_mark.line + 1, node.start_mark.column + 1)
            message = "The quotes round this text are not those of the keyboard, so they are part of it."
            hint = 'Type " in their place, or take them out: what is said needs no quotes.'
            yield Fault(place, "W115", message, hint)


def _cut(document: Document, node: ScalarNode, *, line: str) -> Iterator[Fault]:
    """One word before a # is an id or a number with a remark behind it."""
    behind = re.compile(r"[ \t]+(#)[A-Za-z0-9]").match(line, node.end_mark.column)
    if behind and len(node.value.split()) > 1:
        place = Position(document.file, node.end_mark.line + 1, behind.start(1) + 1)
        message = "A # after a space begins a remark: the text ends before it."
        hint = "If it belongs to the text, put the whole text in quotes; if it is a remark, put a space behind it."
        yield Fault(place, "W114", message, hint)


def _plain_texts(node: Node) -> Iterator[ScalarNode]:
    """Values without quotes."""
    if isinstance(node, ScalarNode):
        if not node.style:
            yield node
        return
    values = [value for _, value in node.value] if isinstance(node, MappingNode) else node.value
    assert isinstance(node, MappingNode | SequenceNode)
    for value in values:
        yield from _plain_texts(value)
