"""What the customer still wants, in order, what they believe, and what one reply did about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coach.domain.customer import Belief, Customer, Goal, Hidden, Way
from coach.domain.memory import Change, Said


class GoalState(StrEnum):
    OPEN = "open"
    BELIEVED = "believed"
    """The customer takes it for settled by something that is not so; they come back to it."""
    MET = "met"


class BeliefState(StrEnum):
    HELD = "held"
    CHALLENGED = "challenged"
    """Corrected once; the customer minds, and its goal waits."""
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Agenda:
    """The customer's side of the matter after some replies."""

    goals: dict[str, GoalState]
    beliefs: dict[str, BeliefState]
    told: frozenset[str]
    """Known information told, before the talk or in it."""
    revealed: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    """Facts said rightly while the current goal was current."""
    early: frozenset[str] = frozenset()
    """Facts said rightly while another goal was current. A flood of facts is not taken in."""
    fooled: frozenset[str] = frozenset()
    """Goals that were once taken for settled by something wrong."""
    acknowledged_last: bool = False
    """The reply before acknowledged."""
    said: Mapping[str, Said] = field(default_factory=dict)
    """What the agent last said about each fact."""

    @staticmethod
    def start(customer: Customer) -> Agenda:
        return Agenda(
            goals={g.id: GoalState.OPEN for g in customer.goals},
            beliefs={b.id: BeliefState.HELD for b in customer.beliefs},
            told=frozenset(k.id for k in customer.known_info if k.told),
        )

    def current(self, customer: Customer) -> Goal | None:
        """The first open goal; when none is open, the first that was only believed; else None."""
        states = (GoalState.OPEN, GoalState.BELIEVED)
        return next((g for state in states for g in customer.goals if self.goals[g.id] is state), None)

    def wanted(self, customer: Customer) -> frozenset[str]:
        """Facts that the current goal still needs."""
        goal = self.current(customer)
        if goal is None:
            return frozenset()
        return frozenset(f for way in open_ways(goal, self) for f in way.needs) - self.right

    def missing(self, customer: Customer) -> frozenset[str]:
        """Facts that the current goal still needs on the way that is nearest to being met."""
        goal = self.current(customer)
        ways = [frozenset(way.needs) - self.right for way in open_ways(goal, self)] if goal else []
        return min(ways, key=len, default=frozenset())

    def minded(self, customer: Customer) -> frozenset[str]:
        """Facts that the customer has heard and does not accept yet."""
        return frozenset(
            b.corrected_by for b in customer.beliefs if self.beliefs[b.id] is BeliefState.CHALLENGED
        )

    @property
    def all_met(self) -> bool:
        return all(state is GoalState.MET for state in self.goals.values())


@dataclass(frozen=True)
class Step:
    """What one reply did to the agenda."""

    agenda: Agenda
    """The agenda after it."""
    goal: Goal | None
    """The goal that was current when the reply came."""
    new_right: frozenset[str] = frozenset()
    """Facts needed by that goal and said rightly for the first time."""
    new_early: frozenset[str] = frozenset()
    """Facts that a later goal needs, said for the first time."""
    met: Way | None = None
    """How that goal was met by this reply."""
    met_next: Way | None = None
    """How the goal after it was met by the same reply."""
    met_ahead: Way | None = None
    """How a later goal was met that matters more to them, now that they have said so."""
    newly_asked: tuple[str, ...] = ()
    """Known information asked for that the customer now tells, in the order asked."""
    revealed: Hidden | None = None
    disappointed: Belief | None = None
    believed: Belief | None = None
    """A belief that the reply wrongly confirmed."""
    fooled: bool = False
    """The current goal now passes for settled, wrongly, for the first time."""
    acknowledged: bool = False
    """This reply or the one before it acknowledged."""
    asked_openly: bool = False
    matters: bool = False
    """It moves what matters most to this customer, now that they have said so."""
    changed: Change | None = None
    """What the agent now puts otherwise than before."""
    owned: bool = False
    """An own mistake is put right, and called one."""

    @property
    def moved(self) -> bool:
        """The case went forward: a needed fact said rightly, or a goal met."""
        return bool(self.new_right) or self.met is not None or self.met_ahead is not None


def open_ways(goal: Goal, agenda: Agenda) -> list[Way]:
    """Those that nothing which has come out rules out."""
    return [w for w in goal.all_ways if w.unless is None or w.unless not in agenda.revealed]


def matters(goal: Goal, agenda: Agenda, customer: Customer) -> bool:
    """What has come out makes this goal matter more to them."""
    out = [h for h in customer.hidden if h.id in agenda.revealed]
    return any(h.matters_to == goal.id or any(w.unless == h.id for w in goal.all_ways) for h in out)
