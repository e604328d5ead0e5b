"""`coach preview`: the first three turns of a scenario or a persona, again whenever its file is saved."""

from __future__ import annotations

import os
import sys
from asyncio import Runner
from collections.abc import Iterator
from contextlib import aclosing
from enum import Enum
from pathlib import Path
from select import select
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.fault_report import looked_up
from coach.cli.output import at_home, noticed, one_line, say, short, tell
from coach.errors import CoachError, ContentError

if TYPE_CHECKING:
    from coach.cli.plain import PlainTalk
    from coach.domain.assessment import Evidence
    from coach.services.events import ReplyAssessed
    from coach.services.practice import Events
    from coach.services.previewing import Preview, Read, Wish

LOOK_EVERY = 0.25
"""Seconds between two looks at the file while a reply is waited for."""
HELP = "A line that you write is your reply. Saving the file starts again, and so does /again; /quit leaves."


class Next(Enum):
    AGAIN = "again"
    QUIT = "quit"


def preview(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file of a scenario or a persona.")],
    persona: Annotated[
        str | None, typer.Option(metavar="ID", help="Another customer for the same case.")
    ] = None,
    scenario: Annotated[
        str | None, typer.Option(metavar="ID", help="The case in which a persona is played.")
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="1 plays the persona just as it is written.")
    ] = 1,
) -> None:
    """Play the first three turns of a file that you are writing; nothing is stored.

    After each reply you see what the scorers saw in it. Save the file, and
    the talk starts again with what you changed; if you saved a fault, it is
    named as in coach check, and the last good version goes on.

    Example: coach preview my-scenarios/late-parcel.yaml
    """
    from coach.bootstrap_trainer import open_preview
    from coach.services.previewing import Wish
    from coach.settings import load

    wish = Wish(at_home(path), persona=persona, scenario=scenario, seed=seed)
    with open_preview(noticed(load())) as opened, Runner() as runner:
        stage = _Stage(opened, wish, runner)
        while stage.play() is Next.AGAIN:
            pass


class _Stage:
    """The file as it was read last, and the talk about it."""

    def __init__(self, opened: Preview, wish: Wish, runner: Runner) -> None:
        from coach.services.previewing import saved

        self._preview, self._wish, self._runner = opened, wish, runner
        self._saved = saved(wish.file)
        self._read: Read = opened.read(wish)
        self._typed = sys.stdin is not None and sys.stdin.isatty()
        self._tell_faults()
        tell(f"Nothing of this is stored. {HELP}")

    def play(self) -> Next:
        """Three replies, or until the file is saved anew."""
        from coach.cli.plain import PlainTalk
        from coach.cli.playing import LONGEST_REPLY
        from coach.services.previewing import TURNS

        session = self._runner.run(self._read.start())
        plan = session.state.plan
        say(
            f"\n{one_line(plan.scenario.title)}\nCustomer: {one_line(plan.persona.name)}, seed {plan.seed}.\n"
        )
        front = PlainTalk(session, (), hints="full")
        try:
            self._runner.run(_show(session.open(), front))
            for _ in range(TURNS):
                if session.ended is not None:
                    break
                reply = self._next("You: ")
                if isinstance(reply, Next):
                    return reply
                self._runner.run(_show(session.reply(reply[:LONGEST_REPLY]), front))
        finally:
            self._runner.run(session.aclose())
        tell("That was the preview. Enter plays it once more.")
        after = self._next("Once more? ", empty=True)
        return after if isinstance(after, Next) else Next.AGAIN

    def _next(self, prompt: str, *, empty: bool = False) -> str | Next:
        """What is typed, or what follows from a command or from a save."""
        while True:
            line = self._line(prompt)
            if isinstance(line, Next):
                return line
            match line.strip():
                case "/again":
                    return Next.AGAIN
                case "/quit" | "/leave" | "/end":
                    return Next.QUIT
                case word if word.startswith("/"):
                    tell(f"There is no command {short(word, 40)}. {HELP}")
                case "" if self._typed and not empty:
                    tell(f"That was empty, so nothing was sent. {HELP}")
                case _:
                    return line

    def _line(self, prompt: str) -> str | Next:
        from coach.cli.playing import next_line

        print(prompt if self._typed else "", end="", flush=True)
        while True:
            if self._changed():
                print(flush=True)
                if self._reloaded():
                    return Next.AGAIN
                print(prompt if self._typed else "", end="", flush=True)
            if self._typed and not _typed_within(LOOK_EVERY):
                continue
            line = next_line()
            return Next.QUIT if line is None else line

    def _changed(self) -> bool:
        from coach.services.previewing import saved

        now = saved(self._wish.file)
        if now is None or now == self._saved:
            return False
        self._saved = now
        return True

    def _reloaded(self) -> bool:
        """False where what was saved cannot be played: the last good version goes on."""
        try:
            self._read = self._preview.read(self._wish)
        except CoachError as error:
            if isinstance(error, ContentError):
                say("\n".join(looked_up(self._preview.check(self._wish.file) or error.faults)))
            else:
                tell(str(error))
            tell("Saved with a fault: the last good version goes on.")
            return False
        self._tell_faults()
        tell("Saved: the talk starts again.")
        return True

    def _tell_faults(self) -> None:
        """What `coach check` says of a file that can be played all the same."""
        faults = self._preview.check(self._wish.file)
        if faults:
            say("\n".join(looked_up(faults)))


async def _show(events: Events, front: PlainTalk) -> None:
    """As in a plain talk, and beside it what a trainer tunes by."""
    from coach.services.events import ReplyAssessed

    async with aclosing(events) as stream:
        async for event in stream:
            front.show(event)
            if isinstance(event, ReplyAssessed):
                say("\n".join(_seen(event)))
                say()


def _seen(event: ReplyAssessed) -> Iterator[str]:
    """By their ids, as tests and personas name them."""
    seen = event.scored.assessment
    for name, found in (("acts", seen.acts), ("faults", seen.faults), ("events", seen.events)):
        if found:
            yield f"  {name}: {', '.join(_quoted(one) for one in found)}"
    told = [f"{one.fact_id} {one.verdict}" for one in seen.findings if one.verdict != "absent"]
    if told:
        yield f"  findings: {', '.join(told)}"
    reasons = ", ".join(f"{reason.id} {reason.delta:+.1f}" for reason in event.mood.reasons)
    yield f"  frustration {event.before} to {event.mood.frustration}: {reasons or 'nothing moves it'}"


def _quoted(evidence: Evidence) -> str:
    return f'{evidence.id} "{short(evidence.quote, 40)}"' if evidence.quote.strip() else evidence.id


def _typed_within(seconds: float) -> bool:
    """A line is there to be read. Where a terminal cannot be waited for, as on Windows: at once."""
    if os.name == "nt":
        return True
    return bool(select([sys.stdin], [], [], seconds)[0])
