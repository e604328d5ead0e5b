"""Writes files whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from coach.errors import ExportError


def write_whole(contents: Mapping[Path, str]) -> None:
    """Every file under its name only once all of them are on the disk. Raises ExportError."""
    for out in contents:
        _require_place(out)
    written: dict[Path, Path] = {}
    try:
        for out, text in contents.items():
            draft = out.with_name(f".{out.name}.{os.getpid()}.part")
            written[draft] = out
            _write(draft, text)
        for draft, out in written.items():
            os.replace(draft, out)
    except OSError as error:
        raise cannot_write(error, next(iter(contents))) from error
    finally:
        for draft in written:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _require_place(out: Path) -> None:
    folder = out.parent
    try:
        if not folder.is_dir():
            raise ExportError(f"There is no folder {folder}.", "Create it, or name another file with --out.")
        if out.is_dir():
            raise ExportError(f"{out} is a folder.", f"Name a file in it, such as {out / 'practice'}.")
        if out.exists() and not stat.S_ISREG(out.stat().st_mode):
            raise ExportError(f"{out} is not a file that can be replaced.", "Name another with --out.")
    except OSError as error:
        raise cannot_write(error, out) from error


def _write(draft: Path, text: str) -> None:
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def cannot_write(error: OSError, out: Path) -> ExportError:
    """What the system refused, in a sentence with a next step."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ExportError(
            f"There is no room for {out}.", "Free some space, or name another place with --out."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ExportError(f"You may not write to {out.parent}.", "Name another place with --out.")
    reason = (error.strerror or "it failed").lower()
    return ExportError(f"{out} could not be written: {reason}.", "Name another place with --out.")
