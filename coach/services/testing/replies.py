"""The test replies of a scenario: each is scored in its moment, and held against what its author expects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.domain.assessment import Assessment, Finding, Score, ScoredReply, Verdict
from coach.domain.reply_tests import Band, ReplyTest
from coach.domain.scenario import Article, Speaker
from coach.domain.transcript import Turn
from coach.ports import Scorer, SessionPlan
from coach.services.testing.missed import Keys, Missed, figure, lacking, outside, seen, shortened, wanted
from coach.services.testing.standing import stand

_MOVES = {"rises": "should rise", "falls": "should fall", "stays": "should stay as it is"}


@dataclass(frozen=True)
class _Scored:
    """A test reply in its moment."""

    test: ReplyTest
    scored: ScoredReply
    before: int
    after: int
    reasons: str


def missed_replies(
    plan: SessionPlan, *, articles: Sequence[Article] = (), scorer: Scorer
) -> Iterator[Missed]:
    """Every expectation of the scenario's tests that does not hold."""
    for at, test in enumerate(plan.scenario.tests):
        one = _score(test, plan, articles=articles, scorer=scorer)
        yield from _missed(one, ("tests", at, "expect"))


def _score(test: ReplyTest, plan: SessionPlan, *, articles: Sequence[Article], scorer: Scorer) -> _Scored:
    state = stand(plan, test.after, articles=articles, scorer=scorer)
    scored = scorer(test.reply, state.situation())
    turn = Turn(seq=state.next_seq, speaker=Speaker.AGENT, text=test.reply)
    mood = state.with_turn(turn).with_reply(scored).mood
    reasons = ", ".join(f"{reason.id} {reason.delta:+.1f}" for reason in mood.reasons)
    return _Scored(test, scored, state.mood.frustration, mood.frustration, reasons)


def _missed(one: _Scored, keys: Keys) -> Iterator[Missed]:
    expect, assessment, reply = one.test.expect, one.scored.assessment, one.test.reply
    yield from _band("Empathy", one.scored.empathy, expect.empathy, code="T101", keys=(*keys, "empathy"))
    yield from _band("Accuracy", one.scored.accuracy, expect.accuracy, code="T102", keys=(*keys, "accuracy"))
    for kind, code in (("act", "T103"), ("fault", "T104"), ("event", "T105")):
        ids, found = getattr(expect, f"{kind}s"), getattr(assessment, f"{kind}s")
        yield from lacking(kind, ids, found, code=code, keys=(*keys, f"{kind}s"), reply=reply)
    yield from _findings(assessment, expect.findings, reply=reply, keys=(*keys, "findings"))
    if expect.frustration is not None and _move(one) != expect.frustration:
        message = (
            f"Frustration goes from {one.before} to {one.after} ({one.reasons or 'nothing moves it'}); "
            f"it {_MOVES[expect.frustration]}."
        )
        yield Missed("T107", (*keys, "frustration"), message)


def _band(name: str, score: Score, band: Band | None, *, code: str, keys: Keys) -> Iterator[Missed]:
    if band is not None and outside(score.value, band):
        why = f" {score.reason[:1].upper()}{score.reason[1:].rstrip('.')}." if score.reason else ""
        rests = f" Seen: {seen(score.evidence)}." if score.evidence else ""
        yield Missed(code, keys, f"{name} is {figure(score.value)}; {wanted(band)} is expected.{why}{rests}")


def _findings(
    assessment: Assessment, expected: dict[str, str], *, reply: str, keys: Keys
) -> Iterator[Missed]:
    found = {finding.fact_id: finding for finding in assessment.findings}
    for fact, verdict in expected.items():
        finding = found.get(fact)
        is_ = finding.verdict if finding else Verdict.ABSENT
        if is_ != verdict:
            message = f"'{fact}' is {is_}{_because(finding)} in {shortened(reply)}; {verdict} is expected."
            yield Missed("T106", (*keys, fact), message)


def _because(finding: Finding | None) -> str:
    if finding is None or finding.evidence is None:
        return ""
    because = f": {finding.because}" if finding.because else ""
    return f" ({shortened(finding.evidence.quote)}{because})"


def _move(one: _Scored) -> str:
    if one.after == one.before:
        return "stays"
    return "rises" if one.after > one.before else "falls"
