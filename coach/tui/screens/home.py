"""Home: what to do next, the lessons and how far one is, talks to take up again or to look back at.

It is painted before the coach is opened, so it imports nothing that takes time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList

from coach.errors import CoachError
from coach.tui import routes
from coach.tui.safe_text import SOFT, PlainText, join, one_line
from coach.tui.screens.framed import FramedScreen
from coach.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from coach.services.coach import Coach
    from coach.tui.rows import Overview, Row


class HomeScreen(FramedScreen):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "Next lesson"),
        Binding("question_mark", "app.help", "Help", show=False),
        Binding("q", "app.quit", "Quit"),
    ]
    AUTO_FOCUS = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self._coach: Coach | None = None
        self._overview: Overview | None = None
        self._folded: dict[str, bool] = {}
        """Curricula that the person has folded away or unfolded."""

    def body(self) -> Iterable[Widget]:
        yield PlainText(
            join(("coach", "bold $text-accent"), ("   practise the hard talks", SOFT)), classes="title"
        )
        yield PlainText(("opening …", SOFT), id="opening")
        with Horizontal(id="home"):
            yield RowList(id="rows")
            with VerticalScroll(id="about", can_focus=False):
                yield PlainText(id="about-text")

    def fill(self, coach: Coach) -> None:
        """The coach is open: show what it knows."""
        self._coach = coach
        self._load()

    def on_screen_resume(self) -> None:
        if self._coach is not None:
            self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        coach = self._coach
        if coach is None:
            return
        try:
            self._overview = await _overview(coach)
        except CoachError as error:
            self.say_trouble(error)
            return
        self.query_one("#opening").display = False
        self._show()

    def _show(self) -> None:
        from coach.tui.screens.home_rows import rows

        if self._overview is not None:
            self.query_one(RowList).show(rows(self._overview, self._folded))

    @on(RowList.Pointed)
    def _about(self, event: RowList.Pointed) -> None:
        self.query_one("#about-text", PlainText).show(event.row.about)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self.query_one(RowList).row
        if row is not None and row.kind == "curriculum":
            self._folded[row.key] = not row.folded
            self._show()
        elif row is not None:
            self._go(row)

    @work(exclusive=True)
    async def _go(self, row: Row) -> None:
        coach = self._coach
        if coach is None:
            return
        try:
            match row.kind:
                case "lesson":
                    self.app.push_screen(routes.lesson(coach, row.key, row.scenario))
                case "resume":
                    self.app.push_screen(await routes.resumed(coach, row.key))
                case "look_back":
                    self.app.push_screen(routes.debrief(coach, row.key))
                case _:
                    self.notify(f"First pass: {one_line(', '.join(row.needs))}.", markup=False, timeout=4)
        except CoachError as error:
            self.say_trouble(error)

    @work(exclusive=True)
    async def action_next(self) -> None:
        if self._coach is None:
            return
        try:
            screen = await routes.next_lesson(self._coach)
        except CoachError as error:
            self.say_trouble(error)
            return
        if screen is not None:
            self.app.push_screen(screen)


async def _overview(coach: Coach) -> Overview:
    from coach.tui.rows import Overview

    sessions = await coach.review.sessions()
    personas = coach.library.personas()
    return Overview(
        progress=await coach.reporting.progress(),
        open=await coach.practice.open_sessions(),
        finished=tuple(s for s in sessions if s.outcome is not None),
        curricula={c.id: c.title for c in coach.library.curricula()},
        curricula_about={c.id: c.summary for c in coach.library.curricula()},
        people={p.id: p.name for p in personas},
        people_about={p.id: p.summary for p in personas},
        briefings={s.id: s.briefing for s in coach.library.scenarios()},
        notices=coach.notices,
    )
