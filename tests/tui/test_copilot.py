"""The co-pilot, the panel and the handoff on the screen: beside the talk where there is room, else above the box."""

from __future__ import annotations

import pytest

from coach.tui.screens.briefing import BriefingScreen
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.screens.practice import PracticeScreen
from coach.tui.widgets.copilot import Copilot, CopilotStrip
from coach.tui.widgets.reply_box import ReplyBox
from tests.tui.driving import NARROW, SMALL, WIDE, Driver, running
from tests.tui.fakes import FakeCoach, FakeLibrary, scenario

NUDGES = [
    {
        "says": "Ask which colour she ordered.",
        "kind": "wrong",
        "breaks": "order",
        "because": "the bot has it",
    },
    {
        "at": "swap",
        "says": "A swap comes on Monday.",
        "kind": "stale",
        "breaks": "swap-friday",
        "article": "KB-7",
    },
    {"at": "gift", "says": "A swap comes on Friday, free of charge.", "kind": "right"},
]
PANEL = [
    {"label": "Churn risk", "shows": "91 percent", "kind": "wrong", "because": "it counts the contacts"},
    {"label": "Mood", "shows": "calm", "kind": "tone-deaf", "breaks": "dismissive"},
]
TOLD = {"id": "order", "ask": "the colour that was ordered", "say": "Blue, order 51.", "told": True}


def nudged() -> FakeCoach:
    customer = scenario().customer.model_dump(mode="json", by_alias=True, exclude_none=True)
    customer["known_info"] = [TOLD]
    only = scenario(schema="coach/scenario@2", copilot=NUDGES, panel=PANEL, customer=customer)
    return FakeCoach(library=FakeLibrary(only=only))


async def talk_with_three_nudges(driver: Driver) -> None:
    await driver.start_talk()
    await driver.say("I am sorry. What is it for?")
    assert "The birthday is on Sunday." in driver.words()


async def test_the_briefing_says_that_a_co_pilot_is_there_and_can_be_wrong() -> None:
    async with running(nudged()) as driver:
        await driver.press("enter")
        assert isinstance(driver.screen, BriefingScreen)
        assert "A co-pilot is beside you in this talk, and a panel" in driver.words()
        assert "Both can be wrong" in driver.words()
        assert "Ask which colour" not in driver.words()


async def test_a_talk_without_one_has_no_room_taken_by_it() -> None:
    async with running() as driver:
        await driver.press("enter")
        assert "co-pilot" not in driver.words().lower()
        await driver.press("enter")
        assert not driver.screen.query_one(CopilotStrip).display
        assert "Co-pilot" not in driver.words()


async def test_beside_a_wide_talk_stands_all_of_it_with_the_newest_on_top() -> None:
    async with running(nudged(), size=WIDE) as driver:
        await talk_with_three_nudges(driver)
        assert not driver.screen.query_one(CopilotStrip).display
        shown = driver.words()
        assert "Churn risk 91 percent · Mood calm" in shown
        newest, older = shown.index("A swap comes on Friday"), shown.index("A swap comes on Monday")
        assert newest < older
        assert "Ask which colour she ordered." in shown
        assert not {"Wrong.", "Out of date."} & set(shown.split(". "))


@pytest.mark.parametrize("size", [NARROW, SMALL])
async def test_above_the_box_of_a_narrow_talk_stands_what_is_new_and_the_talk_stays_to_be_read(
    size: tuple[int, int],
) -> None:
    async with running(nudged(), size=size) as driver:
        await driver.start_talk()
        shown = driver.words()
        assert "What happens now?" in shown
        assert "Ask which colour she ordered." in shown
        assert "A swap comes on Monday." in shown
        assert driver.app.focused is driver.screen.query_one(ReplyBox)
        assert not driver.screen.query_one(Copilot).parent.display  # type: ignore[union-attr]
        await driver.say("I am sorry. What is it for?")
        shown = driver.words()
        assert "The birthday is on Sunday." in shown
        assert "A swap comes on Friday, free of charge." in shown
        assert "F2: 2 more" in shown
        assert "Monday" not in shown


async def test_the_older_ones_stand_with_the_articles_in_a_narrow_talk() -> None:
    async with running(nudged()) as driver:
        await talk_with_three_nudges(driver)
        await driver.press("f2")
        shown = driver.words()
        assert shown.index("A swap comes on Friday") < shown.index("A swap comes on Monday")
        assert "Look it up" in shown
        assert "You can swap it." in shown
        await driver.press("escape")
        assert "The birthday is on Sunday." in driver.words()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_article_that_the_co_pilot_names_opens_by_its_key(size: tuple[int, int]) -> None:
    async with running(nudged(), size=size) as driver:
        await driver.start_talk()
        assert "F3: KB-7" in driver.words()
        await driver.press("f3")
        assert "A swap arrives on Friday" in driver.words()
        await driver.press("escape")
        assert isinstance(driver.screen, PracticeScreen)
        assert driver.app.focused is driver.screen.query_one(ReplyBox)


async def test_its_key_opens_the_article_also_from_within_a_search() -> None:
    async with running(nudged(), size=WIDE) as driver:
        await driver.start_talk()
        await driver.press("f2")
        await driver.type("zebra")
        assert "Nothing in the briefing" in driver.words()
        await driver.press("f3")
        assert "A swap arrives on Friday" in driver.words()


async def test_the_key_for_the_article_does_nothing_where_none_is_named() -> None:
    async with running() as driver:
        await driver.start_talk()
        await driver.press("f3")
        assert driver.app.focused is driver.screen.query_one(ReplyBox)
        assert "I told your bot already." in driver.words()


async def test_the_help_lists_the_key_for_the_article() -> None:
    async with running(nudged(), size=WIDE) as driver:
        await driver.start_talk()
        await driver.press("f1")
        assert "f3 Article of the co-pilot" in driver.words()


async def test_a_talk_taken_up_again_has_what_the_co_pilot_said() -> None:
    async with running(nudged(), size=WIDE) as driver:
        await talk_with_three_nudges(driver)
        await driver.press("escape", "down", "enter")
        assert isinstance(driver.screen, PracticeScreen)
        shown = driver.words()
        assert shown.index("A swap comes on Friday") < shown.index("A swap comes on Monday")
        assert shown.count("Ask which colour she ordered.") == 1


async def test_where_the_agent_opens_the_co_pilot_speaks_first_and_once() -> None:
    only = scenario(
        schema="coach/scenario@2", opens="agent", handoff=[], copilot=[NUDGES[2] | {"at": "opening"}]
    )
    async with running(FakeCoach(library=FakeLibrary(only=only)), size=WIDE) as driver:
        await driver.start_talk()
        assert driver.words().count("A swap comes on Friday, free of charge.") == 1


@pytest.mark.parametrize("size", [(80, 100), (140, 100)])
async def test_the_debrief_says_what_was_right_and_what_the_agent_made_of_it(size: tuple[int, int]) -> None:
    async with running(nudged(), size=size) as driver:
        await talk_with_three_nudges(driver)
        await driver.say("Please calm down.")
        await driver.say("I am sorry about the blue one, order 51. It comes on Friday.")
        await driver.press("enter")
        assert isinstance(driver.screen, DebriefScreen)
        shown = driver.words()
        for said in (
            "Beside the talk it changes no score by itself",
            "✓ Co-pilot “Ask which colour she ordered.” Wrong.",
            "The bot has it. They had told it already: “Blue, order 51”. You did not follow it.",
            "✓ Co-pilot “A swap comes on Monday.” Out of date.",
            "A blue kettle is delivered on Friday, free of charge (KB-7 section 1).",
            "✓ Co-pilot “A swap comes on Friday, free of charge.” Right.",
            "You used it in reply 3: “Friday”",
            "· Panel “Churn risk: 91 percent” Wrong. It counts the contacts.",
            "✗ Panel “Mood: calm” Out of tune. What comes of it: made light of the problem.",
            "You followed it in reply 2: “calm down”",
            "You used what they had told already: the colour that was ordered, “Blue, order 51” (reply 3).",
        ):
            assert said in shown


LONG = "It is the newest advice that a model has for this talk, and there is a lot of it to be read. " * 6


def crowded(nudges: int = 30, readings: int = 40) -> FakeCoach:
    """Nudges of the greatest length at one goal, and a panel of many readings."""
    says = [{"at": "swap", "says": f"Number {n}. {LONG}"[:600], "kind": "right"} for n in range(nudges)]
    panel = [{"label": f"Reading {n}", "shows": "s" * 600, "kind": "right"} for n in range(readings)]
    customer = scenario().customer.model_dump(mode="json", by_alias=True, exclude_none=True)
    only = scenario(schema="coach/scenario@2", copilot=says, panel=panel, customer=customer)
    return FakeCoach(library=FakeLibrary(only=only))


@pytest.mark.parametrize("size", [NARROW, SMALL])
async def test_however_much_the_co_pilot_says_the_customer_and_the_reply_stay_to_be_read(
    size: tuple[int, int],
) -> None:
    async with running(crowded(), size=size) as driver:
        await driver.start_talk()
        await driver.type("hello")
        assert "What happens now?" in driver.words()
        assert "hello" in driver.words()
        assert driver.screen.query_one(CopilotStrip).outer_size.height <= 4


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
async def test_all_that_it_has_said_can_be_leafed_through_and_then_the_article(size: tuple[int, int]) -> None:
    async with running(crowded(8, 6), size=size) as driver:
        await driver.start_talk()
        await driver.press("f2")
        copilot = driver.screen.query_one(Copilot)
        pages, most = 0, copilot.max_scroll_y
        while copilot.scroll_y < most:
            await driver.press("pagedown")
            pages += 1
            assert pages <= most
        assert "Number 7." in driver.words() or "a lot of it to be read" in driver.words()
        for _ in range(pages + 1):
            await driver.press("pageup")
        assert copilot.scroll_y == 0
