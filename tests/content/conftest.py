"""The small library in a folder of its own for each test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from coach.content.library import FileLibrary
from tests.content.samples import Files, write_library

NOBODY = 65534


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return write_library(tmp_path)


@pytest.fixture
def library(files: Files) -> FileLibrary:
    return FileLibrary([files.curricula], [files.personas])


@pytest.fixture
def guarded_library() -> Iterator[Files]:
    """In a folder to which somebody without special rights can go, also when the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    files = write_library(folder)
    for one in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(one, NOBODY, NOBODY)
    yield files
    shutil.rmtree(folder)


@pytest.fixture
def unprivileged() -> Callable[[], AbstractContextManager[None]]:
    """For root nothing is locked; inside this context the tests are nobody in particular."""

    @contextmanager
    def as_nobody() -> Iterator[None]:
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)

    return as_nobody
