"""An author's own wordings, said word for word: they speak of their fact, and of no other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.domain.text import word_spans
from coach.scoring.facts.clauses import Clause, is_doubted
from coach.scoring.facts.known import Known
from coach.scoring.facts.reply import Reply
from coach.scoring.reach import in_reach

_TURNS_ROUND = re.compile(
    r"\b(?:if|whether|not|never|no longer|don't|can't|cannot|won't|isn't|untrue|wrong)\b"
)


@dataclass(frozen=True)
class Phrased:
    """Where the reply says a fact's statement or one of its paraphrases."""

    known: Known
    start: int
    end: int

    def holds(self, clause: Clause) -> bool:
        return clause.start < self.end and self.start < clause.end


def find_phrased(reply: Reply, facts: Sequence[Known]) -> tuple[Phrased, ...]:
    """Every wording of a fact that the reply says, unless it asks, denies or only reports it."""
    found = word_spans(reply.text)
    starts: list[int] = []
    line = " "
    for word, _ in found:
        starts.append(len(line))
        line += word + " "
    phrased: list[Phrased] = []
    for known in facts:
        wordings = ((known.fact.statement,) if known.fact.statement else ()) + known.fact.paraphrases
        for wording in wordings:
            sought = " ".join(word for word, _ in word_spans(wording))
            at = line.find(f" {sought} ")
            if not sought or at < 0:
                continue
            first = bisect_right(starts, at + 1) - 1
            last = bisect_right(starts, at + len(sought)) - 1
            one = Phrased(known, found[first][1].start, found[last][1].end)
            if _is_said(reply, one, asks=wording.rstrip().endswith("?")):
                phrased.append(one)
    return tuple(phrased)


def _is_said(reply: Reply, phrased: Phrased, *, asks: bool) -> bool:
    """`asks`: the wording is itself a question, as an offer may be."""
    inside = [c for c in reply.clauses if phrased.holds(c)]
    if not inside:
        return False
    sentence = reply.beside(inside[0])
    lead = " ".join(c.text[: max(0, phrased.start - c.start)] for c in sentence if c.start < phrased.start)
    stop = reply.beside(inside[-1])[-1].end
    if not asks and "?" in reply.text[phrased.end : stop + 1]:
        return False
    return not (_TURNS_ROUND.search(in_reach(lead)) or is_doubted(lead))


def statements(phrased: Sequence[Phrased], known: Known) -> list[Phrased]:
    """Wordings of the other facts; not of forbidden items, since to promise one may be wrong, too."""
    return [p for p in phrased if p.known is not known and p.known.fact.statement is not None]


def aside(reply: Reply, known: Known, phrased: Sequence[Phrased]) -> Reply:
    """The reply for this fact: what speaks, word for word, of another fact says nothing of it."""
    others = statements(phrased, known)
    if not others or any(p.known is known for p in phrased):
        return reply
    silent = tuple(replace(c, states=False) if any(p.holds(c) for p in others) else c for c in reply.clauses)
    return replace(reply, clauses=silent, _read={})
