from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.output import reflowed, short, wrapped


def test_a_long_line_is_cut_between_words_and_goes_on_further_in() -> None:
    assert wrapped("  + one two three four", width=14) == "  + one two\n    three four"
    assert wrapped("Customer: a well-known address", width=20, hang=0) == "Customer: a\nwell-known address"


def test_a_word_is_never_cut() -> None:
    path = "/home/somebody/" + "x" * 40
    assert wrapped(f"kept in {path}", width=20) == f"kept in\n  {path}"


@given(st.text(st.sampled_from("ab -\n"), max_size=200), st.integers(5, 40))
def test_wrapping_loses_no_word_and_wraps_nothing_twice(text: str, width: int) -> None:
    once = wrapped(text, width=width)
    assert once.split() == text.split()
    assert wrapped(once, width=width) == once or any(len(x) > width for x in once.split("\n"))


def test_prose_loses_the_breaks_of_its_file_and_keeps_its_own() -> None:
    assert reflowed("# Head\nOne\ntwo.\n\n- a\n  b\n- c\n") == "# Head\nOne two.\n\n- a b\n- c"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("short enough", "short enough"),
        ("the second charge is refunded", "the second..."),
        ("x" * 30, "x" * 17 + "..."),
        ("two\n lines", "two lines"),
    ],
)
def test_a_text_is_cut_short_between_words(text: str, said: str) -> None:
    assert short(text, 20 if " charge" not in text else 18) == said
