"""Words that are repeated only to be taken back: 'it was wrong to say that ...', '..., and that is not so'.

Who puts a false letter or a bot's answer right has to say what stood in it.
"""

from __future__ import annotations

import re

from coach.domain.text import fold, sentences

WITHIN = 2
"""Sentences over which 'that is not so' reaches back, its own among them."""
_SAYING = (
    r"(?:say|said|saying|tell|told|telling|write|wrote|written|writing|claim(?:ed|ing)?|stat(?:e|ed|ing)"
    r"|threaten(?:ed|ing)?|ask(?:ed|ing)?|sen[dt]|warn(?:ed|ing)?|inform(?:ed|ing)?|promis(?:e|ed|ing)"
    r"|demand(?:ed|ing)?)"
)
_WRONG = (
    r"(?:wrong|mistaken|a mistake|an error|in error|incorrect|untrue|unfair|nonsense|a lie"
    r"|not (?:right|true|correct|fair|ok))"
)
_CALLED_WRONG = re.compile(
    rf"\b{_WRONG}(?: of (?:us|it|them|him|her|me|(?:the|that|our) \w+))? (?:to(?: have)?|when|in"
    rf"|for) (?:\w+ ){{0,2}}?{_SAYING}\b"
    rf"|\b(?:wrongly|incorrectly|mistakenly|falsely) {_SAYING}\b"
    rf"|\b(?:should(?:n't| not| never)|ought(?:n't| not| never) to|(?:nobody|no one|none of us) should)"
    rf" (?:ever )?have (?:ever )?(?:been )?{_SAYING}\b"
    rf"|\bwhoever (?:\w+ )?{_SAYING}\b|\bcontrary to what\b|\bnever (?:meant|wanted) to {_SAYING}\b"
)
_REPORTS = re.compile(rf"\b(?:says|{_SAYING}|states|claims|threatens|reads|according to|mentions?)\b")
_TAKEN_BACK = re.compile(
    r"(?:^|[,;:.!]\s*|\b(?:and|but|which|so)\s+)(?:(?:please|just|you can|do|kindly)\s+)*"
    r"(?:(?:that|this|it|they|which|and|but|both)(?:'s| is| are| was| were|'s been| has been)?"
    r"(?: simply| just| quite| all| both)?\s+"
    r"(?:(?P<deed>wrong|incorrect|mistaken|a mistake|an error)"
    r"|untrue|false|nonsense|not (?:true|right|correct|the case|how it is)|not so(?=\W*(?:$|[,.;!]))"
    r"|(?:not|never|n't) (?:going to )?happen|isn't (?:so|true|right|the case)\b|(?:won't|will not) happen"
    r"|(?:does not|doesn't) (?:apply|hold|count)(?=\W*(?:$|[,.;!])))(?!\w)"
    r"|(?:ignore|disregard|forget|throw away|bin|tear up) (?:that|it|this)\b)"
)


def is_called_wrong(words: str) -> bool:
    """Folded words that lead to what ought not to have been said."""
    return bool(_CALLED_WRONG.search(words))


def retractions(text: str) -> tuple[int, ...]:
    """Where 'that is not so' and its like stand.

    'That was a mistake' takes back what somebody says; of a deed it only owns up to it.
    """
    folded, spans = fold(text), sentences(text)
    found: list[int] = []
    for number, span in enumerate(spans):
        lead = folded[spans[max(0, number - WITHIN + 1)].start : span.start]
        own = folded[span.start : span.end]
        found += [
            span.start + match.start()
            for match in _TAKEN_BACK.finditer(own)
            if match["deed"] is None or _REPORTS.search(lead + own[: match.start()])
        ]
    return tuple(found)


def is_taken_back(text: str, start: int) -> bool:
    """The sentence that begins at this place of a text only repeats what is put right in it or right behind it."""
    folded, spans = fold(text), sentences(text)
    own = next((n for n, span in enumerate(spans) if span.start <= start < span.end), None)
    if own is None:
        return False
    if is_called_wrong(folded[spans[own].start : spans[own].end]):
        return True
    end = spans[min(own + WITHIN, len(spans)) - 1].end
    return any(spans[own].start < at < end for at in retractions(text))
