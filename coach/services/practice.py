"""A practice session: one reply, from what the agent typed to what the customer says next."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import Final

from coach.customer.cue import Cue
from coach.customer.voice import Fragment, SpokenLine, Voice
from coach.domain.assessment import ScoredReply
from coach.domain.rubric import Scorecard
from coach.domain.scenario import Speaker
from coach.domain.text import clean
from coach.domain.transcript import Outcome, Turn, VoiceId
from coach.domain.wording import Usage, Wording, fault_id, tally
from coach.errors import BackendError, UsageError
from coach.ports import Requests, Scorer
from coach.services.events import (
    AgentOpens,
    CopilotNudged,
    CustomerAwaited,
    CustomerFailed,
    CustomerSpeaking,
    CustomerSpoke,
    CustomerStopped,
    HandoffShown,
    PanelShown,
    ReplyAssessed,
    ReplyRecorded,
    SessionEnded,
    SessionEvent,
)
from coach.services.hearing import Hearing, Tick, a_second
from coach.services.judging import Opinions, with_verdicts
from coach.services.storing import StoreThread
from coach.services.talk import TalkState

Events = AsyncGenerator[SessionEvent, None]
MakeScorecard = Callable[[TalkState], Scorecard]
MakeVoice = Callable[[VoiceId], Voice]
STOPPED: Final = "stopped_by_agent"
HANDED_OVER: Final = "handed_over"
"""The agent's own interventions: they broke a line off, they gave the rest of the talk to another voice."""


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
        opinions: Opinions,
        wordings: Mapping[int, Wording] | None = None,
        tick: Tick = a_second,
    ) -> None:
        """`wordings`: what is stored already, by the place of the customer's turn.

        `tick`: after which it is told again how long a model is waited for.
        """
        self.id = session_id
        self.state = state
        self.voice = voice
        self.ended: SessionEnded | None = None
        self._scorer = scorer
        self._make_scorecard = make_scorecard
        self._store = store
        self._clock = clock
        self._began = clock() - elapsed
        self._opinions = opinions
        self._wordings = dict(wordings or {})
        self._asked: list[Requests] = []
        """Of the customer turn that is due, over all attempts at it."""
        self._failed: tuple[str, ...] = ()
        """By what those attempts failed that gave no line."""
        self._tick = tick
        self._hearing: Hearing | None = None
        """The turn that the voice is wording just now."""

    def open(self) -> Events:
        """The customer's opening, or AgentOpens; on a resumed session, whatever is due."""
        return with_verdicts(self._open(), self._opinions)

    def reply(self, text: str) -> Events:
        """One reply: recorded, assessed, answered."""
        return with_verdicts(self._reply(text), self._opinions)

    def retry_customer(self) -> Events:
        """The customer's turn once more, after CustomerFailed or CustomerStopped."""
        return with_verdicts(self._retry_customer(), self._opinions)

    def hand_over(self, voice: Voice) -> Events:
        """The customer's turn by another voice, which words the rest of the talk too; that is kept with it."""
        self.voice = voice
        self._failed += (HANDED_OVER,)
        return self.retry_customer()

    def stop_customer(self) -> bool:
        """Break off what the voice is wording: the stream under way goes on with CustomerStopped, and ends.

        False where no voice speaks.
        """
        if self._hearing is None:
            return False
        self._hearing.stop()
        return True

    def follow(self, earlier: PracticeSession) -> None:
        """Go on as this talk did before it was read from the store again: its voice, what its due turn has taken."""
        self.voice = earlier.voice
        if self.state.next_seq == earlier.state.next_seq:
            self._asked, self._failed = earlier._asked, earlier._failed

    def end(self) -> Events:
        """The agent ends the talk here."""
        return with_verdicts(self._agent_ends(), self._opinions)

    async def aclose(self) -> None:
        """Leave the talk: keep the second opinions that are ready, and hang up on the others."""
        await self._opinions.aclose()

    async def _open(self) -> Events:
        if self.state.ends is not None:
            for event in await self._end(self.state.ends):
                yield event
            return
        begins, scenario = not self.state.transcript, self.state.scenario
        if begins and scenario.handoff:
            yield HandoffShown(scenario.handoff)
        if begins and scenario.panel:
            yield PanelShown(scenario.panel)
        if self.state.cue is None:
            if begins:
                yield AgentOpens()
                for one in self.state.come_up:
                    yield CopilotNudged(one.nudge)
            return
        async with aclosing(self._customer_turn(self.state.cue)) as events:
            async for event in events:
                yield event

    async def _reply(self, text: str) -> Events:
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
        state, number = self.state, len(self.state.replies)
        self._opinions.ask(turn, number, situation=situation, scored=scored)
        yield ReplyAssessed(seq, number, scored, state.mood, before)

        if state.cue is not None:
            async with aclosing(self._customer_turn(state.cue)) as events:
                async for event in events:
                    yield event

    async def _retry_customer(self) -> Events:
        if self.state.cue is None:
            raise UsageError("The customer has already answered.", "It is your turn.")
        async with aclosing(self._customer_turn(self.state.cue)) as events:
            async for event in events:
                yield event

    async def _agent_ends(self) -> Events:
        if not self.ended:
            for event in await self._end(Outcome.AGENT_ENDED):
                yield event

    async def _customer_turn(self, cue: Cue) -> Events:
        line: SpokenLine | None = None
        failure: BackendError | None = None
        speaking = self.voice.speak(cue, self.state.talk)
        hearing = self._hearing = Hearing(speaking, clock=self._clock, tick=self._tick)
        try:
            async with aclosing(hearing.pieces()) as pieces:
                async for piece in pieces:
                    match piece:
                        case Fragment(text):
                            yield CustomerSpeaking(text)
                        case SpokenLine():
                            line = piece
                        case Requests():
                            self._asked.append(piece)
                        case CustomerAwaited():
                            yield piece
        except BackendError as error:
            failure = error
        finally:
            self._hearing = None
        if line is None:
            yield self._without_a_line(failure, hearing)
            return
        async with aclosing(self._spoken(cue, line)) as events:
            async for event in events:
                yield event

    def _without_a_line(
        self, failure: BackendError | None, hearing: Hearing
    ) -> CustomerFailed | CustomerStopped:
        if hearing.stopped:
            self._failed += (STOPPED,)
            return CustomerStopped(hearing.heard)
        if failure is None:
            raise AssertionError(f"the voice {self.voice.id} finished without a line")
        self._failed += (fault_id(failure.kind),)
        return CustomerFailed(failure, hearing.heard)

    async def _spoken(self, cue: Cue, line: SpokenLine) -> Events:
        turn = Turn(
            seq=self.state.next_seq,
            speaker=Speaker.CUSTOMER,
            text=line.text,
            customer_act=cue.act,
            voice=line.voice,
        )
        earlier = len(self.state.come_up)
        wording = await self._add_customer_turn(turn, line.interventions)
        yield CustomerSpoke(turn.seq, turn.text, cue.act, line.voice, self.state.mood.frustration, wording)
        for one in self.state.come_up[earlier:]:
            yield CopilotNudged(one.nudge)
        if self.state.ends is not None:
            for event in await self._end(self.state.ends):
                yield event

    async def _add_turn(self, turn: Turn, wording: Wording | None = None) -> None:
        elapsed = self._clock() - self._began
        add = self._store.store.add_turn
        await self._store.call(add, self.id, turn, elapsed=elapsed, wording=wording)
        self.state = self.state.with_turn(turn)

    async def _add_customer_turn(self, turn: Turn, interventions: tuple[str, ...]) -> Wording | None:
        """With what it took to have a model word it, where one was asked or was to be."""
        if not self._asked and not self._failed:
            await self._add_turn(turn)
            return None
        used = sum((one.used for one in self._asked), Usage())
        wording = Wording((*self._failed, *interventions), used)
        await self._add_turn(turn, wording)
        self._wordings[turn.seq], self._asked, self._failed = wording, [], ()
        return wording

    async def _add_assessment(self, seq: int, scored: ScoredReply) -> None:
        state = self.state.with_reply(scored)
        await self._store.call(self._store.store.add_assessment, self.id, seq, scored=scored, mood=state.mood)
        self.state = state

    async def _end(self, outcome: Outcome) -> tuple[SessionEvent, ...]:
        verdicts = await self._opinions.settled()
        scorecard = self._opinions.counted(self._make_scorecard(self.state), self.state.replies)
        await self._store.call(self._store.store.end, self.id, outcome, scorecard=scorecard)
        share = tally(self.state.transcript, self._wordings)
        self.ended = SessionEnded(outcome, scorecard, share, self.state.drills())
        return (*verdicts, self.ended)
