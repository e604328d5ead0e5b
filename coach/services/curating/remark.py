"""What a rule says about a scenario; the adapter that has read the file knows the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.domain.scenario import Article, Fact, Scenario
from coach.domain.text import sentences

Keys = tuple[str | int, ...]
LONGEST_QUOTE = 90
"""Characters of somebody's words in a message: it has to stay one line."""


@dataclass(frozen=True)
class Remark:
    """One thing that a rule found."""

    code: str
    keys: Keys
    """Where it stands in the file."""
    message: str
    hint: str = ""
    words: str = ""
    """Those that it is about, where the value holds others too."""


@dataclass(frozen=True)
class Passage:
    """Words of a scenario, and where they stand."""

    keys: Keys
    text: str


@dataclass(frozen=True)
class Draft:
    """A scenario as its author has it: the file, and those of its articles that are there."""

    scenario: Scenario
    articles: tuple[Article, ...] = ()


def cut(text: str) -> Iterator[str]:
    """Its sentences."""
    for span in sentences(text):
        yield text[span.start : span.end]


def quote(text: str) -> str:
    """Somebody's words for one line of a message."""
    line = " ".join(text.split()).removesuffix(".")
    if len(line) <= LONGEST_QUOTE:
        return f"'{line}'"
    return f"'{line[: LONGEST_QUOTE - 3].rpartition(' ')[0] or line[: LONGEST_QUOTE - 3]}...'"


def listed(names: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def needed(scenario: Scenario) -> frozenset[str]:
    """Ids of the facts that some way to meet a goal needs."""
    return frozenset(f for goal in scenario.customer.goals for way in goal.all_ways for f in way.needs)


def numbered_statements(scenario: Scenario) -> Iterator[tuple[int, Fact]]:
    """The facts that state something, with their place in the list."""
    yield from ((at, fact) for at, fact in enumerate(scenario.facts) if fact.statement is not None)


def model_replies(scenario: Scenario) -> Iterator[Passage]:
    """Every wording of every model reply."""
    for at, reply in enumerate(scenario.model_replies):
        yield Passage(("model_replies", at, "say"), reply.say)
        for number, also in enumerate(reply.also):
            yield Passage(("model_replies", at, "also", number), also)


def customer_lines(scenario: Scenario) -> Iterator[Passage]:
    """What this customer may say, but for accepting and for what is said about a belief."""
    customer = scenario.customer
    yield Passage(("customer", "opening"), customer.opening)
    for at, known in enumerate(customer.known_info):
        yield Passage(("customer", "known_info", at, "say"), known.say)
        if known.again:
            yield Passage(("customer", "known_info", at, "again"), known.again)
    for at, hidden in enumerate(customer.hidden):
        yield Passage(("customer", "hidden", at, "say"), hidden.say)
    for at, goal in enumerate(customer.goals):
        inside: Keys = ("customer", "goals", at)
        if goal.wants:
            yield Passage((*inside, "wants"), goal.wants)
        yield from (Passage((*inside, "press", number), line) for number, line in enumerate(goal.press))
    for act, lines in customer.lines.items():
        yield from (Passage(("customer", "lines", act, number), line) for number, line in enumerate(lines))
    for at, fact in enumerate(scenario.facts):
        yield from (Passage(("facts", at, "asked", number), line) for number, line in enumerate(fact.asked))
    yield from (
        Passage(("customer", "asides", at, "say"), aside.say) for at, aside in enumerate(customer.asides)
    )
