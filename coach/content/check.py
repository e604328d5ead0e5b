"""Every fault of the content at once, for `coach check`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from coach.content.articles import article_faults
from coach.content.curated import scenario_faults
from coach.content.excerpts import with_lines
from coach.content.facts_table import read_whole
from coach.content.library import FileLibrary
from coach.content.packs import Packs, is_zip, loose_faults
from coach.content.references import reference_faults
from coach.content.remembered import Remembered
from coach.content.shapes import KINDS, Item, kind_of, near, quoted, shape
from coach.content.shelf import (
    MOST_FILES,
    Shelved,
    files_beside,
    files_in,
    holds_too_many,
    known_ids,
    shelved,
)
from coach.content.todo import todo_faults
from coach.content.unused import unused_by_all, unused_in_curricula
from coach.content.yaml_reader import Document
from coach.domain.persona import Persona
from coach.domain.rubric import Rubric
from coach.domain.scenario import Scenario
from coach.errors import ContentError, Fault, Position


def check(
    paths: Sequence[Path], library: FileLibrary, *, remembered: Remembered | None = None
) -> tuple[Fault, ...]:
    """The faults of the files and folders given, or of the whole library, by file and line.

    What they name may stand in the library, in the other files given, or beside them.
    """
    remembered = remembered or Remembered()
    faults: list[Fault] = []
    shelf = list(_shelf(paths, faults, packs=library.packs) if paths else library.files)
    known = library.known | known_ids(shelf)
    beside = cache(lambda folder: known_ids(files_beside(folder / "new.yaml")))
    read: list[tuple[Shelved, Document, Item]] = []
    for one in shelf:
        try:
            document = read_whole(one.file, inside=one.root)
            read.append((one, document, shape(document, KINDS[kind_of(document)])))
        except ContentError as error:
            faults += error.faults
    for one, document, item in read:
        there = known | beside(one.file.parent) if one.root is None else known
        named = [*reference_faults(document, item, there), *todo_faults(document)]
        if isinstance(item, Scenario):
            named += article_faults(document, item)
            faults += scenario_faults(document, item, sound=not named, remembered=remembered)
        faults += named
    faults += _namesakes(read)
    faults += _auto_fail_faults(read, library)
    faults += _unused(read, library, whole=len(read) == len(shelf))
    homes = {one.root for one in shelf if one.root is not None}
    return tuple(sorted(library.packs.named(with_lines([*set(faults)], homes))))


def _unused(
    read: Sequence[tuple[Shelved, Document, Item]], library: FileLibrary, *, whole: bool
) -> Iterator[Fault]:
    """In folders only: a file that was named by itself need not be used yet. `whole`: every file could be read."""
    found = [(document, item) for one, document, item in read if one.root is not None]
    yield from unused_in_curricula(found)
    if whole and any(isinstance(item, Persona | Rubric) for _, item in found):
        yield from unused_by_all(found, _scenarios(read, library))


def _shelf(paths: Sequence[Path], faults: list[Fault], *, packs: Packs) -> Iterator[Shelved]:
    for path in paths:
        try:
            folder = packs.folder(path)
        except ContentError as error:
            faults += error.faults
            continue
        if os.path.isdir(folder):
            found = list(files_in(folder))
            if not found:
                hint = "Name a folder that holds .yaml files."
                faults.append(Fault(Position(path), "C101", "There is no content in this folder.", hint))
            if len(found) >= MOST_FILES and holds_too_many(folder):
                message = f"There are more than {MOST_FILES:,} files in this folder; the others are not read."
                faults.append(Fault(Position(path), "C101", message, "Name the folders in it one by one."))
            faults += loose_faults(folder)
            yield from found
        else:
            yield shelved(path, root=None)


def own_files(paths: Sequence[Path]) -> tuple[Shelved, ...]:
    """The content files of files and folders given; a zip file is nothing that is written to."""
    folders = [path for path in paths if os.path.isdir(path)]
    files = [path for path in paths if path not in folders and not is_zip(path)]
    held = [one for folder in folders for one in files_in(folder)]
    return (*held, *(shelved(file, root=None) for file in files))


def _auto_fail_faults(
    read: Sequence[tuple[Shelved, Document, Item]], library: FileLibrary
) -> Iterator[Fault]:
    """Facts that an auto-fail names and that no scenario with its rubric forbids."""
    named = [
        (document, item, (at, number), id_)
        for _, document, item in read
        if isinstance(item, Rubric)
        for at, rule in enumerate(item.auto_fail)
        if rule.on == "violated"
        for number, id_ in enumerate(rule.ids)
    ]
    scenarios = _scenarios(read, library) if named else []
    for document, rubric, (at, number), id_ in named:
        facts = [fact for s in scenarios if s.rubric == rubric.id for fact in s.facts]
        if not facts or any(fact.id == id_ and fact.forbidden for fact in facts):
            continue
        place = document.position("auto_fail", at, "ids", number)
        if any(fact.id == id_ for fact in facts):
            yield Fault(place, "C317", f"'{id_}' is a statement; a forbidden item is needed here.")
            continue
        message = f"No scenario with this rubric has a fact called {quoted(id_)}."
        yield Fault(place, "C303", message, near(id_, {fact.id for fact in facts if fact.forbidden}))


def _scenarios(read: Sequence[tuple[Shelved, Document, Item]], library: FileLibrary) -> list[Scenario]:
    """Those that are checked, and the sound ones of the library."""
    found = {item.id: item for _, _, item in read if isinstance(item, Scenario)}
    for id_ in sorted(library.known.scenarios - found.keys()):
        with suppress(ContentError):
            found[id_] = library.scenario(id_)
    return list(found.values())


def _namesakes(read: Sequence[tuple[Shelved, Document, Item]]) -> Iterator[Fault]:
    """Files of one folder that claim the same id; a trainer's own may stand in for what is shipped."""
    first: dict[tuple[type[Item], str, Path | None], Document] = {}
    for one, document, item in read:
        earlier = first.setdefault((type(item), item.id, one.root), document)
        if earlier is not document and earlier.file != document.file:
            kind = type(item).__name__.lower()
            message = f"The {kind} '{item.id}' is already in {earlier.position('id')}."
            yield Fault(document.position("id"), "C310", message, "Give one of them another id.")
