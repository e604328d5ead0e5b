"""Values that say what somebody went through or is about to do, not what the fact rules."""

from __future__ import annotations

import re

from coach.domain.values import Clock, Count, Day, Duration, Value
from coach.scoring.facts.clauses import Clause

_UNDERGONE = re.compile(
    r"\W*(?:straight |now |already |long )?(?:of (?!notice|leave|cover|the (?:receipt|date|day))|without"
    r"|with (?:no|two"
    r"|three|a)|on (?:hold|the phone|crutches)|in (?:a|the|that|this|your) (?:queue|line|row|cold|dark)"
    r"|waiting|offline|away"
    r"|ago|late"
    r"|overdue|at the|at work|off work|out of|and (?:nobody|no one|nothing|still))\b"
)
_RULES = re.compile(
    r"\b(?:will|can|may|must|should|cannot|can't|won't|takes?|costs?|needs?|needed|appl(?:y|ies)|lasts?"
    r"|allowed?|paid"
    r"|covered|refunded|required|free|included|due|have to|gets?|charged|standard|maximum|limit)\b|\w'll\b"
)
_TERM = re.compile(r"\b(?:within|after|by|until|up to|takes?|at least|at most|allow|under|inside|every)\W+$")
_WENT_THROUGH = re.compile(
    r"\b(?:you|he|she|they|who)(?:'ve| have| has|'s|'re| are| were| was)? (?:just |already |now "
    r"|only )?(?:been|waited"
    r"|waiting|spent|went|gone|lost|worked|stood|sat|called|rung|rang|written|wrote|lived|tried|chased|took|taken"
    r"|without|offline"
    r"|had to|paid in|put in|done)\b"
)
_JUDGED = re.compile(
    r"\b(?:is|are|was|were|must be|must have been|sounds?|feels?|would be|isn't"
    r"|aren't)\s(?:\w+ ){0,3}?(?:long|far"
    r"|frightening|hard|a lot|many|much|enough|unacceptable|miserable|dreadful|awful|exhausting|worrying"
    r"|stressful"
    r"|frustrating|wrong|fair|right|rough|tough)\b"
)
_OWN_DOING = re.compile(
    r"\b(?:i'm|i am|we're|we are|i've|i have|we've|i) (?:just |now |already )?(?:asking|asked|calling"
    r"|called|writing"
    r"|wrote|sending|sent|putting|put|looking|checking|checked|raising|raised|passing|passed|chasing|chased"
    r"|opening"
    r"|opened|noting|noted|taking|took|staying|on|here)\b"
    r"|\b(?:i'll|i will|i can|we'll|we will)\b"
)
_ARRIVES = (
    r"(?!(?:need|proceed|pay|paid|credit|deliver|return|repair|restor|fix|giv|approv|releas|reimburs"
    r"|cover)\w*\b)"
)
_DONE = re.compile(
    r"\b(?:i've|i have|we've|we have|i|we) (?:just |now |already )?(?:set up|set off|put through|begun"
    rf"|{_ARRIVES}\w{{2,}}ed)\b"
    rf"|\b(?:i'm|i am|we're|we are) (?:just |now |already )?{_ARRIVES}\w+ing\b"
)
"""What somebody does or has done themselves, unless doing it is what the fact dates."""
_OWN_DAYS = re.compile(r"\b(?:your|my|his|her|those|these|two|three|four|five) (?:\w+ )?$")
_ON_ONE = re.compile(r"\b(?:on|all in) $")
"""'Two letters on one day': the day on which, not how many."""
_REMARK = re.compile(
    r"^\W*(?:and |but |so )?(?:that's|that is|that was|it's|what) (?:quite |such |rather |still )?an? "
    r"(?:\w+ ){1,4}to \w+"
)
_ATTRIBUTE = re.compile(
    r" (?:work|shifts?|hours|overtime|party|birthday|wedding|lessons?|class(?:es)?|match|trip)\b"
)
"""'Saturday work' says which work, not when something happens."""
_SUPPOSED = re.compile(r"^\W*(?:and |but |so )?(?:if|unless|should|suppose)\b")


def is_lived(clause: Clause, value: Value) -> bool:
    """'Four years without a late payment', 'forty minutes at the desk is a long time'."""
    before = clause.text[: value.start - clause.start]
    if isinstance(value, Duration) and (_ON_ONE.search(before) or _REMARK.search(before)):
        return not _TERM.search(before)
    if not isinstance(value, Duration | Count) or (
        _JUDGED.search(clause.text) is None and _states_rule(clause, value)
    ):
        return False
    if isinstance(value, Count) and value.ordinal:
        return False
    behind = clause.text[value.end - clause.start :]
    if _TERM.search(before):
        return False
    if _WENT_THROUGH.search(before) or _JUDGED.search(behind):
        return True
    return bool(_UNDERGONE.match(behind))


def _states_rule(clause: Clause, value: Value) -> bool:
    behind = re.split(r"[,;]", clause.text[value.end - clause.start :], maxsplit=1)[0]
    return bool(_RULES.search(clause.text[: value.start - clause.start] + behind))


def is_passing(clause: Clause, value: Value) -> bool:
    """The day or the hour of what the agent does, or of what is only supposed: 'I'm asking for it today'."""
    if isinstance(value, Day) and _ATTRIBUTE.match(clause.text[value.end - clause.start :]):
        return True
    if isinstance(value, Day) and _is_own_weekdays(clause, value):
        return True
    if not (isinstance(value, Clock) or (isinstance(value, Day) and value.relative)):
        return False
    doing = _OWN_DOING.search(clause.text) or _DONE.search(clause.text)
    return bool(doing or _SUPPOSED.match(clause.text))


def _is_own_weekdays(clause: Clause, value: Day) -> bool:
    """'Your Saturdays' are what somebody worked."""
    said = clause.text[value.start - clause.start : value.end - clause.start]
    return said.endswith("days") and bool(_OWN_DAYS.search(clause.text[: value.start - clause.start]))
