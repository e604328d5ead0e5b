"""All that the next customer act depends on."""

from __future__ import annotations

from dataclasses import dataclass

from coach.customer.fitting import takes_up_only
from coach.domain.agenda import Agenda, Step
from coach.domain.assessment import Act, Assessment
from coach.domain.frustration import Mood
from coach.domain.persona import Persona
from coach.domain.scenario import Scenario
from coach.domain.transcript import CustomerAct

INFORMS = frozenset({Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.GIVE_INFO})


@dataclass(frozen=True)
class Moment:
    """The moment after one reply."""

    scenario: Scenario
    persona: Persona
    assessment: Assessment
    step: Step
    before: Mood
    mood: Mood
    reply_number: int
    """Of the reply just given, from 1."""
    told: tuple[str, ...] = ("",)
    """The agent's replies, this one last."""
    last_act: CustomerAct | None = None
    """What the customer did before it."""
    half_heard: bool = False
    """It seems to say what they want to know, and not so that they could be sure of it."""

    @property
    def agenda(self) -> Agenda:
        return self.step.agenda

    @property
    def rose(self) -> bool:
        """The reply made it worse, also where frustration stands at 100 already."""
        return sum(reason.delta for reason in self.mood.reasons) > 0

    def fits(self, line: str, *facts: str) -> str:
        """An authored line about these facts, where every figure of theirs in it has been told; else nothing."""
        about = [fact for fact in self.scenario.facts if fact.id in facts]
        fits = takes_up_only(line, self.told, about, today=self.scenario.today)
        return line if fits else ""

    @property
    def informs(self) -> bool:
        """It tells or offers something, whether or not that is what they wanted to hear."""
        return bool(self.assessment.act_ids & INFORMS)

    @property
    def brings_supervisor(self) -> bool:
        """They asked for somebody else, and are taken at their word."""
        return self.before.wants_supervisor and self.assessment.hands_to_supervisor
