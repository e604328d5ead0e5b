"""What second opinions change in a session's result: the empathy axis, by less than a point, and nothing else.

The criteria, their minimums and what fails a talk outright stay the built-in scorer's: they rest on single
acts and levels, where one false yes would weigh more than a point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.domain.assessment import ScoredReply
from coach.domain.judgement import Judgement, JudgeStatus
from coach.domain.rubric import Scorecard
from coach.scoring.judge.verdict import NEAR


def with_second_opinions(
    scorecard: Scorecard, replies: Sequence[ScoredReply], *, judgements: Mapping[int, Judgement]
) -> Scorecard:
    """The empathy axis moved by the mean of what the used scores differ by; `judgements` by reply number."""
    scored = [n for n, reply in enumerate(replies, start=1) if reply.empathy.value is not None]
    used = [j for n in scored if (j := judgements.get(n)) and j.status is JudgeStatus.USED]
    if not used:
        return scorecard
    moved = sum(_difference(j) for j in used) / len(scored)
    axis = scorecard.empathy
    value = round(min(5.0, max(0.0, axis.value + moved)), 2)
    return replace(
        scorecard,
        empathy=replace(axis, value=value, passed=value >= axis.pass_mark),
        judged=len(used),
        moved_by_judge=round(value - axis.value, 2),
    )


def _difference(judgement: Judgement) -> float:
    """Bounded once more: a stored judgement is no reason to trust it."""
    if judgement.score is None or judgement.built_in is None:
        return 0.0
    return max(-NEAR, min(NEAR, judgement.score - judgement.built_in))
