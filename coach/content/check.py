"""Every fault of the content at once, for `coach check`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from coach.content.articles import article_faults
from coach.content.belonging import belonging_faults
from coach.content.curated import scenario_faults
from coach.content.cut_texts import cut_texts
from coach.content.excerpts import with_lines
from coach.content.facts_table import read_parts
from coach.content.folders import locked_folders
from coach.content.library import FileLibrary
from coach.content.nearest import near, quoted
from coach.content.packs import Packs, is_zip, loose_faults
from coach.content.reading_on import Reading, read_on
from coach.content.references import KnownIds, reference_faults
from coach.content.remembered import Remembered
from coach.content.shapes import KINDS, Item, kind_of
from coach.content.shelf import (
    MOST_FILES,
    Shelved,
    files_beside,
    files_in,
    holds_too_many,
    known_ids,
    meant_ids,
    shelved,
)
from coach.content.todo import todo_faults
from coach.content.unused import unused_by_all, unused_in_curricula
from coach.content.weekdays import weekday_faults
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
    for folder in () if paths else library.folders:
        faults += locked_folders(folder)
    known = library.known | known_ids(shelf)
    beside = cache(lambda folder: known_ids(files_beside(folder / "new.yaml")))
    read: list[Read] = []
    unread: list[Shelved] = []
    for one in shelf:
        try:
            read.append(Read(one, _read(one)))
        except ContentError as error:
            faults += error.faults
            unread.append(one)
    known |= meant_ids(unread + [one.shelved for one in read if one.reading.touches("id")])
    for each in read:
        file = each.shelved.file
        there = known | beside(file.parent) if each.shelved.root is None else known
        faults += each.reading.faults + _said_of(each.reading, there, remembered)
    faults += _namesakes(read, library.packs)
    faults += _auto_fail_faults(read, library)
    faults += _unused(read, library, whole=len(read) == len(shelf))
    homes = {one.root for one in shelf if one.root is not None}
    return tuple(sorted(library.packs.named(with_lines([*set(faults)], homes))))


@dataclass(frozen=True)
class Read:
    """A file, and what could be read of it."""

    shelved: Shelved
    reading: Reading


def _read(one: Shelved) -> Reading:
    """Raises ContentError where nothing of it can be read."""
    parts = read_parts(one.file, inside=one.root)
    try:
        reading = read_on(parts.document, KINDS[kind_of(parts.document)], without_facts=parts.lacks_facts)
    except ContentError as error:
        raise ContentError([*parts.faults, *error.faults]) from error
    return replace(reading, faults=(*parts.faults, *reading.faults))


def _said_of(reading: Reading, known: KnownIds, remembered: Remembered) -> tuple[Fault, ...]:
    """What the parts that fit say of each other, and of other files."""
    document, item = reading.document, reading.item
    named = [*todo_faults(document), *cut_texts(document)]
    if item is None:
        return tuple(reading.sound_faults(named))
    named += reference_faults(document, item, known)
    named += belonging_faults(document, item)
    if not isinstance(item, Scenario):
        return tuple(reading.sound_faults(named))
    named += article_faults(document, item)
    sound = reading.sound and not any(fault.code not in _NO_IDS_OF_ITS_OWN for fault in named)
    if not reading.touches("today"):
        named += weekday_faults(document, item)
        named += scenario_faults(document, item, sound=sound, remembered=remembered)
    return tuple(reading.sound_faults(named))


_NO_IDS_OF_ITS_OWN = frozenset(
    {"C207", "C301", "C302", "C307", "C312", "C313", "C318", "W114", "W115", "W810"}
)
"""What is wrong with other files that a scenario names, and with words: of its own facts and goals they leave all."""


def _unused(read: Sequence[Read], library: FileLibrary, *, whole: bool) -> Iterator[Fault]:
    """In folders only: a file that was named by itself need not be used yet. `whole`: every file could be read."""
    found = [(document, item) for one, document, item in _whole(read) if one.root is not None]
    yield from unused_in_curricula(found)
    whole = whole and all(one.reading.whole for one in read)
    if whole and any(isinstance(item, Persona | Rubric) for _, item in found):
        yield from unused_by_all(found, _scenarios(read, library))


def _whole(read: Sequence[Read]) -> Iterator[tuple[Shelved, Document, Item]]:
    """The files that are without a fault of their own."""
    for one in read:
        if one.reading.whole and one.reading.item is not None:
            yield one.shelved, one.reading.document, one.reading.item


def _shelf(paths: Sequence[Path], faults: list[Fault], *, packs: Packs) -> Iterator[Shelved]:
    for path in paths:
        try:
            folder = packs.folder(path)
        except ContentError as error:
            faults += error.faults
            continue
        if os.path.isdir(folder):
            found, locked = list(files_in(folder)), locked_folders(folder)
            faults += locked
            if not found and not locked:
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


def _auto_fail_faults(read: Sequence[Read], library: FileLibrary) -> Iterator[Fault]:
    """Facts that an auto-fail names and that no scenario with its rubric forbids."""
    named = [
        (one.reading, item, (at, number), id_)
        for one in read
        if isinstance(item := one.reading.item, Rubric)
        for at, rule in enumerate(item.auto_fail)
        if rule.on == "violated"
        for number, id_ in enumerate(rule.ids)
    ]
    in_doubt = any(one.reading.touches(key) for one in read for key in ("facts", "rubric"))
    scenarios = _scenarios(read, library) if named and not in_doubt else []
    for reading, rubric, (at, number), id_ in named:
        facts = [fact for s in scenarios if s.rubric == rubric.id for fact in s.facts]
        if not facts or any(fact.id == id_ and fact.forbidden for fact in facts):
            continue
        if reading.touches("id") or reading.touches("auto_fail", at):
            continue
        place = reading.document.position("auto_fail", at, "ids", number)
        if any(fact.id == id_ for fact in facts):
            yield Fault(place, "C317", f"'{id_}' is a statement; a forbidden item is needed here.")
            continue
        message = f"No scenario with this rubric has a fact called {quoted(id_)}."
        yield Fault(place, "C303", message, near(id_, {fact.id for fact in facts if fact.forbidden}))


def _scenarios(read: Sequence[Read], library: FileLibrary) -> list[Scenario]:
    """Those that are checked, and the sound ones of the library."""
    items = [one.reading.item for one in read]
    found = {item.id: item for item in items if isinstance(item, Scenario)}
    for id_ in sorted(library.known.scenarios - found.keys()):
        with suppress(ContentError):
            found[id_] = library.scenario(id_)
    return list(found.values())


def _namesakes(read: Sequence[Read], packs: Packs) -> Iterator[Fault]:
    """Files of one folder that claim the same id; a trainer's own may stand in for what is shipped."""
    first: dict[tuple[type[Item], str, Path | None], Document] = {}
    for one in read:
        document, item = one.reading.document, one.reading.item
        if item is None or one.reading.touches("id"):
            continue
        earlier = first.setdefault((type(item), item.id, one.shelved.root), document)
        if earlier is not document and earlier.file != document.file:
            kind = type(item).__name__.lower()
            message = f"The {kind} '{item.id}' is already in {packs.place(earlier.position('id'))}."
            yield Fault(document.position("id"), "C310", message, "Give one of them another id.")
