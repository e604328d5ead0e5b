"""Before a talk: what it is about, who the customer is, and what it takes to pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.domain.curriculum import HintLevel
from coach.domain.scenario import Speaker
from coach.domain.transcript import VoiceId
from coach.errors import CoachError
from coach.ports import SessionPlan
from coach.services.coach import Coach
from coach.services.starting import Choice
from coach.tui import routes
from coach.tui.drill_words import beside_you
from coach.tui.figures import difficulty
from coach.tui.results import needed
from coach.tui.safe_text import HEAD, SOFT, PlainText, flow, join, lines, one_line, plain
from coach.tui.screens.framed import FramedScreen
from coach.tui.screens.pick import PickScreen
from coach.tui.wording import ABUSE, BUSINESS, DIFFICULTIES, VOICES, begins, hidden, word


class BriefingScreen(FramedScreen):
    AUTO_FOCUS = "#briefing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start the talk"),
        Binding("p", "persona", "Another customer"),
        Binding("v", "voice", "Voice"),
        Binding("question_mark", "app.help", "Help", show=False),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self, coach: Coach, choice: Choice) -> None:
        """Raises UnknownId or ContentError."""
        super().__init__()
        self._coach = coach
        self.choice = choice
        self._plan = coach.practice.plan(choice)
        self._starting = False

    def body(self) -> Iterable[Widget]:
        yield PlainText(id="briefing-title", classes="title")
        with VerticalScroll(id="briefing"):
            with Vertical(id="briefing-case"):
                yield PlainText(id="briefing-text")
            with Vertical(id="briefing-side"):
                yield PlainText(id="briefing-who")

    def on_mount(self) -> None:
        self._paint()

    def _paint(self) -> None:
        plan = self._plan
        scenario = plan.scenario
        meta = f"   {word(BUSINESS, scenario.line_of_business)} · {DIFFICULTIES[scenario.difficulty]} "
        title = join((one_line(scenario.title), "bold"), (meta, SOFT), difficulty(scenario.difficulty))
        self.query_one("#briefing-title", PlainText).show(title)
        self.query_one("#briefing-text", PlainText).show(_case(plan, hints=self._coach.hints or plan.hints))
        self.query_one("#briefing-who", PlainText).show(self._who(plan))

    def _who(self, plan: SessionPlan) -> Content:
        titles = [one_line(article.title) for article in self._coach.library.articles(plan.scenario)]
        marks = plan.pass_mark
        parts = [
            plain("The customer", HEAD),
            plain(one_line(plan.persona.name), "bold"),
            plain(flow(plan.persona.summary)),
            plain(""),
            plain("To pass", HEAD),
            join(
                "Empathy ",
                (needed(marks.empathy), "bold"),
                ("  and  ", SOFT),
                "accuracy ",
                (needed(marks.accuracy), "bold"),
            ),
            plain("of 5 each; one does not make up for the other.", SOFT),
            plain(""),
            plain("To look up during the talk", HEAD),
            *(plain(f"· {title}") for title in titles),
        ]
        if self._coach.model_ready:
            parts += [plain(""), join(("Voice  ", SOFT), word(VOICES, plan.voice))]
        if self.choice.seed is not None:
            parts += [plain(""), join(("Seed  ", SOFT), str(self.choice.seed))]
        return lines(*parts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "voice" or self._coach.model_ready

    def action_persona(self) -> None:
        choices = {
            p.id: lines((one_line(p.name), "bold"), (flow(p.summary), SOFT))
            for p in self._coach.library.personas()
        }
        picker = PickScreen("Who shall it be?", choices, current=self._plan.persona.id)
        self.app.push_screen(picker, self._picked)

    def _picked(self, persona: str | None) -> None:
        if persona is not None:
            self._change(replace(self.choice, persona=persona))

    def action_voice(self) -> None:
        other = VoiceId.MODEL if self.choice.voice is VoiceId.BUILT_IN else VoiceId.BUILT_IN
        self._change(replace(self.choice, voice=other))

    def _change(self, choice: Choice) -> None:
        try:
            self._plan = self._coach.practice.plan(choice)
        except CoachError as error:
            self.say_trouble(error)
            return
        self.choice = choice
        self._paint()

    @work
    async def action_start(self) -> None:
        if self._starting:
            return
        self._starting = True
        try:
            session = await self._coach.practice.start(self.choice)
        except CoachError as error:
            self._starting = False
            self.say_trouble(error)
            return
        self.app.switch_screen(routes.practice(self._coach, session))

    def action_back(self) -> None:
        self.app.pop_screen()


def _case(plan: SessionPlan, *, hints: HintLevel) -> Content:
    scenario = plan.scenario
    today = f"{scenario.today:%A} {scenario.today.day} {scenario.today:%B %Y, %H:%M}"
    rows = [
        plain("Your briefing", HEAD),
        plain(flow(scenario.briefing)),
        plain(""),
        join((f"It is {today}. {begins(scenario)}", SOFT)),
    ]
    unseen = hidden(hints, by_lesson=hints == plan.hints)
    abuse = ABUSE[plan.persona.abuse]
    for head, said in (("Beside you", beside_you(scenario)), ("Strong words", abuse), ("Hints", unseen)):
        if said:
            rows += [plain(""), plain(head, HEAD), plain(said)]
    if scenario.handoff:
        rows += [
            plain(""),
            join(("What was said before you", HEAD), ("  it is on your screen during the talk", SOFT)),
        ]
        names = {
            Speaker.BOT: "Bot",
            Speaker.CUSTOMER: one_line(plan.persona.name),
            Speaker.AGENT: "Colleague",
        }
        rows += [
            join((f"{names[t.speaker]}  ", "bold $foreground 75%"), one_line(t.text))
            for t in scenario.handoff
        ]
    return lines(*rows)
