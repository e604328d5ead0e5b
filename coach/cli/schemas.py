"""`coach schema`: the JSON Schemas by which editors complete and check content files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.output import at_home, pour, tell
from coach.errors import UnknownId, UsageError

ENDING = ".schema.json"


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help="scenario, persona, curriculum, rubric or pack. Default: all."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FOLDER", help="Write KIND.schema.json there instead of printing."),
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of file, for editors that complete and check YAML.

    An editor finds it by the first line of a file:
    # yaml-language-server: $schema=scenario.schema.json
    with the path from the file's own folder.

    Example: coach schema --to my-scenarios
    """
    from coach.bootstrap_content import published_schemas, write_content

    published = {name.removesuffix(ENDING): text for name, text in published_schemas().items()}
    if kind is not None and kind not in published:
        raise UnknownId("kind of file", kind, published, listing=f"There are: {', '.join(published)}.")
    wanted = {one: text for one, text in published.items() if kind in (None, one)}
    if to is None:
        pour(wanted[kind] if kind else f"{json.dumps({k: json.loads(t) for k, t in wanted.items()})}\n")
        return
    folder = at_home(to)
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", "Create it first.")
    for one, text in wanted.items():
        write_content(folder / f"{one}{ENDING}", text)
    tell(f"Wrote {', '.join(f'{one}{ENDING}' for one in wanted)} into {folder.resolve()}.")
