"""The scorer compared with people, as a lead runs it."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REPLIES = [
    ("Being charged twice is our error, and I am taking it on. The refund takes 5 business days.", 4, 5),
    ("Please calm down.", 0, None),
    ("I understand your frustration.", 1, None),
    ("Which card was it, the Visa or the other one?", 2, None),
    ("The refund takes 9 business days.", 1, 0),
    ("Two charges for one order; you must be out of pocket. It takes 5 business days.", 4, 5),
]
FACTS = json.dumps([{"id": "f", "statement": "A refund takes 5 business days."}])


def marks(raters: list[str], *, replies: int = 36, noise: int = 0) -> str:
    chance = random.Random(1)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["id", "rater", "criterion", "mark", "customer", "reply", "facts"])
    for number in range(replies):
        text, empathy, accuracy = REPLIES[number % len(REPLIES)]
        rows.writerow([f"r{number}", "", "", "", "You charged me twice!", text, FACTS])
        for rater in raters:
            own = min(5, max(0, empathy + chance.randint(-noise, noise)))
            rows.writerow([f"r{number}", rater, "empathy", own, "", "", ""])
            if accuracy is not None:
                rows.writerow([f"r{number}", rater, "accuracy", accuracy, "", "", ""])
            rows.writerow([f"r{number}", rater, "dismissive", int(number % len(REPLIES) == 1), "", "", ""])
    return out.getvalue()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "marks.csv"
    path.write_text(marks(["Ana", "Ben"], noise=1), encoding="utf-8")
    return path


def test_people_and_coach_stand_side_by_side(quick: Run, sheet: Path) -> None:
    done = quick("calibrate", "marks.csv")
    assert (done.code, done.err) == (0, "")
    said = done.out
    assert "empathy (0 to 5): 36 replies, 72 marks by 2 people\n" in said
    assert "The people agree with each other at 0." in said
    assert "; coach agrees with them at 0." in said
    assert "accuracy (0 to 5): 18 replies, 36 marks by 2 people\n" in said
    assert (
        "Too few marks to say: 18 replies, 30 are needed. Not fit for assessment; for practice only." in said
    )
    assert "seen by both 12, by people only 0, by coach only 0, by neither 60" in said
    assert "Fit for assessment at a floor of 0.60:" in said
    assert "replies of largest disagreement" in said
    tables = said.partition("of largest disagreement")[0]
    assert max(len(row) for row in tables.splitlines() if row.startswith("    ")) <= 80


def test_programs_get_the_same_and_no_number_over_all(quick: Run, sheet: Path) -> None:
    done = quick("calibrate", "marks.csv", "--json", "--worst", "2")
    found = json.loads(done.out)
    assert done.code == 0
    assert found.keys() == {
        *("scorer", "scorer_version", "floor", "against", "people", "replies", "marks", "criteria", "worst")
    }
    by_name = {one["criterion"]: one for one in found["criteria"]}
    assert list(by_name) == ["empathy", "accuracy", "dismissive"]
    empathy = by_name["empathy"]
    assert empathy["coach"]["pairs_of_marks"] == 72
    assert empathy["people"]["pairs_of_raters"] == 1
    low, high = empathy["coach"]["interval"]
    assert low < empathy["coach"]["kappa"] < high
    assert sum(map(sum, empathy["confusion"])) == 72
    assert by_name["dismissive"]["coach"]["within_one"] is None
    assert by_name["dismissive"]["fit"]
    assert (by_name["accuracy"]["fit"], by_name["accuracy"]["verdict"]) == (False, "too_few")
    assert len(found["worst"]) == 2
    assert quick("calibrate", "marks.csv", "--json", "--worst", "2").out == done.out


def test_what_ci_requires_decides_the_exit_status(quick: Run, sheet: Path) -> None:
    assert quick("calibrate", "marks.csv", "--require", "dismissive").code == 0
    done = quick("calibrate", "marks.csv", "--require", "dismissive, accuracy,greet")
    assert (done.code, done.err) == (1, "Required, and not fit for assessment: accuracy, greet.\n")
    assert quick("calibrate", "marks.csv", "--require", "empathy", "--floor", "1").code == 1
    assert quick("calibrate", "marks.csv", "--require", "empathy", "--floor", "0").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["marks.csv", "--require", "empaty"], "There is no criterion called 'empaty'. Did you mean empathy"),
        (["marks.csv", "--require", " , "], "--require names no criterion"),
        (["marks.csv", "--against", "Bern"], "There is no rater called 'Bern'."),
        (["marks.csv", "--floor", "2"], "--floor"),
        (["nowhere.csv"], "nowhere.csv:1:1: C401 The file cannot be read"),
        (["marks.csv", "--replies", "nowhere.jsonl"], "nowhere.jsonl:1:1: C401"),
    ],
)
def test_wrong_usage_says_what_to_do(quick: Run, sheet: Path, arguments: list[str], says: str) -> None:
    done = quick("calibrate", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err.replace("\n", " ")


def test_another_system_gets_a_column_of_its_own(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "marks.csv").write_text(marks(["Ana", "gpt"]), encoding="utf-8")
    done = quick("calibrate", "marks.csv", "--against", "gpt")
    assert done.code == 0
    assert "One person marked; coach agrees with that person at " in done.out
    heads = next(x for x in done.out.splitlines() if x.split() == ["people", "coach", "gpt"])
    row = next(x for x in done.out.splitlines() if x.split()[:1] == ["kappa"])
    assert row.startswith("    kappa")
    assert len(row) <= len(heads)


def test_a_scenario_that_is_not_there_is_a_fault_of_its_row(quick: Run, tmp_path: Path) -> None:
    text = "id,rater,criterion,mark,customer,reply,scenario\na,Ana,empathy,3,Where?,Today.,nowhere\n"
    (tmp_path / "marks.csv").write_text(text, encoding="utf-8")
    done = quick("calibrate", "marks.csv")
    assert done.code == 2
    assert "marks.csv:2:17: C411 There is no scenario called 'nowhere'." in done.err


def test_marks_that_are_all_the_same_are_said_to_show_nothing(quick: Run, tmp_path: Path) -> None:
    rows = [f"r{n},Ana,blame,0,You charged me twice!,Two charges are on the card." for n in range(40)]
    text = "\n".join(["id,rater,criterion,mark,customer,reply", *rows])
    (tmp_path / "marks.csv").write_text(text, encoding="utf-8")
    done = quick("calibrate", "marks.csv")
    assert done.code == 0
    assert "no kappa (every mark is the same)" in done.out
    assert "Not fit for assessment; for practice only: every mark is the same" in done.out
    assert "nan" not in done.out
    assert json.loads(quick("calibrate", "marks.csv", "--json").out)["criteria"][0]["coach"]["kappa"] is None


def test_words_of_people_cannot_drive_the_terminal(quick: Run, tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\u202e[red]\u200b"
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["id", "rater", "criterion", "mark", "customer", "reply"])
    writer.writerow([f"r{hostile}", f"Ana{hostile}", "empathy", 5, f"Why?{hostile}", f"Calm down.{hostile}"])
    writer.writerow([f"r{hostile}", f"Ben{hostile}", "empathy", 5, "", ""])
    (tmp_path / "marks.csv").write_text(rows.getvalue(), encoding="utf-8")
    for arguments in ([], ["--against", f"Ben{hostile}"], ["--json"]):
        done = quick("calibrate", "marks.csv", *arguments)
        assert done.code == 0
        assert "Calm down." in done.out
        for sign in ("\x1b", "\x07", "\u202e", "\u200b"):
            assert sign not in done.out + done.err
    writer.writerow([f"r{hostile}", "Cy", f"em{hostile}pathy", hostile, "", ""])
    (tmp_path / "marks.csv").write_text(rows.getvalue(), encoding="utf-8")
    done = quick("calibrate", "marks.csv")
    assert done.code == 2
    assert "C407" in done.err
    assert "\x1b" not in done.err
