from __future__ import annotations

from coach.customer.objecting import objection_to
from coach.domain.assessment import Act, FaultId
from coach.domain.frustration import Mood
from coach.domain.transcript import CustomerAct
from tests.builders import assessment
from tests.customer.test_director import RIGHT, moment


def test_the_sharpest_of_several_faults_is_named() -> None:
    (part,) = objection_to(moment(assessment(FaultId.HOLLOW_SCRIPT, FaultId.BLAME)))
    assert part.reason == FaultId.BLAME


def test_a_lecture_offends_only_after_their_own_outburst() -> None:
    seen = assessment(FaultId.TALKS_OVER)
    assert objection_to(moment(seen, last_act=CustomerAct.ANSWER)) == ()
    (part,) = objection_to(moment(seen, last_act=CustomerAct.VENT))
    assert part.reason == FaultId.TALKS_OVER


def test_a_heap_of_facts_offends_who_is_upset_and_was_not_helped_by_it() -> None:
    heap = assessment(FaultId.INFORMATION_DUMP)
    assert objection_to(moment(heap, before=Mood(25))) == ()
    assert [p.reason for p in objection_to(moment(heap, before=Mood(60)))] == [FaultId.INFORMATION_DUMP]
    helps = assessment(FaultId.INFORMATION_DUMP, Act.NAME_PROBLEM, refund=RIGHT)
    assert objection_to(moment(helps, before=Mood(60))) == ()


def test_a_reply_without_a_fault_meets_no_objection() -> None:
    assert objection_to(moment(assessment(Act.GREET))) == ()
