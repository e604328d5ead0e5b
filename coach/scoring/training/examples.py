"""The corpus as examples for the encoder: two texts, a target for each label, and which labels it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.domain.assessment import Act, Verdict
from coach.domain.text import Span
from coach.ports import TextPair
from coach.scoring.labels import INDEX, LABELS, OF_REPLIES
from coach.scoring.texts import mark, of_fact, of_reply
from coach.scoring.training.fact_lines import FactLine
from coach.scoring.training.lines import Line

UNASKED = -1.0
"""The target of a label that an example says nothing of."""


@dataclass(frozen=True)
class Part:
    """A stretch of the second text with its own targets."""

    span: Span
    targets: tuple[float, ...]


@dataclass(frozen=True)
class Example:
    """One text pair with its targets, in the order of the labels: 1, 0, or UNASKED."""

    texts: TextPair
    targets: tuple[float, ...]
    parts: tuple[Part, ...] = ()
    rank: int = -1
    """The number of the pair that it is part of; both of a pair have the same."""
    better: bool = False
    plain: bool = False
    """A fact that the reply does not speak of: most are like that."""


def of_line(line: Line, *, rank: int = -1, better: bool = False) -> Example:
    named = {*map(str, line.acts), *map(str, line.faults)}
    for level in ("validation", "exploration", "understanding"):
        named |= {f"{level}>={n}" for n in range(1, getattr(line, level) + 1)}
    parts = tuple(
        Part(Span(s.start, s.end), _targets({*map(str, s.acts)}, asked=_ACTS)) for s in line.stretches
    )
    return Example(
        of_reply(line.customer, line.reply),
        _targets(named, asked=range(OF_REPLIES)),
        parts if len(parts) > 1 else (),
        rank,
        better,
    )


_ACTS = range(len(Act))


def of_fact_line(line: FactLine) -> Iterator[Example]:
    for fact in line.facts:
        others = [f for f in line.facts if f is not fact and f.forbidden is None]
        marked = mark(line.reply, fact, others, today=line.today)
        verdict = line.verdicts[fact.id]
        asked = (Verdict.VIOLATED,) if fact.forbidden else (Verdict.CORRECT, Verdict.WRONG)
        yield Example(
            of_fact(fact, marked, customer_line=line.customer),
            _targets({str(verdict)}, asked=[INDEX[v] for v in asked]),
            plain=verdict is Verdict.ABSENT,
        )


def _targets(named: set[str], *, asked: Sequence[int]) -> tuple[float, ...]:
    wanted = set(asked)
    return tuple(float(label in named) if n in wanted else UNASKED for n, label in enumerate(LABELS))
