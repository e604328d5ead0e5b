"""A persona as it is played in one session: the seed shifts its temper and its habits a little."""

from __future__ import annotations

from random import Random

from coach.domain.persona import Persona

AS_WRITTEN = 1
"""This seed plays the persona exactly as its author wrote it; every other seed shifts it."""
BASELINE_SHIFT = 5
PATIENCE_SHIFT = 1
HABIT_SHOWS = 0.7
"""How likely each habit is to be there in a session."""


def cast(persona: Persona, seed: int) -> Persona:
    """The persona with baseline +-5, patience +-1 and a choice of its habits."""
    if seed == AS_WRITTEN:
        return persona
    rng = Random(f"cast:{seed}:{persona.id}")
    temper = persona.temperament
    shifted = temper.model_copy(
        update={
            "baseline": _bound(temper.baseline + rng.randint(-BASELINE_SHIFT, BASELINE_SHIFT), 0, 90),
            "patience": _bound(temper.patience + rng.randint(-PATIENCE_SHIFT, PATIENCE_SHIFT), 1, 8),
        }
    )
    habits = tuple(h for h in persona.habits if rng.random() < HABIT_SHOWS)
    return persona.model_copy(update={"temperament": shifted, "habits": habits})


def _bound(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))
