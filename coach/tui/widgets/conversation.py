"""The talk: what was said before the agent took over, every turn since, the customer's line as it streams."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from coach.domain.scenario import HandoffTurn, Speaker
from coach.tui.safe_text import SOFT, PlainText, join, lines, one_line

HANDOFF_NAMES = {Speaker.BOT: "bot", Speaker.AGENT: "colleague"}


class Utterance(Vertical):
    """One turn: who, and what."""

    def __init__(self, who: str, text: str, *, speaker: Speaker) -> None:
        super().__init__(classes=f"utterance -{speaker}")
        self._who = who
        self._words = PlainText(text, classes="words")

    def compose(self) -> ComposeResult:
        return [PlainText(self._who, classes="who"), self._words]

    def say(self, text: str) -> None:
        self._words.show(text)


class Conversation(VerticalScroll):
    """Follows the newest line; Page Up and Page Down leaf through it."""

    def __init__(self, customer: str, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self._customer = one_line(customer)
        self._speaking: Utterance | None = None
        self._heard = ""

    def show_handoff(self, turns: Sequence[HandoffTurn]) -> None:
        if not turns:
            return
        names = {**HANDOFF_NAMES, Speaker.CUSTOMER: self._customer}
        said = [join((f"{names[t.speaker]}  ", "bold"), one_line(t.text)) for t in turns]
        self.mount(PlainText(("Before you took over", SOFT), classes="divider"))
        self.mount(PlainText(lines(*said), classes="handoff"))
        self.mount(PlainText(("You take over here", SOFT), classes="divider"))
        self._follow()

    def say_aside(self, text: str) -> None:
        """A remark that nobody in the talk makes."""
        self.mount(PlainText((text, SOFT), classes="divider"))
        self._follow()

    def add(self, speaker: Speaker, text: str) -> None:
        """A turn that is complete."""
        who = "You" if speaker is Speaker.AGENT else self._customer
        self.mount(Utterance(who, text, speaker=speaker))
        self._follow()

    def expect(self) -> None:
        """The customer is about to speak."""
        self.drop_unfinished()
        self._speaking = Utterance(self._customer, "…", speaker=Speaker.CUSTOMER)
        self.mount(self._speaking)
        self._follow()

    def hear(self, fragment: str) -> None:
        if self._speaking is not None:
            self._heard += fragment
            self._speaking.say(self._heard)
            self._follow()

    def settle(self, text: str) -> None:
        """The line that counts, in place of the fragments."""
        if self._speaking is None:
            self.add(Speaker.CUSTOMER, text)
        else:
            self._speaking.say(text)
        self._speaking, self._heard = None, ""
        self._follow()

    def drop_unfinished(self) -> None:
        if self._speaking is not None:
            self._speaking.remove()
        self._speaking, self._heard = None, ""

    def forget(self) -> None:
        self._speaking, self._heard = None, ""
        self.remove_children()

    def on_resize(self) -> None:
        self._follow()

    def _follow(self) -> None:
        self.scroll_end(animate=False)
