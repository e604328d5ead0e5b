"""After a talk: what the agent made of the co-pilot, of the panel, and of what was handed over to them.

None of it changes a score: the fact, the fault or the event that a nudge breaks has cost already what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.domain.assessment import TRIGGER_IDS, Assessment, Evidence, Verdict
from coach.domain.copilot import Advice, Nudge, PanelReading
from coach.domain.customer import KnownInfo
from coach.domain.nudging import ComeUp
from coach.domain.scenario import Fact, Scenario
from coach.domain.text import content_words, sentences, words
from coach.domain.value_matching import agrees
from coach.domain.value_reader import read_values
from coach.domain.values import Count, Value

ALIKE = 2
"""Words that a nudge shares with the fact that it is about, at least, and half of its own."""
TELLING = 3
"""Characters of a word with a figure in it that names a detail by itself."""


@dataclass(frozen=True)
class Given:
    """A reply, and what was observed in it."""

    text: str
    assessment: Assessment


@dataclass(frozen=True)
class Heeded:
    """Something that was said beside the talk, and what the agent made of it."""

    said: Nudge | PanelReading
    followed: bool | None = None
    """A reply did what it breaks; of what is right: a reply told rightly what it is about. None where no reply
    could show that."""
    reply: int | None = None
    """The number of the first such reply."""
    quote: str = ""
    fact: Fact | None = None
    """The fact that it breaks; of what is right, the one that it is about."""
    told: KnownInfo | None = None
    """What the customer had told already, and was to be asked for again."""


@dataclass(frozen=True)
class TakenUp:
    """A detail that was told before the agent took over, and the reply that it stands in."""

    info: KnownInfo
    reply: int
    quote: str


@dataclass(frozen=True)
class TakeOver:
    """What the agent made of the talk before theirs."""

    used: tuple[TakenUp, ...]
    asked_again: tuple[TakenUp, ...]
    unused: tuple[KnownInfo, ...]
    """Neither used nor asked for."""


@dataclass(frozen=True)
class Drills:
    """All that stood beside a talk and before it, looked back on."""

    copilot: tuple[Heeded, ...] = ()
    """Those that came up, in their order."""
    panel: tuple[Heeded, ...] = ()
    take_over: TakeOver | None = None
    """None where no detail was handed over."""

    def __bool__(self) -> bool:
        return bool(self.copilot or self.panel or self.take_over)


def look_back(scenario: Scenario, come_up: Sequence[ComeUp], given: Sequence[Given]) -> Drills:
    """What stood beside the talk, against the replies in their order; nothing where none was given."""
    if not given:
        return Drills()
    numbered = list(enumerate(given, start=1))
    return Drills(
        copilot=tuple(
            _heeded(one.nudge, scenario, numbered[one.after :], standing=_standing(one, come_up))
            for one in come_up
        ),
        panel=tuple(_heeded(one, scenario, numbered, standing=len(given)) for one in scenario.panel),
        take_over=_take_over(scenario, numbered),
    )


def _standing(one: ComeUp, come_up: Sequence[ComeUp]) -> int | float:
    """The number of the last reply while nothing newer had come up."""
    return min((other.after for other in come_up if other.after > one.after), default=float("inf"))


def _heeded(
    said: Nudge | PanelReading, scenario: Scenario, given: Sequence[tuple[int, Given]], *, standing: float
) -> Heeded:
    """A fact or a detail is the nudge's own, however late; an act, a fault or an event is anybody's, so it is
    laid at its door only while nothing newer has come up."""
    broken = said.breaks
    facts = {fact.id: fact for fact in scenario.facts}
    told = {info.id: info for info in scenario.customer.known_info}
    if said.kind is Advice.RIGHT:
        fact = _about(said, scenario) if isinstance(said, Nudge) else None
        if fact is None:
            return Heeded(said)
        return _found(Heeded(said, fact=fact), given, (Verdict.CORRECT,))
    if broken in facts:
        return _found(Heeded(said, fact=facts[broken]), given, (Verdict.WRONG, Verdict.VIOLATED))
    if broken in told:
        seen = ((n, e) for n, g in given for e in g.assessment.asked if e.id == broken)
        return _first(Heeded(said, told=told[broken]), seen)
    if broken in TRIGGER_IDS:
        seen = ((n, e) for n, g in given if n <= standing for e in _observed(g.assessment) if e.id == broken)
        return _first(Heeded(said), seen)
    return Heeded(said)


def _found(heeded: Heeded, given: Sequence[tuple[int, Given]], verdicts: tuple[Verdict, ...]) -> Heeded:
    fact = heeded.fact
    seen = (
        (number, finding.evidence)
        for number, one in given
        for finding in one.assessment.findings
        if fact and finding.fact_id == fact.id and finding.verdict in verdicts and finding.evidence
    )
    return _first(heeded, seen)


def _first(heeded: Heeded, seen: Iterator[tuple[int, Evidence]]) -> Heeded:
    number, evidence = next(seen, (None, None))
    return Heeded(
        heeded.said,
        followed=number is not None,
        reply=number,
        quote=evidence.quote if evidence else "",
        fact=heeded.fact,
        told=heeded.told,
    )


def _observed(assessment: Assessment) -> tuple[Evidence, ...]:
    return (*assessment.acts, *assessment.faults, *assessment.events)


def _about(nudge: Nudge, scenario: Scenario) -> Fact | None:
    """The statement with the most of its words; of its own goal, where that has one."""
    goal = next((g for g in scenario.customer.goals if g.id == nudge.at), None)
    needed = {fact for way in goal.all_ways for fact in way.needs} if goal else set()
    said = content_words(nudge.says)
    rated = [
        (len(said & content_words(f.statement)), f.id in needed, f) for f in scenario.facts if f.statement
    ]
    shared, _, fact = max(rated, key=lambda one: one[:2], default=(0, False, None))
    return fact if shared >= max(ALIKE, len(said) / 2) else None


def _take_over(scenario: Scenario, given: Sequence[tuple[int, Given]]) -> TakeOver | None:
    if not (scenario.handoff and any(info.told for info in scenario.customer.known_info)):
        return None
    used, again, unused = [], [], []
    for info in scenario.customer.known_info:
        if not info.told:
            continue
        asked = next(
            (TakenUp(info, n, e.quote) for n, g in given for e in g.assessment.asked if e.id == info.id), None
        )
        names = (TakenUp(info, n, quote) for n, g in given if (quote := _names(g.text, info)))
        named = next(names, None)
        # Whoever was told it once more can say it then.
        if named and not (asked and asked.reply < named.reply):
            used.append(named)
        if asked:
            again.append(asked)
        elif not named:
            unused.append(info)
    return TakeOver(tuple(used), tuple(again), tuple(unused))


def _names(reply: str, info: KnownInfo) -> str:
    """The first sentence with the detail itself in it: 'order 88213', 'four restarts'; else ''."""
    theirs = content_words(info.say)
    figures = {w for w in words(info.say) if len(w) >= TELLING and any(c.isdigit() for c in w)}
    values = read_values(info.say)
    for span in sentences(reply):
        said = reply[span.start : span.end]
        about = content_words(said)
        whole = len(theirs) > 1 and theirs <= about
        value = any(_same(one, own) for one in read_values(said) for own in values)
        if whole or figures & set(words(said)) or (value and about & content_words(info.ask)):
            return said
    return ""


def _same(said: Value, own: Value) -> bool:
    """'Four restarts' are the 'four times' that were told."""
    if isinstance(said, Count) and isinstance(own, Count):
        return (said.low, said.high) == (own.low, own.high)
    return agrees(said, own)
