"""The name that was most likely meant, and a value for one line of a message."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

MOST_NAMED = 12
"""Names in a hint."""


def near(word: str, known: Iterable[str]) -> str:
    """'Did you mean x?', or nothing."""
    found = nearest(word, known)
    return f"Did you mean {' or '.join(found)}?" if found else ""


def near_or_all(word: str, known: Iterable[str]) -> str:
    """As `near`; where nothing comes near, what there is, if that can be read at a glance."""
    names = list(known)
    found = near(word, names)
    if found or not names:
        return found
    shown = ", ".join(names[:MOST_NAMED])
    return f"There {'is' if len(names) == 1 else 'are'} {shown}{' and others' if len(names) > MOST_NAMED else ''}."


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The nearest, and a second one that is about as near."""
    found = get_close_matches(word, list(known), n=2, cutoff=0.55)
    rated = [SequenceMatcher(None, one, word).ratio() for one in found]
    return [one for one, rate in zip(found, rated, strict=True) if rate > rated[0] - 0.15]


def quoted(value: object) -> str:
    """A value for one line of a message."""
    text = " ".join(str(value).split())
    return f"'{text[:57]}...'" if len(text) > 60 else f"'{text}'"
