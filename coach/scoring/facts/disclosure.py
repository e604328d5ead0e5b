"""What a reply gives away, and the advice it is not entitled to give."""

from __future__ import annotations

import re

from coach.domain.text import fold, sentences, word_set
from coach.domain.values import Money, Percent
from coach.scoring.facts.ban import Ban, coverage
from coach.scoring.facts.clauses import Clause
from coach.scoring.facts.known import Known
from coach.scoring.facts.polarity import negations
from coach.scoring.facts.reply import Reply

_PHONE = re.compile(r"\d(?:[\s.-]?\d){6,}")
_SECRET = re.compile(r"\b(?:\d[\s-]?){3,}\d\b")
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]+\b(?!['’][a-z])(?: [A-Z][a-z]+)?\b")
_NOT_NAMES = word_set("""I I'm I'll Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July
    August September October November December English Sir Madam Ma'am Visa Hi Hello""")
_THIRD_PARTY = re.compile(
    r"\b(?:brother|sister|mother|father|mum|mom|dad|wife|husband|son|daughter|partner|friend|neighbour"
    r"|neighbor|boss"
    r"|cousin|aunt|uncle|flatmate|roommate|colleague|boyfriend|girlfriend|behalf|landlord|employer|he's"
    r"|she's|her|his)\b"
)
_GREETS = re.compile(
    r"\W*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|namaste"
    r"|thank|thanks|welcome"
    r"|kumusta|magandang)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?:(?:[Ii]t|[Tt]hat)(?:['’]s| is)|[Tt]his is|I(?:['’]m| am)|[Mm]y name(?:['’]s| is)"
    r"|[Nn]ame(?:['’]s| is)"
    r"|speaking (?:to|with))\s+(?:[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
    r"(?:(?:,? (?:po|here|again|speaking|calling))*,? (?:from|at|with|of|in)(?: the)?(?: [A-Z]\w+)+)?"
    r"(?=\s*(?:[,.!:;–—-]|$|(?:here|po|speaking|calling|and|again|from|at|with|your)\b))"
    r"|\b(?:I(?:['’]m| am)|we(?:['’]re| are)) (?:with|from|at|in)(?: the)?(?: [A-Z]\w+)+"
)
_OPENING = 2
"""Sentences in which somebody says who they are."""
_OF_SOMEONE = re.compile(r"\b(?:he|she|they|his|her|their|him)\b|\b(?:he|she)'s\b")
_IMPERATIVE = re.compile(
    r"\b(?:you (?:should|could|can|might|may|must|ought|need to)|i'd|i would|try|just|simply|take|stop"
    r"|unscrew|open|remove"
    r"|pull|switch|change|increase|reduce|skip|apply|put|use|claim|deduct|why not|best to|better to"
    r"|best is)\b"
)


_TELLS_IT = re.compile(
    r"\b(?:is|was|are|were|'s|shows?|showed|looks?|looked|came back|says?|said|because|due to|set off)\b"
)


def disclosed(reply: Reply, known: Known, ban: Ban, clause: Clause, customer_line: str) -> bool:
    text = _unintroduced(reply.text)[clause.start : clause.end]
    wanted = fold(known.fact.text)
    near = coverage(reply, ban, clause)
    if re.search(
        r"\bthird part|\banyone (?:else|other)|\bother than the|\bsomeone else|\banother person", wanted
    ):
        return (
            bool(_THIRD_PARTY.search(customer_line))
            and bool(_OF_SOMEONE.search(clause.text))
            and bool(clause.values)
        )
    if re.search(r"\b(?:number|phone)\b", wanted):
        return bool(_PHONE.search(text))
    if re.search(r"\b(?:pin|code|password|passcode|otp|cvv)\b", wanted):
        return near >= 0.5 and bool(_SECRET.search(text))
    if re.search(r"\bname|\bwho\b|\bother (?:customer|consignee|client|member)|\bidentity\b", wanted):
        return bool(_names(text)) and (
            near >= 0.3 or bool(re.search(r"\bit's\b|\bits\b|\bhe\b|\bshe\b", clause.text))
        )
    if re.search(r"\b(?:pay|salary|salaries|wages|bonus)\b", wanted):
        someone = bool(_names(text, start=True)) or bool(_OF_SOMEONE.search(clause.text))
        return someone and any(isinstance(v, Money | Percent) for v in clause.values)
    if near >= 0.5 and (clause.values or _names(text)):
        return True
    return near >= 0.75 and not negations(clause.text) and bool(_TELLS_IT.search(clause.text))


def _unintroduced(text: str) -> str:
    """The text without the name by which the agent greets: 'Good morning, it's Kim from Acme'."""
    if not _GREETS.match(text):
        return text
    end = [span.end for span in sentences(text)[:_OPENING]][-1]
    return _INTRODUCED.sub(lambda m: " " * len(m.group()), text[:end]) + text[end:]


def _names(text: str, *, start: bool = False) -> list[str]:
    found = [m.group() for m in _NAME.finditer(text) if m.group().split()[0] not in _NOT_NAMES]
    lead = (
        re.match(r"([A-Z][a-z]+) (?:got|gets|has|earns|earned|received|makes|is|was)\b", text)
        if start
        else None
    )
    return found + (
        [lead.group(1)] if lead and lead.group(1) not in ("That", "This", "There", "Your", "It") else []
    )


def advised(reply: Reply, known: Known, ban: Ban, clause: Clause) -> bool:
    if not _IMPERATIVE.search(clause.text):
        return False
    folded = fold(known.fact.text)
    if re.search(r"\b(?:medical|medic\w+|clinical|health|diagnos\w*|treatment)\b", folded):
        return bool(_MEDICAL.search(clause.text))
    if re.search(r"\b(?:legal|tax|invest\w*|financial)\b", folded):
        return bool(_MONEY_MATTERS.search(clause.text))
    if re.search(r"\b(?:open|repair|dismantle|fix)\b", folded):
        return bool(_TOOLS.search(clause.text))
    return coverage(reply, ban, clause) >= 0.5


_MEDICAL = re.compile(
    r"\b(?:ibuprofen|paracetamol|aspirin|antibiotic\w*|tablets?|pills?|dose|dosage|medicine|medication"
    r"|drug|generic|stretch\w*"
    r"|ice|heat|rest|exercise\w*|painkiller\w*|symptom\w*|drink|massage|ointment|cream|steroid\w*|insulin"
    r"|vitamin\w*|mg)\b"
)
_MONEY_MATTERS = re.compile(
    r"\b(?:deduct\w*|expens\w*|write off|claim|declare|income|invest\w*|shares?|offset|allowance|pension"
    r"|sue|lawyer"
    r"|court|company car|reduce|lower|save tax|put)\b"
)
_TOOLS = re.compile(
    r"\b(?:unscrew|screws?|panel|back cover|screwdriver|lid off|pull out|take (?:it )?apart|take off"
    r"|remove|open (?:it|the)"
    r"|wire|wires|element|drain|hose|unplug and)\b"
)
