"""`coach rehearse`: scripted agents against scenarios, and the spec sheet of each."""

from __future__ import annotations

import sys
import time
from asyncio import Runner
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.output import at_home, say, say_json, short, tell
from coach.errors import BackendError, UsageError

if TYPE_CHECKING:
    from coach.domain.transcript import VoiceId
    from coach.services.rehearsal.case import Case
    from coach.services.rehearsal.playing import Played
    from coach.services.rehearsal.rehearsing import Rehearsal

MOST_RUNS = 10_000
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH", help="Scenario files or names, folders or packs. Default: all that comes with coach."
    ),
]
Agents = Annotated[
    list[str] | None,
    typer.Option("--agent", metavar="NAME", help="Only this scripted agent; may be given again."),
]
Runs = Annotated[
    int,
    typer.Option(metavar="N", min=1, max=MOST_RUNS, help="Talks for each agent, each with its own seed."),
]
Voice = Annotated[
    str | None,
    typer.Option(metavar="built-in|model", help="What words the customer. A model takes its time."),
]
AsJson = Annotated[
    bool, typer.Option("--json", metavar="", help="For programs: one JSON object for each scenario.")
]
Full = Annotated[
    bool,
    typer.Option(
        "--full", metavar="", help="Score as people are scored, by the encoder too: ten times slower."
    ),
]
Advance = Callable[[], None]


def rehearse(
    paths: Paths = None,
    agent: Agents = None,
    runs: Runs = 10,
    voice: Voice = None,
    full: Full = False,
    as_json: AsJson = False,
) -> None:
    """Play scripted agents against a scenario before people do.

    A good agent has to win, a dismissive or merely apologetic one must not,
    and the customer must not invent, repeat or give away anything. What falls
    short is named by file and line, and the exit status is then 2. Ctrl-C
    stops, and prints what is known so far. To be done in seconds, the word
    rules alone score; --full takes the encoder too.

    Example: coach rehearse my-scenarios/late-parcel.yaml --runs 20
    """
    from coach.bootstrap import open_rehearsal
    from coach.cli.output import noticed
    from coach.domain.transcript import VoiceId
    from coach.services.rehearsal.rehearsing import named_agents
    from coach.settings import load

    if voice not in (None, *VoiceId):
        raise UsageError(f"There is no voice called '{short(voice or '', 40)}'.", "Choose built-in or model.")
    settings = load({"voice": voice or VoiceId.BUILT_IN.value})
    chosen = VoiceId(settings.voice)
    if chosen is VoiceId.MODEL:
        settings.profile()
    agents = named_agents(agent or [])
    folders = [at_home(Path(path)) for path in paths or [] if path]
    rehearsal = open_rehearsal(noticed(settings), folders, full=full)
    stage = _Stage(rehearsal, agents, runs, chosen, as_json=as_json)
    with Runner() as runner:
        fine = [stage.rehearse(one, runner) for one in _named(paths or [], rehearsal)]
    if not all(fine):
        many = f"{fine.count(False)} of {len(fine)} scenarios fall short."
        tell(f"{many if len(fine) > 1 else 'It falls short.'} `coach explain CODE` says why, and what to do.")
        raise typer.Exit(2)


def _named(paths: Sequence[str], rehearsal: Rehearsal) -> list[str]:
    """Scenarios by id or file; those of the folders and packs named, or all that come with coach."""
    from coach.cli.listing import in_order

    if not paths:
        return [scenario.id for scenario in in_order(rehearsal.library)]
    found: list[str] = []
    for path in paths:
        inside = rehearsal.library.scenarios_in(at_home(Path(path))) if path else None
        if inside == ():
            raise UsageError(f"There is no scenario in {short(path, 200)}.", "Name a scenario file.")
        found += [path] if inside is None else inside
    return found


class _Stage:
    """What every scenario is rehearsed with."""

    def __init__(
        self, rehearsal: Rehearsal, agents: Sequence[str], runs: int, voice: VoiceId, *, as_json: bool
    ) -> None:
        self._rehearsal, self._agents, self._runs, self._voice = rehearsal, agents, runs, voice
        self._as_json = as_json

    def rehearse(self, id_or_path: str, runner: Runner) -> bool:
        """Whether it keeps the limits. An interrupt, or a model that fails, shows what is known and goes on up."""
        case = self._rehearsal.open(id_or_path)
        total = self._runs * len(self._rehearsal.playable(case, self._agents))
        plays: list[Played] = []
        began = time.monotonic()
        try:
            with _bar(case.scenario.id, total) as advance:
                runner.run(self._play(case, plays, advance))
        except (KeyboardInterrupt, BackendError):
            self._show(case, plays, seconds=time.monotonic() - began, whole=False)
            tell(f"Stopped after {len(plays):,} of {total:,} talks about {case.scenario.id}.")
            raise
        return self._show(case, plays, seconds=time.monotonic() - began, whole=True)

    async def _play(self, case: Case, plays: list[Played], advance: Advance) -> None:
        talks = self._rehearsal.plays(
            case, agents=self._agents, seeds=range(1, self._runs + 1), voice=self._voice
        )
        async with aclosing(talks) as played:
            async for one in played:
                plays.append(one)
                advance()

    def _show(self, case: Case, plays: Sequence[Played], *, seconds: float, whole: bool) -> bool:
        from coach.cli.spec_sheet import sheet_json, sheet_lines

        sheet = self._rehearsal.sum_up(case, plays, seconds=seconds)
        if sheet is None:
            return False
        faults = self._rehearsal.faults(case, sheet)
        fine = whole and not faults
        if self._as_json:
            say_json(sheet_json(sheet, faults, ok=fine))
        else:
            say("\n".join(sheet_lines(case, sheet, faults, whole=whole)))
        return fine


@contextmanager
def _bar(scenario: str, total: int) -> Iterator[Advance]:
    """A bar on stderr, or, without a terminal there, a line."""
    if not sys.stderr.isatty():
        tell(f"{scenario}: {total:,} {'talk' if total == 1 else 'talks'} ...")
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(scenario, total=total)
        yield lambda: progress.update(task, advance=1)
