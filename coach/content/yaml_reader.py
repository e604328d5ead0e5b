"""Reads one YAML 1.2 file into plain values that know where they stand; whatever could do harm is refused.

The file is composed from the parser's events, so that depth, aliases and tags are seen before anything is
built from them, and `NO` or `12:30` stay the words that they are.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach.content.fast_events import fast_events
from coach.content.node_values import plain_value
from coach.content.odd_characters import NO_HYPHEN
from coach.content.places import Pair, pair_at, place_of, words_behind
from coach.content.slips import A_HYPHEN, no_hyphen
from coach.content.syntax import ANCHOR, IN_QUOTES, mark_position, syntax_fault
from coach.errors import ContentError, Fault, Position

MAX_BYTES = 128 * 1024
"""Ten times the longest scenario; the parser reads about this much in a second."""
MAX_DEPTH = 20
FACTS_FILE = "facts_file"
"""The key under which a scenario names the table that holds its facts, or more of them."""
MARK = "\ufeff"
"""The byte order mark that some editors put before a text; it says nothing, and is left where it is."""

Key = str | int


@dataclass(frozen=True)
class RowPlace:
    """Where a fact stands that is a row of a table."""

    row: Position
    cells: Mapping[str, Position]


@dataclass(frozen=True)
class Document:
    """What a file holds, and where each part of it stands."""

    file: Path
    values: dict[str, Any]
    root: MappingNode = field(repr=False, compare=False)
    text: str = field(repr=False, compare=False)
    rows: Mapping[int, RowPlace] = field(default_factory=dict, repr=False, compare=False)
    """By their number under `facts`, those that stand in a table beside the file."""

    def position(self, *keys: Key, at_key: bool = False) -> Position:
        """Where the value under `keys` stands, or its key; else what it would be in."""
        row = (
            self.rows.get(keys[1])
            if len(keys) > 1 and keys[0] == "facts" and isinstance(keys[1], int)
            else None
        )
        if row is not None:
            return row.cells.get(str(keys[2]), row.row) if len(keys) > 2 else row.row
        if keys == ("facts",) and any(key.value == FACTS_FILE for key, _ in self.root.value):
            keys = (FACTS_FILE,)
        return place_of(self.file, self.root, keys=keys, at_key=at_key)

    def value(self, *keys: Key) -> Any:
        """What stands under keys that are there."""
        found: Any = self.values
        for key in keys:
            found = found[key]
        return found

    def pair(self, *keys: Key) -> Pair | None:
        """The last of these keys with its value, if they stand in this file."""
        return pair_at(self.root, keys)

    def position_of(self, words: str, *keys: Key, after: Position | None = None) -> Position:
        """Where these words of the value under `keys` stand, behind `after`; where the value does, if not found."""
        where = self.position(*keys)
        if not words or where.file != self.file:
            return where
        start = Position(self.file, after.line, after.column + 1) if after else where
        return words_behind(start, words, text=self.text) or where


def read_document(file: Path, *, inside: Path | None = None) -> Document:
    """Parse a file that holds keys and values. Raises ContentError with every fault of its syntax.

    `inside` is the folder that the file must not lead out of, by a link or otherwise.
    """
    return document_of(read_text(file, inside=inside), file)


def document_of(text: str, file: Path) -> Document:
    """As `read_document`, of the text that was read from the file."""
    directive = re.search(r"^%", text, re.MULTILINE)
    if directive:
        raise _refused(file, text, directive.start(), "C111", "Directives such as %YAML are not read.")
    sound = _fast_root(file, text)
    if sound is not None:
        return Document(file, plain_value(sound), sound, text)
    composer = _Composer(file)
    try:
        root = composer.compose(YAML(typ="safe", pure=True).parse(text))
    except YAMLError as error:
        stopped = syntax_fault(file, text, error, bracket=composer.bracket)
        told = any(fault.position.line == stopped.position.line for fault in composer.faults)
        raise ContentError([*composer.faults, *([] if told else [stopped])]) from error
    if not isinstance(root, MappingNode):
        found = "nothing" if root is None else "a list" if isinstance(root, SequenceNode) else "only text"
        message = f"The file holds {found}; keys and values are needed."
        composer.faults.append(
            Fault(Position(file), "C110", message, "Begin with `schema: coach/scenario@2`.")
        )
        raise ContentError(composer.faults)
    if composer.faults:
        raise ContentError(composer.faults)
    return Document(file, plain_value(root), root, text)


def _fast_root(file: Path, text: str) -> MappingNode | None:
    """The file as libyaml reads it, if there is nothing to say about it."""
    composer = _Composer(file)
    with suppress(YAMLError, ContentError):
        events = fast_events(text)
        root = composer.compose(events) if events is not None else None
        if isinstance(root, MappingNode) and not composer.faults:
            return root
    return None


def read_text(
    file: Path, *, inside: Path | None = None, limit: int = MAX_BYTES, keep_mark: bool = False
) -> str:
    """The text of a regular UTF-8 file that is not too large, without a byte order mark. Raises ContentError."""
    start = Position(file)
    if inside is not None and leads_out(file, inside):
        raise ContentError(
            [Fault(start, "C112", "The file leads out of its folder.", "Put a copy here instead.")]
        )
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise ContentError(
                [Fault(start, "C101", "This is no plain file, so it is not read.", "Name a YAML file.")]
            )
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        hint = "Look at how its name is written." if isinstance(error, FileNotFoundError) else ""
        raise ContentError([Fault(start, "C101", f"The file cannot be read: {reason}.", hint)]) from error
    if len(data) > limit:
        message = f"The file is larger than {limit // 1024} KB, the most that is read."
        raise ContentError([Fault(start, "C102", message, "Split it, or move long passages to articles.")])
    try:
        text = data.decode("utf-8")
        return text if keep_mark else text.removeprefix(MARK)
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig", errors="replace")
        raise _refused(
            file, good, len(good), "C103", "The file is not UTF-8 from here on.", hint="Save it as UTF-8."
        ) from error


def leads_out(file: Path, folder: Path) -> bool:
    """Whether it stands elsewhere; links that go round in a circle stand nowhere."""
    try:
        return not file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return True


class _Composer:
    """Builds nodes from events and collects what is refused on the way."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._brackets: list[Any] = []

    @property
    def bracket(self) -> Any:
        """The mark of the innermost open bracket, if there is one."""
        return self._brackets[-1] if self._brackets else None

    def compose(self, parsed: Iterable[Event]) -> Node | None:
        events = iter(parsed)
        root: Node | None = None
        begins: Event | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent):
                begins = event
            if not isinstance(event, NodeEvent):
                continue
            if root is not None:
                message = "A second document begins here; a file holds one."
                self._fault(begins or event, "C104", message, "Take the line --- out.")
                break
            root = self._node(event, events, depth=1)
        return root

    def _node(self, event: Event, events: Iterator[Event], *, depth: int) -> Node:
        if depth > MAX_DEPTH:
            message = f"This is nested more than {MAX_DEPTH} levels deep."
            raise ContentError(
                [*self.faults, Fault(mark_position(self.file, event.start_mark), "C109", message)]
            )
        self._refuse_properties(event)
        if isinstance(event, ScalarEvent):
            return ScalarNode("", event.value, event.start_mark, event.end_mark, style=event.style)
        if not isinstance(event, CollectionStartEvent):
            return ScalarNode("", "", event.start_mark, event.end_mark)
        if event.flow_style:
            self._brackets.append(event.start_mark)
        build = self._mapping if isinstance(event, MappingStartEvent) else self._sequence
        node = build(event, events, depth=depth)
        if event.flow_style:
            self._brackets.pop()
        return node

    def _sequence(self, event: Event, events: Iterator[Event], *, depth: int) -> SequenceNode:
        items = []
        while not isinstance(inner := next(events), SequenceEndEvent):
            items.append(self._node(inner, events, depth=depth + 1))
        return SequenceNode("", items, event.start_mark, inner.end_mark)

    def _mapping(self, event: Event, events: Iterator[Event], *, depth: int) -> MappingNode:
        pairs: list[tuple[Node, Node]] = []
        first: dict[str, int] = {}
        while not isinstance(inner := next(events), MappingEndEvent):
            key = self._node(inner, events, depth=depth + 1)
            value = self._node(next(events), events, depth=depth + 1)
            if not isinstance(key, ScalarNode):
                self._fault(inner, "C110", "A key is a word, not a list or a group of keys.")
                continue
            if re.match(NO_HYPHEN, key.value) and not key.style:
                self._fault(inner, "C104", no_hyphen(key.value[0]), A_HYPHEN)
                continue
            if key.value in first:
                message = (
                    f"The key `{key.value}` stands here twice; it is already on line {first[key.value]}."
                )
                self._fault(inner, "C108", message, "Keep one of the two.")
                continue
            first[key.value] = inner.start_mark.line + 1
            pairs.append((key, value))
        return MappingNode(
            "",
            pairs,
            event.start_mark,
            inner.end_mark,
            flow_style=isinstance(event, CollectionStartEvent) and event.flow_style,
        )

    def _refuse_properties(self, event: Event) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            self._fault(event, "C106", ANCHOR, IN_QUOTES)
        elif getattr(event, "tag", None) is not None:
            self._fault(event, "C107", "Tags (!) are not read.", "If it is text, put it in quotes.")

    def _fault(self, event: Event, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(mark_position(self.file, event.start_mark), code, message, hint))


def _refused(file: Path, text: str, at: int, code: str, message: str, *, hint: str = "") -> ContentError:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return ContentError([Fault(Position(file, line, column), code, message, hint)])
