"""Questions to a person at a terminal: each says why it is asked and what an empty line means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer

from coach.cli.output import say, short, tell, wrapped
from coach.errors import CoachError, UsageError


@dataclass(frozen=True)
class Question:
    """What is asked where the flag does not answer it."""

    flag: str
    asks: str
    why: str = ""
    default: str = ""
    choices: Sequence[str] = ()
    """All that an answer can be."""
    known: Sequence[str] = ()
    """Shown as what there is; `check` decides."""
    check: Callable[[str], None] | None = None
    """Raises a CoachError where the answer will not do."""


class Questions:
    """Asks at a terminal; without one, flags and defaults have to do."""

    def __init__(self) -> None:
        self.here = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()

    def answer(self, given: str | None, question: Question) -> str:
        """Raises UsageError where nobody can be asked and there is no default, and Abort at the end of input."""
        if given is not None:
            _expect(given, question)
            return given
        if not self.here:
            if not question.default:
                raise UsageError(
                    f"{question.flag} is missing.", "Without a terminal every answer is a flag: see --help."
                )
            return question.default
        self._introduce(question)
        while True:
            said = self._line(f"{question.asks}{_shown(question.default)}: ") or question.default
            try:
                _expect(said, question)
                return said
            except CoachError as error:
                tell(str(error))

    def several(self, given: Sequence[str] | None, question: Question) -> tuple[str, ...]:
        """One answer a line, until an empty one."""
        if given or not self.here:
            for one in given or ():
                _expect(one, question)
            return tuple(given or ())
        self._introduce(question)
        found: list[str] = []
        while said := self._line(f"{question.asks} (an empty line ends): "):
            try:
                _expect(said, question)
                found.append(said)
            except CoachError as error:
                tell(str(error))
        return tuple(found)

    def _introduce(self, question: Question) -> None:
        say()
        if question.why:
            say(wrapped(question.why, width=76, hang=0))
        if question.choices or question.known:
            say(wrapped(f"Choices: {', '.join(question.choices or question.known)}", width=76))

    def _line(self, prompt: str) -> str:
        from coach.cli.playing import next_line

        print(prompt, end="", flush=True)
        line = next_line()
        if line is None:
            say()
            raise typer.Abort
        return line.strip()


def _shown(default: str) -> str:
    return f" [{default}]" if default else ""


def _expect(said: str, question: Question) -> None:
    if not said.strip():
        raise UsageError(f"{question.flag} needs an answer.", "Write one.")
    if question.choices and said not in question.choices:
        raise UsageError(
            f"{question.flag} is '{short(said, 60)}'; it can be {' or '.join(question.choices)}."
        )
    if question.check is not None:
        question.check(said)
