"""What a customer objects to in how they were answered."""

from __future__ import annotations

from coach.customer.cue import Band, Part
from coach.customer.moment import Moment
from coach.domain.assessment import Event, FaultId
from coach.domain.persona import Abuse
from coach.domain.transcript import CustomerAct

OBJECTIONS = (
    FaultId.DISMISSIVE,
    FaultId.BLAME,
    Event.PASSED_ON,
    Event.POLICY_FIRST,
    FaultId.HOLLOW_SCRIPT,
    FaultId.SELF_ORIENTED,
    FaultId.INFORMATION_DUMP,
    FaultId.TALKS_OVER,
)
"""What a customer objects to, the sharpest first."""


def objection_to(moment: Moment) -> tuple[Part, ...]:
    """The sharpest of what the reply did that they mind; nothing where they mind none of it."""
    seen = moment.assessment.fault_ids | moment.assessment.event_ids
    for id_ in OBJECTIONS:
        if id_ in seen and _minds(moment, id_):
            return (Part(CustomerAct.OBJECT, reason=id_),)
    return ()


def lashes_out(moment: Moment) -> tuple[Part, ...]:
    """Who is like that turns on the agent when a reply has hurt them in their fury; not twice running, and never
    on somebody who has just acknowledged."""
    seen = moment.assessment.fault_ids | moment.assessment.event_ids
    hurt = moment.rose and bool(seen & {*OBJECTIONS, Event.ASKED_AGAIN})
    furious = Band.of(moment.mood.frustration) is Band.FURIOUS
    if moment.persona.abuse is Abuse.NONE or not (furious and hurt) or moment.assessment.acknowledges:
        return ()
    if moment.last_act is CustomerAct.LASH_OUT:
        return ()
    return (Part(CustomerAct.LASH_OUT, reason=moment.persona.abuse),)


def _minds(moment: Moment, id_: str) -> bool:
    """Many words offend who is upset: a lecture after their own outburst, a heap that settles nothing."""
    match id_:
        case FaultId.TALKS_OVER:
            return moment.last_act is CustomerAct.VENT
        case FaultId.INFORMATION_DUMP:
            return Band.of(moment.mood.frustration) is not Band.CALM and not moment.step.moved
        case _:
            return True
