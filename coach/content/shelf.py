"""Which content files there are and what each is called, without parsing one of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.content.folders import yaml_files, yaml_files_at
from coach.content.misread import as_id
from coach.content.packs import MANIFEST, is_zip
from coach.content.references import KnownIds
from coach.content.shapes import KINDS, Kind
from coach.content.yaml_reader import leads_out
from coach.domain.persona import ID
from coach.errors import SettingsError

_HEAD = 4096
_SCHEMA = re.compile(r"^schema:[ \t]*[\"']?coach/(\w+)@", re.MULTILINE)
_ID = re.compile(r"^id:[ \t]*[\"']?([^\"'#\r\n]*?)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
MOST_FILES = 2000
_NEAR = 4
"""Folders up from a file in which its pack is looked for: pack/curricula/desk/scenarios is the deepest."""


@dataclass(frozen=True, order=True)
class Shelved:
    """A content file by the first lines of it."""

    file: Path
    root: Path | None
    """The folder that it must not lead out of; None for a file that a person named themselves."""
    kind: Kind | None = None
    id: str = ""
    """As it stands there, and empty where it cannot be told; the parser then says what is wrong."""


def shelved(file: Path, *, root: Path | None) -> Shelved:
    """Look at the head of one file."""
    if root is not None and leads_out(file, root):
        return Shelved(file, root)
    try:
        if not file.is_file():
            # To open a pipe is to wait for whoever writes to it.
            return Shelved(file, root)
        with file.open("rb") as stream:
            head = stream.read(_HEAD).decode("utf-8", errors="replace")
    except OSError:
        return Shelved(file, root)
    schema, id_ = _SCHEMA.search(head), _ID.search(head)
    kind = next((k for k in KINDS if schema and schema[1] == k), None)
    return Shelved(file, root, kind, id_[1] if id_ else "")


def files_in(folder: Path) -> Iterator[Shelved]:
    """Every YAML file of a folder and the folders in it, in order."""
    for file in yaml_files(folder)[:MOST_FILES]:
        yield shelved(file, root=folder)


def holds_too_many(folder: Path) -> bool:
    """Whether some of its files are left out."""
    return len(yaml_files(folder)) > MOST_FILES


def files_beside(file: Path) -> Iterator[Shelved]:
    """The YAML files that a file may name: in its folder, the scenarios of a curriculum, and the pack around it."""
    for folder in (file.parent, file.parent / "scenarios"):
        for other in yaml_files_at(folder)[:MOST_FILES]:
            if other != file:
                yield shelved(other, root=file.parent)
    around = [folder for folder in list(file.absolute().parents)[:_NEAR] if os.path.isfile(folder / MANIFEST)]
    for pack in around[:1]:
        yield from (one for one in files_in(pack) if one.file != file.absolute())


def known_ids(shelf: Iterable[Shelved]) -> KnownIds:
    shelf = tuple(shelf)

    def ids(kind: Kind) -> frozenset[str]:
        return frozenset(one.id for one in shelf if one.kind == kind and re.fullmatch(ID, one.id))

    return KnownIds(ids("scenario"), ids("persona"), ids("rubric"))


def meant_ids(unread: Iterable[Shelved]) -> KnownIds:
    """What files that could not be read are called, by the name of the file if by nothing else.

    Who names one of them has made no fault of their own.
    """
    unread = tuple(unread)

    def ids(kind: Kind) -> frozenset[str]:
        named = (as_id(one.id) or as_id(one.file.stem) for one in unread if one.kind in (None, kind))
        return frozenset(filter(None, named))

    return KnownIds(ids("scenario"), ids("persona"), ids("rubric"))


@dataclass(frozen=True)
class Folders:
    """Where content is looked for."""

    curricula: Path
    personas: Path


def shipped_folders() -> Folders:
    """The content that comes with coach: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for home in (package / "_library", package.parent):
        if (home / "curricula").is_dir() and (home / "personas").is_dir():
            return Folders(home / "curricula", home / "personas")
    raise SettingsError("The scenarios that come with coach are missing.", "Install coach again.")


def own_folder(folder: Path, setting: str) -> Path:
    """A trainer's folder or pack, which has to be there."""
    if folder.is_dir() or (is_zip(folder) and folder.is_file()):
        return folder
    raise SettingsError(
        f"The folder {folder} does not exist.", f"Create it, or change the setting {setting}."
    )
