"""Puts a draft together: what the source tells is written, what it does not tell is marked TODO with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coach.domain.masking import Masker
from coach.domain.scenario import Fact, LineOfBusiness, ModelReply, Scenario
from coach.domain.source import Noted, Said, Source
from coach.domain.text import clean, content_words
from coach.services.drafting.article import USUAL, article_text
from coach.services.drafting.customer import customer_of, goals_for, wishes_of
from coach.services.drafting.facts import bans_of, from_agent, from_policy
from coach.services.drafting.gaps import shortened, todo, without_masks
from coach.services.drafting.talk import hear

LONGEST_NAME = 80
"""Characters of the source's name, which stands in every mark of a gap."""


@dataclass(frozen=True)
class Choices:
    """What the person who imports decides, or leaves to the defaults."""

    id: str
    line_of_business: LineOfBusiness
    persona: str
    rubric: str
    today: datetime
    article: str = f"{USUAL}-1"
    """The id of the article that the policy becomes."""


@dataclass(frozen=True)
class Draft:
    """A scenario that a trainer has to finish."""

    scenario: Scenario
    article: str
    """Markdown; empty where no policy was given."""
    masked: tuple[str, ...]
    """Kinds of personal data that were replaced."""


def draft_of(source: Source, choices: Choices) -> Draft:
    """Everything personal is masked before anything is looked at."""
    mask = Masker.of(_texts(source), (name for one in source.said for name in one.people))
    source = _masked(source, mask)
    heard = hear(source.said) if source.said else None
    about = content_words(" ".join(_texts(source)))
    proposed = from_policy(source.policy, about=about, article=choices.article)
    if heard and not any(one.fact.statement for one in proposed):
        named = {one.fact.id for one in proposed}
        proposed += [one for one in from_agent(heard.agent, about=about) if one.fact.id not in named]
    facts, goals = goals_for(proposed, wishes_of(source, heard), name=source.name)
    facts = (*facts, *bans_of(source.expected, {fact.id for fact in facts}))
    scenario = Scenario(
        schema_="coach/scenario@2",
        id=choices.id,
        title=todo("a title that an agent remembers"),
        line_of_business=choices.line_of_business,
        persona=choices.persona,
        rubric=choices.rubric,
        today=choices.today,
        opens="agent" if heard and heard.agent_opens else "customer",
        briefing=_briefing(source, facts),
        handoff=heard.handoff if heard else (),
        customer=customer_of(source, heard, goals),
        facts=facts,
        articles=(f"articles/{choices.article}.md",) if source.policy else (),
        model_replies=(ModelReply(at="opening", say=todo("what a good agent answers to the opening")),),
    )
    marked = Scenario.model_validate(without_masks(scenario.model_dump(by_alias=True, exclude_defaults=True)))
    return Draft(marked, article_text(source, choices.article), tuple(sorted(mask.masked)))


def _texts(source: Source) -> Iterator[str]:
    yield from (one.text for one in source.said)
    yield from (one.text for one in (*source.known, *source.unknown, *source.behaviour, *source.expected))
    yield source.reason.text if source.reason else ""


def _masked(source: Source, mask: Masker) -> Source:
    def noted(notes: Sequence[Noted]) -> tuple[Noted, ...]:
        return tuple(replace(one, text=mask(one.text)) for one in notes)

    return replace(
        source,
        name=" ".join(clean(source.name).split())[:LONGEST_NAME],
        said=tuple(Said(one.speaker, mask(one.text), one.line) for one in source.said),
        reason=next(iter(noted([source.reason] if source.reason else [])), None),
        known=noted(source.known),
        unknown=noted(source.unknown),
        behaviour=noted(source.behaviour),
        expected=noted(source.expected),
    )


def _briefing(source: Source, facts: Sequence[Fact]) -> str:
    """What the agent reads first; a fact that no article holds has to stand in it."""
    own = [fact for fact in facts if fact.source == "the briefing"]
    lines = [
        todo("who the agent is, what is on their screen, and what they can do"),
        *(f"To check: {fact.statement}" for fact in own if fact.statement),
        *(f"Not to be done: {fact.forbidden}." for fact in own if fact.forbidden),
        *(todo(f"the task wants of its customer: {x.text}", x, name=source.name) for x in source.behaviour),
        *(todo(f"the task wants of the agent: {x.text}", x, name=source.name) for x in source.expected),
    ]
    return shortened("\n".join(lines), most=3900) + "\n"
