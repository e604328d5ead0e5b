"""The customer's own words turned round, to be said back: 'my parcel' becomes 'your parcel'."""

from __future__ import annotations

import re

from coach.domain.text import fold, sentences

LONGEST = 24
"""Words of a sentence that can be said back without sounding read out."""
_TURNS = {
    "i was": "you were", "i wasn't": "you weren't", "i am": "you are", "i'm": "you're", "i've": "you've",
    "i'd": "you'd", "i'll": "you'll", "i": "you", "me": "you", "my": "your", "mine": "yours",
    "myself": "yourself",
    "you are": "we are", "you were": "we were", "you're": "we're", "you've": "we've", "you'd": "we'd",
    "you": "we", "your": "our", "yours": "ours",
}  # fmt: skip
_TURN = re.compile(r"\b(?:" + "|".join(sorted(_TURNS, key=len, reverse=True)) + r")\b")
_OF_THEM = re.compile(r"\b(?:her|his|their)\b")
_UNFIT = re.compile(
    r"\b(?:we|us|our|he|she|they|him|them|told you|tell you|you people|want|wants|please|thanks|thank"
    r"|hello|hi|think|believe|not angry|sorry"
    r"|to you|for you|with you|at you|from you|of you|by you|need|should|can|could|would|will|just|so|but"
    r"|ok|okay|fine|hate|let|it|that|this|these|those)\b|[\"()?*]"
)


def said_back(line: str, problem: str) -> str:
    """One sentence of what happened, addressed to the customer; empty where none can be turned safely."""
    for text, turned in ((line, _turned), (problem, _addressed)):
        for span in sentences(text):
            sentence = re.sub(r"\s*\([^)]*\)", "", text[span.start : span.end]).strip()
            if back := turned(sentence):
                return back
    return ""


def _turned(sentence: str) -> str:
    plain = fold(sentence)
    if (
        _UNFIT.search(plain)
        or not _is_fit(plain)
        or not re.match(r"(?:i|i'm|i've|my|you|you've|your)\b", plain)
    ):
        return ""
    return _finished(_TURN.sub(lambda m: _TURNS[m.group()], plain), sentence)


def _addressed(sentence: str) -> str:
    plain = fold(sentence)
    if re.search(r"\b(?:she|he|they|i|me|my|we|you|your|him|them|customer)\b|\?", plain) or not _is_fit(
        plain
    ):
        return ""
    return _finished(_OF_THEM.sub("your", sentence), sentence)


def _is_fit(plain: str) -> bool:
    return 4 <= len(plain.split()) <= LONGEST and not plain.startswith(("it ", "that ", "this "))


def _finished(text: str, original: str) -> str:
    for name in re.findall(r"(?<=\s)[A-Z][\w-]*", original):
        text = re.sub(rf"\b{re.escape(name.lower())}\b", name, text) if name != "I" else text
    text = text.rstrip(".!? ")
    return text[:1].upper() + text[1:] + "."
