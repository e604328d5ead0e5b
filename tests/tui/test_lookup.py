from __future__ import annotations

from coach.domain.scenario import Article
from coach.tui.lookup import find, sections

REFUNDS = Article(
    id="KB-1",
    title="KB-1 Refunds",
    body="Before anything.\n\n## Cards\n\nA card refund takes days.\n\n## Cash\n\nNever.",
)
DELIVERY = Article(id="KB-2", title="KB-2 Delivery", body="# Delivery\n\nWe refund late parcels.\n")


def test_without_words_the_articles_stand_whole() -> None:
    assert [p.article for p in find("  ", [REFUNDS, DELIVERY])] == ["KB-1 Refunds", "KB-2 Delivery"]


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    article = Article(id="a", title="Delivery", body="# Delivery\n\nSoon.")
    assert find("", [article])[0].body == "Soon."


def test_an_article_is_cut_at_its_headings() -> None:
    assert [p.heading for p in sections(REFUNDS)] == ["", "Cards", "Cash"]


def test_every_word_must_be_there() -> None:
    assert [p.heading for p in find("card refund", [REFUNDS, DELIVERY])] == ["Cards"]
    assert find("card zebra", [REFUNDS, DELIVERY]) == []


def test_a_heading_counts_more_than_the_text() -> None:
    found = find("refund", [DELIVERY, REFUNDS])
    assert found[0].article == "KB-1 Refunds"
    assert found[-1].article == "KB-2 Delivery"


def test_the_beginning_of_a_word_is_enough() -> None:
    assert find("deliv", [REFUNDS, DELIVERY])[0].article == "KB-2 Delivery"
