"""Judges a fact whose sense lies in its words: one that has no value, or only a soft one."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.domain.text import fold
from coach.domain.value_matching import agrees
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import among, concepts
from coach.scoring.facts.known import Known, Wording
from coach.scoring.facts.opposition import COVERED, opposes_modally
from coach.scoring.facts.polarity import is_negative, stance
from coach.scoring.facts.reply import Reply

_NEARLY_ALL = 0.75
"""The share of a paraphrase's words from which on the reply says the same."""


def best_worded(reply: Reply, known: Known) -> Clause | None:
    """The clause that says the fact most fully, or one of its parts, or a paraphrase."""
    best: tuple[float, float, Clause] | None = None
    for clause in reply.clauses:
        if not clause.states:
            continue
        said = max(_as_stated(reply, known, clause), as_paraphrased(reply, known, clause))
        if said < COVERED:
            continue
        rank = (round(said, 1), reply.strict_touch(known, clause), clause)
        if best is None or rank[:2] > best[:2]:
            best = rank
    return best[2] if best else None


def _as_stated(reply: Reply, known: Known, clause: Clause) -> float:
    if _gives_another_reason(reply, known, clause):
        return 0.0
    most = 0.0
    for part in known.parts:
        named = reply.names_subject(part, clause) and reply.tells(part, clause)
        if (
            named
            and _says_enough(reply, part, clause)
            and _same_side(part, clause)
            and not opposes_modally(part, clause)
        ):
            most = max(most, reply.coverage(part, clause, lent=False))
    return most


_REASON = re.compile(r"\b(?:because|due to|on account of)\b")


def _gives_another_reason(reply: Reply, known: Known, clause: Clause) -> bool:
    """'Refused because it was late' where the fact has another reason, or the reason and not for what."""
    theirs = _REASON.search(fold(known.fact.text))
    if theirs is None:
        return False
    front = {c.name for c in concepts(known.fact.text) if c.end <= theirs.start() and not c.vague}
    if front and not front & reply.shares(known, clause).keys():
        return True
    if not _REASON.search(reply.sentence_of(clause)):
        return False
    behind = [c.name for c in concepts(known.fact.text) if c.start >= theirs.end() and not c.vague]
    around = reply.sentences[clause.sentence]
    return bool(behind) and not any(among(name, around) for name in behind)


def _says_enough(reply: Reply, part: Known, clause: Clause) -> bool:
    """One word of several is chance: 'fair enough' does not say that a photo is enough."""
    least = 0.55 if clause.leans else 0.6
    named = sum(1 for share in reply.shares(part, clause).values() if share >= least)
    return named >= min(2, len(part.weights)) or bool(stance(clause.text).keys() & part.sides.keys())


def _same_side(part: Known, clause: Clause) -> bool:
    """Both affirm or both deny, or they speak of the same pair of opposites, which is judged elsewhere."""
    return bool(stance(clause.text).keys() & part.sides.keys()) or is_negative(clause.text) == part.negative


def as_paraphrased(reply: Reply, known: Known, clause: Clause, least: float = _NEARLY_ALL) -> float:
    """How far the clause's sentence says one of the author's paraphrases; 0 under the least share."""
    if not known.paraphrases or not clause.names:
        return 0.0
    wordings = known.paraphrases
    if known.values_lead:
        wordings = tuple(replace(w, values=()) for w in wordings)
    return max((_share(reply, wording, clause, least) for wording in wordings), default=0.0)


def _share(reply: Reply, wording: Wording, clause: Clause, least: float) -> float:
    own = any(among(n, clause.names) for n in wording.names)
    beside = reply.beside(clause)
    values = [v for c in beside for v in c.values]
    if not own or len(wording.names) + len(wording.values) < 2:
        return 0.0
    if not all(any(agrees(said, value) for said in values) for value in wording.values):
        return 0.0
    if (
        is_negative(reply.sentence_of(clause)) != wording.negative
        and is_negative(clause.text) != wording.negative
    ):
        return 0.0
    around = reply.sentences[clause.sentence]
    hits = sum(1 for n in wording.names if among(n, around))
    share = hits / len(wording.names)
    return share if share >= least else 0.0
