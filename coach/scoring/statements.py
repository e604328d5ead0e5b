"""The acts that need more than a phrase: steps with a time, questions for a detail, facts stated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.domain.assessment import Act
from coach.scoring.matching import Seen, shown
from coach.scoring.problem import Matter
from coach.scoring.reading import Reading, Sentence
from coach.scoring.sense import is_specific

_CLAUSE = re.compile(
    r"[;:]\s|,\s(?=(?:and|but|so|or|which|while|because|since|it|he|she|they|the|your|we|i)\b)|\s(?:and"
    r"|but|so|because|since|where|while|although)\s"
)
_MOVED_NOW = frozenset({Act.TRANSFER, Act.HOLD, Act.CLOSE})
_NO_QUESTION_OF_DETAIL = frozenset(
    {
        Act.VERIFY_IDENTITY,
        Act.HOLD,
        Act.CLOSE,
        Act.OFF_TOPIC,
        Act.ASK_OPEN,
        Act.DISMISS,
        Act.BLAME_CUSTOMER,
        Act.TRANSFER,
    }
)
_CHOICE = re.compile(r"\b(?:or|which|prefer|rather|okay|ok|all right|work for you|suit)\b")
_NOT_A_FACT = frozenset(
    {
        Act.ACKNOWLEDGE_FEELING, Act.NAME_PROBLEM, Act.APOLOGISE, Act.TAKE_OWNERSHIP, Act.THANK, Act.CLOSE,
        Act.OFF_TOPIC, Act.CITE_POLICY, Act.DISMISS, Act.OVER_PROMISE, Act.HOLD, Act.GREET, Act.TRANSFER,
        Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.REFUSE, Act.VERIFY_IDENTITY, Act.ASK_OPEN,
        Act.ASK_INFO, Act.BLAME_CUSTOMER, "commitment", "formula",
    }
)  # fmt: skip
_WHOLLY_OTHER = frozenset(
    {Act.DISMISS, Act.OFF_TOPIC, Act.TRANSFER, Act.CITE_POLICY, Act.HOLD, Act.THANK, Act.CLOSE}
)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|isn'?t|aren'?t|wasn'?t|weren'?t|hasn'?t|hadn'?t|will|means?"
    r"|takes?|took|covers?|shows?|came|comes?|starts?|ends?"
    r"|runs?|goes|went|costs?|includes?|expires?|reach(?:ed|es)|appears?|bounced|arrived?|lacks?|needs?"
    r"|works?|depends|equals|opens?|closes?"
    r"|belongs?|counts?|applies|apply|carries|carry|holds?|gets?|got|receives?|says?|said|reads?|sits?"
    r"|stands?|stays?|falls?|fell|points?|stopped"
    r"|begins?|began|lasts?|remains?|contains?|allows?|lets?|changed?|moved|left|sent|added|released"
    r"|generated|failed|owes?|owe|pays?|paid|did|does|didn'?t|doesn'?t"
    r"|points|bills?|used|uses|shipped|landed|cleared|posted|\w+ed)\b|'(?:s|re|ve)\b"
)


def next_steps(reading: Reading, found: list[Seen]) -> Iterator[Seen]:
    """Commitments of somebody for this case that have a time."""
    for sentence in reading.sentences:
        gives = shown(found, sentence)
        if sentence.is_question or not {"commitment", "time"} <= gives or gives & _MOVED_NOW:
            continue
        first = min(
            (s for s in found if s.within(sentence) and s.gives in ("commitment", "time")),
            key=lambda s: s.start,
        )
        yield Seen(Act.CONCRETE_NEXT_STEP, "committed-with-time", first.start, sentence.end)


def questions(reading: Reading, found: list[Seen]) -> Iterator[Seen]:
    """Questions for a detail, a choice or a yes or no."""
    for sentence in reading.sentences:
        if not sentence.is_question or len(sentence.words) < 2:
            continue
        gives = shown(found, sentence)
        if gives & _NO_QUESTION_OF_DETAIL:
            continue
        if Act.OFFER_SOLUTION in gives and not _CHOICE.search(sentence.text):
            continue
        yield Seen(Act.ASK_INFO, "detail-asked", sentence.start, sentence.end)


def information(reading: Reading, found: list[Seen], *, matter: Matter) -> Iterator[Seen]:
    """Clauses that state something about the case and do nothing else."""
    for sentence in reading.sentences:
        if sentence.is_question or shown(found, sentence) & _WHOLLY_OTHER:
            continue
        for clause in _clauses(sentence):
            if _states(clause) and not _is_taken(clause, found, matter):
                yield Seen(Act.GIVE_INFO, "fact-stated", clause.start, clause.end)


def _states(clause: Sentence) -> bool:
    if len(clause.words) < 3 and not any(w[:1].isdigit() for w in clause.words):
        return False
    if clause.words[0] in _NO_SUBJECT and not _OURS.match(clause.text):
        return False
    return _PREDICATE.search(clause.text) is not None


def _is_taken(clause: Sentence, found: list[Seen], matter: Matter) -> bool:
    """The clause does something else; naming the problem, it still states a fact if much of it is new."""
    gives = shown_in(found, clause) & _NOT_A_FACT
    if gives == {Act.NAME_PROBLEM}:
        return len({s for s in clause.senses if is_specific(s)} - matter.senses) < 2
    return bool(gives)


def shown_in(found: list[Seen], clause: Sentence) -> frozenset[str]:
    """What is seen in words that overlap the clause."""
    return frozenset(s.gives for s in found if s.start < clause.end and clause.start < s.end)


_NO_SUBJECT = frozenset(
    [
        "i",
        "i'll",
        "i'm",
        "i've",
        "i'd",
        "we",
        "we'll",
        "we're",
        "we've",
        "we'd",
        "let",
        "let's",
        "my",
        "you",
        "you'd",
        "you're",
        "you've",
        "please",
        "kindly",
        "before",
        "no",
        "not",
        "if",
        "when",
        "once",
        "go",
        "so",
        "then",
        "and",
        "or",
        "hold",
        "wait",
        "sorry",
        "thank",
        "thanks",
        "trust",
        "don't",
        "do",
        "just",
        "never",
        "ooh",
        "oh",
        "well",
        "as",
        "to",
    ]
)
_OURS = re.compile(
    r"(?:i|we) (?:can see|see|received|got|have (?:your|the|a record)|hold|show|don't have|only have)"
    r"|you (?:have|still have|owe|get|will get|earn|qualify)\b"
    r"|(?:so|then|and|well|oh|or|as) (?:the|your|it|its|that|there)\b|you were charged|no \w+ (?:is|are"
    r"|applies)"
)


def _clauses(sentence: Sentence) -> Iterator[Sentence]:
    start = 0
    for cut in [*_CLAUSE.finditer(sentence.text), None]:
        end = cut.start() if cut else len(sentence.text)
        piece = sentence.text[start:end]
        lead = len(piece) - len(piece.lstrip(" ,;:"))
        if piece.strip():
            yield Sentence(piece[lead:].rstrip(), sentence.start + start + lead)
        start = cut.end() if cut else end
