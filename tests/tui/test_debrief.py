from __future__ import annotations

from dataclasses import replace

from coach.domain.frustration import Reason
from coach.tui.screens import debrief_text
from coach.tui.screens.briefing import BriefingScreen
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.widgets.curve import drawn
from tests.tui.driving import Driver, running


async def finish(driver: Driver, *before: str) -> None:
    await driver.start_talk()
    for text in (*before, "I am sorry. The blue one comes on Friday."):
        await driver.say(text)
    await driver.press("enter")
    assert isinstance(driver.screen, DebriefScreen)


async def test_the_debrief_names_the_reply_that_turned_the_talk() -> None:
    async with running(size=(100, 60)) as driver:
        await finish(driver, "Please calm down.")
        assert "Reply 2 turned the talk" in driver.words()
        assert "▲ the turn" in driver.words()
        assert "a correct step" in driver.words()
        assert "made light of the problem “calm down”" in driver.words()


async def test_the_debrief_marks_the_place_on_both_axes_without_colour() -> None:
    async with running(size=(80, 24)) as driver:
        await finish(driver)
        assert "● warm and right" in driver.words()
        stored = driver.fake.store.sessions_by_id["00000001-session"]
        assert stored.scorecard is not None
        head, above, rule, below, said = debrief_text.quadrants(stored.scorecard).plain.splitlines()
    assert head == "Both axes at once  up is empathy, to the right is accuracy"
    assert [cell.strip() for cell in above.split("│")] == ["warm and wrong", "● warm and right"]
    assert [cell.strip() for cell in below.split("│")] == ["cold and wrong", "cold and right"]
    assert above.index("│") == rule.index("┼") == below.index("│")
    assert said == "Warm and right. They were heard, and can rely on what they were told."


async def test_warm_and_wrong_is_called_dangerous() -> None:
    async with running(size=(80, 40)) as driver:
        await driver.start_talk()
        await driver.say("I am sorry.")
        await driver.press("f5", "enter", "enter")
        assert "● warm and wrong" in driver.words()
        assert "This is the dangerous one" in driver.words()


async def test_the_same_customer_comes_back_with_the_same_seed() -> None:
    async with running() as driver:
        await finish(driver)
        await driver.press("s")
        assert isinstance(driver.screen, BriefingScreen)
        seeds = {s.plan.seed for s in driver.fake.store.sessions_by_id.values()}
        assert seeds == {driver.screen.choice.seed}


async def test_practising_again_leaves_the_seed_open() -> None:
    async with running() as driver:
        await finish(driver)
        await driver.press("a")
        assert isinstance(driver.screen, BriefingScreen)
        assert driver.screen.choice.seed is None


async def test_the_next_lesson_opens_from_the_debrief() -> None:
    async with running() as driver:
        await finish(driver)
        await driver.press("n")
        assert isinstance(driver.screen, BriefingScreen)
        assert driver.screen.choice.lesson == "kettle-again"


async def test_a_finished_talk_is_looked_back_at_from_home() -> None:
    async with running() as driver:
        await finish(driver)
        await driver.press("escape", "end", "enter")
        assert isinstance(driver.screen, DebriefScreen)
        assert "Passed and settled: the lesson is done." in driver.words()


async def test_what_was_never_said_is_named_with_its_source() -> None:
    async with running(size=(100, 60)) as driver:
        await driver.start_talk()
        await driver.say("Please calm down.")
        await driver.press("f5", "enter", "enter")
        assert "accuracy is 0.0 and needs 4.0" in driver.words()
        assert "A blue kettle is delivered on Friday, free of charge. KB-7 section 1" in driver.words()


async def ended_with_accuracy(driver: Driver, **changes: object) -> None:
    """One talk is over and its accuracy changed in the store; its row is chosen."""
    await driver.start_talk()
    await driver.say("Please calm down.")
    await driver.press("f5", "enter", "f6")
    stored = driver.fake.store.sessions_by_id["00000001-session"]
    assert stored.scorecard is not None
    card = replace(stored.scorecard, accuracy=replace(stored.scorecard.accuracy, **changes))  # type: ignore[arg-type]
    driver.fake.store.sessions_by_id[stored.id] = replace(stored, scorecard=card)
    await driver.press("escape", "end")


async def test_a_result_just_below_its_mark_does_not_read_as_the_mark() -> None:
    async with running(size=(100, 40)) as driver:
        await ended_with_accuracy(driver, value=3.97)
        assert "3.4 3.9" in driver.words()
        await driver.press("enter")
        assert "accuracy is 3.97 and needs 4.0" in driver.words()
        assert "Accuracy 3.97 ●●●●○ mark not reached" in driver.words()


async def test_marks_reached_in_a_talk_left_open_are_no_pass() -> None:
    async with running(size=(100, 40)) as driver:
        await ended_with_accuracy(driver, passed=True)
        assert "not settled" in driver.words()
        await driver.press("enter")
        assert "marks are reached, but the matter was left open, so the lesson is not done" in driver.words()


async def test_a_talk_without_a_reply_is_not_scored() -> None:
    async with running() as driver:
        await driver.start_talk()
        await driver.press("f5", "enter", "f6")
        assert "Not scored: no reply was given." in driver.words()
        assert "Empathy" not in driver.words()


async def test_the_help_says_what_the_two_ways_of_practising_again_are() -> None:
    async with running() as driver:
        await finish(driver)
        await driver.press("f1")
        assert "exactly this talk once more" in driver.words()
        assert "the customer words it" in driver.words()


def test_every_bar_of_a_long_talk_fits() -> None:
    points = [50 + n for n in range(41)]
    for width in (52, 76, 106):
        picture = drawn(points, 40, width=width).plain.splitlines()
        assert max(len(row) for row in picture[:-1]) <= width


def test_reasons_that_round_to_nothing_are_left_out() -> None:
    said = debrief_text._reasons((Reason("correct_step", -12.0), Reason("soothed", -0.2)))
    assert said == "a correct step (−12)"
