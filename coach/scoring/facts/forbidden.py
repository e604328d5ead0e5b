"""Judges what a reply promises or discloses that it must not, also softly; declining it is fine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.domain.assessment import Finding, Verdict
from coach.domain.text import fold
from coach.domain.values import Day, Duration, Money, Percent, Value
from coach.scoring.facts.asking import asks_for, demand_in
from coach.scoring.facts.ban import CAUSES, SUPPOSED, Ban, coverage, read_ban
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import alike
from coach.scoring.facts.disclosure import advised, disclosed
from coach.scoring.facts.findings import evidence, quotable
from coach.scoring.facts.known import Known
from coach.scoring.facts.phrased import Phrased, aside
from coach.scoring.facts.polarity import PREDICATES, VERBED, negations
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.sending import is_arrival, is_of_sending
from coach.scoring.facts.wording import as_paraphrased
from coach.scoring.reach import in_reach

_AS_GOOD_AS = re.compile(
    r"\b(?:as good as (?:done|yours|there|\w+ed)|in the bag|a (?:mere |pure )?formality|home and dry"
    r"|nothing to worry)\b"
)
_APPROVED = re.compile(
    r"\b(?:consider it (?:approved|done|granted|sorted)|i(?:'ve| have)? (?:approved?|granted?|signed)"
    r"|it's approved|is approved"
    r"|approved from|you're (?:approved|cleared)|go ahead|take it as approved)\b"
)
_OUTCOME = re.compile(
    r"\b(?:outcome|result|decision|predict|be (?:accepted|approved|granted|found|paid)|approval|will win"
    r"|succeed)\b"
)
_FORETOLD = re.compile(
    r"\b(?:you'll|you will|you're going to|they'll|they will|it'll|it will|you're sure to"
    r"|bound to) (?:\w+ ){0,2}?(?:be fine|pass|"
    r"get (?:it|this|there)|win|award|approve|accept|grant|say yes|go through|be (?:approved|accepted"
    r"|granted|successful|ok|okay))\b"
)
_CERTAIN = re.compile(
    r"\b(?:guarantee\w*|definitely|certainly|for sure|promis\w+|100 ?%|hundred per ?cent|no doubt"
    r"|without fail|surely|trust me|believe me|mark my words|i swear|(?:my|our) word|be (?:quite |very )?sure"
    r"|take it from me"
    r"|absolutely|certain|always|you have my word|rest assured|i assure|positive|count on it|won't fail)"
)
_DECLINES = re.compile(
    r"\b(?:can't|cannot|can not|won't|will not|unable|not able|couldn't|wouldn't|not allowed|not in my"
    r"|isn't in my"
    r"|don't (?:have|want|know)|do not|not for me|not something|never|no guarantee|no promise"
    r"|not possible|not permitted"
    r"|not at liberty|not mine|up to (?:him|her|them|your|the)|isn't possible|not authori[sz]ed"
    r"|not going to|rather not"
    r"|i'm not|we're not|aren't able|isn't something|not discuss|depends|shouldn't|i wish i could"
    r"|i'd love to)\b"
)
BY_ASKING = "facts.asking"
_SURELY, _HALF, _MOSTLY, _WHOLLY = 0.4, 0.5, 0.6, 0.75
"""Shares of the item's topic from which a clause promises it: with certainty, as an offer, or flatly said. The last
is for items whose breaking wordings the author wrote down: beside these, topic words are not enough."""
_FAR = 300
"""Characters over which a decline reaches."""
_HEDGED_ASK = re.compile(r"\b(?:ask|request|see (?:if|whether)|check (?:if|whether|with)|look into)\b")


def judge_forbidden(
    reply: Reply, facts: tuple[Known, ...], phrased: Sequence[Phrased], customer_line: str
) -> dict[str, Finding]:
    """A finding for every forbidden item."""
    return {k.fact.id: _judge(reply, k, phrased, fold(customer_line)) for k in facts}


def _judge(reply: Reply, known: Known, phrased: Sequence[Phrased], customer_line: str) -> Finding:
    ban = read_ban(known.fact.text)
    own = next((p for p in phrased if p.known is known), None)
    if own:
        return _violated(reply, known, (own.start, own.end), ban)
    heard = _without_sending(aside(reply, known, phrased), known)
    demand = demand_in(known.fact.text)
    if demand and (asked := asks_for(heard, demand)):
        return _violated(reply, known, quotable(heard, asked), ban, rule=BY_ASKING)
    if demand and not demand.more:
        heard = replace(
            heard, clauses=tuple(c for c in heard.clauses if as_paraphrased(heard, known, c, 1.0))
        )
    for clause in heard.clauses:
        if clause.states and _breaks(heard, known, ban, clause, customer_line):
            return _violated(reply, known, quotable(heard, clause), ban)
    return Finding(known.fact.id, Verdict.ABSENT, source=known.fact.source)


def _breaks(reply: Reply, known: Known, ban: Ban, clause: Clause, customer_line: str) -> bool:
    if _declines(reply, clause, ban):
        return False
    if as_paraphrased(reply, known, clause, 1.0):
        return True
    match ban.kind:
        case "approves":
            return bool(_APPROVED.search(clause.text))
        case "blames":
            return _blamed(reply, ban, clause)
        case "discloses":
            return disclosed(reply, known, ban, clause, customer_line)
        case "advises":
            return advised(reply, known, ban, clause)
        case _:
            return _promised(reply, known, ban, clause)


def _declines(reply: Reply, clause: Clause, ban: Ban) -> bool:
    sentence = " ".join(c.text for c in reply.beside(clause) if -_FAR <= c.start - clause.start <= 0)
    if _HEDGED_ASK.search(clause.text):
        return True
    own = clause.names & ban.topics or any(alike(t, n) for t in ban.topics for n in clause.names)
    tail = re.split(r"\bbut\b", sentence)[-1] if own else sentence
    return bool(_DECLINES.search(in_reach(tail))) and not ban.negative


def _blamed(reply: Reply, ban: Ban, clause: Clause) -> bool:
    """Names the party as the cause, or as the one who did it."""
    named = any(alike(topic, name) for topic in ban.topics for name in clause.names)
    leans = clause.leans and any(alike(t, n) for t in ban.topics for n in reply.sentences[clause.sentence])
    near = reply.sentence_of(clause)
    party = next(iter(sorted(ban.topics, key=lambda t: ban.order.index(t))), "")
    there = any(alike(party, name) for name in reply.sentences[clause.sentence])
    if re.search(r"\b(?:our|my|we|ours)\b", clause.text):
        return False
    return (named or leans) and there and bool(CAUSES.search(near)) and not negations(clause.text)


def _promised(reply: Reply, known: Known, ban: Ban, clause: Clause) -> bool:
    share = coverage(reply, ban, clause)
    certain = bool(_CERTAIN.search(reply.sentence_of(clause)))
    if ban.kind == "guarantees":
        near = reply.sentence_of(clause)
        if re.search(r"\bguarantee[ds]?\b", clause.text) and not negations(clause.text):
            return True
        return share >= 0.4 and bool(_CERTAIN.search(near))
    if _OUTCOME.search(fold(known.fact.text)) and (
        _FORETOLD.search(clause.text) or _AS_GOOD_AS.search(clause.text)
    ):
        return True
    if _is_negated(ban, clause) != ban.negative or _leaves_open(reply, clause):
        return False
    timed = _breaks_term(known, clause)
    if timed is not None:
        return (
            timed
            and share >= (_WHOLLY if reply.is_right(clause) else 0.3)
            and not _is_of_another(ban, clause)
        )
    if not VERBED.search(clause.text):
        return False
    if known.paraphrases or reply.is_right(clause):
        return share >= (_SURELY if certain else _WHOLLY)
    return share >= (_SURELY if certain else _HALF if _OFFERS.search(clause.text) else _MOSTLY)


def _is_negated(ban: Ban, clause: Clause) -> bool:
    """Also by what stands before the item's words: 'nobody sends the police, that is not how we work'."""
    ends = [c.end - clause.start for c in clause.concepts if any(alike(c.name, t) for t in ban.topics)]
    text = SUPPOSED.sub(lambda m: " " * len(m.group()), clause.text)
    before = len(negations(text[: max(ends)])) if ends and not ban.negative else 0
    return before % 2 == 1 or len(negations(text)) % 2 == 1


_MAY = re.compile(r"\b(?:may|might)\b")
_IF = re.compile(r"\b(?:if|whether|unless)\b")
_OURS = re.compile(r"\b(?:will|i can|we can|i am|we are|you are|going to)\b|'(?:ll|ve|m|d|re)\b")


def _leaves_open(reply: Reply, clause: Clause) -> bool:
    """'The fine is cancelled if they accept' tells a rule; 'if you pay, I'll cancel it' is a promise."""
    if _OURS.search(clause.text) or _CERTAIN.search(reply.sentence_of(clause)):
        return False
    return bool(_MAY.search(clause.text) or _IF.search(clause.text))


_OFFERS = re.compile(
    r"\b(?:i'll|i will|i'm \w+ing|we're \w+ing|we'll|we will|we'd|i'd|you'll|you will|they'll|it'll|i've"
    r"|we've|i have|consider it"
    r"|it's on us"
    r"|done deal|will be|going to|you're|sure|yes|can)\b"
)
_AT_ONCE = re.compile(
    r"\b(?:immediately|instantly|right away|straight away|at once|within the hour|same day|same-day)\b"
)


def _breaks_term(known: Known, clause: Clause) -> bool | None:
    """Where the item names a day or a term: whether the clause gives one as soon; else None."""
    terms = [v.value for v in known.values if isinstance(v.value, Day | Duration)]
    if not terms:
        amounts = [v.value for v in known.values if isinstance(v.value, Money | Percent)]
        return bool([v for v in clause.values if isinstance(v, Money | Percent)]) if amounts else None
    soon = max((_days(t) for t in terms), default=0.0)
    if any(not _is_sent(known, clause, m.start()) for m in _AT_ONCE.finditer(clause.text)):
        return True
    said = [v for v in clause.values if isinstance(v, Day | Duration)]
    return any(_is_soon(v, soon) for v in said)


def _is_sent(known: Known, clause: Clause, at: int) -> bool:
    """The item is about money or a thing being there, and the word at `at` only says when it leaves."""
    return is_arrival(fold(known.fact.text)) and is_of_sending(clause.text, at)


def _without_sending(reply: Reply, known: Known) -> Reply:
    """The reply without the days on which something is only sent."""
    heard = tuple(
        replace(c, values=tuple(v for v in c.values if not _tells_sending(known, c, v)))
        for c in reply.clauses
    )
    return reply if heard == reply.clauses else replace(reply, clauses=heard, _read={})


def _tells_sending(known: Known, clause: Clause, value: Value) -> bool:
    return isinstance(value, Day | Duration) and _is_sent(known, clause, value.start - clause.start)


def _is_of_another(ban: Ban, clause: Clause) -> bool:
    """'The crew is there today' is said of the crew, and not of the service."""
    own = clause.names - PREDICATES
    named = any(alike(topic, name) for topic in ban.topics for name in clause.names)
    return bool(own) and not named and not clause.leans and not is_arrival(clause.text)


def _days(value: Day | Duration) -> float:
    if isinstance(value, Duration):
        return value.high
    return float(value.ahead) if value.ahead is not None else 1.0


def _is_soon(value: Day | Duration, soon: float) -> bool:
    if isinstance(value, Day):
        return value.relative if value.ahead is None else 0 <= value.ahead <= soon
    return value.high <= max(soon, 1.0) and not value.negated


def _violated(reply: Reply, known: Known, place: tuple[int, int], ban: Ban, rule: str = "") -> Finding:
    rule = rule or ("facts.disclosure" if ban.kind == "discloses" else "facts.promise")
    quoted = evidence(reply, known, place, rule)
    words = quoted.quote.rstrip(".!")
    what = re.sub(r"^\W*(?:[Dd]o not|[Dd]on't|[Nn]ever)\s+", "", known.fact.text).rstrip(".")
    because = f'says "{words}"; {known.fact.source} does not allow this: {what}'
    return Finding(known.fact.id, Verdict.VIOLATED, known.fact.source, quoted, because)
