"""A value of the reply, laid on a value of a fact."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.values import Match, Value
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.known import FactValue, Known


@dataclass(frozen=True)
class Said:
    """How a said value stands to a fact's, and how strongly its clause touches that fact."""

    clause: Clause
    value: Value
    known: Known
    target: FactValue
    match: Match
    score: float
    touch: float
    strict: float = 0.0
    """As `touch`, from the clause's own words only."""
    about: bool = False
    """The clause speaks of nothing that is not the fact's."""

    @property
    def agrees(self) -> bool:
        return self.match is not Match.CONFLICT
