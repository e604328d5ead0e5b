"""Every column that is kept: what for, who sees it, for how long. A test holds it against the live schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_YOU = "you"
_SCORES = "you; a lead, if you hand over an export"
_WORDS = "you; a lead, if you hand over an export with turns"
_SESSION = "until you delete the session"
_LAST_SESSION = "until the last session that uses it is deleted"
_FILE = "as long as the history"


@dataclass(frozen=True)
class Kept:
    """One column of the history."""

    table: str
    column: str
    purpose: str
    seen_by: str
    kept: str


_COLUMNS: Final[dict[str, tuple[str, str, dict[str, str]]]] = {
    "contents": (
        _YOU,
        _LAST_SESSION,
        {
            "hash": "names the content and shows whether it has changed",
            "kind": "tells scenarios, personas and rubrics apart",
            "json": "the scenario, persona or rubric as it was, so that later changes touch no old session",
        },
    ),
    "sessions": (
        _SCORES,
        _SESSION,
        {
            "number": "the order of the sessions",
            "id": "names the session",
            "started_at": "the date and time shown in your history",
            "scenario": "which scenario was practised",
            "title": "the scenario's title in your history",
            "persona": "which customer it was",
            "curriculum": "the curriculum it counts for",
            "lesson": "the lesson it counts for",
            "scenario_hash": "finds the scenario as it was",
            "persona_hash": "finds the persona as it was",
            "rubric_hash": "finds the rubric it is scored by",
            "empathy_pass_mark": "the result on empathy that passes",
            "accuracy_pass_mark": "the result on accuracy that passes",
            "seed": "plays the same customer again",
            "voice": "whether the built-in voice or a model words the customer",
            "hints": "how much help was on the screen",
            "origin": "shows whether the plan of the session has changed",
            "links": "shows whether a turn, or anything kept with a turn, is missing",
            "head": "shows whether a turn, or anything kept with a turn, has changed",
            "outcome": "how the talk ended",
            "ended_at": "when it ended",
            "scorecard": "the result, criterion by criterion, with the words it rests on",
            "empathy": "the result on empathy",
            "accuracy": "the result on accuracy",
            "passed": "whether the lesson is passed",
            "seal": "shows whether the result has changed",
        },
    ),
    "turns": (
        _WORDS,
        _SESSION,
        {
            "session": "the session it belongs to",
            "seq": "the order of the talk",
            "speaker": "who said it",
            "text": "what was said, to go on with the talk and to look back on it",
            "customer_act": "what the customer did with it",
            "voice": "whether the built-in voice or a model worded it",
            "elapsed": "seconds from the start of the session to the turn; never the times of keys",
            "link": "its place in the chain of the session",
            "chain": "shows whether the turn has changed",
        },
    ),
    "assessments": (
        _WORDS,
        _SESSION,
        {
            "session": "the session it belongs to",
            "seq": "the reply it is about",
            "scored": "what was observed in the reply, its two scores, and the one thing to change",
            "empathy": "the reply's score for empathy",
            "accuracy": "the reply's score for accuracy",
            "frustration": "how frustrated the customer was after it, for the curve",
            "mood": "what the customer remembers, to go on with the talk",
            "scorer": "what scored it",
            "scorer_version": "a changed scorer never rewrites an old score",
            "rubric_hash": "the rubric in force",
            "link": "its place in the chain of the session",
            "chain": "shows whether the assessment has changed",
        },
    ),
    "judgements": (
        _YOU,
        _SESSION,
        {
            "session": "the session it belongs to",
            "seq": "the reply it is about",
            "judged": "what the judge answered, each yes with your words, and why it counts or not",
            "status": "whether it is used, is for a person to look at, or there is none",
            "score": "the reply's score for empathy by the judge's answers",
            "model": "which model was asked",
            "judge_version": "a changed judge never rewrites an old judgement",
            "prompt_hash": "shows by which questions the model was asked",
            "link": "its place in the chain of the session",
            "chain": "shows whether the judgement has changed",
        },
    ),
    "wordings": (
        _YOU,
        _SESSION,
        {
            "session": "the session it belongs to",
            "seq": "the customer's turn that a model was asked to word",
            "interventions": "what stopped a line of the model: a guard, a fault, or you; and where you replaced it",
            "requests": "how often the model was asked for this turn",
            "prompt_tokens": "how much it read, in tokens",
            "answer_tokens": "how much it wrote, in tokens",
            "reported": "whether the endpoint counted the tokens, or coach did",
            "cost": "what that cost, by the prices that you had set",
            "currency": "the currency of these prices",
            "link": "its place in the chain of the session",
            "chain": "shows whether any of this has changed",
        },
    ),
    "meta": (
        _YOU,
        _FILE,
        {
            "key": "names what is remembered about the file, such as that you have read the notice",
            "value": "what is remembered, such as when",
        },
    ),
    "_sqlite_migrations": (
        _YOU,
        _FILE,
        {
            "id": "the order of the changes of format",
            "migration_set": "says that the changes are those of coach",
            "name": "which change of format was made",
            "applied_at": "when it was made",
        },
    ),
}

INVENTORY: Final[tuple[Kept, ...]] = tuple(
    Kept(table=table, column=column, purpose=purpose, seen_by=seen_by, kept=kept)
    for table, (seen_by, kept, columns) in _COLUMNS.items()
    for column, purpose in columns.items()
)
