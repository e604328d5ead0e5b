"""A limit that was not kept: what is said of it, and where in the file it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.customer import Way
from coach.domain.text import words
from coach.services.rehearsal.blame import Keys
from coach.services.rehearsal.case import Case
from coach.services.rehearsal.playing import Played


@dataclass(frozen=True)
class Shortfall:
    """A limit that was not kept."""

    message: str
    hint: str
    keys: Keys = ()
    """Where in the file."""
    content: str = ""
    """Id of the content; empty for the scenario itself."""
    code: str = ""
    """Where the limit has more than one."""


def goal_ids(case: Case) -> list[str]:
    return [goal.id for goal in case.scenario.customer.goals]


def unsaid(case: Case, goal_id: str) -> list[str]:
    """The facts that the goal needs and that no model reply says."""
    said = {fact for phrasings in case.phrasings for phrasing in phrasings for fact in phrasing.states}
    return [fact for fact in _way(case, goal_id).needs if fact not in said]


def to_meet(case: Case, goal_id: str) -> str:
    """What a model reply has to do for the goal. Where its facts are said, a question may be missing."""
    way = _way(case, goal_id)
    asked = listed(way.asks)
    if asked and not unsaid(case, goal_id):
        said = f"The model replies say {listed(way.needs)}: what" if way.needs else "What"
        return (
            f"{said} is missing may be the question for {asked}. It is heard by the words of `ask` and `asked`: "
            "write there how a model reply puts it."
        )
    does = [f"say {listed(way.needs)}"] if way.needs else []
    does += [f"ask for {asked}"] if asked else []
    wanted = " and ".join(does)
    return f"Let a model reply {wanted} while this is what the customer wants."


def _way(case: Case, goal_id: str) -> Way:
    return next(goal for goal in case.scenario.customer.goals if goal.id == goal_id).all_ways[0]


def phrasing_at(case: Case, reply: str) -> Keys | None:
    every = (phrasing for phrasings in case.phrasings for phrasing in phrasings)
    return next((phrasing.keys for phrasing in every if phrasing.text == reply), None)


def share(some: Sequence[Played], all_: Sequence[Played]) -> str:
    return f"{len(some)} of {len(all_)} talks"


def see(one: Played) -> str:
    return f"The first is with seed {one.seed}."


def listed(ids: Sequence[str]) -> str:
    return " and ".join(f"'{id_}'" for id_ in ids)


def short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(words(said)) <= 14 else f"{' '.join(said.split()[:14])} ..."
