"""The spec sheets of all shipped scenarios, and whether each keeps the limits.

    python benchmarks/rehearse.py [--full] [RUNS [SCENARIO ...]]

Every scripted agent plays RUNS talks (200) against each scenario, on all cores; with --full they are scored as
people are scored, by the encoder too. The exit status is 2 when a
scenario falls short, and each shortfall is named by file and line.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

from coach.bootstrap import open_rehearsal
from coach.cli.listing import in_order
from coach.cli.output import say, tell
from coach.cli.spec_sheet import sheet_lines
from coach.domain.transcript import VoiceId
from coach.services.crew import usable_cores
from coach.services.rehearsal.agents import AGENTS
from coach.services.rehearsal.playing import Played
from coach.services.rehearsal.rehearsing import Rehearsal
from coach.services.rehearsal.spec_sheet import SpecSheet
from coach.settings import load

RUNS = 200
FULL = "--full"


@dataclass(frozen=True)
class Chunk:
    scenario: str
    first: int
    last: int
    """Seeds, both played."""


@cache
def rehearsal() -> Rehearsal:
    return open_rehearsal(load({}), full=FULL in sys.argv)


@dataclass(frozen=True)
class Talks:
    """What a process played, and how long that took it."""

    plays: list[Played]
    seconds: float


def play(chunk: Chunk) -> Talks:
    began = time.monotonic()
    plays = asyncio.run(_play(chunk))
    return Talks(plays, time.monotonic() - began)


async def _play(chunk: Chunk) -> list[Played]:
    case = rehearsal().open(chunk.scenario)
    seeds = range(chunk.first, chunk.last + 1)
    talks = rehearsal().plays(case, agents=tuple(AGENTS), seeds=seeds, voice=VoiceId.BUILT_IN)
    return [one async for one in talks]


def chunks(scenario: str, runs: int, *, parts: int) -> Iterator[Chunk]:
    """The seeds in so many parts; a process remembers the scores of its own, so few parts are quick ones."""
    size = -(-runs // parts)
    for first in range(1, runs + 1, size):
        yield Chunk(scenario, first, min(runs, first + size - 1))


def rehearsed(scenario: str, played: list[Future[Talks]]) -> tuple[SpecSheet, int]:
    """The sheet, with the seconds of all processes together, and the number of shortfalls."""
    done = [one.result() for one in played]
    tell(f"{scenario}: played")
    plays = [talk for part in done for talk in part.plays]
    plays.sort(key=lambda one: (one.seed, list(AGENTS).index(one.agent)))
    case = rehearsal().open(scenario)
    sheet = rehearsal().sum_up(case, plays, seconds=sum(part.seconds for part in done))
    if sheet is None:
        raise AssertionError(f"nobody played {scenario}")
    faults = rehearsal().faults(case, sheet)
    say("\n".join(sheet_lines(case, sheet, faults, whole=True)))
    return sheet, len(faults)


def main() -> int:
    runs, *named = [one for one in sys.argv[1:] if one != FULL] or [str(RUNS)]
    scenarios = named or [scenario.id for scenario in in_order(rehearsal().library)]
    cores = usable_cores()
    parts = 1 if len(scenarios) >= cores else cores
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, mp_context=context) as pool:
        cut = {id_: chunks(id_, int(runs), parts=parts) for id_ in scenarios}
        played = {id_: [pool.submit(play, chunk) for chunk in each] for id_, each in cut.items()}
        results = [rehearsed(scenario, talks) for scenario, talks in played.items()]
    good = [sheet.agents["good"] for sheet, _ in results if "good" in sheet.agents]
    if good:
        worst = min(good, key=lambda one: min(one.resolved, one.passed))
        say(
            f"The good agent, at worst: {worst.resolved * 100:.1f} % resolved, {worst.passed * 100:.1f} % passed; "
            f"on average {sum(one.resolved for one in good) / len(good) * 100:.1f} % and "
            f"{sum(one.passed for one in good) / len(good) * 100:.1f} %."
        )
    short = [sheet.scenario for sheet, faults in results if faults]
    say(f"{len(results) - len(short)} of {len(results)} scenarios keep all limits.")
    return 2 if short else 0


if __name__ == "__main__":
    sys.exit(main())
