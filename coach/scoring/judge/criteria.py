"""The yes-or-no questions that a judge is asked; the built-in formula can be computed from their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from coach.domain.situation import Situation
from coach.scoring.called import read_call


@dataclass(frozen=True)
class Criterion:
    id: str
    asks: str
    """The question, with what does not count."""


FEELING: Final = "feeling_in_particular"
APOLOGY: Final = "apology"
STOCK_CARE: Final = "stock_care"
OWNERSHIP: Final = "ownership"
SITUATION: Final = "situation_in_own_words"
TOUCHED: Final = "situation_touched"
OPEN_QUESTION: Final = "asks_to_understand"
DETAIL: Final = "asks_for_a_detail"
REMEDY: Final = "remedy"
DATED_STEP: Final = "step_with_a_time"
RELIEF: Final = "spares_them_effort"
OFFICE: Final = "office_language"
INSULTS: Final = "insults"
BELITTLES: Final = "belittles"
BLAMES: Final = "blames"
ABOUT_ITSELF: Final = "about_itself"
HOLLOW: Final = "hollow"
ADVICE_FIRST: Final = "advice_first"

CRITERIA: Final = (
    Criterion(
        FEELING,
        "Does it acknowledge what this customer feels or has been through, in words that would not fit just "
        "anybody? Not: a stock phrase. Not: a feeling about something else than their matter.",
    ),
    Criterion(
        APOLOGY,
        "Does it say sorry for what happened to the customer? "
        "Not: a 'sorry' or 'I'm afraid' that only softens a refusal or a request.",
    ),
    Criterion(
        STOCK_CARE,
        "Does it offer care or understanding in a stock phrase, such as 'I understand how you feel'?",
    ),
    Criterion(
        OWNERSHIP,
        "Does the agent admit that the fault is the company's, or personally promise to see this through? "
        "Not: a plain 'I will check'.",
    ),
    Criterion(
        SITUATION,
        "Does it put what went wrong for this customer into the agent's own words, and rightly? "
        "Not: their words repeated. Not: another problem. Not: only 'the issue' or 'this'.",
    ),
    Criterion(
        TOUCHED,
        "Does it mention anything that is particular to this customer's matter, be it in the customer's words?",
    ),
    Criterion(
        OPEN_QUESTION,
        "Does it ask in order to understand: an open question, or what would help this person? "
        "Not: 'How may I help you?' after they have said it. Not: 'Anything else?'",
    ),
    Criterion(
        DETAIL,
        "Does it ask for one detail of the case: a number, a date, a document, a choice? Not: an identity check.",
    ),
    Criterion(REMEDY, "Does it offer, grant or report something that mends the matter?"),
    Criterion(
        DATED_STEP,
        "Does it commit to a step in this case with a time? Not: 'soon'. Not: how long such things take in general.",
    ),
    Criterion(
        RELIEF,
        "Does the agent take something off the customer's hands, so that they need not do, chase or repeat it?",
    ),
    Criterion(
        OFFICE,
        "Is a sentence of it in the cold language of an office, such as 'as per our records' or 'be advised'?",
    ),
    Criterion(INSULTS, "Does it insult the customer?"),
    Criterion(
        BELITTLES,
        "Does it belittle, doubt or brush off the problem or the feeling, be it politely? "
        "Not: reassurance that help follows.",
    ),
    Criterion(
        BLAMES,
        "Does it say or imply that the customer caused it or should have known, be it courteously?",
    ),
    Criterion(
        ABOUT_ITSELF,
        "Does it turn to the agent's or the company's own burden, feelings or rules, as if the customer "
        "should care?",
    ),
    Criterion(
        HOLLOW,
        "Is its only care a stock formula, with nothing of this customer anywhere in the reply? Quote the formula.",
    ),
    Criterion(
        ADVICE_FIRST,
        "Does it go straight to instructions or information, acknowledging nothing before? Quote where it does.",
    ),
)
"""In the order in which they are asked."""


def criteria_for(situation: Situation) -> tuple[Criterion, ...]:
    """Nobody has to be heard out first who is calm, or has been heard already."""
    heard = situation.acknowledged_before or situation.calm
    waits = read_call(situation.customer_line).feeling and not heard
    return CRITERIA if waits else tuple(c for c in CRITERIA if c.id != ADVICE_FIRST)
