"""The patterns by which a model's line gives itself away; matched against folded text."""

from __future__ import annotations

import re
from typing import Final


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_ILL: Final = r"\bi(?:'?ll| will| can|'?ve| have|'?m going to|'?m able to)(?: now| just| already| also)*"
_GOODS: Final = (
    r"(?:refund|replacement|credit|voucher|discount|claim|fee|callback|call back|engineer|technician)"
)

ROLE_FLIP: Final = _any_of(
    r"\bhow (?:can|may|could) i (?:help|assist|be of)",
    r"\banything (?:else )?(?:that )?(?:i can|can i|may i) (?:help|assist|do for)",
    r"\b(?:happy|glad|here|pleased) to (?:help|assist)\b(?! me| us)",
    rf"(?:{_ILL}|\blet me|\ballow me to)(?: just| quickly)? (?:check|look|find|pull up|verify|fix|sort"
    r"|resolve|process|escalate|transfer|connect|arrange|update|see what)\b[^.?!]{0,60}"
    r"\b(?:for you\b|your (?:account|order|case|details|refund|claim|record|file|ticket|request|booking))",
    rf"{_ILL} (?:process|issue|credit|waive|approve|refund|replace|escalate|book|offer|send|arrange)"
    rf"(?:d|ed|sent)?(?: you)? (?:a|an|the|your)\b[^.?!]{{0,20}}\b{_GOODS}\b",
    r"\byour (?:refund|replacement|claim|case|order|account|request) (?:has|will|is) (?:been|be|now|being)"
    r" (?:processed|refunded|approved|issued|credited|shipped|updated|received|escalated|resolved)",
    r"\bthank(?:s| you) for (?:contacting|calling|reaching out|choosing|your patience|being a|bringing this)",
    r"\b(?:apologi[sz]e|sorry) for (?:any|the) (?:inconvenience|trouble|delay)",
    r"\bi (?:\w+ly )?understand (?:your (?:frustration|concern|situation|feelings|anger)|how frustrating)",
    r"\bwe (?:truly |really )?(?:value|appreciate) your",
    r"\bour (?:policy|policies|team|systems?) (?:is|are|will|does|do|can|requires?|states?|shows?|allows?)\b",
    r"\bi(?:'?m| am) (?:your|an?|the) (?:customer service |customer support |support )?(?:agent|advis[eo]r"
    r"|representative)\b",
)

META: Final = _any_of(
    r"\bas an ai\b",
    r"\bi(?:'?m| am) (?:just |only )?an? (?:ai|artificial|(?:large )?language model|chat ?bot|virtual"
    r" assistant)\b",
    r"\brole-? ?play(?:ing|er)?\b",
    r"\bsimulat(?:ed|ion)\b",
    r"\btraining exercise\b",
    r"\b(?:in|out of|break(?:ing)?) character\b",
    r"\bsystem prompt\b",
    r"\bmy (?:instructions|direction|prompt)\b",
    r"\bfrustration (?:level|score)\b",
    r"\bhere(?:'?s| is) (?:my|the|a) (?:next )?(?:message|reply|response)\b",
    r"\[\s*direction",
    r"(?:^|\n)\s*(?:customer|agent|user|assistant|system)\s*:",
    r"\s(?:agent|customer):\s",
)

_DOINGS: Final = (
    r"(?:sigh|paus|angr|frustrat|silen|typing|types|laugh|roll|shak|mutter|annoy|clear|frown|groan|scoff"
    r"|deep breath|hang|ends|end of|disconnect|leaves|nod|cries|crying|coldly|calmly|firmly|quietly|visibly)"
)

STAGE_DIRECTION: Final = _any_of(
    rf"[*(\[_]\s*{_DOINGS}[^*)\]_]*[*)\]_]",
    r"(?<!\w)\*[^*\s][^*\n]* [^*\n]*\*(?!\w)",
)

_CANNOT: Final = (
    r"\bi(?:'?m| am)? ?(?:sorry,? )?(?:but )?(?:i )?(?:can'?t|cannot|can not|won'?t|(?:am )?unable to)"
)

REFUSAL: Final = _any_of(
    rf"{_CANNOT} (?:help|assist|comply)(?: you)? with (?:that|this|your)\b",
    rf"{_CANNOT} (?:continue|engage|participate|proceed)(?: with| in) (?:this|that|the|such)"
    r" (?:conversation|role|request|discussion|content|scenario)",
    rf"{_CANNOT} (?:fulfil|fulfill|generate|comply|create content)\b",
    r"\b(?:content|usage|safety) (?:policy|policies|guidelines?)\b",
    r"\bmy guidelines\b",
    r"\binappropriate (?:content|request)\b",
)

MARKUP: Final = _any_of(
    r"\*\*",
    r"__\w",
    r"```",
    r"(?:^|\n)\s{0,3}#{1,6} ",
    r"(?:^|\n)\s*(?:[-*•]|\d[.)]) \S.*\n\s*(?:[-*•]|\d[.)]) ",
    r"(?:^|\s)[*•] \S",
    r"\[[^\]\n]*\]\([^)\n]*\)",
    r"\[/?[@a-z][^\]\n]*\]",
    r"</?[a-z][^>\n]*>",
)

QUOTED: Final = re.compile(r"\"[^\"]*\"|(?<!\w)'[^']{3,}'(?!\w)")
"""What a customer cites is not what they say themselves."""

FOREIGN_WORDS: Final = {
    "es": "el los las por para está pero muy gracias porque una del mi qué que cuando",
    "de": "ich nicht und das ist ein eine mit auf für wir sie aber bitte haben wann mein meine",
    "fr": "je vous nous est pas une les des avec pour mais où votre mon ma c'est",
    "it": "il che non sono per della questo perché quando mio",
    "pt": "não uma você meu minha com para isso",
    "nl": "het niet een ik van maar mijn wanneer",
    "pl": "nie jest się czy moje kiedy",
    "tl": "ang ng mga ako hindi kayo yung ninyo ito",
}
"""Function words of other languages, those apart that are English words, too."""
