"""What a reply does in the course of the talk: asks again, cites policy first, passes on, is sorry again."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.assessment import Act, Event, Finding, Verdict
from coach.domain.situation import Situation
from coach.scoring.acts import Observed
from coach.scoring.matching import Seen


def find_events(
    observed: Observed, situation: Situation, *, again: Seen | None, helps: bool
) -> Iterator[Seen]:
    """`helps` is whether the reply moves the case: a remedy, a dated step, a right fact."""
    if again:
        yield again
    if not helps:
        for act, event in ((Act.CITE_POLICY, Event.POLICY_FIRST), (Act.TRANSFER, Event.PASSED_ON)):
            if seen := observed.first(act):
                yield Seen(event, seen.rule, seen.start, seen.end)
        if situation.apologies_before and (sorry := observed.first(Act.APOLOGISE)):
            yield Seen(Event.REPEATED_APOLOGY, sorry.rule, sorry.start, sorry.end)


def moves_the_case(observed: Observed, findings: tuple[Finding, ...]) -> bool:
    if any(f.verdict is Verdict.CORRECT for f in findings):
        return True
    return bool(observed.ids & {Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP})
