"""What stands around a talk in plain lines: the briefing before it, the co-pilot beside it, both looked back on."""

from __future__ import annotations

from collections.abc import Iterator

from coach.cli.output import indented, line_width, one_line, reflowed, short, wrapped
from coach.domain.copilot import Nudge
from coach.domain.drills import Drills
from coach.domain.scenario import Scenario, Speaker
from coach.ports import SessionPlan
from coach.services.talk import TalkState
from coach.tui.drill_words import COPILOT, HANDOFF, PANEL, beside_you, remarks, take_over
from coach.tui.results import needed
from coach.tui.wording import ABUSE, BUSINESS, DIFFICULTIES, begins, word

_QUOTED = 120
"""Characters of a quote."""


def briefing_lines(plan: SessionPlan) -> Iterator[str]:
    scenario, marks, today = plan.scenario, plan.pass_mark, plan.scenario.today
    line = word(BUSINESS, scenario.line_of_business)
    yield one_line(scenario.title)
    yield (
        f"{line[:1].upper()}{line[1:]}, {scenario.channel}, {DIFFICULTIES[scenario.difficulty]}. "
        f"Customer: {one_line(plan.persona.name)}. "
        f"To pass: empathy {needed(marks.empathy)} and accuracy {needed(marks.accuracy)} of 5, "
        "and the matter settled."
    )
    yield f"It is {today:%A} {today.day} {today:%B %Y, %H:%M}. {begins(scenario)}"
    yield from ("", "Briefing")
    yield wrapped(indented(reflowed(scenario.briefing)), width=line_width(), hang=0)
    yield ""
    yield from _beside(scenario)
    if abuse := ABUSE[plan.persona.abuse]:
        yield "Strong words"
        yield wrapped(indented(abuse), width=line_width(), hang=0)
        yield ""
    if scenario.handoff:
        yield "What was said before you"
        names = {Speaker.BOT: "Bot", Speaker.CUSTOMER: "Customer", Speaker.AGENT: "Colleague"}
        yield from (f"  {names[t.speaker]}: {one_line(t.text)}" for t in scenario.handoff)
        yield ""


def _beside(scenario: Scenario) -> Iterator[str]:
    if said := beside_you(scenario):
        yield "Beside you"
        yield wrapped(indented(said), width=line_width(), hang=0)
        yield from (f"  {PANEL}: {one_line(one.label)}: {one_line(one.shows)}" for one in scenario.panel)
        yield ""


def nudge_line(nudge: Nudge) -> str:
    article = f" (/articles {one_line(nudge.article)})" if nudge.article else ""
    return f"{COPILOT}: {one_line(nudge.says)}{article}"


def said_so_far(state: TalkState) -> Iterator[str]:
    """Of a talk that is taken up again: each turn, and what the co-pilot said after it."""
    replies, waiting = 0, list(state.come_up)
    if state.scenario.opens == "agent":
        while waiting and not waiting[0].after:
            yield nudge_line(waiting.pop(0).nudge)
    for turn in state.transcript:
        if turn.speaker is Speaker.AGENT:
            replies += 1
            yield f"You: {one_line(turn.text)}"
            continue
        yield f"Customer: {one_line(turn.text)}"
        while waiting and waiting[0].after <= replies:
            yield nudge_line(waiting.pop(0).nudge)


def drill_lines(drills: Drills) -> Iterator[str]:
    """What stood beside the talk and before it, and what the agent made of it."""
    found = list(remarks(drills))
    if found:
        yield "Beside the talk; it changes no score by itself."
    for one in found:
        yield f'  {one.who}: "{short(one.said, _QUOTED)}" {one.verdict}'
        if one.why:
            yield f"    {one.why}"
        if one.did:
            yield f"    {one.did}" + (f': "{short(one.quote, _QUOTED)}"' if one.quote else "")
    if drills.take_over:
        yield from (f"{HANDOFF}: {said}" for said in take_over(drills.take_over))
