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
        self._speaker = who
        self._who = PlainText(who, classes="who")
        self._words = PlainText(text, classes="words")

    def compose(self) -> ComposeResult:
        return [self._who, self._words]

    def say(self, text: str) -> None:
        self._words.show(text)

    def break_off(self) -> None:
        """What was said stays; nothing more comes."""
        self.add_class("-broken")
        self._who.show(join(self._speaker, ("  broken off", SOFT)))


class Conversation(VerticalScroll):
    """Follows the newest line; Page Up and Page Down leaf through it."""

    def __init__(self, customer: str, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self._customer = one_line(customer)
        self._speaking: Utterance | None = None
        self._broken: Utterance | None = None
        """The beginning of a line that did not come; it stays until the customer speaks again."""
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
            self._drop_broken()
            self._heard += fragment
            self._speaking.say(self._heard)
            self._follow()

    def settle(self, text: str) -> None:
        """The line that counts, in place of the fragments."""
        self._drop_broken()
        if self._speaking is None:
            self.add(Speaker.CUSTOMER, text)
        else:
            self._speaking.say(text)
        self._speaking, self._heard = None, ""
        self._follow()

    def break_off(self) -> None:
        """The customer's line does not come: what was heard of it stays, and is marked."""
        if self._speaking is None or not self._heard.strip():
            self.drop_unfinished()
            return
        self._drop_broken()
        self._speaking.break_off()
        self._broken, self._speaking, self._heard = self._speaking, None, ""
        self._follow()

    def _drop_broken(self) -> None:
        if self._broken is not None:
            self._broken.remove()
        self._broken = None

    def drop_unfinished(self) -> None:
        if self._speaking is not None:
            self._speaking.remove()
        self._speaking, self._heard = None, ""

    def forget(self) -> None:
        self._speaking, self._broken, self._heard = None, None, ""
        self.remove_children()

    def on_resize(self) -> None:
        self._follow()

    def _follow(self) -> None:
        self.scroll_end(animate=False)
