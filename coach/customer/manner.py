"""How a turn comes out: in one message or in several, and with the persona's habits."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from coach.customer.cue import Band, Part
from coach.domain.persona import Habit, Persona
from coach.domain.transcript import CustomerAct

MESSAGES = {Band.ANNOYED: (1, 2), Band.ANGRY: (2, 3), Band.FURIOUS: (2, 2, 3)}
"""In how many messages people vent; the calm say it in one."""


def with_habit(parts: tuple[Part, ...], persona: Persona, *, replies: int, rng: Random) -> tuple[Part, ...]:
    """A habit of the persona shows now and then, never on top of bad or good news."""
    habits = persona.habits
    roll = rng.random()
    act = parts[0].act
    if Habit.DIGRESS in habits and act in (CustomerAct.ANSWER, CustomerAct.THANK) and roll < 0.35:
        return (*parts, Part(CustomerAct.DIGRESS))
    if Habit.IMPATIENCE in habits and act in (CustomerAct.ANSWER, CustomerAct.WAIT) and roll < 0.4:
        return (*parts, Part(CustomerAct.PRESS, reason="impatience"))
    asks = Habit.ASKS_FOR_UNAVAILABLE in habits and replies > 2
    if asks and act is CustomerAct.FOLLOW_UP and not parts[0].reason and roll < 0.5:
        return (parts[0], Part(CustomerAct.ASK_UNAVAILABLE))
    return parts


def in_messages(parts: tuple[Part, ...], band: Band, rng: Random) -> tuple[Part, ...]:
    """Asked how it is, somebody upset sends two or three short messages before they stop."""
    if parts[0].act is not CustomerAct.VENT or band not in MESSAGES:
        return parts
    more = rng.choice(MESSAGES[band]) - 1
    return (
        parts[0],
        *[Part(CustomerAct.VENT, apart=True)] * more,
        *(replace(p, apart=True) for p in parts[1:]),
    )
