"""The line of a fault and its caret as a terminal draws them, and the annotations that GitHub reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.cli.fault_report import excerpt, fault_row, github, report, summary
from coach.errors import Fault, Position

FILE = Path("late-coat.yaml")


def fault(text: str, column: int, *, code: str = "C201", message: str = "So.", hint: str = "") -> Fault:
    return Fault(Position(FILE, 5, column), code, message, hint, text=text)


def drawn(text: str, column: int, *, width: int = 60) -> list[str]:
    return list(excerpt(fault(text, column), width=width))


@pytest.mark.parametrize(
    ("text", "column", "shown", "under"),
    [
        ("chanel: chat", 1, "chanel: chat", "chanel"),
        ("    needs: [refnd]", 13, "needs: [refnd]", "refnd]"),
        ("\tneeds: [refnd]", 10, "needs: [refnd]", "refnd]"),
        ("needs:\t\t[refnd]", 10, "needs:  [refnd]", "refnd]"),
        ("名前: [refnd]", 6, "名前: [refnd]", "refnd]"),
        ("e\u0301te\u0301: refnd", 8, "\u00e9t\u00e9: refnd", "refnd"),
        ("a\u200b\u200bb: refnd", 7, "ab: refnd", "refnd"),
        ("a\x1b[31mb: refnd", 10, "ab: refnd", "refnd"),
        ("\u202eb: refnd", 5, "b: refnd", "refnd"),
    ],
)
def test_the_caret_stands_under_its_column(text: str, column: int, shown: str, under: str) -> None:
    line, caret = drawn(text, column)
    assert line == f"    {shown}"
    before = shown[: shown.index(under)]
    assert caret == f"    {' ' * cell_len(before)}^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = "x" * 500 + "HERE" + "y" * 500
    line, caret = drawn(text, 501)
    assert line.startswith("    ...xxx")
    assert line.endswith("yyy...")
    assert cell_len(line) <= 60
    assert line[caret.index("^") :].startswith("HERE")


def test_nothing_is_drawn_of_an_empty_line() -> None:
    assert drawn("", 1) == []
    assert drawn("   ", 2) == []


@given(
    st.text(max_size=300), st.integers(min_value=1, max_value=320), st.integers(min_value=60, max_value=120)
)
def test_whatever_stands_in_a_line_the_caret_is_inside_and_the_line_fits(
    text: str, column: int, width: int
) -> None:
    found = drawn(text.replace("\n", " "), column, width=width)
    if found:
        line, caret = found
        assert cell_len(line) <= width
        assert cell_len(caret) <= width
        assert "\x1b" not in line
        assert "\n" not in line


def test_a_fault_is_a_sentence_a_line_and_a_caret() -> None:
    said = list(report([fault("chanel: chat", 1, message="There is no key `chanel`.", hint="Mean channel?")]))
    assert said == [
        "late-coat.yaml:5:1: C201 There is no key `chanel`. Mean channel?",
        "    chanel: chat",
        "    ^",
    ]


def test_a_line_without_end_is_cut_for_programs() -> None:
    assert fault_row(fault("x" * 100_000, 9))["text"] == "x" * 1000


def test_annotations_are_escaped_as_github_reads_them() -> None:
    odd = Fault(Position(Path("/here/a,b:c%.yaml"), 2, 3), "C201", "50% of\nit: this, that.", "So::\r\nso.")
    assert list(github([odd, fault("", 1, code="W952")], here=Path("/here"))) == [
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,title=C201::50%25 of%0Ait: this, that. So::%0Aso.",
        "::warning file=late-coat.yaml,line=5,col=1,title=W952::So.",
    ]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["C201"], "1 fault in 1 file."),
        (["W952", "C303", "C201"], "2 faults and 1 warning in 1 file. `coach explain C303`"),
        (["W952", "W951"], "2 warnings in 1 file. `coach explain W952`"),
    ],
)
def test_the_summary_counts_faults_and_warnings(codes: list[str], said: str) -> None:
    assert summary([fault("", 1, code=code) for code in codes]).startswith(said)
