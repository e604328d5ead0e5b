"""Hidden information that an agent can read or hear before having asked for it."""

from __future__ import annotations

from collections.abc import Iterator

from coach.customer.lines import everyday_words
from coach.domain.customer import Hidden
from coach.domain.scenario import Scenario
from coach.domain.text import content_words
from coach.services.curating.remark import Draft, Keys, Passage, Remark, cut, quote

LEAST_SHARED = 3
"""Words of a secret that one sentence has to hold. Two are anybody's: a talk has one subject."""
MOST_OF_IT = 0.5
"""Of the words of a short secret."""
MOST_BESIDE = 1 / 3


def given_away(draft: Draft) -> Iterator[Remark]:
    """By the words that only the secret has: neither those of every talk, nor those of the facts and the matter."""
    scenario = draft.scenario
    passages = list(_told_at_once(scenario))
    for hidden in scenario.customer.hidden:
        own = _own_words(hidden, scenario)
        for passage in passages:
            sentence = next((s for s in cut(passage.text) if _tells(s, own)), None)
            if sentence is not None:
                message = (
                    f"This gives the hidden '{hidden.id}' away: {quote(sentence)}. Nobody has to ask for what they "
                    "were told."
                )
                yield Remark(
                    "C801",
                    passage.keys,
                    message,
                    "Take it out here, or tell it openly and take it out of `hidden`.",
                    words=sentence,
                )


def _told_at_once(scenario: Scenario) -> Iterator[Passage]:
    """What is said without a question that goes for it."""
    customer = scenario.customer
    yield Passage(("title",), scenario.title)
    yield Passage(("briefing",), scenario.briefing)
    for at, turn in enumerate(scenario.handoff):
        yield Passage(("handoff", at, turn.speaker.value), turn.text)
    yield Passage(("customer", "opening"), customer.opening)
    for at, info in enumerate(customer.known_info):
        yield Passage(("customer", "known_info", at, "say"), info.say)
    for at, goal in enumerate(customer.goals):
        inside: Keys = ("customer", "goals", at)
        yield from (Passage((*inside, "press", number), line) for number, line in enumerate(goal.press))
        yield Passage((*inside, "wants"), goal.wants or "")


def _own_words(hidden: Hidden, scenario: Scenario) -> frozenset[str]:
    matter = " ".join((scenario.customer.reason_for_contact, *(fact.text for fact in scenario.facts)))
    return content_words(hidden.say) - everyday_words() - content_words(matter)


def _tells(sentence: str, own: frozenset[str]) -> bool:
    shared = own & content_words(sentence)
    return len(shared) >= min(LEAST_SHARED, max(2, MOST_OF_IT * len(own)))


def told_beside(draft: Draft) -> Iterator[Remark]:
    """Answers to small questions, which are short, so that a third of a secret is too much in them."""
    customer = draft.scenario.customer
    for at, aside in enumerate(customer.asides):
        for hidden in customer.hidden:
            words = content_words(hidden.say)
            if len(content_words(aside.say) & words) > len(words) * MOST_BESIDE:
                message = f"This small answer tells too much of the hidden '{hidden.id}': {quote(aside.say)}."
                keys = ("customer", "asides", at, "say")
                yield Remark("C801", keys, message, "Let it be told only to an open question.")
