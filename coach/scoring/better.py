"""Better wordings for a reply, from the scenario's own words; only one that the scorers rate higher is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import islice

from coach.domain.assessment import Act, Assessment, Event, Evidence, Finding, Score, Verdict
from coach.domain.customer import KnownInfo
from coach.domain.rubric import Axis
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.ports import Encoder
from coach.scoring.assess import score_without_fix
from coach.scoring.borrowed import find_borrowed
from coach.scoring.called import is_at_ease, read_call
from coach.scoring.flags import find_flags
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
from coach.scoring.problem import Matter
from coach.scoring.reading import read
from coach.scoring.second_reading import SecondReader
from coach.scoring.sense import is_specific, senses
from coach.scoring.speech import (
    detail,
    in_register,
    in_speech,
    is_sentence,
    lowered,
    question_for,
    to_you,
)

_TELLS = re.compile(r"tell you |say (?:which|what|who|why|when|where|how)\b")
"""What must not be disclosed, where that can be said to the customer with 'I cannot' before it."""
TRIES, READ = 8, 1
"""Wordings that are tried: by rules alone, and by an encoder, which takes its time over each."""
LONGEST = 58
"""Words of a better wording: a model to learn from, not a speech."""
SAME_MATTER = 2
"""Senses that a sentence shares with a fact, from which it speaks of it."""


@dataclass(frozen=True)
class Told:
    """Something that happened, to be said to the customer."""

    text: str
    frame: str
    """The name of the lines that it can stand in."""


@dataclass(frozen=True)
class Wordings:
    """What could have been said instead of one reply in its situation."""

    reply: str
    situation: Situation
    assessment: Assessment
    cold: tuple[Evidence, ...] = ()
    """What of the reply nobody would say; its sentences are not kept."""

    def kinder(self, about: str) -> Iterator[str]:
        """For something amiss on the empathy axis: what happened, why it matters, and what comes next."""
        if self.situation.agent_opens:
            yield from self._hello()
            return
        lead, mine = self._lead(about), self._said("mine")
        if self._kept.ears and about == "next_step" and not self._speaks_of(self._near):
            for move in self._moves():
                yield f"{self._kept.whole} {move}"
        for turn, move in enumerate(self._moves()):
            between = lead or ("" if move.startswith(self._said("stay")[0]) else mine[turn % len(mine)])
            for opening in self._openings(turn):
                yield _joined(opening, between, move)
            if turn == 0 and self._kept.ears and not self._speaks_of(self._near):
                yield _joined(self._kept.ears, lead, move)
        short = min(filter(is_sentence, self._problems), key=len, default="")
        yield _joined(short, self._said("care")[0], lead or self._moves()[-1])

    def righter(self, bad: Finding) -> Iterator[str]:
        """For something amiss with the facts: the fact in speech, with what the reply did well around it."""
        stated = self._right_fact(bad)
        if stated is None:
            return
        ban = to_you(self._fact(bad.fact_id).forbidden or "")
        frame = "no_promise" if ban.startswith("promise") else "no_telling" if _TELLS.match(ban) else "answer"
        ways = [*self._facts_said(stated, frame, ban=ban), to_you(stated.text)]
        if self._kept.ears:
            yield from (f"{self._kept.ears} {way}" for way in ways[:2])
        yield from (f"{o} {ways[turn % len(ways)]}" for turn in (0, 1) for o in self._openings(turn))
        yield from ways

    def _lead(self, about: str) -> str:
        if about == Event.PASSED_ON:
            return self._said("with_you")[0]
        if about != Event.ASKED_AGAIN:
            return ""
        known = asked_before(self.assessment, self.situation)
        return self._said("told_before", detail=detail(known) if known else "what happened")[0]

    def _hello(self) -> Iterator[str]:
        """Who calls says so first, and names the matter to nobody but the right person."""
        wanted = self._identity or "a moment of your time"
        parts = [
            self._said(name, wanted=wanted) for name in ("hello", "hello_matter", "hello_moment", "hello_who")
        ]
        for turn in range(max(map(len, parts))):
            yield _joined(*(lines[turn % len(lines)] for lines in parts))

    def _openings(self, turn: int) -> list[str]:
        """What happened and what it is like, as one would say it; who is at ease needs no soothing."""
        if self._at_ease:
            return [""]
        cares = self._said("care")
        care = cares[turn % len(cares)]
        openings = self._turned(self._told_with(care, turn)) if self._told else []
        for day in days(self.situation):
            openings.insert(0, f"{self._said('day', day=day)[0]} {care}")
        return openings[:2] or [care]

    def _told_with(self, care: str, turn: int) -> list[str]:
        told = self._told[turn % len(self._told)]
        if not is_sentence(told.text):
            bare = told.text.rstrip(".")
            return [f"{bare}: {lowered(care)}", f"{care.rstrip('.')}, with {lowered(bare)}."]
        frames = self._said(told.frame, what="{what}", lower="{lower}")
        framed = frames[turn % len(frames)].format(what=told.text, lower=lowered(told.text))
        return [f"{framed} {care}", f"{care} {framed}"]

    def _moves(self) -> list[str]:
        """What comes next: what the reply does well, else who they are, an answer, or a question."""
        moves = [self._kept.help] if self._kept.help else []
        if self._identity:
            return [*moves, *self._said("identity", wanted=self._identity)]
        answers = self._facts_said(self._near, "answer") if self._near else []
        stay = _joined(self._said("stay")[0], self._said("open")[1])
        asks = [question_for(k, register=self._register) for k in unasked(self.situation) if self._is_new(k)]
        others = self._turned([*self._turned(asks[:2])[:1], self._said("open")[0], stay])
        return [*moves, *answers[:1], *others, stay]

    def _is_new(self, known: KnownInfo) -> bool:
        """They have not spoken of it; a detail of what they have told sounds like a form."""
        about = {s for s in senses(known.ask) if is_specific(s)}
        return not about & senses(f"{self.situation.heard} {self.situation.problem}")

    def _facts_said(self, fact: Fact, frame: str, *, ban: str = "") -> list[str]:
        """The statement in speech, and the author's other wordings of it."""
        said = [in_speech(text, register=self._register) for text in (fact.text, *fact.paraphrases)]
        frames = self._said(frame, fact="{fact}", lower="{lower}", ban=ban)
        checks = self._said("check")
        return [
            _joined(frames[n % len(frames)].format(fact=one, lower=lowered(one)), checks[n % len(checks)])
            for n, one in enumerate(self._turned(said))
        ]

    def _right_fact(self, bad: Finding) -> Fact | None:
        fact = self._fact(bad.fact_id)
        if fact.statement:
            return fact
        if _TELLS.match(to_you(fact.text)) and (wanted := needed(self.situation)):
            return wanted
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
    def _at_ease(self) -> bool:
        call = read_call(self.situation.customer_line)
        return is_at_ease(self.situation, call) and bool(self.situation.problem) and not self.situation.upset

    @cached_property
    def _seed(self) -> int:
        """The same for the same reply at the same moment, another for any other."""
        return _number(f"{self.reply}|{self.situation.customer_line}|{self.situation.heard}")

    @cached_property
    def _problems(self) -> list[str]:
        return problems(self.situation)

    @cached_property
    def _told(self) -> list[Told]:
        """What happened to them, in our words and in theirs."""
        found = [Told(text, "opening") for text in self._problems]
        back = own_words(self.situation)
        found += [Told(back, "noted")] if back else []
        at = _number(f"{self._seed} told") % len(found) if found else 0
        return [*found[at:], *found[:at]]

    @cached_property
    def _kept(self) -> Kept:
        return keep(self.reply, self.assessment, besides=self.cold)

    @cached_property
    def _near(self) -> Fact | None:
        """The fact that would help now."""
        return needed(self.situation) or nearest(self.situation, senses(self.situation.customer_line))

    def _speaks_of(self, fact: Fact | None) -> bool:
        """What is kept of the reply is about this very fact, and may be at odds with it."""
        said = {s for s in senses(self._kept.ears) if is_specific(s)}
        return fact is not None and len(said & senses(fact.text)) >= SAME_MATTER

    @cached_property
    def _identity(self) -> str:
        return " and ".join(detail(k) for k in pending(self.situation))

    def _said(self, name: str, **slots: str) -> list[str]:
        """The lines of this name, turned by the seed."""
        lines = self._turned(table("wordings")[name][self._register])
        slots = {"fact": "", "lower": "", "ban": "", **slots}
        return [line.format(**slots) for line in lines]

    def _turned(self, lines: Sequence[str]) -> list[str]:
        at = _number(f"{self._seed} {lines}") % len(lines) if lines else 0
        return [*lines[at:], *lines[:at]]


def _number(text: str) -> int:
    """A number from a text; texts that differ little have numbers with nothing in common."""
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest(), "big")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def first_better(
    wordings: Iterable[str],
    situation: Situation,
    *,
    axis: Axis,
    empathy: Score,
    accuracy: Score,
    encoder: Encoder | None,
) -> str:
    """The first that rates higher on the axis and no lower on the other, has no fault and breaks no fact.

    Empty where none does; what this talk has shown already is not shown again. The encoder reads all in one pass.
    """
    said = dict.fromkeys(in_register(w, situation.register) for w in wordings)
    new = (w for w in said if w not in situation.shown and _is_offered(w, situation))
    tried = list(islice(new, READ if encoder else TRIES))
    if encoder:
        SecondReader(encoder, situation).read([read(w) for w in tried])
    for wording in tried:
        scored = score_without_fix(wording, situation, encoder)
        score, than = (scored.empathy, empathy) if axis == "empathy" else (scored.accuracy, accuracy)
        other, before = (scored.accuracy, accuracy) if axis == "empathy" else (scored.empathy, empathy)
        if _is_sound(scored.assessment) and _is_higher(score, than) and not _is_lower(other, before):
            return wording
    return ""


def _is_offered(wording: str, situation: Situation) -> bool:
    """Short, and nothing in it that would be set aside."""
    reading = read(wording)
    if len(wording.split()) > LONGEST or find_borrowed(reading, Matter.of(situation)):
        return False
    return not find_flags(reading).aside


def _is_sound(seen: Assessment) -> bool:
    if seen.faults or seen.event_ids or seen.flags or Act.OVER_PROMISE in seen.act_ids:
        return False
    return not seen.facts_with(Verdict.WRONG, Verdict.VIOLATED)


def _is_higher(score: Score, than: Score) -> bool:
    """Any score is higher than none."""
    return score.value is not None and (than.value is None or score.value > than.value)


def _is_lower(score: Score, than: Score) -> bool:
    return score.value is not None and than.value is not None and score.value < than.value
