"""Whether the place that a fact cites holds the fact: its figures and dates, and most of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.domain.scenario import Fact, Scenario
from coach.domain.text import content_words
from coach.domain.value_matching import compare
from coach.domain.value_reader import read_values
from coach.domain.values import Count, Day, Duration, Match, Money, Percent, Value
from coach.services.curating.remark import Draft, Remark, needed, numbered_statements, quote

CITED = re.compile(r"(?P<id>[A-Z]{2,}-?\d[\w.-]*)(?:,? section (?P<section>\d+))?")
"""A source such as 'KB-210 section 2'. 'the briefing' cites no article."""
_HEADING = re.compile(r"^#{2,4}\s*(?:[Ss]ection\s+)?(\d+)?.*$", re.MULTILINE)
LEAST_SHARED = 0.5
"""Of the fact's content words, in the cited section."""
LEAST_IN_ARTICLE = 0.8
"""In the whole article, where a fact is put together from two of its sections."""


def not_in_its_source(draft: Draft) -> Iterator[Remark]:
    """Facts that agents are held to. What is cited and not there is another rule's matter.

    Words are looked for in the cited section. A figure may also stand elsewhere in that article, or in what is
    known of the case: how much this customer paid is on the agent's screen and in no article.
    """
    wanted = needed(draft.scenario)
    case = list(_case(draft.scenario))
    for at, fact in numbered_statements(draft.scenario):
        cited = _cited(draft, fact) if fact.required or fact.id in wanted else None
        if cited is None:
            continue
        missing = _missing(fact, [*cited.articles, *case], today=draft.scenario.today)
        keys = ("facts", at, "source")
        if missing:
            message = f"{fact.source} says nothing of {quote(missing)}, which the fact '{fact.id}' states."
            yield Remark("C905", keys, message, "Correct the fact, its source, or the article.")
        elif (
            _share(fact, cited.place) < LEAST_SHARED
            and _share(fact, "\n".join(cited.articles)) < LEAST_IN_ARTICLE
        ):
            message = f"{fact.source} does not speak of what the fact '{fact.id}' says: too few of its words are there."
            yield Remark("C905", keys, message, "Cite the place that says it, or write it there.")


@dataclass(frozen=True)
class _Cited:
    place: str
    """The sections."""
    articles: tuple[str, ...]
    """Those that they are in."""


def _case(scenario: Scenario) -> Iterator[str]:
    customer = scenario.customer
    yield from (scenario.briefing, customer.reason_for_contact, customer.opening)
    yield from (turn.text for turn in scenario.handoff)
    yield from (info.say for info in customer.known_info)


def _cited(draft: Draft, fact: Fact) -> _Cited | None:
    """None where one of the articles is not to be found."""
    cited = list(CITED.finditer(fact.source))
    if not cited and "briefing" in fact.source.lower():
        return _Cited(" ".join(_case(draft.scenario)), ())
    bodies = {article.id: article.body for article in draft.articles}
    if not cited or any(one["id"] not in bodies for one in cited):
        return None
    places = (_section(bodies[one["id"]], one["section"]) for one in cited)
    return _Cited("\n".join(places), tuple(bodies[one["id"]] for one in cited))


def _section(body: str, number: str | None) -> str:
    """A numbered section with its heading; the whole article where it has no such."""
    headings = list(_HEADING.finditer(body))
    for at, heading in enumerate(headings):
        if number is not None and heading[1] == number:
            return body[heading.start() : headings[at + 1].start() if at + 1 < len(headings) else len(body)]
    return body


def _missing(fact: Fact, texts: Sequence[str], *, today: datetime) -> str:
    """The words of the first value that none of the texts holds."""
    held = [value for text in texts for value in read_values(text, today=today)]
    for value in read_values(fact.text, today=today):
        if _is_firm(value) and not any(_same(value, other) for other in held):
            return fact.text[value.start : value.end]
    return ""


def _same(value: Value, other: Value) -> bool:
    return compare(value, other) in (Match.EQUAL, Match.WITHIN)


def _is_firm(value: Value) -> bool:
    """Money, days, counts, percents; 'today' and 'the second' are ways of speaking."""
    match value:
        case Money() | Percent() | Duration():
            return True
        case Day():
            return not value.relative
        case Count():
            return not value.ordinal and value.high > 2
        case _:
            return False


def _share(fact: Fact, text: str) -> float:
    words = content_words(fact.text)
    return len(words & content_words(text)) / len(words) if words else 1.0
