"""Knowledge articles in plain lines: their list, and one of them opened by its number or a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.cli.output import indented, line_width, one_line, reflowed, wrapped
from coach.domain.scenario import Article
from coach.tui.lookup import find


def article_list(articles: Sequence[Article]) -> Iterator[str]:
    if not articles:
        yield "There are no articles for this scenario."
        return
    yield f"Open one with its number or with a word: /articles {articles[0].id}"
    yield from (f"  {_name(article)}" for article in articles)


def article_lines(wanted: str, articles: Sequence[Article]) -> Iterator[str]:
    """The article with this number, else the one that says most about these words."""
    found = [a for a in articles if a.id.casefold() == wanted.casefold()] or _about(wanted, articles)
    if not found:
        yield f"No article holds '{one_line(wanted)}'. /articles lists what there is."
        return
    first, *others = found
    yield wrapped(indented(_read(first)), width=line_width(), hang=0)
    if others:
        yield ""
        yield f"Also in: {', '.join(f'{_name(x)} (/articles {x.id})' for x in others)}"


def _about(wanted: str, articles: Sequence[Article]) -> list[Article]:
    titles = dict.fromkeys(passage.article for passage in find(wanted, articles))
    by_title = {one_line(article.title): article for article in articles}
    return [by_title[one_line(title)] for title in titles]


def _name(article: Article) -> str:
    title = one_line(article.title)
    return title if title.startswith(article.id) else f"{article.id} {title}"


def _read(article: Article) -> str:
    """The article as it is read aloud: headings without their marks."""
    return "\n".join(line.lstrip("# ") for line in reflowed(article.body).split("\n"))
