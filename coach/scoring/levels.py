"""The three things that empathy credits, 0 none, 1 weak, 2 strong, each with its words.

Validation: 2 a feeling or a hardship acknowledged in particular words, 1 an apology, ownership or a formula.
Exploration: 2 an open question or one that cares for the person, 1 a question for a detail.
Understanding: 2 this customer's situation in the agent's own words, 1 in the customer's or only touched.
"""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.assessment import Act, Level, Levels
from coach.scoring.acts import Observed
from coach.scoring.faults import particular_feeling
from coach.scoring.matching import Seen, shown
from coach.scoring.problem import Matter, speaks_of_another
from coach.scoring.reading import Sentence
from coach.scoring.sense import is_specific, senses

_SOMEBODY = frozenset(
    {"mother", "father", "child", "partner", "grandmother", "dog", "cat", "brother", "sister"}
)
_PRONOUNS = frozenset({"she", "she'll", "she's", "he", "he'll", "he's", "her", "him", "his"})
COPIED = 0.75
"""Share of a sentence's senses that stand in the customer's line, from which it is their words again."""
_SPENT = frozenset(
    {"cold", "formula", Act.CITE_POLICY, Act.DISMISS, Act.BLAME_CUSTOMER, Act.OFF_TOPIC, "self_oriented"}
)


def read_levels(observed: Observed, matter: Matter, *, asks_again: bool) -> Levels:
    validation, felt = _validation(observed, matter)
    understanding, grasped = _understanding(observed, matter)
    exploration, explored = (0, None) if asks_again else _exploration(observed)
    named = (("validation", felt), ("exploration", explored), ("understanding", grasped))
    evidence = tuple(
        observed.reading.evidence(name, seen.rule, start=seen.start, end=seen.end)
        for name, seen in named
        if seen
    )
    return Levels(validation, exploration, understanding, evidence)


def _validation(observed: Observed, matter: Matter) -> tuple[Level, Seen | None]:
    if particular := particular_feeling(observed):
        return (2 if _is_theirs(particular, observed, matter) else 1), particular
    weak = [
        *observed.all(Act.APOLOGISE),
        *observed.all(Act.TAKE_OWNERSHIP),
        *observed.all(Act.ACKNOWLEDGE_FEELING),
    ]
    first = min(weak, key=lambda s: s.start, default=None)
    return (1, first) if first else (0, None)


def _is_theirs(felt: Seen, observed: Observed, matter: Matter) -> bool:
    """The reply as a whole says more than 'that is awful': the feeling is about something, and not another's."""
    around = [s for s in observed.reading.sentences if s.start <= felt.start < s.end]
    if any(speaks_of_another(s, matter) for s in around):
        return False
    if observed.ids & {Act.NAME_PROBLEM, Act.TAKE_OWNERSHIP, Act.CONCRETE_NEXT_STEP}:
        return True
    about = {s for sentence in around for s in sentence.senses if is_specific(s)}
    return len(about - senses(observed.reading.text[felt.start : felt.end])) >= 1


def _exploration(observed: Observed) -> tuple[Level, Seen | None]:
    strong = [
        s
        for s in (*observed.all("care"), *observed.all(Act.ASK_OPEN))
        if not _is_service_formula(s, observed)
    ]
    if strong:
        return 2, min(strong, key=lambda s: s.start)
    weak = [*observed.all(Act.ASK_OPEN), *observed.all(Act.ASK_INFO)]
    first = min(weak, key=lambda s: s.start, default=None)
    return (1, first) if first else (0, None)


def _is_service_formula(seen: Seen, observed: Observed) -> bool:
    if any(s.start < seen.end and seen.start < s.end for s in observed.all(Act.OFF_TOPIC)):
        return True
    words = observed.reading.folded[seen.start : seen.end + 40]
    return "how" in words[:4] and ("help" in words or "assist" in words)


def _understanding(observed: Observed, matter: Matter) -> tuple[Level, Seen | None]:
    best: tuple[Level, Seen | None] = (0, None)
    named = {s.start for s in observed.all(Act.NAME_PROBLEM)}
    for sentence in observed.reading.sentences:
        level = _grasp(sentence, observed, matter=matter, is_named=sentence.start in named)
        if level > best[0]:
            best = level, Seen("understanding", _RULES[level], sentence.start, sentence.end)
    return best


_RULES = {1: "their-matter-touched", 2: "their-matter-in-own-words"}


def _grasp(sentence: Sentence, observed: Observed, *, matter: Matter, is_named: bool) -> Level:
    gives = shown(observed.seen, sentence)
    specific = frozenset(s for s in sentence.senses if is_specific(s))
    shared = len(specific & matter.senses) + _speaks_of_theirs(sentence, matter)
    if (not shared and not is_named) or (gives & _SPENT and not is_named):
        return 0
    own = specific - senses(matter.line)
    copied = len(specific - own) >= COPIED * len(specific)
    caring = bool(gives & {Act.ACKNOWLEDGE_FEELING, Act.APOLOGISE})
    if gives & _SPENT or copied:
        return 1
    if is_named and (shared >= 2 or caring):
        return 2
    return 2 if shared and Act.ACKNOWLEDGE_FEELING in gives else 1


def _speaks_of_theirs(sentence: Sentence, matter: Matter) -> int:
    """1 where a pronoun takes up somebody that the customer spoke of."""
    return int(bool(_SOMEBODY & senses(matter.line)) and not _PRONOUNS.isdisjoint(sentence.words))


def touched(observed: Observed, matter: Matter) -> Iterator[Sentence]:
    """Sentences with any bearing on the matter."""
    for sentence in observed.reading.sentences:
        if frozenset(s for s in sentence.senses if is_specific(s)) & matter.senses:
            yield sentence
