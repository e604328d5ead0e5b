"""One reply read and scored: flags, acts, findings, faults, events, levels, then the two scores."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coach.domain.assessment import (
    Act,
    Assessment,
    Event,
    Evidence,
    FaultId,
    Finding,
    Flag,
    Levels,
    Score,
    ScoredReply,
    Verdict,
)
from coach.domain.situation import Situation
from coach.domain.text import Span
from coach.ports import Encoder
from coach.scoring.accuracy import score_accuracy
from coach.scoring.acts import Observed, observe
from coach.scoring.asked import asked_for, asks_again, asks_something_else
from coach.scoring.borrowed import find_borrowed, without
from coach.scoring.called import Call, is_calm, read_call
from coach.scoring.empathy import score_empathy
from coach.scoring.events import find_events, moves_the_case
from coach.scoring.fact_weighing import weigh, without_contradiction
from coach.scoring.facts import judge_facts
from coach.scoring.faults import find_faults
from coach.scoring.flags import find_flags, is_english
from coach.scoring.heard import small_question, with_gists
from coach.scoring.labels import LEARNED_FAULTS
from coach.scoring.levels import read_levels, touched
from coach.scoring.matching import Seen, as_evidence
from coach.scoring.problem import Matter
from coach.scoring.questions import explored, last_question
from coach.scoring.quoting import quoted
from coach.scoring.read_out import find_read_out
from coach.scoring.reading import Reading, read
from coach.scoring.second_reading import SecondReader, SecondReading
from coach.scoring.tone import read_tone

SCORER = "built-in"
VERSION = "6"
_NOTHING_LEFT = "Nothing of it speaks to the customer."
_FENCE = re.compile(r"```\w*")
NOTHING_OWN = 0.0
"""The most that a reply without a word of the agent's own is worth on empathy."""
ADDRESSING = 2.0
"""What words to whoever scores cost on the empathy axis: they are not said to the customer."""
_PLAINLY_HELPFUL = frozenset(
    {
        Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.ASK_INFO, Act.ASK_OPEN, Act.TAKE_OWNERSHIP,
        Act.VERIFY_IDENTITY, Act.HOLD, Act.APOLOGISE, Act.ACKNOWLEDGE_FEELING, Act.GREET, Act.TRANSFER,
        Act.REFUSE, Act.THANK, Act.CLOSE,
        Act.CITE_POLICY, Act.BLAME_CUSTOMER, Act.DISMISS,
    }
)  # fmt: skip


def score_without_fix(reply: str, situation: Situation, encoder: Encoder | None = None) -> ScoredReply:
    """Everything but the fix, so that a fix can be tried with it; without an encoder the rules decide alone."""
    reading = read(reply)
    flagged = find_flags(reading)
    if not reading.text.strip():
        return _unscored(reply, Flag.EMPTY, "The reply is empty.", flags=flagged.evidence)
    matter = Matter.of(situation)
    if not any(is_english(s, also=matter.senses) for s in reading.sentences):
        return _unscored(
            reply, Flag.NOT_SCORED, "No sentence of the reply is English.", flags=flagged.evidence
        )
    aside = (*flagged.aside, *find_borrowed(reading, matter))
    reader = SecondReader(encoder, situation) if encoder else None
    scored = _score(reading, situation, aside=aside, reader=reader)
    scored = replace(scored, assessment=replace(scored.assessment, flags=flagged.evidence))
    if flagged.aside:
        left = read(_FENCE.sub(" ", reading.blanked(flagged.aside).text))
        cut = _score(left, situation, aside=find_borrowed(left, matter), reader=reader)
        return _at_most(scored, cut, left=left)
    # A pasted page informs, so what it says of facts counts.
    not_own = (*aside, *find_read_out(reading, situation.articles))
    if not not_own:
        return scored
    return _no_warmer(scored, without(reading, not_own), situation=situation, reader=reader)


def _no_warmer(
    scored: ScoredReply, own: Reading, *, situation: Situation, reader: SecondReader | None
) -> ScoredReply:
    """On empathy not above the agent's own words by themselves: what is borrowed excuses nothing either."""
    value = scored.empathy.value
    if value is None:
        return scored
    bound, levels = NOTHING_OWN, Levels()
    if own.text.strip():
        alone = _score(own, situation, aside=(), reader=reader)
        bound, levels = alone.empathy.value or 0.0, alone.assessment.levels
    levels = scored.assessment.levels.at_most(levels)
    return replace(
        scored,
        empathy=replace(scored.empathy, value=min(value, bound)),
        assessment=replace(scored.assessment, levels=levels),
    )


@dataclass(frozen=True)
class _Part:
    """One way to read the reply."""

    ruled: Observed
    """What the rules see in it; which detail a question is after is for them alone."""
    observed: Observed
    """That, weighed with what the encoder reads in it."""
    second: SecondReading | None


def _score(
    reading: Reading, situation: Situation, *, aside: tuple[Span, ...], reader: SecondReader | None
) -> ScoredReply:
    """Credit is read from what is not set aside, costs from the whole."""
    matter = Matter.of(situation)
    call = read_call(situation.customer_line)
    clear = reading.blanked(aside) if aside else reading
    # What is left of it by itself is wanted soon, and one pass reads all three.
    texts = (clear, reading, without(reading, aside)) if aside else (clear,)
    seconds = reader.read(texts)[:2] if reader else (None,)
    own = _part(clear, matter, seconds[0])
    wholes = tuple(_part(r, matter, seconds[-1]) for r in _ways_to_read(reading, matter)) if aside else ()
    findings = _findings(own, situation)
    answers = any(f.verdict in (Verdict.CORRECT, Verdict.WRONG) for f in findings)
    for whole in wholes:
        findings = tuple(map(_worse, findings, _findings(whole, situation)))
    assessment = _assess(own, situation, wholes=wholes, matter=matter, call=call, findings=findings)
    tone = read_tone(own.observed, tuple(whole.observed for whole in wholes))
    return ScoredReply(
        assessment,
        score_empathy(assessment, tone=tone, calm=is_calm(situation, call), answers=answers),
        score_accuracy(findings, statements=sum(f.forbidden is None for f in situation.facts)),
        scorer=SCORER,
        scorer_version=VERSION,
    )


def _part(reading: Reading, matter: Matter, second: SecondReading | None) -> _Part:
    ruled = observe(reading, matter)
    return _Part(ruled, second.of_reply.weigh_acts(ruled) if second else ruled, second)


def _ways_to_read(reading: Reading, matter: Matter) -> tuple[Reading, ...]:
    """Whole, and cut at each capital, so that words run into a reply without a stop hide nothing that costs."""
    broken = reading.broken
    return reading, broken, broken.blanked(find_borrowed(broken, matter))


def _worse(credited: Finding, whole: Finding) -> Finding:
    """A fault counts wherever it stands, a right fact only where it is the agent's own."""
    for finding in (credited, whole):
        if finding.verdict in (Verdict.WRONG, Verdict.VIOLATED):
            return finding
    return credited


def _at_most(scored: ScoredReply, cut: ScoredReply, *, left: Reading) -> ScoredReply:
    """Below what the reply is worth without the words that were flagged."""
    if not left.text.strip():
        stated = None if scored.accuracy.value is None else 0.0
        return replace(
            scored,
            empathy=replace(scored.empathy, value=0.0, reason=_NOTHING_LEFT),
            accuracy=replace(scored.accuracy, value=stated),
        )
    bound = _lower(scored.empathy, cut.empathy)
    if bound.value is not None:
        bound = replace(bound, value=round(max(0.0, bound.value - ADDRESSING), 1))
    return replace(scored, empathy=bound, accuracy=_lower(scored.accuracy, cut.accuracy))


def _lower(score: Score, bound: Score) -> Score:
    if bound.value is None or (score.value is not None and score.value <= bound.value):
        return score
    return replace(score, value=bound.value, reason=bound.reason)


def _assess(
    own: _Part,
    situation: Situation,
    *,
    wholes: tuple[_Part, ...],
    matter: Matter,
    call: Call,
    findings: tuple[Finding, ...],
) -> Assessment:
    observed = own.observed
    reading = observed.reading
    explores = explored(own.ruled, situation)
    asked = _details(own.ruled, situation)
    small = small_question(reading, situation.asides, weightier=(*explores, *asked))
    beside = (small,) if small else ()
    parts = (own, *wholes)
    asks = (asks_again(p.ruled, situation, asked=_details(p.ruled, situation)) for p in parts)
    again = next((seen for seen in asks if seen), None)
    faults = [f for part in parts for f in _faults(part, situation, own=own, call=call, findings=findings)]
    helps = moves_the_case(observed, findings)
    events = [e for p in parts for e in find_events(p.observed, situation, again=again, helps=helps)]
    return Assessment(
        acts=observed.acts,
        faults=as_evidence(faults, reading),
        events=(*as_evidence(events, reading), *_recognised(findings, situation)),
        findings=findings,
        levels=_levels(own, matter, asks_again=again is not None),
        asked=as_evidence(asked, reading),
        explores=as_evidence(explores, reading),
        aside=next(iter(as_evidence(beside, reading)), None),
        other_question=last_question(own.ruled, *asked, *explores, *beside),
        asks_something_else=asks_something_else(own.ruled, *asked, *beside),
        on_topic=_is_on_topic(observed, matter, findings=findings),
        empathy_called_for=call.made or (situation.upset and not situation.agent_opens),
    )


def _faults(
    part: _Part, situation: Situation, *, own: _Part, call: Call, findings: tuple[Finding, ...]
) -> list[Seen]:
    found = list(find_faults(part.observed, situation, own=own.observed, call=call, findings=findings))
    if part.second is None:
        return found
    return part.second.of_reply.weigh_faults(found, part.observed, possible=_possible_faults(situation, call))


def _levels(own: _Part, matter: Matter, *, asks_again: bool) -> Levels:
    levels = read_levels(own.observed, matter, asks_again=asks_again)
    if own.second:
        levels = own.second.of_reply.weigh_levels(levels, asks_again=asks_again)
    return quoted(levels, own.observed, matter)


def _possible_faults(situation: Situation, call: Call) -> tuple[FaultId, ...]:
    """The faults of wording that this moment allows for."""
    if situation.acknowledged_before or situation.calm or not call.made:
        return tuple(f for f in LEARNED_FAULTS if f is not FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT)
    return LEARNED_FAULTS


def _details(observed: Observed, situation: Situation) -> tuple[Seen, ...]:
    """Known details asked for, but not by a question that goes for something untold."""
    deeper = {seen.start for seen in explored(observed, situation)}
    return tuple(seen for seen in asked_for(observed, situation) if seen.start not in deeper)


def _findings(part: _Part, situation: Situation) -> tuple[Finding, ...]:
    """The findings, with their spans led back from the cleaned text to the reply."""
    if not situation.facts:
        return ()
    reading = part.observed.reading
    found = judge_facts(
        reading.text, situation.facts, today=situation.today, customer_line=situation.customer_line
    )
    found = tuple(replace(f, evidence=_led_back(f.evidence, reading)) for f in found)
    read = {r.fact.id: r for r in part.second.of_facts} if part.second and reading.sentences else {}
    weighed = tuple(weigh(f, read[f.fact_id], reading=reading) if f.fact_id in read else f for f in found)
    heard = with_gists(
        weighed,
        reading,
        facts=situation.facts,
        customer_line=situation.customer_line,
        today=situation.today,
    )
    return without_contradiction(heard)


def _led_back(evidence: Evidence | None, reading: Reading) -> Evidence | None:
    if evidence is None:
        return None
    return reading.evidence(evidence.id, evidence.rule, start=evidence.start, end=evidence.end)


def _recognised(findings: tuple[Finding, ...], situation: Situation) -> tuple[Evidence, ...]:
    """A wrong fact that the customer notices at once."""
    known = {f.id for f in situation.facts if f.customer_knows}
    for finding in findings:
        if finding.verdict is Verdict.WRONG and finding.fact_id in known and finding.evidence:
            return (replace(finding.evidence, id=Event.WRONG_FACT),)
    return ()


def _is_on_topic(observed: Observed, matter: Matter, *, findings: tuple[Finding, ...]) -> bool:
    if any(f.verdict is not Verdict.ABSENT for f in findings) or any(True for _ in touched(observed, matter)):
        return True
    return bool(observed.ids & _PLAINLY_HELPFUL)


def _unscored(reply: str, flag: Flag, why: str, *, flags: tuple[Evidence, ...]) -> ScoredReply:
    span = Span(0, len(reply))
    evidence = Evidence(flag, reply[span.start : span.end], span.start, span.end, "whole-reply")
    assessment = Assessment(flags=(*flags, evidence), on_topic=False)
    return ScoredReply(assessment, Score(None, why), Score(None, why), scorer=SCORER, scorer_version=VERSION)
