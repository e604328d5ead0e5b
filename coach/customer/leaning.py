"""Weighs by the small words of a line who speaks so: the one who serves, or the one who is served.

What a talk is about says little about that: either side speaks of the refund. Who does what to whom says much, so
only common words are read, alone and two or three in a row, and all others stand as one gap. The weights are
fitted by `benchmarks/leaning.py` (`make leaning`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from coach.domain.text import fold, sentences, words

LONGEST: Final = 3
"""Words in a row that are weighed as one."""
GAP: Final = "_"
START: Final = "^"
_ENDINGS: Final = {"'ve": "have", "'ll": "will", "'re": "are", "n't": "not", "'d": "would"}
_NUMBER: Final = re.compile(r"\d")


@dataclass(frozen=True)
class Weights:
    """What each run of common words tells, in tenths of log-odds: above 0 for the one who serves."""

    common: frozenset[str]
    bias: int
    runs: dict[str, int]


def leaning(text: str) -> float:
    """The log-odds that it is said by whoever serves; sentences add up."""
    weights = shipped()
    return (weights.bias + sum(weights.runs.get(run, 0) for run in runs(text, common=weights.common))) / 10


def runs(text: str, *, common: Set[str]) -> frozenset[str]:
    """The runs of common words; 'I've sent it to your Visa.' has 'i have', 'it to your', '^ i', 'your _ .'."""
    return frozenset(run for sentence in _in_small_words(text, common) for run in _runs(sentence))


def small_words(text: str) -> Iterator[str]:
    """The words with their short forms written out, and all numbers alike."""
    for word in words(text):
        if _NUMBER.search(word):
            yield "#"
            continue
        ending = next((e for e in _ENDINGS if word.endswith(e)), "")
        if word == "i'm":
            yield from ("i", "am")
        elif ending:
            yield from (word.removesuffix(ending), _ENDINGS[ending])
        else:
            yield word


def _in_small_words(text: str, common: Set[str]) -> Iterator[list[str]]:
    folded = fold(text)
    for span in sentences(folded):
        sentence = folded[span.start : span.end]
        end = "?" if sentence.rstrip("\"')").endswith("?") else "."
        yield [START, *_with_gaps(small_words(sentence), common), end]


def _with_gaps(found: Iterable[str], common: Set[str]) -> Iterator[str]:
    before = ""
    for word in found:
        here = word if word in common else GAP
        if here != GAP or before != GAP:
            yield here
        before = here


def _runs(sentence: list[str]) -> Iterator[str]:
    for length in range(1, LONGEST + 1):
        for at in range(len(sentence) - length + 1):
            run = sentence[at : at + length]
            if GAP not in (run[0], run[-1]) and (length > 1 or run[0] not in (START, ".", "?")):
                yield " ".join(run)


@cache
def shipped() -> Weights:
    """Those in leaning.json."""
    read = json.loads((files("coach.customer") / "leaning.json").read_text(encoding="utf-8"))
    return Weights(common=frozenset(read["common"].split()), bias=read["bias"], runs=read["runs"])
