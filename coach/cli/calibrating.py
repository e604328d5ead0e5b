"""What a calibration found, in plain lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from coach.cli.output import one_line, short
from coach.services.calibration import (
    LEAST_REPLIES,
    Calibration,
    CriterionAgreement,
    Disagreement,
    Fitness,
    MarkGap,
)
from coach.services.kappa import Agreement

PRACTICE_ONLY = "Not fit for assessment; for practice only"
LONGEST_REPLY = 400
MOST_QUOTES = 3


def calibration_lines(found: Calibration) -> Iterator[str]:
    people = (
        f"{_people(len(found.people))} gave {_many(found.marks, 'mark')} to {_many(found.replies, 'reply')}"
    )
    yield f"{people}; coach's are of its scorer {found.scorer}, version {found.version}."
    yield "Agreement is quadratic-weighted kappa with its 95 % interval: 1 is full, 0 is no more than chance."
    for criterion in found.criteria:
        yield ""
        yield from _criterion_lines(criterion, found)
    yield ""
    yield from _verdict_lines(found)
    if found.worst:
        yield ""
        number = len(found.worst)
        yield f"The {'reply' if number == 1 else f'{number:,} replies'} of largest disagreement"
        for one in found.worst:
            yield from _disagreement_lines(one)


def _criterion_lines(one: CriterionAgreement, found: Calibration) -> Iterator[str]:
    marks = f"{_many(one.marks, 'mark')} by {_people(one.people)}"
    yield f"{one.criterion} (0 to {one.highest}): {_many(one.replies, 'reply')}, {marks}"
    if one.without:
        yield f"  coach gave no mark to {_many(one.without, 'reply')} more, which count nowhere."
    if one.scorer is None:
        yield f"  {_fitness(one, found.floor)}"
        return
    yield f"  {_side_by_side(one)}"
    yield from _figures(one, found)
    yield f"  {_fitness(one, found.floor)}"
    yield from _confusion_lines(one)


def _side_by_side(one: CriterionAgreement) -> str:
    assert one.scorer is not None
    coach = f"coach agrees with {'them' if one.people > 1 else 'that person'} at {_kappa(one.scorer)}"
    if one.people == 1:
        return f"One person marked; {coach}."
    if one.among_people is None:
        return f"No two people marked the same reply; {coach}."
    return f"The people agree with each other at {_kappa(one.among_people)}; {coach}."


def _figures(one: CriterionAgreement, found: Calibration) -> Iterator[str]:
    columns = [("people", one.among_people), ("coach", one.scorer)]
    if found.against is not None:
        columns.append((short(found.against, 16), one.against))
    compared = [agreement for _, agreement in columns]
    yield _row("", [name for name, _ in columns])
    yield _row("kappa", [_bare_kappa(x) for x in compared])
    yield _row("95 % interval", [_interval(x) for x in compared])
    yield _row("the same mark", [_share(x.exact if x else None) for x in compared])
    if one.highest > 1:
        yield _row("at most one apart", [_share(x.within_one if x else None) for x in compared])
    yield _row("mean difference", [_difference(x, signed=x is not one.among_people) for x in compared])


def _row(title: str, cells: Sequence[str]) -> str:
    return f"    {title:<18}" + "".join(f"{cell:>18}" for cell in cells)


def _difference(agreement: Agreement | None, *, signed: bool) -> str:
    if agreement is None:
        return "-"
    return f"{agreement.difference:+.2f}" if signed else f"{agreement.difference:.2f}"


def _kappa(agreement: Agreement) -> str:
    if agreement.kappa is None:
        return "no kappa (every mark is the same)"
    return f"{agreement.kappa:.2f} ({_interval(agreement) if agreement.interval else 'no interval'})"


def _bare_kappa(agreement: Agreement | None) -> str:
    if agreement is None:
        return "-"
    return "undefined" if agreement.kappa is None else f"{agreement.kappa:.2f}"


def _interval(agreement: Agreement | None) -> str:
    if agreement is None or agreement.interval is None:
        return "-"
    return f"{agreement.interval.low:.2f} to {agreement.interval.high:.2f}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.0f} %"


def _fitness(one: CriterionAgreement, floor: float) -> str:
    match one.fitness:
        case Fitness.TOO_FEW:
            return f"Too few marks to say: {_many(one.replies, 'reply')}, {LEAST_REPLIES} are needed. {PRACTICE_ONLY}."
        case Fitness.FIT:
            return f"Fit for assessment: the whole interval lies at or above the floor of {floor:.2f}."
    if one.scorer is None or one.scorer.kappa is None:
        return f"{PRACTICE_ONLY}: every mark is the same, so agreement could not be seen."
    if one.scorer.interval is None:
        return f"{PRACTICE_ONLY}: there is too little difference among the marks for an interval."
    return f"{PRACTICE_ONLY}: the interval begins at {one.scorer.interval.low:.2f}, below the floor of {floor:.2f}."


def _confusion_lines(one: CriterionAgreement) -> Iterator[str]:
    if one.highest == 1:
        (neither, only_coach), (only_people, both) = one.confusion
        yield f"  seen by both {both}, by people only {only_people}, by coach only {only_coach}, by neither {neither}"
        return
    yield "  people's marks down, coach's across (whole marks)"
    yield "      " + "".join(f"{mark:>6}" for mark in range(one.highest + 1))
    for mark, row in enumerate(one.confusion):
        yield f"  {mark:>4}" + "".join(f"{number or '.':>6}" for number in row)


def _verdict_lines(found: Calibration) -> Iterator[str]:
    fit = [c.criterion for c in found.criteria if c.fitness is Fitness.FIT]
    others = [c.criterion for c in found.criteria if c.fitness is not Fitness.FIT]
    yield f"Fit for assessment at a floor of {found.floor:.2f}: {', '.join(fit) or 'nothing'}."
    if others:
        yield f"For practice only: {', '.join(others)}."


def _disagreement_lines(one: Disagreement) -> Iterator[str]:
    yield f"  {short(one.id, 60)}"
    yield f"    customer: {short(one.customer, LONGEST_REPLY)}"
    yield f"    reply: {short(one.reply, LONGEST_REPLY)}"
    for gap in one.gaps:
        people = ", ".join(f"{short(rater, 30)} {mark:g}" for rater, mark in sorted(gap.people.items()))
        yield f"    {gap.criterion}: {people}; coach {gap.scorer:g}{_quoted(gap)}"


def _quoted(gap: MarkGap) -> str:
    quotes = [f"“{short(quote, 80)}”" for quote in gap.quotes if one_line(quote)]
    if not quotes:
        return ", quoting nothing"
    more = f" and {len(quotes) - MOST_QUOTES} more" if len(quotes) > MOST_QUOTES else ""
    return f", for {', '.join(quotes[:MOST_QUOTES])}{more}"


def _many(number: int, thing: str) -> str:
    things = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else things}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def calibration_json(found: Calibration) -> dict[str, Any]:
    """The same for programs; no number stands for several criteria."""
    return {
        "scorer": found.scorer,
        "scorer_version": found.version,
        "floor": found.floor,
        "against": found.against,
        "people": list(found.people),
        "replies": found.replies,
        "marks": found.marks,
        "criteria": [_criterion_json(one) for one in found.criteria],
        "worst": [_disagreement_json(one) for one in found.worst],
    }


def _criterion_json(one: CriterionAgreement) -> dict[str, Any]:
    wide = one.highest > 1
    return {
        "criterion": one.criterion,
        "highest": one.highest,
        "replies": one.replies,
        "marks": one.marks,
        "raters": one.people,
        "without_mark_of_coach": one.without,
        "coach": _agreement_json(one.scorer, wide=wide),
        "people": _agreement_json(one.among_people, wide=wide),
        "against": _agreement_json(one.against, wide=wide),
        "confusion": [list(row) for row in one.confusion],
        "fit": one.fitness is Fitness.FIT,
        "verdict": one.fitness.value,
    }


def _agreement_json(found: Agreement | None, *, wide: bool) -> dict[str, Any] | None:
    if found is None:
        return None
    interval = [found.interval.low, found.interval.high] if found.interval else None
    return {
        "kappa": found.kappa,
        "interval": interval,
        "exact": found.exact,
        "within_one": found.within_one if wide else None,
        "mean_difference": found.difference,
        "pairs_of_raters": found.rater_pairs,
        "pairs_of_marks": found.compared,
    }


def _disagreement_json(one: Disagreement) -> dict[str, Any]:
    gaps = [
        {
            "criterion": gap.criterion,
            "people": dict(gap.people),
            "coach": gap.scorer,
            "quotes": list(gap.quotes),
        }
        for gap in one.gaps
    ]
    return {"id": one.id, "customer": one.customer, "reply": one.reply, "marks": gaps}
