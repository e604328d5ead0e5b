"""Judges what a reply states of a fact: by typed values, by stance, by its limiting condition."""

from __future__ import annotations

from coach.domain.assessment import Finding, Verdict
from coach.domain.values import Bound, Match, Money, Rate
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.concepts import alike
from coach.scoring.facts.findings import contradicts, correct, denies, unconditional
from coach.scoring.facts.known import Known
from coach.scoring.facts.laying import Said, lay_values
from coach.scoring.facts.opposition import COVERED, contradicting_clause, drops_condition, is_soft
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.slips import on_wrong_thing, only_part, other_rate


def judge_statements(reply: Reply, facts: tuple[Known, ...]) -> dict[str, Finding]:
    """A finding for every fact with a statement."""
    laid = lay_values(reply, facts)
    return {k.fact.id: _judge(reply, k, [s for s in laid if s.known is k]) for k in facts}


def _judge(reply: Reply, known: Known, said: list[Said]) -> Finding:
    wrong = [s for s in said if not s.agrees and not _below_cap(s, said)]
    if wrong:
        return contradicts(reply, known, max(wrong, key=lambda s: s.score))
    right = [s for s in said if s.agrees and _tells(s, known)]
    against = contradicting_clause(reply, known, right)
    if against:
        return denies(reply, known, against)
    if right:
        return _judge_right(reply, known, right)
    if known.core and not all(is_soft(v.value) for v in known.core):
        return Finding(known.fact.id, Verdict.ABSENT, source=known.fact.source)
    return _judge_wording(reply, known)


def _judge_right(reply: Reply, known: Known, right: list[Said]) -> Finding:
    best = max(right, key=lambda s: s.score)
    for said in right:
        if on_wrong_thing(reply, known, said.clause):
            return denies(reply, known, said.clause)
    if other_rate(reply, best) or only_part(known, right):
        return denies(reply, known, best.clause)
    if drops_condition(reply, known, best.clause):
        return unconditional(reply, known, best.clause)
    return correct(reply, known, best.clause, f"facts.{best.value.kind}")


def _tells(said: Said, known: Known) -> bool:
    if all(said.target is not v for v in known.core):
        return False
    return not (isinstance(said.value, Rate) and len(known.core) > 1)


def _below_cap(said: Said, all_said: list[Said]) -> bool:
    """An amount under the fact's ceiling is an example, as long as the rest is right."""
    cap = said.target.value
    if cap.bound is not Bound.UP_TO or not isinstance(said.value, Money) or not isinstance(cap, Money):
        return False
    return said.value.high <= cap.high and any(s.match is Match.EQUAL for s in all_said)


def _judge_wording(reply: Reply, known: Known) -> Finding:
    best: tuple[float, Clause] | None = None
    for clause, part in ((c, p) for c in reply.clauses if c.states for p in known.parts):
        if not (reply.names_subject(part, clause) or known.paraphrases):
            continue
        coverage = max(reply.coverage(part, clause), _paraphrased(reply, known, clause))
        if (
            coverage >= COVERED
            and (reply.tells(part, clause) or known.paraphrases)
            and (best is None or coverage > best[0])
        ):
            best = (coverage, clause)
    if best is None:
        return Finding(known.fact.id, Verdict.ABSENT, source=known.fact.source)
    clause = best[1]
    if on_wrong_thing(reply, known, clause):
        return denies(reply, known, clause)
    if drops_condition(reply, known, clause):
        return unconditional(reply, known, clause)
    return correct(reply, known, clause, "facts.wording")


def _paraphrased(reply: Reply, known: Known, clause: Clause) -> float:
    names = reply.sentences[clause.sentence]
    best = 0.0
    for paraphrase in known.paraphrases:
        hits = sum(1 for n in paraphrase if any(alike(n, other) for other in names))
        best = max(best, hits / max(1, len(paraphrase)))
    return best
