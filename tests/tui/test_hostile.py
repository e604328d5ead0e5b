"""Text that would drive the app or the terminal, in every place where foreign text is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.events import Paste

from coach.domain.assessment import Assessment, Evidence, Finding, Fix, Levels, Score, ScoredReply, Verdict
from coach.domain.scenario import Article, PassMark
from coach.errors import StoreError
from coach.tui import feedback
from coach.tui.safe_text import lines
from coach.tui.screens.practice import PracticeScreen
from tests.tui.driving import WIDE, Driver, running
from tests.tui.fakes import CURRICULUM, HOSTILE, FakeCoach, FakeLibrary, FakeStore, persona, scenario

DRIVING = ("\x1b", "\x07", "\u202e", "owned")


def hostile_library() -> FakeLibrary:
    plain = scenario().model_dump(mode="json", by_alias=True, exclude_none=True)
    customer = plain["customer"]
    customer["opening"] = HOSTILE
    customer["reason_for_contact"] = HOSTILE
    return FakeLibrary(
        only=scenario(
            schema="coach/scenario@2",
            title=HOSTILE,
            briefing=f"{HOSTILE}\n\n{HOSTILE}",
            customer=customer,
            handoff=[{"bot": HOSTILE}, {"customer": HOSTILE}],
            copilot=[
                {
                    "says": HOSTILE,
                    "kind": "wrong",
                    "because": HOSTILE,
                    "breaks": "swap-friday",
                    "article": HOSTILE,
                }
            ],
            panel=[{"label": HOSTILE, "shows": HOSTILE, "kind": "stale", "because": HOSTILE}],
            facts=[{"id": "swap-friday", "statement": HOSTILE, "required": True, "source": HOSTILE}],
        ),
        people=(persona(name=HOSTILE, summary=HOSTILE), persona(id="ivo-marsh", name=HOSTILE)),
        curriculum=CURRICULUM.model_copy(update={"title": HOSTILE}),
        article=Article(
            id="KB-7", title=HOSTILE, body=f"# {HOSTILE}\n\n{HOSTILE}\n\n[x](app.quit)\n\n<b>{HOSTILE}</b>"
        ),
    )


def hostile_coach() -> FakeCoach:
    return FakeCoach(library=hostile_library(), store=FakeStore(), notices=(HOSTILE,))


def assert_inert(driver: Driver) -> None:
    """Shown as text, without what drives; and no action hides behind any cell."""
    shown = driver.text()
    assert not [bad for bad in DRIVING if bad in shown]
    for strip in driver.screen._compositor.render_strips():
        for segment in strip:
            meta = segment.style.meta if segment.style else {}
            assert not [v for k, v in meta.items() if "click" in k and "quit" in str(v)]
    assert driver.app.is_running


async def test_hostile_text_is_inert_on_every_screen() -> None:
    async with running(hostile_coach(), size=WIDE) as driver:
        assert "[/b]" in driver.text()
        assert_inert(driver)
        for key in ("enter", "p", "escape", "enter", "f2", "down", "escape", "f1", "escape", "f5"):
            await driver.press(key)
            assert_inert(driver)
        await driver.press("escape")
        assert isinstance(driver.screen, PracticeScreen)
        await driver.say(f"{HOSTILE} calm down friday")
        await driver.press("f4")
        assert_inert(driver)
        await driver.press("f5", "enter", "f6")
        for _ in range(4):
            assert_inert(driver)
            await driver.press("pagedown")
        await driver.press("escape", "ctrl+p")
        await driver.type("practise")
        assert_inert(driver)


async def test_hostile_errors_are_inert() -> None:
    async with running(FakeCoach(refuses=StoreError(HOSTILE, HOSTILE))) as driver:
        assert "[/b]" in driver.text()
        assert_inert(driver)
    async with running() as driver:
        await driver.start_talk()
        driver.fake.store.fails = {"add_turn:agent"}
        await driver.say(HOSTILE)
        assert_inert(driver)


@pytest.mark.parametrize("key", ["f4", "f2", "ctrl+p"])
async def test_what_is_pasted_is_inert_in_the_reply_the_search_and_the_palette(key: str) -> None:
    async with running(hostile_coach()) as driver:
        await driver.start_talk()
        await driver.press(key)
        driver.app.post_message(Paste(HOSTILE))
        await driver.settle()
        assert "[/b]" in driver.text()
        assert_inert(driver)


def test_a_hostile_score_is_inert() -> None:
    quote = Evidence("validation", HOSTILE, 0, len(HOSTILE), "rule")
    scored = ScoredReply(
        Assessment(
            acts=(quote,),
            faults=(replace(quote, id=HOSTILE),),
            events=(quote,),
            flags=(quote,),
            findings=(Finding(HOSTILE, Verdict.WRONG, HOSTILE, quote, HOSTILE),),
            levels=Levels(validation=1, evidence=(quote,)),
        ),
        Score(1.0, HOSTILE, (quote,)),
        Score(None, HOSTILE),
        Fix(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    )
    said = lines(
        feedback.evidence(scored),
        feedback.whole_fix(scored, PassMark()),
        feedback.marked(HOSTILE, scored),
    )
    assert "[/b]" in said.plain
    assert not [bad for bad in DRIVING if bad in said.plain]
    assert not [span for span in said.spans if "@" in str(span.style)]
