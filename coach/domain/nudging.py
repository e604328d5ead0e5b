"""When the co-pilot speaks: what comes up with what the customer wants and tells, and after which reply it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.agenda import Agenda
from coach.domain.copilot import OPENING, Nudge
from coach.domain.scenario import Scenario


@dataclass(frozen=True)
class ComeUp:
    """A nudge that the agent has seen."""

    nudge: Nudge
    after: int
    """The replies that had been given by then."""


def newly_come_up(
    scenario: Scenario, agenda: Agenda, *, earlier: Sequence[ComeUp], replies: int, heard: bool = True
) -> tuple[ComeUp, ...]:
    """The nudges whose occasion is now, and that have not come up yet, in the order of the file.

    `heard`: the customer has spoken; until then nobody knows what they want.
    """
    occasions = {OPENING}
    if heard:
        goal = agenda.current(scenario.customer)
        occasions |= agenda.revealed | ({goal.id} if goal else set())
    seen = [one.nudge for one in earlier]
    return tuple(ComeUp(n, replies) for n in scenario.copilot if n.at in occasions and n not in seen)
