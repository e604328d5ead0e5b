"""The co-pilot, the panel and the handoff in sentences: before a talk, and looked back on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from coach.domain.copilot import Advice, Nudge
from coach.domain.customer import KnownInfo
from coach.domain.drills import Drills, Heeded, TakenUp, TakeOver
from coach.domain.scenario import Scenario
from coach.tui.safe_text import one_line
from coach.tui.wording import observed

COPILOT: Final = "Co-pilot"
PANEL: Final = "Panel"
HANDOFF: Final = "Handoff"
VERDICTS: Final = {
    Advice.RIGHT: "Right",
    Advice.WRONG: "Wrong",
    Advice.STALE: "Out of date",
    Advice.TONE_DEAF: "Out of tune",
}


@dataclass(frozen=True)
class Remark:
    """Something from beside the talk, looked back on."""

    who: str
    """'Co-pilot' or 'Panel'."""
    said: str
    verdict: str
    """'Wrong.'"""
    why: str
    """What it goes against, and where that stands; '' where there is nothing to add."""
    did: str
    """What the agent made of it; '' where no reply could show that."""
    quote: str
    good: bool | None
    """They used what is right, or did not follow what is not; None where there is nothing to praise or to mend."""


def beside_you(scenario: Scenario) -> str:
    """For the briefing, what stands beside the agent; '' where nothing does."""
    check = "check it against the articles and what the customer tells you, and pass over what does not fit"
    match bool(scenario.copilot), bool(scenario.panel):
        case True, True:
            return (
                "A co-pilot is beside you in this talk, and a panel of what is predicted about the customer. "
                f"Both can be wrong: {check}."
            )
        case True, False:
            return f"A co-pilot is beside you in this talk. What it says can be wrong: {check}."
        case False, True:
            return f"A panel beside you shows what is predicted about the customer. It can be wrong: {check}."
        case _:
            return ""


def remarks(drills: Drills) -> Iterator[Remark]:
    """On each nudge that came up, then on each reading of the panel."""
    for one in (*drills.copilot, *drills.panel):
        yield Remark(
            who=COPILOT if isinstance(one.said, Nudge) else PANEL,
            said=one_line(one.said.text),
            verdict=f"{VERDICTS[one.said.kind]}.",
            why=" ".join(_reasons(one)),
            did=_did(one),
            quote=one_line(one.quote),
            good=_good(one),
        )


def _good(one: Heeded) -> bool | None:
    """Whoever did not need what is right has done nothing amiss."""
    if one.said.kind is Advice.RIGHT:
        return one.followed or None
    return None if one.followed is None else not one.followed


def _reasons(one: Heeded) -> Iterator[str]:
    if one.said.because:
        yield _sentence(one_line(one.said.because))
    fact = one.fact
    if fact is not None:
        said = f"You must not {fact.forbidden}" if fact.forbidden else fact.text
        yield f"{one_line(said).rstrip('.')} ({one_line(fact.source)})."
    elif one.told is not None:
        yield f"They had told it already: “{_told(one.told)}”."
    elif one.said.breaks is not None:
        yield f"What comes of it: {observed(one.said.breaks)}."


def _did(one: Heeded) -> str:
    used = one.said.kind is Advice.RIGHT
    if one.followed is None:
        return ""
    if not one.followed:
        return "You did not use it." if used else "You did not follow it."
    stop = "" if one.quote else "."
    return f"You {'used' if used else 'followed'} it in reply {one.reply}{stop}"


def take_over(handed: TakeOver) -> Iterator[str]:
    """What was told before the agent took over: used, asked for again, or neither."""
    for said, found in (
        ("You used what they had told already", handed.used),
        ("You asked again for what they had told already", handed.asked_again),
    ):
        if found:
            yield f"{said}: {'; '.join(_taken_up(one) for one in found)}."
    if handed.unused:
        yield f"Neither used nor asked for again: {'; '.join(_detail(info) for info in handed.unused)}."


def _taken_up(one: TakenUp) -> str:
    return f"{_detail(one.info)} (reply {one.reply})"


def _detail(info: KnownInfo) -> str:
    return f"{one_line(info.ask)}, “{_told(info)}”"


def _told(info: KnownInfo) -> str:
    return one_line(info.say).rstrip(".")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?”' else '.'}"
