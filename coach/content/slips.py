"""What a person most likely did where the parser gave up: it mostly stumbles some way behind the slip itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coach.content.odd_characters import NO_HYPHEN, NO_SPACE, called
from coach.errors import Fault, Position

_QUOTED = re.compile(
    r"(?:^ *|[:,?-] +|[\[{] *)(?P<text>\"(?:[^\"\\]++|\\.)*+(?:\"|\Z)|'(?:[^']++|'')*+(?:'|\Z))",
    re.MULTILINE | re.DOTALL,
)
"""A text in quotes, where one may begin."""
_NEXT_KEY = re.compile(r"\n *(?:- +)?[A-Za-z_][\w-]*:(?:\s|$)")
_OPENS = re.compile(r"(?:[:,-] |[\[{])$")
"""What stands before a quote that opens a text."""
_START = r" *(?:- +)*"
_ODD_SPACE = re.compile(rf"{_START}(?:-|[A-Za-z_][\w-]*:)?({NO_SPACE})")
_ODD_LINE = re.compile(f"^{_ODD_SPACE.pattern}", re.MULTILINE)
_BULLET = re.compile(rf"{_START}({NO_HYPHEN}|\*(?= ))\s?\S")
_HYPHEN = re.compile(rf"{_START}(-)[^\s\d-]")
_COLON = re.compile(rf"{_START}[a-z_]+(:)[^\s/:]")
A_HYPHEN = "Type - and a space in its place."
NEVER_CLOSED = "The quote that opens here is never closed."
CUT = re.compile(r"(?<=[^\s#])[ \t]+(#)[A-Za-z0-9]")
"""A # that somebody wrote as part of a text: before a remark stands a space, and behind its # another."""


@dataclass(frozen=True)
class Stumble:
    """Where the parser gave up, in characters from the start of the text."""

    file: Path
    text: str
    at: int
    begun: int | None = None
    """Where what it was reading began, if it knows."""
    bracket: int | None = None
    """The innermost open one."""

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """Where texts in quotes begin and end, up to where the parser gave up."""
        end = self.line_span(self.at)[1]
        return [
            m.span("text") for m in _QUOTED.finditer(self.text, 0, len(self.text)) if m.start("text") <= end
        ]

    def line_span(self, at: int) -> tuple[int, int]:
        """Start and end of the line that holds a place."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end

    def lines(self) -> Iterator[tuple[int, int]]:
        """The line of the stumble, the one before it, and that where it began."""
        start, end = self.line_span(self.at)
        yield start, end
        if start:
            yield self.line_span(start - 1)
        if self.begun is not None and not start <= self.begun <= end:
            yield self.line_span(self.begun)

    def fault(self, at: int, code: str, message: str, *, hint: str) -> Fault:
        line = self.text.count("\n", 0, at) + 1
        return Fault(Position(self.file, line, at - self.text.rfind("\n", 0, at)), code, message, hint)

    def in_quotes(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.quoted)


def no_hyphen(sign: str) -> str:
    return f"The item of a list begins with a hyphen and a space; here stands {called(sign)}."


def slip_at(stumble: Stumble) -> Fault | None:
    """None where it was none of those that are known; the parser's own complaint then has to do."""
    return next((fault for look in _SLIPS if (fault := look(stumble)) is not None), None)


def _quote(stumble: Stumble) -> Fault | None:
    """One that is not closed ends where the next text opens, maybe a hundred lines on."""
    before = [span for span in stumble.quoted if span[0] < stumble.at]
    if not before:
        return None
    start, end = before[-1]
    if not _is_closed(stumble.text[start:end]) or end > stumble.at or "\n" in stumble.text[end : stumble.at]:
        return None
    inside = stumble.text[start + 1 : end - 1]
    if _NEXT_KEY.search(inside) or (_OPENS.search(inside) and end == stumble.at):
        return stumble.fault(
            start, "C104", NEVER_CLOSED, hint="Write the closing quote at the end of the text."
        )
    if stumble.text[end : stumble.at].strip() or stumble.text[stumble.at] in ",]}":
        return None
    sign = stumble.text[start]
    hint = (
        "Put the whole text in double quotes, or write the apostrophe in it twice."
        if sign == "'"
        else 'Put the whole text in single quotes, or write \\" for a quote inside of it.'
    )
    return stumble.fault(
        end - 1, "C104", "The text in quotes ends at this quote, and more words follow.", hint=hint
    )


def _is_closed(quoted: str) -> bool:
    """Not one that goes on to the end of the file: that the parser tells by itself."""
    if quoted[0] == "'":
        return quoted.count("'") % 2 == 0
    return re.fullmatch(r'"(?:[^"\\]++|\\.)*+"', quoted, re.DOTALL) is not None


def _odd_space(stumble: Stumble) -> Fault | None:
    for start, end in stumble.lines():
        found = _ODD_SPACE.match(stumble.text, start, end)
        if found:
            return _odd(stumble, found)
    return None


def _odd_space_above(stumble: Stumble) -> Fault | None:
    """The nearest, however far above: what belongs together came apart there."""
    above = list(_ODD_LINE.finditer(stumble.text, 0, stumble.at))
    return _odd(stumble, above[-1]) if above else None


def _odd(stumble: Stumble, found: re.Match[str]) -> Fault:
    message = f"Here stands {called(found[1])}, where only plain spaces may stand."
    hint = "Delete it, and type a plain space where one is needed."
    return stumble.fault(found.start(1), "C105", message, hint=hint)


def _bullet(stumble: Stumble) -> Fault | None:
    for start, end in stumble.lines():
        found = _BULLET.match(stumble.text, start, end)
        if found:
            return stumble.fault(found.start(1), "C104", no_hyphen(found[1]), hint=A_HYPHEN)
    return None


def _cut(stumble: Stumble) -> Fault | None:
    spans = list(stumble.lines())
    if stumble.bracket is not None:
        spans.insert(0, (stumble.bracket, stumble.line_span(stumble.at)[1]))
    for start, end in spans:
        for found in CUT.finditer(stumble.text, start, end):
            if not stumble.in_quotes(found.start(1)):
                message = "A # after a space begins a remark: the rest of this line is not read."
                hint = "If it belongs to the text, put the whole text in quotes."
                return stumble.fault(found.start(1), "C104", message, hint=hint)
    return None


def _missing_space(stumble: Stumble) -> Fault | None:
    for start, end in stumble.lines():
        for pattern, after in ((_HYPHEN, "hyphen"), (_COLON, "colon")):
            found = pattern.match(stumble.text, start, end)
            if found and not stumble.text.startswith("---", found.start(1)):
                message = f"There is no space behind this {after}."
                return stumble.fault(found.start(1), "C104", message, hint="Type one.")
    return None


_SLIPS: tuple[Callable[[Stumble], Fault | None], ...] = (
    _quote, _odd_space, _bullet, _cut, _missing_space, _odd_space_above,
)  # fmt: skip
