"""What a transcript tells about its customer: how it opened, what they knew, what they wanted and how they vented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from coach.domain.customer import KnownInfo
from coach.domain.scenario import HandoffTurn, Speaker
from coach.domain.source import Noted, Said
from coach.services.drafting.facts import name_of, split
from coach.services.drafting.gaps import shortened

MOST_HANDOFF = 20
MOST_KNOWN = 6
MOST_WISHES = 3
MOST_VENTS = 4
_ASKED = re.compile(
    r"\b(?:(?:may|can|could) (?:i|you) (?:please )?(?:have|get|take|give me|tell me|confirm|provide|verify|share)"
    r"|what(?:'s| is| was)|do you (?:have|know|remember)|confirm|verify)(?: me)?(?: with)?"
    r" (?P<what>(?:the|your|a|an|what|which|when|where|how) [^?.,;]{3,60})",
    re.IGNORECASE,
)
_DOES_NOT_KNOW = re.compile(
    r"\b(?:(?:don't|do not) (?:know|have|remember)|no idea|not sure)\b", re.IGNORECASE
)
_WANTS = re.compile(
    r"\b(?:i (?:want|need|would like|'d like)|i'd like|when|how|what|why|where|can you|will you)\b",
    re.IGNORECASE,
)
_UPSET = re.compile(
    r"!|\b(?:ridiculous|unacceptable|terrible|awful|angry|frustrat\w*|fed up|sick of|third time|again|waste|upset"
    r"|disappoint\w*|worst|tired of|nobody|no one)\b",
    re.IGNORECASE,
)
_GREETS = re.compile(r"\b(?:help|assist)\b|\bthank(?:s| you) for (?:calling|contacting)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heard:
    """The customer's side of a transcript."""

    handoff: tuple[HandoffTurn, ...]
    opening: Noted
    agent_opens: bool
    known: tuple[KnownInfo, ...]
    unknown: tuple[str, ...]
    wishes: tuple[Noted, ...]
    """Questions and wishes after the opening."""
    vents: tuple[str, ...]
    agent: tuple[Said, ...]
    """The agent's turns."""


def hear(said: Sequence[Said]) -> Heard:
    """`said` holds an agent and a customer."""
    first_agent = next(at for at, one in enumerate(said) if one.speaker is Speaker.AGENT)
    bots = [at for at, one in enumerate(said[:first_agent]) if one.speaker is Speaker.BOT]
    begins = bots[-1] + 1 if bots else 0
    # The last word to the bot belongs to its talk, where the customer speaks up again afterwards.
    if bots and any(one.speaker is Speaker.CUSTOMER for one in said[first_agent:]):
        begins = first_agent
    talk = said[begins:]
    opened = next(one for one in (*talk, *said) if one.speaker is Speaker.CUSTOMER)
    after = [one for one in talk if one is not opened and one.speaker is Speaker.CUSTOMER]
    told = " ".join(one.text for one in said[:begins])
    return Heard(
        handoff=tuple(_handoff(one) for one in said[:begins][-MOST_HANDOFF:]),
        opening=Noted(opened.text, opened.line),
        agent_opens=talk[0].speaker is Speaker.AGENT and not bots and not _GREETS.search(talk[0].text),
        known=tuple(islice(_known(talk, f"{told} {opened.text}"), MOST_KNOWN)),
        unknown=tuple(islice(_unknown(talk), MOST_KNOWN)),
        wishes=tuple(islice(_wishes(after), MOST_WISHES)),
        vents=tuple(islice(_vents(after), MOST_VENTS)),
        agent=tuple(one for one in talk if one.speaker is Speaker.AGENT),
    )


def _handoff(one: Said) -> HandoffTurn:
    return HandoffTurn.model_validate({one.speaker.value: shortened(one.text)})


def _pairs(talk: Sequence[Said]) -> Iterator[tuple[str, Said]]:
    """What the agent asked for, and the customer's answer."""
    for question, answer in pairwise(talk):
        if question.speaker is Speaker.AGENT and answer.speaker is Speaker.CUSTOMER and "?" in question.text:
            asked = _ASKED.search(question.text)
            if asked:
                what = re.sub(r"\s+please$", "", asked["what"].strip().casefold())
                yield re.sub(r"^your\b", "the", what), answer


def _known(talk: Sequence[Said], told: str) -> Iterator[KnownInfo]:
    seen: set[str] = set()
    for ask, answer in _pairs(talk):
        id_ = name_of(ask, most=3)
        if id_ in seen or _DOES_NOT_KNOW.search(answer.text):
            continue
        seen.add(id_)
        numbers = re.findall(r"\w*\d\w*", answer.text)
        known = answer.text in told or (bool(numbers) and all(number in told for number in numbers))
        yield KnownInfo(id=id_, ask=ask, say=shortened(answer.text), told=known)


def _unknown(talk: Sequence[Said]) -> Iterator[str]:
    for ask, answer in _pairs(talk):
        if _DOES_NOT_KNOW.search(answer.text):
            yield ask


def _wishes(after: Sequence[Said]) -> Iterator[Noted]:
    for turn in after:
        for one in split(turn.text, turn.line):
            if (one.text.endswith("?") or _WANTS.search(one.text)) and len(one.text.split()) >= 3:
                yield Noted(shortened(one.text), one.line)
                break


def _vents(after: Sequence[Said]) -> Iterator[str]:
    for turn in after:
        for one in split(turn.text, turn.line):
            if _UPSET.search(one.text) and not one.text.endswith("?") and 4 <= len(one.text.split()) <= 40:
                yield shortened(one.text)
                break
