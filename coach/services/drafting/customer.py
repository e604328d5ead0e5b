"""The customer of a draft: what they want, know and hide, as far as the source tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach.domain.scenario import Customer, Fact, Goal, Hidden, KnownInfo
from coach.domain.source import Noted, Source
from coach.domain.text import content_words
from coach.services.drafting.facts import Proposed, name_of
from coach.services.drafting.gaps import shortened, todo
from coach.services.drafting.talk import Heard

MOST_NEEDED = 3
_IS = re.compile(r"^your (?P<what>.{2,40}?) (?:is|are|was|were)\b:? ?(?P<value>.+)$", re.IGNORECASE)
_BEHIND = Hidden(
    id="what-lies-behind",
    explored_by=todo("the open question that leads to it"),
    say=todo("what they tell only an agent who has listened"),
)
"""Every customer of ours has something that only a person who asks will learn; no transcript tells it."""


def wishes_of(source: Source, heard: Heard | None) -> Sequence[Noted]:
    """What they asked for, in their own words."""
    if heard:
        return heard.wishes
    return (source.reason,) if source.reason else ()


def goals_for(
    proposed: Sequence[Proposed], wishes: Sequence[Noted], *, name: str
) -> tuple[tuple[Fact, ...], tuple[Goal, ...]]:
    """A goal for each of the statements that the talk turns on; those become required."""
    statements = [one for one in proposed if one.fact.statement]
    needed = sorted(statements, key=lambda one: -one.shared)[:MOST_NEEDED]
    ids = {one.fact.id for one in needed}
    facts = [one.fact.model_copy(update={"required": one.fact.id in ids}) for one in proposed]
    if not needed:
        facts.append(Fact(id="what-is-so", statement=todo("what the customer has to be told"), required=True))
        needed = [Proposed(facts[-1], shared=0, line=0)]
    left = list(wishes)
    goals = []
    for number, one in enumerate(sorted(needed, key=lambda one: one.line), start=1):
        wish = _nearest(one.fact, left)
        if wish:
            left.remove(wish)
        goals.append(_goal(number, one.fact, wish, name=name))
    return tuple(facts), tuple(goals)


def _nearest(fact: Fact, wishes: Sequence[Noted]) -> Noted | None:
    meant = content_words(fact.text)
    return max(wishes, key=lambda wish: len(content_words(wish.text) & meant), default=None)


def _goal(number: int, fact: Fact, wish: Noted | None, *, name: str) -> Goal:
    return Goal(
        id=f"goal-{number}",
        wants=shortened(wish.text) if wish else todo("how they ask for it"),
        needs=(fact.id,),
        accepts=todo("what they say when they have it", wish, name=name),
    )


def customer_of(source: Source, heard: Heard | None, goals: tuple[Goal, ...]) -> Customer:
    """With marks for what has to be written in the customer's own voice."""
    reason = source.reason or (heard.opening if heard else None)
    said = reason.text if reason else ""
    why = todo(f"why they get in touch, in one sentence. The source says: {said}", reason, name=source.name)
    first = todo(f"their first line, in their own voice. The source says: {said}", reason, name=source.name)
    return Customer(
        reason_for_contact=why,
        opening=shortened(heard.opening.text) if heard else first,
        known_info=heard.known if heard else tuple(_known(source.known)),
        hidden=(_BEHIND,),
        unknown_info=heard.unknown if heard else tuple(shortened(one.text) for one in source.unknown),
        goals=goals,
        lines={"vent": heard.vents} if heard and heard.vents else {},
    )


def _known(notes: Sequence[Noted]) -> Iterator[KnownInfo]:
    """'Your order number is 4471.' as something that is asked for and told."""
    seen: set[str] = set()
    for one in notes:
        found = _IS.match(one.text)
        if found and (id_ := name_of(found["what"], most=3)) not in seen:
            seen.add(id_)
            say = shortened(found["value"].rstrip(".") + ".")
            yield KnownInfo(id=id_, ask=f"the {found['what']}", say=say)
