"""What was observed in one reply: acts, faults, events, findings and levels, each with its span."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal


class Act(StrEnum):
    """An observable thing that a reply does."""

    GREET = "greet"
    ACKNOWLEDGE_FEELING = "acknowledge_feeling"
    NAME_PROBLEM = "name_problem"
    APOLOGISE = "apologise"
    TAKE_OWNERSHIP = "take_ownership"
    ASK_OPEN = "ask_open"
    ASK_INFO = "ask_info"
    GIVE_INFO = "give_info"
    OFFER_SOLUTION = "offer_solution"
    CONCRETE_NEXT_STEP = "concrete_next_step"
    VERIFY_IDENTITY = "verify_identity"
    HOLD = "hold"
    TRANSFER = "transfer"
    REFUSE = "refuse"
    CITE_POLICY = "cite_policy"
    BLAME_CUSTOMER = "blame_customer"
    DISMISS = "dismiss"
    OVER_PROMISE = "over_promise"
    THANK = "thank"
    CLOSE = "close"
    OFF_TOPIC = "off_topic"


class FaultId(StrEnum):
    """A fault of a reply; each costs points."""

    DISMISSIVE = "dismissive"
    BLAME = "blame"
    SELF_ORIENTED = "self_oriented"
    HOLLOW_SCRIPT = "hollow_script"
    ADVICE_BEFORE_ACKNOWLEDGEMENT = "advice_before_acknowledgement"
    TALKS_OVER = "talks_over"
    INFORMATION_DUMP = "information_dump"


class Event(StrEnum):
    """What a reply does in the course of the talk; needs more than the reply's words to be seen."""

    ASKED_AGAIN = "asked_again"
    POLICY_FIRST = "policy_first"
    WRONG_FACT = "wrong_fact"
    PASSED_ON = "passed_on"
    REPEATED_APOLOGY = "repeated_apology"
    NO_PROGRESS = "no_progress"


class Question(StrEnum):
    """What a question is after that asks for none of the details in the scenario."""

    OFFER = "offer"
    """Would the customer accept something?"""
    CHECK = "check"
    """Is this right, clear, enough?"""
    MORE = "more"
    """Is there anything else?"""
    CHOICE = "choice"
    """Which of several things would they like?"""
    REQUEST = "request"
    """Would the customer do something?"""
    THERE = "there"
    """Are they still on the line?"""
    WISH = "wish"
    """What would help them, what should be done?"""
    STANDS = "stands"
    """Is something on their side so, or still so?"""
    YOURS = "yours"
    """Yes or no, about the customer's own side of it."""
    OWN = "own"
    """Why did they do what they did?"""
    DETAIL = "detail"


TRIGGER_IDS: frozenset[str] = frozenset([*Act, *FaultId, *Event])
"""Every id that a persona may name as a trigger or a soother."""


class Verdict(StrEnum):
    """A reply against a fact."""

    CORRECT = "correct"
    WRONG = "wrong"
    VIOLATED = "violated"
    ABSENT = "absent"


class Flag(StrEnum):
    """Why a reply, or a part of it, was set aside; always shown to the agent."""

    ADDRESSES_GRADER = "addresses_grader"
    """Part of the reply speaks to whoever scores it; that part earns nothing."""
    NOT_SCORED = "not_scored"
    """No sentence of the reply is English in grammar or content."""
    EMPTY = "empty"
    TOO_LONG = "too_long"
    """Only the first part was read."""


_ADDRESSED: Final = re.compile(r"\b(?:you|your|yours|yourself|we|our|us|i|my|me)\b", re.IGNORECASE)
"""Words between two people."""
GOES_FOR_IT: Final = "explores"
"""The rule by which a question goes for a piece of hidden information itself."""
SUPERVISOR = re.compile(r"\b(?:supervisor|manager|team lead(?:er)?|senior|boss|superior)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """The words that a point rests on. `start` and `end` index the reply; quote == reply[start:end]."""

    id: str
    """The act, fault, event, level or fact that this is evidence of."""
    quote: str
    start: int
    end: int
    rule: str
    """The id of the rule that saw it."""


@dataclass(frozen=True)
class Finding:
    """One fact, judged."""

    fact_id: str
    verdict: Verdict
    source: str = ""
    """Where the fact stands, such as 'KB-210 section 2'."""
    evidence: Evidence | None = None
    """None only for `absent`."""
    because: str = ""
    """For wrong and violated, one sentence: 'says 24 hours; KB-210 says 3 to 5 business days'."""
    near: bool = False
    """Absent, and yet the reply may have meant to state it: nothing for a score, and enough to be asked back."""


Level = Literal[0, 1, 2]


@dataclass(frozen=True)
class Shades:
    """How surely each level is reached, as what it is expected to be: 0.0 to 2.0."""

    validation: float = 0.0
    exploration: float = 0.0
    understanding: float = 0.0


_LEVELS = ("validation", "exploration", "understanding")


@dataclass(frozen=True)
class Levels:
    """The three things that empathy credits: 0 none, 1 weak, 2 strong."""

    validation: Level = 0
    exploration: Level = 0
    understanding: Level = 0
    evidence: tuple[Evidence, ...] = ()
    """At least one for each level above 0; its id is the level's name."""
    shades: Shades | None = None
    """None where only whole steps are known."""

    def at_most(self, other: Levels) -> Levels:
        """Each no higher than the other's, shown by what is left to be shown."""
        capped = {n: min(getattr(self, n), getattr(other, n)) for n in _LEVELS}
        evidence = tuple(e for e in self.evidence if capped.get(e.id, 1))
        surely = other.shades or other
        shades = self.shades and Shades(
            **{n: min(getattr(self.shades, n), getattr(surely, n)) for n in _LEVELS}
        )
        return Levels(**capped, evidence=evidence, shades=shades)


@dataclass(frozen=True)
class Assessment:
    """Everything observed in one reply."""

    acts: tuple[Evidence, ...] = ()
    faults: tuple[Evidence, ...] = ()
    events: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    levels: Levels = field(default_factory=Levels)
    asked: tuple[Evidence, ...] = ()
    """Known information that the reply asks for; ids of the scenario's `known_info`."""
    explores: tuple[Evidence, ...] = ()
    """Untold information that a question goes for; ids of the scenario's `hidden`."""
    aside: Evidence | None = None
    """A small question beside the matter; its id is what the customer answers."""
    other_question: Question | None = None
    """Its last question, where that asks for nothing in the scenario."""
    asks_something_else: bool = False
    """It asks for a detail that is not in the scenario."""
    on_topic: bool = True
    """Has any bearing on this customer's matter."""
    empathy_called_for: bool = True
    """The customer's line carried something to respond to."""
    flags: tuple[Evidence, ...] = ()

    @property
    def act_ids(self) -> frozenset[str]:
        return frozenset(e.id for e in self.acts)

    @property
    def fault_ids(self) -> frozenset[str]:
        return frozenset(e.id for e in self.faults)

    @property
    def event_ids(self) -> frozenset[str]:
        return frozenset(e.id for e in self.events)

    @property
    def flag_ids(self) -> frozenset[str]:
        return frozenset(e.id for e in self.flags)

    @property
    def observed(self) -> frozenset[str]:
        """Every id that a persona's trigger or soother can match."""
        return self.act_ids | self.fault_ids | self.event_ids

    def facts_with(self, *verdicts: Verdict) -> frozenset[str]:
        return frozenset(f.fact_id for f in self.findings if f.verdict in verdicts)

    @property
    def asks_openly(self) -> bool:
        """It asks about their situation, and not only a small question beside it."""
        aside = self.aside
        asks = (e for e in self.acts if e.id == Act.ASK_OPEN)
        return bool(self.explores) or any(not (aside and aside.start <= e.start < aside.end) for e in asks)

    @property
    def slights(self) -> bool:
        """It belittles the customer or puts the fault on them."""
        return bool(self.fault_ids & {FaultId.DISMISSIVE, FaultId.BLAME})

    @property
    def hands_to_supervisor(self) -> bool:
        """It brings in somebody above the agent, as a customer may have demanded."""
        return any(e.id == Act.TRANSFER and SUPERVISOR.search(e.quote) for e in self.acts)

    @property
    def acknowledges(self) -> bool:
        """Shows that this customer was heard: names their problem, or their feeling without a formula.

        What went wrong, told as a fact and to nobody ("The claim was denied because ..."), shows nothing of the kind.
        """
        if any(e.id == Act.NAME_PROBLEM and not self._recites(e) for e in self.acts):
            return True
        return Act.ACKNOWLEDGE_FEELING in self.act_ids and FaultId.HOLLOW_SCRIPT not in self.fault_ids

    def _recites(self, words: Evidence) -> bool:
        """States a fact rightly, in words that would be the same for anybody."""
        stated = [f.evidence for f in self.findings if f.verdict is Verdict.CORRECT and f.evidence]
        fact = any(words.start < one.end and one.start < words.end for one in stated)
        return fact and not _ADDRESSED.search(words.quote)


@dataclass(frozen=True)
class Score:
    """One axis of one reply: 0-5, or None where it does not apply."""

    value: float | None
    reason: str = ""
    """Why it does not apply, or how the points add up, in one line."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Fix:
    """The one thing to change in a reply."""

    id: str
    """The fault, act, level or fact it is about."""
    what: str
    why: str
    better: str = ""
    """A better wording; empty when none was found that the scorers themselves rate higher."""


@dataclass(frozen=True)
class ScoredReply:
    """An assessment with its two scores and the fix; the axes never mix."""

    assessment: Assessment
    empathy: Score
    accuracy: Score
    fix: Fix | None = None
    scorer: str = ""
    scorer_version: str = ""
