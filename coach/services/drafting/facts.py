"""Facts proposed from a policy, or from what the agent said: the sentences that state a figure or set a bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.domain.persona import LONGEST_ID
from coach.domain.scenario import Fact
from coach.domain.source import Noted, Passage, Said
from coach.domain.text import content_words, sentences
from coach.domain.value_reader import read_values
from coach.services.drafting.article import numbered
from coach.services.drafting.gaps import LONGEST as MOST_CHARACTERS
from coach.services.drafting.gaps import shortened

MOST = 8
MOST_FORBIDDEN = 4
SHORTEST = 4
"""Words of a sentence that can be a statement."""
LONGEST = 40
_FORBIDS = re.compile(
    r"\b(?:must not|must never|may not|should not|shouldn't|do not|don't|never|cannot|can't|is not allowed to|are not"
    r" allowed to|not permitted to)\s+(?P<what>[a-z].{6,200})",
    re.IGNORECASE,
)
_WHO_MUST_NOT = re.compile(
    r"\b(?:agents?|advis[eo]rs?|staff|we|you|colleagues?|employees?|teams?|representatives?|reps?|assistants?"
    r"|nobody|no one"
    r"|clerks?|desks?|operators?|specialists?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:.()\u2013\u2014]|\b(?:when|if|that|who|which|because|unless|while|where|since|although|as|so|then)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"do not|don't|never", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"(?:please|always|note|also|therefore|under no circumstances|important|agents? and advisers?)?",
    re.IGNORECASE,
)
_AGENT_IS_NOT_TO = re.compile(
    r"^(?:the )?agent (?:should|must|does|did|will)(?: not|n't) (?P<what>.+)$", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?:must|only|at least|at most|up to|within|free of charge|no charge|always)\b", re.IGNORECASE
)
_MARKUP = re.compile(r"[*_`>#|]+|^\s*(?:[-+]|\d+[.)])\s+", re.MULTILINE)


@dataclass(frozen=True)
class Proposed:
    """A fact, and how much it has to do with this talk."""

    fact: Fact
    shared: int
    """Content words that the talk has too."""
    line: int


def from_policy(policy: Sequence[Passage], *, about: frozenset[str], article: str) -> list[Proposed]:
    """The statements of the sections that have most to do with what the talk is about, and what they forbid."""
    found = [
        one
        for passage in numbered(policy)
        for sentence in _sentences(passage)
        if (
            one := _proposed(
                sentence, about, source=f"{article} section {passage.number}" if passage.number else article
            )
        )
    ]
    return _best(found)


def from_agent(said: Iterable[Said], *, about: frozenset[str]) -> list[Proposed]:
    """What the agent told the customer, where there is no policy to go by."""
    found = [
        one
        for turn in said
        for sentence in split(turn.text, turn.line)
        if not sentence.text.endswith("?")
        if (one := _proposed(sentence, about, source="the briefing", may_forbid=False))
        if read_values(sentence.text)
    ]
    return _best(found)


def bans_of(expected: Iterable[Noted], taken: set[str]) -> Iterator[Fact]:
    """What a task says that the agent must not do; `taken` are ids of facts that there are already."""
    for one in expected:
        found = _AGENT_IS_NOT_TO.match(one.text)
        id_ = name_of(found["what"]) if found else ""
        what = found["what"].rstrip(" .") if found else ""
        if what and id_ not in taken:
            taken.add(id_)
            yield Fact(id=id_, forbidden=shortened(what), source="the briefing")


def split(text: str, line: int) -> Iterator[Noted]:
    """Its sentences, each on the line of the whole."""
    for span in sentences(text):
        yield Noted(text[span.start : span.end].strip(), line)


def _sentences(passage: Passage) -> Iterator[Noted]:
    for offset, line in enumerate(passage.body.split("\n"), start=1):
        yield from split(" ".join(_MARKUP.sub(" ", line).split()), passage.line + offset)


def _proposed(
    sentence: Noted, about: frozenset[str], *, source: str, may_forbid: bool = True
) -> Proposed | None:
    words = sentence.text.split()
    shared = len(content_words(sentence.text) & about)
    if not SHORTEST <= len(words) <= LONGEST or len(sentence.text) >= MOST_CHARACTERS:
        return None
    if shared < 1 or sentence.text.endswith((":", "?")):
        return None
    forbids = _ban_in(sentence.text) if may_forbid else None
    id_ = name_of(forbids["what"] if forbids else sentence.text)
    if forbids:
        what = re.split(r"[:;] ", forbids["what"])[0].rstrip(" .:;!")
        return Proposed(Fact(id=id_, forbidden=what, source=source), shared, sentence.line)
    if not (read_values(sentence.text) or _BOUND.search(sentence.text)):
        return None
    statement = sentence.text if sentence.text.endswith((".", "!")) else f"{sentence.text}."
    return Proposed(Fact(id=id_, statement=statement, source=source), shared, sentence.line)


def _ban_in(sentence: str) -> re.Match[str] | None:
    """What the agent must not do. What a customer cannot do, or a rule does not allow them, is no ban."""
    for found in _FORBIDS.finditer(sentence):
        clause = _CLAUSE.split(sentence[: found.start()])[-1].strip()
        is_order = _ORDERS.match(found.group()) and _NO_SUBJECT.fullmatch(clause)
        if (is_order or _WHO_MUST_NOT.search(clause)) and not found["what"].casefold().startswith("be "):
            return found
    return None


def name_of(text: str, *, most: int = 4) -> str:
    """An id from the words that carry the sense: 'refund-business-days'."""
    words = [w for w in re.findall(r"[a-z]+", text.casefold()) if len(w) > 3 and content_words(w)]
    return "-".join(dict.fromkeys(words[:most]))[:LONGEST_ID].strip("-") or "statement"


def _best(found: list[Proposed]) -> list[Proposed]:
    """The nearest to the talk, statements and bans apart, each id once, in the order of the source."""
    unique: dict[str, Proposed] = {}
    for one in sorted(found, key=lambda one: -one.shared):
        unique.setdefault(one.fact.id, one)
    bans = [one for one in unique.values() if one.fact.forbidden][:MOST_FORBIDDEN]
    statements = [one for one in unique.values() if one.fact.statement][:MOST]
    return sorted([*statements, *bans], key=lambda one: one.line)
