"""One talk: paints the events of a practice session, and hands it what the agent writes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import aclosing
from typing import ClassVar, assert_never

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from coach.domain.scenario import Article, Speaker
from coach.domain.transcript import VoiceId
from coach.errors import CoachError, StoreError
from coach.services.coach import Coach
from coach.services.events import (
    AgentOpens,
    CustomerFailed,
    CustomerSpeaking,
    CustomerSpoke,
    ReplyAssessed,
    ReplyRecorded,
    SessionEnded,
    SessionEvent,
)
from coach.services.practice import Events, PracticeSession
from coach.tui import routes
from coach.tui.safe_text import SOFT, PlainText, flow, join, one_line, plain
from coach.tui.screens.ask import AskScreen
from coach.tui.screens.framed import FramedScreen
from coach.tui.widgets.conversation import Conversation
from coach.tui.widgets.gauge import Gauge
from coach.tui.widgets.knowledge import Knowledge
from coach.tui.widgets.last_reply import LastReply
from coach.tui.widgets.reply_box import ReplyBox
from coach.tui.widgets.talk_bar import BarKind, TalkBar
from coach.tui.wording import ENDINGS, word

ROOM_FOR_EVIDENCE = 34
"""Rows from which the score of the last reply stands open."""


class PracticeScreen(FramedScreen):
    AUTO_FOCUS = "ReplyBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "look_up", "Look up", priority=True),
        Binding("ctrl+k", "look_up", "Look up", show=False, priority=True),
        Binding("f4", "score", "Score", priority=True),
        Binding("f5", "end", "End"),
        Binding("escape", "back", "Back", priority=True),
        Binding("pageup", "leaf(-1)", "Page up", show=False, priority=True),
        Binding("pagedown", "leaf(1)", "Page down", show=False, priority=True),
    ]

    def __init__(self, coach: Coach, session: PracticeSession) -> None:
        super().__init__()
        self._coach = coach
        self.session = session
        self._busy = False
        self._unrecorded = ""
        """What was sent and is not in the store yet."""

    def body(self) -> Iterable[Widget]:
        plan = self.session.state.plan
        name = one_line(plan.persona.name)
        heading = join((name, "bold $text-secondary"), (f"   {one_line(plan.scenario.title)}", SOFT))
        with Horizontal(id="talk-head"):
            yield PlainText(heading, id="talk-title")
            yield PlainText(id="talk-count")
        yield Gauge(plan.hints, id="gauge")
        with Horizontal(id="talk-body"):
            with Vertical(id="talk"):
                yield Conversation(name, id="conversation")
                yield LastReply(plan.hints, id="last-reply")
                yield TalkBar(id="bar")
                yield ReplyBox(id="reply")
            yield Knowledge(self._articles(), id="knowledge")

    def _articles(self) -> list[Article]:
        scenario = self.session.state.plan.scenario
        briefing = Article(id="briefing", title="Your briefing", body=flow(scenario.briefing))
        return [briefing, *self._coach.library.articles(scenario)]

    def on_mount(self) -> None:
        self._last.unfold(self.app.size.height >= ROOM_FOR_EVIDENCE)
        self._repaint()
        self._play(self.session.open())

    @property
    def _talk(self) -> Conversation:
        return self.query_one(Conversation)

    @property
    def _last(self) -> LastReply:
        return self.query_one(LastReply)

    @property
    def _box(self) -> ReplyBox:
        return self.query_one(ReplyBox)

    @property
    def _bar(self) -> TalkBar:
        return self.query_one(TalkBar)

    def _repaint(self) -> None:
        """The session as it stands."""
        state = self.session.state
        self._talk.forget()
        self._talk.show_handoff(state.scenario.handoff)
        for turn in state.transcript:
            self._talk.add(turn.speaker, turn.text)
        self.query_one(Gauge).set_frustration(state.mood.frustration)
        if state.replies:
            self._last.show_reply(len(state.replies), state.replies[-1])
        self._count(len(state.replies))

    def _count(self, replies: int) -> None:
        limit = self.session.state.scenario.turn_limit
        self.query_one("#talk-count", PlainText).show(plain(f"reply {replies} of {limit}", SOFT))

    @work(exclusive=True, group="talk")
    async def _play(self, events: Events) -> None:
        state = self.session.state
        self._busy = True
        self._bar.hide()
        self._box.wait_for(state.plan.persona.name)
        if state.cue is not None:
            self._talk.expect()
        try:
            async with aclosing(events) as stream:
                async for event in stream:
                    self._paint(event)
        except StoreError as error:
            self._not_kept(error)
        except CoachError as error:
            self.say_trouble(error)
        finally:
            self._busy = False
        if self._bar.kind is None:
            self._box.open("You speak first" if not self.session.state.transcript else "Your reply")
            self._box.focus()

    def _paint(self, event: SessionEvent) -> None:
        match event:
            case AgentOpens():
                self._talk.say_aside("You open this talk: the customer has not said anything yet.")
            case ReplyRecorded(text=text):
                self._unrecorded = ""
                self._talk.add(Speaker.AGENT, text)
                self._talk.expect()
            case ReplyAssessed():
                self.query_one(Gauge).set_frustration(event.mood.frustration, before=event.before)
                self._last.show_reply(event.reply_number, event.scored)
                self._count(event.reply_number)
            case CustomerSpeaking(fragment=fragment):
                self._talk.hear(fragment)
            case CustomerSpoke(text=text):
                self._talk.settle(text)
            case CustomerFailed(error=error):
                self._unanswered(error.message, error.hint)
            case SessionEnded(outcome=outcome):
                self._talk.drop_unfinished()
                self._box.close("The talk is over")
                self._box.display = False
                self.refresh_bindings()
                self._bar.say(
                    BarKind.ENDED, word(ENDINGS, outcome), detail="Enter: look back at every reply."
                )
            case _:
                assert_never(event)

    def _unanswered(self, title: str, hint: str) -> None:
        self._talk.drop_unfinished()
        self._box.close("Your reply is kept; the customer has not answered yet")
        keys = "r  try again    b  go on with the built-in customer"
        self._bar.say(BarKind.FAILED, title, detail=hint, keys=keys)

    def _not_kept(self, error: CoachError) -> None:
        """A write failed: what was typed goes back into the box, or what follows is tried again."""
        self._talk.drop_unfinished()
        if self._unrecorded:
            self._box.put_back(self._unrecorded)
            self._unrecorded = ""
            self._bar.say(BarKind.UNSENT, f"Not sent: {one_line(error.message)}", detail=error.hint)
            self._box.open("Your reply, not sent yet")
            self._box.focus()
            return
        self._box.close("Your reply is kept")
        self._bar.say(BarKind.UNKEPT, error.message, detail=error.hint, keys="r  try again")

    @on(ReplyBox.Submitted)
    def _reply(self, event: ReplyBox.Submitted) -> None:
        self._unrecorded = event.text
        self._play(self.session.reply(event.text))

    @on(TalkBar.Retried)
    def _retry(self) -> None:
        if self.session.state.cue is not None and self._bar.kind is BarKind.FAILED:
            self._play(self.session.retry_customer())
        else:
            self._take_up(then_go_on=True)

    @on(TalkBar.BuiltInChosen)
    def _built_in(self) -> None:
        self.session.voice = self._coach.practice.make_voice(VoiceId.BUILT_IN)
        self._play(self.session.retry_customer())

    @on(TalkBar.LookedBack)
    def _look_back(self) -> None:
        self.app.switch_screen(routes.debrief(self._coach, self.session.id))

    @work(exclusive=True, group="talk")
    async def _take_up(self, *, then_go_on: bool) -> None:
        """Read the session from the store again, so that what is shown is what is kept."""
        voice = self.session.voice
        try:
            self.session = await self._coach.practice.resume(self.session.id)
        except CoachError as error:
            self._not_kept(error)
            return
        self.session.voice = voice
        self._repaint()
        state = self.session.state
        if state.cue is not None and not then_go_on:
            self._unanswered("You stopped the customer's answer.", "")
        else:
            self._play(self.session.open())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        match action:
            case "end":
                return self.session.ended is None
            case "score":
                return self.session.state.plan.hints == "full"
            case _:
                return True

    def action_look_up(self) -> None:
        if self._looking and not self.has_class("-wide"):
            self._stop_looking()
            return
        self.add_class("-looking")
        self.query_one(Knowledge).focus_search()

    @property
    def _looking(self) -> bool:
        """The panel covers the talk, or is being typed in."""
        within = self.focused is not None and self.query_one(Knowledge) in self.focused.ancestors
        return within or (self.has_class("-looking") and not self.has_class("-wide"))

    def _stop_looking(self) -> None:
        self.remove_class("-looking")
        (self._bar if self._bar.display and self._box.busy else self._box).focus()

    def action_score(self) -> None:
        self._last.toggle()

    def action_leaf(self, by: int) -> None:
        """Through the passage, the open score or the talk, whichever is being read."""
        if self._looking:
            self.query_one(Knowledge).leaf(by)
            return
        text = self._last if self._last.has_class("-open") else self._talk
        if by > 0:
            text.scroll_page_down(animate=False)
        else:
            text.scroll_page_up(animate=False)

    def action_end(self) -> None:
        if self._busy or self.session.ended:
            self.app.bell()
            return
        question = "End the talk here?"
        detail = Content("It is scored as it stands, and cannot be taken up again.")
        self.app.push_screen(AskScreen(question, detail, yes="End it", no="Go on"), self._end)

    def _end(self, sure: bool | None) -> None:
        if sure:
            self._play(self.session.end())

    def action_back(self) -> None:
        if self._looking:
            self._stop_looking()
        elif self._busy:
            self._take_up(then_go_on=False)
        else:
            if not self.session.ended:
                self.app.notify(
                    "The talk is kept. Take it up again from here whenever you like.", markup=False
                )
            self.app.pop_screen()
