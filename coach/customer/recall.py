"""How the customer takes up what the agent has said before."""

from __future__ import annotations

from coach.customer.cue import Part
from coach.domain.agenda import Agenda
from coach.domain.assessment import Verdict
from coach.domain.customer import Goal
from coach.domain.memory import Change, in_few_words
from coach.domain.transcript import CustomerAct


def said_otherwise(change: Change, *, owned: bool) -> Part:
    """They noticed: thanks where it is called a mistake, else the agent's own words held against them."""
    if owned:
        return Part(CustomerAct.THANK, reason="owned")
    if change.now:
        slots = {"before": _said_back(change.before), "now": _said_back(change.now)}
        return Part(CustomerAct.CHALLENGE, reason="changed", slots=slots)
    return _quoting(CustomerAct.CHALLENGE, change.before)


def relapse(goal: Goal, agenda: Agenda) -> Part:
    """Back to what they were wrongly promised, in the agent's own words where a person would say them back."""
    needs = {fact for way in goal.all_ways for fact in way.needs}
    said = [agenda.said[fact] for fact in sorted(needs & agenda.said.keys())]
    words = next((in_few_words(s.quote) for s in said if s.verdict is Verdict.WRONG), "")
    return _quoting(CustomerAct.RELAPSE, words)


def _quoting(act: CustomerAct, words: str) -> Part:
    return Part(act, reason="quoted", slots={"quote": _said_back(words)}) if words else Part(act)


def _said_back(words: str) -> str:
    return words.replace('"', "'")
