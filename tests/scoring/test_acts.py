"""The acts of a reply, one line each way for every act."""

from __future__ import annotations

import pytest

from coach.domain.assessment import Act
from coach.domain.situation import Situation
from coach.scoring.built_in import score_reply
from tests.scoring.encoders import Sure

TRUE = [
    (Act.GREET, "", "Good afternoon, Mrs Lindqvist."),
    (Act.GREET, "", "Hello! You're speaking with Tunde from the claims team."),
    (Act.GREET, "", "Magandang umaga po, this is Liza from billing."),
    (Act.GREET, "", "Namaste Mr. Iyer, I'm Kavya."),
    (
        Act.ACKNOWLEDGE_FEELING,
        "The washing machine flooded my kitchen.",
        "Mopping up at midnight must have been exhausting.",
    ),
    (
        Act.ACKNOWLEDGE_FEELING,
        "I was late for surgery because of your taxi.",
        "No wonder you were frightened.",
    ),
    (
        Act.ACKNOWLEDGE_FEELING,
        "You lost my documents.",
        "I can hear how worrying this is with the deadline so near.",
    ),
    (Act.ACKNOWLEDGE_FEELING, "You lost my documents.", "Anyone would be angry after that."),
    (Act.ACKNOWLEDGE_FEELING, "My pension didn't arrive.", "I understand how you feel."),
    (Act.ACKNOWLEDGE_FEELING, "My pension didn't arrive.", "You've every reason to be upset with us."),
    (
        Act.ACKNOWLEDGE_FEELING,
        "Wala pa rin po ang refund ko.",
        "Nakakainis po talaga, ma'am, waiting this long for your refund.",
    ),
    (
        Act.NAME_PROBLEM,
        "My suitcase came back without its wheels.",
        "A suitcase without wheels after one flight, I see it in the photo.",
    ),
    (
        Act.NAME_PROBLEM,
        "The heater stopped on the coldest night.",
        "I'm sorry the heater gave out on the coldest night.",
    ),
    (
        Act.NAME_PROBLEM,
        "You deactivated my badge by mistake.",
        "So your badge was deactivated although you're still with us.",
    ),
    (
        Act.NAME_PROBLEM,
        "My payslip shows 12 hours instead of 36.",
        "You were paid for 12 hours where you worked 36.",
    ),
    (Act.APOLOGISE, "The soup was cold.", "We apologise for the cold soup."),
    (Act.APOLOGISE, "The soup was cold.", "My bad, that one slipped past me."),
    (Act.APOLOGISE, "Mali po ang pangalan ko sa ID.", "Pasensya na po kayo."),
    (Act.TAKE_OWNERSHIP, "You billed a closed line.", "That was our error from start to finish."),
    (
        Act.TAKE_OWNERSHIP,
        "You billed a closed line.",
        "I'm taking this on and I won't let it go until the bill is right.",
    ),
    (Act.TAKE_OWNERSHIP, "Nobody calls back.", "You can leave this with me."),
    (Act.TAKE_OWNERSHIP, "Nobody calls back.", "We let you down twice."),
    (Act.ASK_OPEN, "The app is a disaster.", "What happened when you opened it this morning?"),
    (Act.ASK_OPEN, "I want out of this plan.", "Could you tell me a little more about how you use it?"),
    (Act.ASK_OPEN, "My leave was refused.", "How is this affecting you at home?"),
    (Act.ASK_OPEN, "My leave was refused.", "What would make the next few weeks easier?"),
    (Act.ASK_INFO, "The tablet is dead.", "Which colour is the light on the side?"),
    (Act.ASK_INFO, "The tablet is dead.", "Kindly share a picture of the charger, ma'am."),
    (Act.ASK_INFO, "I need the invoice again.", "Should it go to the same e-mail address?"),
    (Act.ASK_INFO, "I want a seat change", "please send me your booking reference"),
    (Act.GIVE_INFO, "Is the office open?", "The branch in Cork opens at nine on weekdays."),
    (Act.GIVE_INFO, "Where's my claim?", "Your claim reached the assessor on Tuesday."),
    (Act.GIVE_INFO, "How much is a bag?", "A second bag costs 40 dollars each way."),
    (
        Act.OFFER_SOLUTION,
        "It arrived scratched.",
        "I can exchange it or knock 20 per cent off, whichever you like.",
    ),
    (Act.OFFER_SOLUTION, "It arrived scratched.", "I've refunded the full amount to your card."),
    (Act.OFFER_SOLUTION, "The link is broken.", "You can use the branch code instead."),
    (Act.OFFER_SOLUTION, "I can't pay it all.", "Shall I split the balance into four parts?"),
    (Act.CONCRETE_NEXT_STEP, "When will I know?", "I'll phone you by 4 pm on Thursday."),
    (
        Act.CONCRETE_NEXT_STEP,
        "When will I know?",
        "Our surveyor will be at your door tomorrow between 9 and 10.",
    ),
    (Act.CONCRETE_NEXT_STEP, "Who tells me?", "I'm sending the corrected form to your inbox right now."),
    (Act.VERIFY_IDENTITY, "I need my balance.", "Before I open it, could you confirm your date of birth?"),
    (Act.VERIFY_IDENTITY, "I need my balance.", "Thanks, you've passed our security check."),
    (
        Act.VERIFY_IDENTITY,
        "Change my number.",
        "I've sent a one-time code to your old number, what does it say?",
    ),
    (Act.HOLD, "Please check.", "Give me two minutes while I open the file."),
    (Act.HOLD, "Please check.", "May I put you on a short hold?"),
    (Act.HOLD, "Paki-check po.", "Sandali lang po."),
    (Act.TRANSFER, "I want a person who decides.", "I'm putting you through to our lending desk."),
    (Act.TRANSFER, "My seat is broken.", "You would need to contact the airline about the seat."),
    (Act.TRANSFER, "My form is stuck.", "Kindly write to the mobility team, they look after permits."),
    (Act.REFUSE, "Give me 500 for my time.", "I'm not able to pay compensation for time."),
    (Act.REFUSE, "Unlock it without the code.", "We can't open it without the code."),
    (Act.REFUSE, "Cancel the fee.", "I'm afraid that isn't possible."),
    (Act.CITE_POLICY, "Why not?", "Under our returns policy, opened software is excluded."),
    (Act.CITE_POLICY, "Why not?", "The regulations require two signatures."),
    (Act.CITE_POLICY, "Why not?", "As per clause 4 of the agreement, notice is two months."),
    (Act.BLAME_CUSTOMER, "The code fails.", "You must have entered it wrongly."),
    (
        Act.BLAME_CUSTOMER,
        "I missed the flight.",
        "You should have been at the gate earlier, and you ignored two calls.",
    ),
    (Act.BLAME_CUSTOMER, "It renewed!", "You didn't read the terms before you clicked."),
    (Act.DISMISS, "I've waited an hour!", "Please calm down, it's only an hour."),
    (Act.DISMISS, "The cup is chipped.", "That is no big deal, nobody will notice."),
    (Act.DISMISS, "I'm scared of losing my flat.", "There's no need to be so dramatic."),
    (Act.OVER_PROMISE, "Will it hold?", "I guarantee that it will never fail again."),
    (Act.OVER_PROMISE, "Will it hold?", "It's 100% certain, trust me."),
    (Act.OVER_PROMISE, "Will they approve it?", "They will definitely approve it, no matter what."),
    (Act.THANK, "Sent it.", "Thank you for the quick answer."),
    (Act.THANK, "Sent it.", "I appreciate you sending it over."),
    (Act.CLOSE, "That's all.", "Is there anything else I can do for you?"),
    (Act.CLOSE, "That's all.", "Have a lovely weekend, Mr Osei."),
    (Act.OFF_TOPIC, "My card is blocked.", "By the way, have you tried our new travel insurance?"),
    (Act.OFF_TOPIC, "My card is blocked.", "Did you see the match on Sunday?"),
]

FALSE = [
    (Act.GREET, "", "The good morning special is sold out."),
    (Act.ACKNOWLEDGE_FEELING, "My parcel is late.", "I understand."),
    (Act.ACKNOWLEDGE_FEELING, "My parcel is late.", "Your concern has been noted."),
    (Act.ACKNOWLEDGE_FEELING, "My parcel is late.", "The parcel left Leeds at noon."),
    (Act.NAME_PROBLEM, "My heater died.", "I'm sorry for the inconvenience."),
    (Act.NAME_PROBLEM, "My heater died.", "Let me look into this issue for you."),
    (Act.NAME_PROBLEM, "You charged me twice.", "We have no record of two charges."),
    (Act.APOLOGISE, "Sorry I shouted.", "No need to apologise."),
    (Act.APOLOGISE, "Give me his number.", "Sorry, I can't give that out."),
    (Act.TAKE_OWNERSHIP, "Where is it?", "I will check."),
    (Act.TAKE_OWNERSHIP, "It broke.", "That is not our fault."),
    (Act.ASK_OPEN, "It broke.", "What is your order number?"),
    (Act.ASK_OPEN, "Thanks.", "Is there anything else I can help you with?"),
    (Act.ASK_INFO, "It broke.", "What happened then?"),
    (Act.ASK_INFO, "Open it.", "Can you confirm the last four digits of your card?"),
    (Act.GIVE_INFO, "Hello", "Thank you for calling."),
    (Act.GIVE_INFO, "It's broken.", "I'm so sorry about that."),
    (Act.OFFER_SOLUTION, "Where is it?", "I'll check with the depot and call you at three."),
    (Act.CONCRETE_NEXT_STEP, "When?", "Refunds usually take five days."),
    (Act.CONCRETE_NEXT_STEP, "When?", "Somebody will be in touch shortly."),
    (Act.CONCRETE_NEXT_STEP, "Who?", "I'll transfer you now."),
    (Act.VERIFY_IDENTITY, "Scam?", "Never share your security code with anyone."),
    (Act.HOLD, "I waited.", "You were on hold for forty minutes, which is far too long."),
    (Act.HOLD, "I waited.", "I'll stay on the line with you."),
    (Act.TRANSFER, "I want someone else.", "I won't transfer you again."),
    (Act.TRANSFER, "Who calls them?", "I'll contact the courier myself."),
    (Act.REFUSE, "I'm stuck.", "I can't imagine how that felt."),
    (Act.REFUSE, "Again?", "You won't have to repeat it."),
    (Act.CITE_POLICY, "What do you need?", "May I have your policy number?"),
    (Act.BLAME_CUSTOMER, "Was it me?", "It was not your fault at all."),
    (Act.BLAME_CUSTOMER, "I waited.", "You should have heard from us a week ago."),
    (Act.DISMISS, "I worry.", "Don't worry about the form, I'll fill it in with you."),
    (Act.DISMISS, "It's only a mug.", "It isn't only a mug to you."),
    (Act.OVER_PROMISE, "Will it come?", "I can't promise Friday."),
    (Act.OVER_PROMISE, "What covers it?", "There's a two-year guarantee on the motor."),
    (Act.THANK, "Who fixed it?", "Thanks to the new part it runs again."),
    (Act.CLOSE, "I'm tired.", "I'll take care of the paperwork."),
    (Act.OFF_TOPIC, "My refund?", "Your refund left us this morning."),
]


def _acts(line: str, reply: str) -> frozenset[str]:
    return score_reply(reply, Situation(customer_line=line)).assessment.act_ids


@pytest.mark.parametrize(("act", "line", "reply"), TRUE)
def test_an_act_is_seen_where_a_reply_performs_it(act: Act, line: str, reply: str) -> None:
    assert act in _acts(line, reply)


@pytest.mark.parametrize(("act", "line", "reply"), FALSE)
def test_an_act_is_not_seen_where_only_its_words_stand(act: Act, line: str, reply: str) -> None:
    assert act not in _acts(line, reply)


@pytest.mark.parametrize(
    "reply",
    [
        "What takes you to Oslo?",
        "What is at stake for you?",
        "What was waiting for you at home?",
        "What is it making difficult for you?",
        "What has the leak stopped you from doing?",
        "May I know why you need it so soon?",
        "May I enquire how you came by this letter?",
        "um what did you need the oven for",
        "Ano po ang pinaka-importante sa inyo?",
    ],
)
def test_a_question_about_their_situation_is_open(reply: str) -> None:
    assert Act.ASK_OPEN in score_reply(reply, Situation("My oven leaks gas.")).assessment.act_ids


@pytest.mark.parametrize("reply", ["There is nothing I can do.", "Let me see what I can do for you."])
def test_no_remedy_is_offered_by_speaking_of_what_one_can_do(reply: str) -> None:
    assert Act.OFFER_SOLUTION not in score_reply(reply, Situation("My oven leaks gas.")).assessment.act_ids


@pytest.mark.parametrize(
    "reply",
    [
        "We will never ask for any password.",
        "We'll never ask you for your PIN po.",
        "I can't promise you it'll never fail again.",
        "Nobody can guarantee that it never fails, sir.",
        "We'll never share your number with anyone.",
    ],
)
def test_to_refuse_a_promise_or_to_vow_never_to_ask_is_no_guarantee(reply: str) -> None:
    for encoder in (None, Sure(Act.OVER_PROMISE)):
        seen = score_reply(reply, Situation(customer_line="And now?"), encoder).assessment
        assert Act.OVER_PROMISE not in seen.act_ids


@pytest.mark.parametrize(
    "reply",
    [
        "I promise you that you will never have this problem again.",
        "It will never fail again, I guarantee it.",
    ],
)
def test_a_guarantee_stays_one(reply: str) -> None:
    assert Act.OVER_PROMISE in score_reply(reply, Situation(customer_line="And now?")).assessment.act_ids
