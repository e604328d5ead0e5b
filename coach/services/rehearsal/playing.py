"""One scripted agent in one whole talk: the pure steps of a practice session, without a store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from coach.customer.voice import SpokenLine, Voice
from coach.domain.agenda import GoalState
from coach.domain.assessment import ScoredReply, Verdict
from coach.domain.rubric import Scorecard
from coach.domain.scenario import Speaker
from coach.domain.text import clean
from coach.domain.transcript import Outcome, Turn
from coach.ports import Scorer
from coach.services.practice import MakeScorecard
from coach.services.rehearsal.agents import AGENTS, error_of
from coach.services.rehearsal.case import Case, Heard
from coach.services.rehearsal.sightings import Sighting, Trouble, troubles
from coach.services.talk import TalkState


@dataclass(frozen=True)
class Misstated:
    """A fact that a reply has wrong."""

    fact: str
    reply: str
    because: str


@dataclass(frozen=True)
class Played:
    """A talk that was played to its end, and all that the spec sheet needs of it."""

    agent: str
    seed: int
    outcome: Outcome | None
    """None where it went on after the turn limit."""
    passed: bool
    missed: str
    """Why it did not pass, in a few words."""
    omitted: tuple[str, ...]
    """Required facts that were never right."""
    curve: tuple[int, ...]
    """Frustration after each reply."""
    lines: tuple[str, ...]
    """The customer's."""
    replies: tuple[str, ...]
    empathy: tuple[float | None, ...]
    """Of each reply."""
    met: frozenset[str]
    """Goals."""
    right: frozenset[str]
    """Facts that some reply had right."""
    misstated: tuple[Misstated, ...]
    error: str | None
    """The fact that a warm and wrong agent has wrong."""
    sightings: tuple[Sighting, ...]
    misled: frozenset[str] = frozenset()
    """The facts and details that the co-pilot had them break."""

    @property
    def resolved(self) -> bool:
        return self.outcome is Outcome.RESOLVED

    @property
    def walked_out(self) -> bool:
        return self.outcome is Outcome.WALKED_OUT

    @property
    def frustration(self) -> int:
        """In the end."""
        return self.curve[-1]


async def play(
    case: Case,
    agent: str,
    *,
    seed: int,
    voice: Voice,
    scorer: Scorer,
    make_scorecard: MakeScorecard,
) -> Played:
    """Raises BackendError where a model's voice fails."""
    talk = _Talk(case, agent, seed, voice)
    await talk.hear_customer()
    while talk.state.ends is None and len(talk.state.replies) <= case.scenario.turn_limit:
        talk.give_reply(scorer)
        await talk.hear_customer()
    return talk.played(make_scorecard)


class _Talk:
    """A talk on its way."""

    def __init__(self, case: Case, agent: str, seed: int, voice: Voice) -> None:
        self._case, self._name, self._seed, self._voice = case, agent, seed, voice
        self.state = TalkState.start(case.plan(seed, voice.id), case.articles)
        self._curve: list[int] = []
        self._sightings: list[Sighting] = []

    def give_reply(self, scorer: Scorer) -> None:
        state = self.state
        number = len(state.replies) + 1
        heard = Heard(self._seed, number, tuple(self._spoken(Speaker.CUSTOMER)), state.come_up)
        reply = clean(AGENTS[self._name](self._case, heard))
        scored = scorer(reply, state.situation())
        turn = Turn(seq=state.next_seq, speaker=Speaker.AGENT, text=reply)
        self.state = state.with_turn(turn).with_reply(scored)
        self._curve.append(self.state.mood.frustration)

    async def hear_customer(self) -> None:
        state, cue, line = self.state, self.state.cue, None
        if cue is None:
            return
        async with aclosing(self._voice.speak(cue, state.talk)) as pieces:
            async for piece in pieces:
                if isinstance(piece, SpokenLine):
                    line = piece
        if line is None:
            raise AssertionError(f"the voice {self._voice.id} finished without a line")
        for found in troubles(line.text, cue, state.talk):
            self._see(found.trouble, found.words)
        turn = Turn(
            seq=state.next_seq,
            speaker=Speaker.CUSTOMER,
            text=line.text,
            customer_act=cue.act,
            voice=line.voice,
        )
        self.state = state.with_turn(turn)

    def played(self, make_scorecard: MakeScorecard) -> Played:
        state, case = self.state, self._case
        if state.ends is None:
            self._see(Trouble.PREMATURE_END, state.transcript[-1].text)
        replies = tuple(self._spoken(Speaker.AGENT))
        error = error_of(case, self._seed) if self._name == "warm-and-wrong" else None
        scorecard = make_scorecard(state)
        return Played(
            agent=self._name,
            seed=self._seed,
            outcome=state.ends,
            passed=scorecard.passed,
            missed=_missed(scorecard),
            omitted=scorecard.omitted,
            curve=tuple(self._curve),
            lines=tuple(self._spoken(Speaker.CUSTOMER)),
            replies=replies,
            empathy=tuple(scored.empathy.value for scored in state.replies),
            met=frozenset(id_ for id_, goal in state.agenda.goals.items() if goal is GoalState.MET),
            right=frozenset[str]().union(*(s.assessment.facts_with(Verdict.CORRECT) for s in state.replies)),
            misstated=tuple(_misstated(replies, state.replies)),
            error=error.id if error else None,
            sightings=tuple(self._sightings),
            misled=frozenset(
                one.said.breaks for one in state.drills().copilot if one.followed and one.said.breaks
            ),
        )

    def _spoken(self, speaker: Speaker) -> list[str]:
        return [turn.text for turn in self.state.transcript if turn.speaker is speaker]

    def _see(self, trouble: Trouble, words: str) -> None:
        number = len(self.state.replies)
        self._sightings.append(Sighting(trouble, words, self._name, self._seed, number))


def _misstated(replies: Sequence[str], scored: Sequence[ScoredReply]) -> Iterator[Misstated]:
    for reply, one in zip(replies, scored, strict=True):
        for finding in one.assessment.findings:
            if finding.verdict in (Verdict.WRONG, Verdict.VIOLATED):
                yield Misstated(finding.fact_id, reply, finding.because)


def _missed(card: Scorecard) -> str:
    axes = {"empathy": card.empathy, "accuracy": card.accuracy}
    below = [
        f"{name} {axis.value:.1f} of {axis.pass_mark:g}" for name, axis in axes.items() if not axis.passed
    ]
    return ", ".join([*below, *card.below_minimum, *(hit.title for hit in card.auto_fails)])
