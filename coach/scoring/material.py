"""What a better wording can be made of: the problem in words, details still needed, the nearest fact, sound parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.assessment import Act, Assessment, Event, Evidence, FaultId, Verdict
from coach.domain.customer import KnownInfo
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.domain.text import clean, sentences
from coach.scoring.facts import judge_facts
from coach.scoring.sense import is_specific, senses
from coach.scoring.speech import said_back, what_happened

_HELPFUL = frozenset(
    {
        Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.ASK_INFO, Act.ASK_OPEN, Act.VERIFY_IDENTITY,
        Act.TAKE_OWNERSHIP,
    }
)  # fmt: skip
_HEARS = frozenset({Act.ACKNOWLEDGE_FEELING, Act.NAME_PROBLEM})
_NOT_KEPT = frozenset(
    {
        Act.GREET, Act.THANK, Act.CLOSE, Act.APOLOGISE, Act.CITE_POLICY, Act.OFF_TOPIC, Act.OVER_PROMISE,
        Act.TRANSFER, Act.REFUSE,
    }
)  # fmt: skip
_OF_THE_WHOLE = frozenset(
    {FaultId.TALKS_OVER, FaultId.INFORMATION_DUMP, FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT}
)
_IDENTITY = re.compile(
    r"\b(?:date of birth|birthday|zip(?: code)?|postcode|(?:member|employee|policy) (?:number|id)|pass ?code|pin)\b"
)
_DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]omorrow)\b")
_TYPED_FAST = re.compile(
    r"\b(?:u|ur|pls|plz|r|im|ive|id|dont|cant|wont|didnt|isnt|thats|theres|whats|teh|gonna|whatever)\b"
)
_UNKIND = re.compile(
    r"\b(?:again|once more)\b.*\?|\byou (?:owe|missed|failed|forgot)\b|\b(?:guaranteed?|i promise)\b",
    re.IGNORECASE,
)
"""Makes them say something twice, holds something against them, or vouches for more than it can."""
MUCH = 0.5
"""Share of a sentence that the customer must have said themselves, before their identity is checked."""

KNOWN = 0.7
"""Share of a statement that the customer has said, from which it tells them nothing."""


@dataclass(frozen=True)
class Kept:
    """Sentences of a reply that are worth keeping, as they were written."""

    ears: str = ""
    """They show that the customer was heard."""
    help: str = ""

    @property
    def whole(self) -> str:
        return f"{self.ears} {self.help}".strip()


def problems(situation: Situation) -> list[str]:
    """What happened, as sentences to the customer."""
    reason = situation.problem.partition("\n")[0]
    found = what_happened(reason, situation.agent_may)
    if pending(situation):
        found = [one for one in found if _was_said(one, situation)]
    return [one for one in found if not _contradicts(one, situation)]


def _contradicts(sentence: str, situation: Situation) -> bool:
    """Read alone it seems to state a fact otherwise."""
    found = judge_facts(
        sentence, situation.facts, today=situation.today, customer_line=situation.customer_line
    )
    return any(f.verdict in (Verdict.WRONG, Verdict.VIOLATED) for f in found)


def own_words(situation: Situation) -> str:
    """Something that happened, as the customer told it, to them; empty where nothing can be turned."""
    told = situation.problem.partition("\n")[2]
    if not situation.problem:
        return said_back(situation.customer_line)
    return said_back(" ".join(line for line in told.split("\n") if line in situation.heard))


def _was_said(sentence: str, situation: Situation) -> bool:
    """Nothing is disclosed to somebody whose identity is open: only their own words are said back."""
    said = {s for s in senses(sentence) if is_specific(s)}
    heard = senses(f"{situation.heard} {situation.customer_line}")
    return len(said & heard) >= MUCH * len(said)


def pending(situation: Situation) -> list[KnownInfo]:
    """Details that prove who the customer is and have not been given."""
    return [k for k in unasked(situation) if _IDENTITY.search(k.ask)]


def unasked(situation: Situation) -> list[KnownInfo]:
    """What nobody has told yet, first what the agent's own screen does not show either."""
    on_screen = senses(situation.agent_may)
    left = [k for k in situation.known if k.id not in situation.told]
    return sorted(left, key=lambda k: len(senses(k.ask) & on_screen))


def asked_before(assessment: Assessment, situation: Situation) -> KnownInfo | None:
    """The detail that this reply asks for although it was told."""
    if Event.ASKED_AGAIN not in assessment.event_ids:
        return None
    asked = {e.id for e in assessment.asked} & situation.told
    return next((k for k in situation.known if k.id in asked), None)


def needed(situation: Situation) -> Fact | None:
    """The statement that what they want now still needs; of several the one nearest to their last line."""
    said = {s for s in senses(situation.customer_line) if is_specific(s)}
    open_ = [f for f in situation.facts if f.statement and f.id in situation.wanted]
    return max(open_, key=lambda f: len(said & senses(f.text)), default=None)


def nearest(situation: Situation, said: frozenset[str]) -> Fact | None:
    """The statement that has most in common with these words; not one that the customer knows already."""
    wanted = {s for s in said if is_specific(s)}
    heard = senses(f"{situation.heard} {situation.problem}")
    rated = [
        (len(wanted & about) + 0.5 * fact.required, fact)
        for fact, about in ((f, senses(f.text)) for f in situation.facts if f.statement)
        if len(about & heard) < KNOWN * len(about)
    ]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= 1.5 else None


def days(situation: Situation) -> list[str]:
    """The day that matters to them, by what they have confided last."""
    if not situation.hidden:
        return []
    found = _DAY.search(situation.hidden[-1])
    return [found.group().lower() if found.group().lower() == "tomorrow" else found.group()] if found else []


def keep(reply: str, assessment: Assessment, *, besides: Sequence[Evidence] = ()) -> Kept:
    """Well-formed sentences without anything that costs, `besides` included; two at most of either kind."""
    ears: list[str] = []
    help_: list[str] = []
    for span in sentences(reply):
        text = reply[span.start : span.end]
        costly = any(e.start < span.end and span.start < e.end for e in (*_costly(assessment), *besides))
        if not _well_formed(text) or _UNKIND.search(text) or costly:
            continue
        shows = {e.id for e in assessment.acts if e.start < span.end and span.start < e.end}
        right = any(
            f.verdict is Verdict.CORRECT and f.evidence and span.start <= f.evidence.start < span.end
            for f in assessment.findings
        )
        if shows & _HEARS:
            ears.append(text)
        elif shows & _HELPFUL or right:
            help_.append(text)
    return Kept(clean(" ".join(ears[:2])), clean(" ".join(help_[:2])))


def _well_formed(text: str) -> bool:
    shaped = (text[0].isupper() or text[0].isdigit()) and text[-1] in ".!?" and len(text.split()) > 3
    return shaped and not _TYPED_FAST.search(text)


def _costly(assessment: Assessment) -> list[Evidence]:
    return [
        *(e for e in assessment.faults if e.id not in _OF_THE_WHOLE),
        *assessment.events,
        *assessment.flags,
        *(e for e in assessment.acts if e.id in _NOT_KEPT),
        *(
            f.evidence
            for f in assessment.findings
            if f.evidence and f.verdict in (Verdict.WRONG, Verdict.VIOLATED)
        ),
    ]
