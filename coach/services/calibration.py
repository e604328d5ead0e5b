"""Compares people's marks with the scorer's, criterion by criterion, and says what the scorer is fit for.

Who is compared with whom:

- Scorer and people: the scorer is paired with each person, over the replies that this person marked and the
  scorer gave a mark. The pairs are averaged as coach/services/kappa.py says.
- People among themselves: each person is paired with each other one, over those of the same replies that both
  marked, and averaged in the same way. The scorer is thus treated as one more person would be.
- Another system, a rater that the lead names, is paired with each person as the scorer is. It is no person,
  and counts nowhere else.

A criterion is fit for assessment when at least LEAST_REPLIES replies were compared and the lower end of the
interval of the scorer's kappa reaches the floor. There is no figure over several criteria.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from coach.domain.assessment import ScoredReply
from coach.domain.marks import HIGHEST, MarkSheet, scorer_mark, scorer_quotes, whole
from coach.errors import ContentError, Fault, UnknownId, UsageError
from coach.services.assessing import score_record
from coach.services.bulk import UNFORESEEN, Scoring
from coach.services.kappa import RESAMPLES, Agreement, RaterPair, agreement

FLOOR = 0.6
"""The usual border of substantial agreement (Landis and Koch 1977), and about what experts reach together."""
LEAST_REPLIES = 30
Marks = Mapping[str, float]
"""By the reply's id."""


class Fitness(StrEnum):
    FIT = "fit"
    NOT_FIT = "not_fit"
    TOO_FEW = "too_few"
    """Too few replies to say, so not fit either."""


@dataclass(frozen=True)
class CriterionAgreement:
    """All that is known about one criterion."""

    criterion: str
    highest: int
    people: int
    """How many marked it."""
    marks: int
    """How many they gave to those replies."""
    replies: int
    """Replies with a mark of a person and of the scorer."""
    without: int
    """Replies that people marked and the scorer did not: not applicable, or not read."""
    scorer: Agreement | None
    among_people: Agreement | None
    against: Agreement | None
    confusion: tuple[tuple[int, ...], ...]
    """Whole marks: a row for each of the people's, a column for each of the scorer's."""
    fitness: Fitness


@dataclass(frozen=True)
class MarkGap:
    """People and the scorer on one criterion of one reply."""

    criterion: str
    people: Mapping[str, float]
    """By rater."""
    scorer: float
    quotes: tuple[str, ...]

    @property
    def gap(self) -> float:
        return self.scorer - sum(self.people.values()) / len(self.people)


@dataclass(frozen=True)
class Disagreement:
    """A reply on which people and the scorer lie apart, the widest gap first."""

    id: str
    customer: str
    reply: str
    gaps: tuple[MarkGap, ...]


@dataclass(frozen=True)
class Calibration:
    scorer: str
    version: str
    floor: float
    against: str | None
    people: tuple[str, ...]
    replies: int
    marks: int
    criteria: tuple[CriterionAgreement, ...]
    worst: tuple[Disagreement, ...]

    def fit(self, criterion: str) -> bool:
        return any(c.criterion == criterion and c.fitness is Fitness.FIT for c in self.criteria)


@dataclass(frozen=True)
class Terms:
    """What the lead sets."""

    floor: float = FLOOR
    against: str | None = None
    worst: int = 10
    resamples: int = RESAMPLES


def calibrate(sheet: MarkSheet, scoring: Scoring, terms: Terms) -> Calibration:
    """Score every marked reply and compare. Raises ContentError for replies that cannot be scored."""
    if terms.against is not None and terms.against not in sheet.raters:
        raise UnknownId(
            "rater", terms.against, sheet.raters, listing=f"There are: {', '.join(sheet.raters)}."
        )
    people = tuple(rater for rater in sheet.raters if rater != terms.against)
    if not people:
        raise UsageError(
            f"Nobody but {terms.against} gave marks.", "Without people there is nothing to compare."
        )
    scored = _scored(sheet, scoring)
    by_rater: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for mark in sheet.marks:
        by_rater[mark.criterion][mark.rater][mark.reply] = mark.value
    marked = [criterion for criterion in HIGHEST if any(r in by_rater[criterion] for r in people)]
    own = {c: _own_marks(c, scored) for c in marked}
    given = {c: {r: by_rater[c][r] for r in people if r in by_rater[c]} for c in marked}
    return Calibration(
        scorer=scoring.name,
        version=scoring.version,
        floor=terms.floor,
        against=terms.against,
        people=people,
        replies=len(scored),
        marks=sum(mark.rater in people for mark in sheet.marks),
        criteria=tuple(
            _criterion(c, given[c], own=own[c], other=by_rater[c].get(terms.against or ""), terms=terms)
            for c in marked
        ),
        worst=_worst(sheet, scored, given=given, own=own)[: terms.worst],
    )


def _scored(sheet: MarkSheet, scoring: Scoring) -> dict[str, ScoredReply]:
    wanted = dict.fromkeys(mark.reply for mark in sheet.marks)
    scored: dict[str, ScoredReply] = {}
    faults: list[Fault] = []
    for id_ in wanted:
        reply = sheet.replies[id_]
        try:
            scored[id_] = score_record(reply.record, scoring.scorer, scenario_of=scoring.scenario_of)
        except UsageError as error:
            faults.append(Fault(reply.position, "C411", error.message, error.hint))
        except UNFORESEEN as error:
            message = f"This reply could not be scored: {type(error).__name__}."
            faults.append(Fault(reply.position, "C411", message, "Please report it."))
    if faults:
        raise ContentError(faults)
    return scored


def _own_marks(criterion: str, scored: Mapping[str, ScoredReply]) -> dict[str, float]:
    found = {id_: scorer_mark(one, criterion) for id_, one in scored.items()}
    return {id_: mark for id_, mark in found.items() if mark is not None}


def _criterion(
    criterion: str, given: Mapping[str, Marks], *, own: Marks, other: Marks | None, terms: Terms
) -> CriterionAgreement:
    ids = sorted({id_ for marks in given.values() for id_ in marks})
    both = [id_ for id_ in ids if id_ in own]
    places = {id_: at for at, id_ in enumerate(both)}

    def compare(firsts: Iterable[tuple[Marks, Marks]], *, ordered: bool) -> Agreement | None:
        pairs = [_pair(a, b, places) for a, b in firsts]
        return agreement(pairs, replies=len(both), ordered=ordered, resamples=terms.resamples)

    scorer = compare([(own, marks) for marks in given.values()], ordered=True)
    return CriterionAgreement(
        criterion=criterion,
        highest=HIGHEST[criterion],
        people=len(given),
        marks=sum(id_ in own for marks in given.values() for id_ in marks),
        replies=len(both),
        without=len(ids) - len(both),
        scorer=scorer,
        among_people=compare(combinations(given.values(), 2), ordered=False),
        against=compare([(other, marks) for marks in given.values()], ordered=True) if other else None,
        confusion=_confusion(HIGHEST[criterion], given.values(), own=own),
        fitness=_fitness(scorer, replies=len(both), floor=terms.floor),
    )


def _pair(first: Marks, second: Marks, places: Mapping[str, int]) -> RaterPair:
    shared = [id_ for id_ in first if id_ in second and id_ in places]
    return RaterPair(
        tuple(places[id_] for id_ in shared),
        tuple(first[id_] for id_ in shared),
        tuple(second[id_] for id_ in shared),
    )


def _confusion(highest: int, given: Iterable[Marks], *, own: Marks) -> tuple[tuple[int, ...], ...]:
    table = [[0] * (highest + 1) for _ in range(highest + 1)]
    for marks in given:
        for id_, mark in marks.items():
            if id_ in own:
                table[whole(mark)][whole(own[id_])] += 1
    return tuple(map(tuple, table))


def _fitness(scorer: Agreement | None, *, replies: int, floor: float) -> Fitness:
    if replies < LEAST_REPLIES:
        return Fitness.TOO_FEW
    if scorer is None or scorer.interval is None or scorer.interval.low < floor:
        return Fitness.NOT_FIT
    return Fitness.FIT


def _worst(
    sheet: MarkSheet,
    scored: Mapping[str, ScoredReply],
    *,
    given: Mapping[str, Mapping[str, Marks]],
    own: Mapping[str, Marks],
) -> tuple[Disagreement, ...]:
    """By the widest gap in marks, so that the two scores come before levels, and those before single acts."""
    found = []
    for id_, one in scored.items():
        gaps = []
        for criterion, raters in given.items():
            people = {rater: marks[id_] for rater, marks in raters.items() if id_ in marks}
            if people and id_ in own[criterion]:
                quotes = scorer_quotes(one, criterion)
                gaps.append(MarkGap(criterion, people, own[criterion][id_], quotes))
        gaps = sorted((g for g in gaps if abs(g.gap) >= 0.5), key=lambda g: -abs(g.gap))
        if gaps:
            record = sheet.replies[id_].record
            found.append(Disagreement(id_, str(record["customer"]), str(record["reply"]), tuple(gaps)))
    return tuple(sorted(found, key=_by_gaps))


def _by_gaps(one: Disagreement) -> tuple[Sequence[float], str]:
    return [-abs(gap.gap) for gap in one.gaps], one.id
