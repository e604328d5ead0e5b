"""Judges what a reply states of a fact: by typed values, by stance, by its limiting condition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.domain.assessment import Finding, Verdict
from coach.domain.value_matching import bounds_oppose
from coach.domain.values import Bound, Clock, Day, Match, Money, Percent, Rate
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.contrast import mistaken
from coach.scoring.facts.denial import DENIED, denial, is_denied_at
from coach.scoring.facts.findings import contradicts, correct, denies, quotable, unconditional
from coach.scoring.facts.known import Known
from coach.scoring.facts.laying import TOUCHED, lay_values
from coach.scoring.facts.limits import at_once_instead, on_other_terms, whole_instead
from coach.scoring.facts.opposition import contradicting_clause, drops_condition, is_soft
from coach.scoring.facts.phrased import Phrased, aside, statements
from coach.scoring.facts.polarity import stance
from coach.scoring.facts.reply import Reply
from coach.scoring.facts.said import Said
from coach.scoring.facts.slips import on_wrong_thing, only_part, other_rate
from coach.scoring.facts.telling import is_distinctive
from coach.scoring.facts.twisted import twisted
from coach.scoring.facts.wording import best_worded


def judge_statements(
    reply: Reply, facts: tuple[Known, ...], phrased: Sequence[Phrased] = ()
) -> dict[str, Finding]:
    """A finding for every fact with a statement."""
    laid = lay_values(reply, facts)
    return {k.fact.id: _judge_one(reply, k, [s for s in laid if s.known is k], facts, phrased) for k in facts}


def _judge_one(
    reply: Reply, known: Known, said: list[Said], facts: tuple[Known, ...], phrased: Sequence[Phrased]
) -> Finding:
    own = next((p for p in phrased if p.known is known), None)
    own_words = [c for c in reply.clauses if own and own.holds(c)]
    others = statements(phrased, known)
    heard = aside(reply, known, phrased)
    said = [s for s in said if s.agrees or not any(p.holds(s.clause) for p in others)]
    finding = _judge(heard, known, said, facts)
    if own is None and not any(_is_spent(s) for s in said) and (turned := twisted(reply, known)):
        return denies(reply, known, turned)
    if own is None or (finding.verdict is Verdict.WRONG and not _within(finding, own)):
        return finding
    return correct(reply, known, (own.start, own.end), "facts.wording") if own_words else finding


def _within(finding: Finding, own: Phrased) -> bool:
    quoted = finding.evidence
    return quoted is None or (quoted.start < own.end and own.start < quoted.end)


def _judge(reply: Reply, known: Known, said: list[Said], facts: tuple[Known, ...]) -> Finding:
    wrong = [s for s in said if not s.agrees and not _below_cap(s, said)]
    if wrong:
        return contradicts(reply, known, max(wrong, key=lambda s: s.score))
    right = [s for s in said if s.agrees and _tells(s, known)]
    against = contradicting_clause(reply, known, right, facts) or _misdirected(known, said)
    if against is None and not right:
        against = next((c for c in reply.clauses if c.states and _replaces(reply, known, c)), None)
    if against:
        return denies(reply, known, against)
    if right:
        return _judge_right(reply, known, right)
    if known.core and not known.values_lead and not all(is_soft(v.value) for v in known.core):
        return Finding(known.fact.id, Verdict.ABSENT, source=known.fact.source)
    return _judge_wording(reply, known)


def _judge_right(reply: Reply, known: Known, right: list[Said]) -> Finding:
    best = max(right, key=lambda s: s.score)
    sides = stance(best.clause.text)
    if known.values_lead and any(sides.get(a, 0) * known.sides.get(a, 0) < 0 for a in ("refund", "cover")):
        return denies(reply, known, best.clause)
    spent = _is_spent(best)
    if not spent and denial(known, best.clause) is DENIED:
        return denies(reply, known, best.clause)
    if (
        not spent
        and isinstance(best.value, Day | Percent)
        and is_denied_at(known, best.clause, best.value.start - best.clause.start)
    ):
        if reply.names_subject(known, best.clause):
            return denies(reply, known, best.clause)
        return Finding(known.fact.id, Verdict.ABSENT, source=known.fact.source)
    for said in right:
        if on_wrong_thing(reply, known, said.clause):
            return denies(reply, known, said.clause)
    if any(on_other_terms(reply, known, s) for s in right):
        return denies(reply, known, best.clause)
    if other_rate(reply, best) or only_part(known, right):
        return denies(reply, known, best.clause)
    if drops_condition(reply, known, best.clause):
        return unconditional(reply, known, best.clause)
    return correct(reply, known, quotable(reply, best.clause), f"facts.{best.value.kind}")


def _is_spent(said: Said) -> bool:
    """The denial is of what lies beyond the value: 'you can't cancel after 14 days' for 'within 14 days'."""
    turned = said.value.turned or said.target.value.turned
    return said.agrees and turned and bounds_oppose(said.value, said.target.value)


def _replaces(reply: Reply, known: Known, clause: Clause) -> bool:
    return at_once_instead(reply, known, clause) or whole_instead(reply, known, clause)


def _misdirected(known: Known, said: list[Said]) -> Clause | None:
    """The fact's own amount, sent elsewhere: 'we take the 120.40 off your next bill'."""
    named = (s.clause for s in said if s.match is Match.EQUAL and is_distinctive(s.value))
    return next((c for c in named if mistaken(c.text, known.fact.text, anchored=False)), None)


_PREDICATED = re.compile(
    r"(?:\b(?:is|are|was|costs?|be|charge|charged|pay|pays|come to|comes to|amounts? to)|'s)"
    r" (?:a |an |the |only |just |about |currently |now |single |one-off |flat )*$"
)


def _tells(said: Said, known: Known) -> bool:
    """The value says something of the subject, in the fact or, as 'the fee is 25', in the reply."""
    if all(said.target is not v for v in known.core):
        predicated = _PREDICATED.search(said.clause.text[: said.value.start - said.clause.start])
        return isinstance(said.value, Money | Percent) and bool(predicated) and said.strict >= TOUCHED
    if (
        isinstance(said.value, Day | Clock)
        and isinstance(known.core[0].value, Money)
        and said.strict < TOUCHED
    ):
        return False
    if isinstance(said.value, Day) and said.value.relative and said.strict < TOUCHED:
        return len(known.core) == 1
    return not (isinstance(said.value, Rate) and len(known.core) > 1)


def _below_cap(said: Said, all_said: list[Said]) -> bool:
    """An amount under the fact's ceiling is an example, as long as the rest is right."""
    cap = said.target.value
    if cap.bound is not Bound.UP_TO or not isinstance(said.value, Money) or not isinstance(cap, Money):
        return False
    return said.value.high <= cap.high and any(s.match is Match.EQUAL for s in all_said)


def _judge_wording(reply: Reply, known: Known) -> Finding:
    clause = best_worded(reply, known)
    sides = stance(clause.text) if clause else {}
    if clause is None or any(sides[axis] * known.sides.get(axis, 0) < 0 for axis in sides):
        return Finding(known.fact.id, Verdict.ABSENT, source=known.fact.source)
    if on_wrong_thing(reply, known, clause) or denial(known, clause) is DENIED:
        return denies(reply, known, clause)
    if drops_condition(reply, known, clause):
        return unconditional(reply, known, clause)
    return correct(reply, known, quotable(reply, clause), "facts.wording")
