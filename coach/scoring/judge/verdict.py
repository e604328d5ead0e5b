"""From a judge's answers to a judgement: quotes checked, the built-in formula, and whether the score counts.

A judge that is fooled, or that lies, answers yes to everything: what keeps it from the record is not its
prompt but these few rules. Every yes needs words of the reply, its score counts only within a point of the
built-in one, it never lifts a reply that speaks to its grader, and it has no say in accuracy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from coach.domain.assessment import (
    Act,
    Assessment,
    Event,
    Evidence,
    FaultId,
    Flag,
    Level,
    Levels,
    Score,
    ScoredReply,
    Verdict,
)
from coach.domain.judgement import Answer, Judgement, JudgeStatus, Said
from coach.domain.situation import Situation
from coach.scoring.called import is_calm, read_call
from coach.scoring.empathy import INSULT, score_empathy
from coach.scoring.evidence import verify
from coach.scoring.judge import criteria as c
from coach.scoring.judge.parsing import RawAnswer
from coach.scoring.judge.prompting import set_aside
from coach.scoring.judge.quoting import locate
from coach.scoring.tone import Tone

NEAR: Final = 1.0
"""Points between two scores that are still the same opinion."""
LEAST_CLEAR: Final = 0.5
"""Share of the questions that must have an answer which holds."""
NOT_THERE: Final = "The quote does not stand in the reply."
NO_QUOTE: Final = "It has no quote."
TOO_LITTLE: Final = "Too few of its answers are clear and have words of the reply to stand on."

STRONG: Final = {"validation": c.FEELING, "exploration": c.OPEN_QUESTION, "understanding": c.SITUATION}
WEAK: Final = {
    "validation": (c.APOLOGY, c.OWNERSHIP, c.STOCK_CARE),
    "exploration": (c.DETAIL,),
    "understanding": (c.TOUCHED,),
}
ACTS: Final = {
    c.FEELING: Act.ACKNOWLEDGE_FEELING,
    c.STOCK_CARE: Act.ACKNOWLEDGE_FEELING,
    c.APOLOGY: Act.APOLOGISE,
    c.OWNERSHIP: Act.TAKE_OWNERSHIP,
    c.SITUATION: Act.NAME_PROBLEM,
    c.OPEN_QUESTION: Act.ASK_OPEN,
    c.DETAIL: Act.ASK_INFO,
    c.REMEDY: Act.OFFER_SOLUTION,
    c.DATED_STEP: Act.CONCRETE_NEXT_STEP,
}
FAULTS: Final = {
    c.INSULTS: FaultId.DISMISSIVE,
    c.BELITTLES: FaultId.DISMISSIVE,
    c.BLAMES: FaultId.BLAME,
    c.ABOUT_ITSELF: FaultId.SELF_ORIENTED,
    c.HOLLOW: FaultId.HOLLOW_SCRIPT,
    c.ADVICE_FIRST: FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT,
}
COUNTED_BY_CODE: Final = frozenset({FaultId.TALKS_OVER, FaultId.INFORMATION_DUMP})


def checked(
    raw: Mapping[str, RawAnswer], asked: Sequence[c.Criterion], *, reply: str, assessment: Assessment
) -> tuple[Answer, ...]:
    """An answer to each question; a yes without words of the reply is unclear, and so is none at all."""
    aside = set_aside(assessment)
    found = []
    for criterion in asked:
        one = raw.get(criterion.id, RawAnswer(Said.UNCLEAR))
        if one.said is not Said.YES:
            found.append(Answer(criterion.id, one.said))
            continue
        span = locate(one.quote, reply, aside)
        if span is None:
            why = NOT_THERE if one.quote.strip() else NO_QUOTE
            found.append(Answer(criterion.id, Said.UNCLEAR, why=why))
            continue
        rule = INSULT if criterion.id == c.INSULTS else f"judge-{criterion.id}"
        words = Evidence(criterion.id, reply[span.start : span.end], span.start, span.end, rule)
        found.append(Answer(criterion.id, Said.YES, words))
    return tuple(found)


def decide(
    answers: tuple[Answer, ...], *, reply: str, situation: Situation, scored: ScoredReply
) -> Judgement:
    """Used within a point of the built-in score, else for review; never used where too little of it holds."""
    built_in = scored.empathy.value
    judged = Judgement(JudgeStatus.UNSCORED, built_in, answers=answers)
    assessment = judged_assessment(answers, scored.assessment)
    score = _score(assessment, answers, situation=situation)
    if verify(replace(scored, assessment=assessment, empathy=score), reply):
        return replace(judged, why="Its quotes could not be verified.")
    value = score.value
    holds = sum(a.said is not Said.UNCLEAR for a in answers) >= LEAST_CLEAR * len(answers)
    if value is None or built_in is None:
        if not holds:
            return replace(judged, why=TOO_LITTLE)
        return replace(judged, status=JudgeStatus.REVIEW, why="It finds nothing here that calls for empathy.")
    if Flag.ADDRESSES_GRADER in scored.assessment.flag_ids:
        value = min(value, built_in)
    near = round(abs(value - built_in), 1) <= NEAR
    if holds and near:
        return replace(judged, status=JudgeStatus.USED, score=value)
    invented = any(a.why for a in answers)
    if near or not (holds or invented):
        return replace(judged, why=TOO_LITTLE)
    why = f"It is {abs(value - built_in):.1f} points from the built-in score, which stands."
    return replace(
        judged, status=JudgeStatus.REVIEW, score=value, why=why if holds else f"{why} {TOO_LITTLE}"
    )


def judged_assessment(answers: Sequence[Answer], built_in: Assessment) -> Assessment:
    """Acts, faults and levels by the judge; events, findings and all that code counts stay the built-in's."""
    yes = {a.criterion: a.evidence for a in answers if a.evidence is not None}
    levels = _levels(yes, asked_again=Event.ASKED_AGAIN in built_in.event_ids)
    if levels.validation == 2 or levels.understanding == 2:
        # Who names this customer's own matter gives no mere formula, whatever the judge says to that.
        yes.pop(c.HOLLOW, None)
    counted = tuple(e for e in built_in.faults if e.id in COUNTED_BY_CODE)
    return replace(
        built_in,
        acts=_renamed(yes, ACTS),
        faults=(*_renamed(yes, FAULTS), *counted),
        levels=levels,
    )


def _score(assessment: Assessment, answers: Sequence[Answer], *, situation: Situation) -> Score:
    """The one place where a judge's answers meet the built-in formula."""
    yes = {a.criterion for a in answers if a.said is Said.YES}
    tone = Tone(cold=int(c.OFFICE in yes), relief=int(c.RELIEF in yes))
    stated = any(f.verdict in (Verdict.CORRECT, Verdict.WRONG) for f in assessment.findings)
    return score_empathy(
        assessment, tone=tone, calm=is_calm(situation, read_call(situation.customer_line)), answers=stated
    )


def _levels(yes: Mapping[str, Evidence], *, asked_again: bool) -> Levels:
    found = {name: _level(yes, name) for name in STRONG}
    if asked_again:
        found["exploration"] = (0, None)
    evidence = tuple(replace(e, id=name) for name, (_, e) in found.items() if e is not None)
    return Levels(found["validation"][0], found["exploration"][0], found["understanding"][0], evidence)


def _level(yes: Mapping[str, Evidence], name: str) -> tuple[Level, Evidence | None]:
    if strong := yes.get(STRONG[name]):
        return 2, strong
    weak = next((yes[id_] for id_ in WEAK[name] if id_ in yes), None)
    return (1, weak) if weak else (0, None)


def _renamed(
    yes: Mapping[str, Evidence], names: Mapping[str, Act] | Mapping[str, FaultId]
) -> tuple[Evidence, ...]:
    """Each act or fault once, by the first question that shows it."""
    first: dict[str, Evidence] = {}
    for criterion, name in names.items():
        if criterion in yes:
            first.setdefault(name, replace(yes[criterion], id=name))
    return tuple(first.values())
