"""A session as JSON Lines: one event a line, for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import assert_never

from coach.cli.output import say_json, tell
from coach.cli.playing import Order, next_line
from coach.domain.assessment import Fix
from coach.domain.copilot import Nudge, PanelReading
from coach.domain.drills import Heeded, TakenUp, TakeOver
from coach.domain.text import clean
from coach.domain.wording import Wording
from coach.errors import BackendError
from coach.services.assessing import Json, assessment_json, scorecard_json
from coach.services.events import (
    AgentOpens,
    CopilotNudged,
    CustomerAwaited,
    CustomerFailed,
    CustomerSpeaking,
    CustomerSpoke,
    CustomerStopped,
    HandoffShown,
    PanelShown,
    ReplyAssessed,
    ReplyJudged,
    ReplyRecorded,
    SessionEnded,
    SessionEvent,
)
from coach.services.judging import judgement_json


class EventLines:
    """Events on stdout; one reply a line on stdin."""

    chooses = False

    def begin(self) -> None:
        """Nothing: what was said before a session was taken up again is in the store."""

    def show(self, event: SessionEvent) -> None:
        if isinstance(event, CustomerFailed):
            tell(f"The model did not answer: {event.error} The built-in customer goes on.")
        line = event_json(event)
        if line is not None:
            say_json(line)

    def read(self) -> str | Order:
        line = next_line()
        return Order.END if line is None else line

    def choose(self) -> Order:
        """There is nobody to ask: the talk goes on."""
        return Order.BUILT_IN


def event_json(event: SessionEvent) -> Json | None:
    """None for an event that is not printed: fragments, and the seconds that pass."""
    match event:
        case AgentOpens():
            return {"event": "agent_opens"}
        case HandoffShown(turns):
            said = [{"speaker": turn.speaker.value, "text": clean(turn.text)} for turn in turns]
            return {"event": "handoff_shown", "turns": said}
        case PanelShown(readings):
            return {"event": "panel_shown", "readings": [_reading(one) for one in readings]}
        case CopilotNudged(nudge):
            return {"event": "copilot_nudged", **_nudge(nudge)}
        case ReplyRecorded(seq, text):
            return {"event": "reply_recorded", "seq": seq, "text": text}
        case ReplyAssessed():
            return {
                "event": "reply_assessed",
                "reply": event.reply_number,
                "frustration": event.mood.frustration,
                "frustration_before": event.before,
                **assessment_json(event.scored),
                "fix": _fix(event.scored.fix),
            }
        case CustomerSpoke():
            return {"event": "customer_spoke", **_spoken(event)}
        case ReplyJudged(_, number, judgement):
            return {"event": "reply_judged", "reply": number, **judgement_json(judgement)}
        case SessionEnded():
            return {"event": "session_ended", **_ended(event)}
        case CustomerFailed(error, heard):
            return {"event": "customer_failed", **_fault(error), "heard": clean(heard)}
        case CustomerStopped(heard):
            return {"event": "customer_stopped", "heard": clean(heard)}
        case CustomerSpeaking() | CustomerAwaited():
            return None
        case _:
            assert_never(event)


def _spoken(event: CustomerSpoke) -> Json:
    return {
        "text": clean(event.text),
        "act": event.act.value,
        "voice": event.voice.value,
        "frustration": event.frustration,
        "wording": _wording(event.wording),
    }


def _ended(event: SessionEnded) -> Json:
    drills = event.drills
    return {
        "outcome": event.outcome.value,
        "scorecard": scorecard_json(event.scorecard),
        "wording": asdict(event.tally) if event.tally else None,
        "copilot": [_heeded(one) for one in drills.copilot],
        "panel": [_heeded(one) for one in drills.panel],
        "handoff": _take_over(drills.take_over),
    }


def _nudge(nudge: Nudge) -> Json:
    """What the agent may see of it before the end."""
    return {"says": clean(nudge.says), "at": nudge.at, "article": nudge.article}


def _reading(reading: PanelReading) -> Json:
    return {"label": clean(reading.label), "shows": clean(reading.shows)}


def _heeded(one: Heeded) -> Json:
    said = one.said
    return {
        **(_nudge(said) if isinstance(said, Nudge) else _reading(said)),
        "kind": said.kind.value,
        "breaks": said.breaks,
        "because": clean(said.because) if said.because else None,
        "followed": one.followed,
        "reply": one.reply,
        "quote": clean(one.quote),
    }


def _take_over(handed: TakeOver | None) -> Json | None:
    if handed is None:
        return None
    return {
        "used": [_taken_up(one) for one in handed.used],
        "asked_again": [_taken_up(one) for one in handed.asked_again],
        "unused": [info.id for info in handed.unused],
    }


def _taken_up(one: TakenUp) -> Json:
    return {"id": one.info.id, "reply": one.reply, "quote": clean(one.quote)}


def _fault(error: BackendError) -> Json:
    return {"kind": error.kind, "message": clean(error.message), "hint": clean(error.hint)}


def _wording(wording: Wording | None) -> Json | None:
    return {"interventions": wording.interventions, **asdict(wording.usage)} if wording else None


def _fix(fix: Fix | None) -> Json | None:
    return asdict(fix) if fix else None
