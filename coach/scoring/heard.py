"""What is heard in free speech: the facts that a reply gives in few words, and the small questions that it asks.

Both go by the gists that a scenario's author wrote down. A value that differs from the fact's own stays wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from coach.domain.assessment import Finding, Verdict
from coach.domain.persona import Aside
from coach.domain.scenario import Fact
from coach.domain.value_matching import agrees, conflicts
from coach.domain.value_reader import read_values
from coach.domain.values import Day
from coach.scoring.echo import echoes, own_words
from coach.scoring.fact_weighing import BY_VALUE, by_sentence
from coach.scoring.facts.retracted import is_taken_back
from coach.scoring.gist import gist, holds, holds_any
from coach.scoring.matching import Seen
from coach.scoring.reading import Reading, Sentence

BY_GIST = "facts.gist"


def with_gists(
    findings: tuple[Finding, ...],
    reading: Reading,
    *,
    facts: tuple[Fact, ...],
    customer_line: str,
    today: datetime | None = None,
) -> tuple[Finding, ...]:
    """The findings, and right where the author's own gist of a statement was said, or broken by that of a ban."""
    told = tuple(
        s for s in map(own_words, reading.sentences) if not s.is_question and not echoes(s, customer_line)
    )
    by_id = {fact.id: fact for fact in facts}
    return tuple(_heard(finding, by_id[finding.fact_id], reading, told, today) for finding in findings)


def small_question(
    reading: Reading, asides: Sequence[Aside], *, weightier: Collection[Seen] = ()
) -> Seen | None:
    """The last question beside the matter to which the customer has an answer, which it gives.

    None that asks for something `weightier`.
    """
    taken = {seen.start for seen in weightier}
    for sentence in reversed(reading.sentences):
        if sentence.is_question and sentence.start not in taken:
            rated = [(_likeness(aside, sentence), aside.say) for aside in asides]
            likeness, say = max(rated, key=lambda one: one[0], default=(0, ""))
            if likeness:
                return Seen(say, "asides", sentence.start, sentence.end)
    return None


def _likeness(aside: Aside, sentence: Sentence) -> int:
    """The places of the fullest gist of it that the question holds."""
    held = (gist(asked) for asked in aside.asked)
    return max((len(one.places) for one in held if holds(sentence.text, one, asks=True)), default=0)


def _heard(
    finding: Finding, fact: Fact, reading: Reading, told: tuple[Sentence, ...], today: datetime | None
) -> Finding:
    if finding.verdict in (Verdict.CORRECT, Verdict.VIOLATED) or _differs(finding):
        return finding
    heard = told if fact.forbidden is None else [s for s in told if not is_taken_back(reading.text, s.start)]
    sentence = next((s for s in heard if not _denied(finding, s) and holds_any(s.text, fact.gist)), None)
    if sentence is None or _dates_otherwise(reading.text[sentence.start : sentence.end], fact, today):
        return finding
    verdict = Verdict.CORRECT if fact.forbidden is None else Verdict.VIOLATED
    return by_sentence(fact, verdict, reading.of_sentence(fact.id, BY_GIST, sentence))


def _denied(finding: Finding, sentence: Sentence) -> bool:
    """In this very sentence the opposite was said."""
    said = finding.evidence
    return (
        finding.verdict is Verdict.WRONG and said is not None and sentence.start <= said.start < sentence.end
    )


def _dates_otherwise(words: str, fact: Fact, today: datetime | None) -> bool:
    """It gives a date, though none that the statement has: one of another fact's, perhaps."""
    dates = [v for v in read_values(fact.statement or "", today=today) if isinstance(v, Day) and v.day]
    said = [v for v in read_values(words, today=today) if isinstance(v, Day)] if dates else []
    return any(conflicts(one, date) for one in said for date in dates) and not any(
        agrees(one, date) for one in said for date in dates
    )


def _differs(finding: Finding) -> bool:
    """Another value was said."""
    rule = finding.evidence.rule if finding.evidence else ""
    return finding.verdict is Verdict.WRONG and rule in BY_VALUE
