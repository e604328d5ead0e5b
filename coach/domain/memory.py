"""What the agent has said about each fact, so that the customer can hold a change against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from coach.domain.assessment import Assessment, Verdict
from coach.domain.value_matching import conflicts
from coach.domain.value_reader import read_values

NOTHING: Mapping[str, str] = MappingProxyType({})
MOST_QUOTED = 9
"""Words of the agent's that a person would say back."""


@dataclass(frozen=True)
class Said:
    """What was last said about a fact."""

    verdict: Verdict
    quote: str


@dataclass(frozen=True)
class Change:
    """A fact about which the agent now says something else than before."""

    fact_id: str
    before: str
    """The value as it was put then, such as 'five days'; where no value changed, the words, if they are few."""
    now: str
    """The value as it is put now; '' where no value changed."""
    righted: bool
    """What was wrong is now right."""


def remember(
    said: Mapping[str, Said], assessment: Assessment, *, denies: Mapping[str, str] = NOTHING
) -> dict[str, Said]:
    """What stands in the customer's memory after a reply. `denies`: forbidden items by the fact that each denies."""
    return {**said, **_statements(assessment, denies)}


def changed(
    said: Mapping[str, Said], assessment: Assessment, *, denies: Mapping[str, str] = NOTHING
) -> Change | None:
    """The first fact on which the reply turns round; saying the same in other words changes nothing."""
    for fact_id, now in _statements(assessment, denies).items():
        before = said.get(fact_id)
        if before is not None and before.verdict is not now.verdict:
            return _change(fact_id, before, now)
    return None


def in_few_words(quote: str) -> str:
    """The quote without its stop, or '' where nobody would say it back whole."""
    return quote.strip(" .!,;") if len(quote.split()) <= MOST_QUOTED else ""


def _statements(assessment: Assessment, denies: Mapping[str, str]) -> dict[str, Said]:
    found = [f for f in assessment.findings if f.evidence]
    denied = {
        denies[f.fact_id]: Said(Verdict.WRONG, f.evidence.quote)
        for f in found
        if f.verdict is Verdict.VIOLATED and f.fact_id in denies and f.evidence
    }
    stated = {
        f.fact_id: Said(f.verdict, f.evidence.quote)
        for f in found
        if f.verdict in (Verdict.CORRECT, Verdict.WRONG) and f.evidence
    }
    return {**denied, **stated}


def _change(fact_id: str, before: Said, now: Said) -> Change:
    righted = now.verdict is Verdict.CORRECT
    for one, other in product(read_values(before.quote), read_values(now.quote)):
        if conflicts(other, one):
            return Change(
                fact_id, before.quote[one.start : one.end], now.quote[other.start : other.end], righted
            )
    return Change(fact_id, in_few_words(before.quote), "", righted)
