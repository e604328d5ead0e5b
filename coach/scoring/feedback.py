"""The one thing to change in a reply: what, why, and a better wording that the scorers rate higher."""

from __future__ import annotations

from functools import partial
from zlib import crc32

from coach.domain.assessment import Act, Assessment, Event, Evidence, FaultId, Finding, Fix, Score, Verdict
from coach.domain.scenario import Fact
from coach.domain.situation import Situation
from coach.domain.text import clean, sentences
from coach.ports import Encoder
from coach.scoring.better import Wordings, first_better
from coach.scoring.lexicon import table
from coach.scoring.reasons import why_fault, why_finding

GOOD = 3.0
"""From this empathy score on, a missing step is not worth a remark."""
FAIR = 2.5
"""From this score on, nothing of theirs is missed: a plain answer to a calm customer."""
QUOTED = 90
"""Characters of the agent's words that a fix repeats."""
BEGUN = 56
"""Characters of a reply or a line that is only called to mind."""
_IN_ORDER = (
    FaultId.DISMISSIVE, FaultId.BLAME, Event.ASKED_AGAIN, FaultId.HOLLOW_SCRIPT, FaultId.SELF_ORIENTED,
    Event.PASSED_ON, Event.POLICY_FIRST, Event.REPEATED_APOLOGY, FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT,
    FaultId.TALKS_OVER, FaultId.INFORMATION_DUMP,
)  # fmt: skip
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
    if empathy.value is None and accuracy.value is None and not assessment.acts:
        return None
    wordings = Wordings(reply, situation, assessment)
    offered = partial(first_better, situation=situation, empathy=empathy, accuracy=accuracy, encoder=encoder)
    if bad := _worst_finding(assessment.findings):
        better = offered(wordings.righter(bad), axis="accuracy")
        why = why_finding(bad, assessment, situation.rubric) if situation.rubric else ""
        return _factual(bad, reply, situation=situation, better=better, why=why)
    about = _first_fault(assessment) or _missing(assessment, empathy)
    if about is None:
        return None
    better = offered(wordings.kinder(about), axis="empathy")
    why = why_fault(about, assessment, situation.rubric) if situation.rubric else ""
    seen = _evidence_of(about, assessment)
    quote = _quote(seen, reply) if seen else _beginning(reply)
    theirs = _beginning(situation.customer_line) or "why they are here"
    return _worded(about, reply, better=better, why=why, quote=quote, theirs=theirs)


def _worst_finding(findings: tuple[Finding, ...]) -> Finding | None:
    for verdict in (Verdict.VIOLATED, Verdict.WRONG):
        for finding in findings:
            if finding.verdict is verdict:
                return finding
    return None


def _first_fault(assessment: Assessment) -> str | None:
    if any(e.rule == "insult" for e in assessment.faults):
        return "insult"
    seen = assessment.fault_ids | assessment.event_ids
    if found := next((str(i) for i in _IN_ORDER if i in seen), None):
        return found
    return str(Act.OVER_PROMISE) if Act.OVER_PROMISE in assessment.act_ids else None


def _missing(assessment: Assessment, empathy: Score) -> str | None:
    if empathy.value is None:
        return None
    levels = assessment.levels
    if assessment.empathy_called_for and levels.validation + levels.understanding == 0:
        return "validation" if empathy.value < FAIR else None
    moves = assessment.act_ids & _MOVES or assessment.facts_with(Verdict.CORRECT)
    return "next_step" if empathy.value < GOOD and not moves else None


def _factual(bad: Finding, reply: str, *, situation: Situation, better: str, why: str) -> Fix:
    fact = next(f for f in situation.facts if f.id == bad.fact_id)
    source = fact.source[:1].upper() + fact.source[1:] if bad.verdict is Verdict.WRONG else fact.source
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


def _evidence_of(about: str, assessment: Assessment) -> Evidence | None:
    wanted = {"insult": FaultId.DISMISSIVE}.get(about, about)
    found = (*assessment.faults, *assessment.events, *assessment.acts)
    return next((e for e in found if e.id == wanted and (about != "insult" or e.rule == "insult")), None)


def _quote(seen: Evidence, reply: str) -> str:
    """The sentence that it stands in, if that is short; without the stop at the end, and on one line."""
    around = [reply[s.start : s.end] for s in sentences(reply) if s.start <= seen.start < s.end]
    words = around[0] if around and len(around[0]) <= QUOTED else seen.quote
    return _short(words, QUOTED)


def _beginning(text: str) -> str:
    """The first sentence that says something, cut short; empty for no text."""
    parts = [text[s.start : s.end] for s in sentences(text)]
    told = next((p for p in parts if len(p.split()) > 3), parts[0] if parts else "")
    return _short(told, BEGUN)


def _short(words: str, most: int) -> str:
    """On one line, without the stop at the end."""
    text = " ".join(clean(words).split()).rstrip(".,;:! ")
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", maxsplit=1)[0].rstrip(".,;: ") + " …"
