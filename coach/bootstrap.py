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
    from coach.domain.assessment import ScoredReply
    from coach.domain.marks import MarkSheet
    from coach.domain.rubric import Scorecard
    from coach.domain.scenario import Scenario
    from coach.domain.situation import Situation
    from coach.domain.transcript import VoiceId
    from coach.errors import Fault
    from coach.ports import Encoder, Judge, Scorer
    from coach.services.bulk import Scoring
    from coach.services.coach import Coach
    from coach.services.judging import Judging
    from coach.services.practice import MakeVoice
    from coach.services.rehearsal.rehearsing import Rehearsal
    from coach.services.starting import Practice
    from coach.services.storing import StoreThread
    from coach.services.talk import TalkState
    from coach.settings import Settings


def open_library(settings: Settings, named: Sequence[Path] = ()) -> FileLibrary:
    """The content: what is shipped, the trainer's own, and before both the folders and packs that are named."""
    from coach.content.library import FileLibrary

    return FileLibrary.of(curricula=settings.curricula_dir, personas=settings.personas_dir, named=named)


def make_scorer(encoder: Encoder | None = None) -> Scorer:
    """The built-in scorer with this encoder, or with the one that comes with coach; its scores are signed."""
    from dataclasses import replace

    from coach.encoder.onnx_encoder import OnnxEncoder
    from coach.scoring.built_in import score_reply

    reader = encoder or OnnxEncoder()

    def score(reply: str, situation: Situation) -> ScoredReply:
        return replace(score_reply(reply, situation, reader), scorer_version=_signed_version())

    return score


def _signed_version() -> str:
    """Of the scorer with the encoder that comes with coach."""
    from coach.encoder.onnx_encoder import MODEL
    from coach.scoring.signature import signed_version

    return signed_version(MODEL / "reader.onnx", MODEL / "tokenizer.json")


def check_content(paths: Sequence[Path], settings: Settings) -> tuple[Fault, ...]:
    """Every fault in the files given, or in all that is shipped; a scenario that is as it was is not read anew."""
    from platformdirs import user_cache_path

    from coach.content.check import check
    from coach.content.remembered import FILE_NAME, Remembered

    remembered = Remembered(user_cache_path("coach", appauthor=False) / FILE_NAME)
    faults = check(paths, open_library(settings), remembered=remembered)
    remembered.save()
    return faults


def open_scoring() -> Scoring:
    """The built-in scorer for lines in bulk, on one core; the first line that names a scenario opens the library."""
    from functools import partial

    from coach.encoder.onnx_encoder import OnnxEncoder
    from coach.scoring.assess import SCORER, score_without_fix
    from coach.services.bulk import Scoring
    from coach.settings import load

    opened: list[FileLibrary] = []

    def scenario_of(id_: str) -> Scenario:
        if not opened:
            opened.append(open_library(load()))
        return opened[0].scenario(id_)

    scorer = partial(score_without_fix, encoder=OnnxEncoder(threads=1))
    return Scoring(scorer, scenario_of, SCORER, _signed_version())


def open_rehearsal(settings: Settings, named: Sequence[Path] = (), *, full: bool = False) -> Rehearsal:
    """Rehearses scenarios without a store; what they name may stand in the folders and packs named.

    `full`: scored as people are scored, by the encoder too, which takes ten times as long as the rules alone.
    """
    from functools import partial

    from coach.encoder.onnx_encoder import OnnxEncoder
    from coach.scoring.assess import score_without_fix
    from coach.services.rehearsal.rehearsing import MOST_READINGS, Rehearsal

    encoder = OnnxEncoder(threads=1, kept=MOST_READINGS) if full else None
    return Rehearsal(
        library=open_library(settings, named),
        scorer=partial(score_without_fix, encoder=encoder),
        make_scorecard=make_session_scorecard,
        make_voice=voices(settings, encoder),
    )


def read_marks(file: Path, *, replies: Path | None, against: str | None) -> MarkSheet:
    """People's marks, for calibration. Raises ContentError with every fault."""
    from coach.content.marks import read_marks as read

    return read(file, replies=replies, against=against)


@contextmanager
def open_coach(settings: Settings, *, write: bool = True) -> Iterator[Coach]:
    """All services over the agent's own store, which is closed at the end.

    Raises StoreBusy, StoreNewer, StoreDamaged, StoreReadOnly or ContentError.
    """
    from coach.domain.transcript import VoiceId
    from coach.export import EXPORTERS
    from coach.services.coach import Coach
    from coach.services.privacy import Privacy
    from coach.services.reporting import Reporting
    from coach.services.review import Review
    from coach.services.storing import StoreThread
    from coach.storage.drafts import FILE_NAME, DraftFile
    from coach.storage.sqlite_store import SqliteStore

    path = settings.data_dir / "practice.db"
    model_ready = bool(settings.base_url and settings.model)
    store = StoreThread(SqliteStore.open(path) if write else SqliteStore.open_for_reading(path))
    library = open_library(settings)
    try:
        with open_judging(settings) as judging:
            yield Coach(
                library=library,
                practice=_practice(library, store, settings=settings, judging=judging),
                review=Review(store),
                reporting=Reporting(library, store, EXPORTERS),
                privacy=Privacy(store),
                drafts=DraftFile(settings.data_dir / FILE_NAME),
                notices=settings.notices,
                model_ready=model_ready,
                voice=VoiceId(settings.voice) if model_ready else VoiceId.BUILT_IN,
                hints=settings.hints,
            )
    finally:
        store.close()


def _practice(
    library: FileLibrary, store: StoreThread, *, settings: Settings, judging: Judging | None
) -> Practice:
    from coach.domain.persona import Abuse
    from coach.encoder.onnx_encoder import OnnxEncoder
    from coach.services.starting import Practice

    encoder = OnnxEncoder()
    return Practice(
        library=library,
        store=store,
        scorer=make_scorer(encoder),
        prepare=encoder.prepare,
        most_abuse=Abuse(settings.most_abuse),
        make_scorecard=make_session_scorecard,
        make_voice=voices(settings, encoder),
        clock=time.monotonic,
        judging=judging,
    )


@contextmanager
def open_judging(settings: Settings) -> Iterator[Judging | None]:
    """The judge that is set, if any, on a thread of its own, which ends with this."""
    from coach.services.judging import GRACE, Judging

    judge = make_judge(settings)
    if judge is None:
        yield None
        return
    judging = Judging(judge, grace=min(GRACE, settings.deadline / 2))
    try:
        yield judging
    finally:
        judging.close()


def make_judge(settings: Settings) -> Judge | None:
    """The judge that is set, if any; connects at its first use, and wants `aclose` in the end."""
    profile = settings.judge_profile()
    if profile is None:
        return None
    from coach.bootstrap_models import key_finder
    from coach.llm import backend
    from coach.scoring.judge.model_judge import ModelJudge

    model = backend(profile, find_key=key_finder(settings, settings.judge_key))
    return ModelJudge(model, batch=settings.judge_batch)


def make_session_scorecard(state: TalkState) -> Scorecard:
    """The scorecard of a session as far as it has come."""
    from coach.domain.agenda import GoalState
    from coach.domain.persona import content_hash
    from coach.scoring.scorecard import make_scorecard

    plan = state.plan
    return make_scorecard(
        state.replies,
        plan.scenario,
        plan.rubric,
        pass_mark=plan.pass_mark,
        rubric_hash=content_hash(plan.rubric.canonical()),
        met=frozenset(id_ for id_, goal in state.agenda.goals.items() if goal is GoalState.MET),
    )


def voices(settings: Settings, encoder: Encoder | None = None) -> MakeVoice:
    """The registry of voices; a model's voice is built when it is asked for.

    With an encoder the built-in voice takes the line that answers best.
    """

    def make(voice: VoiceId) -> Voice:
        from coach.customer.built_in_voice import BuiltInVoice
        from coach.domain.transcript import VoiceId
        from coach.scoring.answering import answering

        built_in = BuiltInVoice(answering(encoder) if encoder else None)
        if voice is VoiceId.BUILT_IN:
            return built_in
        from coach.bootstrap_models import key_finder
        from coach.customer.model_voice import ModelVoice
        from coach.llm import backend

        model = backend(settings.profile(), find_key=key_finder(settings, settings.voice_key))
        return ModelVoice(model, built_in)

    return make
