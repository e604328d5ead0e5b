"""Content turned into an agent's speech: what happened, a fact, a question for a detail, all said to the customer."""

from __future__ import annotations

import re

from coach.domain.customer import KnownInfo
from coach.domain.text import fold, sentences, word_set
from coach.scoring.lexicon import english_words

LONGEST = 24
"""Words of a sentence that can be said back without sounding read out."""
_TO_YOU = (
    (r"\b(?:she|he|the (?:customer|member|caller|employee|passenger)) (?:is|was|has|does)\b", None),
    (r"\b(?:to|for|with|by|from) (?:the (?:customer|member|caller|employee|passenger)|him|her(?= *[.,;]|$))", None),
    (r"\b[Tt]he (?:customer|member|caller|employee|passenger) (?=\w+s\b)", None),
    (r"\btell the (?:customer|member|caller|employee|passenger)\b", "tell you"),
    (r"\b(?:she|he)\b", "you"), (r"\bShe\b|\bHe\b", "You"), (r"\b(?:her|his)\b", "your"), (r"\b(?:Her|His)\b", "Your"),
    (r"\bhim\b", "you"), (r"\b(?:herself|himself)\b", "yourself"),
)  # fmt: skip
_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do"}
_OURS = re.compile(r"\bthe (assistant|bot|chatbot)\b")
_BY_US = re.compile(
    r"\bby the (bank|airline|shop|store|insurer|lender|provider|company|agency|hotel|plan|landlord)\b"
)
_YOUR_OWN = re.compile(r"^The (?=(?:bill|claim|timesheet|policy|booking|payslip|deposit)\b)")
_OF_THEIRS = re.compile(
    r"^(?:The|An?) (?=(?:account|bill|booking|card|claim|delivery|deposit|flight|invoice|order|parcel|payment"
    r"|payslip|policy|refund|ticket|timesheet)\b)|^The (?=\w+ (?:arrived|came|broke)\b)"
)
"""Where the reason for contact begins with something of the customer's; a fact may speak of any."""
_YOUR_CLAIM = re.compile(r"\b(denies|rejects|turns down|delays) the (?=claim|application|request)")
_SHORTER = {
    "is not": "isn't", "does not": "doesn't", "do not": "don't", "need not": "needn't", "cannot": "can't",
    "will not": "won't", "has not": "hasn't", "it is": "it's", "that is": "that's", "I will": "I'll", "I am": "I'm",
    "you are": "you're",
}  # fmt: skip
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|shows?|says?|arrived|came|leaves?|left|promised|stopped|never|did|does"
    r"|went|lost|broke|charged|took)\b"
)
_SUBJECT = re.compile(r"(?:You|We|I|They|It|She|He)\b")
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|when|where)\b[^,.]*")
_SPLIT = re.compile(r", and (?=(?:the|her|his|their|your|a|an|no|on)\b)")


def what_happened(reason: str, briefing: str) -> list[str]:
    """Sentences that say the reason for contact to the customer: the whole, then parts that stand alone."""
    whole = re.sub(r"\s*\([^)]*\)", "", reason).strip().rstrip(".")
    if not whole or "?" in whole:
        return []
    parts = _SPLIT.split(whole)
    found = [whole] if len(whole.split()) <= LONGEST else []
    if len(parts) > 1:
        found += [p for p in parts if len(p.split()) >= 4 and (_CLAUSE.search(p) or p is parts[0])]
    elif not found:
        found = [whole.split(", ", maxsplit=1)[0]]
    return [_capital(_of_ours(to_you(_of_theirs(p)), briefing)) + "." for p in found]


def _of_theirs(text: str) -> str:
    """What is theirs is 'your' in our mouth: 'The payslip leaves out ...', 'denies the claim'."""
    return _YOUR_CLAIM.sub(r"\1 your ", _OF_THEIRS.sub("Your ", _capital(text)))


def is_sentence(text: str) -> bool:
    """Somebody does or is something in it; 'A letter that denies your claim.' names a thing, and no more."""
    return _SUBJECT.match(text) is not None or _CLAUSE.search(_RELATIVE.sub("", text)) is not None


def said_back(line: str) -> str:
    """What the customer says happened to them, said back to them; empty where no sentence can be turned safely."""
    for span in sentences(line):
        if back := _turned(line[span.start : span.end].strip()):
            return back
    return ""


def in_speech(statement: str, *, register: str) -> str:
    """A fact as it would be said: to this person, and with short forms where these are at home."""
    text = re.sub(r"\bis refunded to\b", "goes back to", statement)
    text = re.sub(r"\bis refunded\b", "goes back to you", text)
    text = re.sub(r"\bin the account\b", "in your account", _YOUR_OWN.sub("Your ", text))
    return in_register(to_you(text), register)


def in_register(text: str, register: str) -> str:
    if register == "formal":
        return text
    for long, short in _SHORTER.items():
        text = re.sub(rf"\b{long}\b(?! to\b)(?=\s\w)", short, text)
    return text


def question_for(known: KnownInfo, *, register: str) -> str:
    """A question for one detail, from how its author names it: 'the date of birth', 'which card was charged'."""
    if re.match(r"an? ", known.ask):
        return f"Do you have {to_you(known.ask)}?"
    wanted = detail(known)
    if wanted.startswith(("your ", "the ")):
        return f"May I have {wanted}, please?" if register == "formal" else f"Can you give me {wanted}?"
    return f"May I ask {wanted}?" if register == "formal" else f"Can you tell me {wanted}?"


def detail(known: KnownInfo) -> str:
    """'your date of birth', 'which card was charged'."""
    ask = to_you(known.ask)
    if ask.startswith("the ") and not re.search(r"\b(?:of|on|for|in) (?:the|a)\b|\bamount\b", ask):
        return "your " + ask.removeprefix("the ")
    return ask


def to_you(text: str) -> str:
    """What is said of the customer, said to them."""
    for pattern, plain in _TO_YOU:
        text = re.sub(pattern, plain if plain is not None else _addressed, text)
    text = re.sub(r"\b([Yy]ou )(\w+?)(?<!s)s\b(?= (?:\d+|a|an|the|only|in|for)\b)", r"\1\2", text)
    return re.sub(r"\b([Yy]ou) (is|was|has|does)\b", lambda m: f"{m[1]} {_VERBS[m[2]]}", text)


def lowered(sentence: str) -> str:
    """To go on after a colon; a name or a number keeps its capital."""
    first = sentence.split(" ", maxsplit=1)[0]
    common = first in _STARTERS or first.endswith("ing") or _is_common(first)
    return sentence[:1].lower() + sentence[1:] if common else sentence


def _is_common(word: str) -> bool:
    """'Over-ear' and 'Late', but not 'I'll' and 'May'."""
    if "-" in word:
        return word.partition("-")[2].islower()
    return word.casefold() in english_words() and not word.startswith(("I'", "May"))


_STARTERS = word_set(
    """The A An No Your Our You We Nothing Nobody Anybody Once If From When Until While Two Three Four Five Six
    Seven Eight Instead Interest Home New Missing In On This That That's It All Any There What Who You've"""
)


def _addressed(match: re.Match[str]) -> str:
    words = match.group().split()
    if words[0] in ("to", "for", "with", "by", "from"):
        return f"{words[0]} you"
    you = "You" if words[0][0].isupper() else "you"
    return f"{you} {_VERBS[words[-1]]}" if words[-1] in _VERBS else f"{you} "


def _of_ours(text: str, briefing: str) -> str:
    """Our own house is not 'the bank' in our own mouth."""
    text = _OURS.sub(r"our \1", text)
    opening = briefing.split(".", maxsplit=1)[0]
    return _BY_US.sub(lambda m: "by us" if re.search(rf"\b{m[1]}\b", opening) else m.group(), text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_LEADS = re.compile(r"(?:(?:if|when|since) [^,]{3,40}|so|and|but|well|look|listen|now|hello|hi), ")
_TURNS = {
    "i was": "you were", "i wasn't": "you weren't", "i am": "you are", "i'm": "you're", "i've": "you've",
    "i'd": "you'd", "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "you were": "we were", "you've": "we've", "you": "we", "your": "our",
}  # fmt: skip
_TURN = re.compile(r"\b(?:" + "|".join(sorted(_TURNS, key=len, reverse=True)) + r")\b")
_HAPPENED = re.compile(
    r"(?:i (?:was|wasn't|have had|had|got|took|waited|called|wrote|paid|sent|worked|returned|lost|never got)\b"
    r"|i (?!want|need|ask|believ|hop|lik)\w{2,}ed\b|i've (?:been|had|waited|called|written|paid|sent|lost)\b"
    r"|my (?:\w+ ){1,3}(?:has|have|had|was|were|is|are|came|arrived|broke|never|still|got|stopped|went)\b"
    r"|you (?:charged|sent|cancelled|lost|blocked|denied|closed|billed|took|broke|stopped) )"
)
_UNFIT = re.compile(
    r"\b(?:us|our|he|she|they|him|them|you people|want|wants|please|thanks|thank|think|believe|hope|guess|polite"
    r"|complaint|lawyer"
    r"|angry|sorry|(?:to|for|with|at|from|of|by|tell|told|rang|called|had|\w+ed) you|need|should|can|could|would"
    r"|will|just|let|it|these|those|if|why|what|how)\b|[\"()?*:]"
    r"|\b(?:that|this)(?= (?:i|you|is|was|it|they|he|she|we|the|my|makes?|would)\b|[,.!]|$)"
)


def _turned(sentence: str) -> str:
    plain = _LEADS.sub("", fold(sentence), count=1)
    if _UNFIT.search(plain) or not _HAPPENED.match(plain) or not 4 <= len(plain.split()) <= LONGEST:
        return ""
    text = _TURN.sub(lambda m: _TURNS[m.group()], plain)
    for name in re.findall(r"(?<=\s)[A-Z][\w-]*", sentence):
        text = re.sub(rf"\b{re.escape(name.lower())}\b", name, text) if name != "I" else text
    return _capital(text.rstrip(".!? ")) + "."
