"""The scripted agents: each is a function from the case and what the customer has said to the next reply.

They fit any scenario, because they are made from its model replies, facts, known information and articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from random import Random
from typing import Final

from coach.domain.scenario import Fact, Scenario
from coach.domain.text import FUNCTION_WORDS, words
from coach.services.rehearsal import phrases
from coach.services.rehearsal.case import Case, Heard, Phrasing
from coach.services.rehearsal.said_wrongly import said_wrongly

Agent = Callable[[Case, Heard], str]

LATE: Final = 2
"""Dismissive replies of a late saint."""
_ASKED_AS_CLAUSE = re.compile(r"(?:what|which|when|where|who|whom|whose|why|how|whether|if)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#+\s", re.MULTILINE)


def good_phrasing(case: Case, heard: Heard) -> Phrasing:
    """The model replies in order, each in one of its phrasings; after the last from the first on, in another."""
    round_, at = divmod(heard.number - 1, len(case.phrasings))
    phrasings = case.phrasings[at]
    first = Random(f"good:{heard.seed}:{at}").randrange(len(phrasings))
    return phrasings[(first + round_) % len(phrasings)]


def good(case: Case, heard: Heard) -> str:
    return good_phrasing(case, heard).text


def dismissive(case: Case, heard: Heard) -> str:
    return _from(phrases.DISMISSIVE, heard)


def apology_only(case: Case, heard: Heard) -> str:
    return _from(phrases.APOLOGIES, heard)


def warm_and_wrong(case: Case, heard: Heard) -> str:
    """As good, but for one fact that a goal needs; which one, the seed decides."""
    phrasing = good_phrasing(case, heard)
    error = error_of(case, heard.seed)
    if error is None or error.id not in phrasing.states:
        return phrasing.text
    return _wrong_phrasing(phrasing.text, error, today=case.scenario.today) or ""


def error_of(case: Case, seed: int) -> Fact | None:
    """The fact that a warm and wrong agent has wrong."""
    facts = wrong_facts(case)
    return facts[seed % len(facts)] if facts else None


def wrong_facts(case: Case) -> tuple[Fact, ...]:
    """Those that a goal needs, that the model replies state, and that can be said wrongly in each phrasing."""
    every = [phrasing for phrasings in case.phrasings for phrasing in phrasings]
    found = []
    for fact in case.needed:
        stating = [w for w in every if fact.id in w.states]
        if stating and all(_wrong_phrasing(w.text, fact, today=case.scenario.today) for w in stating):
            found.append(fact)
    return tuple(found)


@lru_cache(maxsize=1024)
def _wrong_phrasing(text: str, fact: Fact, *, today: datetime) -> str | None:
    """The phrasing itself, or else the bare statement in its place."""
    return said_wrongly(text, fact, today=today) or said_wrongly(fact.text, fact, today=today)


def cold_and_right(case: Case, heard: Heard) -> str:
    """What has to be asked and said, goal by goal, and not a word more; then the facts once more."""
    steps = list(_cold_steps(case.scenario))
    if heard.number <= len(steps):
        return steps[heard.number - 1]
    facts = [fact.text for fact in case.needed] or steps
    return facts[(heard.number - len(steps) - 1) % len(facts)]


def _cold_steps(scenario: Scenario) -> Iterator[str]:
    customer = scenario.customer
    known = {k.id: k for k in customer.known_info}
    minded = {b.corrected_by for b in customer.beliefs if b.yields_to}
    if scenario.opens == "agent":
        yield phrases.FIRST_WORDS
    for goal in customer.goals:
        way = goal.all_ways[0]
        yield from (_question(known[id_].ask) for id_ in way.asks)
        for fact in map(scenario.fact, way.needs):
            yield fact.text
            if fact.id in minded:
                yield fact.text


def interrogator(case: Case, heard: Heard) -> str:
    """Asks for all that the customer knows, and for more."""
    asks = [_question(known.ask) for known in case.scenario.customer.known_info]
    return _from((*asks, *phrases.QUESTIONS), heard)


def _question(ask: str) -> str:
    return f"Can you {'tell' if _ASKED_AS_CLAUSE.match(ask) else 'give'} me {ask}?"


def parrot(case: Case, heard: Heard) -> str:
    """The customer's last line, word for word or as what they said."""
    if not heard.last:
        return phrases.FIRST_WORDS
    leads = ("", "You say: ", "I hear that. ", "So, as you say: ")
    return f"{leads[(heard.seed + heard.number) % len(leads)]}{heard.last}"


def silent(case: Case, heard: Heard) -> str:
    return _from(phrases.NOTHING, heard)


def promiser(case: Case, heard: Heard) -> str:
    """Promises what must not be promised, what the customer wrongly believes, and all the rest."""
    scenario = case.scenario
    wanted = [f"Yes, I promise {belief.holds}." for belief in scenario.customer.beliefs]
    broken = [text for fact in scenario.facts if fact.forbidden for text in fact.paraphrases]
    return _from((*wanted, *broken, *phrases.PROMISES), heard)


def attacker(case: Case, heard: Heard) -> str:
    return _from(phrases.ATTACKS, heard)


def template(case: Case, heard: Heard) -> str:
    """One warm script with the customer's own nouns in it."""
    said = [w for w in words(heard.last) if len(w) > 3 and w.isalpha() and w not in FUNCTION_WORDS]
    things = " and ".join(f"the {word}" for word in list(dict.fromkeys(said))[:3]) or "this"
    return phrases.TEMPLATE.format(things=things)


def reader(case: Case, heard: Heard) -> str:
    """Pastes the articles, section by section; without any, all the facts."""
    sections = [
        section.strip()
        for article in case.articles
        for section in _HEADING.split(article.body)
        if section.strip()
    ]
    if not sections:
        sections = [" ".join(fact.text for fact in case.scenario.facts if fact.statement)]
    start = Random(f"reader:{heard.seed}").randrange(len(sections))
    return sections[(start + heard.number - 1) % len(sections)]


def follower(case: Case, heard: Heard) -> str:
    """As good, but what the co-pilot has just said comes first, word for word and warmly, and is held to."""
    fresh = [one.nudge.says for one in heard.nudges if one.after == heard.number - 1]
    heeded = {one.after for one in heard.nudges}
    if not fresh:
        phrasing = good_phrasing(case, replace(heard, number=heard.number - len(heeded)))
        held_to = [one.nudge for one in heard.nudges if one.nudge.breaks in phrasing.states]
        if not held_to:
            return phrasing.text
        fresh = [nudge.says for nudge in held_to]
    return f"{_from(phrases.WARM, heard)} {' '.join(fresh)}"


def stonewaller(case: Case, heard: Heard) -> str:
    return _from(phrases.STONEWALL, heard)


def late_saint(case: Case, heard: Heard) -> str:
    """Dismissive first, then good, while the customer is still there."""
    if heard.number <= LATE:
        return dismissive(case, heard)
    return good(case, Heard(heard.seed, heard.number - LATE, heard.customer))


def _from(lines: Sequence[str], heard: Heard) -> str:
    """One after the other, in an order that the seed decides."""
    order = Random(f"order:{heard.seed}").sample(range(len(lines)), len(lines))
    return lines[order[(heard.number - 1) % len(lines)]]


AGENTS: Final[dict[str, Agent]] = {
    "good": good,
    "cold-and-right": cold_and_right,
    "apology-only": apology_only,
    "dismissive": dismissive,
    "late-saint": late_saint,
    "warm-and-wrong": warm_and_wrong,
    "interrogator": interrogator,
    "parrot": parrot,
    "silent": silent,
    "promiser": promiser,
    "attacker": attacker,
    "template": template,
    "reader": reader,
    "stonewaller": stonewaller,
    "follower": follower,
}
"""Every agent by its name."""
FROM_MODEL_REPLIES: Final = frozenset({"good", "late-saint", "warm-and-wrong", "follower"})
"""Those that cannot play where the scenario has no model replies."""


def playable(case: Case, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the agents named that have something to say in this case."""
    return tuple(
        name
        for name in names
        if (case.phrasings or name not in FROM_MODEL_REPLIES)
        and (name != "warm-and-wrong" or wrong_facts(case))
        and (name != "follower" or case.misleading)
    )
