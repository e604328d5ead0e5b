"""The small library in a folder of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.content.library import FileLibrary
from tests.content.samples import Files, write_library


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return write_library(tmp_path)


@pytest.fixture
def library(files: Files) -> FileLibrary:
    return FileLibrary([files.curricula], [files.personas])
