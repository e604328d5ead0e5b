"""Facts in a spreadsheet beside their scenario: read like those in the file, with faults at their cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.content.check import check
from coach.content.fixing import fix
from coach.content.library import FileLibrary
from coach.content.shelf import shelved
from coach.domain.scenario import Scenario
from coach.errors import ContentError, Fault
from tests.content.samples import SCENARIO, Files

BEFORE, _, REST = SCENARIO.partition("facts:\n")
AFTER = REST[REST.index("copilot:") :]
HEADER = "id,statement,forbidden,required,source,paraphrases,customer_knows"
ROWS = (
    'refund,"The 30 euros go back within 5 days, free of charge.",,yes,KB-1 section 1,It is free. | Nothing to pay.,',
    "new-coat,A new coat arrives on Friday 20 November.,,,KB-1 section 2,,x",
    "today,,promise the money today,,KB-1 section 1,,no",
)


def written(files: Files, *rows: str, header: str = HEADER, own: str = "", name: str = "facts.csv") -> Path:
    files.scenario.write_text(f"{BEFORE}{own}facts_file: {name}\n{AFTER}", encoding="utf-8")
    table = files.scenario.parent / "facts.csv"
    table.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return table


def read(files: Files) -> Scenario:
    return FileLibrary([files.curricula], [files.personas]).scenario("late-coat")


def faults(files: Files) -> tuple[Fault, ...]:
    """Those of the table; what makes a scenario good is told elsewhere."""
    found = check([files.scenario], FileLibrary([files.curricula], [files.personas]))
    return tuple(fault for fault in found if fault.code < "C6")


def test_a_table_whose_name_no_file_can_have_is_refused(files: Files) -> None:
    written(files, *ROWS, name=r'"a\0b.csv"')
    assert [fault.code for fault in faults(files)] == ["C207"]


def test_rows_are_facts(files: Files) -> None:
    written(files, *ROWS)
    refund, coat, today = read(files).facts
    assert refund.required
    assert refund.statement == "The 30 euros go back within 5 days, free of charge."
    assert refund.paraphrases == ("It is free.", "Nothing to pay.")
    assert coat.customer_knows
    assert (today.forbidden, today.statement) == ("promise the money today", None)
    assert faults(files) == ()


def test_facts_of_the_file_come_first(files: Files) -> None:
    own = "facts:\n  - {id: refund, statement: The money goes back within 5 days.}\n"
    written(files, *ROWS[1:], own=own)
    assert [fact.id for fact in read(files).facts] == ["refund", "new-coat", "today"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_as_a_spreadsheet_saves_it_is_read(files: Files, separator: str) -> None:
    rows = ["refund;The money goes back;", "new-coat;A coat comes;", "today;;promise it today"]
    table = written(files, *rows, header="ID;Statement;Forbidden")
    table.write_bytes(
        b"\xef\xbb\xbf" + table.read_text("utf-8").replace(";", separator).replace("\n", "\r\n").encode()
    )
    assert [fact.id for fact in read(files).facts] == ["refund", "new-coat", "today"]


@pytest.mark.parametrize(
    ("row", "says", "column"),
    [
        ("Refund,It goes back.,,yes,KB-1 section 1,,", "C206", 1),
        ("refund,It goes back.,,maybe,KB-1 section 1,,", "C204", 23),
        ("refund,It goes back.,,yes,KB-9 section 1,,", "C313", 27),
        ("refund,It goes back.,,yes", "C405", 1),
        ("refund,,,yes,KB-1 section 1,,", "C207", 1),
        ("today,It goes back.,,yes,KB-1 section 1,,", "C310", 1),
    ],
)
def test_a_fault_is_told_at_its_cell(files: Files, row: str, says: str, column: int) -> None:
    table = written(files, *ROWS[1:], row)
    found = {(f.code, f.position.file, f.position.line, f.position.column) for f in faults(files)}
    assert (says, table, 4, column) in found, [str(f) for f in faults(files)]


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("id,statment", "statement"),
        ("statement,source", "id"),
        ("id,id", "Keep one"),
        ("id,", "The first line"),
    ],
)
def test_a_header_that_does_not_fit_is_told(files: Files, header: str, hint: str) -> None:
    table = written(files, "a,b", header=header)
    fault = faults(files)[0]
    assert (fault.code, fault.position.file, fault.position.line) == ("C404", table, 1)
    assert hint in f"{fault.message} {fault.hint}"


def test_an_empty_table_is_told(files: Files) -> None:
    written(files).write_text("", encoding="utf-8")
    assert [f.code for f in faults(files)] == ["C404"]


@pytest.mark.parametrize("name", ["../facts.csv", "/etc/facts.csv", "facts.xlsx", "[a]", "~/facts.csv"])
def test_only_a_table_beside_the_file_is_read(files: Files, name: str) -> None:
    written(files, *ROWS, name=name)
    assert [(f.code, f.position.file) for f in faults(files)] == [("C207", files.scenario)]


def test_a_table_that_is_not_there_or_leads_out_is_told_where_it_is_named(files: Files) -> None:
    table = written(files, *ROWS)
    table.unlink()
    assert [f.code for f in faults(files)] == ["C312"]
    table.symlink_to("/etc/hostname")
    (fault,) = faults(files)
    assert (fault.code, fault.position.file) == ("C312", files.scenario)
    with pytest.raises(ContentError):
        read(files)


def test_a_table_in_another_encoding_is_told_at_its_own_line(files: Files) -> None:
    table = written(files, *ROWS)
    table.write_bytes(table.read_text("utf-8").replace("30 euros", "30 €").encode("cp1252"))
    (fault,) = faults(files)
    assert (fault.code, fault.position.file) == ("C402", table)
    assert (fault.position.line, fault.position.column) == (2, ROWS[0].index("30 euros") + 4)
    assert "CSV UTF-8" in fault.hint


def test_a_fact_that_is_in_both_names_the_other_file(files: Files) -> None:
    written(files, *ROWS, own="facts:\n  - {id: refund, statement: The money goes back within 5 days.}\n")
    (fault,) = (fault for fault in faults(files) if fault.code == "C310")
    assert fault.message.endswith("of late-coat.yaml.")


def test_fixing_leaves_the_table_alone(files: Files) -> None:
    table = written(files, *ROWS)
    before, meant = table.read_bytes(), read(files)
    assert list(fix([shelved(files.scenario, root=None)]))
    assert table.read_bytes() == before
    assert read(files) == meant
