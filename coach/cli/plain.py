"""A session as plain lines: a full way to practise for screen readers, logs and scripts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import assert_never

from coach.cli.output import indented, one_line, say, tell
from coach.cli.plain_scores import assessment_lines, scorecard_lines
from coach.cli.playing import next_line
from coach.domain.curriculum import HintLevel
from coach.domain.scenario import Article, Speaker
from coach.ports import SessionPlan
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
from coach.services.practice import PracticeSession
from coach.tui.wording import BUSINESS, DIFFICULTIES, word

HELP = """\
A line that you write is your reply. Commands:
  /end              end the talk and see the scorecard
  /articles [WORD]  the knowledge articles; with a word, those that hold it
  /help             this list"""


class PlainTalk:
    """The talk on stdout, one reply a line on stdin, commands on a slash."""

    def __init__(self, plan: SessionPlan, articles: Sequence[Article], *, hints: HintLevel) -> None:
        self._plan = plan
        self._articles = articles
        self._hints = hints
        self._typed = sys.stdin is not None and sys.stdin.isatty()
        """A person types: prompts are shown, an empty line is no reply."""

    def begin(self, session: PracticeSession) -> None:
        say("\n".join(_briefing(self._plan)))
        if self._typed:
            tell("Write a reply and press Enter. /help lists the commands.\n")
        for turn in session.state.transcript:
            who = "You" if turn.speaker is Speaker.AGENT else "Customer"
            say(f"{who}: {one_line(turn.text)}\n")

    def show(self, event: SessionEvent) -> None:
        match event:
            case CustomerSpoke():
                say(f"Customer: {one_line(event.text)}\n")
            case AgentOpens():
                say("You open the talk.\n")
            case ReplyRecorded(_, text):
                if not self._typed:
                    say(f"You: {one_line(text)}".rstrip())
            case ReplyAssessed():
                lines = assessment_lines(event, hints=self._hints)
                say("\n".join([*lines, ""]) if lines else "")
            case SessionEnded(outcome, scorecard):
                say("\n".join(scorecard_lines(outcome, scorecard, self._plan.scenario)))
            case CustomerSpeaking() | CustomerFailed():
                pass
            case _:
                assert_never(event)

    def read(self) -> str | None:
        while True:
            line = self._line()
            if line is None:
                return None
            command, _, rest = line.strip().partition(" ")
            if command == "/end":
                return None
            if command == "/articles":
                self._show_articles(rest.strip())
            elif command == "/help":
                say(HELP)
            elif command.startswith("/"):
                tell(f"There is no command {command}. /help lists them; a reply does not begin with a slash.")
            elif line.strip() or not self._typed:
                return line

    def _line(self) -> str | None:
        if not (self._typed and sys.stdout.isatty()):
            return next_line()
        try:
            return input("You: ")
        except EOFError:
            return None

    def _show_articles(self, wanted: str) -> None:
        if not self._articles:
            say("There are no articles for this scenario.")
        elif not wanted:
            say("\n".join(one_line(article.title) for article in self._articles))
        else:
            found = [a for a in self._articles if wanted.casefold() in f"{a.title}\n{a.body}".casefold()]
            say("\n\n".join(indented(a.body) for a in found) or f"No article holds '{one_line(wanted)}'.")


def _briefing(plan: SessionPlan) -> list[str]:
    scenario, marks = plan.scenario, plan.pass_mark
    line = word(BUSINESS, scenario.line_of_business)
    lines = [
        one_line(scenario.title),
        f"{line[:1].upper()}{line[1:]}, {scenario.channel}, {DIFFICULTIES[scenario.difficulty]}. "
        f"Customer: {one_line(plan.persona.name)}. "
        f"To pass: empathy {marks.empathy:g} and accuracy {marks.accuracy:g} of 5.",
        "",
        "Briefing",
        indented(scenario.briefing),
        "",
    ]
    if scenario.handoff:
        turns = [f"  {t.speaker.value.capitalize()}: {one_line(t.text)}" for t in scenario.handoff]
        lines += ["What was said before you", *turns, ""]
    return lines
