"""Stretches of a reply that are set out on the page and not said: tables, verse, footnotes, rows of signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from coach.domain.text import Span, words

VERSES = 2
"""Lines that run on into the next from which a text is verse."""
LEAST = 4
"""Words of a line of verse."""
_TABLE_ROW = re.compile(r"^.*\|.*\|.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^[ \t]*(\[\w{1,2}\]|\(\w\)|\*{1,3}|[†‡§¹²³])[ \t]*(?=\S).*$", re.MULTILINE)
_TAGS = re.compile(r"(?:#[^\W\d_]\w*\s*){2,}")
_SIGNS = re.compile(r"(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]?\s*){3,}")
_STRUCK = re.compile(r"~~[^~\n]+~~")
_ACTED = re.compile(r"(?<!\*)\*[a-z]+s(?: [a-z' ]+)?\*(?!\*)")
"""'*listens carefully*'"""
_LINE = re.compile(r"^.*$", re.MULTILINE)
_SLASHED = re.compile(r"(?:[^\n/.!?]+ / ){2,}[^\n/]+")
_COMMA = re.compile(r"[,;\u2014-]\s*$")


def find_layout(text: str) -> Iterator[Span]:
    """The stretches of a text that nobody would say to a customer in a talk."""
    for pattern in (_TABLE_ROW, _TAGS, _SIGNS, _STRUCK, _ACTED):
        yield from (Span(m.start(), m.end()) for m in pattern.finditer(text))
    yield from _footnotes(text)
    yield from _verses(text)


def _footnotes(text: str) -> Iterator[Span]:
    """Lines that open with a mark which hangs on a word before them."""
    for note in _FOOTNOTE.finditer(text):
        if re.search(rf"[\w.,!?]{re.escape(note.group(1))}", text[: note.start()]):
            yield Span(note.start(), note.end())


def _verses(text: str) -> Iterator[Span]:
    """Lines that run on into one another, each with a capital, under each other or with strokes between."""
    for filled, block in groupby(_LINE.finditer(text), key=lambda line: bool(line.group().strip())):
        lines = list(block)
        runs_on = [n for n in range(len(lines) - 1) if _runs_on(lines, n)]
        if filled and len(runs_on) >= VERSES and len(runs_on) >= len(lines) / 3:
            yield Span(lines[runs_on[0]].start(), lines[-1].end())
    for row in _SLASHED.finditer(text) if " / " in text else ():
        if all(len(words(part)) >= LEAST for part in row.group().split(" / ")):
            yield Span(row.start(), row.end())


def _runs_on(lines: Sequence[re.Match[str]], n: int) -> bool:
    line, after = lines[n].group(), lines[n + 1].group()
    long_enough = len(words(line)) >= LEAST
    return long_enough and _COMMA.search(line) is not None and after.lstrip("\"'* ")[:1].isupper()
