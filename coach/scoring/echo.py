"""Whether a sentence only gives the customer's own line back, or answers it in their words.

What they claimed, said again, tells them nothing. The answer to a question or to a demand has to use their words:
'Cancel it.' - 'It's cancelled.'
"""

from __future__ import annotations

import re
from dataclasses import replace

from coach.domain.text import content_words, fold, sentences, words
from coach.domain.value_reader import read_values
from coach.scoring.reading import Sentence

SHARE = 0.8
"""The share of a sentence's content words from which on it only gives the customer's line back."""
_SO = (
    r"(?:(?:so|ok|okay|and|right|well|yes|i see|i hear|i understand|understood|got it|i get(?: it)?|i know|as|if)"
    r"(?: that)?,? )*"
)
_LEAD = re.compile(rf"^\W*{_SO}")
_OF_THEM = re.compile(
    rf"^\W*{_SO}you(?:'d|'ve|'re| would| have| are)? (?:(?:also|only|just|really|now|all) )?(?:want"
    rf"|wanted|need|needed|say|said|saying"
    r"|ask|asked|asking|like|mean|meant|wish|expect|told|prefer|wrote|demand|request)\b"
    r"[^,;:.!?]*?(?=[,;:.!?]|$|\b(?:and|but|so) (?:it|it's|that|that's|your|i|i'm|we|the|this)\b)"
)
"""What the agent reports of the customer's own words."""
_CONFIRMS = re.compile(r"\W*(?:yes|yep|yeah|indeed|exactly|correct|no|nope|done|it's done|opo|haan)\b")
_INVERTED = re.compile(
    r"(?:(?:so|and|but|or|then|now|well|ok|okay|please|no|yes|wait|sorry|tell me|say)[, ]+)*"
    r"(?:is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|must|isn't"
    r"|aren't|wasn't|don't"
    r"|doesn't|didn't|hasn't|haven't|can't|won't|what|which|when|where|who|whose|how|why)\b"
)
_DEMANDS = re.compile(
    r"(?:(?:so|and|but|then|now|well|ok|okay|please|just|kindly|no|yes|again|simply|then)[, ]+)*"
    r"(?:(?:cancel|put|stop|send|give|take|fix|refund|move|change|check|tell|show|say|hold|freeze|close"
    r"|pay|call|write|get"
    r"|let|make|remove|return|replace|book|lift|waive|open|release|correct|delete|end|block|unblock"
    r"|restore|reset|reopen"
    r"|explain|confirm|help|look|add|drop|keep|don't|do)\b)"
    r"|\b(?:i|we) (?:just |only |really )?(?:want|need|demand|expect|insist|ask|asked|said|told you)\b"
    r"|\bi(?:'d| would) like\b"
    r"|\b(?:please|must|have to|should)\b"
)
_DENIES = frozenset(
    ["not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "cannot", "without"]
)


def own_words(sentence: Sentence) -> Sentence:
    """The sentence without a lead that only reports what the customer said: 'So you want it on hold, and ...'."""
    lead = _OF_THEM.match(sentence.text)
    if lead is None:
        return sentence
    return replace(sentence, text=" " * lead.end() + sentence.text[lead.end() :])


def echoes(sentence: Sentence, customer_line: str) -> bool:
    """It says again what the customer claimed, and neither answers, nor denies it, nor adds a figure."""
    said = content_words(_LEAD.sub("", sentence.text))
    if not said:
        return False
    if _CONFIRMS.match(sentence.text) or _figures(sentence.text) - _figures(customer_line):
        return False
    claims = [claim for claim in _claims(customer_line) if said & content_words(claim)]
    given = frozenset(word for claim in claims for word in content_words(claim))
    if len(said & given) < SHARE * len(said):
        return False
    return any(_denies(claim) == _denies(sentence.text) for claim in claims)


def _claims(line: str) -> list[str]:
    """What the customer states; a question in the form of a statement, 'So it is void?', is one."""
    found = (fold(line[span.start : span.end]) for span in sentences(line))
    return [
        said
        for said in found
        if not (said.endswith("?") and _INVERTED.match(said)) and not _DEMANDS.match(said)
    ]


def _figures(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(folded[value.start : value.end] for value in read_values(folded))


def _denies(text: str) -> bool:
    found = words(text)
    return sum(word in _DENIES or word.endswith("n't") for word in found) % 2 == 1
