"""The score of the last reply: two lines when folded, with all its evidence when open."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from coach.domain.assessment import ScoredReply
from coach.domain.curriculum import HintLevel
from coach.tui.feedback import cue, evidence, scores, whole_fix
from coach.tui.safe_text import SOFT, HangingText, join, lines


class LastReply(VerticalScroll):
    """Full hints show it all, a cue only what to change, off nothing before the debrief."""

    def __init__(self, hints: HintLevel, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self.hints = hints
        self.display = False
        self._text = HangingText()
        self._number = 0
        self._scored: ScoredReply | None = None
        self._open = False

    def compose(self) -> ComposeResult:
        return [self._text]

    def show_reply(self, number: int, scored: ScoredReply) -> None:
        self._number, self._scored = number, scored
        self._paint()

    def unfold(self, open_: bool) -> None:
        self._open = open_
        self._paint()

    def toggle(self) -> None:
        self.unfold(not self._open)

    def _paint(self) -> None:
        scored = self._scored
        if scored is None or self.hints == "off":
            return
        self.display = True
        unfolded = self._open and self.hints == "full"
        self.set_class(unfolded, "-open")
        self.can_focus = unfolded
        self._text.show(self._opened(scored) if unfolded else self._folded(scored))
        self.scroll_home(animate=False)

    def _folded(self, scored: ScoredReply) -> Content:
        if self.hints == "cue":
            return cue(scored.fix)
        return lines(join((f"Reply {self._number}  ", SOFT), scores(scored)), cue(scored.fix))

    def _opened(self, scored: ScoredReply) -> Content:
        head = join((f"Reply {self._number}  ", SOFT), scores(scored))
        return lines(head, "", whole_fix(scored.fix), "", evidence(scored))
