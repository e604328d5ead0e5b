"""The faults of a reply, each with the words or the rule that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.assessment import Act, FaultId, Finding, Verdict
from coach.domain.situation import Situation
from coach.scoring.acts import THREAT, Observed
from coach.scoring.called import Call
from coach.scoring.lexicon import plain_rules
from coach.scoring.matching import Seen

TALKS_OVER_WORDS = 60
TALKS_OVER_TOPICS = 3
"""Sentences of information, offers or rules; fewer words than these make no lecture."""
TALKS_OVER_LEAST = 40
DUMP_FACTS = 3
DUMP_WORDS = 90
FAULT_OF: dict[str, FaultId] = {
    THREAT: FaultId.DISMISSIVE,
    Act.DISMISS: FaultId.DISMISSIVE,
    Act.BLAME_CUSTOMER: FaultId.BLAME,
}
"""The acts, and the sign, that are faults by themselves."""
_ADVICE = (Act.OFFER_SOLUTION, Act.GIVE_INFO, Act.TRANSFER)
_ACKNOWLEDGES = (Act.ACKNOWLEDGE_FEELING, Act.NAME_PROBLEM, Act.APOLOGISE, Act.TAKE_OWNERSHIP)


def find_faults(
    observed: Observed, situation: Situation, *, own: Observed, call: Call, findings: tuple[Finding, ...]
) -> Iterator[Seen]:
    """`observed` may hold parts set aside: a fault counts wherever it stands, what excuses it only in `own`."""
    for act, fault in FAULT_OF.items():
        if worst := _worst(observed.all(act)):
            yield Seen(fault, worst.rule, worst.start, worst.end)
    if about_self := observed.first("self_oriented"):
        yield Seen(FaultId.SELF_ORIENTED, about_self.rule, about_self.start, about_self.end)
    if hollow := hollow_script(observed, own):
        yield Seen(FaultId.HOLLOW_SCRIPT, hollow.rule, hollow.start, hollow.end)
    waits = call.feeling and not (situation.acknowledged_before or situation.calm)
    if waits and (advice := _advice_first(observed, own)):
        yield Seen(FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT, "advice-first", advice.start, advice.end)
    yield from _too_much(observed, own, call=call, findings=findings)


def hollow_script(observed: Observed, own: Observed) -> Seen | None:
    """A formula of empathy in a reply that holds nothing of this customer."""
    formula = observed.first("formula")
    if formula is None or own.first(Act.NAME_PROBLEM) or particular_feeling(own):
        return None
    return formula


def particular_feeling(observed: Observed) -> Seen | None:
    """A feeling acknowledged in other words than a formula's."""
    formulas = observed.all("formula")
    for seen in observed.all(Act.ACKNOWLEDGE_FEELING):
        if not any(f.start < seen.end and seen.start < f.end for f in formulas):
            return seen
    return None


def _worst(seen: tuple[Seen, ...]) -> Seen | None:
    insults = [s for s in seen if s.rule == "insult"]
    plain = [s for s in seen if s.rule in plain_rules()]
    return min(insults or plain or seen, key=lambda s: s.start, default=None)


def _advice_first(observed: Observed, own: Observed) -> Seen | None:
    advice = min((s for a in _ADVICE for s in observed.all(a)), key=lambda s: s.start, default=None)
    heard = min((s.start for a in _ACKNOWLEDGES for s in own.all(a)), default=None)
    if advice is None or (heard is not None and heard <= advice.start):
        return None
    return advice


def _too_much(
    observed: Observed, own: Observed, *, call: Call, findings: tuple[Finding, ...]
) -> Iterator[Seen]:
    reading = observed.reading
    length = reading.word_count
    stated = [f for f in findings if f.verdict in (Verdict.CORRECT, Verdict.WRONG)]
    whole = (0, len(reading.text))
    if length > DUMP_WORDS or len(stated) > DUMP_FACTS:
        yield Seen(FaultId.INFORMATION_DUMP, "too-much-at-once", *whole)
    told = [s for a in (Act.GIVE_INFO, Act.OFFER_SOLUTION, Act.CITE_POLICY) for s in observed.all(a)]
    topics = sum(any(s.within(sentence) for s in told) for sentence in reading.sentences)
    lectures = length > TALKS_OVER_WORDS or (topics >= TALKS_OVER_TOPICS and length > TALKS_OVER_LEAST)
    heard = particular_feeling(own) or own.first(Act.NAME_PROBLEM)
    if call.feeling and lectures and not heard:
        yield Seen(FaultId.TALKS_OVER, "vent-talked-over", *whole)
