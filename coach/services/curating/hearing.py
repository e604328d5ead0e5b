"""Gists that customers would take other words for, and facts that they could not hear in free speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.domain.scenario import Fact
from coach.scoring.gist import gist, holds
from coach.services.curating.remark import (
    Draft,
    Keys,
    Remark,
    customer_lines,
    cut,
    listed,
    model_replies,
    needed,
    quote,
)

ANNOUNCEMENTS = (
    "I'll look into it right away.",
    "Let me check that for you now.",
    "I understand that you need an answer on this.",
    "Thank you for telling me, I'll see what I can find.",
    "I'm going to read your file first.",
    "Give me a moment while I pull it up.",
)
"""What agents say in any talk; nobody has heard a fact by it."""
LEAST_GISTS = 4
LEAST_ASKED = 3
LEAST_PLACES = 2


def hears(one: str, text: str) -> bool:
    """A sentence of the text that is no question holds the gist."""
    return any(holds(sentence, gist(one)) for sentence in cut(text) if not sentence.endswith("?"))


def held_by_others(draft: Draft) -> Iterator[Remark]:
    """A gist that another fact, what is forbidden, the customer's own lines or an announcement holds."""
    scenario = draft.scenario
    own_words = [passage.text for passage in customer_lines(scenario)]
    own_words.append(scenario.customer.reason_for_contact)
    wanted = needed(scenario)
    for at, fact in enumerate(scenario.facts):
        others = _of_others(fact, scenario.facts)
        said = own_words if fact.id in wanted else []
        for number, one in enumerate(fact.gist):
            keys: Keys = ("facts", at, "gist", number)
            for words, whose in (
                (others, "another fact"),
                (said, "the customer"),
                (ANNOUNCEMENTS, "any agent"),
            ):
                held = next((text for text in words if hears(one, text)), None)
                if held is not None:
                    message = f"This gist of '{fact.id}' is held by what {whose} says: {quote(held)}."
                    yield Remark("C805", keys, message, "Ask for a word more that only this fact has.")


def _of_others(fact: Fact, facts: Sequence[Fact]) -> list[str]:
    others = [other for other in facts if other is not fact and not other.until]
    return [t for other in others for t in ((other.statement,) if other.statement else other.paraphrases)]


def too_short(draft: Draft) -> Iterator[Remark]:
    """A gist of one place is held by any sentence with that word."""
    for at, fact in enumerate(draft.scenario.facts):
        for number, one in enumerate(fact.gist):
            read = gist(one)
            if len(read.places) + read.denies < LEAST_PLACES:
                message = f"This gist of '{fact.id}' asks for one word only: any sentence with it would do."
                yield Remark(
                    "C806",
                    ("facts", at, "gist", number),
                    message,
                    "Ask for a second word, as in `refund days/day`.",
                )


def hard_to_hear(draft: Draft) -> Iterator[Remark]:
    """A fact that a goal needs and that this customer hears only in its own words, or cannot ask for."""
    wanted = needed(draft.scenario)
    for at, fact in enumerate(draft.scenario.facts):
        few = {"gist": (len(fact.gist), LEAST_GISTS), "asked": (len(fact.asked), LEAST_ASKED)}
        short = [f"{most} or more under `{key}`" for key, (number, most) in few.items() if number < most]
        if fact.id in wanted and short:
            found = listed(
                [f"{number} under `{key}`" for key, (number, most) in few.items() if number < most]
            )
            message = f"A goal needs the fact '{fact.id}', which has only {found}: said freely, it is easily missed."
            yield Remark("W807", ("facts", at), message, f"Write {listed(short)}.")


def unheard(draft: Draft) -> Iterator[Remark]:
    """A fact with gists none of which its own statement or a model reply holds: they miss what they are for."""
    said = [passage.text for passage in model_replies(draft.scenario)]
    wanted = needed(draft.scenario)
    for at, fact in enumerate(draft.scenario.facts):
        if fact.id not in wanted or not fact.gist:
            continue
        texts = [fact.text, *fact.paraphrases, *said]
        if not any(hears(one, text) for one in fact.gist for text in texts):
            message = f"Neither the statement of '{fact.id}' nor any model reply holds one of its gists."
            yield Remark(
                "C808", ("facts", at, "gist"), message, "Write a gist for the words that good agents use."
            )


def taken_for_small_talk(draft: Draft) -> Iterator[Remark]:
    """A small question that is held by asking plainly for something the customer knows."""
    customer = draft.scenario.customer
    for known in customer.known_info:
        questions = (f"What is {known.ask}?", f"Can you give me {known.ask}, please?")
        for at, aside in enumerate(customer.asides):
            for number, one in enumerate(aside.asked):
                taken = next((q for q in questions if holds(q, gist(one), asks=True)), None)
                if taken is not None:
                    message = f"{quote(taken)} asks for '{known.id}', and this small question would take it."
                    keys: Keys = ("customer", "asides", at, "asked", number)
                    yield Remark(
                        "C809", keys, message, "Ask for a word more that only the small question has."
                    )
