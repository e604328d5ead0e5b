"""What a reply asks the customer for, against an item that must not be asked for or demanded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coach.domain.text import fold
from coach.domain.value_reader import read_values
from coach.domain.values import Money
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import among, concepts
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.retracted import is_called_wrong

_DEMANDS = re.compile(
    r"^\W*(?:do not |don't |never )?(?:ask|demand|request|require|insist on|have|make|get)\b"
    r"(?: (?:her|him|them|you|the (?:customer|caller|member|guest|client)))?(?P<for> for| to| that)?"
    r"(?: (?:she|he|they))? "
)
_HANDED = re.compile(
    r"(?:type|enter|give|send|read out|show|say|spell|upload|pays?|repeat|state|tell|fill in)\b"
)
_MORE = re.compile(r",? or (?:to )?(?:say|tell|promise|threaten|offer|claim|suggest)\b.*")
_PLACE = re.compile(
    r"\b(?:in|into|on|over|by|through|during|to) (?:the |this |an? )?(?:chat|call|phone|line|talk|e-?mail"
    r"|conversation|agent)\b.*"
)
_WHOLE_OR_PART = re.compile(
    r",? (?:in full|in part|under reserve|to be adjusted)\b.*|\b(?:at once|today|now|immediately)\b"
)
_SOON = re.compile(
    r"\b(?:today|now|right away|straight away|at once|immediately|on the spot|this minute|tonight|asap)\b"
)
_PAYING = "salary"
"""The concept of paying."""
_GENERIC = frozenset(["number", "copy", "form", "typ", "share", "reveal"])

_GIVE = (
    r"(?:send|give|type|enter|tell|share|provide|upload|e-?mail|mail|bring|show|post|attach|submit"
    r"|read(?: me| us| out)?"
    r"|put|fill in|fill out|forward|drop|confirm|spell|write|hand|present|scan|pay|settle|clear|transfer"
    r"|make|let (?:me|us) have"
    r"|get (?:me|us)|pass)"
)
_FILLER = r"(?:(?:please|kindly|also|just|maybe|perhaps|po|quickly|now|still|then|ma'am|sir|already|you|do|first) )*"
_ASKS = re.compile(
    rf"\b(?:can|could|would|will|won't|may) (?:you|u|ya) {_FILLER}{_GIVE}\b"
    r"|\b(?:may|can|could|might|shall) (?:i|we) (?:\w+ )?(?:have|get|ask|see|take|know|request|trouble"
    r"|charge|collect)\b"
    r"|\b(?:what|which)(?:'s| is| are| was) (?:the|your)\b|\bdo you (?:\w+ )?(?:have|happen to have|know)\b"
    r"|\b(?:have you got|you have)\b[^.;]*\?"
    r"|\b(?:i|we)(?:'ll|'d| will| would| do| just| only| still| also)* (?:need|require|want|must have"
    r"|like to have|have to (?:have|ask|see))\b"
    rf"|\byou(?:'ll|'d| will| would| do| still| also| just)* (?:need to|have to|must|should|ought to"
    rf"|are asked to|are to) {_FILLER}{_GIVE}\b"
    rf"|(?:^|[,;:]\s*|\b(?:and|so|then|please|kindly|or)\s+){_FILLER}{_GIVE}\b"
    r"|\b(?:we|i)(?:'m| am|'re| are) (?:\w+ )?(?:asking|requesting) (?:you )?for\b|\bplease have\b"
    r"|\b(?:is|are) (?:needed|required)\b"
    rf"|\bwould you (?:mind|be (?:able|so kind|willing)) (?:to )?(?:as to )?\w+|\bi(?:'d| would) (?:like"
    rf"|love|ask) you to {_GIVE}\b"
)
_NO_ASKING = re.compile(
    r"\b(?:not|never|no|nobody|without|nothing|none|cannot|instead of|rather than|nor|\w+n't|dont)\b"
    r"|\b(?:you (?:were|are|been|got)|someone|somebody|anyone|anybody|they|he|she|who|(?:which"
    r"|what) \w+) (?:\w+ )?ask"
    r"|\b(?:did|does|has|have|had|was|were|is) (?:someone|somebody|anyone|anybody|they|he|she)\b"
    r"|^\W*(?:and |but |so )?(?:did|does|has|have|had|was|were|is) (?:any|the) \w+|\byou(?:'ve"
    r"| have)? (?:\w+ )?paid\b"
    r"|\bdid (?:you|we|i)\b|\bhave you (?:already )?(?:sent|given|typed|uploaded)\b|\bwhy\b|\bwhere\b"
    r"|\bwhen\b"
    r"|\b(?:i'll|i will|we'll|we will|let me|i'm|we're|i can|we can) (?:\w+ )?(?:send|give|type|share"
    r"|provide|e-?mail|show|post|pay|confirm|write|put)"
)
_CUT = re.compile(r"[;:]|,(?!\d)|\b(?:but|because|although|though|so that)\b")


@dataclass(frozen=True)
class Demand:
    """What must not be asked for."""

    things: tuple[frozenset[str], ...]
    """Each by the concepts of its name; one of them asked for is enough."""
    soon: bool
    """Only for now or today."""
    more: bool
    """Something else is forbidden beside it."""


@lru_cache(maxsize=256)
def demand_in(forbidden: str) -> Demand | None:
    """What this item forbids to ask for, if it is of that kind."""
    folded = fold(forbidden)
    match = _DEMANDS.match(folded)
    if match is None:
        return None
    rest = folded[match.end() :]
    if match["for"] not in (" for",) and not folded.startswith("demand") and not _HANDED.match(rest):
        return None
    wanted = _MORE.sub("", rest)
    soon = bool(_SOON.search(wanted))
    told = _WHOLE_OR_PART.sub(
        " ", _PLACE.sub(" ", _HANDED.sub(" ", wanted, count=1) if not match["for"] else wanted)
    )
    named = (frozenset(c.name for c in concepts(part) if not c.vague) for part in told.split(" or "))
    pays = frozenset([_PAYING]) if re.match(r"pays?\b", wanted) else frozenset()
    things = tuple(n | pays for n in named if (n | pays) - _GENERIC)
    if not things and any(isinstance(value, Money) for value in read_values(forbidden)):
        things = (frozenset([_PAYING]),)
    return Demand(things, soon, _MORE.search(rest) is not None) if things else None


def asks_for(reply: Reply, demand: Demand) -> Clause | None:
    """The clause that asks the customer for it: a question, a request or a demand."""
    for clause in reply.clauses:
        sentence = reply.sentence_of(clause)
        if is_called_wrong(sentence) or not any(_names(reply, clause, thing) for thing in demand.things):
            continue
        if demand.soon and not _SOON.search(sentence):
            continue
        if any(_ASKS.search(part) and not _NO_ASKING.search(part) for part in _parts(reply, clause, demand)):
            return clause
    return None


def _parts(reply: Reply, clause: Clause, demand: Demand) -> list[str]:
    """The stretches of its sentence between stops that name the thing, or a sum where it is a payment."""
    pays = any(thing == {_PAYING} for thing in demand.things)
    parts = _CUT.split(reply.text[reply.beside(clause)[0].start : reply.beside(clause)[-1].end + 1].lower())
    named = [frozenset(c.name for c in concepts(part)) for part in parts]
    return [
        fold(part).strip()
        for part, names in zip(parts, named, strict=True)
        if any(among(name, names) for thing in demand.things for name in thing)
        or (pays and any(isinstance(value, Money) for value in read_values(part)))
    ]


def _names(reply: Reply, clause: Clause, thing: frozenset[str]) -> bool:
    own = clause.names
    if thing == {_PAYING} and any(isinstance(value, Money) for value in clause.values):
        return True
    if not any(among(name, own) for name in thing):
        return False
    return all(among(name, reply.sentences[clause.sentence]) for name in thing)
