"""The patterns by which a model's line gives itself away; matched against folded text."""

from __future__ import annotations

import re
from typing import Final


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_I: Final = (
    r"\bi(?:'?ll| will| can|'?ve| have|'?m going to| am going to|'?m able to| am able to|'?m| am|'?d| would)?"
    r"(?: (?:now|just|already|also|(?:go|gone) ahead and"
    r"|be (?:able|more than happy|happy|glad) to|\w+ly))*"
)
"""An agent who says what they do."""
_WE: Final = (
    r"\bwe(?:'?ll| will| can|'?ve| have|'?re| are|'?d| would| do)?"
    r"(?: (?:now|just|also|like to|gladly|happily|be able to|be happy to|going to|\w+ly))*"
)
_REST: Final = r"\b[^.?!]{0,60}"
"""What else stands in the sentence."""
_DESK: Final = (
    r"(?:(?:\w+ ){0,2}(?:team|department|specialists?|experts?|colleagues?|warehouse|couriers?|carrier|depot"
    r"|supervisors?|managers?|engineers?|technicians?|office))"
)
_GOODS: Final = (
    r"(?:refund|replacement|credit|voucher|discount|claim|fee|callback|call back|engineer|technician|delivery"
    r"|label|confirmation|link|update|ticket|reshipment|upgrade|waiver|compensation)"
)

ROLE_FLIP: Final = _any_of(
    # Opens and closes a talk as whoever serves does.
    r"\bhow (?:can|may|could|might) (?:i|we) (?:help|assist|be of|serve|support)",
    r"\bwhat (?:can|may|could) (?:i|we) do (?:for you|to (?:help|assist))",
    r"\bwhat seems to be the\b",
    r"\b(?:any|some)thing (?:else )?(?:that )?(?:i can|can i|may i|we can|can we) (?:help|assist|do for)",
    r"\b(?:anything|something) else (?:you(?:'?d| would)? (?:need|like)|for you)",
    r"\b(?:happy|glad|here|pleased|delighted) to (?:help|assist|arrange|process|look into)\b(?! me| us)",
    r"\b(?:do not|don'?t) hesitate to|\bfeel free to (?:contact|reach|ask|call|let)|\brest assured",
    r"\bthank(?:s| you) for (?:contacting|calling|reaching out|getting in touch|choosing|being a|bringing th"
    r"|letting (?:us|me) know|sharing|your (?:patience|cooperation|understanding|loyalty|feedback|business))",
    r"\bto our attention\b|\bas a (?:gesture of|token of|valued|loyal customer of ours)",
    r"\b(?:please|kindly) allow (?:us|up to|\d|one|two|three|four|five|seven|ten|a few|some time)",
    r"\byou(?:'?ll| will| should) (?:soon |shortly )?(?:receive|be receiving) (?:a|an|your|the|our)\b",
    r"\blet (?:me|us) know if (?:there|you (?:need|have|require))|\bto (?:better |best )?(?:assist|serve) you\b",
    r"\byou(?:'?re| are) (?:very |most )?welcome\b|\b(?:assure you|promise you) that we\b",
    r"\bappreciate you (?:letting|bringing|sharing|reaching|contacting|taking the time)",
    # Speaks as the company.
    rf"{_WE} (?:apologi[sz]e|(?:value|appreciate) (?:you|that you)|strive|aim to|regret"
    r"|take (?:this|such|these|your|all))",
    rf"{_WE} (?:doing (?:all|everything)|working (?:on|hard|to)|looking into|investigating|sorry)\b",
    rf"{_WE} (?:refund|replace|credit|escalate|process|reship|dispatch|ship|notify|update|contact|inform|offer"
    rf"|provide|ensure|resolve|issue|arrange|received?|sent?|get back to|keep){_REST}\byour?\b",
    r"\bour (?:policy|policies|team|systems?|records?|terms|couriers?|carriers?) (?:is|are|was|were|will|does|do|has"
    r"|have|can|cannot|requires?|states?|shows?|allows?|says?|indicates?)\b",
    # Does the agent's work, for the one they speak to.
    rf"(?:{_I}|\blet me|\ballow me to)(?: just| quickly)? (?:check|look|find|pull up|verify|fix|sort|trace|track"
    r"|resolve|process|escalate|transfer|connect|arrange|update|see what|walk|review|expedite|put you)\b"
    rf"{_REST}\b(?:for you\b|you (?:through|to|with)\b|your (?:account|order|case|details|refund|claim|record"
    r"|file|ticket|request|booking|parcel|package|delivery|issue|concern)s?\b|i can do\b|our (?:system|record)s?)",
    rf"{_I} (?:process|issue|credit|waive|approve|refund|replace|escalate|book|offer|send|sent|arrange|raise|open)"
    rf"(?:d|ed)?(?: you)? (?:a|an|the|your|you a)\b[^.?!]{{0,20}}\b(?:for you|{_GOODS} (?:to|for|on) you)",
    rf"{_I} (?:process|issue|credit|waive|approve|refund|replace|book|offer|send|sent|arrange)(?:d|ed)?(?: you)?"
    rf" (?:a|an|the|your)\b[^.?!]{{0,20}}\b{_GOODS}\b",
    rf"{_I} (?:escalate|forward|pass|report|refer|raise|flag|transfer)(?:d|ed|red)? (?:this|that|it|you|the \w+)"
    rf"(?: on)? (?:to|with) (?:our|the (?:relevant|appropriate|right|responsible)|a) {_DESK}",
    rf"{_I} (?:(?:transfer|connect|assist|help) you (?:to|with|for|out|in|by|today|now|right)"
    r"|(?:refund|reimburse|credit|compensate)e?d? you)\b",
    rf"\bwould you like me to{_REST}\b(?:for you|your|another|a new|{_GOODS})\b",
    r"\blet me (?:fix|resolve|rectify|correct) (?:this|that|it)\b",
    rf"{_I} (?:made|make|added|add|left|leave|put) a note (?:on|in|to) (?:your|the|our)\b",
    r"\b(?:i|we)(?:'?d| would)? (?:\w+ )?(?:want|like|going|here) to (?:make|put) (?:this|it|things) right",
    r"\bwhile i (?:check|look|pull|access|review|locate|find) (?:our|your|the (?:system|account|order))",
    r"\byour (?:refund|replacement|claim|case|order|account|request|parcel|package|complaint|ticket) (?:has|will|is"
    r"|was|should)(?: \w+)? (?:been|be|now|being|on|processed|refunded|approved|issued|credited|shipped|updated"
    r"|received|escalated|resolved|delayed|sent|lost|delivered)",
    r"\b(?:confirm|verify|provide|share)(?: me| us)?(?: with)? your\b(?! (?:name|manager|decision|answer|plan))",
    r"\byour (?:date of birth|zip|full name|identity|security (?:question|code))\b",
    r"\bleave (?:it|this|that) with me\b|\bi(?:'?ll| will) stay (?:on|with) (?:you|this|it|both)\b",
    r"\b(?:i|we)(?:'?ll| will| can| could|'?ve| have) (?![^.?!]*\b(?:read|spell|say|said|repeat|tell|told|write"
    r"|type|find|make|put|photo\w*|picture\w*|screenshots?|copy|again)\b)[^.?!]{0,50}\bfor you\b",
    r"(?:^|[.!?] )(?:the|a) (?:refund|replacement|credit|voucher|ticket|complaint) (?:has (?:now )?been|was|is being"
    r"|will be) \w+ed\b[^?]*(?:[.!]|$)",
    r"\b(?:may|could|can) (?:i|we) (?:please )?(?:take|get|have|know) your"
    r" (?:full|order|account|booking|delivery|postcode)",
    r"\bmay (?:i|we) know (?:the|your)\b",
    rf"{_I} (?:check|checked|spoken|spoke|contact|contacted) (?:with )?our\b",
    # Introduces themselves as whoever calls or serves.
    r"\b(?:hello|hi|good (?:morning|afternoon|evening)),? (?:this is|i(?:'m| am)|it's) \w+(?: \w+)? (?:from|with|at) ",
    r"\bmy name(?:'s| is) \w+(?: \w+)?,?(?: and)? i(?:'m| am)? (?:work for|from|with|calling (?:from|for|on behalf))\b",
    r"\bis (?:this|now) a (?:good|bad|convenient) (?:time|moment)\b|\b(?:can|could) you (?:speak|talk) freely\b",
    # Asks what lies behind it for the one they speak to.
    r"\bwhat (?:were you (?:hoping|planning|looking|going) to|had you (?:planned|hoped|meant)"
    r"|did you have (?:planned|in mind)|did you need (?:it|that|this|them|the)\b)"
    r"(?! (?:do about|tell me|say to me|charge|offer))",
    r"\bwhat (?:worries|bothers|troubles|matters (?:most )?to) you\b"
    r"|\bwhat(?:'s| is) (?:your|the) (?:biggest|main) worry\b",
    r"\bhow (?:are|have) you (?:been )?(?:managing|coping|holding up|getting by)\b|\bhow did you come by\b",
    r"\b(?:what|how) (?:does|did|is|has|would|will) (?:it|this|that|all \w+|the \w+)(?: \w+)? (?:affect|leav|hold|hit"
    r"|chang|stop|mak\w* (?:it )?(?:hard|difficult|impossible))\w*[^.?!]{0,30}\byou\b[^.?!]*\?",
    # Owns the mistake, notes it down.
    r"\b(?:that|this|it|which)(?:'s| is| was) (?:on us\b|our (?:own )?(?:mistake|error|fault|doing|failure)\b)"
    r"|\b(?:mistake|error|fault) (?:is|was) ours\b",
    r"\b(?:we|our \w+) (?:\w+ )?(?:promised|overcharged|failed) you\b|\bwe(?:'ve| have)? let you down\b",
    rf"{_I} (?:note|add|log|mark|flag|put|writ|record)\w*\b[^.?!]{{0,40}}\b(?:on|in|to|into|against) your"
    r" (?:account|bill|claim|file|case|order|record|booking)\b",
    # Comforts the one they speak to.
    r"\byou(?:'?ve| have) (?:every|good) (?:reason|right) to be\b",
    r"\bapologi[sz]e for (?:any|the|this|that|your)|\bsorry for (?:any|the|your) (?:\w+ )?(?:inconvenience|trouble"
    r"|delay|experience|confusion|frustration|mix-?up|wait)",
    r"\bsorry (?:to hear|(?:that |if )?you(?:'?ve| have| had|'?re| are| feel| went))",
    r"\bi (?:\w+ )?(?:\w+ )?understand (?:your (?:frustration|concern|situation|feelings|anger|disappointment)"
    r"|how \w+(?:ing|ed|ful|ult) )",
    r"\byou should(?:n'?t| not) have (?:had )?to\b",
    r"\bi(?:'?d| would) be (?:angry|annoyed|upset|cross|mad) (?:as well|too)",
    r"\b(?:hear|appreciate|address|share|regarding|resolve|for|about) your (?:concerns?|frustration|patience|issue"
    r"|disappointment|inconvenience|feedback|loyalty)\b",
    r"\bi(?:'?m| am) (?:your|an?|the) (?:customer service |customer support |support )?(?:agent|advis[eo]r"
    r"|representative)\b",
)

_LABEL: Final = (
    r"(?:customer|agent|user|assistant|system|response|reply|message|answer|output|note|direction|tone|mood|emotion"
    r"|frustration|scene|narrator|thinking|thoughts?|reasoning|analysis|turn \d+|option \d+)"
)

META: Final = _any_of(
    r"\bas an? (?:ai|artificial|(?:large )?language model|(?:virtual |digital )?assistant)\b",
    r"\bi(?:'?m| am) (?:just |only )?an? (?:ai|artificial|(?:large )?language model|chat ?bot|(?:virtual|digital)"
    r" (?:assistant|agent|customer)|fictional|simulated)\b",
    r"\bi(?:'?m| am| was| have been) (?:programmed|designed|trained|instructed|prompted|asked to (?:play|act|pretend"
    r"|respond))\b|\btold to (?:act|play|sound|pretend|stay in|respond)",
    r"\brole-? ?play(?:ing|er|s)?\b|\bsimulat(?:ed|ion|ing)\b|\btraining exercise\b|\bfictional\b",
    r"\b(?:in|out of|break(?:ing)?|my) character\b|\b(?:my|this|the) persona\b",
    r"\bsystem prompt\b|\bmy (?:instructions|direction|prompt|training data|programming)\b",
    r"\bas (?:directed|instructed)\b",
    r"\bin (?:this|the) (?:simulation|exercise|role)\b|\bin this scenario,? (?:i|the customer)\b",
    r"\bfrustration (?:level|score)\b|\bfrustration[:=] ?\d",
    r"\bhere(?:'?s| is) (?:\w+ ){0,4}(?:message|reply|response|version|customer|answer from)\b",
    r"\bthe next (?:message|reply|response|line)\b|\brephrase (?:that|this|it)\b",
    r"\bas the customer\b",
    r"\bthe customer (?:is|gets|pauses|feels|would|continues|types|sighs|replies|responds|becomes|hangs|says"
    r"|leaves|ends)\b|\b(?:conversation|chat|talk) ends\b",
    r"\bplay(?:ing)? (?:an?|the) (?:\w+ )?(?:customer|caller|client)\b",
    r"\bmy role (?:is|as)\b|\bin the role of\b|\bpretend(?:ing)? to be (?:a|an|the|some)",
    r"\bthe agent'?s? (?:reply|response|message|last|empathy)\b|\bthe agent (?:is|seems|should) \w+ing\b",
    r"\bend of (?:the )?(?:conversation|chat|transcript|scene|role|session|message)\b",
    r"\[\s*direction",
    rf"(?:^|\n)\W*{_LABEL}(?:'s)?(?: \w+)?(?: \([^)]*\))?\W{{0,2}}:",
    r"\s(?:agent|customer|assistant|user):\s",
)

_DOINGS: Final = (
    r"(?:sigh|paus|angr|frustrat|silen|typing|types|laugh|roll|shak|mutter|annoy|clear|frown|groan|scoff"
    r"|deep breath|hang|ends|end of|disconnect|leaves|nod|cries|crying|slam|rais|exasperat|sarcas|voice|still"
    r"|\w+ly[*)\]_ ,])"
)

STAGE_DIRECTION: Final = _any_of(
    rf"[*(\[_]\s*(?:\w+ )?{_DOINGS}[^*)\]_]*[*)\]_]?",
    r"(?<!\w)\*[^*\s][^*\n]* [^*\n]*\*(?!\w)",
    r"(?:^|[.!?] )\*\w+(?:s|ing)\*",
    r"^\([^)]{1,40}\)",
)

_CANNOT: Final = (
    r"\bi(?:'?m| am)? ?(?:(?:sorry|afraid),? )?(?:but )?(?:i )?(?:can'?t|cannot|can not|won'?t|will not"
    r"|(?:am |'m )?(?:unable|not (?:able|allowed|permitted|willing|going)) to|won'?t be able to|must decline to"
    r"|decline to|prefer not to|(?:would|'d) rather not|refuse to|don'?t feel able to|must refrain from)"
)
_TALK: Final = (
    r"(?:conversation|role|request|discussion|content|scenario|role-? ?play|exercise|kind of (?:message|response"
    r"|language|content)|language|topic|instruction|(?:an? )?(?:rude|angry|hostile|abusive|aggressive|insulting"
    r"|hateful) \w+"
    r"|(?:message|response|reply) that (?:is|would|contains))"
)

REFUSAL: Final = _any_of(
    rf"{_CANNOT} (?:help|assist|comply)(?: you)? with (?:that|this|your|the)\b",
    rf"{_CANNOT} (?:continue|engage|participate|proceed|take part|respond|answer|fulfil|fulfill|provide|produce|play"
    rf"|discuss|use|support|say|write|create)\b[^.?!]{{0,25}}\b{_TALK}",
    rf"{_CANNOT} (?:fulfil|fulfill|generate|comply|create content|pretend to be|play the (?:role|part)|role-? ?play"
    r"|impersonate|take on the (?:role|part)"
    r"|engage (?:in|with)|respond to (?:that|this)|write (?:that|this|such|a|an)|decline|answer in)\b",
    rf"{_CANNOT} (?:say|write|be|do|using|use) (?:\w+ )?(?:that is )?"
    r"(?:harmful|rude|offensive|hostile|abusive|aggressive)",
    r"\bnot (?:feel )?comfortable (?:with )?(?:writing|continuing|engaging|playing|responding|pretending|generating"
    r"|saying|roleplaying)|n'?t feel comfortable (?:writing|continuing|engaging|playing|responding|pretending)",
    r"\b(?:not|n'?t|in)(?: be)? ?appropriate for me to",
    r"\bdecline (?:this|that|your|the|such|to (?:answer|respond|engage|participate|write|play))\b(?! offer)",
    r"\b(?:that|this|your) request (?:is|was|goes|violates|seems)",
    r"\bapologi[sz]e,? but i(?:'?m| am| can| will)? ?(?:not|n'?t|unable|cannot|can'?t)\b",
    r"\b(?:not|n'?t) something (?:that )?i(?:'?m| am)? (?:can|able to) (?:help|assist|do)",
    r"\b(?:content|usage|safety|ethical|community) (?:policy|policies|guidelines?|standards?)\b",
    r"\bmy (?:guidelines|programming|principles are|purpose is)\b|\bhelpful,? (?:honest,? )?and harmless\b",
    r"\b(?:inappropriate|harmful|offensive|abusive) (?:content|requests?|language|material)\b",
)

MARKUP: Final = _any_of(
    r"\*\*",
    r"__\w",
    r"`",
    r"~~",
    r"(?:^|\s)#{1,6} \S",
    r"(?:^|\s)#{2,6}\S",
    r"(?:^|\n)\s*[-*•·] \S",
    r"(?:^|\s)[*•] \S",
    r"(?:^|\s)\(?1[.):] \S.*\s\(?2[.):] \S",
    r"(?<!\w)_[^_\s][^_]*_(?!\w)",
    r"\|.*\|",
    r"\[[^\]\n]*\]\([^)\n]*\)",
    r"\[/?[@a-z][^\]\n]*\]",
    r"</?[a-z|!][^>\n]*>",
    r"\{[^}\n]*\}",
    r"&(?:[a-z]{2,8}|#\d+);",
    r"\\[nrt\"]",
    r"\bhttps?://",
)

QUOTED: Final = re.compile(r"\"[^\"]*\"|(?<!\w)'[^']{3,}'(?!\w)")
"""What a customer cites is not what they say themselves."""
