"""What the words of content files mean that name what an agent or a customer does; the end of docs/format.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coach.domain.assessment import Act, Event, FaultId
from coach.domain.transcript import CustomerAct

HEADING = "Words for what people do"
ANCHOR = "#words-for-what-people-do"
ACTS: Mapping[Act, tuple[str, str]] = {
    Act.GREET: ("says hello", "Good morning, this is Ana."),
    Act.ACKNOWLEDGE_FEELING: (
        "acknowledges what they feel or have been through",
        "Waiting for days without an answer would annoy me as well.",
    ),
    Act.NAME_PROBLEM: (
        "names this customer's own problem",
        "You've been waiting for a coat since Monday, and nobody tells you where the parcel is.",
    ),
    Act.APOLOGISE: ("says sorry", "I'm sorry that this happened."),
    Act.TAKE_OWNERSHIP: ("takes it on in person", "I'll see this through with you."),
    Act.ASK_OPEN: ("asks about them or their situation", "What do you need the coat for?"),
    Act.ASK_INFO: ("asks for a detail", "Which address should it have gone to?"),
    Act.GIVE_INFO: ("tells them something about the matter", "The parcel left our warehouse on Monday."),
    Act.OFFER_SOLUTION: ("offers something that mends it", "I can send you a new coat."),
    Act.CONCRETE_NEXT_STEP: ("says what comes next, and by when", "I'll call you back by 15:00 today."),
    Act.VERIFY_IDENTITY: ("checks who they are", "May I have your date of birth?"),
    Act.HOLD: ("asks them to wait", "One moment, please."),
    Act.TRANSFER: ("sends them to somebody else", "I'll put you through to the parcel team."),
    Act.REFUSE: ("says no", "I cannot refund that."),
    Act.CITE_POLICY: ("brings up a rule", "Our policy does not provide for that."),
    Act.BLAME_CUSTOMER: ("puts the fault on them", "You should have tracked the parcel yourself."),
    Act.DISMISS: ("makes light of it", "It's only a coat, please calm down."),
    Act.OVER_PROMISE: (
        "promises what nobody can promise",
        "I guarantee that this will never happen again.",
    ),
    Act.THANK: ("thanks them", "Thank you for telling me."),
    Act.CLOSE: ("brings the talk to its end", "Is there anything else I can do for you?"),
    Act.OFF_TOPIC: ("leaves the matter", "Have you heard about our new loyalty card?"),
}
"""What a reply does, and a reply that does it, to a customer whose coat has not come."""
FAULTS: Mapping[FaultId | Event, str] = {
    FaultId.DISMISSIVE: "makes light of the problem",
    FaultId.BLAME: "puts the fault on the customer",
    FaultId.SELF_ORIENTED: "turns the talk to the agent or the company",
    FaultId.HOLLOW_SCRIPT: "a formula of care that would fit anybody, with nothing of theirs beside it",
    FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT: "an answer before what they feel was acknowledged",
    FaultId.TALKS_OVER: "a lecture to somebody who vents",
    FaultId.INFORMATION_DUMP: "more than a person who is upset can take in",
    Event.ASKED_AGAIN: "asks for what the customer has told already",
    Event.POLICY_FIRST: "the rule comes before any help",
    Event.WRONG_FACT: "says wrongly what the customer knows better",
    Event.PASSED_ON: "sends them elsewhere without help",
    Event.REPEATED_APOLOGY: "says sorry once more without help",
    Event.NO_PROGRESS: "nothing has moved for longer than their patience lasts",
}
CUSTOMER_ACTS: Mapping[CustomerAct, str] = {
    CustomerAct.VENT: "lets it out, when asked how it is",
    CustomerAct.OBJECT: "minds how they were answered: a formula, a rule, being made light of",
    CustomerAct.TAKE_OFFENCE: "has been insulted",
    CustomerAct.SAY_UNKNOWN: "does not know what they are asked for",
    CustomerAct.REFUSE_TO_REPEAT: "has told that before, where no `again` is written",
    CustomerAct.CORRECT_AGENT: "knows better, where no `corrected` is written",
    CustomerAct.CHALLENGE: "hears that a belief does not hold, where no `challenge` is written",
    CustomerAct.BELIEVE: "takes a wrong promise for true, where no `believes` is written",
    CustomerAct.RELAPSE: "comes back to what they were wrongly promised",
    CustomerAct.BRUSH_OFF: "gives a short answer to an open question from somebody who has not acknowledged them",
    CustomerAct.DIGRESS: "strays from the matter, with the habit `digress`",
    CustomerAct.ASK_UNAVAILABLE: "wants what nobody can give, with the habit `asks_for_unavailable`",
    CustomerAct.FOLLOW_UP: "has heard something that helps, and something is still missing",
    CustomerAct.ACCEPT: "is content with how a goal was met",
    CustomerAct.RAISE: "brings up the next goal, where no `wants` is written",
    CustomerAct.THANK: "has been acknowledged",
    CustomerAct.WAIT: "is asked to wait",
    CustomerAct.DEMAND_SUPERVISOR: "wants somebody else",
    CustomerAct.WARN: "is close to leaving, and says so",
    CustomerAct.WALK_OUT: "leaves in anger: the last words",
    CustomerAct.CLOSE: "leaves with everything settled: the last words",
    CustomerAct.LEAVE_UNSETTLED: "has no more time, and it is not settled: the last words",
}
"""Those for which lines of a scenario or a persona are said."""


def words() -> Iterator[str]:
    """The last part of the page."""
    yield f"## {HEADING}\n"
    yield "**Acts** are what a reply does.\n"
    yield _table(("act", "the agent", "as in"), ((a, does, f'"{say}"') for a, (does, say) in ACTS.items()))
    yield (
        "**Faults and events** are what a reply does wrong. A fault stands in the reply itself, an event in the course of the talk. "
        "What they cost is in [how replies are scored](scoring.md) and [how frustration works](frustration.md).\n"
    )
    kinds = ((id_, "event" if isinstance(id_, Event) else "fault", said) for id_, said in FAULTS.items())
    yield _table(("word", "is a", "what it is"), kinds)
    yield (
        "**Customer acts** are what the customer does. Under these keys, `lines` and `sayings` hold what they say then; for the others "
        "coach finds the words, or they stand elsewhere in the file.\n"
    )
    yield _table(("customer act", "the customer"), CUSTOMER_ACTS.items())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [_row(head), "|---" * len(head) + "|", *(_row((f"`{word}`", *said)) for word, *said in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
