"""Writes content files so that a full disk, Ctrl-C or a fault leaves what was there as it was."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copy2

from coach.errors import CoachError


def write_text(file: Path, text: str) -> None:
    """Replace a file whole or not at all; who may read it stays. Raises CoachError."""
    target = Path(os.path.realpath(file))
    draft = _beside(target, "part")
    try:
        _expect_writable(file, target)
        with draft.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        os.replace(draft, target)
    except OSError as error:
        raise CoachError(
            f"{file} could not be written: {_reason(error)}.",
            "Nothing of it was changed; see to the folder, and try again.",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _expect_writable(file: Path, target: Path) -> None:
    """A device or a pipe would be replaced by a file: who may do all on a machine could take /dev/null from it."""
    if not target.exists():
        return
    mode = target.stat().st_mode
    if not stat.S_ISREG(mode):
        raise CoachError(f"{file} is no plain file, so it is not written.", "Name another file.")
    if not mode & 0o222:
        raise CoachError(f"{file} is write-protected.", "Take that off first, or leave it as it is.")


@contextmanager
def all_or_none(files: Sequence[Path]) -> Iterator[None]:
    """Whatever goes wrong inside, an interrupt too: files are as they were, and new folders gone.

    What is there is copied before anything is written, so that to put it back needs no room. Raises CoachError.
    """
    folders = {folder for file in files for folder in file.parents if not folder.exists()}
    copies = _copied(files)
    try:
        yield
    except BaseException as error:
        _put_back(files, copies)
        for folder in sorted(folders, key=lambda one: -len(one.parts)):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _not_written(error, files) from error
        raise
    finally:
        _drop(copies)


def _copied(files: Sequence[Path]) -> dict[Path, Path]:
    """Copies of those that are there, by the file itself and not by a link to it."""
    copies: dict[Path, Path] = {}
    try:
        for target in map(Path, map(os.path.realpath, files)):
            if target.is_file():
                copies[target] = _beside(target, "before")
                copy2(target, copies[target])
    except BaseException as error:
        _drop(copies)
        if isinstance(error, OSError):
            raise _not_written(error, files) from error
        raise
    return copies


def _put_back(files: Sequence[Path], copies: Mapping[Path, Path]) -> None:
    for target in map(Path, map(os.path.realpath, files)):
        with suppress(OSError):
            if target in copies:
                os.replace(copies[target], target)
            elif target.is_file():
                target.unlink()


def _drop(copies: Mapping[Path, Path]) -> None:
    for copy in copies.values():
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.{ending}")


def _not_written(error: OSError, files: Sequence[Path]) -> CoachError:
    return CoachError(
        f"{error.filename or files[0]} cannot be written: {_reason(error)}.", "Name another --to."
    )


def _reason(error: OSError) -> str:
    return (error.strerror or "it failed").lower()
