"""Whether a reply names what went wrong for this customer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coach.domain.assessment import Act
from coach.domain.situation import Situation
from coach.scoring.lexicon import phrases
from coach.scoring.matching import Seen, shown
from coach.scoring.reading import Reading, Sentence
from coach.scoring.sense import is_specific, senses

_TROUBLE = "{trouble}"
_RESTATES = re.compile(
    r"(?:(?:ah|oh|okay|ok|right|i see|yes|no),? )?(?:so|and so|you|having|being|standing|sitting|waiting"
    r"|i (?:can )?(?:see|hear|understand|know|read"
    r"|gather)|it did|that's|with|after"
    r"|no|an?|the|your|my|one|two|three|four|five|six|seven|\d+|third|second|again|first|right|yes|if"
    r"|because|since|nobody|even|losing|getting|coming|finding|watching|paying|\w+ing)\b"
)
_MEASURE = frozenset(
    ["hour", "minut", "day", "week", "month", "year", "time", "tomorrow", "yesterday", "today"]
)
_THEIRS = re.compile(
    r"\byour? \w+ (?:\w+ )?(?:was|were|is|got|went|has|had|never|didn'?t)\b|\byou (?:were|got|had to"
    r"|'?ve been|have been|walked|waited|never)\b"
)
_TO_THEM = re.compile(
    r"(?:so |and so )?(?:you|your|having|being|i (?:can )?(?:see|hear|know)|with|after|it did|yes)\b"
)
_LEAD = re.compile(
    r"^(?:i(?:'ve| have)(?: got)? (?:it|this|that|all of it)\b[^:.]{0,30}: "
    r"|i (?:can )?see what(?: has|'s)? happened[^:.]{0,20}: |(?:if|so) i(?:'ve| have)(?: got)? it[^,.]{0,12}, "
    r"|i(?:'ve| have) (?:written|noted|put) (?:it|that|this)(?: down)?: )"
)
"""What stands before a restatement: 'I have it in front of me: ...'."""
_PROMISES = re.compile(r"(?:so |and |then )?you(?:'ll| will| get| can| may)\b")
_ACCUSES = re.compile(
    r"\b(?:you owe|you (?:have not|haven't|did not|didn't|never) (?:paid|pay|kept|answered))\b"
)
_SCENE = re.compile(r"(?:so |and |of course |with )?(?:\w+ing|no|\d+|two|three|four|five|six|an?)\b")
_NOT_NAMING = frozenset(
    {
        Act.CITE_POLICY,
        Act.OFF_TOPIC,
        Act.DISMISS,
        Act.BLAME_CUSTOMER,
        Act.HOLD,
        Act.TRANSFER,
        Act.CLOSE,
        Act.VERIFY_IDENTITY,
    }
)
_DENIES = phrases(
    "(?:no|not|never|isn't|wasn't|weren't|aren't|don't|doesn't|didn't) (?:\\w+ ){0,2}(?:problem|error"
    "|issue|record|fault|charge twice)",
    "nothing (?:is |was )?wrong",
    "(?:our|the) (?:system|records?|log|tracking|screen|inspection \\w+) (?:\\w+ )?(?:shows?|says?"
    "|states?|are|is)",
    "works? (?:fine|perfectly|normally)",
    "(?:may|might|can|could|subject to|usually|normally|generally|sometimes|varies|vary)",
)


@dataclass(frozen=True)
class Matter:
    """What this customer's case is about."""

    line: str
    problem: str = ""
    """From the scenario; empty where a line stands alone."""
    heard: str = ""

    @classmethod
    def of(cls, situation: Situation) -> Matter:
        heard = " ".join((situation.heard, *situation.hidden))
        return cls(situation.customer_line, situation.problem, heard)

    @cached_property
    def senses(self) -> frozenset[str]:
        return frozenset(s for s in senses(f"{self.line}. {self.problem}. {self.heard}") if is_specific(s))

    @property
    def is_whole(self) -> bool:
        """There is a scenario: what does not stand in it is about something else."""
        return bool(self.problem)


def named(reading: Reading, matter: Matter, *, found: list[Seen]) -> Iterator[Seen]:
    """Sentences that say what went wrong for this customer with at least one specific."""
    for sentence in reading.sentences:
        gives = shown(found, sentence)
        if gives & _NOT_NAMING and not gives & {Act.APOLOGISE, Act.TAKE_OWNERSHIP, Act.ACKNOWLEDGE_FEELING}:
            continue
        if rule := _names(sentence, matter, gives=gives):
            yield Seen(Act.NAME_PROBLEM, rule, sentence.start, sentence.end)


def speaks_of_another(sentence: Sentence, matter: Matter) -> bool:
    """It says that something happened to a thing of theirs that they never spoke of."""
    mine = {
        sense
        for m in _YOUR_THING.finditer(sentence.text)
        for sense in senses(m.group(1))
        if is_specific(sense)
    }
    shared = {s for s in sentence.senses if is_specific(s)} & matter.senses
    return bool(mine - _OF_ANYBODY) and not mine & matter.senses and not shared


_YOUR_THING = re.compile(r"\byour (\w+(?: \w+)?) (?:was|were|got|had been|has been|have been)\b")
_OF_ANYBODY = senses(
    "day evening weekend morning afternoon night week time plans patience trust money family question case message"
    " call calls email request matter whole hopes work item items product parcel package delivery"
)


def _names(sentence: Sentence, matter: Matter, *, gives: frozenset[str]) -> str | None:
    specific = frozenset(s for s in sentence.senses if is_specific(s))
    shared = specific & matter.senses
    told = _LEAD.sub("", sentence.text)
    trouble = phrases(_TROUBLE).search(sentence.text) is not None
    caring = bool(gives & {Act.APOLOGISE, Act.ACKNOWLEDGE_FEELING, Act.TAKE_OWNERSHIP})
    if _is_about_else(sentence, gives=gives, caring=caring) or speaks_of_another(sentence, matter):
        return None
    if not any(s not in _MEASURE and (not s.isdigit() or len(s) > 1) for s in shared) and not (
        caring and trouble and len(specific) > 3
    ):
        shared = frozenset()
    if caring and shared and trouble and len(specific) >= 2:
        return "trouble-named"
    if caring and len(shared) >= 2:
        return "matter-named"
    if sentence.is_question or gives & {
        Act.OFFER_SOLUTION,
        "commitment",
        Act.REFUSE,
        Act.ASK_INFO,
        Act.CITE_POLICY,
    }:
        return "matter-in-question" if sentence.is_question and len(shared) >= 3 and trouble else None
    if shared and trouble and len(specific) <= 3 and _RESTATES.match(told):
        return "trouble-restated"
    if len(shared) >= 2 and (trouble or _TO_THEM.match(told)) and _RESTATES.match(told):
        return "matter-restated"
    if (
        not matter.is_whole
        and Act.APOLOGISE in gives
        and trouble
        and _THEIRS.search(sentence.text)
        and len(specific) >= 2
    ):
        return "trouble-of-theirs"
    if not matter.is_whole and Act.ACKNOWLEDGE_FEELING in gives and trouble and len(specific) >= 4:
        return "situation-told" if _SCENE.match(sentence.text) else None
    return None


def _is_about_else(sentence: Sentence, *, gives: frozenset[str], caring: bool) -> bool:
    """It refuses, promises, accuses or denies rather than names."""
    if gives & {Act.DISMISS, Act.REFUSE} or (Act.THANK in gives and not caring):
        return True
    if _PROMISES.match(sentence.text) or _ACCUSES.search(sentence.text):
        return True
    return _DENIES.search(sentence.text) is not None and not caring
