"""Days of the week that are not those of their date: 'Monday 24 November', where that is a Tuesday."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from coach.content.articles import folder_of, read_article
from coach.content.yaml_reader import Document, Key
from coach.domain.scenario import Scenario
from coach.domain.value_reader import read_values
from coach.domain.values import Day
from coach.errors import ContentError, Fault, Position

NEAR = 190
"""Days from `today`: a date without a year is of a year in which it is no further away than that."""
_MAY_HOLD = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,20}\d", re.IGNORECASE)


def weekday_faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """In what agents take for true: the briefing, the opening, the facts and the articles."""
    today = scenario.today.date()
    for keys, text in _texts(scenario):
        for words, message in _wrong_days(text, today):
            yield _fault(document.position_of(words, *keys), message, today)
    folder = folder_of(document.file)
    for path in scenario.articles:
        with suppress(ContentError):
            body = read_article(folder, path).body
            for words, message in _wrong_days(body, today):
                at = body.index(words)
                line = body.count("\n", 0, at) + 1
                place = Position(folder / path, line, at - body.rfind("\n", 0, at))
                yield _fault(place, message, today)


def _fault(place: Position, message: str, today: date) -> Fault:
    return Fault(place, "W909", message, f"Correct the one or the other. `today` is {today:%Y-%m-%d}.")


def _texts(scenario: Scenario) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield ("briefing",), scenario.briefing
    yield ("customer", "opening"), scenario.customer.opening
    for at, fact in enumerate(scenario.facts):
        if fact.statement is not None:
            yield ("facts", at, "statement"), fact.statement
        yield from ((("facts", at, "paraphrases", n), text) for n, text in enumerate(fact.paraphrases))


def _wrong_days(text: str, today: date) -> Iterator[tuple[str, str]]:
    """The words of each, and what is so instead."""
    for value in read_values(text) if _MAY_HOLD.search(text) else ():
        if not isinstance(value, Day) or value.weekday is None or value.last_day is not None:
            continue
        meant = list(_dates(value, today))
        if meant and all(day.weekday() != value.weekday for day in meant):
            day = min(meant, key=lambda day: abs(day - today))
            named = f"{day.day} {month_name[day.month]} {day.year}"
            message = f"{named} is a {day_name[day.weekday()]}, not a {day_name[value.weekday]}."
            yield text[value.start : value.end], message


def _dates(said: Day, today: date) -> Iterator[date]:
    """Those that may be meant: without a year, each that is near enough."""
    if said.day is None or said.month is None:
        return
    for year in [said.year] if said.year else range(today.year - 1, today.year + 2):
        with suppress(ValueError):
            day = date(year, said.month, said.day)
            if said.year or abs((day - today).days) <= NEAR:
                yield day
