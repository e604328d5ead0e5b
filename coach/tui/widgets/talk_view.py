"""All that is seen of a talk: what was said, the gauge, the last score, the bar, the reply box, the articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize

from coach.domain.copilot import Nudge
from coach.domain.curriculum import HintLevel
from coach.domain.scenario import Article, Speaker
from coach.domain.transcript import Outcome
from coach.errors import CoachError
from coach.ports import SessionPlan
from coach.services.events import (
    AgentOpens,
    CopilotNudged,
    CustomerAwaited,
    CustomerFailed,
    CustomerSpeaking,
    CustomerSpoke,
    CustomerStopped,
    HandoffShown,
    PanelShown,
    ReplyAssessed,
    ReplyJudged,
    ReplyRecorded,
    SessionEnded,
    SessionEvent,
)
from coach.services.talk import TalkState
from coach.tui.safe_text import SOFT, PlainText, join, one_line, plain
from coach.tui.waiting import is_felt, waiting
from coach.tui.widgets.conversation import Conversation
from coach.tui.widgets.copilot import Copilot, CopilotStrip, last_named
from coach.tui.widgets.gauge import Gauge
from coach.tui.widgets.knowledge import Knowledge
from coach.tui.widgets.last_reply import LastReply
from coach.tui.widgets.reply_box import ReplyBox
from coach.tui.widgets.talk_bar import BarKind, TalkBar
from coach.tui.wording import ENDINGS, word

STOPPED = "You stopped the customer's answer."
ROOM_FOR_EVIDENCE = 34
"""Rows from which the score of the last reply stands open."""


class TalkView(Vertical):
    """Paints a session and its events; `-looking` while the articles cover a narrow talk."""

    def __init__(
        self, plan: SessionPlan, articles: Sequence[Article], *, hints: HintLevel, id: str | None = None
    ) -> None:
        """`hints`: those in force, whatever the lesson says."""
        super().__init__(id=id)
        self._plan = plan
        self._replies = 0
        self.waits = False
        """It is told how long the customer is waited for."""
        self._customer = name = one_line(plan.persona.name)
        heading = join((name, "bold $text-secondary"), (f"   {one_line(plan.scenario.title)}", SOFT))
        self._title = PlainText(heading, id="talk-title")
        self._number = PlainText(id="talk-count")
        self._gauge = Gauge(hints, by_lesson=hints == plan.hints, id="gauge")
        self._said = Conversation(name, id="conversation")
        self._last = LastReply(hints, pass_mark=plan.pass_mark, id="last-reply")
        self.bar = TalkBar(id="bar")
        self.box = ReplyBox(id="reply")
        self._knowledge = Knowledge(articles, id="knowledge")
        self._copilot = Copilot(plan.scenario.panel, id="copilot")
        self._strip = CopilotStrip(plan.scenario.panel, id="copilot-strip")
        self._nudges: list[Nudge] = []
        self._fresh = 0
        """How many of the last nudges came up with what the customer said last."""

    def compose(self) -> ComposeResult:
        yield Horizontal(self._title, self._number, id="talk-head")
        yield self._gauge
        with Horizontal(id="talk-body"):
            yield Vertical(self._said, self._last, self._strip, self.bar, self.box, id="talk")
            yield Vertical(self._copilot, self._knowledge, id="beside")

    def on_mount(self) -> None:
        self._last.unfold(self.app.size.height >= ROOM_FOR_EVIDENCE)

    def show_state(self, state: TalkState) -> None:
        """The session as it stands."""
        self._said.forget()
        self._said.show_handoff(state.scenario.handoff)
        for turn in state.transcript:
            self._said.add(turn.speaker, turn.text)
        self._gauge.set_frustration(state.mood.frustration)
        if state.replies:
            self._last.show_reply(len(state.replies), state.replies[-1])
        self._count(len(state.replies))
        self._nudges = [one.nudge for one in state.come_up]
        self._fresh = sum(one.after == len(state.replies) for one in state.come_up)
        self._show_nudges()

    def _show_nudges(self) -> None:
        for widget in (self._copilot, self._strip):
            widget.show_nudges(self._nudges, fresh=self._fresh)

    def _add_nudge(self, nudge: Nudge) -> None:
        """Where the agent opens, those of the opening stand there before it is said that they come up."""
        if nudge not in self._nudges:
            self._nudges.append(nudge)
            self._fresh += 1
            self._show_nudges()

    @property
    def nudged_article(self) -> str | None:
        """The article that the co-pilot named last."""
        nudge = last_named(self._nudges)
        return nudge.article if nudge else None

    def _count(self, replies: int) -> None:
        self._replies = replies
        self._number.show(plain(f"reply {replies} of {self._plan.scenario.turn_limit}", SOFT))

    def wait(self, *, for_customer: bool) -> None:
        """Something is under way; nothing can be sent."""
        self.bar.hide()
        self.waits = False
        self.box.wait_for(self._customer)
        if for_customer:
            self._said.expect()

    def open_box(self, title: str = "Your reply") -> None:
        """It is the agent's turn; who looks something up meanwhile is left to it."""
        self.box.open(title)
        if self.screen.focused is None:
            self.box.focus()

    def paint(self, event: SessionEvent) -> None:
        match event:
            case AgentOpens():
                self._said.say_aside("You open this talk: the customer has not said anything yet.")
            case HandoffShown() | PanelShown():
                pass  # both are part of the plan, and stand there already
            case CopilotNudged(nudge=nudge):
                self._add_nudge(nudge)
            case ReplyRecorded(text=text):
                self._said.add(Speaker.AGENT, text)
                self._said.expect()
            case ReplyAssessed():
                mood = event.mood
                self._gauge.set_frustration(mood.frustration, before=event.before, reasons=mood.reasons)
                self._last.show_reply(event.reply_number, event.scored)
                self._count(event.reply_number)
            case CustomerSpeaking(fragment=fragment):
                self._said.hear(fragment)
            case CustomerSpoke(text=text):
                self.waits = False
                self._fresh = 0
                self._said.settle(text)
            case CustomerAwaited():
                self._tell_wait(event)
            case CustomerFailed(error=error):
                self.stop(error.message, error.hint)
            case CustomerStopped():
                self.stop(STOPPED, "")
            case ReplyJudged():
                pass  # the debrief shows it: in the talk it would come late, and draw the eye
            case SessionEnded(outcome=outcome):
                self._finish(outcome)
            case _:
                assert_never(event)

    def _tell_wait(self, event: CustomerAwaited) -> None:
        self.waits = is_felt(event)
        if self.waits:
            self.box.tell(waiting(event, self._customer))
        else:
            self.box.wait_for(self._customer)

    def _finish(self, outcome: Outcome) -> None:
        self._said.drop_unfinished()
        unsent = "What you were writing was not sent." if self.box.text.strip() else ""
        self.box.finish()
        self.bar.say(BarKind.ENDED, word(ENDINGS, outcome), detail=unsent)

    def stop(self, title: str, hint: str) -> None:
        """The customer's turn is missing, and can be asked for again."""
        self._said.break_off()
        self.waits = False
        kept = "Your reply is kept; the" if self._replies else "The"
        self.box.close(f"{kept} customer has not answered yet")
        keys = "F6 tries again, F7 goes on with the built-in customer, Esc leaves and keeps the talk"
        self.bar.say(BarKind.FAILED, title, detail=hint, keys=keys)

    def not_kept(self, error: CoachError, *, unrecorded: str) -> None:
        """A write failed: what was typed goes back into the box, or what follows can be tried again."""
        self.waits = False
        self._said.drop_unfinished()
        if unrecorded:
            self.box.put_back(unrecorded)
            self.bar.say(BarKind.UNSENT, f"Not sent: {one_line(error.message)}", detail=error.hint)
            self.open_box("Your reply, not sent yet")
            return
        self.box.close("Your reply is kept")
        self.bar.say(BarKind.UNKEPT, error.message, detail=error.hint, keys="F6 tries again")

    @property
    def looking(self) -> bool:
        """The articles cover the talk, or are being searched."""
        return self._searching or (self.has_class("-looking") and not self._wide)

    @property
    def _searching(self) -> bool:
        focused = self.screen.focused
        return focused is not None and self._knowledge in focused.ancestors

    @property
    def _wide(self) -> bool:
        return self.screen.has_class("-wide")

    def look_up(self) -> None:
        """To the search; where it covers the talk, the same key goes back."""
        if self.looking and not self._wide:
            self.stop_looking()
            return
        self.add_class("-looking")
        self._knowledge.focus_search()

    def open_article(self) -> None:
        """The one that the co-pilot named last."""
        if self.nudged_article is not None:
            self.add_class("-looking")
            self._knowledge.open(self.nudged_article)

    def stop_looking(self) -> None:
        self.remove_class("-looking")
        self.box.focus()

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._uncover)

    def _uncover(self) -> None:
        """A window that became narrow must not hide the box that is being typed in."""
        if not self._wide and not self._searching:
            self.remove_class("-looking")

    def turn_score(self) -> None:
        self._last.toggle()

    def leaf(self, by: int) -> None:
        """Through the passage, the open score or the talk, whichever is being read."""
        if self.looking:
            if not self._copilot.leaf(by, turned_back=self._knowledge.is_at_top):
                self._knowledge.leaf(by)
            return
        text = self._last if self._last.has_class("-open") else self._said
        if by > 0:
            text.scroll_page_down(animate=False)
        else:
            text.scroll_page_up(animate=False)
