"""The YAML files of folders, and the folders that nobody may look into."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from coach.errors import Fault, Position

_ENDINGS = (".yaml", ".yml")


def is_yaml(file: Path) -> bool:
    """By its name, in capitals too."""
    return file.suffix.casefold() in _ENDINGS


def yaml_files(folder: Path) -> list[Path]:
    """All of a folder and of those in it, in order, without hidden ones."""
    return sorted(file for file in _files(folder) if is_yaml(file) and _may_be_file(file))


def yaml_files_at(folder: Path) -> list[Path]:
    """Those of the folder itself, in order."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted(file for name in names if is_yaml(file := folder / name) and _may_be_file(file))


def locked_folders(folder: Path) -> list[Fault]:
    """A fault for each folder in it, and for itself, that cannot be looked into: faulty files may be in there."""
    refused: list[OSError] = []
    for _ in _files(folder, refused.append):
        pass
    return [_locked(error, folder) for error in refused]


def _locked(error: OSError, folder: Path) -> Fault:
    reason = (error.strerror or "it failed").lower()
    message = f"The folder cannot be read: {reason}. What is in it was not checked."
    return Fault(Position(Path(error.filename or folder)), "C101", message, "See to who may read it.")


def _files(folder: Path, refused: Callable[[OSError], object] = lambda _: None) -> Iterator[Path]:
    for home, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(home, name) for name in names if not name.startswith("."))


def _may_be_file(file: Path) -> bool:
    """A file, or something of which nobody may know what it is: that is told when it is read."""
    try:
        return file.is_file()
    except PermissionError:
        return True
    except OSError:
        return False
