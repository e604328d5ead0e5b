"""Which of the customer's known details a reply asks for, and whether they have been told already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from coach.domain.assessment import Act
from coach.domain.customer import KnownInfo
from coach.domain.situation import Situation
from coach.scoring.acts import Observed
from coach.scoring.gist import holds_any
from coach.scoring.matching import Seen
from coach.scoring.questions import puts_to_them
from coach.scoring.reading import Sentence
from coach.scoring.sense import is_specific, senses
from coach.scoring.told import is_asked_for, kind_words, kinds, wanted_in, wants_all_again, was_given

ENOUGH = 1.0
GENERIC = 0.6
"""A word such as 'account' or 'order' tells one number from another, but makes no detail."""
_HEAD = re.compile(r" (?:of|on|for|in|about|that|was|were|is|are|has|had) ")
"""What stands before it names the detail itself."""
_ASKING = frozenset({Act.ASK_INFO, Act.VERIFY_IDENTITY, Act.ASK_OPEN})
_TELLS = re.compile(
    r"\b(?:i|we)(?:'m| am| are|'re|'ll| will|'ve| have| can| do)\b(?!.{0,14}\b(?:need|ask|require|want"
    r"|have to)\b)"
    r"|\bit says\b"
)
"""What comes behind is told by the agent, not asked of the customer."""
_AND = re.compile(r",? (?:and|plus|&|as well as|also)(?: then)? |, ")


def asked_for(observed: Observed, situation: Situation) -> tuple[Seen, ...]:
    """The known details asked for; ids of `known`."""
    found: dict[str, Seen] = {}
    open_at = [s.start for s in observed.all(Act.ASK_OPEN)]
    named = _by_gist(observed, situation)
    for sentence in _questions(observed):
        if sentence.start in {seen.start for seen in named}:
            continue
        openly = any(sentence.start <= at < sentence.end for at in open_at)
        for part in _parts(sentence):
            for info in _matching(part, _meant(part, situation), openly=openly):
                found.setdefault(info.id, Seen(info.id, "asks-for-known", sentence.start, sentence.end))
    return (*named, *(seen for seen in found.values() if seen.gives not in {n.gives for n in named}))


def _by_gist(observed: Observed, situation: Situation) -> tuple[Seen, ...]:
    """By the questions that the author wrote down for a detail."""
    return tuple(
        Seen(info.id, "asks-by-gist", sentence.start, sentence.end)
        for info in situation.known
        for sentence in observed.reading.sentences
        if _asks(sentence) and not (info.id in situation.told and puts_to_them(sentence))
        if holds_any(sentence.text, info.asked, asks=True)
    )


_REQUESTS = re.compile(
    r"(?:^|[,;:.]\s*|\b(?:and|so|then|but)\s+)(?:(?:please|kindly|just|do|then|now|first|also|maybe|ok"
    r"|okay|sure|thanks|po"
    r"|ma'am|sir),? )*"
    r"(?:share|tell me|tell us|give me|give us|send me|send us|send|let me (?:have|know)|provide|state"
    r"|confirm|read me"
    r"|read out|type|enter|name|spell|write|drop|advise|mention|say|show me|quote)\b"
    r"|\b(?:i|we)(?:'ll|'d| will| would| just| only| also| still)* (?:need|require|want to know"
    r"|have to know|like to know|like to have"
    r"|must know|have to ask)\b|\bmay i (?:have|know|ask)\b"
)
"""'Kindly share your expiry date.' asks without a question mark."""


def _asks(sentence: Sentence) -> bool:
    if sentence.is_question:
        return True
    request = _REQUESTS.search(sentence.text)
    if request is None or _TELLS.search(sentence.text[: request.end()]):
        return False
    return not _SPARES.search(sentence.text)


_SPARES = re.compile(r"\b(?:no need|needn't|need not|not|never|don't|won't|without|doesn't|nothing)\b")


def asks_again(observed: Observed, situation: Situation, *, asked: tuple[Seen, ...]) -> Seen | None:
    """What the customer has told already, asked for once more."""
    for seen in asked:
        if seen.gives in situation.told:
            return Seen("asked_again", "told-before", seen.start, seen.end)
    fresh = {s.start for s in asked}
    for sentence in _questions(observed) if situation.heard else ():
        if sentence.start not in fresh and _is_known(sentence, situation.heard):
            return Seen("asked_again", "heard-before", sentence.start, sentence.end)
    return None


def _is_known(sentence: Sentence, heard: str) -> bool:
    return wants_all_again(sentence) or any(was_given(part, heard) for part in _parts(sentence))


def asks_something_else(observed: Observed, *answered: Seen) -> bool:
    """A specific question that the customer has no answer to."""
    starts = {seen.start for seen in answered}
    return any(s.start not in starts for s in observed.all(Act.ASK_INFO))


def _questions(observed: Observed) -> Iterator[Sentence]:
    asking = [s for s in observed.seen if s.gives in _ASKING]
    for sentence in observed.reading.sentences:
        if wants_all_again(sentence) or (
            any(_demands(s, sentence) for s in asking) and not puts_to_them(sentence)
        ):
            yield sentence


def _demands(seen: Seen, sentence: Sentence) -> bool:
    """The words that ask; in a statement not what the agent says that they will do: 'I am sending you the dates'."""
    if not seen.within(sentence):
        return False
    return sentence.is_question or not _TELLS.search(sentence.text[: seen.start - sentence.start + 1])


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """The whole, then each detail of a list: 'your date of birth and your postcode'."""
    yield sentence
    cuts = [*_AND.finditer(sentence.text)]
    starts = [0, *(cut.end() for cut in cuts)] if cuts else []
    ends = [*(cut.start() for cut in cuts), len(sentence.text)]
    for start, end in zip(starts, ends, strict=False):
        yield Sentence(sentence.text[start:end], sentence.start + start)


def _meant(part: Sentence, situation: Situation) -> tuple[KnownInfo, ...]:
    """What has been told is asked for only by a question for just that."""
    return tuple(k for k in situation.known if k.id not in situation.told or is_asked_for(part, k))


def _matching(sentence: Sentence, known: tuple[KnownInfo, ...], *, openly: bool) -> list[KnownInfo]:
    """By likeness; the kind of detail alone is not enough for an open question, or where another fits."""
    rated = [(_likeness(sentence, info), _shared(sentence, info), info) for info in known]
    best = max((rate for rate, _, _ in rated), default=0.0)
    named = any(shared for rate, shared, _ in rated if rate >= ENOUGH)
    return [
        info
        for rate, shared, info in rated
        if rate >= max(ENOUGH, best - 0.5) and (shared or not (named or openly)) and _names(sentence, info)
    ]


def _names(sentence: Sentence, info: KnownInfo) -> bool:
    """It names the thing itself, 'a photo' of the damage, or asks for its kind, 'when' the charges were made."""
    head = _HEAD.split(info.ask)[0]
    if thing := _things(head):
        return bool(thing & sentence.senses)
    if kinds(head):
        return bool(kinds(sentence.text) & kinds(info.ask))
    return bool(_things(info.ask) & sentence.senses)


def _things(text: str) -> frozenset[str]:
    return frozenset(s for s in senses(text) if is_specific(s)) - kind_words()


def _likeness(sentence: Sentence, info: KnownInfo) -> float:
    """Shared senses, a half for those of the answer, and one and a half for the same kind of detail."""
    said = frozenset(s for s in sentence.senses if is_specific(s))
    rate = float(_shared(sentence, info)) + 0.5 * len((said - wanted_in(info)) & senses(info.say))
    rate += GENERIC * len((sentence.senses - said) & senses(info.ask))
    asks, about = kinds(sentence.text), kinds(info.ask)
    if asks & about:
        return rate + 1.5
    return rate - 0.75 if asks and about else rate


def _shared(sentence: Sentence, info: KnownInfo) -> int:
    """Specific words in common; one that goes with any detail counts only beside another."""
    shared = {s for s in sentence.senses if is_specific(s)} & wanted_in(info)
    return len(shared) if shared - _with_any_detail() else 0


@cache
def _with_any_detail() -> frozenset[str]:
    return senses(
        "check checked receive received message email mail send sent enter entered put come came payment paid"
    )
