"""The composition root: the only module that imports adapters, and only when they are needed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.content.library import FileLibrary
    from coach.customer.voice import Voice
    from coach.domain.rubric import Scorecard
    from coach.domain.transcript import VoiceId
    from coach.errors import Fault
    from coach.services.coach import Coach
    from coach.services.practice import MakeVoice
    from coach.services.talk import TalkState
    from coach.settings import Settings


def open_library(settings: Settings) -> FileLibrary:
    """The content: what is shipped, and the trainer's own folders."""
    from coach.content.library import FileLibrary

    return FileLibrary.of(curricula=settings.curricula_dir, personas=settings.personas_dir)


def check_content(paths: Sequence[Path], settings: Settings) -> tuple[Fault, ...]:
    """Every fault in the files given, or in all that is shipped."""
    from coach.content.check import check

    return check(paths, open_library(settings))


@contextmanager
def open_coach(settings: Settings, *, write: bool = True) -> Iterator[Coach]:
    """All services over the agent's own store, which is closed at the end.

    Raises StoreBusy, StoreNewer, StoreDamaged, StoreReadOnly or ContentError.
    """
    from coach.export import EXPORTERS
    from coach.scoring.built_in import score_reply
    from coach.services.coach import Coach
    from coach.services.practice import Practice
    from coach.services.privacy import Privacy
    from coach.services.reporting import Reporting
    from coach.services.review import Review
    from coach.services.storing import StoreThread
    from coach.storage.sqlite_store import SqliteStore

    path = settings.data_dir / "practice.db"
    store = StoreThread(SqliteStore.open(path) if write else SqliteStore.open_for_reading(path))
    library = open_library(settings)
    try:
        yield Coach(
            library=library,
            practice=Practice(
                library=library,
                store=store,
                scorer=score_reply,
                make_scorecard=make_session_scorecard,
                make_voice=voices(settings),
                clock=time.monotonic,
            ),
            review=Review(store),
            reporting=Reporting(library, store, EXPORTERS),
            privacy=Privacy(store),
            notices=settings.notices,
            model_ready=bool(settings.base_url and settings.model),
        )
    finally:
        store.close()


def make_session_scorecard(state: TalkState) -> Scorecard:
    """The scorecard of a session as far as it has come."""
    from coach.domain.persona import content_hash
    from coach.scoring.scorecard import make_scorecard

    plan = state.plan
    return make_scorecard(
        state.replies,
        plan.scenario,
        plan.rubric,
        pass_mark=plan.pass_mark,
        rubric_hash=content_hash(plan.rubric.canonical()),
    )


def voices(settings: Settings) -> MakeVoice:
    """The registry of voices; a model's voice is built when it is asked for."""

    def make(voice: VoiceId) -> Voice:
        from coach.customer.built_in_voice import BuiltInVoice
        from coach.domain.transcript import VoiceId

        if voice is VoiceId.BUILT_IN:
            return BuiltInVoice()
        from coach.customer.model_voice import ModelVoice
        from coach.llm.openai_compatible import OpenAICompatible

        return ModelVoice(OpenAICompatible(settings.profile()), BuiltInVoice())

    return make
