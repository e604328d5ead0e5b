"""Line banks: how people react, in files that a writer can read; one TOML file for each customer act."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coach.customer.cue import Band
from coach.domain.persona import Persona
from coach.domain.transcript import CustomerAct


@dataclass(frozen=True)
class BankLine:
    """One authored line and where it fits; an empty set fits everywhere."""

    say: str
    reason: str = ""
    bands: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()

    def fits(self, band: Band, persona: Persona) -> bool:
        in_band = not self.bands or band in self.bands
        in_register = not self.registers or persona.style.register_ in self.registers
        return in_band and in_register and (not self.english or persona.english in self.english)


@cache
def bank(act: CustomerAct) -> tuple[BankLine, ...]:
    """All lines of a customer act; empty where the act has no file."""
    file = files(__name__) / f"{act}.toml"
    if not file.is_file():
        return ()
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["line"]
    return tuple(
        BankLine(
            say=row["say"],
            reason=row.get("reason", ""),
            bands=frozenset(row.get("bands", ())),
            registers=frozenset(row.get("registers", ())),
            english=frozenset(row.get("english", ())),
        )
        for row in rows
    )
