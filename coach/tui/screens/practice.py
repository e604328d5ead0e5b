"""One talk: hands the practice session what the agent writes, and its events to the view."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import aclosing, suppress
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coach.domain.scenario import Article, Speaker
from coach.domain.transcript import Transcript, VoiceId
from coach.errors import CoachError, StoreError
from coach.services.coach import Coach
from coach.services.events import ReplyRecorded, SessionEvent
from coach.services.practice import Events, PracticeSession
from coach.tui import routes
from coach.tui.safe_text import flow
from coach.tui.screens.ask import AskScreen
from coach.tui.screens.framed import FramedScreen
from coach.tui.widgets.reply_box import ReplyBox
from coach.tui.widgets.talk_bar import BarKind
from coach.tui.widgets.talk_view import STOPPED, TalkView

LEAF = "Leaf through talk, open score or article"


class PracticeScreen(FramedScreen):
    AUTO_FOCUS = "ReplyBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "look_back", "Debrief", priority=True),
        Binding("f6", "retry", "Retry", priority=True),
        Binding("f7", "built_in", "Built-in", priority=True),
        Binding("f2", "look_up", "Look up", priority=True),
        Binding("ctrl+k", "look_up", "Look up", show=False, priority=True),
        Binding("f3", "article", "Article of the co-pilot", show=False, priority=True),
        Binding("f4", "score", "Score", priority=True),
        Binding("f4", "score_too", "Score", show=False, priority=True),
        Binding("f5", "end", "End"),
        Binding("escape", "stop", "Stop", priority=True),
        Binding("escape", "back", "Back", priority=True),
        Binding("pageup", "leaf(-1)", LEAF, show=False, priority=True),
        Binding("pagedown", "leaf(1)", LEAF, show=False, priority=True),
    ]

    def __init__(self, coach: Coach, session: PracticeSession) -> None:
        super().__init__()
        self._coach = coach
        self.session = session
        plan = session.state.plan
        self._hints = coach.hints or plan.hints
        self._view = TalkView(plan, self._articles(), hints=self._hints, id="talk-view")
        self._busy = False
        self._unrecorded = ""
        """What was sent and is not in the store yet."""

    def body(self) -> Iterable[Widget]:
        yield self._view

    def _articles(self) -> list[Article]:
        scenario = self.session.state.plan.scenario
        briefing = Article(id="briefing", title="Your briefing", body=flow(scenario.briefing))
        return [briefing, *self._coach.library.articles(scenario)]

    def on_mount(self) -> None:
        self._view.show_state(self.session.state)
        draft = _unsaid(self._coach.drafts.of(self.session.id), self.session.state.transcript)
        if draft:
            self._view.box.put_back(draft)
        self._play(self.session.open())

    async def on_unmount(self) -> None:
        self._keep_draft()
        with suppress(StoreError):  # nothing of the talk is lost, and there is nobody left to tell
            await self.session.aclose()

    def on_screen_suspend(self) -> None:
        self._keep_draft()

    def _keep_draft(self) -> None:
        """However the talk is left, what is not in the store yet waits for it."""
        parts = (self._unrecorded, self._view.box.text)
        self._coach.drafts.keep(self.session.id, "\n".join(part for part in parts if part.strip()))

    @work(exclusive=True, group="talk")
    async def _play(self, events: Events) -> None:
        self._busy = True
        failed = self._view.bar.kind is not None
        self._view.wait(for_customer=self.session.state.cue is not None)
        if failed:
            self.refresh_bindings()
        try:
            async with aclosing(events) as stream:
                async for event in stream:
                    if isinstance(event, ReplyRecorded):
                        self._unrecorded = ""
                        self._keep_draft()
                    self._paint(event)
        except StoreError as error:
            self._not_kept(error)
        except CoachError as error:
            self._not_answered(error)
        finally:
            self._busy = False
            self.refresh_bindings()
        if self._view.bar.kind is None:
            self._view.open_box("Your reply" if self.session.state.transcript else "You speak first")

    def _paint(self, event: SessionEvent) -> None:
        waited = self._view.waits
        self._view.paint(event)
        if self._view.waits is not waited:
            self.refresh_bindings()

    def _not_answered(self, error: CoachError) -> None:
        """Whatever it was, a customer's turn that is due can be asked for again."""
        if self.session.state.cue is None:
            self.say_trouble(error)
        else:
            self._view.stop(error.message, error.hint)

    def _not_kept(self, error: CoachError) -> None:
        unrecorded, self._unrecorded = self._unrecorded, ""
        self._view.not_kept(error, unrecorded=unrecorded)
        self.refresh_bindings()

    @on(ReplyBox.Submitted)
    def _reply(self, event: ReplyBox.Submitted) -> None:
        self._unrecorded = event.text
        self._play(self.session.reply(event.text))

    def action_retry(self) -> None:
        if self.session.state.cue is not None and self._view.bar.kind is BarKind.FAILED:
            self._play(self.session.retry_customer())
        else:
            self._take_up(then_go_on=True)

    def action_built_in(self) -> None:
        self._play(self.session.hand_over(self._coach.practice.make_voice(VoiceId.BUILT_IN)))

    @on(ReplyBox.Finished)
    def action_look_back(self) -> None:
        self.app.switch_screen(routes.debrief(self._coach, self.session.id))

    @work(exclusive=True, group="talk")
    async def _take_up(self, *, then_go_on: bool) -> None:
        """Read the session from the store again, so that what is shown is what is kept."""
        earlier = self.session
        try:
            await earlier.aclose()
            self.session = await self._coach.practice.resume(earlier.id)
        except CoachError as error:
            self._not_kept(error)
            return
        self.session.follow(earlier)
        state = self.session.state
        self._view.show_state(state)
        sent, self._unrecorded = self._unrecorded, ""
        if sent and sent not in [turn.text for turn in state.transcript[-2:]]:
            self._view.box.put_back(sent)
        if state.cue is not None and not then_go_on:
            self._view.stop(STOPPED, "")
            self.refresh_bindings()
        else:
            self._play(self.session.open())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        kind = self._view.bar.kind
        match action:
            case "end":
                return self.session.ended is None
            case "score" | "score_too":
                # Where the customer has failed, the footer has no room for it.
                shown = self._hints == "full" and bool(self.session.state.replies)
                return shown and (action == "score") is (kind is not BarKind.FAILED)
            case "look_back":
                return kind is BarKind.ENDED
            case "retry":
                return kind in (BarKind.FAILED, BarKind.UNKEPT)
            case "built_in":
                return kind is BarKind.FAILED
            case "article":
                return self._view.nudged_article is not None
            case "stop":
                return self._view.waits and not self._view.looking
            case _:
                return True

    def action_look_up(self) -> None:
        self._view.look_up()
        self.refresh_bindings()

    def action_article(self) -> None:
        self._view.open_article()
        self.refresh_bindings()

    def action_score(self) -> None:
        self._view.turn_score()

    def action_score_too(self) -> None:
        self._view.turn_score()

    def action_leaf(self, by: int) -> None:
        self._view.leaf(by)

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

    def action_stop(self) -> None:
        """Nobody waits for the customer against their will; a write that has begun is seen to its end first."""
        if not self.session.stop_customer():
            self._take_up(then_go_on=False)

    def action_back(self) -> None:
        if self._view.looking:
            self._view.stop_looking()
            self.refresh_bindings()
            return
        if self._busy:
            self.action_stop()
            return
        if not self.session.ended:
            kept = "The talk and your draft are kept." if self._view.box.text.strip() else "The talk is kept."
            self.notify(kept, markup=False, timeout=3)
        self.app.pop_screen()


def _unsaid(draft: str, transcript: Transcript) -> str:
    """Without a reply that arrived in the store after all, when coach was closed while it was being sent."""
    last = next((turn.text for turn in reversed(transcript) if turn.speaker is Speaker.AGENT), "")
    return "" if draft == last else draft.removeprefix(f"{last}\n") if last else draft
