"""Scores in plain lines: the two axes apart, each point with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from coach.cli.output import one_line
from coach.customer.cue import Band
from coach.domain.assessment import Evidence, Finding, Score, ScoredReply, Verdict
from coach.domain.curriculum import HintLevel
from coach.domain.rubric import Axis, AxisResult, CriterionResult, Scorecard
from coach.domain.scenario import Scenario
from coach.domain.transcript import Outcome
from coach.services.events import ReplyAssessed
from coach.tui.wording import ENDINGS, EVENTS, FAULTS, FLAGS, LEVELS, VERDICTS, word

_QUOTED = 120
"""Characters of a quote."""


def assessment_lines(event: ReplyAssessed, *, hints: HintLevel) -> list[str]:
    """What is shown after a reply: all of it, a cue, or nothing, as the lesson says."""
    band = Band.of(event.mood.frustration).value
    match hints:
        case "off":
            return []
        case "cue":
            fix = event.scored.fix
            cue = [f"  Fix: {one_line(fix.what)}"] if fix else []
            return [*cue, f"  Frustration: {band}."]
        case "full":
            return [*_scores(event.scored), *_fix(event.scored), _frustration(event, band)]


def scorecard_lines(outcome: Outcome, scorecard: Scorecard, scenario: Scenario) -> list[str]:
    """How the talk ended, and what it was worth on each axis."""
    return [
        word(ENDINGS, outcome),
        "",
        f"Scorecard: {'passed' if scorecard.passed else 'not passed'}.",
        *_axis("Empathy", "empathy", scorecard.empathy, scorecard=scorecard),
        *_axis("Accuracy", "accuracy", scorecard.accuracy, scorecard=scorecard),
        *_against(scorecard, scenario),
    ]


def _scores(scored: ScoredReply) -> Iterator[str]:
    seen = scored.assessment
    yield f"  Empathy: {_score(scored.empathy)}"
    yield from (f"    + {word(LEVELS, e.id)}{_quote(e)}" for e in seen.levels.evidence)
    yield from (f"    - {word(FAULTS, e.id)}{_quote(e)}" for e in seen.faults)
    yield from (f"    - {word(EVENTS, e.id)}{_quote(e)}" for e in seen.events)
    yield f"  Accuracy: {_score(scored.accuracy)}"
    yield from (_finding(f) for f in seen.findings if f.verdict is not Verdict.ABSENT)
    yield from (f"  Set aside: {word(FLAGS, e.id)}{_quote(e)}" for e in seen.flags)


def _score(score: Score) -> str:
    value = "not applicable" if score.value is None else f"{score.value:.1f} of 5"
    reason = one_line(score.reason)
    return f"{value}. {reason[:1].upper()}{reason[1:]}" if reason else f"{value}."


def _finding(finding: Finding) -> str:
    sign = "+" if finding.verdict is Verdict.CORRECT else "-"
    because = f" {one_line(finding.because)}" if finding.because else ""
    source = f" ({one_line(finding.source)})" if finding.source else ""
    quote = _quote(finding.evidence) if finding.evidence else ""
    return (
        f"    {sign} {word(VERDICTS, finding.verdict)}: {word({}, finding.fact_id)}{quote}{source}{because}"
    )


def _quote(evidence: Evidence) -> str:
    quote = one_line(evidence.quote)
    if not quote:
        return ""
    return f': "{quote[: _QUOTED - 3]}..."' if len(quote) > _QUOTED else f': "{quote}"'


def _fix(scored: ScoredReply) -> Iterator[str]:
    if scored.fix is None:
        return
    yield f"  Fix: {one_line(scored.fix.what)} {one_line(scored.fix.why)}".rstrip()
    if scored.fix.better:
        yield f'  Better: "{one_line(scored.fix.better)}"'


def _frustration(event: ReplyAssessed, band: str) -> str:
    now, change = event.mood.frustration, event.mood.frustration - event.before
    moved = f"up {change}" if change > 0 else f"down {-change}" if change < 0 else "unchanged"
    return f"  Frustration: {band}, {now} of 100, {moved}."


def _axis(title: str, axis: Axis, result: AxisResult, *, scorecard: Scorecard) -> Iterator[str]:
    passed = "reached" if result.passed else "not reached"
    yield f"{title}: {result.value:.1f} of 5. Pass mark {result.pass_mark:g}, {passed}."
    for criterion in scorecard.criteria:
        if criterion.axis == axis:
            yield from _criterion(criterion)


def _criterion(criterion: CriterionResult) -> Iterator[str]:
    if criterion.value is None:
        yield f"  {one_line(criterion.title)}: not applicable."
        return
    yield f"  {one_line(criterion.title)}: {criterion.value:.1f}. {one_line(criterion.anchor)}"
    for number, evidence in criterion.evidence[:2]:
        yield f"    reply {number}, {evidence.id.replace('_', ' ')}{_quote(evidence)}"


def _against(scorecard: Scorecard, scenario: Scenario) -> Iterator[str]:
    """What failed the session, or was left out."""
    for hit in scorecard.auto_fails:
        quote = _quote(hit.evidence)
        yield f"Auto-fail: {one_line(hit.title)} (reply {hit.reply}{quote}). {one_line(hit.why)}"
    titles = {criterion.criterion: criterion.title for criterion in scorecard.criteria}
    for one in scorecard.below_minimum:
        yield f"Below its minimum: {one_line(titles.get(one, one))}."
    facts = {fact.id: fact for fact in scenario.facts}
    for one in scorecard.omitted:
        if one in facts:
            yield f"Never said rightly: {one_line(facts[one].text)} ({one_line(facts[one].source)})"
