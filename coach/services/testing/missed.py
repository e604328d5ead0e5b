"""One expectation that did not hold: what was expected, what was found, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.domain.assessment import Evidence
from coach.domain.reply_tests import Band
from coach.domain.text import clean

Keys = tuple[str | int, ...]
_SHOWN = 60
"""Characters of a reply or a quote; its place in the file says the rest."""
_MOST = 6


@dataclass(frozen=True)
class Missed:
    """Where the expectation stands in its file, and why it does not hold."""

    code: str
    keys: Keys
    message: str
    hint: str = ""


def outside(value: float | None, band: Band | None) -> bool:
    """A band is given, and the score is not in it; what does not apply is in none."""
    return band is not None and (value is None or not band[0] <= value <= band[1])


def figure(value: float | None) -> str:
    """Exact enough to tell it from the end of a band."""
    return "not applicable" if value is None else f"{round(value, 2):g}"


def wanted(band: Band) -> str:
    low, high = band
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def shortened(text: str) -> str:
    line = " ".join(clean(text).split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[: _SHOWN - 3].rstrip()}..."'


def seen(evidence: Sequence[Evidence]) -> str:
    """'ask_info ("Which card is it?"), greet ("Hello.")', or 'nothing'."""
    shown = [f"{one.id}{_quote(one)}" for one in evidence]
    more = [f"{len(shown) - _MOST} more"] if len(shown) > _MOST else []
    return ", ".join([*shown[:_MOST], *more]) or "nothing"


def _quote(evidence: Evidence) -> str:
    return f" ({shortened(evidence.quote)})" if evidence.quote.strip() else ""


def lacking(
    kind: str, expected: Sequence[str], found: Sequence[Evidence], *, code: str, keys: Keys, reply: str
) -> Iterator[Missed]:
    """Ids that had to be seen in a reply and were not."""
    ids = {one.id for one in found}
    for at, id_ in enumerate(expected):
        if id_ not in ids:
            message = f"The {kind} {id_} is not seen in {shortened(reply)}. Seen: {seen(found)}."
            yield Missed(code, (*keys, at), message)
