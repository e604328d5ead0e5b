"""`coach test`: the replies and talks that scenarios and rubrics carry, against the marks their author expects."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.fault_report import looked_up
from coach.cli.output import at_home, fault_json, noticed, say, say_json, tell

if TYPE_CHECKING:
    from coach.services.content_file import ContentFile
    from coach.services.testing.tester import Tester


@dataclass(frozen=True)
class _Ran:
    """How many tests there were, and how much of what they expect did not hold."""

    tests: int
    missed: int

    def __str__(self) -> str:
        if not self.tests:
            return "no tests in it."
        outcome = f"{_count(self.missed, 'expectation')} not met." if self.missed else "all as expected."
        return f"{_count(self.tests, 'test')}, {outcome}"


def run_tests(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Scenarios, rubrics, folders or packs. Default: all that comes with coach."
        ),
    ] = None,
    rules: Annotated[
        bool, typer.Option("--rules", metavar="", help="By the word rules alone: quicker, and less exact.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", metavar="", help="For programs: one JSON object for each file.")
    ] = False,
) -> None:
    """Score the replies under `tests:`, and see whether they get what you expect.

    A scenario carries replies, a rubric carries short talks and examples of
    its levels. They are scored as people are scored. What does not come out
    as written there is named by file and line, and the exit status is then 2.

    Example: coach test my-scenarios/late-parcel.yaml
    """
    from coach.bootstrap import open_library
    from coach.bootstrap_trainer import files_with_tests, open_tests
    from coach.settings import load

    places = [at_home(path) for path in paths or []]
    library = open_library(noticed(load()), places)
    tester, files = open_tests(library, rules=rules), files_with_tests(places, library)
    every = [_run(one, tester, as_json=as_json) for one in files]
    total = _Ran(sum(ran.tests for ran in every), sum(ran.missed for ran in every))
    if len(every) > 1 and not as_json:
        tell(f"Together: {total}")
    if total.missed and not as_json:
        tell("`coach explain CODE` says what to do about each.")
    if total.missed:
        raise typer.Exit(2)


def _run(one: ContentFile, tester: Tester, *, as_json: bool) -> _Ran:
    from coach.errors import Fault
    from coach.services.testing.tester import tests_in

    missed = tester.missed(one.item)
    faults = sorted(Fault(one.where(*x.keys), x.code, x.message, x.hint) for x in missed)
    ran = _Ran(tests_in(one.item), len(faults))
    if as_json:
        say_json(
            {
                "kind": one.kind,
                "id": one.item.id,
                "file": str(one.file),
                "ok": not faults,
                "tests": ran.tests,
                "faults": [fault_json(fault) for fault in faults],
            }
        )
        return ran
    say(f"{one.kind} {one.item.id}: {ran}")
    if faults:
        say("\n".join(looked_up(faults)))
    return ran


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
