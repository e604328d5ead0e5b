from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.text import clean
from coach.tui.safe_text import HangingText, PlainText, flow, hang, join, one_line, plain, spread
from tests.tui.fakes import HOSTILE


def test_brackets_stay_brackets() -> None:
    assert plain("[/b] [@click=app.quit]x[/]").plain == "[/b] [@click=app.quit]x[/]"
    assert plain("[b]x[/b]", "bold").spans[0].end == len("[b]x[/b]")


def test_escapes_are_gone_from_every_way_in() -> None:
    for text in (plain(HOSTILE), join(HOSTILE), join((HOSTILE, "bold")), plain(one_line(HOSTILE))):
        assert "\x1b" not in text.plain
        assert "\x07" not in text.plain
        assert "\u202e" not in text.plain


@given(st.text(max_size=60))
def test_any_text_is_shown_as_it_is_cleaned(text: str) -> None:
    assert plain(text).plain == clean(text).expandtabs(4)
    assert str(PlainText(text).content) == plain(text).plain
    assert str(HangingText(text).content) == plain(text).plain


@given(st.text(alphabet="ab +−·\n", max_size=80), st.integers(8, 40))
def test_hanging_loses_no_letter(text: str, width: int) -> None:
    assert "".join(hang(plain(text), width).plain.split()) == "".join(text.split())


def test_a_wrapped_line_goes_on_under_its_first_word() -> None:
    assert hang(plain("  + one two three"), 12).plain == "  + one two\n    three"


def test_prose_loses_the_line_breaks_of_its_file_but_not_its_paragraphs() -> None:
    assert flow("One\ntwo.\n\nThree\n- a\n- b") == "One two.\n\nThree\n- a\n- b"


def test_a_row_is_exactly_as_wide_as_asked() -> None:
    row = spread(plain("a very long title that does not fit"), plain("3.0"), 20)
    assert row.cell_length == 20
    assert row.plain.endswith("  3.0")
