"""`coach import`: a talk that was had, or a published task and its policy, becomes the draft of a scenario."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.output import at_home, noticed, short, tell
from coach.errors import BackendError, UnknownId, UsageError

if TYPE_CHECKING:
    from coach.services.drafting.draft import Choices, Draft
    from coach.settings import Settings

PERSONA = "dani-kowalski"
RUBRIC = "customer-support"
_NOTE = (
    "A draft from {source}. Search for TODO; coach check, with the path of this file, names each by its line."
)


File = Annotated[Path, typer.Argument(metavar="FILE", help="A talk: .txt, .csv or .jsonl. A task: .json.")]
Policy = Annotated[
    Path | None, typer.Option(metavar="FILE.md", help="The policy that the facts are taken from.")
]
Task = Annotated[str | None, typer.Option(metavar="ID", help="Which task, where a file holds several.")]
To = Annotated[
    Path | None,
    typer.Option("--to", metavar="FILE.yaml", help="Where the draft goes. Default: ID.yaml here."),
]
Name = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="The scenario's id. Default: by the file.")
]
Business = Annotated[
    str, typer.Option(metavar="LINE", help="What kind of work it is, such as collections or hr.")
]
Person = Annotated[str, typer.Option(metavar="ID", help="Who the customer is.")]
Card = Annotated[str | None, typer.Option(metavar="ID", help="Default: that of the line of business.")]
WithModel = Annotated[
    bool, typer.Option("--model", metavar="", help="Let the model that is set propose texts for the gaps.")
]
Force = Annotated[bool, typer.Option("--force", metavar="", help="Replace a file that is there.")]


def import_(
    file: File,
    policy: Policy = None,
    task: Task = None,
    to: To = None,
    name: Name = None,
    line_of_business: Business = RUBRIC,
    persona: Person = PERSONA,
    rubric: Card = None,
    model: WithModel = False,
    force: Force = False,
) -> None:
    """Make the draft of a scenario from a real talk, or from a task in the form of tau2-bench.

    Names, contacts, addresses and numbers are masked first. What the source
    does not tell is marked TODO with its line; coach check names each.

    Example: coach import chat-0412.txt --policy refunds.md --to refund-late.yaml
    """
    from coach.bootstrap_content import free_article, read_source
    from coach.services.drafting.draft import draft_of
    from coach.settings import load

    settings = noticed(load())
    id_ = name or _id_of(to or file, task if to is None else None)
    target = at_home(to or Path(f"{id_}.yaml"))
    _require_id(id_)
    _require_free(target, force=force)
    choices = _choices(
        id_, line_of_business, persona=persona, rubric=rubric, settings=settings, target=target
    )
    source = read_source(at_home(file), policy=at_home(policy) if policy else None, task=task)
    if source.policy:
        choices = replace(choices, article=free_article(source, target, replace=force))
    draft = draft_of(source, choices)
    note = [*_note(file, draft)]
    if model:
        draft, filled = _enriched(draft, settings)
        note += [f"Proposed by a model, to be read: {place}" for place in filled]
    _write(draft, target, note, force=force)


def _choices(
    id_: str, line: str, *, persona: str, rubric: str | None, settings: Settings, target: Path
) -> Choices:
    """Raises UnknownId for a persona or a rubric that is neither in the library nor beside the draft."""
    from coach.bootstrap_trainer import open_new_content
    from coach.domain.scenario import LineOfBusiness
    from coach.services.drafting.draft import Choices

    content = open_new_content(settings)
    if line not in list(LineOfBusiness):
        raise UnknownId(
            "line of business", line, LineOfBusiness, listing=f"There are: {', '.join(LineOfBusiness)}."
        )
    business = LineOfBusiness(line)
    wanted = rubric or (
        business.value if business.value in content.known("rubric", beside=target) else RUBRIC
    )
    content.expect_known("persona", persona, beside=target)
    content.expect_known("rubric", wanted, beside=target)
    return Choices(id_, business, persona, wanted, _this_hour())


def _note(file: Path, draft: Draft) -> Iterator[str]:
    yield _NOTE.format(source=short(file.name, 80))
    if draft.masked:
        yield _masked(draft)


def _write(draft: Draft, target: Path, note: list[str], *, force: bool) -> None:
    from coach.bootstrap_content import write_draft

    for path in write_draft(draft, target, note=note, replace=force):
        tell(f"Wrote {path}.")
    if draft.masked:
        tell(_masked(draft))
    tell(f"Search it for TODO. This names each by its line:\n  coach check {_typed(target)}")


def _masked(draft: Draft) -> str:
    return f"Masked: {', '.join(draft.masked)}. Read it once more before anybody else does."


def _typed(path: Path) -> str:
    """As it is typed at a prompt, here."""
    if os.name == "nt":
        return f'"{path}"' if " " in str(path) else str(path)
    return shlex.quote(str(path))


def _enriched(draft: Draft, settings: Settings) -> tuple[Draft, tuple[str, ...]]:
    """A model that fails costs its proposals, not the draft."""
    from coach.bootstrap_content import enrich_draft
    from coach.tui.wording import count

    if not (settings.base_url and settings.model):
        raise UsageError(
            "No model is set.", "Set base_url and model with coach config set, or leave --model out."
        )
    try:
        draft, filled = enrich_draft(draft, settings)
    except BackendError as error:
        tell(f"The model proposed nothing: {error}")
        return draft, ()
    tell(f"The model proposed {count(len(filled), 'text')}.")
    return draft, filled


def _id_of(file: Path, task: str | None) -> str:
    words = re.findall(r"[a-z0-9]+", f"{file.stem} {task or ''}".casefold())
    return "-".join(words)[:60].strip("-") or "draft"


def _this_hour() -> datetime:
    return datetime.now().replace(minute=0, second=0, microsecond=0)


def _require_id(id_: str) -> None:
    from coach.domain.persona import ID, LONGEST_ID

    if len(id_) > LONGEST_ID or not re.fullmatch(ID, id_):
        raise UsageError(
            f"`--id` is '{short(id_, 60)}', which is not an id.",
            "Write up to 64 lower-case letters and digits, in words joined by hyphens, like refund-time.",
        )


def _require_free(target: Path, *, force: bool) -> None:
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}.", "Create it first.")
    if target.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{target} is no YAML file.", "Call it like refund-late.yaml.")
    if target.exists() and not force:
        raise UsageError(f"{target} is there already.", "Name another with --to, or replace it with --force.")
