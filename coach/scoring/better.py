"""Better wordings for a reply, from the scenario's own words; only one that the scorers rate higher is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from zlib import crc32

from coach.domain.assessment import Act, Assessment, Event, Finding, Score, Verdict
from coach.domain.rubric import Axis
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.scoring.assess import score_without_fix
from coach.scoring.lexicon import table
from coach.scoring.material import (
    Kept,
    asked_before,
    days,
    keep,
    nearest,
    needed,
    own_words,
    pending,
    problems,
    unasked,
)
from coach.scoring.sense import senses
from coach.scoring.speech import detail, in_register, in_speech, lowered, question_for

TRIES = 8
"""Wordings that are tried; each is scored, and a person waits for the first that holds."""
LONGEST = 58
"""Words of a better wording: a model to learn from, not a speech."""


@dataclass(frozen=True)
class Wordings:
    """What could have been said instead of one reply in its situation."""

    reply: str
    situation: Situation
    assessment: Assessment

    def kinder(self, about: str) -> Iterator[str]:
        """For something amiss on the empathy axis: what happened, why it matters, and what comes next."""
        if self.situation.agent_opens:
            yield from self._said("hello", wanted=self._identity or "a moment of your time")
            return
        lead = self._lead(about)
        if self._kept.ears and about == "next_step":
            for move in self._moves():
                yield f"{self._kept.whole} {move}"
        for turn, move in enumerate(self._moves()):
            for opening in self._openings(turn):
                yield " ".join(p for p in (opening, lead, move) if p)
            if turn == 0 and self._kept.ears:
                yield " ".join(p for p in (self._kept.ears, lead, move) if p)
        short = min(self._problems, key=len, default="")
        yield " ".join(p for p in (short, self._said("care")[0], lead or self._moves()[-1]) if p)

    def righter(self, bad: Finding) -> Iterator[str]:
        """For something amiss with the facts: the fact in speech, with what the reply did well around it."""
        stated = self._right_fact(bad)
        if stated is None:
            return
        frame = "answer"
        if bad.verdict is Verdict.VIOLATED and self._fact(bad.fact_id).text.startswith("promise"):
            frame = "no_promise"
        ways = [*self._facts_said(stated, frame), stated.text]
        for way in ways[:2]:
            yield f"{self._kept.ears} {way}".strip()
        yield from (f"{o} {ways[0]}" for turn in (0, 1) for o in self._openings(turn))
        yield from ways[1:]

    def _lead(self, about: str) -> str:
        if about == Event.PASSED_ON:
            return self._said("with_you")[0]
        if about != Event.ASKED_AGAIN:
            return ""
        known = asked_before(self.assessment, self.situation)
        return self._said("told_before", detail=detail(known) if known else "what happened")[0]

    def _openings(self, turn: int) -> list[str]:
        cares = self._said("care")
        care = cares[turn % len(cares)]
        told = self._turned(self._problems)
        told = [*told[turn % len(told) :], *told[: turn % len(told)]] if told else []
        frames = self._turned(table("wordings")["opening"][self._register])
        frame = frames[turn % len(frames)]
        openings = [f"{frame.format(what=one, lower=lowered(one))} {care}" for one in told]
        for day in days(self.situation):
            openings.insert(0, f"{self._said('day', day=day)[0]} {care}")
        if back := own_words(self.situation) if not openings else "":
            noted = self._said("noted", lower=lowered(back))
            openings = [noted[turn % len(noted)], care]
        return openings[:2] or [care]

    def _moves(self) -> list[str]:
        """What comes next: what the reply does well, else who they are, an answer, or a question."""
        moves = [self._kept.help] if self._kept.help else []
        if self._identity:
            return [*moves, *self._said("identity", wanted=self._identity)]
        near = needed(self.situation) or nearest(self.situation, senses(self.situation.customer_line))
        answers = self._facts_said(near, "answer") if near else []
        asks = [question_for(k, register=self._register) for k in unasked(self.situation)]
        others = self._turned([*self._turned(asks[:2])[:1], self._said("open")[0], self._said("stay")[0]])
        return [*moves, *answers[:1], *others, self._said("stay")[0]]

    def _facts_said(self, fact: Fact, frame: str) -> list[str]:
        """The statement in speech, and the author's other wordings of it."""
        said = [in_speech(text, register=self._register) for text in (fact.text, *fact.paraphrases)]
        frames = self._said(frame, fact="{fact}", lower="{lower}")
        return [
            frames[n % len(frames)].format(fact=one, lower=lowered(one))
            for n, one in enumerate(self._turned(said))
        ]

    def _right_fact(self, bad: Finding) -> Fact | None:
        fact = self._fact(bad.fact_id)
        if fact.statement:
            return fact
        quote = bad.evidence.quote if bad.evidence else ""
        for text in (f"{fact.text} {quote}", self.situation.customer_line):
            if found := nearest(self.situation, senses(text)):
                return found
        return next((f for f in self.situation.facts if f.statement and f.required), None)

    def _fact(self, fact_id: str) -> Fact:
        return next(f for f in self.situation.facts if f.id == fact_id)

    @property
    def _register(self) -> str:
        return self.situation.register if self.situation.register in ("formal", "informal") else "neutral"

    @cached_property
    def _seed(self) -> int:
        """The same for the same moment, another for the next: no wording comes up twice running."""
        return crc32(
            f"{self.reply}|{self.situation.customer_line}|{len(self.situation.heard)}".encode(
                errors="replace"
            )
        )

    @cached_property
    def _problems(self) -> list[str]:
        return problems(self.situation)

    @cached_property
    def _kept(self) -> Kept:
        return keep(self.reply, self.assessment)

    @cached_property
    def _identity(self) -> str:
        return " and ".join(detail(k) for k in pending(self.situation))

    def _said(self, name: str, **slots: str) -> list[str]:
        """The lines of this name, turned by the seed."""
        lines = self._turned(table("wordings")[name][self._register])
        slots.setdefault("fact", "")
        slots.setdefault("lower", "")
        return [line.format(**slots) for line in lines]

    def _turned(self, lines: Sequence[str]) -> list[str]:
        at = crc32(f"{self._seed} {lines[0]}".encode()) % len(lines) if lines else 0
        return [*lines[at:], *lines[:at]]


def first_better(wordings: Iterable[str], situation: Situation, *, axis: Axis, than: Score) -> str:
    """The first that rates higher on the axis, has no fault and breaks no fact; empty where none does."""
    said = (in_register(w, situation.register) for w in wordings)
    for wording in islice((w for w in dict.fromkeys(said) if len(w.split()) <= LONGEST), TRIES):
        scored = score_without_fix(wording, situation)
        seen = scored.assessment
        score = scored.empathy if axis == "empathy" else scored.accuracy
        if seen.faults or seen.event_ids or seen.flags or Act.OVER_PROMISE in seen.act_ids:
            continue
        if seen.facts_with(Verdict.WRONG, Verdict.VIOLATED) or score.value is None:
            continue
        if than.value is None or score.value > than.value:
            return wording
    return ""
