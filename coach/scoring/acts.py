"""Which acts a reply performs, each with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coach.domain.assessment import Act, Evidence
from coach.scoring import problem, statements
from coach.scoring.matching import Seen, as_evidence, phrased
from coach.scoring.problem import Matter
from coach.scoring.reading import Reading

_NAME = re.compile(
    r"\b(?:I[’']?m|I am|[Ii]t[’']?s|[Tt]his is)\s+"
    r"(?!Mr|Ms|Mrs|Miss|Mx|Dr|Mon|Tue|Wed|Thu|Fri|Sat|Sun|I\b)[A-Z][a-z]+(?=[.,!:]|\s(?:from|here|and"
    r"|with|at|po)\b|$)"
)
_ACTS = frozenset(Act)
THREAT = "threat"
"""Pressure with the court, the police or a cut-off, whatever verb of help it is put in."""


@dataclass(frozen=True)
class Observed:
    """All that the rules see in a reply: acts, and smaller signs that faults and levels are read from."""

    reading: Reading
    seen: tuple[Seen, ...]

    @cached_property
    def acts(self) -> tuple[Evidence, ...]:
        return as_evidence((s for s in self.seen if s.gives in _ACTS), self.reading)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(s.gives for s in self.seen)

    def first(self, gives: str) -> Seen | None:
        return min((s for s in self.seen if s.gives == gives), key=lambda s: s.start, default=None)

    def all(self, gives: str) -> tuple[Seen, ...]:
        return tuple(s for s in self.seen if s.gives == gives)


def observe(reading: Reading, matter: Matter) -> Observed:
    """Read the acts of a reply about this matter."""
    found = [*phrased(reading, "acts", "acts_more", "feelings", "help", "faults"), *_introductions(reading)]
    found += problem.named(reading, matter, found=found)
    found += statements.next_steps(reading, found)
    found += statements.questions(reading, found)
    found += statements.information(reading, found, matter=matter)
    return Observed(reading, tuple(_settled([*found, *_never_help(reading, found)])))


def _introductions(reading: Reading) -> Iterator[Seen]:
    for hit in _NAME.finditer(reading.text):
        if reading.sentences and hit.start() < reading.sentences[min(2, len(reading.sentences) - 1)].end:
            yield Seen(Act.GREET, "introduction", hit.start(), hit.end())


def _never_help(reading: Reading, found: list[Seen]) -> Iterator[Seen]:
    """What a sentence with a threat in it is not, however it sounds: 'we will send the bailiffs'."""
    for sentence in reading.sentences:
        if any(s.gives == THREAT and s.within(sentence) for s in found):
            for act in _NOT_A_THREAT:
                yield Seen(f"not {act}", THREAT, sentence.start, sentence.end)


def _settled(found: list[Seen]) -> Iterator[Seen]:
    """Without readings that a more particular reading of the same words rules out."""
    for seen in found:
        if not any(_yields(seen, other) for other in found):
            yield seen


def _yields(seen: Seen, other: Seen) -> bool:
    if other.gives not in _GIVES_WAY.get(seen.gives, ()):
        return False
    return other.start < seen.end and seen.start < other.end


_NOT_A_THREAT = (
    Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.TAKE_OWNERSHIP, Act.TRANSFER, Act.ACKNOWLEDGE_FEELING,
    Act.NAME_PROBLEM,
)  # fmt: skip
_GIVES_WAY: dict[str, tuple[str, ...]] = {
    **{act: (f"not {act}",) for act in (*_NOT_A_THREAT, Act.OVER_PROMISE)},
    Act.REFUSE: (Act.BLAME_CUSTOMER,),
    Act.BLAME_CUSTOMER: ("not blame_customer",),
    Act.DISMISS: ("not dismiss",),
    Act.CITE_POLICY: ("not cite_policy",),
    Act.OFFER_SOLUTION: (f"not {Act.OFFER_SOLUTION}", Act.TRANSFER),
    Act.ASK_INFO: (Act.TRANSFER, Act.VERIFY_IDENTITY),
}
