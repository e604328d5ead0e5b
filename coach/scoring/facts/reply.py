"""A reply laid beside the facts: its clauses, and how strongly each touches each fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from coach.domain.assessment import Evidence
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import among
from coach.scoring.facts.known import Known
from coach.scoring.facts.polarity import PREDICATES, VERBED, stance

_SAME_SENTENCE = 0.6
_SENTENCE_BEFORE = 0.3
_CUSTOMER = 0.3
_LEANING = 0.75
"""What a clause that leans on what was said before takes from there."""
_PRICES = frozenset(["fee", "salary", "extra"])
"""What 'free' speaks of, too: a fee, something to pay, an extra."""


@dataclass(frozen=True)
class Reply:
    """The reply's clauses and what the customer's line spoke of."""

    text: str
    clauses: tuple[Clause, ...]
    asked: frozenset[str]
    """Concepts of the customer's line."""
    right: tuple[Evidence, ...] = ()
    """Where it was found to state facts rightly."""
    _read: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def sentences(self) -> dict[int, frozenset[str]]:
        names: dict[int, frozenset[str]] = {}
        for clause in self.clauses:
            names[clause.sentence] = names.get(clause.sentence, frozenset()) | clause.names
        return names

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Clause, ...]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.sentence, []).append(clause)
        return {number: tuple(inside) for number, inside in found.items()}

    def beside(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses of its sentence, itself among them."""
        return self._by_sentence.get(clause.sentence, ())

    def is_right(self, clause: Clause) -> bool:
        """The clause was found to state a fact rightly."""
        return any(r.start < clause.end and clause.start < r.end for r in self.right)

    @cached_property
    def _words(self) -> dict[int, str]:
        return {n: " ".join(c.text for c in inside) for n, inside in self._by_sentence.items()}

    def sentence_of(self, clause: Clause) -> str:
        """The folded words of its sentence."""
        return self._words[clause.sentence]

    def _around(self, clause: Clause) -> tuple[tuple[frozenset[str], float], ...]:
        leaning = clause.leans
        further = leaning and not self._has_subject(clause)
        return (
            (clause.names, 1.0),
            (self.sentences[clause.sentence], _LEANING if leaning else _SAME_SENTENCE),
            (self.sentences.get(clause.sentence - 1, frozenset()), _LEANING if further else _SENTENCE_BEFORE),
            (self.asked, 0.55 if further else _CUSTOMER),
        )

    def _has_subject(self, clause: Clause) -> bool:
        """A scrap, as ', free of charge', takes its subject from the words before it in its sentence."""
        before = frozenset(n for c in self.beside(clause) if c.start < clause.start for n in c.names)
        return bool(before - PREDICATES) and not VERBED.search(clause.text)

    def shares(self, known: Known, clause: Clause) -> dict[str, float]:
        """For each concept of the fact, how far the clause or what stands around it speaks of it."""
        key = (id(known), clause.start)
        if key not in self._read:
            self._read[key] = self._shares(known, clause)
        return self._read[key]

    def _shares(self, known: Known, clause: Clause) -> dict[str, float]:
        shares: dict[str, float] = {}
        around = self._around(clause)
        for name in known.weights:
            for names, share in around:
                if among(name, names):
                    shares[name] = share
                    break
        return shares

    def touch(self, known: Known, clause: Clause) -> float:
        """How strongly the clause touches the fact: telling words shared, against the fact's length."""
        shares = self.shares(known, clause)
        return float(sum(known.weights[name] * share for name, share in shares.items()) / known.total**0.6)

    def own_touch(self, known: Known, clause: Clause) -> float:
        """As `touch`, what stands around counting little: for blame the clause itself must speak."""
        total = 0.0
        for name, share in self.shares(known, clause).items():
            total += known.weights[name] * (1.0 if share == 1.0 else share * (0.7 if clause.leans else 0.5))
        return float(total / known.total**0.6)

    def strict_touch(self, known: Known, clause: Clause) -> float:
        """As `touch`, from the clause's own words only."""
        own = sum(known.weights[n] for n, share in self.shares(known, clause).items() if share == 1.0)
        return float(own / known.total**0.6)

    def coverage(self, known: Known, clause: Clause, *, predicates: bool = True, lent: bool = True) -> float:
        """The share of the fact's concepts that the clause or its surroundings speak of.

        A predicate is spoken of, too, where the clause takes a stance on the same pair of opposites. Not `lent`:
        the customer's words, and a sentence before that the clause does not lean on, count for nothing.
        """
        least = 0.0 if lent else _SAME_SENTENCE
        shares = {name: share for name, share in self.shares(known, clause).items() if share >= least}
        if predicates and stance(clause.text).keys() & known.sides.keys():
            shares |= dict.fromkeys(known.weights.keys() & PREDICATES, 1.0)
        if predicates and "free" in stance(clause.text).keys() & known.sides.keys():
            shares |= dict.fromkeys(known.weights.keys() & _PRICES, 1.0)
        return sum(known.weights[name] * share for name, share in shares.items()) / known.total

    def tells(self, known: Known, clause: Clause) -> bool:
        """The clause says something of the subject: a word behind the fact's verb, or its opposite."""
        if not known.told or stance(clause.text).keys() & known.sides.keys():
            return True
        shares = self.shares(known, clause)
        return any(shares.get(name, 0.0) >= 0.5 for name in known.told)

    def subject_share(self, known: Known, clause: Clause, *, strict: bool = False) -> float:
        """The share of the fact's subject that the clause itself, or what it leans on, names.

        Strictly, a clause with a subject of its own leans on nothing.
        """
        subjects = known.weights.keys() - PREDICATES or known.weights.keys()
        shares = self.shares(known, clause)
        least = 0.5 if clause.leans and not (strict and clause.names - PREDICATES) else 1.0
        named = sum(known.weights[n] for n in subjects if shares.get(n, 0.0) >= least)
        return named / (sum(known.weights[n] for n in subjects) or 1.0)

    def names_subject(self, known: Known, clause: Clause, least: float = 1.0) -> bool:
        """The clause itself, not only its surroundings, names what the fact is about."""
        subjects = known.weights.keys() - PREDICATES or known.weights.keys()
        shares = self.shares(known, clause)
        return any(shares.get(name, 0.0) >= least for name in subjects)
