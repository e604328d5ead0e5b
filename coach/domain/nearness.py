"""Whether a reply seems to speak of a fact, although nobody could say that it states it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from coach.domain.scenario import Fact
from coach.domain.text import content_words, sentences
from coach.domain.value_matching import agrees
from coach.domain.value_reader import read_values
from coach.domain.values import Clock, Day, Duration, Money, Percent

WORDS: Final = 3
"""Content words in one sentence that a fact and a reply have in common, where they have no value in common."""
_TELLING: Final = (Money, Percent, Duration, Clock, Day)


def comes_near(reply: str, fact: Fact, *, heard: str = "", today: datetime | None = None) -> bool:
    """One of its sentences gives a value of the fact, or several of its words.

    A question does not count, nor what stands in `heard`, the customer's own words.
    """
    if fact.statement is None:
        return False
    theirs = [value for line in heard.splitlines() for value in read_values(line, today=today)]
    values = [
        value
        for value in read_values(fact.statement, today=today)
        if isinstance(value, _TELLING) and not any(agrees(one, value) for one in theirs)
    ]
    words = [content_words(wording) - content_words(heard) for wording in (fact.statement, *fact.paraphrases)]
    for span in sentences(reply):
        sentence = reply[span.start : span.end]
        if sentence.rstrip().endswith("?"):
            continue
        said = read_values(sentence, today=today)
        if any(agrees(one, value) for one in said for value in values):
            return True
        if any(len(content_words(sentence) & own) >= WORDS for own in words):
            return True
    return False
