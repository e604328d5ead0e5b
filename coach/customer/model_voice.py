"""The model's voice: a language model words the cue, guards check the line, the built-in voice stands by.

The code keeps the state: the model sees who the customer is, what was said, and one instruction. It never
sees facts, the rubric, or hidden information before it is due.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import replace
from time import monotonic
from typing import Final

from coach.customer.cue import Cue
from coach.customer.direction import (
    DIRECTNESS,
    ENGLISH,
    REGISTERS,
    TONES,
    parts_in_words,
    what_was_wrong,
)
from coach.customer.guards import alarms
from coach.customer.voice import Fragment, Piece, SpokenLine, Talk, Voice
from coach.domain.agenda import BeliefState
from coach.domain.scenario import Speaker
from coach.domain.text import clean, redact
from coach.domain.transcript import CustomerAct, Transcript, VoiceId
from coach.domain.wording import fault_id
from coach.errors import BackendError
from coach.ports import ChatBackend, Message, Requests
from coach.prompts import Prompt

MOST_TOKENS: Final = 400
"""Of one line: a long one has 60 words, and some models think before they speak."""
RECOVERABLE: Final = frozenset({"truncated", "refused"})
"""Faults that are the model's, not the endpoint's: they count as guards."""
CHANNELS: Final = {
    "chat": "writing in a live chat",
    "phone": "speaking on the phone",
    "email": "exchanging e-mails",
}
NOTHING_SAID: Final = "(The agent sends an empty message.)"
SAMPLES: Final = 4
"""Lines of the persona that the model hears as an example of how they sound."""
RECENT: Final = 12
"""Turns of which a model of any size still has the words before it."""


class ModelVoice:
    """Words cues with a chat model; fulfils Voice.

    A line that a guard stops, or that breaks off, is tried once more, silently, while the turn has requests and
    seconds left; then the built-in voice speaks. The fragments of a stopped line have been seen by then: the
    SpokenLine is what counts. The opening is the scenario's own and needs no model. What is wrong with the
    endpoint itself is raised as it is.
    """

    id = VoiceId.MODEL

    def __init__(self, backend: ChatBackend, fallback: Voice) -> None:
        self._backend = backend
        self._fallback = fallback

    async def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Piece, None]:
        if cue.act is CustomerAct.OPEN:
            async with aclosing(self._fallback.speak(cue, talk)) as opening:
                async for piece in opening:
                    yield piece
            return
        began = monotonic()
        heard: list[str] = []
        fired: tuple[str, ...] = ()
        wait: float | None = None
        requests = Requests(seconds=self._backend.profile.deadline)
        yield requests
        try:
            async with aclosing(
                self._backend.stream(messages(cue, talk), max_tokens=MOST_TOKENS, requests=requests)
            ) as fragments:
                async for fragment in fragments:
                    heard.append(fragment)
                    yield Fragment(clean(fragment))
        except BackendError as error:
            fired, wait = _as_guard(error), error.wait
        line = tidy("".join(heard))
        fired = fired or alarms(line, cue, talk)
        if not fired:
            yield SpokenLine(line, VoiceId.MODEL)
            return
        left = self._backend.profile.deadline - (monotonic() - began)
        yield await self._second_try(cue, talk, fired=fired, wait=wait, seconds=left, requests=requests)

    async def _second_try(
        self,
        cue: Cue,
        talk: Talk,
        *,
        fired: tuple[str, ...],
        wait: float | None,
        seconds: float,
        requests: Requests,
    ) -> SpokenLine:
        """A line from the model or else from the built-in voice.

        The note is sharper this time, but for an answer that broke off on its way: that says nothing against it.
        """
        if requests.left < 1:
            return await self._built_in(cue, talk, fired=(*fired, "requests_spent"))
        again = messages(cue, talk, fired=fired if wait is None else ())
        heard: list[str] = []
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await asyncio.sleep(wait or 0.0)
                async with aclosing(
                    self._backend.stream(again, max_tokens=MOST_TOKENS, requests=requests)
                ) as fragments:
                    heard = [fragment async for fragment in fragments]
        except TimeoutError:
            return await self._built_in(cue, talk, fired=(*fired, "timeout"))
        except BackendError as error:
            return await self._built_in(cue, talk, fired=(*fired, fault_id(error.kind)))
        line = tidy("".join(heard))
        stopped = alarms(line, cue, talk)
        if stopped:
            return await self._built_in(cue, talk, fired=(*fired, *stopped))
        return SpokenLine(line, VoiceId.MODEL, fired)

    async def _built_in(self, cue: Cue, talk: Talk, *, fired: tuple[str, ...]) -> SpokenLine:
        line = SpokenLine("", VoiceId.BUILT_IN)
        async with aclosing(self._fallback.speak(cue, talk)) as pieces:
            async for piece in pieces:
                if isinstance(piece, SpokenLine):
                    line = piece
        return replace(line, interventions=(*fired, *line.interventions))


def _as_guard(error: BackendError) -> tuple[str, ...]:
    if error.kind not in RECOVERABLE and error.wait is None:
        raise error
    return (fault_id(error.kind),)


def tidy(text: str) -> str:
    """The line on one line, without quotation marks around it."""
    line = " ".join(clean(text).split())
    for opening, closing in (('"', '"'), ("“", "”"), ("'", "'")):
        inner = line[1:-1]
        if len(line) > 2 and line[0] == opening and line[-1] == closing and opening not in inner:
            return inner.strip()
    return line


def messages(cue: Cue, talk: Talk, *, fired: tuple[str, ...] = ()) -> tuple[Message, ...]:
    """Who the customer is, what was said, and what they do next; the note is the last message."""
    return (
        Message("system", system_prompt(talk)),
        *flipped(talk.transcript),
        Message("user", note(cue, talk, fired=fired)),
    )


def flipped(transcript: Transcript) -> tuple[Message, ...]:
    """The talk as the model lives it: it is the customer, so the agent is its user; personal numbers masked."""
    return tuple(
        Message(
            "assistant" if turn.speaker is Speaker.CUSTOMER else "user",
            redact(clean(turn.text)).strip() or NOTHING_SAID,
        )
        for turn in transcript
    )


def system_prompt(talk: Talk) -> str:
    """The same through a whole session."""
    scenario, style, customer = talk.scenario, talk.persona.style, talk.scenario.customer
    return Prompt.CUSTOMER_SYSTEM.fill(
        name=talk.persona.name,
        channel=CHANNELS[scenario.channel],
        summary=talk.persona.summary.strip(),
        english=ENGLISH[talk.persona.english],
        register=REGISTERS[style.register_],
        directness=DIRECTNESS[style.directness],
        speech=_speech(talk),
        today=f"{scenario.today:%A} {scenario.today.day} {scenario.today:%B %Y, %H:%M}",
        reason=customer.reason_for_contact,
        before="\n".join(f"{t.speaker.value.capitalize()}: {t.text}" for t in scenario.handoff) or "Nothing.",
        known=_listed(f"{k.ask}: {k.say}" for k in customer.known_info),
        beliefs=_listed(f"You believe {b.holds}" for b in customer.beliefs),
        unknown=_listed(customer.unknown_info),
    )


def _speech(talk: Talk) -> str:
    style = talk.persona.style
    samples = [lines[0] for lines in style.sayings.values() if lines][:SAMPLES]
    habits = [f"Now and then you have this habit: {habit}." for habit in style.habits_of_speech]
    return "\n".join(
        [
            *habits,
            *(["This is how you sound; do not repeat these lines:", _listed(samples)] if samples else []),
        ]
    )


def note(cue: Cue, talk: Talk, *, fired: tuple[str, ...] = ()) -> str:
    """The director's instruction for one turn."""
    words = talk.persona.style.words_per_turn
    return Prompt.CUSTOMER_NOTE.fill(
        parts=parts_in_words(cue),
        goal=_goal(cue, talk),
        settled=_settled(cue, talk),
        tone=TONES[cue.band],
        words=str(words),
        most=str(max(25, 2 * words)),
        again=what_was_wrong(fired),
        name=talk.persona.name,
    )


def _goal(cue: Cue, talk: Talk) -> str:
    """What they want at this point, unless they are about to say just that."""
    customer = talk.scenario.customer
    goal = talk.agenda.current(customer)
    wanted = (goal.wants or next(iter(goal.press), "")) if goal else "nothing more; it is settled."
    if wanted in {part.say for part in cue.parts}:
        return ""
    return f"What you want at this point: {wanted or customer.reason_for_contact}\n"


def _settled(cue: Cue, talk: Talk) -> str:
    """What has changed since the system prompt and is not plain from the last turns: told, no longer believed.

    Told again in every note, it would stand outside of the prefix that stays the same.
    """
    customer, agenda = talk.scenario.customer, talk.agenda
    now = {part.say for part in cue.parts}
    told = [h for h in customer.hidden if h.id in agenda.revealed and h.say not in now]
    fresh = sum(turn.customer_act is CustomerAct.REVEAL for turn in talk.transcript[-RECENT:])
    out = [f"You have already told them: {h.say}" for h in told] if len(told) > fresh else []
    gone = [
        f"You no longer believe {b.holds}."
        for b in customer.beliefs
        if agenda.beliefs.get(b.id) is BeliefState.GIVEN_UP
    ]
    return "\n".join([*out, *gone])


def _listed(lines: Iterable[str]) -> str:
    items = [f"- {line}" for line in lines]
    return "\n".join(items) or "- Nothing in particular."
