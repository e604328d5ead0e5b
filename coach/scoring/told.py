"""Whether a question asks for a datum that the customer has given already.

That it shares a word with what they said is not enough: "when", "day" and "phone" stand in most talks. The datum
itself must have been given, and about the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from coach.domain.customer import KnownInfo
from coach.domain.text import fold, sentences, stem, words
from coach.scoring.lexicon import phrases, table
from coach.scoring.reading import Sentence
from coach.scoring.sense import is_specific, senses

_ASKS_FOR = (
    r"(?:what(?:'?s| is| was| were| are)?|(?:can|could|may|might) (?:i|we)(?: please| just| also| kindly)?"
    r" (?:have|get|take|ask(?: you)?(?: for)?|know|check|confirm|verify|note(?: down)?)"
    r"|(?:tell|give|send|provide|confirm|share|state|spell|repeat|read)(?: me| us| with me| with us| out)*"
    r"(?: with| of)?"
    r"|need|require|do you have|have you got)"
)
_NOUNS = {
    "number": r"(?:numbers?|reference|ref|id)",
    "email": r"(?:e-?mail(?: address| id)?|mail address)",
    "name": r"(?:name|surname)",
    "amount": r"(?:amount|sum|total|price)",
}
_OTHERWISE = {
    "number": r"|\b(?:what|which) (?P<which>order|account|booking|claim|invoice|ticket)(?: number)? (?:is|was)\b",
    "email": "",
    "name": r"|\bwhom? (?:am i|do i have the|is this|is it i)\b",
    "amount": r"|\bhow much (?:exactly )?(?:did|was|were|have|has|is it)\b",
}
_DEMANDS = {
    kind: re.compile(
        rf"(?:\b{_ASKS_FOR} |^)(?:your |ur |the |an? |his |her )?(?P<of>(?:[\w'-]+ ){{0,2}}?){noun}\b{_OTHERWISE[kind]}"
    )
    for kind, noun in _NOUNS.items()
} | {
    "when": re.compile(
        r"\b(?:when|what (?:day|date|time)|which (?:day|date))(?: exactly)? (?:was|were|did|had)\b"
        r"|\bthe (?:exact )?(?:date|day) (?:of|on which|when|that|you|it|and time)\b"
    )
}  # fmt: skip
"""The words that ask for a datum of a kind, and not merely speak of one."""
_MONEY = (
    r"[£$€₹₱]\s?\d|\b\d+(?:[.,]\d\d)?\s?(?:euros?|dollars?|pounds?|pesos?|rupees?|quid|eur|usd|gbp|php|inr)\b"
    r"|\b\d+\.\d\d\b"
)
_VALUES = {
    "number": re.compile(r"\b(?=[\w-]*\d{3})(?!\d{4}-\d\d)[a-z]{0,4}-?\d[\d-]{2,}\w*\b", re.IGNORECASE),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+\.\w+"),
    "amount": re.compile(_MONEY, re.IGNORECASE),
    "when": re.compile(
        r"\b(?:\d{1,2}(?:st|nd|rd|th)|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)\b",
        re.IGNORECASE,
    ),
    "name": re.compile(
        r"\b[Mm]y name(?: is|'s) \w+"
        r"|\b(?:[Tt]his is|I'm|I am) (?!Mon|Tue|Wed|Thu|Fri|Sat|Sun)[A-Z]\w+ (?:[A-Z]\w+|here|from)"
        r"|\b[A-Z]\w+ [A-Z]\w+ here\b"
    ),
}  # fmt: skip
_A_PHONE = frozenset(["phone", "mobile", "cell", "cellphone", "telephone", "contact", "callback", "whatsapp"])
_TO_RING = re.compile(
    r"\+?\b0?\d[\d -]{7,}\d|\b(?:my (?:mobile |phone |cell )?number|reach me|(?:call|ring|text) me)\b", re.IGNORECASE
)  # fmt: skip
_PARTS = re.compile(r"[,;:] | (?:and|but|because|so|while|then) ")
_ASKING = senses(
    "confirm provide share spell full exact exactly current whole please repeat remind state check verify speak talk"
    " read out kindly again send upload attach show bring forward type enter date number name amount much many day id"
    " address email mail ref reference have"
)
"""Words of any request, which say nothing of what is wanted; 'happen' and the like are generic by themselves."""
_AGAIN = phrases(
    "(?:explain|tell|describe|repeat|go over|say|give|provide)(?: \\w+){0,5} (?:again|once more"
    "|one more time|from the (?:start|beginning|top))",
    "(?:description|summary|details) of (?:the|your) (?:issue|problem|concern|complaint)",
)
_WANTED = re.compile(
    r"\b(?:please(?! (?:find|see|note))|kindly|i (?:need|want) you to|you(?:'ll)? (?:need|have) to|you must)\b"
)
_SPARED = re.compile(
    r"\b(?:\w+n't|not|never|without|nobody|no need|instead of|rather than|let me|i'll|i will|i can|shall i|may i)\b"
)
_WHAT_ORDERED = re.compile(
    r"\b(?:what|which \w+)(?: exactly)? (?:(?:it was |it is )?(?:that )?you(?:'ve| have| had)?|did you|was)"
    r" (?:order|bought|buy|purchase|book)"
)
_ORDERED = re.compile(
    r"\b(?:order|booking)\b.{0,20}\d{3}|\bi(?:'ve| have)? (?:\w+ )?(?:ordered|bought|purchased|booked)\b"
)
_NO_DETAIL = re.compile(
    r"\b(?:good|right|bad|better|convenient|first|last|next|this|long|some|more|any|enough|of|in|on) time\b"
    r"|\b(?:one|these|those|working|business|\d+) days?\b|\bsince\b"
)
_ANOTHER_QUESTION = frozenset(["when", "where", "who", "reason", "photo", "many"])
"""Kinds that make another question of the same words: not what the router shows, but since when."""


def wants_all_again(sentence: Sentence) -> bool:
    """It asks for the story, or for some of it, once more."""
    if not _AGAIN.search(sentence.text):
        return False
    if sentence.is_question:
        return not re.match(r"(?:shall|should|may|can|could) i\b(?! (?:ask|have|get))", sentence.text)
    return bool(_WANTED.search(sentence.text)) and not _SPARED.search(sentence.text)


def was_given(sentence: Sentence, heard: str) -> bool:
    """The datum that is asked for stands in what was heard, and is said of the same thing."""
    if _WHAT_ORDERED.search(sentence.text) and _ORDERED.search(fold(heard)):
        return True
    for kind, demand in _DEMANDS.items():
        asked = demand.search(sentence.text)
        if asked and any(_tells(part, kind, sentence, asked) for part in _heard_in(heard)):
            return True
    return False


def is_asked_for(sentence: Sentence, info: KnownInfo) -> bool:
    """Most of what the question names is this very detail, and it does not ask when, where or why of it."""
    asks, about = kinds(sentence.text), kinds(info.ask)
    if asks & _ANOTHER_QUESTION - about:
        return False
    if asks & about and senses(info.ask) <= sentence.senses:
        return True
    wanted = wanted_in(info)
    said = {s for s in sentence.senses if is_specific(s)}
    other = said - wanted - _ASKING - kind_words()
    shared = said & wanted
    return len(shared) > len(other) or (not other and bool(asks & about))


def wanted_in(info: KnownInfo) -> frozenset[str]:
    """What a known detail is about, from how its author names it."""
    return frozenset(s for s in senses(f"{info.ask} {info.id.replace('-', ' ')}") if is_specific(s))


def kinds(text: str) -> frozenset[str]:
    """The kinds of detail that a text is about; a date of birth is no date of anything else."""
    text = _NO_DETAIL.sub(" ", text)
    found = {stem(w) for w in words(text)} | set(words(text))
    of = frozenset(kind for kind, group in table("details").items() if found & set(group.split()))
    return of - {"when"} if "birth" in of else of


@lru_cache(maxsize=1)
def kind_words() -> frozenset[str]:
    return senses(" ".join(table("details").values()))


@lru_cache(maxsize=64)
def _heard_in(heard: str) -> tuple[str, ...]:
    """What was heard, clause by clause: a value belongs to the words beside it."""
    return tuple(_clauses(heard))


def _clauses(heard: str) -> Iterator[str]:
    for span in sentences(heard):
        yield from _PARTS.split(heard[span.start : span.end])


def _tells(told: str, kind: str, sentence: Sentence, asked: re.Match[str]) -> bool:
    """This clause holds a value of the kind, of what the question asks about."""
    if not _VALUES[kind].search(told):
        return False
    groups = asked.groupdict()
    which = [w for w in words(groups.get("of") or groups.get("which") or "") if w not in _PLAIN]
    if not _A_PHONE.isdisjoint(which):
        return _TO_RING.search(told) is not None
    about = senses(told)
    if any(senses(w) and senses(w).isdisjoint(about) for w in which):
        return False
    named = {stem(w) for w in words(told)}
    topic = [w for w in sentence.words if _is_topic(w)]
    return (
        2 * sum(stem(w) in named or not senses(w).isdisjoint(about) for w in topic) > len(topic) or not topic
    )


def _is_topic(word: str) -> bool:
    return any(is_specific(s) and s not in _ASKING and s not in kind_words() for s in senses(word))


_PLAIN = frozenset(
    ["full", "own", "complete", "correct", "exact", "current", "first", "last", "email", "e-mail", "please"]
)
