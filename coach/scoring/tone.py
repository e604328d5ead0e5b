"""How a reply sounds beyond its acts: office language, and burdens taken from the customer."""

from __future__ import annotations

from dataclasses import dataclass

from coach.scoring.acts import Observed


@dataclass(frozen=True)
class Tone:
    """Counts of sentences."""

    cold: int = 0
    """Office language, false cheer, our side defended."""
    relief: int = 0
    """Something is done for them or spared them, personally."""


def read_tone(observed: Observed, wholes: tuple[Observed, ...] = ()) -> Tone:
    """`wholes` hold what was set aside too: that relieves nobody, but is as cold as it sounds."""
    cold = max(len(part.all("cold")) for part in (observed, *wholes))
    return Tone(cold=cold, relief=len(observed.all("relief")))
