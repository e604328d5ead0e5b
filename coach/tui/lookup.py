"""Finds passages in the briefing and the knowledge articles by the words that somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.domain.scenario import Article
from coach.domain.text import clean, content_words, words


@dataclass(frozen=True)
class Passage:
    """A section of an article, or a whole one."""

    article: str
    """Its title."""
    heading: str
    body: str
    """Markdown."""


def whole(article: Article) -> Passage:
    """Without the heading that only repeats its title."""
    body = clean(article.body)
    first, _, rest = body.lstrip().partition("\n")
    if first.lstrip("# ").strip() == clean(article.title):
        body = rest.lstrip()
    return Passage(clean(article.title), "", body)


def sections(article: Article) -> list[Passage]:
    """The article cut at its headings; the text before the first one is a section too."""
    found: list[Passage] = []
    heading, block = "", []
    for line in [*clean(article.body).splitlines(), "#"]:
        if not line.startswith("#"):
            block.append(line)
            continue
        if any(x.strip() for x in block):
            found.append(Passage(clean(article.title), heading, "\n".join(block).strip()))
        heading, block = line.lstrip("# ").strip(), []
    return found


def find(query: str, articles: Sequence[Article]) -> list[Passage]:
    """Sections that hold every word, best first; without a query, the whole articles."""
    wanted = words(query)
    if not wanted:
        return [whole(article) for article in articles]
    scored = [
        (score, index, passage)
        for index, passage in enumerate(_all_sections(articles))
        if (score := _score(wanted, passage)) > 0
    ]
    return [passage for _, _, passage in sorted(scored, key=lambda x: (-x[0], x[1]))]


def _all_sections(articles: Iterable[Article]) -> Iterable[Passage]:
    for article in articles:
        yield from sections(article)


def _score(wanted: Sequence[str], passage: Passage) -> int:
    """A word counts once in the text and twice more in a heading; a beginning of a word is enough."""
    head = words(f"{passage.article} {passage.heading}")
    body = words(passage.body)
    stems = content_words(passage.body) | content_words(passage.heading)
    score = 0
    for word in wanted:
        in_head = any(w.startswith(word) for w in head)
        in_body = any(w.startswith(word) for w in body) or bool(content_words(word) & stems)
        if not in_head and not in_body:
            return 0
        score += 3 * in_head + in_body
    return score
