"""Starts and resumes practice sessions: from what a person asks for to a session that can be talked in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import SystemRandom

from coach.customer.voice import MissingVoice, Voice
from coach.domain.curriculum import Curriculum, HintLevel, Lesson
from coach.domain.persona import Abuse
from coach.domain.scenario import Speaker
from coach.domain.transcript import VoiceId
from coach.domain.wording import Wording
from coach.errors import SettingsError, UsageError
from coach.ports import Library, Scorer, SessionPlan, SessionSummary, StoredSession
from coach.services.hearing import Tick, a_second
from coach.services.judging import Judging, Opinions
from coach.services.practice import HANDED_OVER, MakeScorecard, MakeVoice, PracticeSession
from coach.services.storing import StoreThread
from coach.services.talk import TalkState


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
    judging: Judging | None = None
    prepare: Callable[[], None] = lambda: None
    """Makes ready what the scorer needs, without making anybody wait; called when a session starts."""
    tick: Tick = a_second
    """After which it is told again how long a model is waited for."""
    most_abuse: Abuse = Abuse.MILD
    """How far a customer may go, whatever their persona."""

    def plan(self, choice: Choice) -> SessionPlan:
        """The frozen plan of a session. Raises UnknownId or ContentError."""
        scenario = self.library.scenario(choice.scenario)
        rubric = self.library.rubric(scenario.rubric)
        curriculum, lesson = self._lesson(scenario.id, choice.lesson)
        persona = choice.persona or (lesson.persona if lesson else None) or scenario.persona
        hints: HintLevel = lesson.hints if lesson else "full"
        return SessionPlan(
            scenario=scenario,
            persona=self.library.persona(persona).at_most(self.most_abuse),
            rubric=rubric.frozen(),
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
        return await self.begin(self.plan(choice))

    async def begin(self, plan: SessionPlan) -> PracticeSession:
        """A session by a plan that somebody has made already."""
        self.prepare()
        voice = self.make_voice(plan.voice)
        session_id = await self.store.call(self.store.store.begin, plan)
        opinions = Opinions(self.judging, self.store, session_id)
        return self._session(session_id, self._begin(plan), voice=voice, opinions=opinions)

    def _begin(self, plan: SessionPlan) -> TalkState:
        return TalkState.start(plan, self.library.articles(plan.scenario))

    async def resume(self, session_id: str) -> PracticeSession:
        """An open session, replayed from its stored turns to where it stood."""
        stored = await self.store.call(self.store.store.session, session_id)
        if stored.outcome is not None:
            raise UsageError(
                f"The session {stored.id[:8]} has ended.",
                "Start the scenario again to practise it once more.",
            )
        self.prepare()
        state = self._begin(stored.plan)
        known = {n: r.judgement for n, r in enumerate(stored.replies, start=1) if r.judgement}
        opinions = Opinions(self.judging, self.store, stored.id, known=known)
        last = stored.replies[-1].turn.seq if stored.replies else 0
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
            if turn.seq == last:
                opinions.ask(turn, len(state.replies), situation=situation, scored=scored)
        voice = self._voice_of(stored)
        elapsed = max(stored.elapsed, default=0.0)
        return self._session(
            stored.id, state, voice=voice, elapsed=elapsed, opinions=opinions, wordings=stored.wordings
        )

    def _voice_of(self, stored: StoredSession) -> Voice:
        """The built-in one where the agent has chosen that; a model that is not set any more fails by turn,
        so that the choice can still be made."""
        if any(HANDED_OVER in wording.interventions for wording in stored.wordings.values()):
            return self.make_voice(VoiceId.BUILT_IN)
        try:
            return self.make_voice(stored.plan.voice)
        except SettingsError as error:
            return MissingVoice(stored.plan.voice, error)

    async def open_sessions(self) -> tuple[SessionSummary, ...]:
        """Sessions that were not ended, the newest first."""
        every = await self.store.call(self.store.store.sessions)
        return tuple(s for s in every if s.outcome is None)

    def _session(
        self,
        session_id: str,
        state: TalkState,
        *,
        voice: Voice,
        opinions: Opinions,
        elapsed: float = 0.0,
        wordings: Mapping[int, Wording] | None = None,
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
            opinions=opinions,
            wordings=wordings,
            tick=self.tick,
        )
