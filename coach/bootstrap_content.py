"""The composition root for what trainers do with files: schemas, mending, drafts from talks and tasks.

Like bootstrap it may import adapters, and does so only when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.content.fixing import Mended
    from coach.domain.fault_code import Code
    from coach.domain.source import Source
    from coach.errors import Fault
    from coach.services.drafting.draft import Draft
    from coach.settings import Settings


def fault_codes() -> Mapping[str, Code]:
    """The register of the codes that `coach check`, `rehearse` and `test` print."""
    from coach.content.codes import codes

    return codes()


def with_lines(faults: Sequence[Fault]) -> Sequence[Fault]:
    """The faults with the text of the lines that they stand in."""
    from coach.content.excerpts import with_lines as read

    return read(faults)


def fix_content(paths: Sequence[Path], settings: Settings) -> Iterator[Mended]:
    """What can be mended without a person is written; without paths in the trainer's own folders."""
    from coach.content.check import own_files
    from coach.content.fixing import fix

    return fix(own_files(paths or [p for p in (settings.curricula_dir, settings.personas_dir) if p]))


def published_schemas() -> Mapping[str, str]:
    """The JSON Schema of each kind of content file, by the name of its file."""
    from coach.content.schemas import schema_name, schema_text
    from coach.content.shapes import KINDS

    return {schema_name(kind): schema_text(kind) for kind in KINDS}


def write_content(file: Path, text: str) -> None:
    """Replace a content file whole or not at all. Raises CoachError."""
    from coach.content.whole_files import write_text

    write_text(file, text)


def read_source(file: Path, *, policy: Path | None, task: str | None) -> Source:
    """A talk, or a task of a .json file, with its policy. Raises ContentError."""
    from dataclasses import replace

    from coach.content.tasks import read_policy, read_task
    from coach.content.transcripts import read_transcript
    from coach.domain.source import Source

    passages = read_policy(policy) if policy else ()
    if file.suffix.casefold() == ".json":
        source = read_task(file, task=task, policy=passages)
    else:
        source = Source(file.name, said=read_transcript(file), policy=passages)
    return replace(source, policy_name=policy.stem) if policy else source


def free_article(source: Source, file: Path, *, replace: bool) -> str:
    """The id for the article of the draft in `file`: the policy's own, or the next that no other article has."""
    from coach.content.draft_file import free_article as free
    from coach.services.drafting.article import article_id, article_text

    return free(file, article_id(source), lambda id_: article_text(source, id_), replace=replace)


def enrich_draft(draft: Draft, settings: Settings) -> tuple[Draft, tuple[str, ...]]:
    """The draft with what the model proposes for its gaps, and where. Raises BackendError or SettingsError."""
    import asyncio

    from coach.bootstrap_models import key_finder
    from coach.llm import backend
    from coach.services.drafting.enriching import enriched

    model = backend(settings.profile(), find_key=key_finder(settings, settings.voice_key))
    return asyncio.run(enriched(draft, model))


def write_draft(draft: Draft, file: Path, *, note: Sequence[str], replace: bool = False) -> tuple[Path, ...]:
    """The files of a draft, all or none of them. Raises CoachError."""
    from coach.content.draft_file import write

    return write(draft, file, note=note, replace=replace)
