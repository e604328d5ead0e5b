"""Ways to meet a goal that no reply could ever take, or that need no reply at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.domain.customer import Way
from coach.services.curating.remark import Draft, Keys, Remark, listed


def out_of_reach(draft: Draft) -> Iterator[Remark]:
    """Goes by how the agenda settles a goal: by the first way whose needs are said and whose asks are told."""
    told = {info.id for info in draft.scenario.customer.known_info if info.told}
    for at, goal in enumerate(draft.scenario.customer.goals):
        inside: Keys = ("customer", "goals", at)
        for number, way in enumerate(goal.all_ways):
            keys = (*inside, "ways", number) if goal.ways else inside
            if way.asks and not way.needs and told >= set(way.asks):
                yield _met_at_once(goal.id, way, keys=keys)
            if (earlier := _easier(goal.all_ways[:number], way)) is not None:
                message = (
                    f"This way to meet the goal '{goal.id}' is never taken: way {earlier + 1} asks for no more, "
                    "and comes first."
                )
                yield Remark("C902", keys, message, "Put it first, or take out what makes it harder.")


def _met_at_once(goal: str, way: Way, *, keys: Keys) -> Remark:
    asks = listed([f"'{ask}'" for ask in way.asks])
    message = f"The goal '{goal}' asks only for {asks}, which is told already: any reply would meet it."
    return Remark("C901", (*keys, "asks", 0), message, "Let it need a fact, or take out `told`.")


def _easier(earlier: Sequence[Way], way: Way) -> int | None:
    """The number of a way that is met whenever this one is."""
    for at, other in enumerate(earlier):
        open_as_long = other.unless is None or other.unless == way.unless
        if open_as_long and set(other.needs) <= set(way.needs) and set(other.asks) <= set(way.asks):
            return at
    return None
