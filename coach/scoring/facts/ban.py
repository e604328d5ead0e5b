"""Takes a forbidden item apart: what it is about, and which way of saying it breaks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coach.domain.text import fold
from coach.domain.values import Clock, Count, Day, Money
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import alike, concepts
from coach.scoring.facts.polarity import PREDICATES, negations
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.sending import is_arrival
from coach.scoring.facts.vocabulary import HEADS

_SPEECH = frozenset(["customer", "agent", "caller", "reply", "promis", "guarant"])
_DISCLOSES = re.compile(
    r"\b(?:reveal|disclose|share|discuss|read out|give out|give the|name the|mention|pass on|send or"
    r"|tell (?:the )?caller)\b"
)
_ADVISES = re.compile(r"\b(?:advice|advise|recommend|instruct\w*|how to|diagnos\w*|suggest)\b")
_GUARANTEES = re.compile(r"\bguarantee\w*\b")
_APPROVES = re.compile(r"(?:approve|authori[sz]e|grant|sign off)\b")
CAUSES = re.compile(
    r"\b(?:caus(?:e|ed|es)|fault|to blame|blam(?:e|ed|es)|mistake|error|responsible|because of|due to"
    r"|down to|their (?:end|side|doing)"
    r"|slipped up|messed up|got it wrong)\b"
)


@dataclass(frozen=True)
class Ban:
    """A forbidden item taken apart."""

    topics: frozenset[str]
    kind: str
    """discloses, advises, guarantees or promises."""
    action: frozenset[str]
    """What is said of the topic; without it the topic is only mentioned."""
    order: tuple[str, ...]
    """The topics as they stand in the item: the first is the party, where it is about blame."""
    negative: bool
    """What is forbidden to say is itself a denial."""
    threat: bool = False


@lru_cache(maxsize=256)
def read_ban(text: str) -> Ban:
    folded = re.sub(r"^\W*(?:do not|don't|never|must not|no)\s+", "", fold(text))
    lead = _LEAD.match(folded)
    ordered = tuple(
        c.name
        for c in concepts(folded)
        if c.start >= (lead.end() if lead else 0)
        and not c.vague
        and c.name not in _SPEECH
        and folded[c.start : c.end] not in _SPEECH
        and not CAUSES.search(folded[c.start : c.end])
    )
    if _ADVISES.search(folded):
        kind = "advises"
    elif _DISCLOSES.search(folded):
        kind = "discloses"
    elif CAUSES.search(folded):
        kind = "blames"
    elif _APPROVES.match(folded):
        kind = "approves"
    else:
        kind = "guarantees" if _GUARANTEES.search(folded) else "promises"
    verb = _BE.search(folded)
    action = {c.name for c in concepts(folded) if verb and verb.end() <= c.start <= verb.end() + 12}
    action |= {name for name in ordered if name in PREDICATES}
    negative = len(negations(_SWAP.sub(" ", folded))) % 2 == 1
    threat = folded.startswith("threaten")
    return Ban(frozenset(ordered), kind, frozenset(action), ordered, negative, threat)


_SWAP = re.compile(r"\b(?:instead of|rather than)\b")
_BE = re.compile(r"\b(?:is|are|was|were|be|gets?)\s")
_LEAD = re.compile(r"(?:\w+ (?:or|and) )?\w+ (?:out )?(?:that |the (?:caller|customer|agent) )?")


_CONDITION = re.compile(r"\b(?:if|once|when|after|until|unless|whether|before|should)\b")


SUPPOSED = re.compile(
    r"^\W*(?:if|unless|when|once) .*?"
    r"(?:,|(?= (?:we|i|they|he|she|it|(?:the|your) \w+)(?:(?: will| can| shall| is| are| gets?)\b|'ll\b)))"
)
"""What a promise or a threat depends on: a denial in it denies nothing of what is said to follow."""


def _acts(clause: Clause, action: str, *, threat: bool) -> bool:
    """The clause says it: neither on a condition ('once approved') nor in passing ('approved claims').

    A threat has its condition: 'if you do not pay, we stop it'.
    """
    supposed = SUPPOSED.match(clause.text) if threat else None
    for index, concept in enumerate(clause.concepts):
        if not alike(concept.name, action):
            continue
        first = supposed.end() if supposed else 0
        conditional = _CONDITION.search(clause.text, first, max(first, concept.start - clause.start))
        follower = clause.concepts[index + 1] if index + 1 < len(clause.concepts) else None
        epithet = (
            follower is not None
            and follower.start - concept.end == 1
            and clause.text[concept.end - clause.start - 2 : concept.end - clause.start] == "ed"
        )
        if not conditional and not epithet:
            return True
    return False


_OFF = re.compile(r"(?:%|per ?cent|\d) off\b")
_DISCOUNT = frozenset(["discount"])


_REFUND = frozenset(["refund"])
_ON_CARD = re.compile(r"\b(?:on|in) your (?:\w+ )?(?:card|visa|mastercard|account)\b")


def _lands(clause: Clause) -> bool:
    """'You'll see it on your card': what lands on a card is money, though the word is not said."""
    amount = any(isinstance(v, Money) or (isinstance(v, Count) and v.low % 1) for v in clause.values)
    return (amount or clause.text.find(" it ") >= 0) and bool(_ON_CARD.search(clause.text))


def coverage(reply: Reply, ban: Ban, clause: Clause) -> float:
    """The share of the item's topic that the clause speaks of; its surroundings count half."""
    if not ban.topics:
        return 0.0
    named = clause.names | (_DISCOUNT if _OFF.search(clause.text) else frozenset())
    named |= {"date", "day"} if any(isinstance(v, Day) for v in clause.values) else set()
    named |= {"time", HEADS["slot"]} if any(isinstance(v, Clock) for v in clause.values) else set()
    named |= {"deliver"} if is_arrival(clause.text) else set()
    around = reply.sentences[clause.sentence]
    if not any(alike(t, n) for t in ban.topics for n in named | around):
        return 0.0
    beside = reply.beside(clause)
    if ban.action and not any(_acts(c, a, threat=ban.threat) for c in beside for a in ban.action):
        if ban.action != _REFUND or not _lands(clause):
            return 0.0
        around |= _REFUND
    around |= reply.asked
    total = 0.0
    for topic in ban.topics:
        if any(alike(topic, name) for name in named):
            total += 1.0
        elif any(alike(topic, name) for name in around):
            total += 0.6
    return total / len(ban.topics)
