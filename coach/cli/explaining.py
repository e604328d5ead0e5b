"""`coach explain`: what a code of `coach check`, `rehearse` or `test` means, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated

import typer

from coach.cli.output import indented, say, say_json
from coach.domain.fault_code import Code
from coach.errors import UnknownId

_WHERE = {
    "scenario": "a scenario",
    "persona": "a persona",
    "rubric": "a rubric",
    "curriculum": "a curriculum",
    "article": "an article",
    "marks": "a table of marks",
    "marks-file": "a table of marks",
    "talk": "a transcript",
    "talk-jsonl": "a transcript as JSON Lines",
    "policy": "a policy",
    "pack": "a zip file that holds",
    "pack-file": "a pack",
    "files": "files",
}


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A code such as C303. Default: list them all.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", metavar="", help="For programs: print it as JSON.")
    ] = False,
) -> None:
    """Say what a code of check, rehearse or test means, why it matters, and how it is mended.

    Codes are stable: a rule keeps its code, and the code of a rule that is
    gone is not used again.

    Example: coach explain C303
    """
    from coach.bootstrap_content import fault_codes

    codes = fault_codes()
    if code is None:
        if as_json:
            say_json([one.as_json() for one in codes.values()])
        else:
            say("\n".join(_all(list(codes.values()))))
        return
    found = codes.get(code.strip().upper())
    if found is None:
        raise UnknownId("code", code.strip().upper(), codes, listing="`coach explain` lists them all.")
    if as_json:
        say_json(found.as_json())
    else:
        say("\n".join(_one(found)))


def _all(codes: list[Code]) -> Iterator[str]:
    for group, inside in groupby(codes, key=lambda code: code.group):
        yield group
        yield from (f"  {code.id}  {code.title}" for code in inside)
        yield ""
    yield "A code that begins with W is a warning: it is counted, and stops nobody."


def _one(code: Code) -> Iterator[str]:
    yield f"{code.id}  {code.title}"
    yield ""
    yield code.why
    yield ""
    yield f"What to do: {code.do}"
    if code.example is None:
        return
    yield ""
    yield f"Raises {code.id}, in {_WHERE[code.example.where]}:"
    yield indented(code.example.wrong, "    ")
    yield "Is fine:"
    yield indented(code.example.right, "    ")
