"""The composition root for the trainer's workbench: new files, their tests, a preview."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coach.bootstrap import check_content, make_scorer, make_session_scorecard, open_library, voices

if TYPE_CHECKING:
    from coach.content.library import FileLibrary
    from coach.content.new_files import NewContent
    from coach.services.content_file import ContentFile
    from coach.services.previewing import Preview
    from coach.services.starting import Practice
    from coach.services.testing.tester import Tester
    from coach.settings import Settings


def open_new_content(settings: Settings) -> NewContent:
    """Makes new files; what is faulty is not written."""
    from coach.content.new_files import NewContent

    return NewContent(open_library(settings), lambda paths: check_content(paths, settings))


def open_tests(library: FileLibrary, *, rules: bool = False) -> Tester:
    """Runs the tests in content files. `rules`: by the word rules alone, without the encoder."""
    from functools import partial

    from coach.encoder.onnx_encoder import OnnxEncoder
    from coach.scoring.assess import score_without_fix
    from coach.services.rehearsal.rehearsing import MOST_READINGS
    from coach.services.testing.tester import Tester

    encoder = None if rules else OnnxEncoder(kept=MOST_READINGS)
    return Tester(library, partial(score_without_fix, encoder=encoder))


def files_with_tests(paths: Sequence[Path], library: FileLibrary) -> Iterator[ContentFile]:
    """The scenarios and rubrics given, or all of the library; one after the other, as they are wanted."""
    from coach.content.one_file import open_files

    return open_files(paths, library, ("scenario", "rubric"))


@contextmanager
def open_preview(settings: Settings) -> Iterator[Preview]:
    """Plays what a file holds, without a store, and reads it anew each time it is asked to."""
    from coach.content.one_file import open_file
    from coach.encoder.onnx_encoder import OnnxEncoder
    from coach.services.previewing import Preview
    from coach.services.starting import Practice
    from coach.services.storing import StoreThread
    from coach.storage.no_store import NoStore

    encoder, store = OnnxEncoder(), StoreThread(NoStore())
    scorer, make_voice = make_scorer(encoder), voices(settings, encoder)

    def practice() -> Practice:
        return Practice(
            library=open_library(settings),
            store=store,
            scorer=scorer,
            prepare=encoder.prepare,
            make_scorecard=make_session_scorecard,
            make_voice=make_voice,
            clock=time.monotonic,
        )

    def item_at(file: Path) -> ContentFile:
        return open_file(file, open_library(settings))

    try:
        yield Preview(practice, item_at, lambda file: check_content([file], settings))
    finally:
        store.close()
