"""A store that keeps nothing: for talks that leave no trace, such as a trainer's preview."""

from __future__ import annotations

from pathlib import Path

from coach.domain.assessment import ScoredReply
from coach.domain.frustration import Mood
from coach.domain.judgement import Judgement
from coach.domain.rubric import Scorecard
from coach.domain.transcript import Outcome, Turn
from coach.domain.wording import Wording
from coach.errors import UnknownId
from coach.ports import SessionPlan, SessionSummary, StoredSession


class NoStore:
    """Fulfils `PracticeStore`; there is no file."""

    @property
    def path(self) -> Path:
        return Path()

    def files(self) -> tuple[Path, ...]:
        return ()

    def begin(self, plan: SessionPlan) -> str:
        return "not-kept"

    def add_turn(
        self, session_id: str, turn: Turn, *, elapsed: float, wording: Wording | None = None
    ) -> None:
        pass

    def add_assessment(self, session_id: str, seq: int, *, scored: ScoredReply, mood: Mood) -> None:
        pass

    def add_judgement(self, session_id: str, seq: int, *, judgement: Judgement) -> None:
        pass

    def end(self, session_id: str, outcome: Outcome, *, scorecard: Scorecard) -> None:
        pass

    def session(self, session_id: str) -> StoredSession:
        raise UnknownId("session", session_id, ())

    def sessions(self) -> tuple[SessionSummary, ...]:
        return ()

    def for_review(self) -> tuple[str, ...]:
        return ()

    def notice_seen(self) -> bool:
        return True

    def acknowledge_notice(self) -> None:
        pass

    def close(self) -> None:
        pass
