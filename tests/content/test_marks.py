"""People's marks: every fault at once, at its line and column, in whatever a spreadsheet makes of a CSV."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content.csv_cells import read_table
from coach.content.marks import read_marks
from coach.domain.marks import MarkSheet
from coach.errors import ContentError

HEADER = "id,rater,criterion,mark,customer,reply\n"
GOOD = HEADER + "a,Ana,empathy,4,Where is it?,On its way.\na,Ben,empathy,3,,\na,Ana,dismissive,0,,\n"


def written(folder: Path, text: str | bytes, name: str = "marks.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def read(folder: Path, text: str | bytes, **more: str) -> MarkSheet:
    return read_marks(written(folder, text), **more)  # type: ignore[arg-type]


def faults(folder: Path, text: str | bytes, **more: str) -> list[str]:
    """Each without the folder."""
    with pytest.raises(ContentError) as found:
        read(folder, text, **more)
    return [str(fault).removeprefix(f"{folder}{os.sep}") for fault in found.value.faults]


def test_a_mark_a_row_and_the_reply_in_one_of_them(tmp_path: Path) -> None:
    sheet = read(tmp_path, GOOD)
    assert [(m.reply, m.rater, m.criterion, m.value) for m in sheet.marks] == [
        ("a", "Ana", "empathy", 4.0),
        ("a", "Ben", "empathy", 3.0),
        ("a", "Ana", "dismissive", 0.0),
    ]
    assert sheet.replies["a"].record == {"id": "a", "customer": "Where is it?", "reply": "On its way."}
    assert str(sheet.replies["a"].position) == f"{tmp_path / 'marks.csv'}:2:17"
    assert sheet.raters == ("Ana", "Ben")


@pytest.mark.parametrize(
    "text",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        ("sep=;\n" + GOOD.replace(",", ";")).encode(),
        GOOD.replace("id,rater", " ID ,Rater").encode(),
        (GOOD + ",,,,,\n\n").encode(),
        GOOD.rstrip().encode(),
    ],
)
def test_whatever_a_spreadsheet_makes_of_it_is_read(tmp_path: Path, text: bytes) -> None:
    assert read(tmp_path, text).marks == read(tmp_path, GOOD).marks


def test_a_decimal_comma_and_quoted_line_breaks_are_read_in_a_semicolon_file(tmp_path: Path) -> None:
    text = (
        "id;rater;criterion;mark;customer;reply\n"
        'a;Ana;empathy;3,5;"Where is it; and\nwhy ""soon""?";Today.\n'
        "a;Ana;validation;9;;\n"
    )
    (fault,) = faults(tmp_path, text)
    assert fault == "marks.csv:4:18: C408 The mark is '9'; validation takes 0, 1 or 2."
    sheet = read(tmp_path, text.replace(";9;", ";2;"))
    assert [mark.value for mark in sheet.marks] == [3.5, 2.0]
    assert sheet.replies["a"].record["customer"] == 'Where is it; and\nwhy "soon"?'


def test_facts_stand_as_json_and_a_row_may_only_bring_the_reply(tmp_path: Path) -> None:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["id", "rater", "criterion", "mark", "customer", "reply", "facts", "note"])
    facts = [{"id": "f", "statement": "5 days, no more."}]
    rows.writerow(["a", "", "", "", "Where?", "Today.", json.dumps(facts), "x"])
    rows.writerow(["a", "Ana", "accuracy", "5", "", "", "", "certain"])
    sheet = read(tmp_path, out.getvalue())
    assert sheet.replies["a"].record["facts"] == facts
    assert len(sheet.marks) == 1
    (fault,) = faults(tmp_path, out.getvalue().replace("[{", "{"))
    assert fault.startswith("marks.csv:2:20: C411 This is not JSON")


def test_replies_may_come_from_a_file_of_transcripts(tmp_path: Path) -> None:
    text = "id,rater,criterion,mark\na,Ana,empathy,4\n7,Ana,empathy,0\n"
    lines = ['{"id": "a", "customer": "Where?", "reply": ""}', "", '{"id": 7, "customer": "x", "reply": "y"}']
    replies = written(tmp_path, "\n".join([*lines, '{"id": "other", "reply": 5}']), "talks.jsonl")
    sheet = read_marks(written(tmp_path, text), replies=replies)
    assert sorted(sheet.replies) == ["7", "a"]
    assert str(sheet.replies["7"].position) == f"{replies}:3:1"
    broken = written(
        tmp_path, "\n".join([*lines, "{broken", "[]", lines[0].replace("Where", "When")]), "b.jsonl"
    )
    with pytest.raises(ContentError) as found:
        read_marks(written(tmp_path, text), replies=broken)
    assert [(f.position.line, f.code) for f in found.value.faults] == [(4, "C411"), (5, "C411"), (6, "C411")]
    with pytest.raises(ContentError, match="C401 The file cannot be read"):
        read_marks(written(tmp_path, text), replies=tmp_path / "nowhere.jsonl")


def test_every_fault_is_found_at_once_at_its_place(tmp_path: Path) -> None:
    rows = [
        "a,Ana,empathy,4,Where is it?,On its way.",
        "a,Ana,empaty,4,,",
        "a,Ana,accuracy,6,,",
        "a,Ana,validation,1.5,,",
        "a,Ana,dismiss,yes,,",
        "a,Ana,empathy,3,,",
        "a,,empathy,3,,",
        "a,Ben,empathy,,,",
        "b,Ana,empathy,3,,",
        "b,Ben,empathy,3,,",
        "a,Ben,empathy,2,Another line?,",
        "a,Ben,greet",
        "a,Coach,greet,1,,",
        ",Ben,hold,1,,",
        "a,Ben,empathy,-1,,",
        "a,Ben,Name Problem,1,,",
    ]
    assert faults(tmp_path, HEADER + "\n".join(rows)) == [
        "marks.csv:3:7: C407 There is no criterion 'empaty'. Did you mean empathy?",
        "marks.csv:4:16: C408 The mark is '6'; accuracy takes 0 to 5.",
        "marks.csv:5:18: C408 The mark is '1.5'; validation takes 0, 1 or 2. Where a criterion does not apply to a reply, leave the row out.",
        "marks.csv:6:15: C408 The mark is 'yes'; dismiss takes 0 or 1. Where a criterion does not apply to a reply, leave the row out.",
        "marks.csv:7:15: C409 'Ana' has marked empathy of 'a' on line 2 already. Keep one of the two.",
        "marks.csv:8:3: C406 `rater` is empty.",
        "marks.csv:9:15: C406 `mark` is empty. Where a criterion does not apply to a reply, leave the row out.",
        "marks.csv:10:1: C410 'b' has no reply in the column `reply`. Give both in one row of the id, or name the transcripts with --replies FILE.jsonl.",
        "marks.csv:12:17: C411 The customer of 'a' is another one than on line 2. Each id is one reply.",
        "marks.csv:13:1: C405 This row has 3 cells, the first line has 6. Put a text that holds the separator in double quotes.",
        "marks.csv:14:3: C412 'Coach' is no person: coach's own scores are computed now. Leave its rows out, or add --against Coach.",
        "marks.csv:15:1: C406 `id` is empty.",
        "marks.csv:16:15: C408 The mark is '-1'; empathy takes 0 to 5. Where a criterion does not apply to a reply, leave the row out.",
        "marks.csv:17:7: C407 There is no criterion 'Name Problem'. Did you mean name_problem?",
    ]


def test_coach_may_be_the_other_system(tmp_path: Path) -> None:
    text = GOOD.replace("Ben", "coach")
    assert read(tmp_path, text, against="coach").raters == ("Ana", "coach")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "marks.csv:1:1: C404 The file is empty."),
        ("\n\n", "marks.csv:1:1: C404 The file is empty."),
        (HEADER, "marks.csv:1:1: C413 The file holds no marks."),
        (
            "id,rater,criterium,mark\n",
            "marks.csv:1:1: C404 There is no column `criterion`. Did you mean criterium?",
        ),
        (GOOD.replace("rater,", "mark,", 1), "marks.csv:1:1: C404 There is no column `rater`."),
        ("id,rater,criterion,mark,mark\n", "marks.csv:1:25: C404 The column `mark` stands here twice."),
        (GOOD + 'b,Ana,empathy,1,"Where', "marks.csv:5:17: C403 The quote that opens here is never closed."),
        (
            GOOD + 'b,Ana,empathy,1,"Where"?,x\n',
            "marks.csv:5:24: C403 Text stands here after a closing quote.",
        ),
        (
            GOOD.replace("way", "w\xe4y").encode("latin-1"),
            "marks.csv:2:38: C402 The byte 0xE4 here is not UTF-8",
        ),
        (GOOD.encode("utf-16"), "marks.csv:1:1: C402 The byte 0xFF here is not UTF-8"),
        (GOOD.replace("way", "w\0y"), "marks.csv:2:38: C402 A NUL stands here"),
    ],
)
def test_a_file_that_is_no_table_of_marks_says_why(tmp_path: Path, text: str | bytes, expected: str) -> None:
    assert any(fault.startswith(expected) for fault in faults(tmp_path, text))


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(ContentError, match="C401 The file cannot be read"):
            read_marks(file)


cells = st.text(alphabet='ab ,;"\n\té', max_size=6)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_what_python_writes_is_read_back_cell_by_cell(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([["one", "two", "three"], *rows])
    table = read_table(out.getvalue(), Path("x.csv"))
    assert table.faults == ()
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[cell.text for cell in row] for row in table.rows[1:]] == kept


@given(st.text(alphabet='ab,;"\r\n\t', max_size=60))
def test_any_text_is_read_and_every_cell_stands_where_it_says(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in read_table(text, Path("x.csv")).rows:
        for cell in row:
            here = lines[cell.line - 1][cell.column - 1 :]
            assert here.startswith('"') or here.startswith(cell.text.partition("\n")[0])
