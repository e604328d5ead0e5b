"""What a file says in vain: lines that count only beside another key, too few of them, gaps in gists.

Only `coach check` asks for it: a talk can be held all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.content.nearest import quoted
from coach.content.shapes import Item
from coach.content.yaml_reader import Document, Key
from coach.domain.persona import Aside, Persona
from coach.domain.scenario import Scenario
from coach.domain.text import fold
from coach.errors import Fault

LEAST_PRESSED = 3
"""Lines of a customer who gets nowhere; none is said twice."""
_Keys = tuple[Key, ...]


def belonging_faults(document: Document, item: Item) -> Iterator[Fault]:
    """In scenarios and personas."""
    if isinstance(item, Scenario):
        yield from _alone(document, item)
        yield from _pressed(document, item)
    if isinstance(item, Scenario | Persona):
        for keys, gist in _gists(item):
            if any("" in place.split("/") for place in gist.split()):
                message = f"In {quoted(gist)} there is nothing on one side of a slash."
                yield Fault(document.position(*keys), "C207", message, "Write a word there, or take it out.")


def _alone(document: Document, scenario: Scenario) -> Iterator[Fault]:
    for at, fact in enumerate(scenario.facts):
        if fact.corrected is not None and not fact.customer_knows:
            message = f"The customer never says this: they do not know the fact '{fact.id}'."
            hint = "Add `customer_knows: true`, or take `corrected` out."
            yield Fault(document.position("facts", at, "corrected"), "C207", message, hint)
    for at, belief in enumerate(scenario.customer.beliefs):
        if belief.challenge is not None and belief.yields_to is None:
            message = f"The customer never says this: they give up the belief '{belief.id}' at once."
            hint = "Say in `yields_to` what it takes, or take `challenge` out."
            place = document.position("customer", "beliefs", at, "challenge")
            yield Fault(place, "C207", message, hint)


def _pressed(document: Document, scenario: Scenario) -> Iterator[Fault]:
    for at, goal in enumerate(scenario.customer.goals):
        different = len({fold(" ".join(line.split())) for line in goal.press})
        if 0 < different < LEAST_PRESSED:
            lines = f"only {different} different line{'' if different == 1 else 's'}"
            message = f"The goal '{goal.id}' has {lines} under `press`, and none is said twice."
            hint = f"Write {LEAST_PRESSED} or more, or none: then coach finds the words."
            yield Fault(document.position("customer", "goals", at, "press"), "W810", message, hint)


def _gists(item: Scenario | Persona) -> Iterator[tuple[_Keys, str]]:
    if isinstance(item, Persona):
        yield from _of_asides(item.life, ("life",))
        return
    for at, fact in enumerate(item.facts):
        yield from _each(fact.gist, ("facts", at, "gist"))
    customer = item.customer
    for at, known in enumerate(customer.known_info):
        yield from _each(known.asked, ("customer", "known_info", at, "asked"))
    for at, hidden in enumerate(customer.hidden):
        yield from _each(hidden.asked, ("customer", "hidden", at, "asked"))
    yield from _of_asides(customer.asides, ("customer", "asides"))


def _of_asides(asides: Sequence[Aside], keys: _Keys) -> Iterator[tuple[_Keys, str]]:
    for at, aside in enumerate(asides):
        yield from _each(aside.asked, (*keys, at, "asked"))


def _each(gists: Sequence[str], keys: _Keys) -> Iterator[tuple[_Keys, str]]:
    yield from (((*keys, number), gist) for number, gist in enumerate(gists))
