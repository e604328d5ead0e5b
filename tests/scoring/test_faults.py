"""The faults and events of a reply."""

from __future__ import annotations

import pytest

from coach.domain.assessment import Act, Event, FaultId
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from tests.scoring.encoders import Sure

UPSET = "I've been waiting three weeks for this loan and I'm at my wits' end!"

FAULTS = [
    (FaultId.DISMISSIVE, "Please relax, three weeks is nothing."),
    (FaultId.DISMISSIVE, "I doubt that it has been three weeks."),
    (FaultId.DISMISSIVE, "You're being ridiculous."),
    (FaultId.DISMISSIVE, "Everyone has to wait, so please be patient."),
    (FaultId.BLAME, "You forgot to sign page two, that is why."),
    (FaultId.BLAME, "That is your own responsibility."),
    (FaultId.BLAME, "Next time, please check your documents."),
    (FaultId.SELF_ORIENTED, "We get thousands of requests here, and I'm swamped too."),
    (FaultId.SELF_ORIENTED, "My cousin had the same last year and she survived."),
    (FaultId.HOLLOW_SCRIPT, "I completely understand your frustration."),
    (FaultId.HOLLOW_SCRIPT, "We hear you. Your time is important to us."),
    (FaultId.HOLLOW_SCRIPT, "I understand how you feel. Can I have your number?"),
    (FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT, "You can upload the payslip under Documents."),
    (FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT, "The loan desk opens at nine."),
    (FaultId.INFORMATION_DUMP, "The desk opens at nine. " * 24),
    (FaultId.TALKS_OVER, "The desk opens at nine and the form is on page two. " * 7),
]

NOT_AGAINST_THEM = [
    (FaultId.BLAME, "You should have the form in your post by Friday."),
    (FaultId.BLAME, "You ought to have been told in May, and nobody did it."),
    (FaultId.BLAME, "As you never agreed to the new rate, the old one stands."),
    (FaultId.BLAME, "You weren't given a choice there."),
    (FaultId.DISMISSIVE, "Nothing to pay until June, whatever the bank says."),
    (FaultId.DISMISSIVE, "Here is the real reason: our file was closed by mistake."),
    (FaultId.DISMISSIVE, "It's not just a form when your house hangs on it."),
]
VEILED = [
    (FaultId.DISMISSIVE, "Most borrowers sort that out by themselves."),
    (FaultId.DISMISSIVE, "I can only smile at that."),
    (FaultId.DISMISSIVE, "Let's keep some perspective."),
    (FaultId.BLAME, "I do wish you had rung us in time."),
    (FaultId.BLAME, "It would have been wiser to read the terms first."),
    (FaultId.BLAME, "Had you ticked the box, we would not be talking."),
]
CLEAN = [
    "Three weeks on a loan is far too long, no wonder you're worn out. I'll ring the desk now.",
    "I'm sorry that the loan has taken three weeks. What did they tell you last?",
    "You did nothing wrong, the delay is ours.",
    "Not to worry about the form, I have it here and I'll fill it in for you.",
]


@pytest.mark.parametrize(("fault", "reply"), FAULTS)
def test_a_fault_is_seen(fault: FaultId, reply: str) -> None:
    assert fault in score_reply(reply, Situation(customer_line=UPSET)).assessment.fault_ids


@pytest.mark.parametrize(("fault", "reply"), VEILED)
def test_a_fault_in_polite_words_is_seen_whatever_the_encoder_reads(fault: FaultId, reply: str) -> None:
    for encoder in (None, Sure()):
        found = score_reply(reply, Situation(customer_line=UPSET), encoder).assessment
        assert fault in found.fault_ids


@pytest.mark.parametrize(("fault", "reply"), NOT_AGAINST_THEM)
def test_what_only_sounds_like_a_fault_is_none_even_where_the_encoder_reads_one(
    fault: FaultId, reply: str
) -> None:
    act = Act.BLAME_CUSTOMER if fault is FaultId.BLAME else Act.DISMISS
    for encoder in (None, Sure(act, fault)):
        found = score_reply(reply, Situation(customer_line=UPSET), encoder).assessment
        assert fault not in found.fault_ids
        assert act not in found.act_ids


@pytest.mark.parametrize("reply", CLEAN)
def test_a_good_reply_is_not_accused(reply: str) -> None:
    assert not score_reply(reply, Situation(customer_line=UPSET)).assessment.fault_ids


def test_a_formula_beside_the_customers_own_matter_is_not_hollow() -> None:
    reply = "I understand your frustration: three weeks without a word on the loan."
    assert (
        FaultId.HOLLOW_SCRIPT not in score_reply(reply, Situation(customer_line=UPSET)).assessment.fault_ids
    )


def test_an_apology_for_any_inconvenience_is_an_apology_and_not_a_hollow_script() -> None:
    found = score_reply("We apologise for any inconvenience.", Situation(customer_line=UPSET)).assessment
    assert FaultId.HOLLOW_SCRIPT not in found.fault_ids


def test_an_insult_is_named_by_its_rule() -> None:
    scored = score_reply("Don't be stupid, you are an idiot.", Situation(customer_line=UPSET))
    assert "insult" in {e.rule for e in scored.assessment.faults}
    assert scored.empathy.value == 0


def test_advice_is_no_fault_once_the_customer_was_acknowledged() -> None:
    situation = Situation(customer_line=UPSET, acknowledged_before=True)
    assert not score_reply("You can upload the payslip under Documents.", situation).assessment.fault_ids


def test_advice_is_no_fault_where_the_line_carries_no_feeling() -> None:
    situation = Situation(customer_line="Where do I upload the payslip?")
    assert not score_reply("You can upload the payslip under Documents.", situation).assessment.fault_ids


@pytest.mark.parametrize(
    ("heard", "reply"),
    [
        ("My laptop is dead. Order 77120.", "Can I have your order number, please?"),
        ("You can write to me at ines@example.org.", "What is your e-mail address?"),
        ("It was 84.50 euros.", "What was the amount?"),
        ("It happened on 3 May.", "When did that happen?"),
        ("My laptop is dead. Order 77120.", "Please explain your issue again from the beginning."),
    ],
)
def test_asking_for_what_was_told_is_asked_again(heard: str, reply: str) -> None:
    situation = Situation(customer_line="Well?", heard=heard)
    assert Event.ASKED_AGAIN in score_reply(reply, situation).assessment.event_ids


def test_asking_for_something_new_is_not_asked_again() -> None:
    situation = Situation(customer_line="Well?", heard="My laptop is dead. Order 77120.")
    assert Event.ASKED_AGAIN not in score_reply("Which light is on?", situation).assessment.event_ids


def test_policy_before_help_is_an_event_and_policy_with_help_is_not() -> None:
    situation = Situation(customer_line=UPSET)
    first = score_reply("Under our policy we need four weeks.", situation)
    helped = score_reply(
        "Under our policy it takes four weeks, so I've moved it to the fast lane.", situation
    )
    assert Event.POLICY_FIRST in first.assessment.event_ids
    assert Event.POLICY_FIRST not in helped.assessment.event_ids


def test_sending_the_customer_away_without_help_is_passed_on() -> None:
    found = score_reply("You'd have to contact the courier.", Situation(customer_line=UPSET)).assessment
    assert Event.PASSED_ON in found.event_ids


def test_a_second_apology_without_help_is_a_repeated_apology() -> None:
    once = Situation(customer_line=UPSET)
    twice = Situation(customer_line=UPSET, apologies_before=1)
    assert Event.REPEATED_APOLOGY not in score_reply("Sorry again.", once).assessment.event_ids
    assert Event.REPEATED_APOLOGY in score_reply("Sorry again.", twice).assessment.event_ids
    assert (
        Event.REPEATED_APOLOGY
        not in score_reply("Sorry again. I've refunded it.", twice).assessment.event_ids
    )


@pytest.mark.parametrize(
    ("fault", "reply"),
    [
        (FaultId.DISMISSIVE, "Mistakes happen."),
        (FaultId.DISMISSIVE, "It will be ready when it's ready."),
        (FaultId.DISMISSIVE, "You are not the only one with a loan here."),
        (FaultId.DISMISSIVE, "That is not what our records say."),
        (FaultId.DISMISSIVE, "Everybody says that."),
        (FaultId.BLAME, "You should have told us that in May."),
        (FaultId.BLAME, "If you'd sent the form in time you would have the money."),
        (FaultId.BLAME, "You have not paid since July."),
        (FaultId.SELF_ORIENTED, "The loan desk handles hundreds of forms a day."),
        (FaultId.HOLLOW_SCRIPT, "I understand that you're annoyed. There is nothing to be done."),
        (FaultId.HOLLOW_SCRIPT, "I hear you and I really want to help."),
    ],
)
def test_a_cold_or_empty_line_is_seen_for_what_it_is(fault: FaultId, reply: str) -> None:
    assert fault in score_reply(reply, Situation(customer_line=UPSET)).assessment.fault_ids


@pytest.mark.parametrize(
    "reply",
    [
        "Three people work on your loan, and nobody else can open your file.",
        "So your application is fine, it only lay on the wrong desk for three weeks.",
        "You were told otherwise last week, and that was our mistake.",
        "You must have pictured the keys in your hand by now.",
        "You should have something from the desk in your inbox within the hour.",
        "The loan won't get in the way of the date you agreed with the seller.",
        "I'll stay on it until it's sorted.",
        "I'm not going to tell you to be patient.",
        "My manager will tell you the same.",
    ],
)
def test_words_that_only_sound_like_a_fault_cost_nothing(reply: str) -> None:
    seen = score_reply(reply, Situation(customer_line=UPSET)).assessment
    assert not seen.fault_ids - {FaultId.ADVICE_BEFORE_ACKNOWLEDGEMENT}
    assert Event.PASSED_ON not in seen.event_ids


@pytest.mark.parametrize(
    "boundary",
    [
        "I want to help, please don't call me that.",
        "I want to help you, and I ask you not to call me names.",
        "I'm here to get this sorted. Please don't swear at me.",
        "I'd like to sort this out with you, but please keep it respectful.",
        "If you keep swearing I will have to end this chat. I'd rather help you.",
    ],
)
def test_who_sets_a_boundary_politely_makes_light_of_nothing_and_does_not_speak_of_themselves(
    boundary: str,
) -> None:
    for line in ("Are you thick? " + UPSET, "Are you a complete idiot?"):
        seen = score_reply(boundary, Situation(line)).assessment
        assert not seen.fault_ids & {FaultId.DISMISSIVE, FaultId.BLAME, FaultId.SELF_ORIENTED}


THREATS = [
    "If you don't pay today, we will take you to court.",
    "Pay by Friday or we will send the bailiffs.",
    "If you do not pay, I will have your supply cut off.",
    "Unless you pay now, we'll report you to the police.",
    "Pay today or you will be hearing from our lawyers.",
    "If the amount isn't settled ma'am, we'll file a case against you.",
    "You will lose your house if you don't pay us.",
]
NO_THREATS = [
    "We won't take you to court.",
    "Nobody takes you to court over this.",
    "The letter said that they'd take you to court; that's not what we do.",
    "You will not lose your house, sir.",
    "If you can't pay today, we will find a plan together.",
    "If you don't hear from me by six po, call this number and ask for me.",
    "If you don't get the money by Friday, I'll send it again.",
    "If you are taken to court by them, we pay for the lawyer.",
]
_HELP = {Act.OFFER_SOLUTION, Act.CONCRETE_NEXT_STEP, Act.TAKE_OWNERSHIP, Act.TRANSFER}


@pytest.mark.parametrize("reply", THREATS)
def test_a_threat_costs_and_is_no_help_whoever_reads_it(reply: str) -> None:
    for encoder in (None, Sure(*_HELP)):
        scored = score_reply(reply, Situation(customer_line=UPSET), encoder)
        threat = next(e for e in scored.assessment.faults if e.id == FaultId.DISMISSIVE)
        assert threat.rule == "threat"
        assert not scored.assessment.act_ids & _HELP
        assert scored.empathy.value is not None
        assert scored.empathy.value <= 1.0
        assert "a threat" in scored.empathy.reason


@pytest.mark.parametrize("reply", NO_THREATS)
def test_who_spares_them_the_court_threatens_nobody(reply: str) -> None:
    assert FaultId.DISMISSIVE not in score_reply(reply, Situation(customer_line=UPSET)).assessment.fault_ids


def test_the_fix_calls_a_threat_by_its_name() -> None:
    fix = score_reply(THREATS[0], Situation(customer_line=UPSET)).fix
    assert fix is not None
    assert fix.id == "threat"
    assert "we will take you to court" in fix.what


@pytest.mark.parametrize(
    "reply",
    [
        "You should have called us before. I'll send an engineer today at 4.",
        "You should have called us before, but I can fix it now: an engineer comes at 4 today.",
        "You should have told us before ma'am. I'm booking a new visit for you now.",
        "You ought to have checked it first, sir. Your refund is on its way.",
    ],
)
def test_a_reproach_stays_one_when_help_follows(reply: str) -> None:
    unsure = score_reply(reply, Situation(customer_line=UPSET), Sure(Act.OFFER_SOLUTION)).assessment
    assert FaultId.BLAME in unsure.fault_ids


@pytest.mark.parametrize(
    ("fault", "reply"),
    [
        (FaultId.BLAME, "Nobody had your permission to leave it next door."),
        (FaultId.BLAME, "They didn't have your consent for that."),
        (FaultId.BLAME, "You never gave permission for that."),
        (FaultId.BLAME, "If you don't pay the second invoice, nothing happens."),
        (FaultId.DISMISSIVE, "Is it the same bank account?"),
        (FaultId.DISMISSIVE, "ok noted. let me check the return policy"),
        (FaultId.DISMISSIVE, "just request on or before December 15"),
        (FaultId.DISMISSIVE, "I've read what you wrote, not what my screen says."),
        (FaultId.DISMISSIVE, "Nobody takes you to court over this."),
    ],
)
def test_plain_words_are_no_fault(fault: FaultId, reply: str) -> None:
    assert fault not in score_reply(reply, Situation(customer_line=UPSET)).assessment.fault_ids


@pytest.mark.parametrize(
    "reply",
    ["Nobody had your permission to leave it next door.", "You never gave permission for that."],
)
def test_a_missing_permission_clears_what_an_encoder_reads_as_blame(reply: str) -> None:
    seen = score_reply(
        reply, Situation(customer_line=UPSET), Sure(FaultId.BLAME, Act.BLAME_CUSTOMER)
    ).assessment
    assert FaultId.BLAME not in seen.fault_ids


def test_told_to_calm_down_is_nobody_understood() -> None:
    scored = score_reply("Please calm down.", Situation(customer_line=UPSET))
    assert scored.assessment.levels.understanding == 0
    assert FaultId.DISMISSIVE in scored.assessment.fault_ids


@pytest.mark.parametrize(
    "reply",
    [
        "Good day, you're through to the HR desk.",
        "Hello, this is Sam from the loan desk.",
        "Good afternoon, my name is Ana with Hartsmoor, about your loan.",
    ],
)
def test_who_answers_the_line_passes_nobody_on(reply: str) -> None:
    seen = score_reply(reply, Situation(customer_line=UPSET), Sure(Act.TRANSFER)).assessment
    assert Event.PASSED_ON not in seen.event_ids
    away = score_reply("I'm putting you through to the HR desk.", Situation(customer_line=UPSET)).assessment
    assert Event.PASSED_ON in away.event_ids
