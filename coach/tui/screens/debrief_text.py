"""A debrief in words: how the talk ended, each axis with its criteria, each reply with what it did."""

from __future__ import annotations

from textual.content import Content

from coach.domain.drills import Drills
from coach.domain.frustration import Reason
from coach.domain.rubric import Axis, AxisResult, Quadrant, Scorecard
from coach.domain.transcript import Outcome
from coach.domain.wording import tally
from coach.ports import SessionPlan, StoredSession
from coach.services.review import Debrief, ReviewedReply
from coach.tui.drill_words import HANDOFF, remarks, take_over
from coach.tui.feedback import evidence, judged, marked, scores, whole_fix
from coach.tui.figures import change, dots
from coach.tui.model_share import model_share
from coach.tui.results import needed, result
from coach.tui.safe_text import BAD, GOOD, HEAD, SOFT, WARN, indent, join, lines, one_line, plain
from coach.tui.wording import (
    ENDINGS,
    REASONS,
    VOICES,
    count,
    day,
    mark,
    moved,
    quadrant,
    standing,
    word,
)

CELL = 18
"""Columns of a cell in the map of the quadrants."""


def ending(debrief: Debrief) -> Content:
    """What it came to, in one sentence, and how it ended."""
    session = debrief.session
    said = word(ENDINGS, session.outcome) if session.outcome else "This talk is still open."
    if not debrief.replies:
        return lines(("Not scored: no reply was given.", "bold"), said)
    start, now = debrief.curve[0], debrief.curve[-1]
    course = f"{count(len(debrief.replies), 'reply')}; frustration {start} → {now}."
    rows = [join(said, (f"  {course}", SOFT))]
    if session.scorecard is not None:
        settled = session.outcome is Outcome.RESOLVED
        what = "lesson" if session.plan.lesson else "talk"
        rows.insert(0, _headline(session.scorecard, settled=settled, what=what))
    return lines(*rows)


def _headline(card: Scorecard, *, settled: bool, what: str) -> Content:
    lacking = _lacking(card)
    if not lacking and settled:
        return plain(f"✓ Passed and settled: the {what} is done.", f"bold {GOOD}")
    if not lacking:
        said = f"Both marks are reached, but the matter was left open, so the {what} is not done."
        return plain(said, f"bold {WARN}")
    begin = "Settled, but not passed yet" if settled else "Not settled and not passed yet"
    return plain(f"{begin}: {'; '.join(lacking)}.", f"bold {BAD}")


def _lacking(card: Scorecard) -> list[str]:
    """What stands between this talk and a pass."""
    lacking = [
        f"{name} is {result(axis.value, axis.pass_mark)} and needs {needed(axis.pass_mark)}"
        for name, axis in (("empathy", card.empathy), ("accuracy", card.accuracy))
        if not axis.passed
    ]
    if card.auto_fails:
        lacking.append("one thing fails a talk whatever the rest")
    if card.below_minimum and not lacking:
        lacking.append("a criterion is below its own minimum")
    return lacking


def axis(name: Axis, card: Scorecard) -> Content:
    """One axis with its criteria; they add up within the axis only."""
    found: AxisResult = getattr(card, name)
    sign = ("✓ mark reached", GOOD) if found.passed else ("mark not reached", BAD)
    rows = [
        join(
            (f"{name.capitalize()}  ", HEAD),
            (result(found.value, found.pass_mark), "bold"),
            " ",
            dots(found.value),
            "  ",
            sign,
        ),
        plain(f"pass mark {needed(found.pass_mark)}", SOFT),
        *([plain(moved(card), SOFT)] if name == "empathy" and card.judged else []),
        *([plain(one_line(found.held_by), WARN)] if found.held_by else []),
        plain(""),
    ]
    for item in card.criteria:
        if item.axis != name:
            continue
        head = join((f"{mark(item.value):>3} ", "bold"), one_line(item.title), (f"  {item.weight:g} %", SOFT))
        said = [one_line(words) for words in (item.anchor, item.seen) if words]
        rows += [head, *(indent(plain(words, SOFT), 4) for words in said)]
    return lines(*rows)


def quadrants(card: Scorecard) -> Content:
    """Both axes at once as a map of four, with this talk's place marked, and what that means."""
    above, below = Quadrant.WARM_AND_WRONG, Quadrant.COLD_AND_WRONG
    rows = [
        join(_place(above, card), (" │", SOFT), _place(Quadrant.WARM_AND_RIGHT, card)),
        plain(f"{'─' * CELL}─┼{'─' * CELL}", SOFT),
        join(_place(below, card), (" │", SOFT), _place(Quadrant.COLD_AND_RIGHT, card)),
    ]
    head = join(("Both axes at once", HEAD), ("  up is empathy, to the right is accuracy", SOFT))
    said = join((f"{quadrant(card.quadrant)}.", "bold"), f" {standing(card)}")
    return lines(head, *(indent(row, 2) for row in rows), said)


def _place(one: Quadrant, card: Scorecard) -> Content:
    """A cell of the map; the sign marks it where there is no colour."""
    name = quadrant(one).lower()
    if one is not card.quadrant:
        return plain(f"   {name}".ljust(CELL), SOFT)
    style = GOOD if one is Quadrant.WARM_AND_RIGHT else BAD if one is Quadrant.WARM_AND_WRONG else WARN
    return plain(f" ● {name}".ljust(CELL), f"bold {style}")


def must_know(card: Scorecard, plan: SessionPlan) -> Content:
    """What failed the talk outright, and the required facts that were never said; may be empty."""
    rows: list[Content] = []
    for hit in card.auto_fails:
        rows.append(join(("✗ ", BAD), (one_line(hit.title), f"bold {BAD}"), (f"  reply {hit.reply}", SOFT)))
        quote = f"“{one_line(hit.evidence.quote)}”  " if hit.evidence.quote else ""
        rows.append(indent(join((quote, "italic"), (one_line(hit.why), SOFT)), 2))
    if card.omitted:
        if rows:
            rows.append(plain(""))
        rows.append(plain("Never said, though the customer needed it", HEAD))
    for fact_id in card.omitted:
        fact = next((f for f in plan.scenario.facts if f.id == fact_id), None)
        text = one_line(fact.text) if fact else word({}, fact_id)
        rows.append(join("· ", text, (f"  {one_line(fact.source)}" if fact else "", SOFT)))
    return lines(*rows)


def beside(drills: Drills) -> Content:
    """The co-pilot, the panel and the handoff, and what the agent made of them; may be empty."""
    rows: list[Content] = []
    for one in remarks(drills):
        style = SOFT if one.good is None else GOOD if one.good else BAD
        sign = "·" if one.good is None else "✓" if one.good else "✗"
        said = join((f"{sign} ", style), (f"{one.who}  ", SOFT), f"“{one.said}”  ", (one.verdict, "bold"))
        did = join(one.did, (f": “{one.quote}”" if one.quote else "", "italic $text-secondary"))
        rows += [said, *(indent(row, 2) for row in (plain(one.why, SOFT), did) if row.plain)]
    handed = list(take_over(drills.take_over)) if drills.take_over else []
    if rows:
        rows.insert(0, join(("Beside the talk", HEAD), ("  it changes no score by itself", SOFT)))
    if rows and handed:
        rows.append(plain(""))
    if handed:
        rows += [plain(HANDOFF, HEAD), *(join("· ", said) for said in handed)]
    return lines(*rows)


def turn(debrief: Debrief) -> Content:
    """The reply that turned the talk, in a sentence."""
    if debrief.turning_reply is None:
        return plain("No single reply turned this talk.", SOFT)
    reply = debrief.replies[debrief.turning_reply - 1]
    now = reply.before + reply.change
    why = _reasons(reply.reasons)
    head = f"Reply {reply.number} turned the talk: "
    return join((head, "bold $text-accent"), f"{reply.before} → {now}", f", {why}." if why else ".")


def _reasons(reasons: tuple[Reason, ...]) -> str:
    weighty = sorted((r for r in reasons if round(r.delta)), key=lambda r: -abs(r.delta))
    return "; ".join(
        f"{word(REASONS, r.id)} ({'+' if r.delta > 0 else '−'}{abs(r.delta):.0f})" for r in weighty
    )


def reply(one: ReviewedReply, plan: SessionPlan) -> Content:
    """What the customer said, what the agent answered, and what it did."""
    scored = one.stored.scored
    now = one.before + one.change
    name = one_line(plan.persona.name).split(" ")[0]
    rows = [
        join(
            (f"Reply {one.number}", HEAD),
            (f"   frustration {one.before} → {now}  ", SOFT),
            change(one.before, now),
        ),
    ]
    if one.customer_line:
        rows.append(join((f"{name}  ", "bold $text-secondary"), one_line(one.customer_line)))
    rows.append(join(("You  ", "bold $text-primary"), marked(one.stored.turn.text, scored)))
    why = _reasons(one.reasons)
    if why:
        rows.append(join(("Why it changed  ", SOFT), why))
    if scored is not None:
        rows += [plain(""), scores(scored), evidence(scored), whole_fix(scored, plan.pass_mark)]
    if one.stored.judgement is not None:
        rows += [plain(""), judged(one.stored.judgement)]
    return lines(*rows)


def small_print(session: StoredSession) -> Content:
    plan, card = session.plan, session.scorecard
    rows = [f"{day(session.started_at)} · {word(VOICES, plan.voice)} · seed {plan.seed} · {session.id[:8]}"]
    if card is not None:
        rows.append(
            f"scored by {card.scorer} {card.scorer_version} · "
            f"rubric {card.rubric} {card.rubric_version} ({card.rubric_hash[:12]})"
        )
    share = tally(session.turns, session.wordings)
    if share is not None:
        rows.append(model_share(share))
    rows.append("A score is a program's hint and can be wrong; each point shows the words that it rests on.")
    return lines(*((one_line(row), SOFT) for row in rows))
