"""Writes files whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from coach.errors import ExportError

_OURS = re.compile(rb'schema_version,|\{"kind": "(session|turn)", "schema_version": |\Z')
"""How every export begins; nothing is lost with an empty file either."""


def write_whole(contents: Mapping[Path, str], *, replace: bool = False) -> None:
    """Every file under its name only once all of them are on the disk; a link stays one. Raises ExportError.

    Without `replace` only an earlier export is replaced.
    """
    for out in contents:
        _require_place(out)
        if not replace and out.exists() and not _is_ours(out):
            raise ExportError(
                f"{out} is there already, and is no export of coach.",
                "Name another file with --out, or replace it with --force.",
            )
    contents = {_behind_link(out): text for out, text in contents.items()}
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
        if os.path.islink(os.path.realpath(out)):
            raise ExportError(f"{out} is a link that leads nowhere.", "Name another file with --out.")
        if out.is_dir():
            raise ExportError(f"{out} is a folder.", f"Name a file in it, such as {out / 'practice'}.")
        if out.exists() and not stat.S_ISREG(out.stat().st_mode):
            raise ExportError(f"{out} is not a file that can be replaced.", "Name another with --out.")
    except OSError as error:
        raise cannot_write(error, out) from error


def _behind_link(out: Path) -> Path:
    return Path(os.path.realpath(out)) if out.is_symlink() else out


def _is_ours(out: Path) -> bool:
    try:
        with out.open("rb") as stream:
            return _OURS.match(stream.read(80)) is not None
    except OSError:
        return False


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
