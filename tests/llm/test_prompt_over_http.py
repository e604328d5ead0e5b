"""What a model reads over a whole session: always room for it, and mostly what it has read before."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from itertools import chain, cycle, pairwise, product, repeat, takewhile
from typing import Any

import pytest

import coach.llm.client  # noqa: F401 - loads the client library before the first turn
from coach.customer.built_in_voice import BuiltInVoice
from coach.customer.cue import Band, Cue, Part
from coach.customer.model_voice import MOST_TOKENS, ModelVoice, system_prompt
from coach.customer.voice import SpokenLine, Talk
from coach.domain.profile import Profile
from coach.domain.scenario import Scenario, Speaker
from coach.domain.transcript import CustomerAct, Turn, VoiceId
from coach.llm import backend, tokens
from coach.ports import Message
from coach.scoring.built_in import score_reply
from coach.services.talk import TalkState
from tests.llm import server as s
from tests.llm.server import Exchange, Server, serve
from tests.scripted import good_agent, library, plan_of

CONTEXT = 2048
TURNS = 12
MARKS = 4
"""Tokens around a message, and before the answer."""
FIRST = (
    "I hear you, and still I sit here and wait.",
    "Fine. Then tell me plainly what happens next.",
    "That is more than anybody has told me so far.",
    "And that is all? I had hoped for more than this.",
    "You can see it in front of you, can you not?",
    "All right, if you say so.",
    "I have heard such things before.",
    "It has been like this from the start.",
    "Honestly, I do not know what to make of it.",
    "Then let us go on with it.",
    "Nobody has asked me that until now.",
    "You sound very sure of it.",
    "I wrote all of it down this time.",
    "My neighbour had just the same with you.",
    "You people are never short of words.",
    "So be it.",
)
THEN = (
    "I will hold you to it, though.",
    "Nothing ever came of them, as you know.",
    "Who does it, and will they write to me?",
    "Is there really no better way?",
    "I would rather hear it from you than from a machine.",
    "It is the waiting that I mind.",
    "Please do not send me round in circles.",
    "What am I to tell them at home?",
    "I am not asking for much.",
    "It ought to be simple.",
    "I still do not see why it takes so long.",
    "Say it in plain words, please.",
    "You would be tired of it as well.",
    "I have said what I need.",
    "Go on, I am listening.",
    "Let us get it done.",
)
LINES = tuple(f"{first} {then}" for first, then in product(FIRST, THEN))
"""Of a model that behaves: it says nothing twice."""
ASKED = (
    "What has this been like for you so far, in your own words?",
    "What worries you most about it just now?",
    "Thank you for telling me. What would you want me to see to first?",
)


class Small:
    """An endpoint in a vocabulary that needs a fifth more than ours."""

    def __init__(self, context: int = CONTEXT) -> None:
        self.context = context
        self.overflows = 0
        self.fullest = 0.0
        self._lines = cycle(LINES)

    async def __call__(self, exchange: Exchange) -> None:
        body = exchange.request.body
        words = sum(MARKS + tokens.count_text(m["content"]) for m in body["messages"])
        size = (MARKS + words) * tokens.MARGIN + body["max_tokens"]
        self.fullest = max(self.fullest, size)
        if size > self.context:
            self.overflows += 1
            await s.status(400, "too long", error_code="context_length_exceeded")(exchange)
            return
        await s.says(next(self._lines))(exchange)


def read(body: dict[str, Any]) -> list[Message]:
    return [Message(m["role"], m["content"]) for m in body["messages"]]


async def spoken(voice: ModelVoice, cue: Cue, talk: Talk) -> SpokenLine:
    line = [piece async for piece in voice.speak(cue, talk)][-1]
    assert isinstance(line, SpokenLine)
    return line


def longest() -> Scenario:
    """The shipped scenario whose customer has the most to know."""
    return max(library().scenarios(), key=lambda one: len(one.customer.model_dump_json()))


async def test_500_turns_never_overflow_2048_tokens() -> None:
    small = Small()
    talk = TalkState.start(plan_of(longest())).talk
    cue = Cue((Part(CustomerAct.PRESS, reason="nothing"),), Band.ANGRY)
    short, long = repeat("I am looking at it now.", 30), ["", "One moment, please. " * 40, "🙂 naïve " * 700]
    replies = cycle(chain(short, long))
    async with serve(small) as server:
        model = backend(Profile(server.base_url, "m", context_size=CONTEXT, deadline=60.0))
        voice = ModelVoice(model, BuiltInVoice())
        while len(talk.transcript) < 500:
            reply = Turn(len(talk.transcript) + 1, Speaker.AGENT, next(replies))
            talk = replace(talk, transcript=(*talk.transcript, reply))
            line = await spoken(voice, cue, talk)
            answer = Turn(reply.seq + 1, Speaker.CUSTOMER, line.text, CustomerAct.PRESS, line.voice)
            talk = replace(talk, transcript=(*talk.transcript, answer))
        await model.aclose()
    assert (small.overflows, len(talk.transcript)) == (0, 500)
    assert small.fullest > 0.95 * CONTEXT, "the talk was never long enough to overflow"
    sent = [read(request.body) for request in server.requests]
    assert {prompt[0].content for prompt in sent} == {system_prompt(talk)}, "the persona is pinned"
    assert all("[Direction\n1. Nothing has moved." in prompt[-1].content for prompt in sent), "and the note"


def test_an_endpoint_that_is_told_too_much_says_so() -> None:
    whole = TalkState.start(plan_of(longest())).talk
    said = [Message("user", text) for text in (system_prompt(whole), *LINES)]
    assert tokens.count(said) * tokens.MARGIN + MOST_TOKENS > CONTEXT


async def prompts(scenario: Scenario, server: Server) -> list[list[int]]:
    """The prompts of a session's first turns, as the tokens that a server sees."""
    model = backend(Profile(server.base_url, "m", deadline=60.0))
    voice = ModelVoice(model, BuiltInVoice())
    begun = len(server.requests)
    async for _ in _turns(scenario, voice):
        pass
    await model.aclose()
    return [rendered(read(request.body)) for request in server.requests[begun:]]


async def _turns(scenario: Scenario, voice: ModelVoice) -> AsyncGenerator[TalkState, None]:
    """A fair agent, who asks before each step."""
    state = TalkState.start(plan_of(scenario))
    replies = (reply for pair in zip(cycle(ASKED), good_agent(scenario), strict=False) for reply in pair)
    while len(state.transcript) < TURNS:
        if state.cue is None:
            reply, situation = next(replies), state.situation()
            state = state.with_turn(Turn(state.next_seq, Speaker.AGENT, reply))
            state = state.with_reply(score_reply(reply, situation))
        else:
            line = await spoken(voice, state.cue, state.talk)
            assert line.voice is VoiceId.MODEL or state.cue.act is CustomerAct.OPEN
            turn = Turn(state.next_seq, Speaker.CUSTOMER, line.text, state.cue.act, line.voice)
            state = state.with_turn(turn)
        yield state


def rendered(messages: Sequence[Message]) -> list[int]:
    text = "".join(f"<|{m.role}|>\n{m.content}\n" for m in messages)
    return tokens.encoding().encode_ordinary(text)


def common(one: list[int], other: list[int]) -> int:
    """Tokens with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@pytest.mark.parametrize("scenario", library().scenarios(), ids=lambda scenario: scenario.id)
async def test_of_what_a_model_reads_in_12_turns_85_percent_stand_unchanged_in_the_next_prompt(
    scenario: Scenario,
) -> None:
    async with serve(Small(Profile("", "").context_size)) as server:
        sent = await prompts(scenario, server)
    assert len(sent) >= 5
    kept = [common(one, after) for one, after in pairwise(sent)]
    assert sum(kept) / sum(len(one) for one in sent[:-1]) >= 0.85
    # Of all that is read after the first prompt, so much need not be read anew; the rest is new words and the note.
    assert sum(kept) / sum(len(one) for one in sent[1:]) >= 0.80
