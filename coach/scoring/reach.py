"""How far a denial reaches: 'you won't lose a cent, and you'll have it today' denies the first half only."""

from __future__ import annotations

import re

ANEW = (
    r"\band (?=(?:then )?(?:(?:you|we|i|it|they|he|she|there)\b(?! (?:n?or|and)\b)"
    r"|(?:(?:the|your|our|his|her|their|my) (?:\w+ ){1,2}|[£$€]?\d[\d.,]* (?:\w+ )?)"
    r"(?:is|are|was|were|will|can|gets?|goes|go|comes?)\b))"
)
"""Where somebody is said to do something anew; in folded text."""
_ANEW = re.compile(ANEW)
_SAYING = re.compile(
    r"\b(?:can't|cannot|can not|won't|will not|not able to|unable to|not going to|wouldn't|don't|do not|never"
    r"|not allowed to|rather not|wish i could|love to) (?:\w+ ){0,2}?"
    r"(?:promise|say|tell|guarantee|claim|assume|think|believe|pretend|commit|offer|suggest|imply|assure|mean)\b"
)
"""What somebody will not say holds for all that follows."""


def in_reach(lead: str) -> str:
    """Of the folded words before a place, in its sentence, those whose denial reaches it."""
    starts = [match.end() for match in _ANEW.finditer(lead)]
    if not starts or _SAYING.search(lead):
        return lead
    return lead[starts[-1] :]
