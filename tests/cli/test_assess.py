"""Transcripts in bulk: one bad line takes no other with it, and a run that was stopped can go on."""

from __future__ import annotations

import json
import os
import random
import select
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import BLENDER, Run
from tests.cli.test_terminal import imported

PATIENCE = 60
FAULTY = 7
"""Every so many lines of a long input one is broken, so that stderr tells how far a run has come."""
Start = Callable[..., "subprocess.Popen[bytes]"]


def line(id_: object, reply: str = "I see two charges of 64.90.", **more: object) -> str:
    return json.dumps({"id": id_, "customer": "You charged me twice!", "reply": reply, **more}) + "\n"


def long_input(path: Path, lines: int = 210) -> Path:
    broken = "{broken\n"
    text = "".join(
        broken if n % FAULTY == 0 else line(f"r{n}", f"Case {n} is ours.") for n in range(1, lines + 1)
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def start(env: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """A command that runs beside the test, in a process group of its own."""
    running: list[subprocess.Popen[bytes]] = []

    def command(*arguments: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "-m", "coach", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
            cwd=tmp_path,
            start_new_session=True,
        )
        running.append(child)
        return child

    yield command
    for child in running:
        child.kill()
        child.communicate()


def children(pid: int) -> list[int]:
    return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def wait_for_end(pid: int) -> None:
    """Of a process that is not ours to wait for; fails if it lives on."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([watched], [], [], PATIENCE)[0], f"{pid} is still there"
    finally:
        os.close(watched)


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").exists() or not hasattr(os, "pidfd_open"), reason="this system has no /proc"
)


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31", "1969-12-31", "2201-01-01T00:00"])
def test_a_day_at_the_end_of_the_calendar_is_refused(quick: Run, today: str) -> None:
    late = line("b", "It comes in 5 days.", today=today, facts=[{"id": "f", "statement": "It takes 5 days."}])
    done = quick("assess", "-", stdin=line("a") + late + line("c", today="2200-12-31"))
    assert done.code == 2
    assert [json.loads(x)["id"] for x in done.out.splitlines()] == ["a", "c"]
    assert 'line 2: "today" is in' in done.err
    assert "between 1970 and 2200" in done.err


def test_ids_that_are_odd_are_said_and_scored_all_the_same(quick: Run) -> None:
    done = quick("assess", "-", stdin=line("a") + line(5) + line("a") + line("x" * 5000) * 2)
    assert done.code == 0
    assert len(done.out.splitlines()) == 5
    assert 'line 2: "id" is not text' in done.err
    assert 'line 3: the "id" a is already on line 1.' in done.err
    assert "line 5: " in done.err
    assert len(done.err) < 400


def test_without_an_id_nobody_could_tell_whose_score_it_is(quick: Run) -> None:
    done = quick("assess", "-", stdin=line(None) + line("b") + line("c").replace('"c"', "NaN"))
    assert done.code == 2
    assert [json.loads(x)["id"] for x in done.out.splitlines()] == ["b"]
    assert 'line 1: "id" is missing.' in done.err
    assert "line 3: This is not JSON" in done.err


def test_every_line_is_signed_with_the_scorer_and_its_version(quick: Run) -> None:
    (found,) = map(json.loads, quick("assess", "-", stdin=line("a", scorer="mine")).out.splitlines())
    assert found["scorer"] == "built-in"
    assert found["scorer_version"]


def test_two_jobs_write_what_one_writes(quick: Run, tmp_path: Path) -> None:
    long_input(tmp_path / "in.jsonl")
    alone = quick("assess", "in.jsonl", "--jobs", "1")
    together = quick("assess", "in.jsonl", "--jobs", "2", "--out", "out.jsonl")
    assert (together.code, together.out, together.err) == (2, "", alone.err)
    assert (tmp_path / "out.jsonl").read_text("ascii") == alone.out
    assert (tmp_path / "out.jsonl").stat().st_mode & 0o777 == 0o600
    assert alone.err.count("This is not JSON") == 30
    assert alone.err.endswith("30 lines were left out.\n")


def test_a_line_may_name_a_scenario_in_every_process(quick: Run, tmp_path: Path) -> None:
    lines = [line(f"r{n}", scenario=BLENDER if n % 2 else "nowhere") for n in range(70)]
    (tmp_path / "in.jsonl").write_text("".join(lines), encoding="utf-8")
    done = quick("assess", "in.jsonl", "--jobs", "2")
    assert len(done.out.splitlines()) == 35
    assert done.err.count("There is no scenario called 'nowhere'.") == 35


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_was_killed_goes_on_to_the_same_file(
    quick: Run, start: Start, tmp_path: Path, jobs: str
) -> None:
    long_input(tmp_path / "in.jsonl")
    whole = quick("assess", "in.jsonl", "--out", "whole.jsonl", "--jobs", jobs, "--summary")
    expected = (tmp_path / "whole.jsonl").read_bytes()
    chance = random.Random(f"killed {jobs}")
    out = tmp_path / "out.jsonl"
    for _ in range(3):
        child = start("assess", "in.jsonl", "--out", "out.jsonl", "--jobs", jobs, "--resume")
        assert child.stderr is not None
        for _ in range(chance.randrange(1, 25)):
            child.stderr.readline()
        child.kill()
        child.communicate()
        written = out.read_bytes()
        assert expected.startswith(written)
        with out.open("r+b") as stream:
            stream.truncate(max(0, len(written) - chance.randrange(900)))  # torn, as by a power cut
    done = quick("assess", "in.jsonl", "--out", "out.jsonl", "--jobs", jobs, "--resume", "--summary")
    assert out.read_bytes() == expected
    assert done.code == whole.code == 2
    assert [x for x in done.err.splitlines() if "scored before" not in x] == whole.err.splitlines()


def test_a_run_that_had_come_to_its_end_has_nothing_left_to_do(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line("a") + line("b"), encoding="utf-8")
    first = quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume")
    before = (tmp_path / "out.jsonl").read_bytes()
    again = quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume")
    assert (first.code, first.err, again.code) == (0, "", 0)
    assert again.err == "2 replies had been scored before.\n"
    with (tmp_path / "in.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(line("c"))
    quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume")
    after = (tmp_path / "out.jsonl").read_bytes()
    assert after.startswith(before)
    assert len(after.splitlines()) == 3


def test_a_file_is_not_gone_on_with_for_another_input_or_another_version(quick: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    (tmp_path / "in.jsonl").write_text(line("a") + line("b"), encoding="utf-8")
    quick("assess", "in.jsonl", "--out", "out.jsonl")
    before = out.read_bytes()
    for changed, says in (
        (line("a", "Other words.") + line("b"), "line 1 of the input is missing in it"),
        (line("a"), "its line 2 belongs to no line of the input"),
    ):
        (tmp_path / "in.jsonl").write_text(changed, encoding="utf-8")
        done = quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume", "--jobs", "1")
        assert done.code == 2
        assert says in done.err
        assert "--replace" in done.err
        assert out.read_bytes() == before
    out.write_bytes(before.replace(b'"scorer_version": "', b'"scorer_version": "0.'))
    (tmp_path / "in.jsonl").write_text(line("a") + line("b"), encoding="utf-8")
    done = quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume")
    assert done.code == 2
    assert "was scored by built-in 0." in done.err
    out.write_text("My diary.\n", encoding="utf-8")
    done = quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume")
    assert (done.code, out.read_text("utf-8")) == (2, "My diary.\n")
    assert "Line 1 of out.jsonl is no result of coach assess." in done.err


def test_a_file_that_is_there_is_only_replaced_on_demand(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line("a"), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    out.write_text("x" * 5000, encoding="utf-8")
    refused = quick("assess", "in.jsonl", "--out", "out.jsonl")
    assert (refused.code, out.stat().st_size) == (2, 5000)
    assert "--resume" in refused.err
    assert "--replace" in refused.err
    assert quick("assess", "in.jsonl", "--out", "out.jsonl", "--replace").code == 0
    assert json.loads(out.read_text("ascii"))["id"] == "a"


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        (["in.jsonl", "--out", "in.jsonl", "--replace"], "in.jsonl is the input itself", 2),
        (["in.jsonl", "--out", "in.jsonl", "--resume"], "in.jsonl is the input itself", 2),
        (["in.jsonl", "--out", "/dev/null", "--replace"], "/dev/null is no plain file", 2),
        (["in.jsonl", "--out", "folder", "--replace"], "folder cannot be written", 1),
        (["in.jsonl", "--out", "nowhere/out.jsonl"], "nowhere/out.jsonl cannot be written", 1),
        (["in.jsonl", "--resume"], "need --out", 2),
        (["in.jsonl", "--out", "o", "--resume", "--replace"], "do not go together", 2),
        (["in.jsonl", "--jobs", "0"], "--jobs", 2),
        (["in.jsonl", "--jobs", "65"], "--jobs", 2),
        (["folder"], "folder cannot be read", 2),
    ],
)
def test_what_cannot_be_done_says_so(
    quick: Run, tmp_path: Path, arguments: list[str], says: str, code: int
) -> None:
    (tmp_path / "in.jsonl").write_text(line("a"), encoding="utf-8")
    (tmp_path / "folder").mkdir()
    done = quick("assess", *arguments)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert (tmp_path / "in.jsonl").read_text("utf-8") == line("a")


def test_two_runs_do_not_write_to_one_file(quick: Run, start: Start, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line("a"), encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    child = start("assess", "pipe", "--out", "out.jsonl")
    with (tmp_path / "pipe").open("w", encoding="utf-8") as pipe:
        pipe.write("{broken\n")
        pipe.flush()
        assert child.stderr is not None
        assert b"line 1" in child.stderr.readline()
        done = quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume")
        assert done.code == 2
        assert "Another coach is writing to out.jsonl." in done.err


@needs_proc
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_says_how_to_go_on_and_leaves_nobody_behind(
    quick: Run, start: Start, tmp_path: Path, jobs: str
) -> None:
    long_input(tmp_path / "in.jsonl", lines=2100)
    child = start("assess", "in.jsonl", "--out", "out.jsonl", "--jobs", jobs)
    assert child.stderr is not None
    for _ in range(8):
        child.stderr.readline()
    workers = children(child.pid)
    assert len(workers) == (0 if jobs == "1" else 3)  # two, and one of Python's own that cleans up
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130
    said = err.decode().splitlines()[-1]
    assert said.startswith("Stopped after line ")
    assert said.endswith("To go on: coach assess in.jsonl --out out.jsonl --resume")
    assert b"Traceback" not in err
    assert (tmp_path / "out.jsonl").read_bytes().endswith(b"}\n")
    for pid in workers:
        wait_for_end(pid)
    after = int(said.split()[3].rstrip(".").replace(",", ""))
    assert after - after // FAULTY <= len((tmp_path / "out.jsonl").read_bytes().splitlines()) + 1


@needs_proc
def test_processes_end_with_the_run_that_started_them(start: Start, tmp_path: Path) -> None:
    long_input(tmp_path / "in.jsonl", lines=2100)
    child = start("assess", "in.jsonl", "--out", "out.jsonl", "--jobs", "2")
    assert child.stderr is not None
    child.stderr.readline()
    workers = children(child.pid)
    child.kill()
    for pid in workers:
        wait_for_end(pid)


def test_a_full_disk_is_said_and_the_run_goes_on_later(
    env: dict[str, str], quick: Run, tmp_path: Path
) -> None:
    long_input(tmp_path / "in.jsonl")
    command = f"ulimit -f 20; {shlex.quote(sys.executable)} -m coach assess in.jsonl --out out.jsonl --jobs 2"
    done = subprocess.run(
        ["bash", "-c", command], env=env, cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 1
    assert b"out.jsonl could not be written to: no space left on the device." in done.stderr
    assert b"--resume" in done.stderr
    assert (tmp_path / "out.jsonl").read_bytes().endswith(b"}\n")
    assert quick("assess", "in.jsonl", "--out", "out.jsonl", "--resume").code == 2
    assert (tmp_path / "out.jsonl").read_text("ascii") == quick("assess", "in.jsonl").out


def test_a_line_of_fifty_megabytes_is_refused_and_the_rest_goes_on(quick: Run, tmp_path: Path) -> None:
    with (tmp_path / "in.jsonl").open("w", encoding="utf-8") as stream:
        stream.write(line("a") + '{"id": "big", "reply": "')
        for _ in range(50):
            stream.write("x" * 1024 * 1024)
        stream.write('"}\n' + line("c"))
    done = quick("assess", "in.jsonl", "--out", "out.jsonl")
    assert done.code == 2
    assert "line 2: It is longer than 1,024 KB, the most that is read." in done.err
    assert len(done.err) < 200
    ids = [json.loads(x)["id"] for x in (tmp_path / "out.jsonl").read_text("ascii").splitlines()]
    assert ids == ["a", "c"]


def test_a_summary_has_both_axes_and_no_number_for_both(quick: Run) -> None:
    facts = [{"id": "f", "statement": "A refund takes 5 business days."}]
    stdin = (
        line("a", "Being charged twice is our error. The refund takes 5 business days.", facts=facts)
        + line("b", "The refund takes 9 business days. Please calm down.", facts=facts)
        + line("c", "😀")
    )
    done = quick("assess", "-", "--summary", stdin=stdin)
    assert done.code == 0
    assert len(done.out.splitlines()) == 3
    said = done.err.splitlines()
    assert said[0] == "3 replies scored."
    assert said[1].split() == ["mean", "n"]
    assert [x.split()[0] for x in said[2:4]] == ["empathy", "accuracy"]
    assert said[2].split()[-1] == "2"
    assert said[3].split()[-1] == "2"
    assert said[4].startswith("2 replies with both scores; warm is empathy of 3 or more")
    quadrants = {x.split()[0]: x.split()[1:] for x in said[6:8]}
    assert quadrants["cold"][1] == "1"
    assert "1 reply not scored: empty, or no English in it." in said
    (faults,) = (x for x in said if x.startswith("Most frequent faults: "))
    assert "dismissive 1" in faults


def terminal(env: dict[str, str], tmp_path: Path, *arguments: str) -> str:
    """What a person sees, and the end of the run."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "assess", *arguments],
        env={**env, "TERM": "xterm-256color"},
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(30, 100),
    )
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 2
    shown: str = child.before
    return shown


def test_a_terminal_shows_a_bar_above_which_faults_are_told(env: dict[str, str], tmp_path: Path) -> None:
    long_input(tmp_path / "in.jsonl")
    shown = terminal(env, tmp_path, "in.jsonl", "--out", "out.jsonl")
    assert "line 210" in shown
    assert "100%" in shown
    assert shown.count("This is not JSON") == 30
    quiet = terminal(env, tmp_path, "in.jsonl", "--out", "quiet.jsonl", "--quiet")
    assert "%" not in quiet
    assert "\x1b" not in quiet


def test_words_of_a_line_cannot_drive_the_terminal(env: dict[str, str], tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\u202e[red]"
    text = line("a", scenario=hostile) + line(hostile) * 2
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    shown = terminal(env, tmp_path, "in.jsonl", "--out", "out.jsonl")
    assert "[red]" in shown
    for payload in ("owned\x07", "\x1b]0", "\u202e"):
        assert payload not in shown


def test_what_a_process_for_scoring_needs_is_nothing_heavy(env: dict[str, str]) -> None:
    code = "import coach.services.crew\nfrom coach.bootstrap import open_scoring\nopen_scoring()"
    heavy = {"textual", "openai", "sqlite_utils", "tiktoken", "typer", "rich", "ruamel"}
    assert not imported(code, env) & heavy
