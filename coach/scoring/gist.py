"""Whether a sentence holds a gist: a few words by which an author says what must be in it, in free speech.

A gist is a row of places, `referral/paper not come/sent/reach`: each has to be filled by one of its words, in any order
and any form. A place may ask for a denial: `not` for any, `no/never` for these; without one, a denial beside the words
turns the sense round. `_` joins words that stand together; `=missing` is that very word and no form or synonym of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coach.domain.text import fold, word_set, words
from coach.scoring.sense import sense

_NOT = word_set(
    """not no never nobody none nothing without cannot neither nor dont doesnt didnt cant wont isnt wasnt arent
    couldnt wouldnt havent hasnt"""
)
_CUT = re.compile(r"[,;()–—]+|:(?!\d)|\s-\s|\b(?:but|because|so|as|since)\b")
"""Where one clause ends; a denial reaches no further."""
_NO_DENIAL = re.compile(
    r"\b(?:not only|no (?:rush|hurry|worries|problem|doubt)|not (?:until|before) )|^\W*(?:no|nope|not at all)\W*$"
)


@dataclass(frozen=True)
class Gist:
    """One gist, taken apart."""

    places: tuple[frozenset[str], ...]
    """The words for each place, or several that stand together, as they are written."""
    denies: bool
    """Any denial will do."""
    spells_denial: bool
    """One of its places is filled by a denial, so it says itself what is denied."""


@lru_cache(maxsize=4096)
def gist(text: str) -> Gist:
    """A gist as its author wrote it."""
    places = [frozenset(_written(word) for word in place.split("/")) for place in text.split()]
    sought = tuple(p for p in places if p != {"not"})
    return Gist(sought, denies={"not"} in places, spells_denial=any(p & _NOT for p in sought))


def holds(sentence: str, sought: Gist, *, asks: bool = False) -> bool:
    """Every place is filled. `asks`: of a question, where a denial says nothing."""
    clauses = _clauses(sentence)
    filled: set[int] = set()
    together: set[str] = set()
    for place in sought.places:
        at = {number for number, clause in enumerate(clauses) if clause.has(place)}
        if not at:
            return False
        filled |= at
        together |= {words for words in place if " " in words}
    if not filled:
        return False
    if asks or sought.spells_denial:
        return True
    return any(clauses[number].denies(together) for number in filled) == sought.denies


def _written(word: str) -> str:
    """`no_one` and `forty-five` are words that stand together; `=` stays before what is meant to the letter."""
    exact = "=" if word.startswith("=") else ""
    return exact + " ".join(words(fold(word.removeprefix("=")).replace("_", " ")))


@dataclass(frozen=True)
class _Clause:
    text: str
    """Its words, with a space on either side."""
    words: frozenset[str]
    """As they stand, and what they stand for."""

    def has(self, place: frozenset[str]) -> bool:
        return any(f" {w} " in self.text if " " in w else self._has(w) for w in place)

    def _has(self, word: str) -> bool:
        if word == "not":
            return self.denies(set())
        if word.startswith("="):
            return f" {word[1:]} " in self.text
        return word in self.words or sense(word) in self.words

    def denies(self, together: set[str]) -> bool:
        """A denial that is no part of the words that stand together."""
        text = self.text
        for said in together:
            text = text.replace(f" {said} ", " ")
        said_at_all = _NO_DENIAL.sub(" ", text).split()
        return any(word in _NOT or word.endswith("n't") for word in said_at_all)


@lru_cache(maxsize=512)
def _clauses(sentence: str) -> tuple[_Clause, ...]:
    return tuple(_clause(text) for text in _CUT.split(fold(sentence)) if text.strip())


def _clause(text: str) -> _Clause:
    found = words(text)
    return _Clause(f" {' '.join(found)} ", frozenset(found) | {sense(w) for w in found})
