"""Several processes score as one does: same results, same order, nothing lost. Real processes."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from coach.errors import CoachError, UsageError
from coach.services.bulk import InputLine, LineResult
from coach.services.crew import AHEAD_LINES, CHUNK_LINES, OpenScoring, score_lines
from tests.services import crew_scorers
from tests.services.crew_scorers import MARK, dead_scoring, fragile_scoring, no_scoring, steady_scoring


def line(number: int, reply: str = "Two right words.") -> InputLine:
    record = {"id": f"r{number}", "customer": "Where is it?", "reply": reply}
    return InputLine(number, json.dumps(record).encode(), number * 100)


def lines(replies: dict[int, str], *, number: int = 4 * CHUNK_LINES) -> list[InputLine]:
    return [line(n, replies.get(n, "Two right words.")) for n in range(1, number + 1)]


@pytest.fixture
def mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(MARK, str(tmp_path / "mark"))
    return tmp_path / "mark"


def scored(
    given: list[InputLine], open_scoring: OpenScoring, *, jobs: int = 2
) -> tuple[list[LineResult], list[str]]:
    told: list[str] = []
    with closing(score_lines(given, open_scoring, jobs=jobs, notice=told.append)) as results:
        return list(results), told


def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    given = [*lines({7: "Calm down.", 40: "fine"}), InputLine(900, b"{broken", 5), line(901, "x " * 5000)]
    alone, _ = scored(given, steady_scoring, jobs=1)
    together, told = scored(given, steady_scoring, jobs=2)
    assert together == alone
    assert [result.line for result in together] == [one.number for one in given]
    assert told == []
    assert multiprocessing.active_children() == []


def test_each_process_keeps_to_one_thread_and_none_of_them_is_this_one(mark: Path) -> None:
    results, _ = scored(lines({}), fragile_scoring)
    (threads, pids) = zip(
        *((e["quote"], int(e["rule"])) for r in results for e in json.loads(r.text)["empathy"]["evidence"]),
        strict=True,
    )
    assert set(threads) == {"1"}
    assert os.getpid() not in pids
    assert os.environ.get("OMP_NUM_THREADS") != "1"


def test_few_lines_need_no_processes() -> None:
    def here() -> crew_scorers.Scoring:
        return steady_scoring()  # no process could find this function by name

    results, _ = scored(lines({}, number=CHUNK_LINES), here, jobs=8)
    assert len(results) == CHUNK_LINES


def test_lines_of_a_process_that_was_killed_are_done_again(mark: Path) -> None:
    results, told = scored(lines({50: "boom once"}), fragile_scoring)
    assert mark.exists()
    assert [r.line for r in results] == list(range(1, 4 * CHUNK_LINES + 1))
    assert not [r for r in results if r.problem]
    assert told == ["A process for scoring was stopped by SIGKILL; lines 33 to 64 are done again."]


def test_a_line_that_kills_every_process_is_named_and_the_others_are_scored(mark: Path) -> None:
    results, told = scored(lines({50: "boom always", 51: "fails"}), fragile_scoring)
    assert [r.line for r in results] == list(range(1, 4 * CHUNK_LINES + 1))
    named = {r.line: r.problem for r in results if r.problem}
    assert named == {
        50: "line 50 could not be scored: a process for scoring was stopped by SIGKILL with it, twice.",
        51: "line 51 could not be scored: OverflowError. Please report this line.",
    }
    assert len(told) == 3


def test_processes_that_cannot_start_end_the_run() -> None:
    with pytest.raises(CoachError, match="could not start") as found:
        scored(lines({}), dead_scoring)
    assert found.value.hint == "Try --jobs 1."
    assert multiprocessing.active_children() == []


def test_what_a_process_needs_and_does_not_find_is_said_by_the_run() -> None:
    with pytest.raises(UsageError, match="The scorer is not there"):
        scored(lines({}), no_scoring)
    assert multiprocessing.active_children() == []


def test_an_endless_input_is_read_only_a_little_ahead() -> None:
    read: list[int] = []

    def endless() -> Iterator[InputLine]:
        for number in count(1):
            read.append(number)
            yield line(number)

    with closing(score_lines(endless(), steady_scoring, jobs=2, notice=print)) as results:
        taken = [next(results).line for _ in range(300)]
    assert taken == list(range(1, 301))
    assert read[-1] <= 300 + 2 * AHEAD_LINES + 2 * CHUNK_LINES
    assert multiprocessing.active_children() == []
