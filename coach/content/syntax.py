"""Puts the parser's complaints into plain sentences, at the place where the author has to look."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from coach.content.slips import NEVER_CLOSED, Stumble, slip_at
from coach.errors import Fault, Position


class _Saying(NamedTuple):
    """What the parser says, and what to say instead."""

    problem: str
    code: str
    message: str
    hint: str
    look: Literal["here", "start", "bracket"] = "here"
    """At where the parser gave up, at where the thing began, or at the bracket that is open there."""


_IN_BRACKETS = (
    "Close it, or put quotes round a text in it that holds a comma or a bracket; "
    "single ones if it holds double ones."
)
ANCHOR = "A text that begins with & or * is taken for one of YAML's anchors or aliases, which are not read."
BLOCK = "A text that begins with | or > stands in the lines below, and nothing behind the sign."
IN_QUOTES = "Put the whole text in quotes."
_SAYINGS = (
    _Saying("'\\t'", "C105", "A tab stands here where only spaces may.", "Indent with spaces."),
    _Saying(
        "mapping values are not allowed",
        "C104",
        "A colon with a space after it stands inside a text, or the line before is not finished.",
        "Put the whole text in quotes.",
    ),
    _Saying(
        "could not find expected ':'",
        "C104",
        "This line has no `key: value`.",
        "Write a colon and a space after the key, or indent the line under the text that it belongs to.",
        "start",
    ),
    _Saying(
        "while scanning a quoted scalar",
        "C104",
        NEVER_CLOSED,
        "Close it.",
        "start",
    ),
    _Saying(
        "expected ',' or ']'",
        "C104",
        "A list in [ ] is not closed, or lacks a comma.",
        _IN_BRACKETS,
        "bracket",
    ),
    _Saying(
        "expected ',' or '}'",
        "C104",
        "A group in { } is not closed, or lacks a comma.",
        _IN_BRACKETS,
        "bracket",
    ),
    _Saying("while parsing a flow", "C104", "A bracket is not closed, or lacks a comma.", "", "bracket"),
    _Saying("undefined alias", "C106", ANCHOR, IN_QUOTES),
    _Saying("while scanning an a", "C106", ANCHOR, IN_QUOTES, "start"),
    _Saying("undefined tag handle", "C107", "Tags (!) are not read.", "If it is text, put it in quotes."),
    _Saying(
        "expected <block end>",
        "C104",
        "This line is not indented like the lines that it belongs to, or the text before it ended too early.",
        "Check the indentation, and put a text that holds quotes in double quotes.",
    ),
    _Saying(
        "cannot start any token",
        "C104",
        "A text cannot begin with this character.",
        "Put the whole text in quotes.",
    ),
    _Saying(
        "expected a comment or a line break",
        "C104",
        BLOCK,
        IN_QUOTES,
    ),
    _Saying("expected chomping", "C104", BLOCK, IN_QUOTES),
    _Saying(
        "sequence entries are not allowed",
        "C104",
        "A hyphen with a space after it begins the item of a list, and no list can begin here.",
        "Begin the list on the line below its key; if it is text, put the whole text in quotes.",
    ),
    _Saying(
        "unknown escape character",
        "C104",
        "A backslash in double quotes means something special.",
        "Use single quotes, or write two backslashes.",
    ),
)


def mark_position(file: Path, mark: Any) -> Position:
    """A parser's mark, counted from 1."""
    return Position(file, mark.line + 1, mark.column + 1)


def syntax_fault(file: Path, text: str, error: YAMLError, *, bracket: Any = None) -> Fault:
    """One fault for one error of the parser; `bracket` is the mark of the innermost open one."""
    if isinstance(error, ReaderError):
        at = error.position
        line = text.count("\n", 0, at) + 1
        position = Position(file, line, at - (text.rfind("\n", 0, at) + 1) + 1)
        return Fault(position, "C113", "A control character stands here that no text can hold.", "Delete it.")
    if not isinstance(error, MarkedYAMLError):
        return Fault(Position(file), "C104", "This is not YAML that can be read.")
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    slip = slip_at(_stumble(file, text, error, bracket=bracket)) if mark is not None else None
    if slip is not None:
        return slip
    for saying in _SAYINGS:
        if saying.problem in said:
            places = {"here": mark, "start": error.context_mark, "bracket": bracket or error.context_mark}
            mark = places[saying.look] or mark
            return Fault(_at(file, mark), saying.code, saying.message, saying.hint)
    problem = " ".join((error.problem or "it cannot be read").split())
    return Fault(_at(file, mark), "C104", f"This is not YAML: {problem}.")


def _stumble(file: Path, text: str, error: MarkedYAMLError, *, bracket: Any) -> Stumble:
    begun = error.context_mark
    return Stumble(
        file,
        text,
        (error.problem_mark or begun).index,
        begun.index if begun is not None else None,
        bracket.index if bracket is not None else None,
    )


def _at(file: Path, mark: Any) -> Position:
    return Position(file) if mark is None else mark_position(file, mark)
