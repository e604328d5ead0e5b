"""Finds a quote in the agent's own reply: word for word, whole words, and outside of what was set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coach.domain.text import Span, clean, fold

LEAST: Final = 4
"""Letters and digits; fewer point at nothing."""
MOST: Final = 240
"""Characters; more point at everything."""
MASK: Final = re.compile(r"\[(?:card|email|phone|iban|ssn)\]")
"""What stands for a personal number in what a model is shown."""
MASKS: Final = 2
"""In one quote; each may stand for anything."""
_UNMASKED: Final = r"[^\n]{1,60}?"
_AROUND: Final = " \t\n\"'"


def locate(quote: str, reply: str, aside: Sequence[Span] = ()) -> Span | None:
    """The first place where the quote stands; white space, case and the shape of quote marks do not matter."""
    wanted, _ = squeezed(clean(quote))
    wanted = wanted.strip(_AROUND)
    own = MASK.sub("", wanted)
    if len(wanted) > MOST or sum(c.isalnum() for c in own) < LEAST or len(MASK.findall(wanted)) > MASKS:
        return None
    text, places = squeezed(reply)
    for found in _places(wanted, text):
        span = Span(places[found.start], places[found.end - 1] + 1)
        if not any(a.start < span.end and span.start < a.end for a in aside):
            return span
    return None


def squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """Folded, every run of white space one space; and where each character stands in the text."""
    kept: list[str] = []
    places: list[int] = []
    for place, char in enumerate(fold(text)):
        blank = char.isspace()
        if blank and kept and kept[-1] == " ":
            continue
        kept.append(" " if blank else char)
        places.append(place)
    return "".join(kept), tuple(places)


def _places(wanted: str, text: str) -> Iterator[Span]:
    """Whole words only: 'art' does not stand in 'start'. A mask stands for whatever it hides."""
    begins = r"(?<!\w)" if wanted[0].isalnum() else ""
    ends = r"(?!\w)" if wanted[-1].isalnum() else ""
    words = _UNMASKED.join(re.escape(part) for part in MASK.split(wanted))
    for found in re.finditer(begins + words + ends, text):
        yield Span(*found.span())
