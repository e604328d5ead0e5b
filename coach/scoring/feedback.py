"""The one thing to change in a reply: what, why, and a better wording that the scorers rate higher."""

from __future__ import annotations

from functools import partial
from zlib import crc32

from coach.domain.assessment import (
    Act,
    Assessment,
    Event,
    Evidence,
    FaultId,
    Finding,
    Fix,
    Flag,
    Score,
    Verdict,
)
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.domain.text import clean, content_words, sentences
from coach.ports import Encoder
from coach.scoring.acts import THREAT
from coach.scoring.better import Wordings, first_better
from coach.scoring.called import is_at_ease, read_call
from coach.scoring.lexicon import table
from coach.scoring.problem import Matter
from coach.scoring.read_out import find_read_out
from coach.scoring.reading import read
from coach.scoring.reasons import why_fault, why_finding
from coach.scoring.sense import senses
from coach.scoring.tone import OFFICE_LANGUAGE

FINE = 3.5
"""From this empathy score on, a phrase of the office is not worth a remark."""
GOOD = 3.0
"""From this empathy score on, nothing that is missing is worth a remark."""
FAIR = 2.5
"""Below this score, a reply in which nothing is theirs is worth that remark before any other."""
QUOTED = 90
"""Characters of the agent's words that a fix repeats."""
BEGUN = 56
"""Characters of a reply or a line that is only called to mind."""
_IN_ORDER = (
    FaultId.DISMISSIVE, FaultId.BLAME, FaultId.INFORMATION_DUMP, Event.ASKED_AGAIN, FaultId.HOLLOW_SCRIPT,
    FaultId.SELF_ORIENTED, Event.PASSED_ON, Event.POLICY_FIRST, Event.REPEATED_APOLOGY,
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT, FaultId.TALKS_OVER,
)  # fmt: skip
"""Who says too much at once asks, cites and repeats in passing: that is mended by saying less."""
_UNREAD = {Flag.EMPTY: "empty", Flag.NOT_SCORED: "not_scored"}
_OFFICE = "office-language"
"""Of the rules for what is cold, the one whose words nobody means."""
_WHOLE = frozenset({"validation", "unheard", "read_out", "not_scored", "empty"})
"""What the whole reply lacks or is; its beginning stands for it."""
_BY_RULE = ("insult", THREAT)
"""Kinds of `dismissive` that have words of their own."""
_UNKIND = frozenset({*_BY_RULE, FaultId.DISMISSIVE, FaultId.BLAME})
_MOVES = frozenset(
    {
        Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.ASK_INFO, Act.ASK_OPEN, Act.VERIFY_IDENTITY,
        Act.TAKE_OWNERSHIP,
    }
)  # fmt: skip


def make_fix(
    reply: str,
    situation: Situation,
    *,
    assessment: Assessment,
    empathy: Score,
    accuracy: Score,
    encoder: Encoder | None = None,
) -> Fix | None:
    """None where nothing stands out. A better wording that does not rate higher is left out."""
    cold = tuple(e for e in empathy.evidence if e.id == OFFICE_LANGUAGE)
    wordings = Wordings(reply, situation, assessment, cold)
    offered = partial(first_better, situation=situation, empathy=empathy, accuracy=accuracy, encoder=encoder)
    if bad := _worst_finding(assessment.findings):
        better = offered(wordings.righter(bad), axis="accuracy")
        why = why_finding(bad, situation.rubric) if situation.rubric else ""
        return _factual(bad, reply, situation=situation, better=better, why=why)
    about = _about(reply, situation, assessment=assessment, empathy=empathy)
    if about is None:
        return None
    better = offered(wordings.kinder(about), axis="empathy")
    why = why_fault(about, situation.rubric) if situation.rubric else ""
    seen = None if about in _WHOLE else _evidence_of(about, assessment, empathy)
    quote = _quote(seen, reply) if seen else _beginning(reply)
    theirs = _theirs(situation.customer_line) or "why they are here"
    return _worded(about, reply, better=better, why=why, quote=quote, theirs=theirs)


def _about(reply: str, situation: Situation, *, assessment: Assessment, empathy: Score) -> str | None:
    """What is amiss on the empathy axis: the worst of what is there, else what is missing most."""
    unread = next((what for flag, what in _UNREAD.items() if flag in assessment.flag_ids), None)
    if unread:
        return unread
    fault = _first_fault(assessment)
    if fault not in _UNKIND and _is_read_out(reply, situation):
        return "read_out"
    if about := fault or _missing(assessment, empathy, situation):
        return about
    office = any(e.id == OFFICE_LANGUAGE and e.rule == _OFFICE for e in empathy.evidence)
    return OFFICE_LANGUAGE if office and empathy.value is not None and empathy.value < FINE else None


def _is_read_out(reply: str, situation: Situation) -> bool:
    """More of it stands in an article than does not."""
    reading = read(reply)
    pasted = sum(span.end - span.start for span in find_read_out(reading, situation.articles))
    return 2 * pasted > len(reading.text)


def _worst_finding(findings: tuple[Finding, ...]) -> Finding | None:
    for verdict in (Verdict.VIOLATED, Verdict.WRONG):
        for finding in findings:
            if finding.verdict is verdict:
                return finding
    return None


def _first_fault(assessment: Assessment) -> str | None:
    rules = {e.rule for e in assessment.faults}
    if unkind := next((rule for rule in _BY_RULE if rule in rules), None):
        return unkind
    seen = assessment.fault_ids | assessment.event_ids
    if found := next((str(i) for i in _IN_ORDER if i in seen), None):
        return found
    return str(Act.OVER_PROMISE) if Act.OVER_PROMISE in assessment.act_ids else None


def _missing(assessment: Assessment, empathy: Score, situation: Situation) -> str | None:
    """What would help most; who is at ease has to be told nothing first."""
    if empathy.value is None or empathy.value >= GOOD:
        return None
    levels, call = assessment.levels, read_call(situation.customer_line)
    waiting = assessment.empathy_called_for and (situation.upset or not is_at_ease(situation, call))
    if waiting and levels.validation + levels.understanding == 0 and empathy.value < FAIR:
        return "validation"
    if not (assessment.act_ids & _MOVES or levels.exploration or assessment.facts_with(Verdict.CORRECT)):
        return "next_step"
    unanswered = call.feeling and not situation.acknowledged_before
    if not (waiting and (unanswered or situation.upset)):
        return None
    if levels.validation == 0:
        return "unheard"
    return "in_general" if _is_in_general(assessment, situation) else None


def _is_in_general(assessment: Assessment, situation: Situation) -> bool:
    """The words of sympathy hold nothing of what happened to them."""
    felt = [e.quote for e in assessment.levels.evidence if e.id == "validation"]
    return assessment.levels.understanding < 2 and not senses(" ".join(felt)) & Matter.of(situation).senses


def _factual(bad: Finding, reply: str, *, situation: Situation, better: str, why: str) -> Fix:
    fact = next(f for f in situation.facts if f.id == bad.fact_id)
    source = fact.source[:1].upper() + fact.source[1:] if bad.verdict is Verdict.WRONG else fact.source
    if _is_the_co_pilots(bad, reply, situation):
        why = f"The co-pilot said so, and {fact.source} says otherwise. {why}"
    return _worded(
        _kind(bad, fact),
        reply,
        better=better,
        why=why,
        about=bad.fact_id,
        quote=_quote(bad.evidence, reply) if bad.evidence else "",
        source=source,
        statement=fact.statement or "",
        forbidden=fact.forbidden or "",
    )


def _is_the_co_pilots(bad: Finding, reply: str, situation: Situation) -> bool:
    """A nudge breaks the same fact in the same words, or nearly."""
    said = content_words(reply)
    told = (content_words(nudge.says) for nudge in situation.nudges if nudge.breaks == bad.fact_id)
    return any(2 * len(words & said) >= len(words) for words in told)


def _kind(bad: Finding, fact: Fact) -> str:
    if bad.verdict is Verdict.WRONG:
        return "wrong"
    return "violated" if fact.text.startswith("promise") else "disclosed"


def _worded(what: str, reply: str, *, better: str, why: str, about: str = "", **slots: str) -> Fix:
    """One of several wordings, the same for the same reply; `why` is the rubric's, and goes before ours."""
    advice = table("advice")[what]
    turn = crc32(reply.encode(errors="replace"))
    said = advice["what"][turn % len(advice["what"])].format(**slots)
    ours = advice["why"][turn // 7 % len(advice["why"])]
    return Fix(about or what, said if said[-1] in ".?!”" else f"{said}.", f"{why} {ours}".strip(), better)


def _evidence_of(about: str, assessment: Assessment, empathy: Score) -> Evidence | None:
    wanted = {**dict.fromkeys(_BY_RULE, str(FaultId.DISMISSIVE)), "in_general": "validation"}
    id_ = wanted.get(about, about)
    levels = assessment.levels.evidence
    found = (*assessment.faults, *assessment.events, *assessment.acts, *levels, *empathy.evidence)
    return next((e for e in found if e.id == id_ and (about not in _BY_RULE or e.rule == about)), None)


def _quote(seen: Evidence, reply: str) -> str:
    """The sentence that it stands in, if that is short; without the stop at the end, and on one line."""
    around = [reply[s.start : s.end] for s in sentences(reply) if s.start <= seen.start < s.end]
    words = around[0] if around and len(around[0]) <= QUOTED else seen.quote
    return _short(words, QUOTED)


def _beginning(text: str) -> str:
    """The first sentence that says something, cut short; empty for no text."""
    parts = [text[s.start : s.end] for s in sentences(text)] or [text]
    return _short(next((p for p in parts if len(p.split()) > 3), parts[0]), BEGUN)


def _theirs(line: str) -> str:
    """The sentence of theirs that asks most to be taken up."""
    calls = ((read_call(part), part) for part in (line[s.start : s.end] for s in sentences(line)))
    told = [(2 * call.feeling + call.trouble, part) for call, part in calls if len(part.split()) > 3]
    return _short(max(told, key=lambda one: one[0])[1], BEGUN) if told else _beginning(line)


def _short(words: str, most: int) -> str:
    """On one line, without the stop at the end."""
    text = " ".join(clean(words).split()).rstrip(".,;:! ")
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", maxsplit=1)[0].rstrip(".,;: ") + " …"
