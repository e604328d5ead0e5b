"""Whether a sentence holds a gist: a few words by which an author says what must be in it, in free speech.

A gist is a row of places, `referral/paper not come/sent/reach`: each has to be filled by one of its words, in any order
and any form. A place may ask for a denial: `not` for any, `no/never` for these; without one, a denial beside the words
turns the sense round. `_` joins words that stand together; `=missing` is that very word and no form or synonym of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.domain.text import fold, word_set, words
from coach.scoring.reach import ANEW
from coach.scoring.sense import sense

_NOT = word_set(
    """not no never nobody none nothing without cannot neither nor dont doesnt didnt cant wont isnt wasnt arent
    couldnt wouldnt havent hasnt"""
)
_CUT = re.compile(rf",(?!\d)|[;()–—]+|:(?!\d)|\s-\s|\b(?:but|because|so|as|since)\b|{ANEW}")
"""Where one clause ends; a denial reaches no further."""
_NO_DENIAL = re.compile(
    r"\b(?:not only|no (?:rush|hurry|worries|problem|doubt)|not (?:until|before) )|^\W*(?:no|nope|not at all)\W*$"
)


@dataclass(frozen=True)
class Place:
    """What fills one place of a gist."""

    words: frozenset[str]
    """Single words, and what they stand for."""
    together: tuple[str, ...]
    """Words that stand together, and those meant to the letter; with a space on either side."""
    any_denial: bool
    """One of its words is `not`."""


@dataclass(frozen=True)
class Gist:
    """One gist, taken apart."""

    places: tuple[Place, ...]
    denies: bool
    """Any denial will do."""
    spells_denial: bool
    """One of its places is filled by a denial, so it says itself what is denied."""


@lru_cache(maxsize=8192)
def gist(text: str) -> Gist:
    """A gist as its author wrote it."""
    places = [place for place in text.split() if place != "not"]
    return Gist(
        tuple(_place(place) for place in places),
        denies="not" in text.split(),
        spells_denial=any(not _NOT.isdisjoint(place.split("/")) for place in places),
    )


def _place(written: str) -> Place:
    singles, together = set(), []
    for word in written.split("/"):
        said = " ".join(words(fold(word.removeprefix("=")).replace("_", " ")))
        if " " in said or word.startswith("="):
            together.append(f" {said} ")
        elif said:
            singles.add(said)
    denial = "not" in singles
    return Place(frozenset(singles | {sense(word) for word in singles}), tuple(together), denial)


def holds(sentence: str, sought: Gist, *, asks: bool = False) -> bool:
    """Every place is filled. `asks`: of a question, where a denial says nothing."""
    clauses = _clauses(sentence)
    filled: set[int] = set()
    for place in sought.places:
        at = [number for number, clause in enumerate(clauses) if clause.fills(place)]
        if not at:
            return False
        filled.update(at)
    if asks or sought.spells_denial or not filled:
        return bool(filled)
    together = [said for place in sought.places for said in place.together]
    whole = [clause for clause in clauses if all(clause.fills(place) for place in sought.places)]
    if whole:
        return any(clause.denies(together) == sought.denies for clause in whole)
    return any(clauses[number].denies(together) for number in filled) == sought.denies


def holds_any(sentence: str, gists: Iterable[str], *, asks: bool = False) -> bool:
    """One of the gists, as an author wrote them, is held."""
    return any(holds(sentence, gist(one), asks=asks) for one in gists)


@dataclass(frozen=True)
class _Clause:
    text: str
    """Its words, with a space on either side."""
    words: frozenset[str]
    """As they stand, and what they stand for."""

    def fills(self, place: Place) -> bool:
        if not self.words.isdisjoint(place.words) or any(said in self.text for said in place.together):
            return True
        return place.any_denial and self.denies(())

    def denies(self, together: Sequence[str]) -> bool:
        """A denial that is no part of words that stand together."""
        text = self.text
        for said in together:
            text = text.replace(said, " ")
        told = _NO_DENIAL.sub(" ", text).split()
        return any(word in _NOT or word.endswith("n't") for word in told)


@lru_cache(maxsize=512)
def _clauses(sentence: str) -> tuple[_Clause, ...]:
    return tuple(_clause(text) for text in _CUT.split(fold(sentence)) if text.strip())


def _clause(text: str) -> _Clause:
    found = words(text)
    return _Clause(f" {' '.join(found)} ", frozenset(found) | {sense(w) for w in found})
