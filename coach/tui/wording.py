"""What ids are called on the screen: acts, faults, events, reasons, verdicts, outcomes and their like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from coach.domain.curriculum import HintLevel
from coach.domain.judgement import Judgement, JudgeStatus
from coach.domain.rubric import Quadrant, Scorecard
from coach.domain.scenario import Scenario

ACTS: Final[Mapping[str, str]] = {
    "greet": "greeted",
    "acknowledge_feeling": "acknowledged the feeling",
    "name_problem": "named the problem",
    "apologise": "apologised",
    "take_ownership": "took it on",
    "ask_open": "asked an open question",
    "ask_info": "asked for a detail",
    "give_info": "gave information",
    "offer_solution": "offered a solution",
    "concrete_next_step": "named a concrete next step",
    "verify_identity": "checked who they are",
    "hold": "asked them to wait",
    "transfer": "passed them on",
    "refuse": "refused",
    "cite_policy": "cited the policy",
    "blame_customer": "put the blame on the customer",
    "dismiss": "brushed it aside",
    "over_promise": "promised too much",
    "thank": "thanked",
    "close": "closed the talk",
    "off_topic": "left the subject",
}

FAULTS: Final[Mapping[str, str]] = {
    "dismissive": "made light of the problem",
    "blame": "put the fault on the customer",
    "self_oriented": "turned the talk to yourself",
    "hollow_script": "a formula that would fit anybody",
    "advice_before_acknowledgement": "advice before the feeling was acknowledged",
    "talks_over": "talked over what they feel",
    "information_dump": "more than a person who is upset can take in",
}

EVENTS: Final[Mapping[str, str]] = {
    "asked_again": "asked again what was already said",
    "policy_first": "put the rule before the person",
    "wrong_fact": "said something that the customer knows is wrong",
    "passed_on": "sent them elsewhere",
    "repeated_apology": "an apology without help",
    "no_progress": "nothing moved, past their patience",
}

REASONS: Final[Mapping[str, str]] = {
    **ACTS,
    **FAULTS,
    **EVENTS,
    "correct_step": "a correct step",
    "needed_question": "a question that the case needs",
    "matters_most": "it serves what matters most to them",
    "open_question": "they were asked, and told what they had held back",
    "acknowledged": "they were heard",
    "soothed": "something that does this customer good",
    "unreadable": "they could not make out the reply",
    "belief_disappointed": "something that they counted on does not hold",
    "said_otherwise": "you went back on what you had said, without saying so",
    "owned_mistake": "you owned a mistake and put it right",
    "supervisor_brought": "they asked for somebody else and were taken at their word",
    "supervisor_refused": "they asked for somebody else and did not get it",
}

FLAGS: Final[Mapping[str, str]] = {
    "addresses_grader": "this part speaks to whoever scores it, and earned nothing",
    "not_scored": "not scored: no sentence of it is in English",
    "empty": "an empty reply",
    "too_long": "only the first part of this reply was read",
}

VERDICTS: Final[Mapping[str, str]] = {
    "correct": "right",
    "wrong": "wrong",
    "violated": "must not be said",
    "absent": "not said",
}

LEVELS: Final[Mapping[str, str]] = {
    "validation": "showed that they were heard",
    "exploration": "asked in order to understand",
    "understanding": "put their situation into words",
}

QUESTIONS: Final[Mapping[str, str]] = {
    "feeling_in_particular": "acknowledged what they feel or have been through",
    "apology": "said sorry for what happened",
    "stock_care": "a stock phrase of care",
    "ownership": "took it on",
    "situation_in_own_words": "put their situation into own words",
    "situation_touched": "spoke of their matter",
    "asks_to_understand": "asked in order to understand",
    "asks_for_a_detail": "asked for a detail",
    "remedy": "offered something that mends it",
    "step_with_a_time": "named a step with a time",
    "spares_them_effort": "took something off their hands",
    "office_language": "the language of an office",
    "insults": "an insult",
    "belittles": FAULTS["dismissive"],
    "blames": FAULTS["blame"],
    "about_itself": FAULTS["self_oriented"],
    "hollow": FAULTS["hollow_script"],
    "advice_first": FAULTS["advice_before_acknowledgement"],
}
"""What a judge is asked, where the answer is yes."""
COSTING: Final = frozenset(
    {"office_language", "insults", "belittles", "blames", "about_itself", "hollow", "advice_first"}
)
"""The questions whose yes costs."""

QUADRANTS: Final[Mapping[str, str]] = {
    "warm_and_right": "They were heard, and can rely on what they were told.",
    "warm_and_wrong": (
        "This is the dangerous one: it felt like help, so they rely on it, and part of it is wrong or missing."
    ),
    "cold_and_right": "They can rely on what they were told, but they were not heard.",
    "cold_and_wrong": "They were not heard, and part of what they needed to know is wrong or missing.",
}
"""What standing in a quadrant means for the customer."""

TALK_IT_OVER: Final = "What comes after it is open all the same; talk this one over with your trainer."

OUTCOMES: Final[Mapping[str, str]] = {
    "resolved": "resolved",
    "walked_out": "the customer left",
    "turn_limit": "out of time",
    "agent_ended": "you ended it",
}

ENDINGS: Final[Mapping[str, str]] = {
    "resolved": "The customer has what they needed.",
    "walked_out": "The customer walked out before it was settled.",
    "turn_limit": "The time ran out before it was settled.",
    "agent_ended": "You ended the talk before it was settled.",
}

BANDS: Final[Mapping[str, str]] = {
    "calm": "calm",
    "annoyed": "annoyed",
    "angry": "angry",
    "furious": "furious",
}

BUSINESS: Final[Mapping[str, str]] = {
    "customer-support": "customer support",
    "collections": "collections",
    "healthcare-claims": "healthcare claims",
    "back-office": "back office",
    "hr": "HR",
    "travel-and-banking": "travel and banking",
    "beside-ai": "beside an AI",
}

DIFFICULTIES: Final[Mapping[int, str]] = {1: "gentle", 2: "demanding", 3: "hard"}

SKILLS: Final[Mapping[str, str]] = {
    "accuracy": "getting it right",
    "composure": "staying composed",
    "exploration": "asking in order to understand",
    "handoff": "taking over from others",
    "next-steps": "saying what happens next",
    "ownership": "taking it on",
    "understanding": "understanding the person",
    "verification": "checking who they are",
}
"""Of the skills that come with coach; a trainer's own read as they are written."""

HINTS: Final[Mapping[HintLevel, str]] = {
    "full": "",
    "cue": "{why}, you see the mood in a word and one thing to change; scores stay hidden until the debrief.",
    "off": "{why}, frustration and scores stay hidden until the debrief.",
}
"""What is hidden during a talk."""

ABUSE: Final[Mapping[str, str]] = {
    "none": "",
    "mild": (
        "This customer can turn rude when a reply hurts them in their fury. You may set a boundary, politely. "
        "Without it: coach config set most_abuse none"
    ),
    "strong": (
        "This customer can turn insulting, with coarse words, when a reply hurts them in their fury. You may set a "
        "boundary, politely, and you may end the talk. Less of it: coach config set most_abuse mild, or none"
    ),
}
"""For the briefing: how far a customer goes, and how to cap it."""

VOICES: Final[Mapping[str, str]] = {"built-in": "built-in customer", "model": "a model's voice"}


def word(table: Mapping[str, str], id_: str) -> str:
    """The words for an id; an id without an entry reads as plain words."""
    return table.get(id_) or id_.replace("_", " ").replace("-", " ")


def begins(scenario: Scenario) -> str:
    """Who has the first word, as it fits the channel: on the phone nobody writes."""
    who = "You" if scenario.opens == "agent" else "The customer"
    does = "speak" if scenario.channel == "phone" else "write"
    return f"{who} {does}{'' if who == 'You' else 's'} first."


def observed(id_: str) -> str:
    """The words for anything that can be observed in a reply."""
    return word({**REASONS, **LEVELS, **FLAGS}, id_)


def second_opinion(judgement: Judgement) -> str:
    """'2.5 (built-in 4.1), for a person to look at.'"""
    if judgement.status is JudgeStatus.UNSCORED:
        return f"none. {judgement.why}".strip()
    said = f"{mark(judgement.score)} (built-in {mark(judgement.built_in)})"
    if judgement.status is JudgeStatus.REVIEW:
        return f"{said}, for a person to look at."
    return f"{said}, and it counts."


def moved(card: Scorecard) -> str:
    """What second opinions did to the empathy axis, in a sentence."""
    replies = f"Second opinions on {count(card.judged, 'reply')}"
    if not card.moved_by_judge:
        return f"{replies} moved this by nothing."
    return f"{replies} moved this {'up' if card.moved_by_judge > 0 else 'down'} by {abs(card.moved_by_judge):.2f}."


def quadrant(one: Quadrant) -> str:
    """'Warm and wrong'."""
    return word({}, one).capitalize()


def standing(card: Scorecard) -> str:
    """What the place on both axes at once means, in a sentence or two."""
    if card.quadrant is Quadrant.WARM_AND_RIGHT and not card.passed:
        return "Both marks are reached, and yet one thing on this scorecard keeps it from passing."
    return QUADRANTS[card.quadrant]


def count(number: int, thing: str) -> str:
    """'1 reply', '3 replies'."""
    if number == 1:
        return f"1 {thing}"
    many = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number} {many}"


def mark(value: float | None) -> str:
    """A 0-5 score of a reply or a criterion."""
    return "–" if value is None else f"{value:.1f}"


def hidden(hints: HintLevel, *, by_lesson: bool) -> str:
    """What is not shown during the talk, and why; '' where everything is."""
    lessons = {"cue": "With fewer hints in this lesson", "off": "As in a real talk"}
    return HINTS[hints].format(why=lessons.get(hints) if by_lesson else "As you have set it")


def day(started_at: str) -> str:
    """'21 Nov, 14:05' in local time, of an ISO 8601 time as it was stored."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    try:
        here = datetime.fromisoformat(started_at).astimezone()
    except ValueError:
        return started_at
    return f"{here.day} {months[here.month - 1]}, {here:%H:%M}"
