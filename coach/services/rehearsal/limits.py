"""The limits that a scenario has to keep, as a table; each shortfall names the line of the file to blame.

A limit that speaks of an agent who did not play is passed over, so that a part of the agents can be rehearsed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import fmean
from typing import Final

from coach.errors import Fault
from coach.ports import Library
from coach.services.rehearsal.blame import Keys, spoken_at
from coach.services.rehearsal.case import Case
from coach.services.rehearsal.playing import Played
from coach.services.rehearsal.shortfall import (
    Shortfall,
    goal_ids,
    listed,
    phrasing_at,
    see,
    share,
    short,
    to_meet,
    unsaid,
)
from coach.services.rehearsal.sightings import Sighting, Trouble
from coach.services.rehearsal.spec_sheet import SpecSheet

GOOD: Final = 0.95
"""Of the talks of the good agent, resolved and passed."""
MARGIN: Final = 15
"""Points of frustration between good and cold-and-right, and between that and apology-only."""
SOONER: Final = 2
"""Replies by which the dismissed walk out before those who only hear apologies."""
DISTINCT: Final = 0.25
"""Of the talks with the good agent; in these the customer's words differ."""
MEDIAN_WORDS: Final = (8, 25)
NEVER_PASS: Final = (
    "dismissive", "apology-only", "silent", "parrot", "template", "reader", "stonewaller", "promiser",
    "attacker", "interrogator",
)  # fmt: skip
NEVER_RESOLVE: Final = tuple(agent for agent in NEVER_PASS if agent not in ("reader", "promiser"))
"""The case may allow that articles read out, or promises, settle it."""
MOST_OF_A_KIND: Final = 10
SEEN: Final = {
    Trouble.INVENTED: ("R201", "has a figure that nobody has given", "Use only figures of the scenario."),
    Trouble.EARLY_REVEAL: (
        "R202", "gives hidden information away before it is due",
        "Keep it for the `say` of the hidden information.",
    ),
    Trouble.ROLE_FLIP: ("R203", "does the agent's job", "Let the customer ask, not help."),
    Trouble.REPEAT: ("R204", "comes twice in one talk", "Write more lines, so that none is needed twice."),
    Trouble.UNFILLED: ("R205", "has a slot that nothing filled", "Write the line out in full."),
    Trouble.PREMATURE_END: (
        "R206", "ends the talk before the goals are met, or goes on after",
        "Look at the goals, and at lines that say goodbye.",
    ),
}  # fmt: skip
"""For each trouble its code, what the words do, and what to do about it."""


Limit = Callable[[Case, SpecSheet], Iterator[Shortfall]]


def faults_of(case: Case, sheet: SpecSheet, library: Library) -> tuple[Fault, ...]:
    """Every limit that the scenario does not keep, by file and line."""
    found = []
    for code, limit in LIMITS.items():
        for one in limit(case, sheet):
            position = library.where(one.content or case.scenario.id, *one.keys)
            found.append(Fault(position, one.code or code, one.message, one.hint))
    return tuple(sorted(found))


def _has_model_replies(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    if not case.phrasings:
        yield Shortfall(
            "There are no model replies, so nothing shows that this can be won.",
            "Write what good looks like under `model_replies`.",
            ("id",),
        )


def _good_resolves(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    plays = sheet.of_agent("good")
    lost = [p for p in plays if not p.resolved]
    if len(lost) <= (1 - GOOD) * len(plays) or sheet.unmet:
        return
    open_ = Counter(g for p in lost for g in goal_ids(case) if g not in p.met)
    goal = open_.most_common(1)[0][0] if open_ else goal_ids(case)[0]
    missing = unsaid(case, goal)
    said = f"No model reply says {listed(missing)} rightly." if missing else see(lost[0])
    yield Shortfall(
        f"The good agent does not resolve {share(lost, plays)}; open remains '{goal}'.",
        said,
        ("customer", "goals", goal_ids(case).index(goal)),
    )


def _good_passes(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    plays = sheet.of_agent("good")
    failed = [p for p in plays if not p.passed]
    if len(failed) <= (1 - GOOD) * len(plays):
        return
    why = Counter(p.missed for p in failed).most_common(1)[0][0]
    yield Shortfall(
        f"The good agent does not pass {share(failed, plays)}: {why}.", see(failed[0]), _weak(case, failed)
    )


def _weak(case: Case, failed: Sequence[Played]) -> Keys:
    """The required fact that is left out, or else the model reply with the least empathy."""
    omitted = Counter(fact for p in failed for fact in p.omitted)
    if omitted:
        ids = [fact.id for fact in case.scenario.facts]
        return ("facts", ids.index(omitted.most_common(1)[0][0]))
    marks: dict[str, list[float]] = {}
    for one in failed:
        for reply, value in zip(one.replies, one.empathy, strict=True):
            if value is not None:
                marks.setdefault(reply, []).append(value)
    weakest = min(marks, key=lambda reply: fmean(marks[reply])) if marks else ""
    return phrasing_at(case, weakest) or ("model_replies",)


def _others_do_not_pass(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    for agent in NEVER_PASS:
        plays = sheet.of_agent(agent)
        won = [p for p in plays if p.passed]
        if won:
            yield Shortfall(f"The {agent} agent passes {share(won, plays)}.", see(won[0]), ("rubric",))


def _others_do_not_resolve(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    for agent in NEVER_RESOLVE:
        plays = sheet.of_agent(agent)
        won = [p for p in plays if p.resolved]
        if won:
            message = f"The {agent} agent resolves {share(won, plays)}."
            yield Shortfall(message, see(won[0]), ("customer", "goals", 0))


def _errors_do_not_pay(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    """The goal that a wrong fact concerns is never met by it."""
    plays = sheet.of_agent("warm-and-wrong")
    for at, goal in enumerate(case.scenario.customer.goals):
        for fact in dict.fromkeys(p.error for p in plays if p.error):
            ways = [fact in way.needs for way in goal.all_ways]
            wrong = [p for p in plays if p.error == fact]
            fell = [p for p in wrong if goal.id in p.met and any(ways) and (all(ways) or fact in p.right)]
            if fell:
                message = f"'{goal.id}' is met {share(fell, wrong)} in which '{fact}' is said wrongly."
                yield Shortfall(message, see(fell[0]), ("customer", "goals", at))


def _late_is_worse(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    late, good = sheet.agents.get("late-saint"), sheet.agents.get("good")
    if late and good and late.frustration.mean <= good.frustration.mean:
        yield Shortfall(
            f"Being dismissive first costs nothing: it ends at {late.frustration.mean:.0f}, "
            f"good at {good.frustration.mean:.0f}.",
            "A persona with less forgiveness, or fewer replies to make up for it, remembers.",
            ("persona",),
        )


def _order_is_right(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    pairs = (("good", "cold-and-right", MARGIN), ("cold-and-right", "apology-only", MARGIN))
    for calmer, angrier, least in (*pairs, ("apology-only", "dismissive", 0)):
        one, other = sheet.agents.get(calmer), sheet.agents.get(angrier)
        if one is None or other is None:
            continue
        apart = other.frustration.mean - one.frustration.mean
        if apart < least:
            yield Shortfall(
                f"Frustration ends at {one.frustration.mean:.0f} with {calmer} and at "
                f"{other.frustration.mean:.0f} with {angrier}: {apart:.1f} apart, at least {least} is wanted.",
                "Look at the persona's temperament, and at what the goals need.",
                ("persona",),
            )


def _dismissed_leave_sooner(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    one, other = sheet.agents.get("dismissive"), sheet.agents.get("apology-only")
    if one and other and other.turns - one.turns < SOONER:
        yield Shortfall(
            f"It ends after {one.turns:.1f} dismissive replies and after {other.turns:.1f} apologies: "
            f"at least {SOONER} sooner is wanted.",
            "Look at the persona's baseline, patience and walk_out.",
            ("persona",),
        )


def _talks_differ(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    least = max(1, int(DISTINCT * sheet.distinct_of))
    if sheet.distinct_talks < least:
        yield Shortfall(
            f"In {sheet.distinct_of} talks the customer's words differ only {sheet.distinct_talks} times; "
            f"at least {least} is wanted.",
            "Write more lines under `lines` and `press`.",
            ("customer", "lines"),
        )


def _customer_behaves(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    """One shortfall for each place in a file, or for each line where that is not the trainer's own."""
    for trouble, (code, does, hint) in SEEN.items():
        places: dict[tuple[str, Keys, str], list[Sighting]] = {}
        for seen in (s for p in sheet.plays for s in p.sightings if s.trouble is trouble):
            places.setdefault(_spoken(case, seen.words), []).append(seen)
        worst = sorted(places.items(), key=lambda one: -len(one[1]))
        for (content, keys, _), seen_there in worst[:MOST_OF_A_KIND]:
            first = seen_there[0]
            where = f"first with {first.agent}, seed {first.seed}, after reply {first.reply}"
            message = f'"{short(first.words)}" {does} ({len(seen_there)}x, {where}).'
            yield Shortfall(message, hint, keys, content, code)


def _spoken(case: Case, said: str) -> tuple[str, Keys, str]:
    """Where the words stand: in the scenario, in the persona, or in what comes with coach."""
    for content in (case.scenario, case.persona):
        keys = spoken_at(content, said)
        if keys is not None:
            return content.id, keys, ""
    return case.scenario.id, ("customer",), said


def _lines_are_short(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    least, most = MEDIAN_WORDS
    if not least <= sheet.median_words <= most:
        yield Shortfall(
            f"The customer's turns have {sheet.median_words:g} words in the median; {least} to {most} are wanted.",
            "Shorten or lengthen the scenario's lines.",
            ("customer", "lines"),
        )


def _goals_can_be_met(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    if "good" not in sheet.agents:
        return
    for goal in sheet.unmet:
        yield Shortfall(
            f"No agent ever meets the goal '{goal}'.",
            to_meet(case, goal),
            ("customer", "goals", goal_ids(case).index(goal)),
        )


def _model_replies_are_right(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    seen = Counter((m.reply, m.fact, m.because) for p in sheet.of_agent("good") for m in p.misstated)
    for (reply, fact, because), count in seen.items():
        keys = phrasing_at(case, reply) or ("model_replies",)
        yield Shortfall(
            f"This model reply has '{fact}' wrong ({count}x): {because or short(reply)}.",
            "Say it as the fact has it, or mend the fact.",
            keys,
        )


def _following_does_not_pay(case: Case, sheet: SpecSheet) -> Iterator[Shortfall]:
    plays = sheet.of_agent("follower")
    won = [p for p in plays if p.passed]
    unseen = {at: one for at, one in case.misleading.items() if not any(one in p.misled for p in plays)}
    for at, broken in list((unseen or case.misleading).items())[:1] if won else ():
        yield Shortfall(
            f"The follower agent passes {share(won, plays)}.",
            f"Said to the customer word for word, this must be seen to break '{broken}', and must cost the talk.",
            ("copilot", at, "says"),
        )


LIMITS: Final[dict[str, Limit]] = {
    "R101": _has_model_replies,
    "R102": _good_resolves,
    "R103": _good_passes,
    "R104": _others_do_not_pass,
    "R105": _others_do_not_resolve,
    "R106": _errors_do_not_pay,
    "R107": _late_is_worse,
    "R108": _order_is_right,
    "R109": _dismissed_leave_sooner,
    "R110": _talks_differ,
    "R111": _goals_can_be_met,
    "R112": _model_replies_are_right,
    "R113": _following_does_not_pay,
    "R201 to R206": _customer_behaves,
    "R207": _lines_are_short,
}
"""Every limit by the code of its fault; those of how the customer behaves have a code each."""
