"""The knowledge panel: search over the briefing and the articles, and the passage under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markdown_it import MarkdownIt
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Markdown, OptionList
from textual.widgets.option_list import Option

from coach.domain.scenario import Article
from coach.tui.lookup import Passage, find
from coach.tui.safe_text import SOFT, PlainText, join, one_line


def _parser() -> MarkdownIt:
    """Headings, lists, tables and emphasis; links, images and HTML stay the text that they are."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.disable(["link", "image", "autolink", "html_block", "html_inline", "entity"])


class Knowledge(Vertical):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Previous", show=False),
    ]

    def __init__(self, articles: Sequence[Article], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._articles = articles
        self._found: list[Passage] = []

    def compose(self) -> ComposeResult:
        return [
            PlainText(
                join(("Look it up", "bold $text-primary"), ("  type, ↑ ↓ choose, PgDn reads on", SOFT))
            ),
            Input(placeholder="search the articles", compact=True, select_on_focus=False),
            OptionList(markup=False, compact=True),
            VerticalScroll(Markdown(parser_factory=_parser, open_links=False), can_focus=False),
        ]

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self._search("")

    def focus_search(self) -> None:
        self.query_one(Input).focus()

    def open(self, article: str) -> None:
        """The whole article with this id, whatever was being searched for."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self._search("")
        ids = [one.id for one in self._articles]
        if article in ids:
            self.query_one(OptionList).highlighted = ids.index(article)
        self.focus_search()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    def _search(self, query: str) -> None:
        self._found = find(query, self._articles)
        listing = self.query_one(OptionList)
        listing.set_options([Option(_label(passage)) for passage in self._found])
        listing.highlighted = 0 if self._found else None
        if not self._found:
            self._read("Nothing in the briefing or the articles has these words.")

    @on(OptionList.OptionHighlighted)
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        passage = self._found[event.option_index]
        heading = f"### {passage.heading}\n\n" if passage.heading else ""
        self._read(heading + passage.body)

    @work(exclusive=True)
    async def _read(self, text: str) -> None:
        await self.query_one(Markdown).update(text)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_move(self, by: int) -> None:
        listing = self.query_one(OptionList)
        if by > 0:
            listing.action_cursor_down()
        else:
            listing.action_cursor_up()

    @property
    def is_at_top(self) -> bool:
        """Nothing of the passage stands above what is shown."""
        return self.query_one(VerticalScroll).scroll_y <= 0

    def leaf(self, by: int) -> None:
        text = self.query_one(VerticalScroll)
        if by > 0:
            text.scroll_page_down(animate=False)
        else:
            text.scroll_page_up(animate=False)


def _label(passage: Passage) -> Content:
    if not passage.heading:
        return join(one_line(passage.article))
    return join((f"{one_line(passage.article)}  ", SOFT), one_line(passage.heading))
