"""What each key does on the screen that asked, and what the scores and the gauge mean."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen

from coach.tui.safe_text import HEAD, SOFT, PlainText, flow, join, lines, plain

ABOUT = """\
You write to a customer who is not real. How upset they are is worked out from what you say: it falls when
you show that you have heard them and also move their case on; an apology alone does little.

Each reply gets two scores from 0 to 5, and neither makes up for the other. Empathy: did your words show
that you heard this person. Accuracy: is what you told them right, by the articles that you can look up.

Hints are what you see of this while you talk: all of it at first; in later lessons the mood in a word and
one thing to change; in the last ones nothing, as in a real talk. The debrief always shows everything.

Every point shows the words that it rests on. You may disagree with it; it is a program's reading."""

UNSEEN = ("new_line", "article", "score_too", "leaf(-1)", "leaf(1)")
"""What has no place in the footer."""
KEYS, WORDS = 25, 43
"""Cells of the two columns."""


class HelpScreen(ModalScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,question_mark", "leave", "Close")]

    def __init__(self, asked_by: Screen[object]) -> None:
        super().__init__()
        self._keys = _keys(asked_by)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog -help"):
            yield PlainText(join(("Keys here", HEAD), ("   Esc closes this", SOFT)))
            yield PlainText(self._keys, classes="section")
            yield PlainText(("How it works", HEAD))
            yield PlainText(flow(ABOUT))

    def action_leave(self) -> None:
        self.dismiss()


def _keys(screen: Screen[object]) -> Content:
    found: dict[str, list[str]] = {}
    for active in sorted(screen.active_bindings.values(), key=lambda one: not one.binding.show):
        binding = active.binding
        if active.enabled and (binding.show or binding.action in UNSEEN) and binding.description:
            said = f"{binding.description}: {binding.tooltip}" if binding.tooltip else binding.description
            found.setdefault(said, []).append(screen.app.get_key_display(binding))
    found["everything else: lessons, talks, colours, leaving coach"] = ["^p"]
    return lines(*(_key(" or ".join(keys), what) for what, keys in found.items()))


def _key(keys: str, what: str) -> Content:
    """What it does goes on under its first word."""
    first, *rest = plain(what).wrap(WORDS)
    return lines(join((f"{keys:<{KEYS}}", "bold $text-accent"), first), *(row.pad_left(KEYS) for row in rest))
