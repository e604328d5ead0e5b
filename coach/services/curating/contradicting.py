"""Facts that cannot be true beside each other, beside their article, or beside what must not be said.

The fact engine judges replies, and a reply may speak of anything. So what it calls wrong counts here only where
both texts are about the same thing: where they share most of their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from coach.domain.assessment import Finding, Verdict
from coach.domain.scenario import Article, Fact, Scenario
from coach.domain.text import content_words
from coach.domain.value_matching import agrees, conflicts
from coach.domain.value_reader import read_values
from coach.domain.values import Bound
from coach.scoring.facts import judge_facts
from coach.services.curating.remark import Draft, Remark, cut, needed, numbered_statements, quote

SAME_MATTER = 0.6
"""Of the words of the longer text, figures aside, that the shorter one has too. In the shipped scenarios no two
facts share more than 0.5."""
_MARKUP = re.compile(r"^#.*$|[*_`>|]|^\s*[-+]\s|^\s*\d+\.\s", re.MULTILINE)
_ASIDE = re.compile(
    r"\s*(?:example|for example|never|do not|don't|until|before|if|formerly)\b", re.IGNORECASE
)
"""Sentences of an article that say what is not so, what was so, or what is so in one case."""
_OF_VALUES = frozenset(
    f"facts.{kind}" for kind in ("money", "days", "dates", "percent", "counts", "times", "rates")
)


def against_each_other(draft: Draft) -> Iterator[Remark]:
    """Each statement is read as if an agent had said it, against the other facts of the same matter."""
    scenario = draft.scenario
    told: set[frozenset[str]] = set()
    must_be_said = needed(scenario) | {fact.id for fact in scenario.required_facts}
    for at, fact in numbered_statements(scenario):
        others = [
            f for f in scenario.facts if f is not fact and not f.until and _same_matter(fact.text, f.text)
        ]
        for finding in judge_facts(fact.text, others, today=scenario.today) if others else ():
            pair = frozenset((fact.id, finding.fact_id))
            if finding.verdict is Verdict.WRONG and pair not in told:
                told.add(pair)
                yield _contradiction(scenario, at, finding)
            elif finding.verdict is Verdict.VIOLATED and fact.id in must_be_said:
                yield _forbidden(scenario, at, finding)


def against_articles(draft: Draft) -> Iterator[Remark]:
    """Each sentence of the articles is read as if an agent had said it, against the statements of its matter."""
    scenario = draft.scenario
    facts = [fact for _, fact in numbered_statements(scenario)]
    for article in draft.articles:
        for sentence in _assertions(article):
            near = [f for f in facts if _same_matter(sentence, f.text)]
            for finding in judge_facts(sentence, near, today=scenario.today) if near else ():
                if _states_another_value(finding, sentence, scenario):
                    yield _otherwise(scenario, finding, said_in=article.id)


def _assertions(article: Article) -> Iterator[str]:
    paragraphs = _MARKUP.sub("", article.body).split("\n\n")
    for paragraph in paragraphs:
        for sentence in cut(" ".join(paragraph.split())):
            if not _ASIDE.match(sentence):
                yield sentence


def _same_matter(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) >= SAME_MATTER * max(len(mine), len(theirs), 1)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in content_words(text) if not word[0].isdigit())


def _states_another_value(finding: Finding, sentence: str, scenario: Scenario) -> bool:
    """By a plain figure: 'more than 300 euros' is a rule, and no other amount than 412.20."""
    if finding.verdict is not Verdict.WRONG or finding.evidence is None:
        return False
    if finding.evidence.rule not in _OF_VALUES:
        return False
    return _conflicts_plainly(sentence, scenario.fact(finding.fact_id), today=scenario.today)


def _conflicts_plainly(sentence: str, fact: Fact, *, today: datetime) -> bool:
    stated = read_values(fact.text, today=today)
    said = (value for value in read_values(sentence, today=today) if value.bound is not Bound.AT_LEAST)
    other = (value for value in said if not any(agrees(value, one) for one in stated))
    return any(conflicts(value, one) for value in other for one in stated)


def _contradiction(scenario: Scenario, at: int, finding: Finding) -> Remark:
    other = scenario.fact(finding.fact_id)
    message = (
        f"The fact '{scenario.facts[at].id}' contradicts '{other.id}', which says {quote(other.text)}: an agent "
        "who states the one is marked wrong on the other."
    )
    return Remark("C906", ("facts", at, "statement"), message, "Make the two agree, or make them one.")


def _forbidden(scenario: Scenario, at: int, finding: Finding) -> Remark:
    message = (
        f"To state the fact '{scenario.facts[at].id}' is to do what '{finding.fact_id}' forbids: "
        f"{quote(scenario.fact(finding.fact_id).text)}."
    )
    return Remark("C907", ("facts", at, "statement"), message, "Word the one or the other more narrowly.")


def _otherwise(scenario: Scenario, finding: Finding, *, said_in: str) -> Remark:
    at = next(number for number, fact in enumerate(scenario.facts) if fact.id == finding.fact_id)
    said = finding.evidence.quote if finding.evidence else ""
    message = f"The article {said_in} says {quote(said)}; the fact '{finding.fact_id}' says otherwise."
    return Remark("C908", ("facts", at, "statement"), message, "Make the two agree.")
