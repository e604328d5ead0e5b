"""The one thing to change in a reply: what, why, and a better wording that the scorers rate higher."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.assessment import Act, Assessment, Event, Evidence, FaultId, Finding, Fix, Score, Verdict
from coach.domain.rubric import Axis
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.domain.text import sentences
from coach.scoring.assess import score_without_fix
from coach.scoring.lexicon import table
from coach.scoring.mirror import said_back
from coach.scoring.sense import is_specific, senses

GOOD = 3.0
"""From this empathy score on, a missing step is not worth a remark."""
_IN_ORDER = (
    FaultId.DISMISSIVE, FaultId.BLAME, Event.ASKED_AGAIN, FaultId.HOLLOW_SCRIPT, FaultId.SELF_ORIENTED,
    Event.PASSED_ON, Event.POLICY_FIRST, Event.REPEATED_APOLOGY, FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT,
    FaultId.TALKS_OVER, FaultId.INFORMATION_DUMP,
)  # fmt: skip
_LEADS = {
    "formal": "Let me state this exactly. ",
    "neutral": "Here is exactly how it stands. ",
    "informal": "Here's exactly how it stands. ",
}
_HEARD = {
    "formal": ("You should not have had to go through that.", "You should not have had to chase this."),
    "neutral": ("You shouldn't have had to go through that.", "You shouldn't have had to chase this."),
    "informal": ("You shouldn't have had to go through that.", "You shouldn't have had to chase this."),
}
_STAYS = {
    "formal": "I will stay with it until it is settled.",
    "neutral": "I'll stay with it until it is settled.",
    "informal": "I'll stay on it until it's sorted.",
}


def make_fix(
    reply: str, situation: Situation, *, assessment: Assessment, empathy: Score, accuracy: Score
) -> Fix | None:
    """None where nothing stands out. A better wording that does not rate higher is left out."""
    if empathy.value is None and accuracy.value is None and not assessment.acts:
        return None
    if bad := _worst_finding(assessment.findings):
        return _factual(bad, reply, situation=situation, accuracy=accuracy)
    what = _first_fault(assessment) or _missing(assessment, empathy)
    if what is None:
        return None
    better = _first_better(_kinder(reply, situation, assessment), situation, axis="empathy", than=empathy)
    return _fix(what, better)


def _worst_finding(findings: tuple[Finding, ...]) -> Finding | None:
    for verdict in (Verdict.VIOLATED, Verdict.WRONG):
        for finding in findings:
            if finding.verdict is verdict:
                return finding
    return None


def _first_fault(assessment: Assessment) -> str | None:
    if any(e.rule == "insult" for e in assessment.faults):
        return "insult"
    seen = assessment.fault_ids | assessment.event_ids
    return next((str(i) for i in _IN_ORDER if i in seen), None)


def _missing(assessment: Assessment, empathy: Score) -> str | None:
    levels = assessment.levels
    if assessment.empathy_called_for and levels.validation + levels.understanding == 0:
        return "validation"
    moves = assessment.act_ids & {
        Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.ASK_INFO, Act.ASK_OPEN, Act.VERIFY_IDENTITY,
        Act.TAKE_OWNERSHIP,
    }  # fmt: skip
    if (
        empathy.value is not None
        and empathy.value < GOOD
        and not moves
        and not assessment.facts_with(Verdict.CORRECT)
    ):
        return "next_step"
    return None


def _fix(what: str, better: str, *, about: str = "", detail: str = "") -> Fix:
    advice = table("advice")[what]
    return Fix(about or what, " ".join((advice["what"], detail)).strip(), advice["why"], better)


def _factual(bad: Finding, reply: str, *, situation: Situation, accuracy: Score) -> Fix:
    facts = {f.id: f for f in situation.facts}
    fact = facts.get(bad.fact_id)
    right = fact if fact and fact.statement else _nearest(fact, bad, situation)
    tries = _exact(right, situation) if right else []
    better = _first_better(iter(tries), situation, axis="accuracy", than=accuracy)
    because = bad.because.strip()
    detail = (because[:1].upper() + because[1:]).rstrip(".") + "." if because else ""
    return _fix(str(bad.verdict), better, about=bad.fact_id, detail=detail)


def _exact(fact: Fact, situation: Situation) -> list[str]:
    """The fact in its own words; behind an acknowledgement where the customer is owed one."""
    stated = _LEADS.get(situation.register, _LEADS["neutral"]) + fact.text
    return [stated, f"{_heard(situation)} {stated}"]


def _heard(situation: Situation) -> str:
    register = situation.register if situation.register in _HEARD else "neutral"
    back = said_back(situation.customer_line, situation.problem)
    return f"{back} {_HEARD[register][0]}" if back else _HEARD[register][1]


def _nearest(forbidden: Fact | None, bad: Finding, situation: Situation) -> Fact | None:
    """The statement that says rightly what the forbidden words got wrong."""
    words = senses(f"{forbidden.text if forbidden else ''} {bad.evidence.quote if bad.evidence else ''}")
    stated = [f for f in situation.facts if f.statement]
    rated = [(len({s for s in senses(f.text) & words if is_specific(s)}), f) for f in stated]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= 2 else None


def _kinder(reply: str, situation: Situation, assessment: Assessment) -> Iterator[str]:
    """What happened said back, then what the reply does well; then the same with a promise to stay."""
    heard = _heard(situation)
    stays = _STAYS.get(situation.register, _STAYS["neutral"])
    kept = _sound_part(reply, assessment)
    if kept:
        yield f"{heard} {kept}"
    yield f"{heard} {stays} {kept}".strip()
    yield f"{heard} {stays}"


def _sound_part(reply: str, assessment: Assessment) -> str:
    """The reply's sentences that help, without those that cost something or only open and close."""
    costly = (*assessment.faults, *assessment.events, *assessment.flags)
    costly += tuple(
        a
        for a in assessment.acts
        if a.id in (Act.GREET, Act.THANK, Act.CLOSE, Act.APOLOGISE, Act.CITE_POLICY, Act.OFF_TOPIC)
    )
    spread = {FaultId.TALKS_OVER, FaultId.INFORMATION_DUMP, FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT}
    costly = tuple(e for e in costly if e.id not in spread)
    kept = [
        reply[s.start : s.end]
        for s in sentences(reply)
        if not any(_overlaps(e, s.start, s.end) for e in costly)
    ]
    short = [k for k in kept if k[-1:] in ".!?"][:2]
    return " ".join(short)


def _overlaps(evidence: Evidence, start: int, end: int) -> bool:
    return evidence.start < end and start < evidence.end


def _first_better(tries: Iterator[str], situation: Situation, *, axis: Axis, than: Score) -> str:
    for wording in tries:
        scored = score_without_fix(wording, situation)
        score = scored.empathy if axis == "empathy" else scored.accuracy
        clean = (
            not scored.assessment.faults and not scored.assessment.event_ids and not scored.assessment.flags
        )
        if scored.assessment.facts_with(Verdict.WRONG, Verdict.VIOLATED) or not clean or score.value is None:
            continue
        if than.value is None or score.value > than.value:
            return wording
    return ""
