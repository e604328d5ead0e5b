"""Terms that a reply turns round: at once, a flat sum, half of it, another payer or starting point."""

from __future__ import annotations

import re

from coach.domain.text import fold
from coach.domain.values import Duration, Money, Percent
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import alike, concepts
from coach.scoring.facts.known import Known
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.said import Said

_AT_ONCE = re.compile(
    r"\b(?:the (?:very )?(?:moment|minute|second|instant) (?:you|we|it|they)|instant(?:ly)?"
    r"|immediate(?:ly)?|on the spot"
    r"|on the (?:very |same )?day (?:you|it|we|that)|there and then|straight ?away|right away|at once"
    r"|the same day|same-day)\b"
)
_OWN = re.compile(r"\b(?:i'll|i will|i'm|i am|i've|i can|let me|please)\b")
_PROMISED = re.compile(r"\byou(?:'ll| will| can)? (?:have|get|receive)\b")
_FLAT = re.compile(
    r"\b(?:one[- ](?:off|time)|flat|lump sum|in total|altogether|all in|for the whole|a single)\b"
)
_EACH = re.compile(r"\b(?:per|each|every|a (?:day|night|week|month|year|person|head))\b")
_HALF = re.compile(r"\bhalf (?:of )?(?:(?:the|your|that|a|its) )?")
_EVEN = re.compile(r"\beven (?:if|when|with|after|though|on|without)\b([^,;.]*)")
_LIMITS = re.compile(r"\b(?:if|with|only|under|unless|provided|when|once|after|before)\b")


def at_once_instead(reply: Reply, known: Known, clause: Clause) -> bool:
    """'The moment you hand over the keys' where the fact has a term of days."""
    terms = [v.value for v in known.core if isinstance(v.value, Duration)]
    if not terms or min(t.high for t in terms) < 1 or clause.values:
        return False
    if not _AT_ONCE.search(clause.text) or _OWN.search(clause.text) or "same day" in fold(known.fact.text):
        return False
    told = any(alike(n, other) for n in known.told for other in clause.names)
    touch = reply.strict_touch(known, clause)
    return touch >= 0.5 if told else touch >= 0.35 and bool(_PROMISED.search(clause.text))


_WHOLE = re.compile(
    r"\b(?:the whole|in full|(?:the|your) (?:full|entire|whole)|all of (?:it|the|your)|every (?:cent|penny)"
    r"|100 ?(?:%|per ?cent))"
)


def whole_instead(reply: Reply, known: Known, clause: Clause) -> bool:
    """'We pay the whole of the bill' where the fact has a share of it."""
    shares = [v.value for v in known.core if isinstance(v.value, Percent)]
    text = fold(known.fact.text)
    if not shares or max(v.high for v in shares) >= 100 or _WHOLE.search(text) or clause.values:
        return False
    return bool(_WHOLE.search(clause.text)) and reply.strict_touch(known, clause) >= 0.6


_YOU_PAY = re.compile(
    r"\b(?:you(?:'d|'ll| would| will| only| still)* (?:pay|owe|bear)|(?:member|patient|customer|insured"
    r"|holder)s? pays?)\b"
    r"[^,;.]{0,16}$"
)
_WE_PAY = re.compile(
    r"\b(?:we|policy|plan|insur\w+|employer|company|cover)(?:'d|'ll| will| would| only)* (?:pays?|covers?"
    r"|bears?)\b[^,;.]{0,16}$"
)


def _other_payer(said: Said, text: str) -> bool:
    """'You pay 80 percent' where the fact says that the policy pays them."""
    if not isinstance(said.value, Money | Percent):
        return False
    ours = said.clause.text[: said.value.start - said.clause.start]
    theirs = text[: said.target.value.start]
    you, we = bool(_YOU_PAY.search(ours)), bool(_WE_PAY.search(ours))
    return (you and bool(_WE_PAY.search(theirs))) or (we and bool(_YOU_PAY.search(theirs)))


def on_other_terms(reply: Reply, known: Known, said: Said) -> bool:
    """The right value, but as a flat sum, as half of it, or even where the fact excepts it."""
    text = fold(known.fact.text)
    near = reply.sentence_of(said.clause)
    flat = isinstance(said.value, Money) and not said.value.per and _FLAT.search(said.clause.text)
    if flat and _EACH.search(text) and not _EACH.search(near):
        return True
    if _other_payer(said, text) or _other_start(known, said, text):
        return True
    return _halved(known, said.clause, text) or _even(known, near, text)


_START = re.compile(r"[\s,]*(?:of|after|from|following|counted from|once) ([^,;.]*)")


def _other_start(known: Known, said: Said, text: str) -> bool:
    """'Within 12 weeks of the day you filed' where the fact counts from the appointment."""
    if not isinstance(said.value, Duration):
        return False
    ours = _START.match(said.clause.text, said.value.end - said.clause.start)
    theirs = _START.match(text, said.target.value.end)
    if ours is None or theirs is None:
        return False
    named = {c.name for c in concepts(ours.group(1)) if not c.vague}
    return bool(named) and not any(alike(n, name) for n in named for name in known.weights)


def _halved(known: Known, clause: Clause, text: str) -> bool:
    if re.search(r"\bhalf\b|\b50 ?(?:%|per ?cent)", text):
        return False
    for match in _HALF.finditer(clause.text):
        behind = clause.text[match.end() : match.end() + 24]
        if any(alike(c.name, name) for c in concepts(behind)[:2] for name in known.weights):
            return True
    return False


def _even(known: Known, near: str, text: str) -> bool:
    match = _EVEN.search(near)
    if match is None or "even" in text or not _LIMITS.search(text):
        return False
    limit = {c.name for m in [_LIMITS.search(text)] if m for c in concepts(text) if c.start >= m.start()}
    return any(alike(c.name, name) for c in concepts(match.group(1)) for name in limit)
