"""How hard a scenario is to read and how long its parts are; people read them while a customer waits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.domain.text import sentences, words
from coach.services.curating.remark import Draft, Keys, Passage, Remark, customer_lines, model_replies

HARDEST_BRIEFING = 12.0
HARDEST_REPLIES = 9.0
"""Years of school. Customer-facing words are commonly asked to stay at a reading age of about 14."""
MOST_YEARS = 20
LEAST_WORDS = 40
"""Below that the formula says more about a single name than about the text."""
LONGEST_BRIEFING = 150
LONGEST_LINE = 40
LONGEST_REPLY = 60
"""Words."""
_VOWELS = re.compile(r"[aeiouy]+")
_NUMBER = re.compile(r"\d")


def hard_to_read(draft: Draft) -> Iterator[Remark]:
    """The briefing, and the model replies together."""
    scenario = draft.scenario
    together = "\n".join(reply.say for reply in scenario.model_replies)
    texts = (
        (Passage(("briefing",), scenario.briefing), "The briefing takes", HARDEST_BRIEFING),
        (Passage(("model_replies",), together), "The model replies take", HARDEST_REPLIES),
    )
    for passage, name, hardest in texts:
        grade = school_years(passage.text)
        if grade is not None and grade > hardest:
            years = f"about {grade:.0f}" if grade < MOST_YEARS else f"more than {MOST_YEARS}"
            message = f"{name} {years} years of school to read; {hardest:.0f} are plenty."
            yield Remark("W951", passage.keys, message, "Use shorter sentences and shorter words.")


def school_years(text: str) -> float | None:
    """The Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975); None for too short a text.

    0.39 words per sentence + 11.8 syllables per word - 15.59.
    """
    said = [word for word in words(text) if not _NUMBER.search(word)]
    if len(said) < LEAST_WORDS:
        return None
    syllables = sum(_syllables(word) for word in said)
    return 0.39 * len(said) / len(sentences(text)) + 11.8 * syllables / len(said) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels, but for a silent e at the end."""
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def too_long(draft: Draft) -> Iterator[Remark]:
    """By words; a customer's line of more than two sentences in a chat is hardly read."""
    scenario = draft.scenario
    yield from _over(LONGEST_BRIEFING, "The briefing", Passage(("briefing",), scenario.briefing))
    for passage in customer_lines(scenario):
        yield from _over(LONGEST_LINE, "This line of the customer's", passage)
    for passage in model_replies(scenario):
        yield from _over(LONGEST_REPLY, "This model reply", passage)


def _over(most: int, name: str, passage: Passage) -> Iterator[Remark]:
    length = len(passage.text.split())
    if length > most:
        message = f"{name} is {length} words long; {most} are read at a glance."
        keys: Keys = passage.keys
        yield Remark("W952", keys, message, "Cut it, or split it.")
