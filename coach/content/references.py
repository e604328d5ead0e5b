"""What one part of the content says about another: an id that is named has to exist, and make sense there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from coach.content.lesson_circles import circles
from coach.content.misread import odd_word
from coach.content.nearest import near_or_all, quoted
from coach.content.shapes import MOST_HINTS, Item
from coach.content.yaml_reader import Document, Key
from coach.domain.assessment import TRIGGER_IDS, Act, Event, FaultId, Verdict
from coach.domain.copilot import OPENING
from coach.domain.curriculum import Curriculum
from coach.domain.pack import Pack
from coach.domain.persona import Persona
from coach.domain.reply_tests import OUT_OF_ORDER, in_order
from coach.domain.rubric import Rubric
from coach.domain.scenario import Fact, Scenario
from coach.domain.transcript import CustomerAct
from coach.errors import Fault

CUSTOMER_ACTS = frozenset(CustomerAct)


@dataclass(frozen=True)
class KnownIds:
    """The ids that other files may name."""

    scenarios: frozenset[str]
    personas: frozenset[str]
    rubrics: frozenset[str]

    def __or__(self, other: KnownIds) -> KnownIds:
        return KnownIds(
            self.scenarios | other.scenarios, self.personas | other.personas, self.rubrics | other.rubrics
        )


def reference_faults(document: Document, item: Item, known: KnownIds) -> list[Fault]:
    """Everything that this file names and that is not there. Articles are checked apart."""
    names = _Names(document)
    match item:
        case Scenario():
            faults = [*_scenario(names, item, known), *_goals(names, item), *_beliefs(names, item)]
            return [*faults, *_expectations(names, item)]
        case Persona():
            return list(names.acts(("style", "sayings"), item.style.sayings))
        case Curriculum():
            return list(_curriculum(names, item, known))
        case Rubric():
            return list(_rubric(names, item))
        case Pack():
            return []


@dataclass(frozen=True)
class _Names:
    document: Document
    hints: Iterator[bool] = field(default_factory=lambda: repeat(True, MOST_HINTS))

    def near(self, word: str, known: Iterable[str]) -> str:
        return near_or_all(word, sorted(known)) if next(self.hints, False) else ""

    def unknown(
        self, kind: str, word: str, known: Collection[str], *, keys: tuple[Key, ...], code: str
    ) -> Iterator[Fault]:
        """`known` is asked for each word of a file, so of what may be long it has to be a set."""
        if word not in known:
            place = self.document.position(*keys)
            odd = odd_word(self.document, place, word, name=f"This {kind}", code=code)
            if odd is not None:
                yield odd
                return
            message = f"There is no {kind} called {quoted(word)}."
            yield Fault(place, code, message, self.near(word, known))

    def twice(self, kind: str, ids: Iterable[str], *, keys: tuple[Key, ...]) -> Iterator[Fault]:
        """Ids that two items of a list share."""
        first: dict[str, int] = {}
        for at, one in enumerate(ids):
            if one in first:
                here, there = (self.document.position(*keys, n, "id") for n in (at, first[one]))
                where = "" if there.file == here.file else f" of {there.file.name}"
                message = f"Another {kind} is called '{one}' already, on line {there.line}{where}."
                yield Fault(here, "C310", message, "Give it another id.")
            first.setdefault(one, at)

    def acts(self, keys: tuple[Key, ...], words: Iterable[str]) -> Iterator[Fault]:
        """Keys that have to be customer acts."""
        for word in words:
            if word not in CUSTOMER_ACTS:
                message = f"{quoted(word)} is not something that a customer does."
                at = self.document.position(*keys, word, at_key=True)
                yield Fault(at, "C307", message, self.near(word, CUSTOMER_ACTS))

    def fault(self, code: str, message: str, hint: str = "", *, keys: tuple[Key, ...]) -> Fault:
        return Fault(self.document.position(*keys), code, message, hint)


def _scenario(names: _Names, scenario: Scenario, known: KnownIds) -> Iterator[Fault]:
    customer = scenario.customer
    yield from names.unknown("persona", scenario.persona, known.personas, keys=("persona",), code="C301")
    yield from names.unknown("rubric", scenario.rubric, known.rubrics, keys=("rubric",), code="C302")
    yield from names.acts(("customer", "lines"), customer.lines)
    yield from names.twice("fact", [f.id for f in scenario.facts], keys=("facts",))
    for what in ("known_info", "hidden", "beliefs", "goals"):
        ids = [item.id for item in getattr(customer, what)]
        yield from names.twice("one", ids, keys=("customer", what))
    told = {info.id for info in customer.known_info}
    for at, fact in enumerate(scenario.facts):
        for number, id_ in enumerate(fact.until):
            yield from names.unknown(
                "known information", id_, told, keys=("facts", at, "until", number), code="C305"
            )
    goals = {goal.id for goal in customer.goals}
    for at, hidden in enumerate(customer.hidden):
        if hidden.matters_to is not None:
            keys: tuple[Key, ...] = ("customer", "hidden", at, "matters_to")
            yield from names.unknown("goal", hidden.matters_to, goals, keys=keys, code="C306")
    yield from _beside(names, scenario)


def _beside(names: _Names, scenario: Scenario) -> Iterator[Fault]:
    """The co-pilot and the panel."""
    customer = scenario.customer
    comes_up = {OPENING, *(goal.id for goal in customer.goals), *(hidden.id for hidden in customer.hidden)}
    told = [info.id for info in customer.known_info if info.told]
    broken = {*(fact.id for fact in scenario.facts), *told, *TRIGGER_IDS}
    for at, nudge in enumerate(scenario.copilot):
        keys: tuple[Key, ...] = ("copilot", at, "at")
        yield from names.unknown("goal or hidden information", nudge.at, comes_up, keys=keys, code="C306")
    for where, items in (("copilot", scenario.copilot), ("panel", scenario.panel)):
        for at, item in enumerate(items):
            if item.breaks is not None:
                keys = (where, at, "breaks")
                yield from names.unknown("fact", item.breaks, broken, keys=keys, code="C303")


def _goals(names: _Names, scenario: Scenario) -> Iterator[Fault]:
    hidden = {one.id for one in scenario.customer.hidden}
    facts = {fact.id: fact for fact in scenario.facts}
    known = {info.id for info in scenario.customer.known_info}
    for at, goal in enumerate(scenario.customer.goals):
        inside: tuple[Key, ...] = ("customer", "goals", at)
        for number, way in enumerate(goal.all_ways):
            keys = (*inside, "ways", number) if goal.ways else inside
            if not way.needs and not way.asks:
                message = (
                    f"The goal '{goal.id}' has a way without `needs` and `asks`: any reply would meet it."
                )
                yield names.fault("C315", message, "Name the facts that meet it.", keys=keys)
            yield from _needs(names, facts, way.needs, keys=keys)
            for ask_at, ask in enumerate(way.asks):
                yield from names.unknown(
                    "known information", ask, known, keys=(*keys, "asks", ask_at), code="C305"
                )
            if way.unless is not None:
                yield from names.unknown(
                    "hidden information", way.unless, hidden, keys=(*keys, "unless"), code="C304"
                )
        if goal.ways and all(way.unless is not None for way in goal.ways):
            message = f"Every way to meet the goal '{goal.id}' has an `unless`: it may never be met."
            yield names.fault("C316", message, "Leave one way open.", keys=(*inside, "ways"))


def _needs(
    names: _Names, facts: Mapping[str, Fact], needs: Iterable[str], *, keys: tuple[Key, ...]
) -> Iterator[Fault]:
    for at, need in enumerate(needs):
        yield from names.unknown("fact", need, facts, keys=(*keys, "needs", at), code="C303")
        if need in facts and facts[need].forbidden is not None:
            message = f"'{need}' must not be promised or disclosed, so no goal can need it."
            yield names.fault("C314", message, keys=(*keys, "needs", at))


def _beliefs(names: _Names, scenario: Scenario) -> Iterator[Fault]:
    facts = {fact.id: fact for fact in scenario.facts}
    for at, belief in enumerate(scenario.customer.beliefs):
        keys: tuple[Key, ...] = ("customer", "beliefs", at)
        yield from names.unknown(
            "fact", belief.corrected_by, facts, keys=(*keys, "corrected_by"), code="C303"
        )
        corrects = facts.get(belief.corrected_by)
        if corrects is not None and corrects.forbidden is not None:
            message = f"'{belief.corrected_by}' must not be said, so it cannot put a belief right."
            yield names.fault("C314", message, keys=(*keys, "corrected_by"))
        for number, one in enumerate(belief.confirmed_by):
            yield from _forbidden(names, facts, one, keys=(*keys, "confirmed_by", number))


def _forbidden(
    names: _Names, facts: Mapping[str, Fact], word: str, *, keys: tuple[Key, ...]
) -> Iterator[Fault]:
    yield from names.unknown("fact", word, facts, keys=keys, code="C303")
    if word in facts and facts[word].forbidden is None:
        message = f"'{word}' is a statement; a forbidden item is needed here."
        yield names.fault("C317", message, keys=keys)


def _expectations(names: _Names, scenario: Scenario) -> Iterator[Fault]:
    facts = {fact.id for fact in scenario.facts}
    for at, test in enumerate(scenario.tests):
        inside: tuple[Key, ...] = ("tests", at, "expect")
        for axis, band in (("empathy", test.expect.empathy), ("accuracy", test.expect.accuracy)):
            if band is not None and not in_order(band):
                yield names.fault("C207", f"`{axis}`: {OUT_OF_ORDER}.", keys=(*inside, axis, 0))
        for what, known in (("acts", list(Act)), ("faults", list(FaultId)), ("events", list(Event))):
            for number, word in enumerate(getattr(test.expect, what)):
                keys = (*inside, what, number)
                yield from names.unknown(what[:-1], word, known, keys=keys, code="C307")
        for fact, verdict in test.expect.findings.items():
            if fact not in facts:
                place = names.document.position(*inside, "findings", fact, at_key=True)
                yield Fault(
                    place, "C303", f"There is no fact called {quoted(fact)}.", names.near(fact, facts)
                )
            keys = (*inside, "findings", fact)
            yield from names.unknown("finding", verdict, list(Verdict), keys=keys, code="C307")


def _curriculum(names: _Names, curriculum: Curriculum, known: KnownIds) -> Iterator[Fault]:
    yield from names.twice("lesson", [lesson.id for lesson in curriculum.lessons], keys=("lessons",))
    lessons = {lesson.id for lesson in curriculum.lessons}
    for at, lesson in enumerate(curriculum.lessons):
        keys: tuple[Key, ...] = ("lessons", at)
        yield from names.unknown(
            "scenario", lesson.scenario, known.scenarios, keys=(*keys, "scenario"), code="C308"
        )
        if lesson.persona is not None:
            yield from names.unknown(
                "persona", lesson.persona, known.personas, keys=(*keys, "persona"), code="C301"
            )
        for number, earlier in enumerate(lesson.after):
            yield from names.unknown("lesson", earlier, lessons, keys=(*keys, "after", number), code="C309")
    for circle in circles(curriculum):
        keys = ("lessons", circle.lesson, "after", circle.after)
        hint = (
            "Take one of them out of `after`." if len(circle.ids) > 1 else "Take it out of its own `after`."
        )
        yield names.fault("C311", circle.message, hint, keys=keys)


def _rubric(names: _Names, rubric: Rubric) -> Iterator[Fault]:
    yield from names.twice("criterion", [c.id for c in rubric.criteria], keys=("criteria",))
    yield from names.twice("auto-fail", [a.id for a in rubric.auto_fail], keys=("auto_fail",))
    for at, hit in enumerate(rubric.auto_fail):
        if hit.on == "violated":
            continue
        known = list(Act) if hit.on == "act" else list(FaultId)
        if not hit.ids:
            message = (
                f"`ids` is empty; an auto-fail on an {hit.on} names which."
                if hit.on == "act"
                else ("`ids` is empty; an auto-fail on a fault names which.")
            )
            yield names.fault("C315", message, keys=("auto_fail", at))
        for number, word in enumerate(hit.ids):
            yield from names.unknown(hit.on, word, known, keys=("auto_fail", at, "ids", number), code="C307")
    yield from _scorecards(names, rubric)


def _scorecards(names: _Names, rubric: Rubric) -> Iterator[Fault]:
    """What the rubric's own tests expect."""
    criteria, fails = {c.id for c in rubric.criteria}, {a.id for a in rubric.auto_fail}
    for at, test in enumerate(rubric.tests):
        inside: tuple[Key, ...] = ("tests", at, "expect")
        for word in test.expect.criteria:
            keys = (*inside, "criteria", word)
            yield from names.unknown("criterion", word, criteria, keys=keys, code="C307")
        for number, word in enumerate(test.expect.fails or ()):
            yield from names.unknown("auto-fail", word, fails, keys=(*inside, "fails", number), code="C307")
