"""What goes wrong in a customer's turn: invention, early reveal, role flip, repeat, unfilled slot, early end.

The guards of a model's voice look at the line, whoever has worded it. Only what counts as known differs for an
early reveal: lines of the scenario that nobody has spoken yet open nothing, so an opening that gives a secret
away is seen as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from coach.customer.cue import Cue
from coach.customer.guards import flips_roles, reveals_early_in_two_words
from coach.customer.invention import invents_a_number
from coach.customer.sources import known_text
from coach.customer.voice import Talk
from coach.domain.customer import Goal
from coach.domain.scenario import Speaker
from coach.domain.text import sentences, words
from coach.domain.transcript import CustomerAct

LEAST_WORDS: Final = 4
"""Shorter sentences may come twice: 'All right.'"""
_SLOT: Final = re.compile(r"[{}]|<\w+>|\[[\w ]+\]|%\(\w+\)|%s\b|_{3,}|\b(?:TODO|TBD|XXX|lorem ipsum)\b")
_GOODBYES: Final = frozenset({CustomerAct.CLOSE, CustomerAct.WALK_OUT, CustomerAct.LEAVE_UNSETTLED})


class Trouble(StrEnum):
    """What a customer's turn must never be; the names stand in the spec sheet."""

    INVENTED = "invented"
    EARLY_REVEAL = "early_reveals"
    ROLE_FLIP = "role_flips"
    REPEAT = "repeats"
    UNFILLED = "unfilled"
    PREMATURE_END = "premature_ends"


@dataclass(frozen=True)
class Sighting:
    """One trouble in one turn."""

    trouble: Trouble
    words: str
    """The sentence of the turn that is to blame, or else the whole turn."""
    agent: str
    seed: int
    reply: int
    """The number of the reply that it answers; 0 for the opening."""


@dataclass(frozen=True)
class Found:
    trouble: Trouble
    words: str


def troubles(line: str, cue: Cue, talk: Talk) -> Iterator[Found]:
    """Of a turn that is about to be added to the talk."""
    bare_cue, bare_talk = _own_words_of(cue, talk), _without_unspoken(talk)
    given = known_text(cue, talk)
    detectors: dict[Trouble, Callable[[str], object]] = {
        Trouble.INVENTED: lambda said: invents_a_number(_not_in(given, said), cue, talk),
        Trouble.EARLY_REVEAL: lambda said: (
            reveals_early_in_two_words(said, cue, talk)
            # With so little known, words of several sentences would add up to a secret by chance.
            or any(reveals_early_in_two_words(sentence, bare_cue, bare_talk) for sentence in _sentences(said))
        ),
        Trouble.ROLE_FLIP: lambda said: flips_roles(said, cue, talk),
        Trouble.UNFILLED: _SLOT.search,
    }
    for trouble, sees in detectors.items():
        if sees(line):
            yield Found(trouble, next((s for s in _stretches(line) if sees(s)), line))
    repeated = _repeated(line, talk)
    if repeated:
        yield Found(Trouble.REPEAT, repeated)
    if _ends_wrongly(cue, talk):
        yield Found(Trouble.PREMATURE_END, line)


def _not_in(given: str, said: str) -> str:
    """The sentences that do not stand word for word in what the customer knows; the others invent nothing."""
    return " ".join(sentence for sentence in _sentences(said) if sentence not in given)


def _ends_wrongly(cue: Cue, talk: Talk) -> bool:
    """Says goodbye and goes on, ends without a goodbye, or ends or goes on against the goals."""
    says_goodbye = any(part.act in _GOODBYES for part in cue.parts)
    if says_goodbye != (cue.ends is not None):
        return True
    settles = any(part.act is CustomerAct.CLOSE for part in cue.parts)
    return settles != talk.agenda.all_met


def _repeated(line: str, talk: Talk) -> str | None:
    """A whole turn once more, or a sentence of more than a few words, said before or twice in this turn."""
    spoken = [t.text for t in talk.transcript if t.speaker is Speaker.CUSTOMER]
    if words(line) in map(words, spoken):
        return line
    said = {tuple(words(s)) for text in spoken for s in _sentences(text)}
    for sentence in _sentences(line):
        new = tuple(words(sentence))
        if len(new) >= LEAST_WORDS and new in said:
            return sentence
        said.add(new)
    return None


def _stretches(text: str) -> Iterator[str]:
    """Single sentences, then two in a row, then three: the shortest that shows a trouble is to blame."""
    spans = sentences(text)
    for length in (1, 2, 3):
        for first, last in zip(spans, spans[length - 1 :], strict=False):
            yield text[first.start : last.end]


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def _own_words_of(cue: Cue, talk: Talk) -> Cue:
    """The cue without the scenario's words, unless they are hidden ones that are due."""
    due = {hidden.say for hidden in talk.scenario.customer.hidden if hidden.id in talk.agenda.revealed}
    return replace(cue, parts=tuple(p if p.say in due else replace(p, say="") for p in cue.parts))


def _without_unspoken(talk: Talk) -> Talk:
    """As if the scenario had none of its spoken lines; those spoken stand in the transcript."""
    customer = talk.scenario.customer
    bare = customer.model_copy(
        update={
            "opening": customer.reason_for_contact,
            "lines": {},
            "goals": tuple(_bare(goal) for goal in customer.goals),
        }
    )
    style = talk.persona.style.model_copy(update={"sayings": {}})
    return replace(
        talk,
        scenario=talk.scenario.model_copy(update={"customer": bare}),
        persona=talk.persona.model_copy(update={"style": style}),
    )


def _bare(goal: Goal) -> Goal:
    ways = tuple(way.model_copy(update={"accepts": ""}) for way in goal.all_ways)
    return goal.model_copy(update={"wants": None, "press": (), "ways": ways})
