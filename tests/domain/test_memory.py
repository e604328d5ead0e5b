from __future__ import annotations

from coach.domain.agenda import Agenda
from coach.domain.assessment import Act, Assessment, Evidence, FaultId, Finding, Verdict
from coach.domain.memory import Said, changed, in_few_words, remember
from coach.domain.progress import advance
from tests.builders import assessment, scenario

SCENARIO = scenario()


def says(quote: str, verdict: Verdict, *ids: str, fact: str = "refund") -> Assessment:
    """A reply that says this about a fact, with acts and faults beside it."""
    found = Finding(fact, verdict, evidence=Evidence(fact, quote, 0, len(quote), "test"))
    seen = assessment(*ids)
    return Assessment(acts=seen.acts, faults=seen.faults, findings=(found,))


WRONG = says("Your money is there in two days.", Verdict.WRONG)
RIGHT = says("It takes five business days, in fact.", Verdict.CORRECT)


def test_a_value_put_otherwise_is_noticed_in_the_agents_own_words() -> None:
    change = changed(remember({}, WRONG), RIGHT)
    assert change is not None
    assert (change.before, change.now, change.righted) == ("two days", "five business days", True)


def test_the_same_in_other_words_changes_nothing() -> None:
    said = remember({}, RIGHT)
    assert changed(said, says("Five working days, as I said.", Verdict.CORRECT)) is None
    assert changed(said, assessment(Act.APOLOGISE)) is None


def test_what_was_right_and_is_now_wrong_is_a_change_that_nobody_can_own() -> None:
    change = changed(remember({}, RIGHT), WRONG)
    assert change is not None
    assert not change.righted


def test_a_change_without_values_keeps_the_words_only_where_they_are_few() -> None:
    few = changed(
        remember({}, says("We send nothing by post.", Verdict.WRONG)), says("By post.", Verdict.CORRECT)
    )
    assert few is not None
    assert (few.before, few.now) == ("We send nothing by post", "")
    assert in_few_words("one two three four five six seven eight nine ten") == ""


def test_only_the_last_word_on_a_fact_is_remembered() -> None:
    said = remember(remember({}, WRONG), RIGHT)
    assert said == {"refund": Said(Verdict.CORRECT, "It takes five business days, in fact.")}


def test_the_agenda_remembers_from_reply_to_reply_and_an_owned_mistake_is_one_that_is_put_right() -> None:
    first = advance(Agenda.start(SCENARIO.customer), WRONG, SCENARIO)
    assert first.changed is None
    bare = advance(first.agenda, RIGHT, SCENARIO)
    assert bare.changed is not None
    assert not bare.owned
    right = says("It takes five business days.", Verdict.CORRECT, Act.TAKE_OWNERSHIP)
    assert advance(first.agenda, right, SCENARIO).owned
    blamed = says("It takes five business days.", Verdict.CORRECT, Act.APOLOGISE, FaultId.BLAME)
    assert not advance(first.agenda, blamed, SCENARIO).owned


def test_who_breaks_a_ban_that_confirms_a_belief_goes_back_on_the_fact_that_corrects_it() -> None:
    promised = says("You have it back today.", Verdict.VIOLATED, fact="today")
    belief = SCENARIO.customer.beliefs[0].model_copy(update={"confirmed_by": ("today",)})
    customer = SCENARIO.customer.model_copy(update={"beliefs": (belief,)})
    played = SCENARIO.model_copy(update={"customer": customer})
    told = advance(Agenda.start(customer), RIGHT, played)
    turned = advance(told.agenda, promised, played)
    assert turned.changed is not None
    assert (turned.changed.fact_id, turned.changed.righted) == ("refund", False)
    assert advance(turned.agenda, RIGHT, played).changed is not None
    beside = advance(told.agenda, says("You have it back today.", Verdict.VIOLATED, fact="other"), played)
    assert beside.changed is None
