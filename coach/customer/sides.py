"""Tells from whose side a line is spoken: what is the customer's is 'my' to them, and 'your' to whoever serves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from coach.customer.lines import bank, everyday_words
from coach.customer.voice import Talk
from coach.domain.scenario import Speaker
from coach.domain.text import FUNCTION_WORDS, fold, sentences, word_set, words
from coach.domain.transcript import CustomerAct

GOODS: Final = word_set(
    """order orders parcel package shipment refund replacement booking reservation subscription account purchase
    postcode complaint enquiry query inconvenience patience convenience satisfaction"""
)
"""A customer's things, in any case."""
DESKS: Final = word_set(
    """policy policies system systems team department page process procedure form site website rules people desk
    manager line button clerk driver"""
)
"""Behind the name of a customer's thing they make it the company's: 'your refund policy'."""
_TITLE: Final = r"(?:(?:mr|mrs|ms|miss|dr|sir|ma'am|madam)\.? )"
_GREETED: Final = (
    r"(?:\b(?:hello|hi|hey|dear|morning|afternoon|evening|thanks|thank you|sorry|right|ok|okay)[, ]+|, |^)"
)
_OF_ONESELF: Final = re.compile(
    r"\b(?:names?|i'?m|i am|this is|it'?s|me|call(?:ed)?|mine|here|under|spell|for)\b"
)
"""Words beside a name of one's own: 'It's Mrs Holt.'"""
_MINE: Final = re.compile(r"\b(?:my|our) (\w+)(?: (\w+))?")
_YOURS: Final = re.compile(r"\byour (\w+)(?: (\w+))?(?: (\w+))?")


def is_spoken_from_the_other_side(line: str, talk: Talk) -> bool:
    """Calls the customer's own things 'your'; not where it takes the word up for a contrast with 'mine'."""
    if re.search(r"\bmine\b", line):
        return False
    own, company = _own(talk), _company(talk)
    for match in _YOURS.finditer(line):
        names = [word for word in match.groups() if word]
        if names[0] in company:
            continue
        at = next((n for n, word in enumerate(names[:2]) if word in own), None)
        if at is not None and not DESKS & set(names[at + 1 : at + 2]):
            return True
    return False


def addresses_the_customer(line: str, talk: Talk) -> bool:
    """Calls the customer by their name, as nobody does who speaks of themselves."""
    name = "|".join(re.escape(fold(part)) for part in talk.persona.name.split())
    spoken_to = rf"{_GREETED}{_TITLE}?(?:{name})(?: (?:{name}))?(?=[,.!?;:]| -|$)|\b{_TITLE}(?:{name})\b"
    folded = fold(line)
    parts = (folded[span.start : span.end] for span in sentences(folded))
    return any(re.search(spoken_to, part) and not _OF_ONESELF.search(part) for part in parts)


def _own(talk: Talk) -> frozenset[str]:
    """What is the customer's: of any customer, or by the words of either side."""
    customer = talk.scenario.customer
    theirs = {word for text in _customer_texts(talk) for word in _after(_MINE, text)}
    theirs |= {word for text in (customer.reason_for_contact, customer.opening) for word in words(text)}
    told = {t.text for t in talk.transcript if t.speaker is Speaker.AGENT}
    theirs |= {word for text in told for word in list(_after(_YOURS, text))[:1]}
    return GOODS | (frozenset(theirs) - everyday_words() - FUNCTION_WORDS)


def _company(talk: Talk) -> frozenset[str]:
    """What customers call 'your', here or in the line banks."""
    return _called_yours() | {word for text in _customer_texts(talk) for word in _after(_YOURS, text)}


@cache
def _called_yours() -> frozenset[str]:
    lines = (line.say for act in CustomerAct for line in bank(act))
    return frozenset(word for line in lines for word in list(_after(_YOURS, line))[:1])


def _customer_texts(talk: Talk) -> Iterator[str]:
    customer = talk.scenario.customer
    yield from (customer.reason_for_contact, customer.opening)
    yield from (known.say for known in customer.known_info)
    yield from (line for lines in customer.lines.values() for line in lines)
    yield from (turn.text for turn in talk.transcript if turn.speaker is Speaker.CUSTOMER)


def _after(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(fold(text)):
        yield from (word for word in match.groups() if word)
