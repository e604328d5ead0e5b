"""Waiting for a customer whom a model words: the countdown, Esc, and what can be done when nothing comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

import coach.llm.faults  # noqa: F401 - loads the client library outside of the waits below
from coach.customer.built_in_voice import BuiltInVoice
from coach.customer.model_voice import ModelVoice
from coach.domain.profile import Profile
from coach.domain.transcript import VoiceId
from coach.errors import SettingsError
from coach.llm import backend, tokens
from coach.ports import Requests
from coach.services.events import CustomerAwaited
from coach.services.practice import HANDED_OVER, STOPPED
from coach.tui.screens.briefing import BriefingScreen
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.practice import PracticeScreen
from coach.tui.waiting import is_felt, waiting
from coach.tui.widgets.reply_box import ReplyBox
from coach.tui.widgets.talk_bar import BarKind, TalkBar
from tests.llm import server as s
from tests.llm.server import Behaviour, Server, serve
from tests.tui.driving import NARROW, SMALL, Driver, running
from tests.tui.fakes import FakeCoach, FakeVoice
from tests.tui.test_screens import assert_whole, picture  # noqa: F401 - a fixture

SOON = 20.0
"""Seconds: far below the deadline of a turn, and far above what anything here takes on a busy machine."""
REPLY = "I am sorry. What is it for?"
FIRST_HALF = "It is a present. The"
CHOICE = "F6 tries again, F7 goes on with the built-in customer, Esc leaves and keeps the talk"


@asynccontextmanager
async def waiting_talk(
    *, size: tuple[int, int] = NARROW, mute: bool = False, toasts: bool = False
) -> AsyncIterator[Driver]:
    """A talk in which the model has been asked for the answer to the first reply, and is stuck."""
    fake = FakeCoach(model=FakeVoice(VoiceId.MODEL, mute=mute), model_ready=True)
    async with running(fake, size=size, toasts=toasts) as driver:
        await start(driver)
        fake.model.stuck, fake.model.requests = True, Requests(seconds=60.0)
        await driver.say(REPLY, streaming=True)
        yield driver


async def start(driver: Driver) -> None:
    await driver.press("enter", "v")
    assert isinstance(driver.screen, BriefingScreen)
    driver.screen.choice = replace(driver.screen.choice, seed=1)
    await driver.press("enter")


async def let_pass(driver: Driver, seconds: float) -> None:
    driver.fake.seconds.let_pass(seconds)
    await driver.settle(streaming=True)


def kind(driver: Driver) -> BarKind | None:
    return driver.screen.query_one(TalkBar).kind


def footer(driver: Driver) -> str:
    return driver.text().splitlines()[-1]


def wordings(driver: Driver) -> list[tuple[str, ...]]:
    (stored,) = driver.fake.store.sessions_by_id.values()
    return [wording.interventions for wording in stored.wordings.values()]


async def test_a_wait_is_counted_down_once_it_is_felt() -> None:
    async with waiting_talk() as driver:
        await let_pass(driver, 1)
        assert "Nora Quist is answering" in driver.words()
        assert "left at most" not in driver.words()
        assert "Back" in footer(driver)
        await let_pass(driver, 1)
        assert "Nora Quist is answering; 58 s left at most" in driver.words()
        assert "Stop" in footer(driver)
        await let_pass(driver, 30)
        assert "28 s left at most" in driver.words()
        driver.fake.model.unstick.set()
        driver.fake.model.stuck = False
        for _ in range(2):  # the end of the wait changes the keys, and they are painted after that
            await driver.settle()
        assert "left at most" not in driver.words()
        assert "Back" in footer(driver)
        assert kind(driver) is None


async def test_words_that_come_take_the_countdown_away_until_the_end_is_near() -> None:
    async with waiting_talk() as driver:
        await let_pass(driver, 5)
        assert "55 s left at most" in driver.words()
        driver.fake.model.unstick.set()
        await driver.settle(streaming=True)
        driver.fake.model.unstick.clear()
        assert "The birthday is on Sunday." in driver.words()
    calm = CustomerAwaited(silent=0.4, left=15.5)
    assert not is_felt(calm)
    assert is_felt(replace(calm, left=14.5))


async def test_a_server_that_asks_for_time_is_quoted() -> None:
    async with waiting_talk(mute=True) as driver:
        assert driver.fake.model.requests is not None
        driver.fake.model.requests.pause = 20.0
        await let_pass(driver, 1)
        assert "The server asks us to wait 20 s; 59 s left at most" in driver.words()
        driver.fake.model.requests.pause = 0.0
        await let_pass(driver, 20)
        assert "Nora Quist is answering; 39 s left at most" in driver.words()


def test_a_voice_that_names_no_deadline_gets_no_countdown() -> None:
    assert waiting(CustomerAwaited(silent=3.0), "Nora") == "Nora is answering"


async def test_what_is_typed_during_a_wait_stays_and_the_countdown_goes_on_above_it() -> None:
    async with waiting_talk() as driver:
        await driver.say("And the blue one", streaming=True)
        await let_pass(driver, 3)
        assert driver.screen.query_one(ReplyBox).text == "And the blue one"
        assert "57 s left at most" in driver.words()
        await driver.press("escape")
        assert driver.screen.query_one(ReplyBox).text == "And the blue one"


async def test_esc_closes_the_articles_before_it_stops_anybody() -> None:
    async with waiting_talk() as driver:
        await let_pass(driver, 3)
        await driver.press("f2", streaming=True)
        assert "Stop" not in footer(driver)
        await driver.press("escape", streaming=True)
        assert kind(driver) is None
        assert "Stop" in footer(driver)
        await driver.press("escape")
        assert kind(driver) is BarKind.FAILED


@pytest.mark.parametrize("felt", [False, True])
async def test_esc_breaks_the_answer_off_and_keeps_all_that_was_said(felt: bool) -> None:
    async with waiting_talk() as driver:
        await let_pass(driver, 3 if felt else 1)
        await driver.press("escape")
        said = driver.words()
        assert "You stopped the customer's answer." in said
        assert CHOICE in said
        assert REPLY in said
        assert f"Nora Quist broken off {FIRST_HALF}" in said
        assert "Your reply is kept; the customer has not answered yet" in said
        assert driver.fake.model.closed == 1
        (stored,) = driver.fake.store.sessions_by_id.values()
        assert [turn.text for turn in stored.turns][1:] == [REPLY]
        assert stored.replies[0].scored is not None


async def test_before_the_first_word_there_is_nothing_to_keep() -> None:
    async with waiting_talk(mute=True) as driver:
        await driver.press("escape")
        assert "broken off" not in driver.words()
        assert not any(row.strip() == "▌ …" for row in driver.text().splitlines())
        assert CHOICE in driver.words()


async def test_the_next_words_take_the_place_of_what_broke_off() -> None:
    async with waiting_talk() as driver:
        await driver.press("escape")
        driver.fake.model.mute = True
        await driver.press("f6", streaming=True)
        assert f"broken off {FIRST_HALF}" in driver.words()
        assert "Retry" not in footer(driver)
        await driver.press("escape")
        assert f"broken off {FIRST_HALF}" in driver.words()
        driver.fake.model.stuck = False
        await driver.press("f6")
        assert "broken off" not in driver.words()
        assert driver.words().count("It is a present.") == 1
        assert wordings(driver) == [(STOPPED, STOPPED)]


async def test_an_answer_that_breaks_off_by_itself_stays_too() -> None:
    midway = s.events(s.chunk("It is a "), s.event({"error": {"message": "out of memory"}}))
    async with a_real_server(midway) as (driver, _):
        await driver.say(REPLY)
        assert "Nora Quist broken off It is a" in driver.words()
        assert CHOICE in driver.words()


async def test_the_built_in_customer_takes_over_for_the_rest_of_the_talk_and_after_it_was_left() -> None:
    async with waiting_talk(size=(110, 60)) as driver:
        await driver.press("escape", "f7")
        assert "The birthday is on Sunday." in driver.words()
        assert "broken off" not in driver.words()
        await driver.press("escape", "down", "enter")
        assert isinstance(driver.screen, PracticeScreen)
        assert driver.screen.session.voice is driver.fake.built_in
        await driver.say("I am sorry. The blue one comes on Friday.")
        await driver.press("enter", "pagedown")
        assert "From then on the built-in customer spoke." in driver.words()
        assert wordings(driver) == [(STOPPED, HANDED_OVER)]
        (stored,) = driver.fake.store.sessions_by_id.values()
        voices = [turn.voice for turn in stored.turns if turn.speaker == "customer"]
        assert voices == [VoiceId.MODEL, VoiceId.BUILT_IN, VoiceId.BUILT_IN]


async def test_a_hand_over_that_could_not_be_stored_is_not_forgotten() -> None:
    async with waiting_talk() as driver:
        await driver.press("escape")
        driver.fake.store.fails = {"add_turn:customer"}
        await driver.press("f7")
        assert kind(driver) is BarKind.UNKEPT
        driver.fake.store.fails = set()
        await driver.press("f6")
        assert "The birthday is on Sunday." in driver.words()
        assert wordings(driver) == [(STOPPED, HANDED_OVER)]


async def test_a_talk_that_is_left_after_a_failure_asks_for_the_answer_when_it_is_taken_up() -> None:
    async with waiting_talk(toasts=True) as driver:
        await driver.press("escape", "escape")
        assert isinstance(driver.screen, HomeScreen)
        assert "The talk is kept." in driver.words()
        driver.fake.model.stuck = False
        await driver.press("down", "enter")
        assert "The birthday is on Sunday." in driver.words()
        assert kind(driver) is None


@pytest.mark.parametrize("key", ["f6", "f7"])
async def test_the_same_choice_is_offered_at_the_opening(key: str) -> None:
    fake = FakeCoach(model=FakeVoice(VoiceId.MODEL, failures=1), model_ready=True)
    async with running(fake) as driver:
        await start(driver)
        assert CHOICE in driver.words()
        assert "The customer has not answered yet" in driver.words()
        await driver.press(key)
        assert "I told your bot already." in driver.words()
        assert driver.app.focused is driver.screen.query_one(ReplyBox)


async def test_a_talk_whose_model_is_not_set_any_more_can_go_on() -> None:
    async with waiting_talk() as driver:
        await driver.press("escape", "escape")
        driver.fake.lost = SettingsError("The model's voice needs base_url.", "Set COACH_BASE_URL.")
        await driver.press("down", "enter")
        assert "The model's voice needs base_url." in driver.words()
        assert CHOICE in driver.words()
        await driver.press("f7")
        assert "The birthday is on Sunday." in driver.words()


async def test_a_wait_looks_as_before(picture: SnapshotAssertion) -> None:  # noqa: F811
    async with waiting_talk() as driver:
        await let_pass(driver, 13)
        assert_whole(driver)
        assert await driver.picture(streaming=True) == picture(name="answering")
        await driver.press("escape")
        assert_whole(driver)
        assert await driver.picture() == picture(name="stopped")


async def test_a_wait_and_the_choice_fit_the_smallest_terminal() -> None:
    async with waiting_talk(size=SMALL) as driver:
        await let_pass(driver, 13)
        assert_whole(driver)
        assert "47 s left at most" in driver.words()
        await driver.press("escape")
        assert_whole(driver)
        assert CHOICE in driver.words()


@pytest.fixture(scope="module", autouse=True)
def _vocabulary() -> None:
    tokens.encoding()


@asynccontextmanager
async def a_real_server(*behaviours: Behaviour) -> AsyncIterator[tuple[Driver, Server]]:
    """A talk before its first reply, with a model behind a real connection."""
    async with serve(*behaviours) as server:
        model = ModelVoice(backend(Profile(server.base_url, "small", deadline=60.0)), BuiltInVoice())
        async with running(FakeCoach(model=model, model_ready=True)) as driver:  # type: ignore[arg-type]
            await start(driver)
            yield driver, server


async def until(driver: Driver, found: object) -> None:
    assert callable(found)
    async with asyncio.timeout(SOON):
        while not found():
            await driver.settle(streaming=True)


SLOW: dict[str, tuple[Behaviour, str]] = {
    "nothing comes": (s.hangs(), "Nora Quist is answering; 57 s left at most"),
    "it hangs midway": (
        s.events_then_hang(s.chunk("It is a ")),
        "Nora Quist is answering; 57 s left at most",
    ),
    "it trickles": (s.drips(s.chunk("It is a present."), every=1.0), "Nora Quist is answering; 57 s left"),
    "comments for ever": (s.repeats(b": wait\n\n", every=0.05), "Nora Quist is answering; 57 s left"),
    "Retry-After 20": (s.status(429, headers={"Retry-After": "20"}), "The server asks us to wait 20 s; 57 s"),
}


@pytest.mark.parametrize("name", SLOW)
async def test_however_a_server_makes_people_wait_it_is_counted_down_and_esc_ends_it(name: str) -> None:
    behaviour, told = SLOW[name]
    async with a_real_server(behaviour) as (driver, server):
        await driver.say(REPLY, streaming=True)
        await until(driver, lambda: server.requests)
        if name == "it hangs midway":
            await until(driver, lambda: "It is a" in driver.words())
        if name == "Retry-After 20":
            await until(driver, lambda: "asks us" in driver.words() or driver.fake.seconds.let_pass(0.0))
        await let_pass(driver, 3)
        assert told in driver.words()
        await driver.press("escape", streaming=True)
        await until(driver, lambda: kind(driver) is BarKind.FAILED)
        assert ("broken off" in driver.words()) is (name == "it hangs midway")
        if name != "Retry-After 20":
            async with asyncio.timeout(SOON):
                await server.hung_up.wait()
        await driver.press("f7")
        assert "The birthday is on Sunday." in driver.words()


async def test_a_server_that_names_more_than_the_deadline_is_not_waited_for() -> None:
    async with a_real_server(s.status(429, headers={"Retry-After": "130"})) as (driver, server):
        await driver.say(REPLY)
        assert kind(driver) is BarKind.FAILED
        assert "in 130 seconds" in driver.words()
        assert CHOICE in driver.words()
        assert len(server.requests) == 1
