"""`coach rehearse`, as a trainer runs it."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BLENDER, Run
from tests.llm.server import Behaviour, Exchange, hangs, says, serve, status
from tests.services.rehearsal.stranger import SCENARIO, changed, line_of, write

KEYS = [
    "scenario", "ok", "agents", "invented", "early_reveals", "role_flips", "repeats", "unfilled",
    "premature_ends", "median_words", "distinct_talks", "faults",
]  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """Settings under which the library has a trainer's own scenario, persona and rubric."""
    write(tmp_path)
    return {
        "COACH_CURRICULA_DIR": str(tmp_path / "curricula"),
        "COACH_PERSONAS_DIR": str(tmp_path / "personas"),
    }


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_has_the_keys_that_are_documented(quick: Run, own: dict[str, str]) -> None:
    done = quick(
        "rehearse", "shrunken-robes", "--agent", "good", "--agent", "silent", "--runs", "2", "--json", **own
    )
    (sheet,) = objects(done.out)
    assert list(sheet) == KEYS
    assert (sheet["scenario"], sheet["ok"], sheet["faults"], done.code) == ("shrunken-robes", True, [], 0)
    assert list(sheet["agents"]) == ["good", "silent"]
    good, silent = sheet["agents"].values()
    assert list(good) == ["runs", "resolved", "passed", "final_frustration", "turns"]
    assert (good["runs"], good["resolved"], good["passed"], good["turns"]) == (2, 1.0, 1.0, 4.0)
    assert (silent["resolved"], silent["passed"]) == (0.0, 0.0)
    assert silent["final_frustration"] > 80 > good["final_frustration"]


def test_people_get_a_table_and_talk_stays_on_stderr(quick: Run, own: dict[str, str]) -> None:
    done = quick("rehearse", "shrunken-robes", "--agent", "good", "--runs", "2", **own)
    assert done.code == 0
    assert done.out.startswith("Twenty robes that came back small (shrunken-robes)\n")
    row = next(line.split() for line in done.out.splitlines() if line.startswith("  good "))
    assert row[:8] == ["good", "2", "100", "%", "100", "%", "0", "%"]
    assert "It keeps the limits." in done.out
    assert done.err == "shrunken-robes: 2 talks ...\n"


def test_a_scenario_that_falls_short_exits_2_and_names_the_line(
    quick: Run, own: dict[str, str], tmp_path: Path
) -> None:
    opening = "You have shrunk our robes, and we sing at the hospice on Sunday. Were {robes} not dry clean?"
    broken = changed("You have shrunk twenty robes of ours. All of them.", opening)
    file = write(tmp_path, broken)
    line = line_of(broken, "opening: ")
    people = quick("rehearse", str(file), "--agent", "good", "--runs", "1", **own)
    assert people.code == 2
    assert f"{file}:{line}:12: R202 " in people.out
    assert f"{file}:{line}:12: R205 " in people.out
    assert "It falls short." in people.err
    programs = quick("rehearse", str(file), "--agent", "good", "--runs", "1", "--json", **own)
    (sheet,) = objects(programs.out)
    assert (programs.code, sheet["ok"], sheet["early_reveals"], sheet["unfilled"]) == (2, False, 1, 1)
    # One talk by itself may also be longer than a whole sheet should be.
    named = {(fault["code"], fault["line"]) for fault in sheet["faults"] if fault["code"] != "R207"}
    assert named == {("R202", line), ("R205", line)}


def test_a_folder_stands_for_its_scenarios_and_several_for_one_object_each(
    quick: Run, own: dict[str, str], tmp_path: Path
) -> None:
    done = quick(
        "rehearse", str(tmp_path / "curricula"), BLENDER, "--agent", "silent", "--runs", "1", "--json", **own
    )
    assert done.code == 0, done.err
    assert [sheet["scenario"] for sheet in objects(done.out)] == ["shrunken-robes", BLENDER]


def test_without_a_path_all_that_is_shipped_is_rehearsed(quick: Run) -> None:
    listed = {one["id"] for one in json.loads(quick("scenarios", "--json").out)}
    done = quick("rehearse", "--agent", "silent", "--runs", "1", "--json")
    assert {sheet["scenario"] for sheet in objects(done.out)} == listed


@pytest.mark.parametrize(
    ("arguments", "says_"),
    [
        (["rehearse", BLENDER, "--agent", "goood"], "Did you mean good?"),
        (["rehearse", BLENDER, "--voice", "loud"], "built-in or model"),
        (["rehearse", BLENDER, "--voice", "model"], "base_url"),
        (["rehearse", BLENDER, "--runs", "0"], "--runs"),
        (["rehearse", "blender-broken"], "Did you mean blender-broken-charged-twice"),
        (["rehearse", "nowhere/x.yaml"], "There is no file"),
        (["rehearse", ""], "There is no scenario called ''"),
        (["rehearse", "."], "There is no scenario in ."),
    ],
)
def test_wrong_usage_says_what_to_do_and_exits_2(quick: Run, arguments: list[str], says_: str) -> None:
    done = quick(*arguments)
    assert (done.code, done.out) == (2, "")
    assert says_ in done.err


def test_faulty_content_is_named_as_in_check(quick: Run, own: dict[str, str], tmp_path: Path) -> None:
    file = write(tmp_path, changed("difficulty: 2", "difficulty: 9"))
    done = quick("rehearse", str(file), **own)
    assert (done.code, done.out) == (2, "")
    assert f"{file}:{line_of(SCENARIO, 'difficulty: 2')}:" in done.err


async def rehearse_with_model(
    env: dict[str, str], *behaviours: Behaviour, runs: int = 2, interrupt: asyncio.Event | None = None
) -> tuple[int, list[dict[str, Any]], str]:
    """Silent talks with a model's voice in a process of its own; interrupted at the event."""
    async with serve(*behaviours) as server:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "coach", "rehearse", BLENDER, "--json"),
            *("--agent", "silent", "--runs", str(runs), "--voice", "model"),
            env={**env, "COACH_BASE_URL": server.base_url, "COACH_MODEL": "tiny"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        if interrupt is not None:
            await interrupt.wait()
            process.send_signal(signal.SIGINT)
        out, err = await process.communicate()
    return process.returncode or 0, objects(out.decode()), err.decode()


MANY = 28
"""Requests for at least one talk and for less than fifteen: it has up to fourteen turns, each tried twice."""
LINE = says("Well, and what happens to the blender now?")


async def test_a_models_voice_is_rehearsed_too(env: dict[str, str]) -> None:
    code, (sheet,), err = await rehearse_with_model(env, LINE)
    assert (code, sheet["ok"], sheet["agents"]["silent"]["runs"]) == (0, True, 2), err


async def test_an_interrupt_prints_what_is_known(env: dict[str, str]) -> None:
    reached = asyncio.Event()

    async def waits(exchange: Exchange) -> None:
        reached.set()
        await hangs()(exchange)

    talks = [LINE] * MANY
    code, (sheet,), err = await rehearse_with_model(env, *talks, waits, runs=30, interrupt=reached)
    known = sheet["agents"]["silent"]["runs"]
    assert (code, sheet["ok"]) == (130, False)
    assert 1 <= known < 30
    assert f"Stopped after {known} of 30 talks about {BLENDER}." in err
    assert "Traceback" not in err


async def test_a_model_that_fails_prints_what_is_known(env: dict[str, str]) -> None:
    code, sheets, err = await rehearse_with_model(env, *[LINE] * 4, status(401))
    assert (code, sheets) == (1, [])
    assert f"Stopped after 0 of 2 talks about {BLENDER}." in err
    assert "Traceback" not in err


def test_help_has_an_example(quick: Run) -> None:
    assert "Example: coach rehearse" in quick("rehearse", "--help").out
