"""The built-in voice: words a cue from the scenario's lines, the persona's own, and the line banks.

No line is said twice in a session. The same seed and replies give the same words.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from random import Random

from coach.customer.cue import Band, Cue, Part
from coach.customer.lines import bank
from coach.customer.voice import Fragment, SpokenLine, Talk
from coach.domain.scenario import Speaker
from coach.domain.transcript import CustomerAct, VoiceId

LEAD_IN = 0.3
"""How often an answer has a few words before it."""
BANK_OF_LAST_RESORT = CustomerAct.PRESS


class BuiltInVoice:
    """Needs no network; fulfils Voice."""

    id = VoiceId.BUILT_IN

    async def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Fragment | SpokenLine, None]:
        text = word(cue, talk)
        yield Fragment(text)
        yield SpokenLine(text, VoiceId.BUILT_IN)


def word(cue: Cue, talk: Talk) -> str:
    """The customer's words for a cue."""
    said = _said(talk)
    rng = Random(f"voice:{talk.seed}:{len(talk.transcript)}")
    spoken: list[str] = []
    for part in cue.parts:
        if part.act is CustomerAct.ANSWER and not spoken and rng.random() < LEAD_IN:
            spoken += _pick(Part(CustomerAct.ANSWER), cue.band, talk=talk, taken=[*spoken, said], rng=rng)
        spoken += _pick(part, cue.band, talk=talk, taken=[*spoken, said], rng=rng)
    return " ".join(spoken)


def _said(talk: Talk) -> str:
    return "\n".join(t.text for t in talk.transcript if t.speaker is Speaker.CUSTOMER)


def _pick(part: Part, band: Band, *, talk: Talk, taken: Iterable[str], rng: Random) -> list[str]:
    """One fitting line that was not said yet; nothing where the talk goes on well without one."""
    heard = "\n".join(taken)
    if part.say and part.say not in heard:
        return [part.say]
    for candidates in _sources(part, band, talk):
        fresh = [line for line in candidates if line not in heard]
        if fresh:
            return [rng.choice(fresh)]
    return []


def _sources(part: Part, band: Band, talk: Talk) -> Iterable[list[str]]:
    """Where to look for words, the most particular first."""
    goal = talk.agenda.current(talk.scenario.customer)
    if part.act is CustomerAct.PRESS and goal and part.reason not in ("off_topic", "impatience"):
        yield list(goal.press)
    general = not part.reason or part.reason in ("nothing", "not_enough", "heard")
    if general or part.act in (CustomerAct.VENT, CustomerAct.PRESS):
        yield list(talk.scenario.customer.lines.get(part.act, ()))
        yield list(talk.persona.style.sayings.get(part.act, ()))
    lines = [line for line in bank(part.act) if line.fits(band, talk.persona)]
    for reason in dict.fromkeys((part.reason, "")):
        fitting = [line for line in lines if line.reason == reason]
        # Lines written for this register or variety come up twice as often as those for everybody.
        yield [line.say for line in fitting for _ in range(2 if line.registers or line.english else 1)]
    # Every fitting line is spent: any of the act, then pressing on, whatever the band.
    yield [line.say for line in bank(part.act) if line.reason in ("", part.reason)]
    yield [line.say for line in bank(BANK_OF_LAST_RESORT) if not line.reason]
