"""Line banks: how people react, in files that a writer can read; one TOML file for each customer act."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from coach.customer.cue import Band
from coach.domain.persona import Persona
from coach.domain.text import content_words
from coach.domain.transcript import CustomerAct

SLOT = re.compile(r"\{(?:quote|before|now)\}")
"""Where a line takes up words of the agent's."""


@dataclass(frozen=True)
class BankLine:
    """One authored line and where it fits; an empty set fits everywhere."""

    say: str
    reason: str = ""
    bands: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()
    directness: frozenset[str] = frozenset()

    def fits(self, band: Band, persona: Persona) -> bool:
        style = persona.style
        return all(
            not wanted or own in wanted
            for wanted, own in (
                (self.bands, band),
                (self.registers, style.register_),
                (self.english, persona.english),
                (self.directness, style.directness),
            )
        )

    @property
    def particular(self) -> bool:
        """Written for one manner of speaking."""
        return bool(self.registers or self.english or self.directness)

    def filled(self, slots: Mapping[str, str]) -> str:
        """The line with the agent's words in it; '' where it takes up others than there are."""
        text = self.say
        for name, words in slots.items():
            text = text.replace(f"{{{name}}}", words)
        return "" if SLOT.search(text) else text


EVERYDAY: Final = 15
"""Lines of the banks that have a word: from then on it is one that people say whatever their case is."""


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
            directness=frozenset(row.get("directness", ())),
        )
        for row in rows
    )


@cache
def everyday_words() -> frozenset[str]:
    """Content words that give nothing away: people say them in any talk of this kind."""
    return frozenset(word for word, lines in _lines_with().items() if lines >= EVERYDAY)


@cache
def said_of_any_case() -> frozenset[str]:
    """All content words of the banks, whose lines are about no case."""
    return frozenset(_lines_with())


@cache
def _lines_with() -> Counter[str]:
    """How many lines of the banks have each content word."""
    lines = (line for act in CustomerAct for line in bank(act))
    return Counter(word for line in lines for word in content_words(SLOT.sub("", line.say)))
