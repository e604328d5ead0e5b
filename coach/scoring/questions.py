"""What a question is after, where it asks for none of the details that the customer is known to have."""

from __future__ import annotations

import re

from coach.domain.assessment import GOES_FOR_IT, Question
from coach.domain.customer import Hidden
from coach.domain.situation import Situation
from coach.scoring.acts import Observed
from coach.scoring.gist import holds_any
from coach.scoring.matching import Seen
from coach.scoring.reading import Sentence
from coach.scoring.sense import is_specific, senses

SHARED = 2
"""Specific words that a question shares with something untold before it counts as asking for it; one is enough
where the customer has not used it yet."""

_PURPOSE = re.compile(
    r"\bwhat\b.{0,60}\b(?:for|mean to you|mean for you|at stake|behind (?:it|this)|depend\w*)\b"
    r"|\bwhat (?:is|was|are|were|has|does|do|did)\b.{0,40}\b(?:stop\w*|prevent\w*|keep\w*|hold\w*|get\w* in the way"
    r"|making|worr\w+|trouble\w*|bother\w*|wait\w*|difficult|hard)\b"
    r"|\bwhat (?:happens|would happen|else is)\b"
    r"|\b(?:when|what day|by when)\b.{0,25}\bneed\w*\b|\bneed(?:ed)? (?:it|this|that|them|the \w+) (?:for|by)\b"
    r"|\bis (?:some(?:body|one)|any(?:body|one)) waiting\b|\bwho is (?:it|this) for\b"
    r"|\b(?:is|was) there (?:any|some)(?:one|body)\b.{0,40}\b(?:waiting|rely\w*|depend\w*|need\w*)\b"
    r"|\b(?:is|was) there (?:any|some)thing\b.{0,60}\b(?:you|that|coming|waiting|planned|worr\w+|need)\b"
    r"|\bis there (?:a|another|(?:some|any)(?:thing|body|one)?)\b.{0,40}"
    r"\b(?:coming up|planned|due|deadline|date|reason|occasion|plan)\b"
    r"|\b(?:another|next|second|more|other|due)\b.{0,40}\b(?:coming up|planned|booked|ordered|ahead|soon|due)\b"
    r"|\b(?:trying|hoping|planning|supposed|about) to (?:get|be|go|use|do|make|reach|cancel)\b"
    r"|\bneed to be there\b|\bwhat's (?:it|this|that|the \w+) for\b|\bare you due\b"
    r"|\bwhat takes you\b|\bwhat changed\b|\bwhat has changed\b|\bhow (?:does|did|do|will|would|has) (?:this|that|it)\b"
    r".{0,30}\b(?:affect|leave|change|mean|hit)\w*\b|\bhow are (?:you|things)\b.{0,30}\b(?:cop|manag|hold|feel)\w*\b"
)
_CHECK = re.compile(
    r"\b(?:is|are|was|does|do|did) (?:that|this|it|everything|all|you)\b.{0,40}\b(?:ok|okay|clear|right|fine|correct"
    r"|good|acceptable|enough|all right|alright|make sense|sound|help|work|follow|happy|agree|understand)\b"
    r"|\b(?:would|will|could|might) (?:that|this|it|\w+day|tomorrow|today)\b.{0,20}"
    r"\b(?:suit|do|work|be (?:ok|okay|fine|too late|all right|alright|enough))\b"
    r"|^(?:is that |does that |that )?(?:right|ok|okay|fair|fair enough|ready|deal|good|clear|agreed"
    r"|all right|alright|yes|no)\?"
    r"|\bhow does (?:that|this|it) (?:sound|look|suit)\b|\bsounds? (?:good|ok|okay|fair|right)\b|\bis that fair\b"
    r"|\bdeal\?"
    r"|\bgot (?:all )?(?:that|it)\b"
    r"|\bmakes? sense\b|\bdo you (?:follow|understand|agree)\b"
)
_THERE = re.compile(
    r"\b(?:are )?you (?:still )?(?:there|with me|on the line)\b|\bcan you (?:still )?(?:hear|see) me\b"
    r"|^(?:\w+,? )?hello\?"
)
_WISH = re.compile(
    r"\bwhat (?:would|could|can|will|might|else would) (?:help|i do|we do|make)\b"
    r"|\bwhat (?:do|would) you (?:need|want|like)\b"
    r"(?! (?:it|that|this) for)|\bhow (?:can|may|could) (?:i|we) (?:help|assist|make)\b"
    r"|\bwhat(?:'s| is) (?:the )?most (?:important|urgent|pressing)\b|\bwhat matters (?:the )?most\b"
    r"|\bwhat (?:would|should) you (?:have|want|like|expect) (?:me|us)\b|\bwhat should (?:i|we) (?:do|start|look)\b"
)
_STANDS = re.compile(
    r"^(?:(?:so|and|but|ok|okay|sorry|now),? )*(?:is|are)(?:n't)? (?!.*\bor\b).*"
    r"\b(?:still|same|correct|right|the one|valid|current|on file|up to date|true)\b"
)
_MORE = re.compile(
    r"\bany(?:thing)? (?:else|other questions?|questions?|more)\b|\bwhat else\b|\bsomething else\b"
    r"|\b(?:what|which (?:bit|part|one|point)) (?:have|did|was) i (?:miss|leave|forg|left|skip)\w*"
    r"|\bwas that (?:the one|it|all)\b"
    r"|\b(?:is|was) (?:any|some)thing (?:still |else )?(?:not |un)?(?:clear|left|open|worr|missing)\w*"
    r"|\b(?:is|are) there (?:still )?(?:any|some)(?:thing|one|body)?\b.{0,40}"
    r"\b(?:else|left|worr\w+|doubts?|unclear|missing|bother\w*|wrong|suit)\b"
)
_CHOICE = re.compile(
    r"\bwhich (?:one|is it|of (?:these|those|the two|them)|would|do|option|way|day|time|suits|works)\b"
    r"|\bwould you (?:rather|prefer)\b"
    r"|\bwhat would you (?:like|prefer|rather)\b|\bdo you (?:want|prefer)\b.{1,60}\bor\b|\byou want\b.{1,40}\bor\b"
    r"|\b(?:shall|should|would) (?:it|that|this|i|we)\b.{1,70}"
    r"\bor (?!(?:any|some)(?:thing|body|one)|so\b|not\b|no\b)\w+"
    r"|^(?:so |and |then )?(?:an? |the |your )?\w+(?: \w+)? or (?:an? |the |your )?\w+(?: \w+){0,5}\s*\?"
)
"""Of what they would like; not 'was it the app or somebody on the phone'."""
_OFFER = re.compile(
    r"\b(?:shall|should|can|could|may|might|will) (?:i|we)\b|\bwould (?:that|it|this|an?|the)\b"
    r"|\bwould you (?:like|mind|want|accept)\b|\b(?:do|did) you want\b|\bhow about\b|\bwhat if (?:i|we)\b"
    r"|\bwant (?:me|us|that|it|one|the)\b|\bok(?:ay)? (?:if|to)\b"
    r"|\bif (?:you|that|it)(?:'d| would|'s| is)? (?:like|want|help\w*)\b"
    r"|\bis (?:it|that) (?:ok|okay|fine|all right|alright) (?:if|to|with)\b"
)
_DOES = re.compile(
    r"\b(?:can|could|would|will) you (?:(?:please|just|also|maybe|perhaps|quickly) )*"
    r"(?:phone|call|ring|talk|speak|wait|hold|go|come|pop|try|chase|remind|look|stay|drop)\b"
)
"""The customer would do something."""
_COMMITS = (
    r"(?:\w+ ){0,2}?(?:pay|borrow|lend|buy|settle|spend|sell|sign|afford|withdraw|waive|give up|move out)\b"
)
"""What nobody says yes to in passing."""
_REQUEST = re.compile(
    rf"\b(?:would|will|can|could) you (?!{_COMMITS})"
    r"(?!(?:tell|give|share|confirm|provide|say|explain|describe|let|remind|like"
    r"|mind|want|accept|rather|prefer|know|have|happen|be)\b)"
    rf"|\b(?:are|would) you (?:be )?(?:willing|able|ready|happy|prepared|free)\b(?! {_COMMITS})"
)
_YOURS = re.compile(
    r"^(?:\w+,? ){0,3}?(?:have|has|had|do|did|does|are|is|was|were|will)(?:n't)? "
    r"(?:you|your|the|there|it|he|she|they|that|this|any\w*|some\w*)\b"
)
_IDENTIFIER = re.compile(
    r"\b(?:numbers?|codes?|references?|ids?|address\w*|e-?mails?|phones?|postcode|zip|policy|serial|models?"
    r"|account|tracking|receipt|invoice|version|names?|dates?|amounts?)\b"
)
"""What people look up, and may not have."""
_WH = re.compile(
    r"(?:(?:so|and|then|but|ok|okay|right),? )*(?:what|which|whose|whom?|why|how|where|when)(?:'s)?\b"
)
_DEMAND = re.compile(
    r"\b(?:can|could|may|might|shall|should|will) (?:i|we) (?:(?:just|also|please|kindly|quickly|maybe|perhaps) )*"
    r"(?:have|get|ask|take|know|check|confirm|verify|start|begin|grab|see|note|request|trouble|borrow)\b"
)
_OWN = re.compile(r"\bwhy (?:did|do|have|are|were|was|would|don'?t|didn'?t|haven'?t)\b.{0,15}\byou\b")

_PLAIN_KINDS = (
    (Question.OWN, _OWN),
    (Question.THERE, _THERE),
    (Question.WISH, _WISH),
    (Question.MORE, _MORE),
    (Question.CHOICE, _CHOICE),
    (Question.CHECK, _CHECK),
    (Question.REQUEST, _REQUEST),
)
"""Looked for in this order."""


def explored(observed: Observed, situation: Situation) -> tuple[Seen, ...]:
    """Untold information that a question goes for: by its own words, or by asking what is behind it all."""
    found: dict[str, Seen] = {}
    for sentence in _questions(observed):
        for secret in situation.untold:
            to_the_point = _goes_for(sentence, secret, situation)
            if to_the_point or (_PURPOSE.search(sentence.text) and not _is_written_down(sentence, situation)):
                rule = GOES_FOR_IT if to_the_point else "asks-what-is-behind"
                found.setdefault(secret.id, Seen(secret.id, rule, sentence.start, sentence.end))
                break
    return tuple(found.values())


def _is_written_down(sentence: Sentence, situation: Situation) -> bool:
    """The author wrote such a question down for a detail that they know, or for a small answer of theirs."""
    written = (*(info.asked for info in situation.known), *(aside.asked for aside in situation.asides))
    return any(holds_any(sentence.text, asked, asks=True) for asked in written)


def _goes_for(sentence: Sentence, secret: Hidden, situation: Situation) -> bool:
    """By the author's gists, by a fresh word of what leads to it, or by two words of it."""
    if holds_any(sentence.text, secret.asked, asks=True):
        return True
    leads = {s for s in sentence.senses & senses(secret.explored_by) if is_specific(s)}
    shared = leads | {s for s in sentence.senses & senses(secret.say) if is_specific(s)}
    return bool(leads - senses(f"{situation.problem} {situation.heard}")) or len(shared) >= SHARED


def puts_to_them(sentence: Sentence) -> bool:
    """An offer or a choice: it waits for a yes or for one of the two, and asks for no detail."""
    if not sentence.is_question:
        return False
    return _kind(sentence) in (Question.OFFER, Question.CHOICE) or _DOES.search(sentence.text) is not None


def last_question(observed: Observed, *taken: Seen) -> Question | None:
    """The kind of the last question that asks for nothing known or untold; that is the one people answer."""
    starts = {seen.start for seen in taken}
    for sentence in reversed(_questions(observed)):
        if sentence.start not in starts:
            return _kind(sentence)
    return None


def _questions(observed: Observed) -> list[Sentence]:
    return [sentence for sentence in observed.reading.sentences if sentence.is_question]


def _kind(sentence: Sentence) -> Question:
    text = sentence.text.casefold()
    for kind, pattern in _PLAIN_KINDS:
        if pattern.search(text):
            return kind
    if _OFFER.search(text) and not _DEMAND.search(text):
        return Question.OFFER
    if _IDENTIFIER.search(text) and (_WH.match(text) or not _YOURS.search(text)):
        return Question.DETAIL
    return Question.STANDS if _STANDS.match(text) else Question.YOURS
