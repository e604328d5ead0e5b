"""Packs that come as a zip file: looked through before a byte is unpacked, and unpacked where nothing else lies.

A pack holds content and nothing that runs. What is refused is named as if the pack were a folder:
`acme.zip/personas/kim.yaml`.
"""

from __future__ import annotations

import os
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import SEEK_END
from pathlib import Path, PurePosixPath
from shutil import rmtree
from typing import BinaryIO
from weakref import finalize

from coach.content.nearest import quoted
from coach.content.pack_names import name_fault, shown
from coach.content.yaml_reader import leads_out
from coach.errors import ContentError, Fault, Position

MANIFEST = "pack.yaml"
SUFFIXES = frozenset({".yaml", ".yml", ".md", ".csv", ".json", ".txt"})
"""What a pack may hold: content, articles, tables, schemas, a licence."""
MOST_FILES = 2000
MOST_BYTES = 10 * 1024 * 1024
"""Of the zip file, and of all that is in it when unpacked."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The others let a file ask for gigabytes of memory before its first byte, and fail in ways of their own."""
_OF_TOOLS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_MOST_FAULTS = 50
_CHUNK = 64 * 1024
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\5\6"
_MOST_TAIL = 65_535 + _END.size
_MOST_ENTRY = 400
"""Bytes of the directory that one file takes: 46, its name, what a packer adds."""


def is_zip(path: Path) -> bool:
    """By its name: what cannot be read as one is then a fault, not a folder that is missing."""
    return path.suffix.casefold() == ".zip" and not os.path.isdir(path)


class Packs:
    """The packs that were opened, each unpacked once for as long as this lives."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def folder(self, path: Path) -> Path:
        """A folder as it is, a zip file unpacked. Raises ContentError with every fault of the pack."""
        if not is_zip(path):
            return path
        if path not in self._folders:
            self._folders[path] = self._unpacked(path)
        return self._folders[path]

    def named(self, faults: Sequence[Fault]) -> tuple[Fault, ...]:
        """The faults, with those in an unpacked file told as a place in its pack."""
        return tuple(replace(f, position=self.place(f.position)) if self._folders else f for f in faults)

    def place(self, position: Position) -> Position:
        """As people know it: in the pack, not where that was unpacked."""
        for pack, folder in self._folders.items():
            if position.file.is_relative_to(folder):
                file = pack / position.file.relative_to(folder)
                return Position(file, position.line, position.column)
        return position

    def _unpacked(self, path: Path) -> Path:
        home = Path(tempfile.mkdtemp(prefix="coach-pack-"))
        finalize(self, rmtree, home, ignore_errors=True)
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise ContentError(
                    [Fault(Position(path), "C501", "This is no plain file, so it is not read.")]
                )
            with path.open("rb") as stream:
                if path.stat().st_size > MOST_BYTES:
                    raise ContentError([_too_large(path)])
                if not _is_small(stream):
                    raise ContentError([_too_many(path)])
                with zipfile.ZipFile(stream) as archive:
                    faults = list(_refused(path, archive.infolist()))
                    if faults:
                        raise ContentError(faults[:_MOST_FAULTS])
                    _extract(archive, home, pack=path)
                    top = _top(archive.namelist())
        except OSError as error:
            reason = (error.strerror or "it cannot be opened").lower()
            raise ContentError(
                [Fault(Position(path), "C501", f"The pack cannot be read: {reason}.")]
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            message = "This is not a zip file that can be read."
            raise ContentError([Fault(Position(path), "C501", message, "Zip the folder anew.")]) from error
        return home / top


def _top(names: Sequence[str]) -> str:
    """The folder that everything lies in: most programs zip it with what it holds. Empty where there is none."""
    own = [name for name in names if not _is_left_by_tools(name)]
    tops = {name.partition("/")[0] for name in own}
    only = min(tops, default="")
    return only if MANIFEST not in own and tops == {only} and f"{only}/{MANIFEST}" in own else ""


def _is_left_by_tools(name: str) -> bool:
    """What file managers put beside the files of a person; it is not unpacked."""
    return any(part.startswith(".") or part in _OF_TOOLS for part in name.split("/"))


def _refused(pack: Path, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Fault]:
    if len(entries) > MOST_FILES:
        yield _too_many(pack)
        return
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        yield _too_large(pack)
    seen: set[str] = set()
    for entry in entries:
        yield from _refused_entry(pack, entry, seen)
        seen.add(entry.filename.casefold())
    if MANIFEST not in seen and not _top([entry.filename for entry in entries]):
        hint = f"Put {MANIFEST} at its top, with schema: coach/pack@1, id, version and title."
        yield Fault(Position(pack), "C507", f"The pack has no {MANIFEST}.", hint)


def _refused_entry(pack: Path, entry: zipfile.ZipInfo, seen: set[str]) -> Iterator[Fault]:
    name = entry.filename
    wrong = name_fault(name)
    if wrong is not None:
        message, hint = wrong
        yield Fault(Position(pack), "C503", f"{quoted(shown(name))} {message}", hint)
        return
    place = Position(pack / PurePosixPath(name))
    if _is_special(entry):
        yield Fault(
            place, "C504", "A link or a device is no content.", "Put a copy of the file here instead."
        )
    elif entry.flag_bits & 1:
        yield Fault(place, "C501", "The file is locked with a password.", "Zip the folder without one.")
    elif entry.compress_type not in _METHODS:
        message = "The file is packed by a method that is not read."
        yield Fault(place, "C501", message, "Zip the folder in the usual way, by Deflate.")
    elif name.casefold() in seen:
        yield Fault(place, "C506", "The pack holds this file twice.", "Keep one of the two.")
    elif not entry.is_dir() and not _is_left_by_tools(name):
        yield from kind_faults(place)


def kind_faults(place: Position) -> Iterator[Fault]:
    """A file that a pack may not hold, by its ending."""
    if place.file.suffix.casefold() not in SUFFIXES:
        message = f"A pack holds no {place.file.suffix or 'file without an ending'}."
        hint = f"It may hold {', '.join(sorted(SUFFIXES))}; nothing that runs."
        yield Fault(place, "C505", message, hint)


def _is_special(entry: zipfile.ZipInfo) -> bool:
    mode = entry.external_attr >> 16
    return bool(mode) and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)


def _extract(archive: zipfile.ZipFile, home: Path, *, pack: Path) -> None:
    """What an entry says of its size is not believed."""
    left = MOST_BYTES
    for entry in archive.infolist():
        if entry.is_dir() or _is_left_by_tools(entry.filename):
            continue
        target = home.joinpath(*PurePosixPath(entry.filename).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, target.open("xb") as copy:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise ContentError([_too_large(pack)])
                copy.write(chunk)


def _is_small(stream: BinaryIO) -> bool:
    """Whether its directory is that of a pack: a list of a million names is not even read.

    By the end record (APPNOTE.TXT 4.3.16), as `zipfile` finds it; no pack needs the longer one for huge files (4.3.15).
    """
    tail_at = max(0, stream.seek(0, SEEK_END) - _MOST_TAIL)
    stream.seek(tail_at)
    tail = stream.read()
    whole = (
        len(tail) >= _END.size
        and tail.startswith(_END_MARK, len(tail) - _END.size)
        and tail.endswith(b"\0\0")
    )
    at = len(tail) - _END.size if whole else tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        return True
    size = _END.unpack_from(tail, at)[6]
    return size <= MOST_FILES * _MOST_ENTRY and tail[max(0, at - 20) :].find(b"PK\6\7", 0, 20) == -1


def _too_many(pack: Path) -> Fault:
    message = f"The pack holds more than {MOST_FILES:,} files."
    return Fault(Position(pack), "C502", message, "Cut it into several packs.")


def _too_large(pack: Path) -> Fault:
    message = f"The pack is larger than {MOST_BYTES // 1024 // 1024} MB, the most that is read."
    return Fault(Position(pack), "C502", message, "Cut it into several packs.")


def loose_faults(folder: Path) -> Iterator[Fault]:
    """Files that a pack in a folder may not hold; a folder without a manifest is no pack."""
    if not os.path.isfile(folder / MANIFEST):
        return
    for at, file in enumerate(sorted(folder.rglob("*"))):
        if at >= MOST_FILES:
            return
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and (os.path.islink(file) or os.path.isfile(file)):
            if os.path.islink(file) and leads_out(file, folder):
                yield Fault(
                    Position(file), "C504", "The link leads out of the pack.", "Put a copy here instead."
                )
            else:
                yield from kind_faults(Position(file))
