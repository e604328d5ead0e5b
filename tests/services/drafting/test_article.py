"""The article of a draft: the policy's own id, title and numbers, where it has them."""

from __future__ import annotations

import pytest

from coach.domain.source import Passage, Source
from coach.services.drafting.article import article_id, article_text, numbered

TITLED = (
    Passage("PM-20 Top-ups", "For customers.", 1, is_title=True),
    Passage("The code", "It has 20 digits.", 5, number="1"),
    Passage("Lost codes", "Again in 10 minutes.", 9, number="2.1"),
)


@pytest.mark.parametrize(
    ("title", "file", "id_"),
    [
        ("PM-20 Top-ups", "x", "PM-20"),
        ("PM-20: Top-ups", "x", "PM-20"),
        ("KB-210.4 – Refunds", "x", "KB-210.4"),
        ("PM-20", "x", "PM-20"),
        ("Top-ups", "pm-31", "PM-31"),
        ("Top-ups", "PM_31 friendly hours", "PM-31"),
        ("Top-ups", "refund policy", "REFUND-1"),
        ("Top-ups", "policy", "POL-1"),
        ("Top-ups", "2026", "POL-1"),
        ("", "", "POL-1"),
    ],
)
def test_its_id_is_the_policys_own_or_that_of_its_file(title: str, file: str, id_: str) -> None:
    policy = (Passage(title, "", 1, is_title=True), Passage("A", "B.", 2))
    assert article_id(Source("a", policy=policy, policy_name=file)) == id_


def test_title_and_numbers_stay_as_they_are() -> None:
    assert article_text(Source("a", policy=TITLED), "PM-20-2") == (
        "# PM-20-2 Top-ups\n\nFor customers.\n\n## 1. The code\n\nIt has 20 digits.\n\n"
        "## 2.1 Lost codes\n\nAgain in 10 minutes.\n"
    )


def test_sections_without_numbers_are_counted_and_the_title_is_none() -> None:
    policy = (Passage("Top-ups", "", 1, is_title=True), Passage("A", "B.", 2), Passage("C", "D.", 3))
    assert [one.number for one in numbered(policy)] == ["", "1", "2"]
    assert (
        article_text(Source("a", policy=policy), "POL-1")
        == "# POL-1 Top-ups\n\n## 1. A\n\nB.\n\n## 2. C\n\nD.\n"
    )
