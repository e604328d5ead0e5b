"""What the command palette offers: every scenario, open talks, ending the talk, help, colours, leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from coach.errors import CoachError
from coach.tui import routes
from coach.tui.safe_text import SOFT, join, one_line
from coach.tui.screens.practice import PracticeScreen
from coach.tui.screens.trouble import TroubleScreen
from coach.tui.wording import BUSINESS, count, day, word

if TYPE_CHECKING:
    from coach.services.coach import Coach
    from coach.tui.app import CoachApp


@dataclass(frozen=True)
class Command:
    text: str
    about: str
    run: Callable[[], object]
    shown_first: bool = False
    """Offered before anything is typed."""

    @property
    def display(self) -> Content:
        return join(self.text, (f"   {self.about}", SOFT))


class CoachCommands(Provider):
    """Titles are foreign text, so hits are built without Textual's markup highlighting."""

    async def startup(self) -> None:
        coach = self._app.coach
        try:
            here = self.screen
            current = here.session.id if isinstance(here, PracticeScreen) else ""
            self._commands = await _commands(self._app, coach, current=current) if coach else []
        except CoachError:
            # What stands in the way is said by the screen that needs it; the palette still opens.
            self._commands = []

    @property
    def _app(self) -> CoachApp:
        from coach.tui.app import CoachApp

        assert isinstance(self.app, CoachApp)
        return self.app

    async def discover(self) -> Hits:
        for command in self._here():
            if command.shown_first:
                yield DiscoveryHit(command.display, command.run, command.text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._here():
            score = matcher.match(command.text)
            if score > 0:
                yield Hit(score, command.display, command.run, command.text)

    def _here(self) -> list[Command]:
        screen = self.screen
        app = self._app
        always = [
            Command("Help", "what each key does here, and how it works", app.action_help, True),
            Command("Light or dark", "change the colours", app.action_light_or_dark, True),
            Command("Quit", "what you did is kept", app.action_quit, True),
        ]
        if not isinstance(screen, PracticeScreen):
            return self._commands + always
        look_up = Command(
            "Look something up", "in the briefing and the articles", screen.action_look_up, True
        )
        if screen.session.ended:
            return [look_up, *self._commands, *always]
        end = Command("End this talk", "and look back at it", screen.action_end, True)
        return [end, look_up, *self._commands, *always]


async def _commands(app: CoachApp, coach: Coach, *, current: str) -> list[Command]:
    """`current`: the talk on the screen, which needs no taking up."""
    found = [
        Command("Next lesson", "start it", lambda: _next(app, coach), True),
        Command("Home", "lessons and talks", app.go, True),
    ]
    for session in await coach.practice.open_sessions():
        if session.id == current:
            continue
        title = f"Take up again: {one_line(session.title)}"
        about = f"{count(session.replies, 'reply')}, {day(session.started_at)}"
        found.append(Command(title, about, _resume(app, coach, session.id), True))
    for scenario in coach.library.scenarios():
        business = word(BUSINESS, scenario.line_of_business)
        title = f"Practise: {one_line(scenario.title)}"
        found.append(Command(title, business, _practise(app, coach, scenario.id)))
    return found


def _practise(app: CoachApp, coach: Coach, scenario: str) -> Callable[[], None]:
    def run() -> None:
        try:
            app.go(routes.one_scenario(coach, scenario))
        except CoachError as error:
            app.push_screen(TroubleScreen(error))

    return run


def _resume(app: CoachApp, coach: Coach, session_id: str) -> Callable[[], object]:
    async def run() -> None:
        try:
            app.go()
            app.push_screen(await routes.resumed(coach, session_id))
        except CoachError as error:
            app.push_screen(TroubleScreen(error))

    return run


async def _next(app: CoachApp, coach: Coach) -> None:
    try:
        app.go(await routes.next_lesson(coach))
    except CoachError as error:
        app.push_screen(TroubleScreen(error))
