"""What the customers of the shipped scenarios hear in free speech, and what they must not take for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.domain.scenario import Fact, Scenario
from coach.domain.text import content_words, sentences
from coach.scoring.gist import gist, holds
from tests.scripted import library

SCENARIOS = list(library().scenarios())
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)


def cut(text: str) -> Iterator[str]:
    for span in sentences(text):
        yield text[span.start : span.end]


def hears(fact: Fact, text: str) -> list[str]:
    """The gists of the fact that a sentence of the text holds."""
    return [g for g in fact.gist for s in cut(text) if not s.endswith("?") and holds(s, gist(g))]


def wanted(scenario: Scenario) -> list[Fact]:
    """Facts that a goal needs."""
    needs = {f for goal in scenario.customer.goals for way in goal.all_ways for f in way.needs}
    return [fact for fact in scenario.facts if fact.id in needs]


def customer_lines(scenario: Scenario) -> Iterator[str]:
    customer = scenario.customer
    yield from (customer.reason_for_contact, customer.opening)
    yield from (line for known in customer.known_info for line in (known.say, known.again or ""))
    yield from (hidden.say for hidden in customer.hidden)
    yield from (line for goal in customer.goals for line in (goal.wants or "", *goal.press))
    yield from (line for lines in customer.lines.values() for line in lines)
    yield from (line for fact in scenario.facts for line in fact.asked)
    yield from (aside.say for aside in customer.asides)


@each_scenario
def test_every_fact_that_a_goal_needs_can_be_heard_and_asked_for(scenario: Scenario) -> None:
    assert [fact.id for fact in wanted(scenario) if len(fact.gist) < 4 or len(fact.asked) < 3] == []


@each_scenario
def test_the_statement_or_a_model_reply_holds_a_gist(scenario: Scenario) -> None:
    replies = [text for reply in scenario.model_replies for text in (reply.say, *reply.also)]
    for fact in wanted(scenario):
        texts = [fact.statement or "", *fact.paraphrases, *replies]
        assert any(hears(fact, text) for text in texts), fact.id


@each_scenario
def test_a_gist_has_two_places_or_more(scenario: Scenario) -> None:
    for fact in scenario.facts:
        for one in fact.gist:
            places = gist(one)
            assert len(places.places) + places.denies >= 2, one


@each_scenario
def test_no_gist_is_held_by_another_fact_or_by_what_must_not_be_said(scenario: Scenario) -> None:
    for fact in scenario.facts:
        others = (f for f in scenario.facts if f is not fact and not f.until)
        texts = [t for f in others for t in ((f.statement,) if f.statement else f.paraphrases) if t]
        assert {text: found for text in texts if (found := hears(fact, text))} == {}, fact.id


@each_scenario
def test_no_gist_is_held_by_the_customers_own_words(scenario: Scenario) -> None:
    for fact in wanted(scenario):
        said = {line: found for line in customer_lines(scenario) if (found := hears(fact, line))}
        assert said == {}, fact.id


ANNOUNCEMENTS = (
    "I'll look into it right away.",
    "Let me check that for you now.",
    "I understand that you need an answer on this.",
    "Thank you for telling me, I'll see what I can find.",
    "I'm going to read your file first.",
    "Give me a moment while I pull it up.",
)


@each_scenario
def test_no_gist_is_held_by_an_announcement(scenario: Scenario) -> None:
    for fact in scenario.facts:
        assert [text for text in ANNOUNCEMENTS if hears(fact, text)] == [], fact.id


@each_scenario
def test_small_questions_have_their_own_answers_and_tell_nothing_hidden(scenario: Scenario) -> None:
    asides = scenario.customer.asides
    assert len(asides) >= 10
    says = [aside.say for aside in asides]
    assert len(set(says)) == len(says)
    for aside in asides:
        for hidden in scenario.customer.hidden:
            shared = content_words(aside.say) & content_words(hidden.say)
            assert len(shared) <= len(content_words(hidden.say)) / 3, (aside.say, hidden.id)


@each_scenario
def test_what_is_asked_for_by_name_is_no_small_question(scenario: Scenario) -> None:
    for known in scenario.customer.known_info:
        for question in (f"What is {known.ask}?", f"Can you give me {known.ask}, please?"):
            taken = [
                g
                for aside in scenario.customer.asides
                for g in aside.asked
                if holds(question, gist(g), asks=True)
            ]
            assert taken == [], question


def test_every_shipped_persona_answers_small_questions_about_themselves() -> None:
    for persona in library().personas():
        assert len(persona.life) >= 8, persona.id
        assert len({aside.say for aside in persona.life}) == len(persona.life), persona.id
