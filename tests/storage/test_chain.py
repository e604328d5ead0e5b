"""A link depends on each value, on their order and types, and on all links before it."""

from __future__ import annotations

from itertools import combinations

from coach.storage.chain import link

BASE = ("", "turn", ("id", 1, "agent", "words", None, 2.0))


def test_each_part_and_its_place_changes_the_link() -> None:
    variants = [
        BASE,
        ("before", *BASE[1:]),
        ("", "assessment", BASE[2]),
        ("", "turn", (*BASE[2][:-1], 2.5)),
        ("", "turn", ("id", 1, "agent", None, "words", 2.0)),
        ("", "turn", ("id", "1", "agent", "words", None, 2.0)),
        ("", "turn", ("id", 1, "agent", "word", "s", 2.0)),
        ("", "turn", BASE[2][:-1]),
        ("", "turn", ("id", 1, "agent", b"words", None, 2.0)),
    ]
    hashes = [link(*variant) for variant in variants]
    assert all(a != b for a, b in combinations(hashes, 2))
    assert {len(one) for one in hashes} == {64}


def test_the_same_values_give_the_same_link_in_every_release() -> None:
    """Changing this value makes every stored history look damaged."""
    assert link(*BASE) == link(*BASE)
    assert link(*BASE) == "4d9ca612ea981c2925c600d16ee8aac7ae03ad07001101c08ea8f6355cb6479a"
