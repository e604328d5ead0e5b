"""Every other command: what it prints, where, and with which exit status."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import BLENDER, Run
from tests.content.samples import SCENARIO, write_library


def test_scenarios_are_listed_for_people_and_for_programs(quick: Run) -> None:
    people, programs = quick("scenarios"), quick("scenarios", "--json")
    listed = json.loads(programs.out)
    assert {"id", "title", "line_of_business", "difficulty", "persona", "curriculum"} == listed[0].keys()
    assert BLENDER in [one["id"] for one in listed]
    assert all(one["id"] in people.out and one["title"] in people.out for one in listed)
    assert (people.code, programs.code) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["practise", "blender-broken", "--plain"], "Did you mean blender-broken-charged-twice"),
        (["practise", BLENDER, "--plain", "--persona", "maria-sants"], "Did you mean maria-santos"),
        (["practise", BLENDER, "--plain", "--json"], "do not go together"),
        (["practise", BLENDER, "--plain", "--voice", "loud"], "built-in or model"),
        (["practise", BLENDER, "--plain", "--voice", "model"], "base_url"),
        (["practise", BLENDER, "--plain", "--profile", "wrok"], "There is no profile called 'wrok'."),
        (["practise", BLENDER, "--plain", "--seed", "x"], "--seed"),
        (["practise", BLENDER, "--plain", "--persona", ""], "--persona names nobody"),
        (["practise", "~nobody-of-that-name/x.yaml", "--plain"], "There is no file"),
        (["practise", f"{'x' * 5000}.yaml", "--plain"], "There is no file xxx"),
        (["practise", "x" * 5000, "--plain"], "There is no scenario called 'xxx"),
        (["export", "--format", "x" * 5000, "--out", "x"], "no format called 'xxx"),
        (["assess", "x" * 5000], "cannot be read"),
        (["x" * 5000], "xxx"),
        (["practise", BLENDER], "--plain"),
        (["practise", "nowhere/x.yaml", "--plain"], "There is no file"),
        (["practise"], "SCENARIO"),
        (["practice", BLENDER], "practise"),
        (["resume"], "--plain"),
        (["resume", "--plain"], "no talk to take up"),
        (["resume", "ffff", "--plain"], "ffff"),
        (["export", "--format", "xlsx", "--out", "x"], "csv or jsonl"),
        (["export"], "--out"),
        (["assess", "nowhere.jsonl"], "nowhere.jsonl cannot be read"),
        (["--wrong"], "--wrong"),
    ],
)
def test_wrong_usage_says_what_to_do_and_exits_2(quick: Run, arguments: list[str], says: str) -> None:
    done = quick(*arguments)
    assert done.code == 2, done.err
    assert says in done.err
    assert done.out == ""
    assert "Traceback" not in done.err
    assert len(done.err) < 1200


def test_an_export_holds_scores_and_only_on_demand_words(quick: Run, tmp_path: Path) -> None:
    quick("practise", BLENDER, "--plain", "--seed", "1", stdin="A smashed jar, and two charges of 64.90.\n")
    done = quick("export", "--format", "csv", "--out", "scores.csv")
    assert (done.code, done.out) == (0, "")
    assert "It does not hold: your words" in done.err
    assert "smashed" not in (tmp_path / "scores.csv").read_text(encoding="utf-8")
    assert not (tmp_path / "scores-turns.csv").exists()
    words = quick("export", "--format", "csv", "--out", "words.csv", "--with-turns")
    assert "word for word" in words.err
    with (tmp_path / "words-turns.csv").open(encoding="utf-8", newline="") as stream:
        assert "A smashed jar, and two charges of 64.90." in [row["text"] for row in csv.DictReader(stream)]
    lines = quick("export", "--format", "jsonl", "--out", "all.jsonl", "--with-turns")
    assert lines.code == 0
    kinds = [json.loads(x)["kind"] for x in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert kinds == ["session", "turn", "turn", "turn"]


def test_an_export_that_cannot_be_written_exits_1(quick: Run) -> None:
    quick("practise", BLENDER, "--plain")
    done = quick("export", "--out", "nowhere/x.csv")
    assert done.code == 1
    assert "no folder" in done.err


def test_progress_is_shown_before_and_after_a_talk(quick: Run, good_replies: str) -> None:
    assert "not finished a talk yet" in quick("progress").out
    quick("practise", BLENDER, "--plain", "--seed", "1", stdin=good_replies)
    found = json.loads(quick("progress", "--json").out)
    lesson = next(x for x in found["lessons"] if x["scenario"] == BLENDER)
    assert (lesson["state"], lesson["attempts"]) == ("passed", 1)
    assert found["sessions"] == 1
    said = quick("progress").out
    assert "1 finished talk." in said
    assert "warm and right: 1 talk\n" in said
    assert {"quadrant": "warm_and_right", "sessions": 1} in found["quadrants"]


def test_records_are_assessed_and_faulty_lines_named(quick: Run, tmp_path: Path) -> None:
    records = [
        {
            "id": 1,
            "customer": "You charged me twice!",
            "reply": "Two charges, and that is our error. The refund takes 3 to 5 days.",
            "facts": [
                {"id": "f_1", "statement": "A refund takes 3 to 5 days."},
                {"id": "x_1", "forbidden": "promise the money today"},
            ],
            "today": "2026-11-18",
        },
        {
            "id": 2,
            "customer": "Where is it?",
            "reply": "Please calm down, it is only a parcel.",
            "scenario": BLENDER,
        },
    ]
    lines = [
        json.dumps(records[0]),
        "{broken",
        "",
        "[]",
        json.dumps({"customer": "x"}),
        json.dumps(records[1]),
    ]
    (tmp_path / "talks.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = quick("assess", "talks.jsonl")
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert done.code == 2
    assert [part in done.err for part in ("line 2:", "line 4:", "line 5:", "line 3:")] == [True] * 3 + [False]
    assert {**first, **records[0]} == first
    assert first["accuracy"]["findings"] == {"f_1": "correct", "x_1": "absent"}
    assert "dismissive" in second["empathy"]["faults"]
    assert "duplicate-refund" in second["accuracy"]["findings"]
    piped = quick("assess", "-", stdin=json.dumps(records[0]) + "\n")
    assert (piped.code, json.loads(piped.out)) == (0, first)


@pytest.mark.parametrize(
    "record",
    [
        {"customer": "x", "reply": 5},
        {"customer": "x", "reply": "y", "facts": "z"},
        {"customer": "x", "reply": "y", "facts": [{"id": "a"}]},
        {"customer": "x", "reply": "y", "facts": [{"id": "a", "statement": "b", "forbidden": "c"}]},
        {"customer": "x", "reply": "y", "facts": ["a"]},
        {"customer": "x", "reply": "y", "today": "tomorrow"},
        {"customer": "x", "reply": "y", "today": 5},
        {"customer": "x", "reply": "y", "scenario": "nothing"},
        {"customer": "x", "reply": "y", "scenario": 5},
    ],
)
def test_a_record_that_cannot_be_read_is_left_out(quick: Run, record: dict[str, object]) -> None:
    done = quick("assess", "-", stdin=json.dumps(record) + "\n")
    assert (done.code, done.out) == (2, "")
    assert "line 1:" in done.err
    assert "Traceback" not in done.err


def test_content_is_checked(quick: Run, tmp_path: Path) -> None:
    assert quick("check").code == 0
    assert "No faults" in quick("check").out
    files = write_library(tmp_path)
    files.scenario.write_text(SCENARIO.replace("channel:", "chanel:"), encoding="utf-8")
    done = quick("check", "curricula", "personas")
    assert done.code == 2
    assert done.out.startswith("curricula/first/scenarios/late-coat.yaml:5:1: C201 ")
    (fault,) = json.loads(quick("check", "curricula", "personas", "--json").out)
    assert (fault["line"], fault["column"], fault["code"]) == (5, 1, "C201")
    assert (fault["severity"], fault["text"]) == ("fault", "chanel: chat")
    assert json.loads(quick("check", "curricula", "personas", "--format", "json").out) == [fault]
    annotated = quick("check", "curricula", "personas", "--format", "github")
    assert (annotated.code, annotated.out) == (
        2,
        "::error file=curricula/first/scenarios/late-coat.yaml,line=5,col=1,title=C201::"
        "The file has no key `chanel`. Did you mean channel?\n",
    )


def test_warnings_are_shown_and_counted_and_stop_nobody(quick: Run, tmp_path: Path) -> None:
    files = write_library(tmp_path)
    fewer = SCENARIO.replace(", How many days is that?, And the money?]", "]")
    files.scenario.write_text(fewer, encoding="utf-8")
    done = quick("check", "curricula", "personas")
    assert done.code == 0
    assert ": W807 " in done.out
    assert done.err.startswith("1 warning in 1 file. `coach explain W807`")
    assert quick("check", "curricula", "personas", "--format", "github").out.startswith("::warning file=")


def test_a_code_is_explained(quick: Run) -> None:
    done = quick("explain", "c303")
    assert done.code == 0
    assert done.out.startswith("C303  A fact that is not there\n")
    assert "    needs: [refnd]\nIs fine:\n    needs: [refund]\n" in done.out
    (found,) = [one for one in json.loads(quick("explain", "--json").out) if one["id"] == "C303"]
    assert found == json.loads(quick("explain", "C303", "--json").out)


def test_all_codes_are_listed_by_group(quick: Run) -> None:
    lines = quick("explain").out.splitlines()
    assert lines[0] == "Reading a file"
    assert "  C303  A fact that is not there" in lines
    assert lines[-1].startswith("A code that begins with W is a warning")


def test_an_unknown_code_names_the_nearest(quick: Run) -> None:
    done = quick("explain", "C3O3")
    assert (done.code, done.out) == (2, "")
    assert "There is no code called 'C3O3'." in done.err
    assert "C303" in done.err


def test_thousands_of_faults_are_counted_and_the_first_are_printed(quick: Run, tmp_path: Path) -> None:
    files = write_library(tmp_path)
    extra = "".join(f"key_{number}: 1\n" for number in range(3000))
    files.scenario.write_text(SCENARIO + extra, encoding="utf-8")
    done = quick("check", "curricula", "personas")
    assert done.code == 2
    lines = done.out.splitlines()
    assert [len(lines), lines[-1]] == [601, "... and 2,800 more."]
    assert done.err.startswith("3,000 faults in 1 file. ")
    assert "`key_199`" in lines[597]
    assert lines[598:600] == ["    key_199: 1", "    ^"]
    assert len(json.loads(quick("check", "curricula", "personas", "--json").out)) == 3000
    refused = quick("practise", str(files.scenario), "--plain")
    assert (refused.code, refused.err.splitlines()[-1]) == (2, "... and 2,800 more.")


def test_a_path_that_is_too_long_is_a_fault_and_no_crash(quick: Run) -> None:
    done = quick("check", "x" * 5000)
    assert done.code == 2
    assert done.err.startswith("1 fault in 1 file. ")
    assert "C101" in done.out
    assert len(done.out) < 500


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    for arguments in (["check", "x.yaml"], ["practise", "x.yaml", "--plain"]):
        done = run(*arguments)
        assert done.code == 2
        assert "x.yaml:1:1: C101 This is no plain file" in done.out + done.err


def test_broken_content_does_not_start_a_talk(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("schema: coach/scenario@1\nid: [\n", encoding="utf-8")
    done = quick("practise", "x.yaml", "--plain")
    assert done.code == 2
    assert "x.yaml:2:5: C104" in done.err
    assert not (tmp_path / "data").exists() or "What coach keeps" not in done.err


def test_what_is_kept_can_be_read_at_any_time(quick: Run) -> None:
    done = quick("privacy", "show")
    assert done.code == 0
    assert "What coach keeps, and why" in done.out


def test_settings_are_shown_without_keys(quick: Run, tmp_path: Path) -> None:
    keys = {"COACH_API_KEY": "sk-canary-1", "OPENAI_API_KEY": "sk-canary-2"}
    for arguments in (["config", "show"], ["config", "show", "--json"], ["config", "path"]):
        done = quick(*arguments, **keys)
        assert done.code == 0
        assert "canary" not in done.out + done.err
    assert str(tmp_path / "coach.toml") in done.out
    assert "api_key = set (environment)" in quick("config", "show", **keys).out


def test_a_setting_that_cannot_be_used_is_announced(quick: Run) -> None:
    done = quick("practise", BLENDER, "--plain", COACH_CONTEXT_SIZE="many")
    assert done.code == 0
    assert "COACH_CONTEXT_SIZE" in done.err


@pytest.mark.parametrize(
    "command",
    [
        "scenarios",
        "practise",
        "resume",
        "progress",
        "export",
        "check",
        "assess",
        "privacy show",
        "config show",
    ],
)
def test_every_command_has_help_with_an_example(quick: Run, command: str) -> None:
    done = quick(*command.split(), "--help")
    assert done.code == 0
    assert f"Example: coach {command}" in done.out


def test_the_version_is_printed(quick: Run) -> None:
    from coach import __version__

    assert quick("--version").out == f"coach {__version__}\n"
