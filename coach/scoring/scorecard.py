"""The scorecard of a session: the rubric's criteria, two axes that never offset each other, auto-fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.domain.assessment import Evidence, ScoredReply, Verdict
from coach.domain.rubric import (
    AutoFail,
    AutoFailHit,
    Axis,
    AxisResult,
    Criterion,
    CriterionResult,
    Rubric,
    Scorecard,
)
from coach.domain.scenario import PassMark, Scenario
from coach.scoring.assess import SCORER, VERSION
from coach.scoring.measures import measure, omitted_facts


def make_scorecard(
    scored: Sequence[ScoredReply],
    scenario: Scenario,
    rubric: Rubric,
    *,
    pass_mark: PassMark,
    rubric_hash: str,
) -> Scorecard:
    """Without any reply every value is 0."""
    criteria = tuple(_result(criterion, scored, scenario=scenario) for criterion in rubric.criteria)
    return Scorecard(
        empathy=_axis("empathy", criteria, pass_mark=pass_mark.empathy),
        accuracy=_axis("accuracy", criteria, pass_mark=pass_mark.accuracy),
        criteria=criteria,
        auto_fails=tuple(hit for rule in rubric.auto_fail for hit in _first_hit(rule, scored)),
        omitted=omitted_facts(scored, scenario),
        rubric=rubric.id,
        rubric_hash=rubric_hash,
        rubric_version=rubric.version,
        scorer=scored[0].scorer if scored else SCORER,
        scorer_version=scored[0].scorer_version if scored else VERSION,
        below_minimum=tuple(_below_minimum(rubric, criteria)),
    )


def _result(criterion: Criterion, scored: Sequence[ScoredReply], *, scenario: Scenario) -> CriterionResult:
    measured = measure(criterion.measure, scored, scenario)
    value = None if measured.value is None else round(measured.value, 2)
    return CriterionResult(
        criterion=criterion.id,
        title=criterion.title,
        axis=criterion.axis,
        weight=criterion.weight,
        value=value,
        anchor=measured.instead or ("" if value is None else criterion.anchors[int(value)]),
        evidence=measured.evidence,
    )


def _axis(axis: Axis, criteria: tuple[CriterionResult, ...], *, pass_mark: float) -> AxisResult:
    """The weighted mean of the criteria that apply."""
    counted = [(c.weight, c.value) for c in criteria if c.axis == axis and c.value is not None]
    weight = sum(w for w, _ in counted)
    value = round(sum(w * v for w, v in counted) / weight, 2) if weight else 0.0
    return AxisResult(value, pass_mark, value >= pass_mark)


def _below_minimum(rubric: Rubric, criteria: tuple[CriterionResult, ...]) -> Iterator[str]:
    for criterion, result in zip(rubric.criteria, criteria, strict=True):
        if criterion.minimum is not None and result.value is not None and result.value < criterion.minimum:
            yield criterion.id


def _first_hit(rule: AutoFail, scored: Sequence[ScoredReply]) -> Iterator[AutoFailHit]:
    for number, reply in enumerate(scored, start=1):
        for evidence in _candidates(rule, reply):
            yield AutoFailHit(rule.id, rule.title, rule.why, number, evidence)
            return


def _candidates(rule: AutoFail, reply: ScoredReply) -> Iterator[Evidence]:
    assessment = reply.assessment
    match rule.on:
        case "violated":
            for finding in assessment.findings:
                wanted = not rule.ids or finding.fact_id in rule.ids
                if finding.verdict is Verdict.VIOLATED and wanted and finding.evidence:
                    yield finding.evidence
        case "act":
            yield from (e for e in assessment.acts if e.id in rule.ids)
        case "fault":
            yield from (e for e in assessment.faults if e.id in rule.ids)
