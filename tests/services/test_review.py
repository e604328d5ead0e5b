"""Looking back: the curve, what stood before each reply, and the reply that turned the talk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.domain.scenario import Speaker
from coach.domain.transcript import CustomerAct, Outcome, Turn, VoiceId
from coach.errors import UnknownId
from coach.services.review import Debrief, Review, debrief_of
from coach.services.storing import StoreThread
from coach.services.talk import TalkState
from tests.storage import samples

START = TalkState.start(samples.plan()).mood.frustration


def talk(store: StoreThread, *changes: int) -> str:
    """A session whose replies changed frustration by so much."""
    id_ = store.store.begin(samples.plan())
    store.store.add_turn(id_, samples.opening(), elapsed=0.0)
    now, seq = START, 1
    for change in changes:
        now, seq = now + change, seq + 2
        store.store.add_turn(id_, samples.reply(seq - 1), elapsed=float(seq))
        mood = replace(samples.mood(), frustration=now)
        store.store.add_assessment(id_, seq - 1, scored=samples.scored(), mood=mood)
        line = Turn(seq, Speaker.CUSTOMER, f"Line {seq}.", CustomerAct.PRESS, VoiceId.BUILT_IN)
        store.store.add_turn(id_, line, elapsed=float(seq))
    return id_


def debrief(store: StoreThread, *changes: int) -> Debrief:
    return debrief_of(store.store.session(talk(store, *changes)))


def test_each_reply_has_what_stood_before_it(store: StoreThread) -> None:
    found = debrief(store, -9, 4)
    assert found.curve == (START, START - 9, START - 5)
    assert [(r.number, r.before, r.change) for r in found.replies] == [(1, START, -9), (2, START - 9, 4)]
    assert [r.customer_line for r in found.replies] == [samples.LINE, "Line 3."]
    assert found.replies[0].reasons == samples.mood().reasons


def test_the_reply_that_calmed_most_turned_a_talk_that_went_well(store: StoreThread) -> None:
    assert debrief(store, 8, -6, -12).turning_reply == 3


def test_the_reply_that_upset_most_turned_a_talk_that_went_badly(store: StoreThread) -> None:
    assert debrief(store, -6, 7, 9).turning_reply == 3


def test_of_two_equal_replies_the_first_turned_it(store: StoreThread) -> None:
    assert debrief(store, -7, -7).turning_reply == 1


@pytest.mark.parametrize(("change", "turned"), [(-4, None), (-5, 1), (4, None), (5, 1)])
def test_fewer_than_five_points_turn_nothing(store: StoreThread, change: int, turned: int | None) -> None:
    assert debrief(store, change, 0).turning_reply == turned


def test_a_talk_without_replies_has_no_turn(store: StoreThread) -> None:
    found = debrief(store)
    assert (found.replies, found.curve, found.turning_reply) == ((), (START,), None)


def test_a_reply_that_was_not_assessed_changes_nothing(store: StoreThread) -> None:
    id_ = talk(store, -9)
    store.store.add_turn(id_, samples.reply(4), elapsed=9.0)
    found = debrief_of(store.store.session(id_))
    assert (found.replies[1].change, found.replies[1].reasons) == (0, ())
    assert found.turning_reply == 1


async def test_sessions_are_found_by_their_id_and_listed_newest_first(store: StoreThread) -> None:
    review = Review(store)
    first, second = talk(store, -9), talk(store)
    store.store.end(first, Outcome.AGENT_ENDED, scorecard=samples.scorecard())
    assert [s.id for s in await review.sessions()] == [second, first]
    assert (await review.debrief(first)).session.outcome is Outcome.AGENT_ENDED
    with pytest.raises(UnknownId):
        await review.debrief("zzzz")
