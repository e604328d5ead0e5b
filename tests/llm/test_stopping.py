"""An agent who stops waiting is let go at once, wherever the endpoint is, and what was heard so far is theirs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import aclosing

import pytest

import coach.llm.faults  # noqa: F401 - loads the client library outside of the deadlines below
from coach.customer.built_in_voice import BuiltInVoice
from coach.customer.model_voice import ModelVoice
from coach.domain.profile import Profile
from coach.domain.transcript import VoiceId
from coach.errors import BackendError
from coach.llm import backend, tokens
from coach.ports import Requests
from coach.scoring.judge.model_judge import ModelJudge
from coach.services.events import CustomerFailed, CustomerSpeaking, CustomerSpoke
from coach.services.practice import Events, PracticeSession
from coach.services.starting import Choice
from coach.services.storing import StoreThread
from tests.llm import server as s
from tests.llm.server import Behaviour, Server, serve
from tests.llm.test_judge_over_http import ALONE, SCORED, WARM
from tests.llm.test_model_voice_over_http import PRESS, TALK
from tests.llm.test_openai_compatible import self_signed
from tests.services.conftest import MakePractice, make_practice, store  # noqa: F401 - fixtures

LONG = 60.0
"""The deadline of a turn: whoever waited for it would be noticed."""
SOON = 20.0
"""Far below it, and far above what letting go takes, also on a busy machine."""
REPLY = "Which card are the two charges on?"
FLIP = s.says("How can I help you today?")


@pytest.fixture(autouse=True, scope="module")
def _vocabulary() -> None:
    tokens.encoding()


def profile(server: Server) -> Profile:
    return Profile(server.base_url, "small", deadline=LONG)


async def a_customer_s_turn(to: Profile) -> None:
    model = backend(to)
    try:
        async with aclosing(ModelVoice(model, BuiltInVoice()).speak(PRESS, TALK)) as pieces:
            async for _ in pieces:
                pass
    finally:
        await model.aclose()


async def a_verdict(to: Profile) -> None:
    judge = ModelJudge(backend(to))
    try:
        await judge(WARM, ALONE, SCORED)
    finally:
        await judge.aclose()


WAITS: dict[str, tuple[Behaviour, ...]] = {
    "for the first byte": (s.hangs(),),
    "in the middle of a line": (s.events_then_hang(s.chunk("So I said")),),
    "through comments": (s.repeats(b": wait\n\n", every=0.05),),
    "until it may ask again": (s.status(429, headers={"Retry-After": "50"}),),
    "for the second try": (FLIP, s.hangs()),
    "for the third": (s.status(503, headers={"Retry-After": "0"}), s.resets(), s.hangs()),
}


@pytest.mark.parametrize("name", WAITS)
@pytest.mark.parametrize("ask", [a_customer_s_turn, a_verdict])
async def test_whoever_stops_waiting_is_let_go_at_once(
    name: str, ask: Callable[[Profile], Awaitable[None]]
) -> None:
    behaviours = WAITS[name]
    async with serve(*behaviours) as server:
        waiting = asyncio.ensure_future(ask(profile(server)))
        async with asyncio.timeout(SOON):
            while len(server.requests) < len(behaviours):
                await asyncio.wait({waiting}, timeout=0.02)
            assert not waiting.done()
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        assert len(server.requests) == len(behaviours)


ASKED_TO_WAIT: dict[str, tuple[Behaviour, float]] = {
    "429": (s.status(429, headers={"Retry-After": "50"}), 50.0),
    "503": (s.status(503, headers={"Retry-After": "20"}), 20.0),
    "in milliseconds": (s.status(429, headers={"retry-after-ms": "30500"}), 30.5),
}


@pytest.mark.parametrize("name", ASKED_TO_WAIT)
async def test_what_the_endpoint_asks_for_is_told_as_long_as_it_lasts(name: str) -> None:
    behaviour, seconds = ASKED_TO_WAIT[name]
    async with serve(behaviour) as server:
        model = backend(profile(server))
        async with aclosing(ModelVoice(model, BuiltInVoice()).speak(PRESS, TALK)) as pieces:
            asked = await anext(pieces)
            assert isinstance(asked, Requests)
            assert (asked.seconds, asked.pause) == (LONG, 0.0)
            waiting = asyncio.ensure_future(anext(pieces))
            async with asyncio.timeout(SOON):
                while not asked.pause:
                    await asyncio.wait({waiting}, timeout=0.02)
            assert asked.pause == seconds
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            assert asked.pause == 0.0
        await model.aclose()


async def test_a_second_try_that_coach_makes_by_itself_is_no_wish_of_the_endpoint() -> None:
    async with serve(s.status(503), s.says("I am calm.")) as server:
        model = backend(Profile(server.base_url, "small", deadline=5.0))
        seen: set[float] = set()
        async with aclosing(ModelVoice(model, BuiltInVoice()).speak(PRESS, TALK)) as pieces:
            asked = await anext(pieces)
            assert isinstance(asked, Requests)
            listening = asyncio.ensure_future(drain(pieces))  # type: ignore[arg-type]
            async with asyncio.timeout(SOON):
                while not listening.done():
                    seen.add(asked.pause)
                    await asyncio.wait({listening}, timeout=0.01)
        await model.aclose()
    assert seen == {0.0}
    assert len(server.requests) == 2


async def test_a_keyring_that_does_not_answer_is_not_waited_for_without_end() -> None:
    locked = threading.Event()

    def find_key() -> str:
        locked.wait(SOON)
        return ""

    try:
        async with serve(s.says("x")) as server:
            model = backend(Profile(server.base_url, "small", deadline=0.3), find_key=find_key)
            with pytest.raises(BackendError) as failed:
                await drain(ModelVoice(model, BuiltInVoice()).speak(PRESS, TALK))  # type: ignore[arg-type]
            assert failed.value.kind == "timeout"
            assert server.requests == []
    finally:
        locked.set()


async def opened(practice: MakePractice, to: Profile) -> PracticeSession:
    talk = practice(ModelVoice(backend(to), BuiltInVoice()))
    session = await talk.start(Choice("blender-broken-charged-twice", seed=1, voice=VoiceId.MODEL))
    await drain(session.open())
    return session


async def drain(stream: Events) -> list[object]:
    async with aclosing(stream) as events:
        return [event async for event in events]


async def test_a_turn_that_is_stopped_keeps_the_reply_and_has_told_what_was_heard(
    make_practice: MakePractice,  # noqa: F811
    store: StoreThread,  # noqa: F811
) -> None:
    async with serve(
        s.events_then_hang(s.chunk("It is the Visa, "), s.chunk("and ")),
        s.says("It is the Visa, and I wait."),
    ) as server:
        session = await opened(make_practice, profile(server))
        heard = ""
        async with asyncio.timeout(SOON), aclosing(session.reply(REPLY)) as events:
            async for event in events:
                heard += event.fragment if isinstance(event, CustomerSpeaking) else ""
                if heard.endswith("and "):
                    break
        async with asyncio.timeout(SOON):
            await server.hung_up.wait()
        assert heard == "It is the Visa, and "
        kept = store.store.session(session.id)
        assert (kept.turns[-1].text, kept.replies[-1].scored is not None) == (REPLY, True)
        spoke = (await drain(session.retry_customer()))[-1]
    assert isinstance(spoke, CustomerSpoke)
    assert spoke.text == "It is the Visa, and I wait."
    assert spoke.wording is not None
    assert spoke.wording.usage.requests == 2


@pytest.mark.parametrize("broken", ["refused", "no such name", "https on a plain port", "self-signed"])
async def test_an_endpoint_that_cannot_be_reached_loses_no_reply_and_the_built_in_customer_goes_on(
    broken: str,
    make_practice: MakePractice,  # noqa: F811
    store: StoreThread,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*self_signed(tmp_path_factory.mktemp("keys")))
    async with serve(s.says("x"), tls=context if broken == "self-signed" else None) as server:
        urls = {
            "no such name": "http://no-such-host.invalid/v1",
            "https on a plain port": server.base_url.replace("http:", "https:"),
        }
        url = "http://127.0.0.1:9/v1" if broken == "refused" else urls.get(broken, server.base_url)
        session = await opened(make_practice, Profile(url, "small", deadline=10.0))
        failed = (await drain(session.reply(REPLY)))[-1]
        assert isinstance(failed, CustomerFailed)
        assert isinstance(failed.error, BackendError)
        assert failed.error.hint
        assert server.requests == []
    assert store.store.session(session.id).replies[-1].turn.text == REPLY
    session.voice = BuiltInVoice()
    assert isinstance((await drain(session.retry_customer()))[-1], CustomerSpoke)
