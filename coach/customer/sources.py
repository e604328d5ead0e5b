"""What a customer may draw on at this point of a talk, as one text."""

from __future__ import annotations

from collections.abc import Iterator

from coach.customer.cue import Cue
from coach.customer.voice import Talk


def known_text(cue: Cue, talk: Talk) -> str:
    """All that they know, believe, want, have said or heard, or are told to say now; nothing hidden."""
    return "\n".join(_pieces(cue, talk))


def _pieces(cue: Cue, talk: Talk) -> Iterator[str]:
    customer, persona = talk.scenario.customer, talk.persona
    yield persona.name
    yield persona.summary
    yield from persona.style.habits_of_speech
    for lines in (*persona.style.sayings.values(), *customer.lines.values()):
        yield from lines
    yield customer.reason_for_contact
    yield customer.opening
    yield from customer.unknown_info
    for known in customer.known_info:
        yield from (known.ask, known.say, known.again or "")
    for belief in customer.beliefs:
        yield from (belief.holds, belief.challenge or "", belief.believes or "")
    for goal in customer.goals:
        yield from (goal.wants or "", *goal.press)
        yield from (way.accepts for way in goal.all_ways if way.unless not in talk.agenda.revealed)
    yield from (h.say for h in customer.hidden if h.id in talk.agenda.revealed)
    yield from (turn.text for turn in talk.scenario.handoff)
    yield from (turn.text for turn in talk.transcript)
    yield from (part.say for part in cue.parts)
