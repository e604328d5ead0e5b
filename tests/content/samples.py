"""A small library as files: one curriculum, one scenario, one rubric, one persona, one article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PERSONA = """\
schema: coach/persona@1
id: sam-lee
name: Sam Lee
english: en-GB
summary: Patient until somebody is careless.
style:
  register: informal
  words_per_turn: 14
  sayings:
    vent: [I have been at this all morning.]
temperament: {baseline: 50, patience: 3}
triggers: [asked_again, dismissive]
soothers: [name_problem]
"""

RUBRIC = """\
schema: coach/rubric@1
id: desk
title: Service desk
summary: Was the person heard, and was it true?
criteria:
  - id: heard
    title: Heard
    axis: empathy
    weight: 100
    measure: understanding
    anchors: {0: none, 1: a topic, 2: their words, 3: one detail, 4: what it meant, 5: all of it}
  - id: right
    title: Right
    axis: accuracy
    weight: 100
    measure: correct
    anchors: {0: none, 1: little, 2: some, 3: half, 4: most, 5: all of it}
auto_fail:
  - {id: blamed, title: Blamed the customer, on: fault, ids: [blame], why: It ends the talk.}
"""

SCENARIO = """\
schema: coach/scenario@1
id: late-coat
title: The coat that never came
line_of_business: customer-support
channel: chat
difficulty: 1
skills: [understanding]
persona: sam-lee
rubric: desk
today: 2026-11-18T10:00
briefing: You can refund and send again.
customer:
  reason_for_contact: Parcel 4471 never came.
  opening: Parcel 4471 never came. Where is it?
  known_info:
    - {id: address, ask: the delivery address, say: 14 Mill Lane.}
    - {id: order, ask: the order number, say: "4471.", told: true}
  hidden:
    - {id: school, explored_by: what the coat is for, say: My son starts school on Monday.}
  beliefs:
    - {id: at-once, holds: that the money is back today, corrected_by: refund, confirmed_by: [today]}
  asides:
    - {asked: [anyone/who home], say: My neighbour is.}
  goals:
    - id: money
      needs: [refund]
      accepts: All right.
    - id: coat
      ways:
        - {needs: [new-coat], asks: [address], accepts: Good.}
        - {needs: [refund], unless: school, accepts: The money then.}
facts:
  - id: refund
    statement: The refund takes 3 to 5 days.
    required: true
    source: KB-1 section 1
    gist: [refund/money 3/three 5/five day, refund/money back 5/five, money 5/five account/card, refund take 5/five]
    asked: [When is my money back?, How many days is that?, And the money?]
  - id: new-coat
    statement: A new coat arrives on Friday 20 November.
    source: KB-1 section 2
    gist: [new/coat friday/20th arrive/come, coat/new_one friday/20th have/get, new_coat two_days/friday, send coat friday/20th]
    asked: [When is it here?, On what day does it come?, And the new one?]
  - id: today
    forbidden: promise the money today
    source: KB-1 section 1
  - {id: lost, statement: A parcel that never came counts as lost after 10 days., source: KB-1}
copilot:
  - {when: first reply, says: Promise it today., wrong: true, breaks: today, article: KB-1}
  - {at: money, says: The refund takes 3 to 5 days., kind: right}
articles: [articles/KB-1.md]
tests:
  - reply: Calm down.
    expect: {faults: [dismissive], findings: {refund: absent}}
model_replies:
  - {at: the refund, say: The refund takes 3 to 5 days.}
"""

CURRICULUM = """\
schema: coach/curriculum@1
id: first
title: First
summary: Begin here.
lessons:
  - {id: one, scenario: late-coat}
  - {id: two, scenario: late-coat, after: [one], pass: {empathy: 3.5}}
"""

ARTICLE = """\
# KB-1 Parcels

## 1. Refunds

They take 3 to 5 days.

## 2. Sending again

It arrives in two days. A new coat that is sent today arrives on Friday 20 November.
A parcel that never came counts as lost after 10 days.
"""


@dataclass(frozen=True)
class Files:
    """The library's folders and files, each of which a test may change."""

    curricula: Path
    personas: Path

    @property
    def scenario(self) -> Path:
        return self.curricula / "first" / "scenarios" / "late-coat.yaml"

    @property
    def curriculum(self) -> Path:
        return self.curricula / "first" / "curriculum.yaml"

    @property
    def rubric(self) -> Path:
        return self.curricula / "rubrics" / "desk.yaml"

    @property
    def persona(self) -> Path:
        return self.personas / "sam-lee.yaml"

    @property
    def article(self) -> Path:
        return self.curricula / "first" / "articles" / "KB-1.md"


def write_library(folder: Path) -> Files:
    files = Files(folder / "curricula", folder / "personas")
    for file, text in (
        (files.scenario, SCENARIO),
        (files.curriculum, CURRICULUM),
        (files.rubric, RUBRIC),
        (files.persona, PERSONA),
        (files.article, ARTICLE),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return files


def place(text: str, mark: str) -> tuple[int, int]:
    """Line and column, from 1, of the only place where `mark` stands."""
    assert text.count(mark) == 1, f"{mark!r} stands {text.count(mark)} times"
    at = text.index(mark)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
