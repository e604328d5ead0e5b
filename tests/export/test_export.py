"""Reports on disk: inert, whole or not there at all, and only for their owner."""

from __future__ import annotations

import csv
import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coach.domain.report import Report, SessionRow, TurnRow
from coach.errors import ExportError
from coach.export import EXPORTERS
from coach.export.whole_files import cannot_write

ROOT = Path(__file__).parent.parent.parent
SESSION = SessionRow(
    schema_version=1,
    session="a1b2",
    started_at="2026-11-18T10:00:00+00:00",
    curriculum="first",
    lesson="one",
    scenario="late-coat",
    line_of_business="customer-support",
    difficulty=1,
    persona="sam-lee",
    seed=1,
    voice="built-in",
    replies=2,
    outcome="resolved",
    empathy=3.5,
    empathy_pass_mark=3.0,
    accuracy=None,
    accuracy_pass_mark=4.0,
    quadrant="",
    passed=False,
    auto_fails="",
    omitted_facts="refund",
    final_frustration=20,
    rubric="desk",
    rubric_version=2,
    rubric_hash="ff",
    scorer="built-in",
    scorer_version="1",
)
TURN = TurnRow(
    schema_version=1,
    session="a1b2",
    seq=2,
    speaker="agent",
    text="It takes 3 to 5 days.",
    customer_act="",
    seconds=4.2,
    empathy=3.5,
    accuracy=5.0,
    frustration=40,
    acts="give_info",
    faults="",
    findings="refund=correct",
    evidence='refund "3 to 5 days"',
    rubric="desk",
    rubric_version=2,
    rubric_hash="ff",
    scorer="built-in",
    scorer_version="1",
)
REPORT = Report(sessions=(SESSION,))
WITH_TURNS = Report(sessions=(SESSION,), turns=(TURN,))
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "|calc",
    "%0A=1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://x.invalid","y")',
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\uff1d1+1",
    "\x1b[31m=1+1",
    '";=1+1',
    "'=1+1",
    "a\n=1+1",
    "-- =1",
]


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula(tmp_path: Path, payload: str) -> None:
    report = Report((replace(SESSION, persona=payload),), (replace(TURN, text=payload, evidence=payload),))
    EXPORTERS["csv"].write(report, tmp_path / "r.csv")
    cells = [c for f in ("r.csv", "r-turns.csv") for row in rows(tmp_path / f) for c in row.values()]
    assert not [c for c in cells if c.lstrip()[:1] in "=+-@|%\uff1d" and c.strip()]
    assert not [c for c in cells if "\x1b" in c or "\u200b" in c]


def test_csv_holds_what_the_report_holds(tmp_path: Path) -> None:
    EXPORTERS["csv"].write(WITH_TURNS, tmp_path / "r.csv")
    (session,), (turn,) = rows(tmp_path / "r.csv"), rows(tmp_path / "r-turns.csv")
    assert (session["empathy"], session["accuracy"], session["passed"]) == ("3.5", "", "false")
    assert (turn["text"], turn["seq"], turn["evidence"]) == (TURN.text, "2", TURN.evidence)


def test_a_negative_number_stays_a_number(tmp_path: Path) -> None:
    EXPORTERS["csv"].write(Report((replace(SESSION, seed=-5),)), tmp_path / "r.csv")
    assert rows(tmp_path / "r.csv")[0]["seed"] == "-5"


def test_words_are_only_written_when_they_were_asked_for(tmp_path: Path) -> None:
    EXPORTERS["csv"].write(REPORT, tmp_path / "r.csv")
    EXPORTERS["jsonl"].write(REPORT, tmp_path / "r.jsonl")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["r.csv", "r.jsonl"]
    assert '"kind": "turn"' not in (tmp_path / "r.jsonl").read_text(encoding="utf-8")


def test_jsonl_is_one_object_a_line_with_its_kind(tmp_path: Path) -> None:
    report = Report((SESSION,), (replace(TURN, text="caf\u00e9\u2028\x1b]0;x\x07\nnext"),))
    EXPORTERS["jsonl"].write(report, tmp_path / "r.jsonl")
    session, turn = (json.loads(x) for x in (tmp_path / "r.jsonl").read_text("utf-8").splitlines())
    assert (session["kind"], session["accuracy"], session["passed"]) == ("session", None, False)
    assert (turn["kind"], turn["text"]) == ("turn", "caf\u00e9\n\nnext")


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
def test_only_the_owner_can_read_a_report(tmp_path: Path, format_: str) -> None:
    out = tmp_path / f"r.{format_}"
    EXPORTERS[format_].write(REPORT, out)  # type: ignore[index]
    out.chmod(0o644)
    EXPORTERS[format_].write(WITH_TURNS, out)  # type: ignore[index]
    assert {oct(f.stat().st_mode & 0o777) for f in tmp_path.iterdir()} == {"0o600"}


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no folder") as caught:
        EXPORTERS["csv"].write(REPORT, tmp_path / "nowhere" / "r.csv")
    assert "Create it" in caught.value.hint


def test_a_folder_or_a_device_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        EXPORTERS["csv"].write(REPORT, tmp_path)
    with pytest.raises(ExportError, match="not a file"):
        EXPORTERS["csv"].write(REPORT, Path("/dev/null"))


def test_an_empty_file_is_nothing_to_lose(tmp_path: Path) -> None:
    (tmp_path / "r.csv").touch()
    EXPORTERS["csv"].write(REPORT, tmp_path / "r.csv")
    assert rows(tmp_path / "r.csv")


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
def test_what_is_printed_is_what_is_written(tmp_path: Path, format_: str) -> None:
    exporter = EXPORTERS[format_]  # type: ignore[index]
    exporter.write(WITH_TURNS, tmp_path / "r")
    assert exporter.text(WITH_TURNS).encode() == (tmp_path / "r").read_bytes()
    assert {f.name for f in exporter.files(tmp_path / "r", with_turns=True)} == {
        f.name for f in tmp_path.iterdir()
    }


def test_a_report_that_fails_leaves_the_old_one_and_no_draft(tmp_path: Path) -> None:
    out = tmp_path / "r.csv"
    out.write_text("old", encoding="utf-8")
    (tmp_path / "r-turns.csv").mkdir()
    with pytest.raises(ExportError):
        EXPORTERS["csv"].write(WITH_TURNS, out)
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(f.name for f in tmp_path.iterdir()) == ["r-turns.csv", "r.csv"]


def test_a_name_that_the_disk_refuses_is_an_export_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="could not be written"):
        EXPORTERS["csv"].write(REPORT, tmp_path / ("x" * 250 + ".csv"))


def test_a_disk_without_room_says_so_and_leaves_no_draft(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from coach.errors import ExportError\n"
        "from coach.export.whole_files import write_whole\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try: write_whole({Path(sys.argv[1]): 'x' * 10000})\n"
        "except ExportError as error: print(error)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "r.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.startswith("There is no room for")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "You may not write to"),
        (errno.EROFS, "You may not write to"),
        (errno.ENOSPC, "There is no room for"),
        (errno.EIO, "could not be written"),
    ],
)
def test_each_refusal_of_the_system_is_a_sentence_with_a_next_step(number: int, says: str) -> None:
    error = cannot_write(OSError(number, os.strerror(number)), Path("r.csv"))
    assert says in error.message
    assert "--out" in error.hint
