"""A practice session: one reply, from what the agent typed to what the customer says next."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from random import SystemRandom

from coach.customer.cue import Cue
from coach.customer.voice import Fragment, SpokenLine, Voice
from coach.domain.assessment import ScoredReply
from coach.domain.curriculum import Curriculum, HintLevel, Lesson
from coach.domain.rubric import Scorecard
from coach.domain.scenario import Speaker
from coach.domain.text import clean
from coach.domain.transcript import Outcome, Turn, VoiceId
from coach.errors import BackendError, UsageError
from coach.ports import Library, Scorer, SessionPlan, SessionSummary
from coach.services.events import (
    AgentOpens,
    CustomerFailed,
    CustomerSpeaking,
    CustomerSpoke,
    ReplyAssessed,
    ReplyRecorded,
    SessionEnded,
    SessionEvent,
)
from coach.services.storing import StoreThread
from coach.services.talk import TalkState

Events = AsyncGenerator[SessionEvent, None]
MakeScorecard = Callable[[TalkState], Scorecard]
MakeVoice = Callable[[VoiceId], Voice]


class PracticeSession:
    """One talk. Consume each stream under `contextlib.aclosing`, one at a time."""

    def __init__(
        self,
        session_id: str,
        state: TalkState,
        *,
        voice: Voice,
        scorer: Scorer,
        make_scorecard: MakeScorecard,
        store: StoreThread,
        clock: Callable[[], float],
        elapsed: float = 0.0,
    ) -> None:
        self.id = session_id
        self.state = state
        self.voice = voice
        self.ended: SessionEnded | None = None
        self._scorer = scorer
        self._make_scorecard = make_scorecard
        self._store = store
        self._clock = clock
        self._began = clock() - elapsed

    async def open(self) -> Events:
        """The customer's opening, or AgentOpens; on a resumed session, whatever is due."""
        if self.state.ends is not None:
            yield await self._end(self.state.ends)
            return
        if self.state.cue is None:
            if not self.state.transcript:
                yield AgentOpens()
            return
        async with aclosing(self._customer_turn(self.state.cue)) as events:
            async for event in events:
                yield event

    async def reply(self, text: str) -> Events:
        """One reply: recorded, assessed, answered."""
        if self.ended:
            raise UsageError("This talk has ended.", "Start another one to go on practising.")
        if self.state.cue is not None:
            raise UsageError("The customer has not answered yet.", "Retry their turn first.")
        if self.state.unassessed:
            raise UsageError(
                "Your last reply is stored but not assessed yet.", "Leave the talk and resume it."
            )
        seq, text = self.state.next_seq, clean(text)
        turn = Turn(seq=seq, speaker=Speaker.AGENT, text=text)
        situation = self.state.situation()
        await self._add_turn(turn)
        yield ReplyRecorded(seq, text)

        before = self.state.mood.frustration
        scored = self._scorer(text, situation)
        await self._add_assessment(seq, scored)
        state = self.state
        yield ReplyAssessed(seq, len(state.replies), scored, state.mood, before)

        if state.cue is not None:
            async with aclosing(self._customer_turn(state.cue)) as events:
                async for event in events:
                    yield event

    async def retry_customer(self) -> Events:
        """The customer's turn once more, after CustomerFailed; with another voice, if it was changed."""
        if self.state.cue is None:
            raise UsageError("The customer has already answered.", "It is your turn.")
        async with aclosing(self._customer_turn(self.state.cue)) as events:
            async for event in events:
                yield event

    async def end(self) -> Events:
        """The agent ends the talk here."""
        if not self.ended:
            yield await self._end(Outcome.AGENT_ENDED)

    async def _customer_turn(self, cue: Cue) -> Events:
        line: SpokenLine | None = None
        try:
            async with aclosing(self.voice.speak(cue, self.state.talk)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Fragment):
                        yield CustomerSpeaking(piece.text)
                    else:
                        line = piece
        except BackendError as error:
            yield CustomerFailed(error)
            return
        if line is None:
            raise AssertionError(f"the voice {self.voice.id} finished without a line")
        turn = Turn(
            seq=self.state.next_seq,
            speaker=Speaker.CUSTOMER,
            text=line.text,
            customer_act=cue.act,
            voice=line.voice,
        )
        await self._add_turn(turn)
        yield CustomerSpoke(turn.seq, turn.text, cue.act, line.voice, self.state.mood.frustration)
        if self.state.ends is not None:
            yield await self._end(self.state.ends)

    async def _add_turn(self, turn: Turn) -> None:
        elapsed = self._clock() - self._began
        await self._store.call(self._store.store.add_turn, self.id, turn, elapsed=elapsed)
        self.state = self.state.with_turn(turn)

    async def _add_assessment(self, seq: int, scored: ScoredReply) -> None:
        state = self.state.with_reply(scored)
        await self._store.call(self._store.store.add_assessment, self.id, seq, scored=scored, mood=state.mood)
        self.state = state

    async def _end(self, outcome: Outcome) -> SessionEnded:
        scorecard = self._make_scorecard(self.state)
        await self._store.call(self._store.store.end, self.id, outcome, scorecard=scorecard)
        self.ended = SessionEnded(outcome, scorecard)
        return self.ended


@dataclass(frozen=True)
class Choice:
    """What a person asks to practise."""

    scenario: str
    """Id or path."""
    persona: str | None = None
    seed: int | None = None
    voice: VoiceId = VoiceId.BUILT_IN
    lesson: str | None = None


@dataclass(frozen=True)
class Practice:
    """Starts and resumes practice sessions."""

    library: Library
    store: StoreThread
    scorer: Scorer
    make_scorecard: MakeScorecard
    make_voice: MakeVoice
    clock: Callable[[], float]

    def plan(self, choice: Choice) -> SessionPlan:
        """The frozen plan of a session. Raises UnknownId or ContentError."""
        scenario = self.library.scenario(choice.scenario)
        rubric = self.library.rubric(scenario.rubric)
        curriculum, lesson = self._lesson(scenario.id, choice.lesson)
        persona = choice.persona or (lesson.persona if lesson else None) or scenario.persona
        hints: HintLevel = lesson.hints if lesson else "full"
        return SessionPlan(
            scenario=scenario,
            persona=self.library.persona(persona),
            rubric=rubric,
            pass_mark=lesson.pass_ if lesson else rubric.minimum,
            seed=choice.seed if choice.seed is not None else SystemRandom().randrange(2, 1_000_000),
            voice=choice.voice,
            hints=hints,
            curriculum=curriculum.id if curriculum else None,
            lesson=lesson.id if lesson else None,
        )

    def _lesson(self, scenario_id: str, lesson_id: str | None) -> tuple[Curriculum | None, Lesson | None]:
        """The lesson that a scenario is practised as: the one named, else the first with it."""
        curriculum = self.library.curriculum_of(scenario_id)
        if curriculum is None:
            return None, None
        lessons = [x for x in curriculum.lessons if x.scenario == scenario_id]
        return curriculum, next((x for x in lessons if x.id == lesson_id), lessons[0])

    async def start(self, choice: Choice) -> PracticeSession:
        plan = self.plan(choice)
        voice = self.make_voice(plan.voice)
        session_id = await self.store.call(self.store.store.begin, plan)
        return self._session(session_id, TalkState.start(plan), voice=voice)

    async def resume(self, session_id: str) -> PracticeSession:
        """An open session, replayed from its stored turns to where it stood."""
        stored = await self.store.call(self.store.store.session, session_id)
        if stored.outcome is not None:
            raise UsageError(
                f"The session {stored.id[:8]} has ended.",
                "Start the scenario again to practise it once more.",
            )
        state = TalkState.start(stored.plan)
        scored_by_seq = {r.turn.seq: r.scored for r in stored.replies}
        for turn in stored.turns:
            situation = state.situation()
            state = state.with_turn(turn)
            if turn.speaker is not Speaker.AGENT:
                continue
            scored = scored_by_seq[turn.seq]
            if scored is None:
                # A crash between a turn and its assessment leaves the turn unscored: score it now.
                scored = self.scorer(turn.text, situation)
                mood = state.with_reply(scored).mood
                await self.store.call(
                    self.store.store.add_assessment, stored.id, turn.seq, scored=scored, mood=mood
                )
            state = state.with_reply(scored)
        voice = self.make_voice(stored.plan.voice)
        return self._session(stored.id, state, voice=voice, elapsed=max(stored.elapsed, default=0.0))

    async def open_sessions(self) -> tuple[SessionSummary, ...]:
        """Sessions that were not ended, the newest first."""
        every = await self.store.call(self.store.store.sessions)
        return tuple(s for s in every if s.outcome is None)

    def _session(
        self, session_id: str, state: TalkState, *, voice: Voice, elapsed: float = 0.0
    ) -> PracticeSession:
        return PracticeSession(
            session_id,
            state,
            voice=voice,
            scorer=self.scorer,
            make_scorecard=self.make_scorecard,
            store=self.store,
            clock=self.clock,
            elapsed=elapsed,
        )
