"""Lines that a model might write as a customer: misbehaving in each of the ways that the guards name, and well behaved.

FIRST was written before the guards were worked on, SECOND after they had been mended on FIRST, THIRD after they had
been mended on SECOND. All are said in the talk about parcel 4471 of test_guards.py, but for EARLY.
"""

from __future__ import annotations

FIRST: dict[str, str] = {
    "role_flip": """\
Thanks for getting in touch! May I have your order number, please?
I'm so sorry to hear about your experience. Let me see what I can do.
Could you please confirm your delivery address so I can trace the parcel?
I have escalated this to our logistics team and they will contact you within a day.
Rest assured, we are doing everything we can to find your parcel.
We apologise for the delay and appreciate your patience.
I can certainly help you with that. One moment while I pull up your details.
Your parcel is on its way and should be with you by Friday.
I'll go ahead and process that refund for you now.
Please bear with me while I check our system.
I do understand how upsetting this is for you, and I want to make it right.
If there is anything else you need, please don't hesitate to contact us.
As a gesture of goodwill, we would like to offer you a voucher.
You will receive a confirmation e-mail shortly.
I'm going to transfer you to a specialist who can sort this out for you.
Unfortunately our courier was unable to deliver your parcel.
Can you verify the postcode on your account for me?
I've made a note on your file so that you won't have to explain again.
What seems to be the problem today?
Thank you for bringing this to our attention. We take such matters very seriously.
I would be more than happy to arrange a new delivery for you.
We value you as a customer and want to put this right.
Please allow three to five business days for the money to reach your account.
I'll make sure that your refund goes out today.
""",
    "meta_talk": """\
Sure! Here is a reply that Sam might send: Where is my parcel?
Response: I want my money back.
(Sam slams the phone down.)
*rolls eyes* Fine, whatever.
I'm an AI language model and cannot receive parcels.
OK, staying in character as the angry customer: where is it?
As the customer, I would now ask for a supervisor.
Note: the customer is getting more frustrated here.
Sam (angry): Where is my parcel?
*huffs*
(sarcastically) Oh, wonderful.
The agent's reply was not very empathetic, so I stay angry.
My tone is annoyed, as directed.
I don't actually have a parcel, I'm a virtual assistant.
[The customer pauses]
Direction: press for the parcel. Where is it?
In this scenario I am a customer whose parcel is lost.
Is this the next message you wanted from the customer?
I am programmed to be a difficult customer.
Let me rephrase that as Sam would say it: where is it?
End of conversation.
Frustration: 65. Where is it?
Message: Where is my parcel?
I was told to act annoyed, so: where is it?
""",
    "refusal": """\
I'm sorry, but I can't continue this conversation.
I'm not able to respond to that.
I must decline to answer in that way.
I apologise, but I cannot pretend to be a customer.
I won't be able to take part in this role.
Sorry, I can't do that. It goes against my guidelines.
I cannot engage in abusive language.
I'm unable to assist with this request.
As much as I'd like to help, I can't provide that kind of response.
I don't feel comfortable writing an angry message.
That request is inappropriate and I can't answer it.
I can't play the part of an angry customer.
I'm not comfortable continuing with this.
It would not be appropriate for me to respond with hostility.
I cannot fulfil this request.
I have to respectfully decline this request.
I'm afraid I can't help you with that request.
I'm not allowed to say anything harmful.
Sorry, but I can't generate that.
This violates the usage policies.
I prefer not to continue this conversation.
I am not able to provide a message that is rude.
My purpose is to be helpful and harmless, so I will not be rude.
I can't write that.
""",
    "markup": """\
- Where is my parcel? - Why did nobody call? - When do I get my money?
1. Find my parcel. 2. Give me my money.
I want: 1) my parcel 2) my money
## Complaint Where is my parcel?
I am _really_ tired of this.
<customer>Where is my parcel?</customer>
Where is it?<br>And my money?
{"message": "Where is my parcel?"}
`Where is my parcel?`
~~Fine.~~ Where is it?
| Item | Status | |---|---| | Parcel | lost |
Where is my parcel?<|im_end|>
Where is my parcel? [/INST]
Dear [Company Name], where is my parcel?
My name is {name} and I want my parcel.
See https://example.com/track for the parcel.
Where&nbsp;is&nbsp;my parcel?
***Where is it?***
* I want my money
Where is my parcel?</s>
<think>They want me to be angry.</think> Where is it?
**Subject:** Parcel
\\n\\nWhere is my parcel?
${customer_line}
""",
    "other_language": """\
Wo bleibt mein Geld? Das dauert mir zu lange.
¿Y mi dinero? Llevo esperando toda la semana.
C'est inadmissible, je veux mon argent maintenant.
Dov'è il mio pacco? Sono stufo di aspettare.
Onde está a minha encomenda? Ninguém me responde.
Waar blijft mijn pakket? Ik wacht al dagen.
Gdzie jest moja paczka? Czekam już tydzień.
Kargom nerede? Günlerdir bekliyorum ve kimse cevap vermiyor.
Paket saya di mana? Saya sudah menunggu lama sekali.
Đơn hàng của tôi đâu rồi? Tôi đợi lâu lắm rồi.
Var är mitt paket? Jag har väntat hela veckan.
Hvor er pakken min? Jeg har ventet hele uken.
Missä pakettini on? Olen odottanut jo viikon.
Hol van a csomagom? Már napok óta várok rá.
Kde je můj balík? Čekám na něj už několik dní.
Unde este coletul meu? Aștept de câteva zile.
Nasaan na po yung parcel ko? Ang tagal na, wala pa rin.
मेरा पार्सल कहाँ है?
मेरा पैसा wapas karo, bahut ho gaya.
Mera parcel kahan hai? Main kab se intezaar kar raha hoon.
أين طردي؟ لقد انتظرت طويلا
荷物はどこですか。
제 소포는 어디에 있나요?
Kifurushi changu kiko wapi? Nimesubiri sana.
""",
    "invented_number": """\
I paid £84.50 for that coat.
It has been eleven days now.
Your driver came at quarter past nine.
I've been a customer for fifteen years.
It was order 99120, if you ever look.
I spent forty minutes on hold with you people.
My neighbour got hers on the 12th of November.
You said 10 business days last week.
I want 15 percent off the next one.
They told me it would be here on 2 December.
That coat cost me seventy pounds.
I have sent you sixteen e-mails.
My card ends in 5512.
I live at 27 Mill Lane, not wherever you sent it.
Call me on 020 7946 0018.
It left the depot on the 9th.
I'll want compensation, say 30 quid.
I ordered it six weeks ago.
It was 8:15 in the morning when I rang.
The ticket number was CS-20931.
Half the price back, 32.45, or I'm going to the bank.
I've waited since January.
There were 17 people ahead of me.
You owe me two hundred pounds.
""",
    "too_long": """\
I have told you again and again what happened here and nobody listens, so let me go through it one more time from the start, since that seems to be what it takes. The parcel never came, nobody rang, nobody left a card, nobody wrote to me, and when I finally got hold of a person they read me something from a script and asked me what I had already told them, and that is no way to treat anybody who has paid for something and waited at home for it all day long.
""",
    "repeated": """\
Five days? I thought that would be back today!
Five days?? And I thought that would be back today.
FIVE DAYS? I thought that would be back today.
Well, five days? I thought that would be back today.
Five days? I really thought that would be back today.
Parcel 4471 never came. Where is it? Parcel 4471 never came.
Parcel 4471 never came. So where is it?
Five days? I thought that would be back today. Where is it?
Parcel 4471 never came, where is it now?
I thought that would be back today. Five days?
""",
    "empty": """\
...
…
-
—
?!
!!!
. . .
" "
*
😡
🙄🙄
🤷‍♀️
()
[]
~
>
·
,,,
?
“”
""",
}

BEHAVED = """\
I rang you twice on Tuesday and nobody rang back.
So the 64.90 goes back to the same card? Good.
3 to 5 business days. From when, from today?
It's 4471, I put that in my first message.
If it goes out at 18:00 it should be here Friday, no?
You say Friday. Which Friday?
"It takes 3 to 5 business days", you said. And the weekend?
You wrote "by 25 November". I've taken a screenshot of that.
So you refunded it. Then where's the coat?
Right, the postcode. Give me a sec.
I can give you the postcode, but you've got the address already.
14 Mill Lane. The one with the green door.
I don't have the order number to hand, sorry.
I'm not sure what you mean by that.
Can you say that again, without the jargon?
You keep saying you've sent it. Sent it where?
I stayed in for that parcel. The whole day.
Nobody ever told me there was a depot.
Who signed for it? Because it wasn't me.
My neighbour hasn't got it either, I asked.
I could have bought it in town for less bother.
Would you be happy with that answer?
I won't be fobbed off again.
Could you just check with the driver, please?
Could you look into where it went, please?
You'll be hearing from me if Friday comes and goes.
Fine. Friday, before six. I'm holding you to it.
What do I do if it isn't here on Friday?
That's my money, not yours.
I'd rather have the coat than the money, to be honest.
OK, thanks. That does help, actually.
Thank you. I just wanted somebody to say it plainly.
Sorry, I shouldn't have shouted. It's been a long day.
I apologise for my tone, I'm just worn out.
Please hold on, someone's at the door.
Bear with me, I'm looking for the e-mail.
I'll send it over to you now.
I'll call you back if the line drops.
I can offer you a photo of the empty doorstep, if that helps.
I've raised this before, you know.
I'll raise it with my bank, then.
I'm going to escalate this if it's not there by Friday.
Let me be clear: I want that coat.
Let me get this straight. You sent it, and it's gone?
Let me find a pen. Right, go on.
I understand that you didn't pack it yourself.
I understand you're only doing your job.
I do understand, but it doesn't get me the coat.
We're a family of four and that was the only coat.
We have been waiting at home since the morning.
We'll see about that.
We appreciate honest people in this house.
Our street is not hard to find.
Our postman knows us, so it can't have been him.
Is that your final answer?
Is that your policy or did you make it up just now?
That's your responsibility, isn't it?
Your courier never even rang the bell.
Your website says delivered. My hallway says otherwise.
Your e-mail said today. Today's nearly over.
With all due respect, sir, this is the third person I'm telling.
Kindly do the needful and tell me the date only.
I am not getting any proper reply from your side.
Please revert by today itself, I'm waiting since morning.
Kindly check once, no? It is simple thing.
Aiyo, again the same story. When will it come?
What is this, yaar, I am telling the same thing again and again.
Sir, I request you to please look into the matter.
Hay naku, Friday again? Last time also you said that.
Ay, so I will wait again po? Okay, but until Friday only ha.
Ma'am, paki-check naman please, the parcel is not here pa.
Opo, the address is correct. Mill Lane po.
Ah ah, so who now has my parcel? Abeg, tell me straight.
Oga, I no dey for long story, just tell me when it's coming.
You people should do better, honestly. It's not fair at all.
No wahala, but put it in writing for me.
Now now or just now? I know your just now.
Ag no man, that's not on, hey.
Yebo, but when? I'm tired of waiting, shame.
Ah here, you're having me on. Friday?
I'm after telling you that already, so I am.
Grand, so. Friday it is. But I'll believe it when I see it.
Sure look, it's only a coat, but he was looking forward to it.
Yeah nah, that's not good enough, mate.
Reckon you could chuck it on today's truck, then?
Bloody hell. OK. And if it rains on him till then?
Y'all lost it and I'm the one filling out forms?
I ain't paying twice, just so we're clear.
Dude. I literally sent y'all the address.
That's not gonna work for me, sorry.
I have no words. Well, one: where?
Look, I get it, you're new. But I need this sorted.
pls just tell me yes or no
idk what else to tell u, its 14 mill lane
WHERE. IS. IT.
lol ok, so "sent" means nothing then
Really?? Friday???
ok ty
hm. and the refund, is it 64.90 in full?
Well, I suppose that's something.
I'd never have thought a coat could be this hard.
And you personally will see to that? What's your name, please?
Could I have your name, so I know who told me?
Can I speak to your manager about it?
What's your e-mail? I'd like to send the photo.
The agent I had yesterday said the same.
I feel like I'm in a play and nobody gave me the lines.
I was told to stay at home, so I did.
I was asked to wait, I waited, and here we are.
In my experience a promise like that lasts till lunch.
As a customer, I expect an answer at the least.
I'm a very patient person, ask anyone, but this is too much.
I can't do that, I'm at work.
I can't answer that, I wasn't there when the driver came.
I'm not comfortable giving that out in a chat.
I won't accept that, sorry.
No thanks, I don't want a voucher. I want the coat.
That's not appropriate, if you ask me.
Right. So who do I ring if Friday falls through?
You do realise that I paid for this?
I'd like that on paper, please.
And I'm supposed to just trust that?
Could you put that in an e-mail to me?
I have the confirmation here, it says 4471.
Not good enough. Try again.
Can your manager look at this, please?
I'm sorry to be a pain, but I need a date.
Fair enough. At least you're honest about it.
I can wait till Friday. Not a day longer.
Let me read that again. Five business days?
We're going round in circles here.
I'll write to head office about this.
Will you confirm it by e-mail once it's left?
Do you have any idea how cold it is outside?
It's not you I'm cross with, it's the courier.
So the coat leaves at 18:00. Who tells me if it doesn't?
Please just do what you said.
My boy went to school in his cardigan today.
I can't be at home all day again.
I'm not paying for another delivery, just so you know.
What does "in transit" even mean?
Is this chat being saved anywhere?
Would it help if I sent you a picture of the card?
""".splitlines()
"""In the talk about parcel 4471: several Englishes, numbers that were given, the agent's words cited."""

SECOND: dict[str, str] = {
    "role_flip": """\
Hello, you're through to customer care. How may I be of service?
I've gone ahead and refunded you the full amount.
We have received your enquiry and one of our colleagues will be in touch.
Let me connect you with the right department.
I'm terribly sorry you've had such a bad experience with us.
Our records show that the parcel was delivered.
To resolve your issue I will need your order number.
I can see on my screen that your parcel left the depot.
I'd be glad to send you a replacement free of charge.
That must be so frustrating for you. Let me fix this right away.
Kindly share your order details so that we can assist you further.
Your satisfaction is our top priority.
I have forwarded your complaint to the relevant department.
Is there something else I can do for you?
We're sorry for the inconvenience caused and will make sure it does not happen again.
I'm issuing your refund as we speak.
You should receive your refund within five business days.
Would you like me to send you a new one instead?
Thank you for your continued patience, we appreciate it.
I'll personally see to it that you get your parcel.
""",
    "meta_talk": """\
Certainly! Here's the customer's next line: Where is it?
(annoyed tone) Where is it?
Sam: *crosses arms* Where is it?
Customer Sam: Where is it?
Okay, I will act as the customer now.
As a language model I have no parcel.
*taps fingers impatiently*
Thinking: they want me to press. Where is it?
[Sam sounds angrier now] Where is it?
This is my response as Sam: where is it?
I'm only pretending to be a customer.
The conversation ends here.
I will now respond in the role of Sam. Where is it?
Assistant: Where is it?
Speaking as Sam, I want my parcel.
I was asked to write about forty words, so: where is it?
(long silence)
The customer hangs up.
My role is to be a frustrated customer.
Scene: Sam is at home. Where is it?
""",
    "refusal": """\
I apologise, but I'm unable to continue with this role-play.
I cannot produce content like that.
Sorry, I can't engage with that.
I will not participate in this conversation.
I'm sorry, I cannot write a rude message.
I can't respond to this message.
This request goes against my programming.
I'm not able to generate a response to that.
I won't role-play as a customer.
I don't feel able to answer in an aggressive way.
I am unable to fulfil that request.
I'd rather not pretend to be somebody who is angry.
I'm sorry, but that is not something I can help with.
I'm afraid I cannot comply.
I can't be rude to you.
I refuse to generate that.
I can't create that kind of message.
I must refrain from using hostile language.
Unfortunately I can't assist you with this.
I'm designed to be polite, so I can't say that.
""",
    "markup": """\
*Where* is it? **Now.**
1) Where is it? 2) Why?
### Where is it?
<p>Where is it?</p>
```text Where is it?```
- Where is it?
[link](http://x.example)
<|assistant|> Where is it?
{{customer}} wants the parcel.
Where is it?\\n
__Where is it?__
<speak>Where is it?</speak>
| a | b |
&lt;b&gt;Where is it?&lt;/b&gt;
[INST] Where is it?
• Where is it? • Why?
Where is [parcel]?
<!-- angry --> Where is it?
https://parcels.example/4471
~~No~~ Yes.
""",
    "other_language": """\
Ich habe jetzt genug von diesem Theater.
Necesito una respuesta hoy mismo.
Vous vous moquez de moi ou quoi?
Questa storia deve finire subito.
Já esperei tempo demais por isso.
Dit duurt nu echt veel te lang.
Proszę o natychmiastową odpowiedź.
Bu çok saçma, param nerede?
Saya mau uang saya kembali sekarang.
Tôi muốn lấy lại tiền ngay bây giờ.
Det här är inte acceptabelt längre.
Tämä on aivan uskomatonta palvelua.
Gusto ko nang makuha ang pera ko ngayon.
Paise wapas chahiye mujhe abhi.
Nataka pesa zangu zirudishwe leo.
أريد نقودي الآن
Где мои деньги?
我要退款。
返金してください。
내 돈 돌려주세요.
""",
    "invented_number": """\
I paid 112 pounds, not 64.90.
It was ordered on the 2nd.
I have been waiting for two weeks.
Her name was on ticket 88412.
It took 25 minutes to get through.
I ordered three months ago.
That's 19.95 you still owe me.
The driver was there at 7:40.
It should have come on 14 November.
I was told 24 hours.
I rang on Monday and you said it was packed.
My account number is 30021877.
You promised 48 hours.
I want 25% back.
I have 37 screenshots of this.
The shop round the corner has it for 49.99.
It was Sunday when I looked last.
They charged me 4.50 for delivery.
I waited from 8 am.
It is 12 days now.
""",
    "too_long": """\
So let me see whether I have got this right, because I am honestly losing track here. First it was on its way, then it was at the depot, then nobody knew, then it had been delivered, which it had not, and now you tell me that I should just sit here and wait for it again as if none of that had ever happened. I have a job and a child and a life, and I did not plan to spend it on this.
""",
    "repeated": """\
Five days? I thought that would be back today, five days?
Parcel 4471 never came. Where is it? I want to know.
I said: Parcel 4471 never came. Where is it?
Five days, I thought that would be back today.
A new one can go out at 18:00 today and be there on Friday. May I ask for your postcode?
I have sent the 64.90 back to your card. It takes 3 to 5 business days, by 25 November.
Parcel 4471 never came. And where is it?
Five days? And I thought that would be back today.
But parcel 4471 never came. Where is it?
Today. I thought that would be back today. Five days?
""",
}

THIRD: dict[str, str] = {
    "role_flip": """\
I'll send out a new coat for you today.
Could I take your full name and address, please?
Our system is showing a delay with that delivery.
Sorry about that! Let me look into it for you.
I appreciate you letting me know about this.
The refund has been issued to your original payment method.
I'll be happy to look into this matter further.
We'll get that sorted for you straight away.
You're welcome! Have a lovely day and thank you for choosing us.
Let me know if there's anything I can do to help.
I've checked with our depot and they confirm that it is on the van.
To better assist you, may I know the reference number?
I can assure you that we are taking this very seriously.
We sincerely regret the trouble this has caused you.
Your coat will arrive on Friday, I promise.
""",
    "meta_talk": """\
(pauses) I want my parcel.
I'm playing an angry customer here.
Customer's reply: Where is it?
*slams fist on table* Where is it?
As an artificial intelligence I don't get parcels.
Here's what the customer says next: Where is it?
My frustration is now at 70.
In character: Where is it?
This is a simulated conversation.
Sam says: Where is it?
""",
    "refusal": """\
I'm sorry, I can't help with that.
I can't continue with this role-play.
I won't write insulting messages.
I'm unable to respond to this prompt.
Sorry, this goes against my guidelines.
I cannot take on the role of an angry person.
That isn't something I'm able to do as an assistant.
I must decline this request.
I can't produce abusive content.
I apologize, but I'm not able to continue.
""",
    "other_language": """\
Quiero hablar con su supervisor.
Das ist doch unglaublich.
Je veux parler à un responsable.
Voglio parlare con il responsabile.
Quero falar com o gerente.
Ik wil de manager spreken.
Chcę rozmawiać z kierownikiem.
Müdürünüzle görüşmek istiyorum.
Saya mau bicara dengan atasan Anda.
Gusto kong makausap ang manager ninyo.
""",
}

EARLY: dict[str, str] = {
    "blender-broken-charged-twice": """\
It was a present for my mother's seventieth.
My mother turns seventy and the party is on Saturday.
There's a party on Saturday and I have nothing but glass.
""",
    "debt-she-disputes": """\
They look at my credit on Friday for the truck.
I'm getting a loan for my own truck, and now this.
""",
    "invoice-on-hold": """\
He takes the scaffold down on Thursday, he told me.
Eleven men will stand there with half a roof.
I have promised eleven men the work.
""",
    "outage-third-day": """\
I've got an exam online tomorrow at nine.
My dispatcher exam cost me 180 bucks.
""",
    "payment-on-hold": """\
There was an e-mail with new account details this morning.
They wrote that the old account was being audited.
""",
    "payments-he-cannot-make": """\
They cut us to three days in September.
My wife does not know that they have cut our days.
I leave the house each morning as if I had work.
""",
    "payslip-three-saturdays": """\
The bank wants a payslip for the mortgage by Tuesday.
My mortgage hangs on the November payslip.
""",
    "refund-the-bot-promised": """\
My daughter graduates tomorrow in Lyon.
It's for my daughter's graduation.
She's the first in the family to graduate.
""",
    "scan-claim-denied": """\
The second scan is on Wednesday and I was going to cancel it.
I was going to cancel the second one, or I can't pay the rent.
If I pay twice I cannot pay the rent.
""",
    "hardship-after-the-last-contract": """\
They sent my husband home in August, po.
No ship will take him until the doctor signs.
I sell lunch at the port gate now.
""",
    "letters-for-fergal": """\
I've been paying forty a month out of my own wages.
Our girl reads the post, and I didn't want her to open one.
""",
    "one-delivery-two-invoices": """\
On Friday they pack mango pickle for a container to Singapore.
Fourteen women go home without the day's wage.
""",
    "the-other-maria-santos": """\
We have a mortgage offer that runs out on the 7th of December.
On Tuesday the bank found a default under my name, and it's yours.
""",
    "the-promise-he-could-not-keep": """\
I came off a hop-up and broke my wrist.
I've not held a trowel since the 9th.
""",
    "books-close-at-five": """\
Jess has been in since six with a temperature.
I've promised Jess she's home by five.
""",
    "leave-that-shrank": """\
My daughter has a hip operation on the 8th.
She's six and she'll be in plaster for weeks.
""",
    "letter-he-may-not-read": """\
I retire on the 31st of March, and there is to be a small party.
I have an e-mail on the screen, to all nine of them.
""",
    "one-word-too-many": """\
Somebody e-mailed him in our name and asked for his banking password.
He thinks anybody who calls him from us is a scammer.
""",
    "turned-down-in-eleven-minutes": """\
I have a paper from London that compares my diploma with the British one.
My daughter typed it with me, she is eleven.
""",
    "high-risk-says-the-panel": """\
I ring it some nights, to hear her on the machine.
It's her voice on the machine, I'm in the garden she says.
""",
    "limit-cut-overnight": """\
It was for tires, my van flunked the safety check.
If the van's not done by Friday I can't drive.
""",
    "opened-box": """\
They are for my father, who wears hearing aids.
On Saturday my father flies home to Chennai.
""",
    "papers-in-a-drawer": """\
My father has a bypass operation in Pune on the 17th.
I have told my mother that I will be there on the 15th, you know.
""",
    "teach-what-may-replace-her": """\
In 2009 they put a list up in the canteen at the bank.
I read my own name over another woman's shoulder.
""",
    "a-cut-that-we-announce": """\
My daughter is confirmed on Saturday, and my wife has cooked for eighty guests.
My wife has cooked for three weeks, and all of it is in the freezer.
""",
    "box-she-cannot-cancel": """\
Ray signed us up, and he died in August.
It still comes every Friday with Ray's name on it.
""",
    "freezer-void-says-the-bot": """\
Three women from the market keep their fish with me, on credit.
If it spoils, it is their school fees that spoil.
""",
    "parcel-with-the-neighbour": """\
The district nurse is down for Friday at ten.
If she cannot get in a second time they take me off the round.
""",
    "refund-to-a-closed-card": """\
It is my sister's exam fee in Chennai.
I have not told my sister that the money is missing.
""",
    "his-mother-on-the-line": """\
His daddy hid his sugar till the day they carried him out.
I buried one already, I can't do two.
""",
    "refused-in-four-seconds": """\
My deductible's met this year, and on January 1 it goes back.
I'm loading a van with my left arm.
""",
    "the-man-on-the-scaffold": """\
Two years ago a boy fell on my site.
It was I who telephoned his mother that day.
""",
    "the-sum-at-the-bottom": """\
The other eye is on the 8th of December.
I have a letter to the surgeon on my desk, calling it off.
""",
    "card-stopped-in-lisbon": """\
My mom fell on the church steps, it's her hip.
They won't take her up till the deposit's paid.
""",
    "flight-to-iloilo": """\
It's my lola, the burial is on Saturday at ten.
I'm supposed to be the one who reads at the burial.
""",
    "hotel-that-never-heard": """\
My wife had her hip done in August.
She cannot manage stairs, nor any distance.
""",
    "standing-order-twice": """\
The order is for Plas Hafan, where my wife is.
With my wife it began like that, she paid the milkman twice.
""",
}
"""Hidden information that slips out before its time, by scenario."""
