"""Whether a sentence holds a gist: a few words by which an author says what must be in it, in free speech.

A gist is a row of places, `referral/paper not come/sent/reach`: each has to be filled by one of its words, in any order
and any form. `not` asks for a denial, and without it a denial beside the words turns the sense round. `_` joins words
that stand together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coach.domain.text import fold, words
from coach.scoring.sense import sense

_NOT = frozenset(
    "not no never nobody none nothing without cannot neither nor dont doesnt didnt cant wont isnt wasnt arent"
    " couldnt wouldnt havent hasnt".split()
)
_CUT = re.compile(r"[,;:()–—]+|\s-\s|\b(?:but|because|so|as|since)\b")
"""Where one clause ends; a denial reaches no further."""
_NO_DENIAL = re.compile(
    r"\b(?:not only|no (?:rush|hurry|worries|problem|doubt)|not (?:until|before) )|^\W*(?:no|nope|not at all)\W*$"
)


@dataclass(frozen=True)
class Gist:
    """One gist, taken apart."""

    places: tuple[frozenset[str], ...]
    """The words for each place, as they are written."""
    denies: bool

    @property
    def is_empty(self) -> bool:
        return not self.places


@lru_cache(maxsize=4096)
def gist(text: str) -> Gist:
    """A gist as its author wrote it."""
    places = [frozenset(fold(place).split("/")) for place in text.split()]
    return Gist(tuple(p for p in places if p != {"not"}), denies={"not"} in [set(p) for p in places])


def holds(sentence: str, sought: Gist, *, asks: bool = False) -> bool:
    """Every place is filled. `asks`: of a question, where a denial says nothing."""
    clauses = _clauses(sentence)
    filled: set[int] = set()
    for place in sought.places:
        at = {number for number, clause in enumerate(clauses) if clause.has(place)}
        if not at:
            return False
        filled |= at
    if asks:
        return True
    denied = any(clauses[number].denies for number in filled)
    return denied == sought.denies


@dataclass(frozen=True)
class _Clause:
    text: str
    words: frozenset[str]
    """As they stand, and what they stand for."""
    denies: bool

    def has(self, place: frozenset[str]) -> bool:
        return any(self._has(word) for word in place)

    def _has(self, word: str) -> bool:
        if "_" in word:
            return f" {word.replace('_', ' ')} " in f" {self.text} "
        return word in self.words or sense(word) in self.words


@lru_cache(maxsize=512)
def _clauses(sentence: str) -> tuple[_Clause, ...]:
    return tuple(_clause(text) for text in _CUT.split(fold(sentence)) if text and text.strip())


def _clause(text: str) -> _Clause:
    found = words(text)
    said = words(_NO_DENIAL.sub(" ", text))
    denies = any(word in _NOT or word.endswith("n't") for word in said)
    return _Clause(" ".join(found), frozenset(found) | {sense(w) for w in found}, denies)
