"""Whether a clause denies what a fact says: its own verb, said with a negation more or less than the fact has."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.domain.text import fold
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import Concept, alike, concepts
from coach.scoring.facts.known import Known
from coach.scoring.facts.polarity import NAMED_NO, stance

_NOT = re.compile(
    rf"\b(?!{NAMED_NO})(?:not|never|cannot|nobody|no one|nothing|none|neither|nor|unable|no"
    r"|(?:is|are|was|were|wo|would|ca|could|should|do|does|did|have|has|had|need|must)n't"
    r"|dont|doesnt|isnt|cant|wont)\b"
    r"(?! (?:only|just|until|till|before|later|more|less|longer than|sooner|earlier|over|under|above|below"
    r"|beyond|problem|worries|doubt|matter|exceed\w*|take (?:more|longer)|be (?:later|longer|more)|than)\b)"
)
_EXCEPTS = re.compile(
    r"\b(?:unless|without|except|only|just|until|till|before|alone|rather than|instead|not only"
    r"|either|other than|else)\b"
)
"""Words beside which a negation says something else than no."""
_LESS = re.compile(
    r"\b(?:missing|lack\w*|absent|without|free|fail\w*|except|stop\w*|avoid\w*|refus\w*|un\w{4,}|wala\w*|hindi)\b"
)
_CONTRASTS = re.compile(
    r"\b(?:if|when|where)\b|\bnot (?:by|in|for|from|to|at|on|a|an|the|once|per|with)\b|\bare not\b$"
)
"""A fact that tells two cases apart: a denial may be about the other one."""
_SUPPOSES = re.compile(
    r"\W*(?:and |but |so |or )?(?:if|unless|when|once|before|after|until|till|as long as|in case|should)\b"
)
_BREAK = re.compile(r"[,;:]|\b(?:but|and|or|because|if|unless|once|when|until|while|which|who|that|so)\b")
_FAR = 7
"""Words over which a negation reaches its verb."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|must|may|can|cannot|could|should|would|do|does|did|need|needs"
    r"|gets?|got)\b(?:n't)?|'(?:s|re|ll|ve|d)\b|n't\b"
)
_MAY = re.compile(r"\b(?:can|may|could)\b")
_NEED_NOT = re.compile(
    r"\b(?:need(?:n't| not)|(?:do|does|did|will)(?:n't| not) (?:have|need) to|no need|not (?:have|need) to)\b"
)
DENIED, SAID, UNCLEAR = -1, 1, 0


@lru_cache(maxsize=4096)
def _negated(text: str, at: int) -> bool:
    """An odd number of negations stands before this place, within reach and not cut off."""
    near = [m for m in _NOT.finditer(text, 0, at) if text.count(" ", m.end(), at) < _FAR]
    return sum(1 for m in near if not _BREAK.search(text, m.end(), at)) % 2 == 1


@lru_cache(maxsize=1024)
def _heads(text: str) -> tuple[Concept, ...]:
    """The concept behind each auxiliary of a statement."""
    folded = fold(text)
    found = [c for c in concepts(text) if not c.vague]
    heads = []
    for match in _VERB.finditer(folded):
        head = next((c for c in found if c.start >= match.end()), None)
        if head is not None and not _BREAK.search(folded, match.end(), head.start) and head not in heads:
            heads.append(head)
    return tuple(heads)


def _same(text: str, head: Concept) -> list[Concept]:
    """The other places of the same word: 'nothing is decided, and the board decides in May' affirms and denies it."""
    return [c for c in concepts(text) if c.name == head.name and c.start != head.start]


def is_denied_at(known: Known, clause: Clause, at: int) -> bool:
    """The words at this place of the clause are under a negation that the fact does not have."""
    text = fold(known.fact.text)
    if _EXCEPTS.search(clause.text) or _NOT.search(text) or _LESS.search(text):
        return False
    return _negated(clause.text, at)


def denial(known: Known, clause: Clause) -> int:
    """1 where the clause says a verb of the fact as the fact does, -1 where it says it the other way round."""
    text = fold(known.fact.text)
    sides = stance(clause.text)
    if _SUPPOSES.match(clause.text) or any(sides.get(axis) == side for axis, side in known.sides.items()):
        return UNCLEAR
    signs = set()
    for head in _heads(known.fact.text):
        theirs = _negated(text, head.start)
        if any(_negated(text, other.start) != theirs for other in _same(known.fact.text, head)):
            continue
        for said in clause.concepts:
            if said.vague or not alike(said.name, head.name):
                continue
            at = said.start - clause.start
            ours = _negated(clause.text, at)
            if ours != theirs and _is_unclear(clause.text, text, at, head.start, ours=ours):
                continue
            signs.add(ours == theirs)
    if len(signs) != 1:
        return UNCLEAR
    return SAID if signs == {True} else DENIED


def _is_unclear(said: str, fact: str, at: int, head: int, *, ours: bool) -> bool:
    if _EXCEPTS.search(said) or _EXCEPTS.search(fact) or _CONTRASTS.search(fact):
        return True
    if ours:
        needless = _NEED_NOT.search(said, 0, at) and _MAY.search(fact, 0, head)
        return bool(needless or _LESS.search(fact))
    return bool(_LESS.search(said) or _NOT.search(said))
