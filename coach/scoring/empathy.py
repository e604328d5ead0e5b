"""The empathy score of one reply: one formula over its levels, its help and its faults.

      1.0  for a civil reply
    + 0.4 or 1.4 for validation, 0.5 or 1.4 for understanding, 0.5 or 1.2 for exploration (weak or strong)
    + 0.4  for ownership, 0.3 for a remedy or a step with a time; to a calm customer 1.2 for an
           answer, a remedy, a step or a needed question, for then that is the whole of courtesy
    + 0.3  for each sign that a burden is taken from them, 2 at most
    - 0.2  for each piece of office language, 4 at most
    - the costs of faults and of asking again

then at most the least ceiling of its faults, and between 0 and 5. Each part is rounded to a tenth and named in
the reason, so that what is shown adds up to the score. A weak sign (a formula, an apology, a
detail asked for) earns much less than half of a strong one: several of them must not look like one meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coach.domain.assessment import Act, Assessment, Event, Evidence, FaultId, Level, Levels, Score
from coach.scoring.acts import THREAT
from coach.scoring.tone import BURDEN_SPARED, OFFICE_LANGUAGE, Tone

CIVIL = 1.0
VALIDATION = (0.0, 0.4, 1.4)
UNDERSTANDING = (0.0, 0.5, 1.4)
EXPLORATION = (0.0, 0.5, 1.2)
OWNERSHIP = 0.4
HELP = 0.3
HELP_WHEN_CALM = 1.2
"""Nobody has to soothe who is calm; enough for a plain answer to reach 2.5 with their matter named."""
RELIEF = 0.3
COLD = 0.2
COSTS = {
    FaultId.SELF_ORIENTED: 1.0,
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT: 0.5,
    FaultId.TALKS_OVER: 0.5,
    FaultId.INFORMATION_DUMP: 0.5,
    FaultId.DISMISSIVE: 1.0,
    FaultId.BLAME: 1.0,
    FaultId.HOLLOW_SCRIPT: 0.5,
    Event.ASKED_AGAIN: 0.5,
    Event.POLICY_FIRST: 0.3,
    Event.PASSED_ON: 0.3,
}
CALLED: dict[str, str] = {
    FaultId.SELF_ORIENTED: "turning to yourself",
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT: "an answer before they were heard",
    FaultId.TALKS_OVER: "talking over what they feel",
    FaultId.INFORMATION_DUMP: "too much at once",
    FaultId.DISMISSIVE: "making light of it",
    FaultId.BLAME: "putting the fault on them",
    FaultId.HOLLOW_SCRIPT: "a formula",
    Event.ASKED_AGAIN: "asking again",
    Event.POLICY_FIRST: "the rule before the help",
    Event.PASSED_ON: "passing them on",
}
"""What costs, in words."""
CEILINGS = {
    FaultId.DISMISSIVE: 1.0,
    FaultId.BLAME: 1.0,
    FaultId.HOLLOW_SCRIPT: 1.8,
    FaultId.SELF_ORIENTED: 2.5,
}
INSULT = "insult"
A_THREAT = "a threat"
_HELPFUL = frozenset({Act.TAKE_OWNERSHIP, Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP})
WORTH_SAYING = 3.0
"""A reply that does this well is scored even where nothing called for it."""


@dataclass(frozen=True)
class _Part:
    """One summand, with the words that it stands under."""

    called: str
    points: float

    def __str__(self) -> str:
        return (
            f"{self.called} {'+' if self.points > 0 else '−'}{abs(self.points):.1f}"
            if self.points
            else self.called
        )


def score_empathy(assessment: Assessment, *, tone: Tone, calm: bool = False, answers: bool = False) -> Score:
    """None where the customer's line gave no call for empathy and nothing costs.

    `calm` is a talk in which the customer shows no feeling just now; `answers` says that the reply states a
    fact, right or wrong: whether it is right is for the other axis.
    """
    gained = (*_levels(assessment.levels), *_beside(assessment, tone, calm=calm, answers=answers))
    paid = tuple(_costs(assessment))
    office = _Part("office language", -round(COLD * min(4, tone.cold), 1))
    total = round(sum(part.points for part in (*gained, *paid, office)), 1)
    ceiling = min((CEILINGS.get(FaultId(f), 5.0) for f in assessment.fault_ids), default=5.0)
    if any(e.rule == INSULT for e in assessment.faults):
        ceiling = 0.0
    value = max(0.0, min(total, ceiling))
    if not assessment.empathy_called_for and not paid and value < WORTH_SAYING:
        return Score(None, "The customer's line gave no call for empathy.")
    reason = _reason(gained, (*paid, office), bound="" if value == total else f"kept to {value:.1f}")
    return Score(value, reason, _evidence(assessment, tone))


def _levels(levels: Levels) -> Iterator[_Part]:
    """'heard 1 of 2 +0.6', and so on."""
    for name, points, called in (
        ("validation", VALIDATION, "heard"),
        ("understanding", UNDERSTANDING, "understood"),
        ("exploration", EXPLORATION, "asked"),
    ):
        yield _Part(f"{called} {getattr(levels, name)} of 2", round(_credit(points, levels, name), 1))


def _beside(assessment: Assessment, tone: Tone, *, calm: bool, answers: bool) -> Iterator[_Part]:
    """What is credited whatever the levels."""
    yield _Part("civil", CIVIL)
    yield _Part("taken on", OWNERSHIP * (Act.TAKE_OWNERSHIP in assessment.act_ids))
    yield _Part("help", _help(assessment, calm=calm, answers=answers))
    yield _Part("a burden spared", RELIEF * min(2, tone.relief))


def _costs(assessment: Assessment) -> Iterator[_Part]:
    threats = any(e.rule == THREAT for e in assessment.faults)
    for id_ in sorted(assessment.fault_ids | assessment.event_ids):
        if cost := {str(i): cost for i, cost in COSTS.items()}.get(id_):
            yield _Part(A_THREAT if threats and id_ == FaultId.DISMISSIVE else CALLED[id_], -cost)


def _evidence(assessment: Assessment, tone: Tone) -> tuple[Evidence, ...]:
    """The words behind each point."""
    helps = [e for e in assessment.acts if e.id in _HELPFUL]
    costs = (*assessment.faults, *assessment.events)
    return (
        *assessment.levels.evidence,
        *helps,
        *tone.words(BURDEN_SPARED),
        *costs,
        *tone.words(OFFICE_LANGUAGE),
    )


def _credit(points: tuple[float, float, float], levels: Levels, name: str) -> float:
    """The points of a level; with its shade, what lies between two levels is worth its part of the way."""
    level: Level = getattr(levels, name)
    if levels.shades is None or not level:
        return points[level]
    shade: float = getattr(levels.shades, name)
    below = min(1, int(shade))
    return points[below] + (shade - below) * (points[below + 1] - points[below])


def _help(assessment: Assessment, *, calm: bool, answers: bool) -> float:
    helps = bool(assessment.act_ids & (_HELPFUL - {Act.TAKE_OWNERSHIP}))
    if not calm or assessment.event_ids or assessment.fault_ids:
        return HELP * helps
    particular = Act.CONCRETE_NEXT_STEP in assessment.act_ids or assessment.levels.understanding > 0
    if answers or assessment.asked or (helps and particular):
        return HELP_WHEN_CALM
    return HELP * helps


def _reason(gained: tuple[_Part, ...], lost: tuple[_Part, ...], *, bound: str) -> str:
    """'Heard 2 of 2 +1.4, understood 1 of 2 +0.6, asked 0 of 2, civil +1.0; less for making light of it −1.0.'"""
    levels, beside = gained[:3], [part for part in gained[3:] if part.points]
    said = ", ".join(map(str, (*levels, *beside)))
    costs = ", ".join(str(part) for part in lost if part.points)
    said += f"; less for {costs}" if costs else ""
    said += f"; {bound}" if bound else ""
    return f"{said[:1].upper()}{said[1:]}."
