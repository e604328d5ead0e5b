"""Content files that somebody names by their paths, whatever kind they are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from coach.content.library import FileLibrary
from coach.content.nearest import quoted
from coach.content.packs import is_zip
from coach.content.references import reference_faults
from coach.content.shapes import KINDS, Kind, kind_of, shape
from coach.content.shelf import files_beside, files_in, known_ids
from coach.content.yaml_reader import Key, read_document
from coach.errors import ContentError, Position, UsageError
from coach.services.content_file import ContentFile, Item


def open_file(file: Path, library: FileLibrary) -> ContentFile:
    """What a scenario names may stand beside it, as always. Raises ContentError or UsageError."""
    if os.path.isdir(file):
        raise UsageError(f"{file} is a folder.", "Name a YAML file in it.")
    if not os.path.exists(file):
        raise UsageError(f"There is no file {quoted(file)[1:-1]}.", "Look at how its name is written.")
    if is_zip(file):
        raise UsageError(f"{file} is a pack.", "Name a file of its folder, before it was zipped.")
    document = read_document(file)
    kind = kind_of(document)
    if kind == "scenario":
        item: Item = library.scenario(str(file))
    else:
        item = shape(document, KINDS[kind])
        faults = reference_faults(document, item, library.known | known_ids(files_beside(file)))
        if faults:
            raise ContentError(faults)

    def where(*keys: Key) -> Position:
        return library.packs.place(document.position(*keys))

    return ContentFile(library.packs.place(Position(file)).file, kind, item, where)


def open_files(paths: Sequence[Path], library: FileLibrary, kinds: Sequence[Kind]) -> Iterator[ContentFile]:
    """The files given, by path or id; of folders and packs those of these kinds; without any, those of the library."""
    for path in paths:
        folder = library.packs.folder(path)
        if not os.path.isdir(folder):
            yield open_file(_by_id(path, library, kinds), library)
            continue
        found = [one.file for one in files_in(folder) if one.kind in kinds]
        if not found:
            raise UsageError(
                f"There is no {' and no '.join(kinds)} in {path}.", "Name a file, or another folder."
            )
        for file in found:
            yield open_file(file, library)
    if not paths:
        yield from _of_library(library, kinds)


def _by_id(path: Path, library: FileLibrary, kinds: Sequence[Kind]) -> Path:
    """The file that has this id, where there is none of this name."""
    if os.path.exists(path):
        return path
    return next((one.file for one in library.files if one.kind in kinds and one.id == str(path)), path)


def _of_library(library: FileLibrary, kinds: Sequence[Kind]) -> Iterator[ContentFile]:
    """Each once: where two folders have the same id, the one that counts."""
    seen: set[tuple[str, str]] = set()
    for one in library.files:
        if one.kind is None or one.kind not in kinds or not one.id or (one.kind, one.id) in seen:
            continue
        seen.add((one.kind, one.id))
        item: Item = library.scenario(one.id) if one.kind == "scenario" else library.rubric(one.id)
        yield ContentFile(one.file, one.kind, item, partial(_position, one.file))


def _position(file: Path, *keys: Key) -> Position:
    return read_document(file).position(*keys)
