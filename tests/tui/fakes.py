"""A coach made of the real services over a store in memory, a small scenario, voices to order."""

from __future__ import annotations

import threading
from asyncio import Event
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from coach.customer.cue import Cue
from coach.customer.voice import Fragment, Piece, SpokenLine, Talk, Voice
from coach.domain.assessment import (
    Act,
    Assessment,
    Evidence,
    FaultId,
    Finding,
    Fix,
    Levels,
    Score,
    ScoredReply,
    Verdict,
)
from coach.domain.curriculum import Curriculum, HintLevel
from coach.domain.frustration import Mood
from coach.domain.judgement import Judgement
from coach.domain.persona import Persona
from coach.domain.rubric import AxisResult, CriterionResult, Rubric, Scorecard
from coach.domain.scenario import Article, Scenario
from coach.domain.situation import Situation
from coach.domain.transcript import Outcome, Turn, VoiceId
from coach.domain.wording import Wording
from coach.errors import BackendError, CoachError, Position, StoreError, UnknownId
from coach.ports import Requests, SessionPlan, SessionSummary, StoredReply, StoredSession
from coach.services.coach import Coach
from coach.services.judging import Judging
from coach.services.privacy import Privacy
from coach.services.reporting import Reporting
from coach.services.review import Review
from coach.services.starting import Practice
from coach.services.storing import StoreThread
from coach.services.talk import TalkState
from tests.clocks import Seconds

HOSTILE = "[/b] [@click=app.quit]press[/] \x1b]0;owned\x07 \x1b[31mred\u202e"
BROKEN = "The store is on a disk that is full."


def scenario(**changes: object) -> Scenario:
    data: dict[str, object] = {
        "schema": "coach/scenario@1",
        "id": "kettle-wrong-colour",
        "title": "A red kettle where a blue one was ordered",
        "line_of_business": "customer-support",
        "difficulty": 2,
        "skills": ["understanding", "accuracy"],
        "persona": "nora-quist",
        "rubric": "desk",
        "today": "2026-11-18T15:10",
        "briefing": "You take over from the shop's bot.\nIt has the order: a blue one.\n\nYou can swap it.",
        "handoff": [{"bot": "Hello, I am the bot."}, {"customer": "My kettle is the wrong colour."}],
        "customer": {
            "reason_for_contact": "The kettle that came is red, and blue was ordered.",
            "opening": "I told your bot already. The kettle is red. I ordered blue. What happens now?",
            "known_info": [
                {"id": "photo", "ask": "a photo", "say": "Yes, I have a photo. Where do I send it?"}
            ],
            "hidden": [
                {
                    "id": "gift",
                    "explored_by": "what it is for",
                    "say": "It is a present. The birthday is on Sunday.",
                }
            ],
            "goals": [
                {
                    "id": "swap",
                    "wants": "I want the blue one.",
                    "press": ["And the blue one?"],
                    "needs": ["swap-friday"],
                    "accepts": "Friday is fine. Thank you for sorting it out.",
                }
            ],
        },
        "facts": [
            {
                "id": "swap-friday",
                "statement": "A blue kettle is delivered on Friday, free of charge.",
                "required": True,
                "source": "KB-7 section 1",
            },
            {"id": "no-cash", "forbidden": "promise cash at the door", "source": "KB-7 section 3"},
        ],
        "articles": ["articles/KB-7.md"],
    }
    return Scenario.model_validate({**data, **changes})


def persona(**changes: object) -> Persona:
    data: dict[str, object] = {
        "schema": "coach/persona@1",
        "id": "nora-quist",
        "name": "Nora Quist",
        "summary": "Teacher, on her break. Brief and fair; she minds being asked twice.",
        "temperament": {"baseline": 55, "walk_out": 90, "patience": 2},
    }
    return Persona.model_validate({**data, **changes})


OTHER_PERSONA = persona(id="ivo-marsh", name="Ivo Marsh", summary="Retired, patient, talks about his garden.")

RUBRIC = Rubric.model_validate(
    {
        "schema": "coach/rubric@1",
        "id": "desk",
        "title": "Desk",
        "summary": "For desks that put things right.",
        "criteria": [
            {
                "id": id_,
                "title": title,
                "axis": axis,
                "weight": 100,
                "measure": measure,
                "anchors": dict.fromkeys(range(6), "An anchor."),
            }
            for id_, title, axis, measure in (
                ("heard", "Heard this customer", "empathy", "understanding"),
                ("right", "Said what is so", "accuracy", "correct"),
            )
        ],
    }
)

ARTICLE = Article(
    id="KB-7",
    title="KB-7 Wrong item",
    body="# Wrong item\n\n## Swapping\n\nA swap arrives on **Friday**, free of charge.\n\n"
    "## Money back\n\nRefunds take 5 business days. [Terms](javascript:alert(1))\n",
)

CURRICULUM = Curriculum.model_validate(
    {
        "schema": "coach/curriculum@1",
        "id": "start",
        "title": "First steps",
        "summary": "Four talks.",
        "lessons": [
            {"id": "kettle", "scenario": "kettle-wrong-colour"},
            {
                "id": "kettle-again",
                "scenario": "kettle-wrong-colour",
                "title": "The kettle, without hints",
                "after": ["kettle"],
                "hints": "off",
            },
        ],
    }
)


@dataclass
class FakeLibrary:
    only: Scenario = field(default_factory=scenario)
    people: tuple[Persona, ...] = (persona(), OTHER_PERSONA)
    curriculum: Curriculum = CURRICULUM
    article: Article = ARTICLE
    others: tuple[Curriculum, ...] = ()
    """Further curricula."""

    def curricula(self) -> Sequence[Curriculum]:
        return (self.curriculum, *self.others)

    def scenarios(self) -> Sequence[Scenario]:
        return (self.only,)

    def personas(self) -> Sequence[Persona]:
        return self.people

    def scenarios_in(self, path: Path) -> Sequence[str] | None:
        return None

    def scenario(self, id_or_path: str) -> Scenario:
        if id_or_path != self.only.id:
            raise UnknownId("scenario", id_or_path, [self.only.id])
        return self.only

    def persona(self, id_: str) -> Persona:
        return next(p for p in self.people if p.id == id_)

    def rubric(self, id_: str) -> Rubric:
        return RUBRIC

    def articles(self, scenario: Scenario) -> Sequence[Article]:
        return (self.article,)

    def curriculum_of(self, scenario_id: str) -> Curriculum | None:
        return self.curriculum

    def where(self, id_: str, *keys: str | int) -> Position:
        return Position(Path("scenario.yaml"))


@dataclass
class FakeStore:
    """Sessions in memory; `fails` makes the writes of that name fail until it is taken out."""

    sessions_by_id: dict[str, StoredSession] = field(default_factory=dict)
    seen: bool = True
    fails: set[str] = field(default_factory=set)
    closed: bool = False
    gate: threading.Event | None = None
    """Holds every write back until it is set, as a lock on the file does."""
    path: Path = Path("/home/agent/coach.db")

    def _write(self, name: str) -> None:
        if self.gate is not None:
            self.gate.wait(10)
        if name in self.fails:
            raise StoreError(BROKEN, "Free some space and send it again.")

    def _change(self, id_: str, **changes: object) -> None:
        self.sessions_by_id[id_] = replace(self.sessions_by_id[id_], **changes)  # type: ignore[arg-type]

    def begin(self, plan: SessionPlan) -> str:
        self._write("begin")
        id_ = f"{len(self.sessions_by_id) + 1:08d}-session"
        self.sessions_by_id[id_] = StoredSession(id_, plan, (), (), "2026-11-21T14:05:00Z", None, None)
        return id_

    def add_turn(
        self, session_id: str, turn: Turn, *, elapsed: float, wording: Wording | None = None
    ) -> None:
        self._write(f"add_turn:{turn.speaker}")
        stored = self.sessions_by_id[session_id]
        assert turn.seq == len(stored.turns) + 1, "a turn was stored twice or skipped"
        replies = stored.replies
        if turn.speaker == "agent":
            replies = (*replies, StoredReply(turn, None, None))
        wordings = stored.wordings if wording is None else {**stored.wordings, turn.seq: wording}
        self._change(
            session_id,
            turns=(*stored.turns, turn),
            replies=replies,
            elapsed=(*stored.elapsed, 5.0),
            wordings=wordings,
        )

    def add_assessment(self, session_id: str, seq: int, *, scored: ScoredReply, mood: Mood) -> None:
        self._write("add_assessment")
        stored = self.sessions_by_id[session_id]
        replies = tuple(StoredReply(r.turn, scored, mood) if r.turn.seq == seq else r for r in stored.replies)
        self._change(session_id, replies=replies)

    def add_judgement(self, session_id: str, seq: int, *, judgement: Judgement) -> None:
        self._write("add_judgement")
        stored = self.sessions_by_id[session_id]
        replies = tuple(replace(r, judgement=judgement) if r.turn.seq == seq else r for r in stored.replies)
        self._change(session_id, replies=replies)

    def for_review(self) -> tuple[str, ...]:
        return ()

    def end(self, session_id: str, outcome: Outcome, *, scorecard: Scorecard) -> None:
        self._write("end")
        self._change(session_id, outcome=outcome, scorecard=scorecard)

    def session(self, session_id: str) -> StoredSession:
        self._write("session")
        return self.sessions_by_id[session_id]

    def sessions(self) -> tuple[SessionSummary, ...]:
        self._write("sessions")
        return tuple(_summary(s) for s in reversed(self.sessions_by_id.values()))

    def notice_seen(self) -> bool:
        return self.seen

    def acknowledge_notice(self) -> None:
        self._write("acknowledge_notice")
        self.seen = True

    def close(self) -> None:
        self.closed = True


def _summary(stored: StoredSession) -> SessionSummary:
    plan, card = stored.plan, stored.scorecard
    return SessionSummary(
        id=stored.id,
        scenario=plan.scenario.id,
        title=plan.scenario.title,
        persona=plan.persona.id,
        curriculum=plan.curriculum,
        lesson=plan.lesson,
        seed=plan.seed,
        started_at=stored.started_at,
        replies=len(stored.replies),
        outcome=stored.outcome,
        empathy=card.empathy.value if card else None,
        accuracy=card.accuracy.value if card else None,
        passed=card.passed if card else None,
        quadrant=card.quadrant if card else None,
    )


def score(reply: str, situation: Situation) -> ScoredReply:
    """'sorry' names the problem, 'Friday' is the fact, 'calm down' dismisses, 'what' asks openly."""

    def seen(id_: str, words: str) -> tuple[Evidence, ...]:
        at = reply.lower().find(words)
        return (Evidence(id_, reply[at : at + len(words)], at, at + len(words), "fake"),) if at >= 0 else ()

    fact = seen("swap-friday", "friday")
    warm = seen("validation", "sorry")
    faults = seen(FaultId.DISMISSIVE, "calm down")
    verdict = Verdict.CORRECT if fact else Verdict.ABSENT
    assessment = Assessment(
        acts=seen(Act.NAME_PROBLEM, "sorry") + seen(Act.ASK_OPEN, "what is"),
        faults=faults,
        findings=(Finding("swap-friday", verdict, "KB-7 section 1", fact[0] if fact else None),),
        levels=Levels(validation=2 if warm else 0, evidence=warm),
    )
    fix = Fix(
        id="validation",
        what="Say what went wrong for her before anything else.",
        why="She has told it once already and does not know whether you read it.",
        better="A red kettle where you ordered blue, and you had to tell us twice. I am on it.",
    )
    return ScoredReply(
        assessment,
        empathy=Score(0.5 if faults else 3.5 if warm else 1.0, "one strong level", warm),
        accuracy=Score(5.0 if fact else None, "" if fact else "claims nothing", fact),
        fix=None if warm and fact else fix,
        scorer="fake",
        scorer_version="1",
    )


def scorecard(state: TalkState) -> Scorecard:
    right = any(r.accuracy.value for r in state.replies)
    axes = {
        "empathy": AxisResult(3.4, state.plan.pass_mark.empathy, True),
        "accuracy": AxisResult(5.0 if right else 0.0, state.plan.pass_mark.accuracy, right),
    }
    results = tuple(
        CriterionResult(c.id, c.title, c.axis, c.weight, axes[c.axis].value, "Named it, with one detail.")
        for c in RUBRIC.criteria
    )
    return Scorecard(
        empathy=axes["empathy"],
        accuracy=axes["accuracy"],
        criteria=results,
        auto_fails=(),
        omitted=() if right else ("swap-friday",),
        rubric="desk",
        rubric_hash="0123456789abcdef",
        scorer="fake",
        scorer_version="1",
    )


@dataclass
class FakeVoice:
    """Says the scenario's words in fragments; `failures` turns fail first; a `stuck` one waits midway."""

    id: VoiceId = VoiceId.BUILT_IN
    failures: int = 0
    stuck: bool = False
    mute: bool = False
    """A stuck one waits before its first word."""
    requests: Requests | None = None
    """What it tells of the model that it asks."""
    closed: int = 0
    unstick: Event = field(default_factory=Event)

    async def speak(self, cue: Cue, talk: Talk) -> AsyncGenerator[Piece, None]:
        if self.requests is not None:
            yield self.requests
        if self.failures:
            self.failures -= 1
            raise BackendError("The model at 127.0.0.1 did not answer.", "Is it running?", kind="unreachable")
        text = " ".join(part.say or f"So, {part.act.replace('_', ' ')}." for part in cue.parts)
        whole = False
        try:
            for piece in (text[: len(text) // 2], text[len(text) // 2 :]):
                if self.stuck and self.mute:
                    await self.unstick.wait()
                yield Fragment(piece)
                if self.stuck:
                    await self.unstick.wait()
            whole = True
        finally:
            self.closed += not whole
        yield SpokenLine(text, self.id)


@dataclass
class FakeDrafts:
    kept: dict[str, str] = field(default_factory=dict)

    def of(self, session: str) -> str:
        return self.kept.get(session, "")

    def keep(self, session: str, text: str) -> None:
        self.kept[session] = text


@dataclass
class FakeCoach:
    """What a test turns: the library, the store, the voices."""

    library: FakeLibrary = field(default_factory=FakeLibrary)
    store: FakeStore = field(default_factory=FakeStore)
    seconds: Seconds = field(default_factory=Seconds)
    model: FakeVoice = field(default_factory=lambda: FakeVoice(VoiceId.MODEL))
    built_in: FakeVoice = field(default_factory=FakeVoice)
    model_ready: bool = False
    lost: CoachError | None = None
    """Why there is no model's voice any more."""
    refuses: CoachError | None = None
    notices: tuple[str, ...] = ()
    judging: Judging | None = None
    drafts: FakeDrafts = field(default_factory=FakeDrafts)
    hints: HintLevel | None = None

    def _voice(self, id_: VoiceId) -> Voice:
        if id_ is VoiceId.BUILT_IN:
            return self.built_in
        if self.lost is not None:
            raise self.lost
        return self.model

    def coach(self) -> tuple[Coach, StoreThread]:
        thread = StoreThread(self.store)
        practice = Practice(
            library=self.library,
            store=thread,
            scorer=score,
            make_scorecard=scorecard,
            make_voice=self._voice,
            clock=self.seconds,
            tick=self.seconds.tick,
            judging=self.judging,
        )
        coach = Coach(
            library=self.library,
            practice=practice,
            review=Review(thread),
            reporting=Reporting(self.library, thread, {}),
            privacy=Privacy(thread),
            drafts=self.drafts,
            notices=self.notices,
            model_ready=self.model_ready,
            hints=self.hints,
        )
        return coach, thread

    @contextmanager
    def open(self) -> Iterator[Coach]:
        """What bootstrap hands to the app."""
        if self.refuses is not None:
            raise self.refuses
        coach, thread = self.coach()
        try:
            yield coach
        finally:
            thread.close()
