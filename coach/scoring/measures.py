"""What the criteria of a rubric are computed from over a whole session; each measure yields 0-5.

Only replies to a line that called for empathy count for validation and understanding, and of those the better
half: what an agent can do shows in good replies, and nobody has to validate every line. Faults: `tone`.
Beside its value each measure says what it counted, because a level's words are the same for many talks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import ceil

from coach.domain.assessment import Act, Event, Evidence, FaultId, ScoredReply, Verdict
from coach.domain.rubric import Measure
from coach.domain.scenario import Scenario
from coach.scoring.acts import THREAT
from coach.scoring.empathy import A_THREAT, CALLED, INSULT

Cited = tuple[tuple[int, Evidence], ...]
VALIDATION = (0.0, 1.5, 5.0)
"""For levels 0, 1 and 2: an apology or a formula alone stays low."""
UNDERSTANDING = (0.0, 2.5, 5.0)
TONE_COSTS: dict[str, float] = {
    FaultId.DISMISSIVE: 2.0, FaultId.BLAME: 2.0, FaultId.HOLLOW_SCRIPT: 1.0, FaultId.SELF_ORIENTED: 1.0,
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT: 0.5, FaultId.TALKS_OVER: 0.5, FaultId.INFORMATION_DUMP: 0.5,
    Event.POLICY_FIRST: 0.5, Event.REPEATED_APOLOGY: 1.0, Event.ASKED_AGAIN: 0.5, Event.PASSED_ON: 0.5,
}  # fmt: skip
NOTHING_STATED = "None of the facts was stated in the whole talk, so nothing could be right."
MERELY_CIVIL = 3.0
"""Tone without any sign that the customer was heard."""
TAKEN_ON, DONE, IN_PERSON = 3.0, 2.0, 1.0
"""Ownership: for taking it on, for a remedy or a step, and more for one that the agent does themselves."""
_MYSELF = re.compile(r"\bI(?:['’](?:m|ll|ve|d))?\b")


@dataclass(frozen=True)
class Measured:
    """0-5, or None where the session gave no call for it; with what it rests on."""

    value: float | None
    evidence: Cited = ()
    seen: str = ""
    """What was counted in this talk, in a sentence."""
    instead: str = ""
    """Said in place of the rubric's anchor, where that would describe something that did not happen."""


def measure(name: Measure, scored: Sequence[ScoredReply], *, owed: Sequence[str]) -> Measured:
    """`owed` are the facts that had to be said."""
    if not scored:
        return Measured(0.0, instead="There was no reply.")
    return _complete(scored, owed) if name == "complete" else _MEASURES[name](scored)


def owed_facts(
    scored: Sequence[ScoredReply], scenario: Scenario, *, met: Collection[str] = ()
) -> tuple[str, ...]:
    """Required facts, without those that another way spared by which a goal was met; `met` are goals."""
    said = _said_rightly(scored)
    spared: set[str] = set()
    for goal in scenario.customer.goals:
        taken = [way for way in goal.all_ways if way.needs and said.issuperset(way.needs)]
        if goal.id in met and taken:
            spared |= {fact for way in goal.all_ways for fact in way.needs} - set(taken[0].needs)
    return tuple(f.id for f in scenario.required_facts if f.id not in spared)


def omitted_facts(scored: Sequence[ScoredReply], owed: Sequence[str]) -> tuple[str, ...]:
    """Facts that had to be said and never were, rightly."""
    said = _said_rightly(scored)
    return tuple(fact for fact in owed if fact not in said)


def _said_rightly(scored: Sequence[ScoredReply]) -> frozenset[str]:
    return frozenset(fact for s in scored for fact in s.assessment.facts_with(Verdict.CORRECT))


def left_wrong(scored: Sequence[ScoredReply]) -> tuple[str, ...]:
    """Facts whose last word in the talk was wrong."""
    return tuple(fact for fact, worth in _last_said(scored).items() if not worth)


def _last_said(scored: Sequence[ScoredReply]) -> dict[str, float]:
    """What each fact stated is worth in the end: 1 right, 0.5 put right later, 0 left wrong."""
    last: dict[str, float] = {}
    for reply in scored:
        for finding in reply.assessment.findings:
            if finding.verdict is Verdict.WRONG:
                last[finding.fact_id] = 0.0
            elif finding.verdict is Verdict.CORRECT:
                last[finding.fact_id] = 0.5 if last.get(finding.fact_id, 1.0) < 1.0 else 1.0
    return last


def _validation(scored: Sequence[ScoredReply]) -> Measured:
    return _of_levels(scored, "validation", VALIDATION)


def _understanding(scored: Sequence[ScoredReply]) -> Measured:
    return _of_levels(scored, "understanding", UNDERSTANDING)


def _of_levels(scored: Sequence[ScoredReply], level: str, worth: tuple[float, ...]) -> Measured:
    reached = [getattr(s.assessment.levels, level) for s in scored if s.assessment.empathy_called_for]
    if not reached:
        return Measured(None)
    values = sorted((worth[one] for one in reached), reverse=True)
    best = values[: ceil(len(values) / 2)]
    found = [
        f"{how} in {n}" for how, n in (("strongly", reached.count(2)), ("weakly", reached.count(1))) if n
    ]
    seen = f"Of {_count(len(reached), 'reply')} that called for it: {', '.join(found) or 'in none'}."
    return Measured(sum(best) / len(best), _of_level(scored, level), seen)


def _exploration(scored: Sequence[ScoredReply]) -> Measured:
    """5 for an open question, 3 for needed ones only; 1 less for each detail asked for again."""
    reached = [s.assessment.levels.exploration for s in scored]
    again = _cited(scored, {Event.ASKED_AGAIN})
    parts = [f"open or caring in {_count(reached.count(2), 'reply')}"] * (2 in reached)
    parts += [f"for a detail in {_count(reached.count(1), 'reply')}"] * (1 in reached)
    parts += [f"for something told already in {_count(_replies(again), 'reply')}"] * bool(again)
    seen = f"Questions: {', '.join(parts)}." if parts else "No question in order to understand."
    value = _bounded((0.0, 3.0, 5.0)[max(reached)] - len(again))
    return Measured(value, _of_level(scored, "exploration") + again, seen)


def _ownership(scored: Sequence[ScoredReply]) -> Measured:
    """3 for taking it on, 2 for a remedy or a timed step, 3 for one in the first person; 1.5 less each passing on."""
    taken = _cited(scored, {Act.TAKE_OWNERSHIP})
    done = _cited(scored, {Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP})
    passed = _cited(scored, {Event.PASSED_ON})
    in_person = not taken and any(_MYSELF.search(e.quote) for _, e in done)
    value = TAKEN_ON * bool(taken) + DONE * bool(done) + IN_PERSON * in_person - 1.5 * len(passed)
    parts = [f"taken on in {_count(_replies(taken), 'reply')}" if taken else "not taken on in so many words"]
    parts += [f"a remedy or a step in {_replies(done)}" if done else "no remedy and no step"]
    parts += ["the agent's own doing"] * in_person
    parts += [f"passed on in {_replies(passed)}"] * bool(passed)
    return Measured(_bounded(value), taken + done + passed, _sentence(parts))


def _tone(scored: Sequence[ScoredReply]) -> Measured:
    """5, or 3 where nothing shows that the customer was heard, less the cost of each fault."""
    called = [s for s in scored if s.assessment.empathy_called_for]
    heard = not called or any(
        s.assessment.levels.validation == 2 or s.assessment.levels.understanding for s in called
    )
    faults = _cited(scored, TONE_COSTS)
    times = Counter(_fault_in_words(e) for _, e in faults)
    parts = [f"{what} ({n} times)" if n > 1 else what for what, n in times.items()] or ["nothing that costs"]
    seen = _sentence([*parts, *(["nothing shows that they were heard"] * (not heard))])
    if any(e.rule == INSULT for _, e in faults):
        return Measured(0.0, faults, seen)
    costs = sum(TONE_COSTS.get(e.id, 0.0) for _, e in faults)
    return Measured(_bounded((5.0 if heard else MERELY_CIVIL) - costs), faults, seen)


def _fault_in_words(fault: Evidence) -> str:
    if fault.rule in (INSULT, THREAT):
        return "an insult" if fault.rule == INSULT else A_THREAT
    return CALLED.get(fault.id, "sorry again without help")


def _correct(scored: Sequence[ScoredReply]) -> Measured:
    """The share of facts stated that were right: half for one put right later, nothing for one left wrong."""
    last = list(_last_said(scored).values())
    if not last:
        return Measured(0.0, instead=NOTHING_STATED)
    evidence = tuple(
        (n, f.evidence)
        for n, s in _numbered(scored)
        for f in s.assessment.findings
        if f.verdict in (Verdict.CORRECT, Verdict.WRONG) and f.evidence
    )
    parts = [f"{_count(len(last), 'fact')} stated: {last.count(1.0)} right"]
    parts += [f"{last.count(0.5)} put right later"] * (0.5 in last) + [f"{last.count(0.0)} left wrong"] * (
        0.0 in last
    )
    return Measured(5.0 * sum(last) / len(last), evidence, _sentence(parts))


def _complete(scored: Sequence[ScoredReply], owed: Sequence[str]) -> Measured:
    """The share of the facts owed that were said rightly."""
    if not owed:
        return Measured(None)
    said = len(owed) - len(omitted_facts(scored, owed))
    evidence = tuple(
        (n, f.evidence)
        for n, s in _numbered(scored)
        for f in s.assessment.findings
        if f.verdict is Verdict.CORRECT and f.evidence and f.fact_id in owed
    )
    seen = f"{said} of {_count(len(owed), 'fact')} that had to be said."
    return Measured(5.0 * said / len(owed), evidence, seen)


def _no_false_promise(scored: Sequence[ScoredReply]) -> Measured:
    """5, less 3 for each forbidden thing said and 1.5 for each guarantee; None where nothing was claimed."""
    broken = tuple(
        (n, f.evidence)
        for n, s in _numbered(scored)
        for f in s.assessment.findings
        if f.verdict is Verdict.VIOLATED and f.evidence
    )
    promised = _cited(scored, {Act.OVER_PROMISE})
    claimed = any(f.verdict is not Verdict.ABSENT for s in scored for f in s.assessment.findings)
    if not claimed and not promised:
        return Measured(None)
    parts = [f"{_count(len(broken), 'forbidden thing')} said"] if broken else ["nothing forbidden"]
    parts += [_count(len(promised), "guarantee")] if promised else ["no guarantee"]
    value = _bounded(5.0 - 3.0 * len(broken) - 1.5 * len(promised))
    return Measured(value, broken + promised, _sentence(parts))


def _next_steps(scored: Sequence[ScoredReply]) -> Measured:
    """5 for a step with a time, 3 for a remedy without one."""
    timed = _cited(scored, {Act.CONCRETE_NEXT_STEP})
    if timed:
        return Measured(5.0, timed, f"A step with a time in {_count(_replies(timed), 'reply')}.")
    offered = _cited(scored, {Act.OFFER_SOLUTION})
    if not offered:
        return Measured(0.0, seen="No remedy and no step with a time.")
    return Measured(3.0, offered, f"A remedy in {_count(_replies(offered), 'reply')}, no step with a time.")


def _of_level(scored: Sequence[ScoredReply], level: str) -> Cited:
    return tuple((n, e) for n, s in _numbered(scored) for e in s.assessment.levels.evidence if e.id == level)


def _replies(cited: Cited) -> int:
    """In how many replies it was seen."""
    return len({number for number, _ in cited})


def _count(number: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def _sentence(parts: Sequence[str]) -> str:
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _numbered(scored: Sequence[ScoredReply]) -> list[tuple[int, ScoredReply]]:
    return list(enumerate(scored, start=1))


def _cited(scored: Sequence[ScoredReply], ids: Collection[str]) -> Cited:
    """Every act, fault or event with one of these ids."""
    return tuple(
        (number, evidence)
        for number, reply in _numbered(scored)
        for evidence in (*reply.assessment.acts, *reply.assessment.faults, *reply.assessment.events)
        if evidence.id in ids
    )


def _bounded(value: float) -> float:
    return max(0.0, min(5.0, value))


_MEASURES: dict[Measure, Callable[[Sequence[ScoredReply]], Measured]] = {
    "validation": _validation,
    "understanding": _understanding,
    "exploration": _exploration,
    "ownership": _ownership,
    "tone": _tone,
    "correct": _correct,
    "no_false_promise": _no_false_promise,
    "next_steps": _next_steps,
}
