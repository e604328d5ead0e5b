"""What `coach check --fix` writes: older schemas lifted to the newest, and the line by which editors find the schema.

Only the words that change are replaced, so comments, quotes and the order of keys stay as their author left them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach.content.plain_values import OLD_KEYS, OLD_SCENARIO, loosely_written
from coach.content.schemas import schema_name
from coach.content.shapes import KINDS, NEWEST, Kind, kind_of
from coach.content.shelf import Shelved
from coach.content.whole_files import write_text
from coach.content.yaml_reader import MARK, Document, document_of, read_text
from coach.domain.copilot import Advice
from coach.domain.upgrading import comes_up
from coach.errors import CoachError, ContentError

EDITORS_LINE = re.compile(r"\A(?:#.*\n)*?# *yaml-language-server: *\$schema=(\S+)")
"""The comment before the first key in which the language servers of editors look for a schema."""


@dataclass(frozen=True)
class Mended:
    """A file that was changed, and what for, in a few words each; or one that should have been."""

    file: Path
    changes: tuple[str, ...] = ()
    left: str = ""
    """Why it was left as it is, with what to do."""


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


def fix(shelf: Sequence[Shelved]) -> Iterator[Mended]:
    """Write what can be mended without a person, each told once it is written.

    Files that cannot be parsed are left as they are.
    """
    for one in shelf:
        try:
            done = _fix(one)
        except CoachError as error:
            done = Mended(one.file, left=" ".join(part for part in (error.message, error.hint) if part))
        if done is not None:
            yield done


def _fix(one: Shelved) -> Mended | None:
    """Raises CoachError where it cannot be written."""
    try:
        text = read_text(one.file, inside=one.root, keep_mark=True)
        document = document_of(text.removeprefix(MARK), one.file)
        kind = kind_of(document)
    except ContentError:
        return None
    mark, body = text[: len(text) - len(document.text)], document.text
    unclear = list(_unclear(document))
    if unclear:
        return Mended(one.file, left=unclear[0])
    lifted = _replaced(body, list(_lifting(document, kind)))
    led = _with_editors_line(lifted, kind, one.file)
    changes = [f"schema {NEWEST[kind]}"] * (lifted != body) + ["the line for editors"] * (led != lifted)
    if not changes:
        return None
    if read_text(one.file, inside=one.root, keep_mark=True) != text:
        raise CoachError(f"{one.file} was changed meanwhile, so it is left as it is.", "Try again.")
    write_text(one.file, mark + led)
    return Mended(one.file, tuple(changes))


def _unclear(document: Document) -> Iterator[str]:
    """What an older file says in a way that only a person can lift."""
    if document.values["schema"] != OLD_SCENARIO:
        return
    for one in loosely_written(document, KINDS["scenario"]):
        if one.keys[-1] in OLD_KEYS:
            where = document.position(*one.keys)
            yield f"{where}: `{one.keys[-1]}` is not {one.wanted}. {one.hint}".rstrip()


def schema_near(file: Path, kind: Kind) -> str | None:
    """How a file names the nearest published schema: beside it, or in `schemas` above; None if there is none."""
    name = schema_name(kind)
    folder = file.resolve().parent
    for home in (folder, *folder.parents[:4]):
        for found in (home / name, home / "schemas" / name, home / "curricula" / "schemas" / name):
            if found.is_file():
                return Path(os.path.relpath(found, folder)).as_posix()
    return None


def _with_editors_line(text: str, kind: Kind, file: Path) -> str:
    """A line that leads to a schema stays; one that leads nowhere is led to the nearest."""
    found = EDITORS_LINE.match(text)
    if found and (":" in found[1] or (file.parent / found[1]).is_file()):
        return text
    target = schema_near(file, kind) or schema_name(kind)
    if found:
        return text[: found.start(1)] + target + text[found.end(1) :]
    line_end = "\r\n" if "\r\n" in text else "\n"
    return f"# yaml-language-server: $schema={target}{line_end}{text}"


def _lifting(document: Document, kind: Kind) -> Iterator[_Edit]:
    newest = f"coach/{kind}@{NEWEST[kind]}"
    if document.values["schema"] == newest:
        return
    yield from _value(document.root, "schema", newest)
    copilot = _under(document.root, "copilot")
    for nudge in copilot.value if isinstance(copilot, SequenceNode) else ():
        if isinstance(nudge, MappingNode):
            yield from _nudge(nudge, document)


def _nudge(nudge: MappingNode, document: Document) -> Iterator[_Edit]:
    """`when` and `wrong` of the first schema become `at` and `kind`."""
    when, wrong = _under(nudge, "when"), _under(nudge, "wrong")
    if isinstance(when, ScalarNode):
        yield from _renamed(nudge, "when", "at")
        yield from _value(nudge, "when", comes_up(when.value, document.values))
    if isinstance(wrong, ScalarNode):
        kind = Advice.WRONG if wrong.value.casefold() == "true" else Advice.RIGHT
        yield from _renamed(nudge, "wrong", "kind")
        yield from _value(nudge, "wrong", kind)


def _renamed(group: MappingNode, key: str, name: str) -> Iterator[_Edit]:
    for node, _ in group.value:
        if node.value == key:
            yield _Edit(node.start_mark.index, node.end_mark.index, name)


def _value(group: MappingNode, key: str, text: str) -> Iterator[_Edit]:
    node = _under(group, key)
    if isinstance(node, ScalarNode):
        ends = "\n" if node.style in ("|", ">") else ""
        yield _Edit(node.start_mark.index, node.end_mark.index, text + ends)


def _under(group: MappingNode, key: str) -> Node | None:
    return next((value for name, value in group.value if name.value == key), None)


def _replaced(text: str, edits: Sequence[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
