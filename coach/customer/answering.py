"""What the customer answers to a question: what they know, small things beside the matter, and by its kind."""

from __future__ import annotations

from coach.customer.cue import Part
from coach.customer.moment import Moment
from coach.domain.assessment import Question
from coach.domain.transcript import CustomerAct

_LEADS_ON = frozenset({Question.MORE, Question.CHECK})
"""Asked like this, they go on to what is still open."""


def answers(moment: Moment) -> tuple[Part, ...]:
    """What they know and were asked for; the rest of a list is waved aside."""
    known = {k.id: k for k in moment.scenario.customer.known_info}
    told = [Part(CustomerAct.ANSWER, say=known[id_].say) for id_ in moment.step.newly_asked[:2]]
    untold = {e.id for e in moment.assessment.asked} - moment.agenda.told
    return (*told, Part(CustomerAct.ANSWER, reason="half")) if told and untold else tuple(told)


def answers_beside(moment: Moment) -> tuple[Part, ...]:
    """To a question that the scenario does not turn on: their own answer, or one that fits its kind."""
    if aside := moment.assessment.aside:
        return (Part(CustomerAct.ANSWER, reason="aside", say=aside.id),)
    match question := kind_asked(moment):
        case None:
            return ()
        case Question.DETAIL:
            return (Part(CustomerAct.SAY_UNKNOWN),)
        case Question.OWN:
            return (Part(CustomerAct.VENT),)
        case Question.WISH:
            return (Part(CustomerAct.PRESS, reason="wish"),)
        case Question.CHECK if moment.step.moved or moment.step.new_early:
            return (Part(CustomerAct.ANSWER, reason="followed"),)
        case _:
            return (Part(CustomerAct.ANSWER, reason=question),)


def kind_asked(moment: Moment) -> Question | None:
    """The kind of the last question beside the matter; a bare demand without a question mark is for a detail."""
    seen = moment.assessment
    demands = seen.asks_something_else and not moment.informs
    return seen.other_question or (Question.DETAIL if demands else None)


def leads_on(moment: Moment) -> bool:
    """Having answered, they come back to what they want."""
    return not moment.assessment.aside and kind_asked(moment) in _LEADS_ON


def asks_about_them(moment: Moment) -> bool:
    """An open question that only their own story answers."""
    open_question = moment.step.asked_openly and kind_asked(moment) in (None, Question.YOURS)
    return open_question and not moment.assessment.aside


def told_before(moment: Moment) -> str:
    """What they say when asked once more for what they told."""
    known = {k.id: k for k in moment.scenario.customer.known_info}
    asked = [known[e.id].again for e in moment.assessment.asked if e.id not in moment.step.newly_asked]
    return next((again for again in asked if again), "")
