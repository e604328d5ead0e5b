"""What a scripted agent has to hand: the scenario, its articles, and which facts the model replies state."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.assessment import Verdict
from coach.domain.copilot import Advice
from coach.domain.nudging import ComeUp
from coach.domain.persona import Persona
from coach.domain.rubric import Rubric
from coach.domain.scenario import Article, Fact, PassMark, Scenario
from coach.domain.situation import Situation
from coach.domain.transcript import VoiceId
from coach.ports import Library, Scorer, SessionPlan


@dataclass(frozen=True)
class Phrasing:
    """One way to say a model reply, and where it stands."""

    text: str
    at: int
    """Of the model reply."""
    also: int | None
    """Which of its other phrasings; None for the first."""
    states: frozenset[str]
    """The facts that it says rightly."""

    @property
    def keys(self) -> tuple[str | int, ...]:
        place = ("model_replies", self.at)
        return (*place, "say") if self.also is None else (*place, "also", self.also)


@dataclass(frozen=True)
class Case:
    """A scenario as it is rehearsed."""

    scenario: Scenario
    persona: Persona
    rubric: Rubric
    pass_mark: PassMark
    articles: tuple[Article, ...]
    phrasings: tuple[tuple[Phrasing, ...], ...]
    """The ways to say each model reply, in order."""

    def plan(self, seed: int, voice: VoiceId) -> SessionPlan:
        return SessionPlan(
            scenario=self.scenario,
            persona=self.persona,
            rubric=self.rubric,
            pass_mark=self.pass_mark,
            seed=seed,
            voice=voice,
        )

    @property
    def misleading(self) -> dict[int, str]:
        """The facts that nudges break when they are followed, by the place of the nudge."""
        facts = {fact.id for fact in self.scenario.facts}
        return {
            at: nudge.breaks
            for at, nudge in enumerate(self.scenario.copilot)
            if nudge.breaks in facts and nudge.kind in (Advice.WRONG, Advice.STALE)
        }

    @property
    def needed(self) -> tuple[Fact, ...]:
        """The facts that the goals need, each by its first way, in their order."""
        ways = (goal.all_ways[0] for goal in self.scenario.customer.goals)
        ids = dict.fromkeys(fact for way in ways for fact in way.needs)
        return tuple(self.scenario.fact(id_) for id_ in ids)


@dataclass(frozen=True)
class Heard:
    """What an agent knows when it is their turn."""

    seed: int
    number: int
    """Of the reply that they are to give, from 1."""
    customer: tuple[str, ...]
    """What the customer has said; nothing yet where the agent opens."""
    nudges: tuple[ComeUp, ...] = ()
    """What the co-pilot has said."""

    @property
    def last(self) -> str:
        return self.customer[-1] if self.customer else ""


def open_case(id_or_path: str, library: Library, scorer: Scorer) -> Case:
    """Raises ContentError or UsageError."""
    scenario = library.scenario(id_or_path)
    rubric = library.rubric(scenario.rubric)
    curriculum = library.curriculum_of(scenario.id)
    lessons = curriculum.lessons if curriculum else ()
    lesson = next((x for x in lessons if x.scenario == scenario.id), None)
    return Case(
        scenario=scenario,
        persona=library.persona((lesson.persona if lesson else None) or scenario.persona),
        rubric=rubric,
        pass_mark=lesson.pass_ if lesson else rubric.minimum,
        articles=tuple(library.articles(scenario)),
        phrasings=_phrasings(scenario, scorer),
    )


def _phrasings(scenario: Scenario, scorer: Scorer) -> tuple[tuple[Phrasing, ...], ...]:
    situation = Situation(customer_line=scenario.customer.opening, facts=scenario.facts, today=scenario.today)

    def phrasing(text: str, at: int, also: int | None) -> Phrasing:
        return Phrasing(text, at, also, scorer(text, situation).assessment.facts_with(Verdict.CORRECT))

    return tuple(
        (phrasing(reply.say, at, None), *(phrasing(text, at, n) for n, text in enumerate(reply.also)))
        for at, reply in enumerate(scenario.model_replies)
    )
