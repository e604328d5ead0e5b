"""Looking back at a session: each reply with its evidence, the curve, and the reply that turned the talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.domain.drills import Drills
from coach.domain.frustration import Mood, Reason
from coach.domain.judgement import Judgement, JudgeStatus
from coach.ports import SessionSummary, StoredReply, StoredSession
from coach.services.storing import StoreThread
from coach.services.talk import TalkState

TURNS = 5
"""Points of frustration: a reply that changed less did not turn the talk."""


@dataclass(frozen=True)
class ReviewedReply:
    """One reply with what the customer had said before it."""

    number: int
    customer_line: str
    stored: StoredReply
    before: int
    """Frustration before it."""

    @property
    def mood(self) -> Mood | None:
        return self.stored.mood

    @property
    def change(self) -> int:
        return self.mood.frustration - self.before if self.mood else 0

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.mood.reasons if self.mood else ()


@dataclass(frozen=True)
class Debrief:
    """A session, ready to be read."""

    session: StoredSession
    replies: tuple[ReviewedReply, ...]
    curve: tuple[int, ...]
    """Frustration at the start and after each reply."""
    turning_reply: int | None
    """The number of the reply that changed frustration most, towards how the talk ended; None where none
    changed it enough to speak of."""
    drills: Drills = field(default_factory=Drills)
    """What the agent made of what stood beside the talk and before it."""


@dataclass(frozen=True)
class Disagreement:
    """A reply for a person to look at: judge and built-in scorer are far apart."""

    session: str
    title: str
    reply_number: int
    reply: str
    judgement: Judgement


@dataclass(frozen=True)
class Review:
    """Reads finished and open sessions."""

    store: StoreThread

    async def debrief(self, session_id: str) -> Debrief:
        """Raises UnknownId or StoreDamaged."""
        return debrief_of(await self.store.call(self.store.store.session, session_id))

    async def sessions(self) -> tuple[SessionSummary, ...]:
        """The newest first."""
        return await self.store.call(self.store.store.sessions)

    async def disagreements(self) -> tuple[Disagreement, ...]:
        """The replies whose second opinion is far from the built-in score, the newest session first."""
        ids = await self.store.call(self.store.store.for_review)
        found = [await self.store.call(self.store.store.session, id_) for id_ in ids]
        return tuple(one for session in found for one in _disagreements(session))


def _disagreements(session: StoredSession) -> Iterator[Disagreement]:
    title = session.plan.scenario.title
    for number, reply in enumerate(session.replies, start=1):
        if reply.judgement is not None and reply.judgement.status is JudgeStatus.REVIEW:
            yield Disagreement(session.id, title, number, reply.turn.text, reply.judgement)


def debrief_of(session: StoredSession) -> Debrief:
    start = TalkState.start(session.plan).mood.frustration
    replies: list[ReviewedReply] = []
    curve = [start]
    by_seq = {t.seq: t for t in session.turns}
    for number, stored in enumerate(session.replies, start=1):
        earlier = by_seq.get(stored.turn.seq - 1)
        replies.append(ReviewedReply(number, earlier.text if earlier else "", stored, curve[-1]))
        curve.append(stored.mood.frustration if stored.mood else curve[-1])
    turning = _turning(replies, curve[-1] < start)
    return Debrief(session, tuple(replies), tuple(curve), turning, TalkState.of(session).drills())


def _turning(replies: list[ReviewedReply], calmer: bool) -> int | None:
    """The reply with the largest change in the direction in which the talk went."""
    changes = [(r.change if not calmer else -r.change, -r.number) for r in replies]
    if not changes or max(changes)[0] < TURNS:
        return None
    return -max(changes)[1]
