"""A session as plain lines: a full way to practise for screen readers, logs and scripts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from math import ceil
from typing import Final, assert_never

from coach.cli.output import line_width, one_line, say, tell, wrapped
from coach.cli.plain_articles import article_lines, article_list
from coach.cli.plain_beside import briefing_lines, drill_lines, nudge_line, said_so_far
from coach.cli.plain_scores import assessment_lines, judged_line, scorecard_lines
from coach.cli.playing import Order, next_line
from coach.domain.curriculum import HintLevel
from coach.domain.scenario import Article
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
from coach.services.practice import PracticeSession
from coach.tui.model_share import model_share
from coach.tui.waiting import is_felt, waiting
from coach.tui.wording import hidden

HELP = """\
A line that you write is your reply. Lines that begin with a slash are commands:
  /articles         list the knowledge articles
  /articles KB-114  open one by its number
  /articles refund  open the one that says most about a word
  /end              end the talk here and see the scorecard
  /leave            leave the talk; it is kept, and `coach resume` takes it up again
  /help             show this list
While a model words the customer, Ctrl-C stops waiting for it. After that, and whenever it fails:
  /again            ask it once more
  /built-in         go on with the built-in customer, to the end of the talk"""
CHOICE: Final = (
    "What you wrote is kept. /again asks once more, /built-in goes on with the built-in customer, "
    "/leave leaves and keeps the talk."
)
ORDERS: Final = {f"/{order.value}": order for order in Order}
TOLD_EVERY: Final = 15
"""Seconds; a countdown that is read aloud each second is noise."""


class PlainTalk:
    """The talk on stdout, one reply a line on stdin, commands on a slash."""

    def __init__(
        self, session: PracticeSession, articles: Sequence[Article], *, hints: HintLevel | None
    ) -> None:
        """`hints`: in place of what the lesson says."""
        self._session = session
        self._articles = articles
        self._plan = session.state.plan
        self._hints = hints or self._plan.hints
        self._typed = sys.stdin is not None and sys.stdin.isatty()
        """A person types: prompts are shown, an empty line is no reply."""
        self._told: tuple[bool, int] | None = None
        """What was told last of the wait that is under way."""

    @property
    def chooses(self) -> bool:
        return self._typed

    def begin(self) -> None:
        self._say(*briefing_lines(self._plan))
        about = hidden(self._hints, by_lesson=self._hints == self._plan.hints)
        if about:
            self._say(about, "")
        if self._typed:
            tell("Write a reply and press Enter. /help lists the commands.\n")
        for line in said_so_far(self._session.state):
            self._say(line, "")

    def show(self, event: SessionEvent) -> None:
        match event:
            case CustomerAwaited():
                self._tell_wait(event)
            case CustomerFailed(error, heard):
                self._break_off(heard, f"The model did not answer: {error}")
            case CustomerStopped(heard):
                self._break_off(heard, "You stopped the customer's answer.")
            case CustomerSpoke():
                self._told = None
                self._say(f"Customer: {one_line(event.text)}", "")
            case AgentOpens():
                self._say("You open the talk.", "")
            case CopilotNudged(nudge):
                self._say(nudge_line(nudge), "")
            case HandoffShown() | PanelShown():
                pass  # both stand in the briefing
            case ReplyRecorded(_, text):
                if not self._typed:
                    self._say(f"You: {one_line(text)}".rstrip())
            case ReplyAssessed():
                lines = assessment_lines(event, self._plan.scenario, hints=self._hints)
                self._say(*lines, "")
            case ReplyJudged(_, number, judgement):
                if self._hints == "full":
                    self._say(f"  {judged_line(number, judgement)}", "")
            case SessionEnded(outcome, scorecard, tally, drills):
                self._say(*scorecard_lines(outcome, scorecard, state=self._session.state))
                if drills:
                    self._say("", *drill_lines(drills))
                if tally is not None:
                    self._say("", model_share(tally))
            case CustomerSpeaking():
                pass
            case _:
                assert_never(event)

    def _tell_wait(self, event: CustomerAwaited) -> None:
        told = (event.pause >= 1, ceil((event.left or 0.0) / TOLD_EVERY))
        if self._typed and is_felt(event) and told != self._told:
            self._told = told
            tell(f"{waiting(event, 'The customer')}. Ctrl-C stops waiting.")

    def _break_off(self, heard: str, why: str) -> None:
        self._told = None
        if heard.strip():
            self._say(f"Customer, broken off: {one_line(heard)}", "")
        tell(why)

    def read(self) -> str | Order:
        while True:
            line = self._line("You: ")
            if line is None:
                return Order.END
            if line.lstrip().startswith("/"):
                order = self._order(line)
                if order in (Order.END, Order.LEAVE):
                    return order
                if order is not None:
                    tell("Nothing has failed: it is your turn.")
            elif line.strip() or not self._typed:
                return line
            else:
                tell("That was empty, so nothing was sent. /end ends the talk.")

    def choose(self) -> Order:
        if not self._typed:
            tell("The built-in customer goes on.")
            return Order.BUILT_IN
        tell(CHOICE)
        while True:
            line = self._line("What now: ")
            if line is None:
                return Order.END
            if line.lstrip().startswith("/"):
                order = self._order(line)
                if order is not None:
                    return order
            else:
                tell(f"Not sent: the customer has not answered yet. {CHOICE}")

    def _order(self, line: str) -> Order | None:
        """None where the command is carried out here, or there is no such command."""
        command, _, rest = line.strip().partition(" ")
        if command in ORDERS:
            return ORDERS[command]
        if command == "/articles":
            self._show_articles(rest.strip())
        elif command == "/help":
            self._say(HELP)
        else:
            tell(f"There is no command {command}. /help lists them; a reply does not begin with a slash.")
        return None

    def _line(self, prompt: str) -> str | None:
        if not (self._typed and sys.stdout.isatty()):
            return next_line()
        # Not input(): it loses an interrupt that comes between its prompt and its wait for a key.
        print(prompt, end="", flush=True)
        line = next_line()
        if line is None:
            say()
        return line

    def _show_articles(self, wanted: str) -> None:
        show = article_lines(wanted, self._articles) if wanted else article_list(self._articles)
        self._say(*show, "")

    def _say(self, *lines: str) -> None:
        say(wrapped("\n".join(lines), width=line_width()))
