"""After a talk: both axes, the frustration curve, the reply that turned it, every reply with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from coach.errors import CoachError
from coach.services.coach import Coach
from coach.services.review import Debrief
from coach.services.starting import Choice
from coach.tui import routes
from coach.tui.safe_text import HEAD, SOFT, HangingText, PlainText, join, one_line
from coach.tui.screens import debrief_text as words
from coach.tui.screens.framed import FramedScreen
from coach.tui.widgets.curve import Curve

VARIED = "the same scenario once more; the customer words it otherwise, in a slightly other mood"
SAME = "exactly this talk once more: the same mood, and the same words to the same replies"


class DebriefScreen(FramedScreen):
    AUTO_FOCUS = "#debrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again(False)", "Again, varied", tooltip=VARIED),
        Binding("s", "again(True)", "Repeat", tooltip=SAME),
        Binding("n", "next", "Next lesson"),
        Binding("h,escape", "home", "Home"),
        Binding("question_mark", "app.help", "Help", show=False),
    ]

    def __init__(self, coach: Coach, session_id: str) -> None:
        super().__init__()
        self._coach = coach
        self._session_id = session_id
        self._debrief: Debrief | None = None

    def body(self) -> Iterable[Widget]:
        yield PlainText(("Looking back …", SOFT), id="debrief-title", classes="title")
        yield VerticalScroll(id="debrief")

    @work(exclusive=True)
    async def on_mount(self) -> None:
        try:
            self._debrief = debrief = await self._coach.review.debrief(self._session_id)
        except CoachError as error:
            self.app.pop_screen()
            self.say_trouble(error)
            return
        plan = debrief.session.plan
        who = f"   with {one_line(plan.persona.name)}"
        self.query_one("#debrief-title", PlainText).show(
            join((one_line(plan.scenario.title), "bold"), (who, SOFT))
        )
        await self.query_one("#debrief").mount_all(list(_sections(debrief)))

    def action_again(self, same: bool) -> None:
        if self._debrief is None:
            return
        plan = self._debrief.session.plan
        choice = Choice(
            plan.scenario.id,
            persona=plan.persona.id,
            seed=plan.seed if same else None,
            voice=plan.voice,
            lesson=plan.lesson,
        )
        try:
            screen = routes.briefing(self._coach, choice)
        except CoachError as error:
            self.say_trouble(error)
            return
        self.app.switch_screen(screen)

    @work(exclusive=True)
    async def action_next(self) -> None:
        try:
            screen = await routes.next_lesson(self._coach)
        except CoachError as error:
            self.say_trouble(error)
            return
        if screen is None:
            self.notify("You have passed every lesson.", markup=False)
            return
        self.app.switch_screen(screen)

    def action_home(self) -> None:
        self.app.pop_screen()


def _sections(debrief: Debrief) -> Iterable[Widget]:
    session = debrief.session
    yield HangingText(words.ending(debrief), classes="section")
    if not debrief.replies:
        yield PlainText(words.small_print(session), classes="section -ruled")
        return
    card = session.scorecard
    if card is not None:
        yield Horizontal(
            HangingText(words.axis("empathy", card), classes="card"),
            HangingText(words.axis("accuracy", card), classes="card"),
            classes="axes",
        )
        yield HangingText(words.quadrants(card), classes="section")
        news = words.must_know(card, session.plan)
        if news.plain:
            yield HangingText(news, classes="section")
    beside = words.beside(debrief.drills)
    if beside.plain:
        yield HangingText(beside, classes="section")
    yield PlainText(join(("Frustration", HEAD), ("  0 calm to 100 furious", SOFT)))
    yield PlainText(words.turn(debrief))
    yield Curve(debrief.curve, debrief.turning_reply, id="curve")
    for one in debrief.replies:
        yield HangingText(words.reply(one, session.plan), classes="section -ruled")
    yield PlainText(words.small_print(session), classes="section -ruled")
