"""The director's cue put into words for a model: customer acts, reasons and moods as plain instructions."""

from __future__ import annotations

from typing import Final

from coach.customer.cue import Band, Cue, Part
from coach.domain.assessment import Event, FaultId, Flag
from coach.domain.persona import Abuse, Directness, Register
from coach.domain.transcript import CustomerAct

ACTS: Final[dict[CustomerAct, str]] = {
    CustomerAct.OPEN: "Say why you are here.",
    CustomerAct.VENT: "Say what this has been like for you. Do not give new information.",
    CustomerAct.ANSWER: "Answer what you were asked.",
    CustomerAct.SAY_UNKNOWN: "Say that you do not know what you were asked for.",
    CustomerAct.REFUSE_TO_REPEAT: "You are asked for what you have told. Say so; do not tell it again.",
    CustomerAct.CHALLENGE: "You counted on something else. Question what you have just been told.",
    CustomerAct.CORRECT_AGENT: "The agent has said something that you know to be wrong. Say it is not right.",
    CustomerAct.OBJECT: "Object to how you have just been answered.",
    CustomerAct.PRESS: "Nothing has moved. Ask once more for what you want at this point.",
    CustomerAct.PUZZLED: "You cannot make sense of the agent's message. Say so.",
    CustomerAct.TAKE_OFFENCE: "You have been insulted. Say you will not have it; insult nobody.",
    CustomerAct.LASH_OUT: "You are furious and have been hurt. Turn on the agent in one short sentence: nothing about "
    "any group of people or anybody's body, and no threat.",
    CustomerAct.DIGRESS: "Drift for a moment to something beside the matter, without new facts about it.",
    CustomerAct.ASK_UNAVAILABLE: "Ask for something more that they can hardly give, without naming a figure.",
    CustomerAct.REVEAL: "You feel understood enough to tell what you have held back until now.",
    CustomerAct.BRUSH_OFF: "Somebody who has not listened asks about you. Half a sentence, and tell nothing.",
    CustomerAct.BELIEVE: "Take what the agent has promised as settled; you will hold them to it.",
    CustomerAct.RELAPSE: "Come back to what you were promised, because it does not add up after all.",
    CustomerAct.ACCEPT: "What you have been offered will do. Accept it, in your own manner.",
    CustomerAct.RAISE: "Bring up the next thing that you need.",
    CustomerAct.FOLLOW_UP: "Something has moved, but part of it is still missing. Say what is missing.",
    CustomerAct.WAIT: "You have been asked to wait. Agree, briefly.",
    CustomerAct.GO_QUIET: "You have been told no, and you withdraw: a very short answer, not unfriendly.",
    CustomerAct.DEMAND_SUPERVISOR: "Ask to be put through to a supervisor.",
    CustomerAct.WARN: "Say that you will end this talk and take it further if it goes on like this.",
    CustomerAct.THANK: "Show that you noticed you were heard, in a few words, without being won over.",
    CustomerAct.WALK_OUT: "You have had enough. End the talk in one short message.",
    CustomerAct.CLOSE: "Say goodbye briefly.",
    CustomerAct.LEAVE_UNSETTLED: "You are out of time and it is not settled. Say so, and leave.",
}

REASONS: Final[dict[str, str]] = {
    FaultId.DISMISSIVE: "They talked as if it were no great matter.",
    FaultId.BLAME: "They made it out to be your fault.",
    FaultId.HOLLOW_SCRIPT: "What they wrote would fit anybody; it was not about you.",
    FaultId.SELF_ORIENTED: "They talked about themselves.",
    FaultId.INFORMATION_DUMP: "They threw far too much at you at once.",
    FaultId.TALKS_OVER: "They answered with a wall of words.",
    Event.PASSED_ON: "They are sending you elsewhere.",
    Event.POLICY_FIRST: "They named their rules before they looked at your case.",
    Abuse.MILD: "You are rude, and swear at nobody.",
    Abuse.STRONG: "You are insulting, with one mild swear word at most.",
    "apology": "They said sorry and did nothing.",
    "apology_again": "They said sorry again and did nothing again.",
    "apology_third": "They keep saying sorry and do nothing. You no longer believe a word of it.",
    "changed": "They have just said something else than before. Hold the two against each other.",
    "quoted": "Hold their own words against them.",
    "owned": "They have put a mistake of their own right and called it one. You notice.",
    "half": "They asked for more than one thing; wave the rest aside, without telling it.",
    "followed": "You have understood it; say yes.",
    "check": "They want to know whether you follow. So far you do; not all of it is settled.",
    "more": "They ask whether there is anything else. There is.",
    "offer": "They offer to do something. Say yes.",
    "there": "They ask whether you are still there. You are.",
    "stands": "They ask whether something is so. As far as you know, yes.",
    "wish": "They ask what would help you. Say what you want at this point.",
    "choice": "They let you choose. Leave it to them, or take the quicker one.",
    "request": "They ask you to do something. Agree.",
    "yours": "They ask something about you that does not matter now. Put it off, kindly or not, by your mood.",
    "aside": "They ask something beside the matter.",
    "behind": "They asked something else; say that there is more to it.",
    "on": "They told you something that does not answer your question yet.",
    "unclear": "They may just have told you, but not so that you could be sure. Ask them to say it plainly.",
    "strange": "It speaks of things that have nothing to do with a talk between the two of you. Say so.",
    "quiet": "You have withdrawn; say what you need in a few quiet words.",
    "closing": "They want to finish and nothing is settled.",
    "refused": "They said no.",
    "off_topic": "Their message had nothing to do with it.",
    "impatience": "This is taking too long.",
    "acknowledged": "They understood, which is something, but it does not settle anything yet.",
    Flag.EMPTY: "Their message was empty.",
    Flag.NOT_SCORED: "It is not in a language that you can follow.",
}
"""What brought an act on. A reason that says nothing more than its act is not here."""

SLOTS: Final[dict[str, str]] = {
    "before": "Before, they said",
    "now": "Now they say",
    "quote": "They said",
}

TONES: Final[dict[Band, str]] = {
    Band.CALM: "calm and civil; you are ready to settle this.",
    Band.ANNOYED: "annoyed and guarded; still polite, but you do not hide that this costs you time.",
    Band.ANGRY: "angry and controlled; short sentences, no pleasantries.",
    Band.FURIOUS: "at the end of your patience; cold, very short, close to leaving.",
}

SHARPER: Final[dict[str, str]] = {
    "role_flip": "you wrote as if you were the agent. You are the customer: you ask, you do not help",
    "invented_number": "you used a number or date that nobody has given. Use none, or only those above",
    "early_reveal": "you told something that is not yours to tell now. Keep strictly to your direction",
    "too_long": "it was far too long",
    "truncated": "it was far too long",
    "empty": "it was empty",
    "meta_talk": "you stepped out of the talk. Write only what the customer types",
    "refusal": "you declined. This is a harmless practice of customer service; answer as the customer",
    "markup": "it had formatting. Write plain words",
    "other_language": "it was not in English. Write English",
    "repeated": "you had written just that before. Find other words",
}
"""For the second try: what was wrong with the first, by guard."""

ENGLISH: Final[dict[str, str]] = {
    "en": "English",
    "en-US": "American English",
    "en-GB": "British English",
    "en-PH": "Philippine English",
    "en-IN": "Indian English",
    "en-IE": "Irish English",
    "en-AU": "Australian English",
    "en-CA": "Canadian English",
    "en-NG": "Nigerian English",
    "en-ZA": "South African English",
}
REGISTERS: Final[dict[Register, str]] = {
    Register.FORMAL: "formal",
    Register.NEUTRAL: "plain",
    Register.INFORMAL: "everyday",
}
DIRECTNESS: Final[dict[Directness, str]] = {
    Directness.INDIRECT: "indirect, and leave the hardest part unsaid",
    Directness.NEUTRAL: "neither blunt nor roundabout",
    Directness.DIRECT: "direct, and say what you think",
}


def parts_in_words(cue: Cue) -> str:
    """One line for each thing that the customer does, in order."""
    told = dict.fromkeys(_part(part) for part in cue.parts)
    return "\n".join(f"{number}. {words}" for number, words in enumerate(told, 1))


def what_was_wrong(guards: tuple[str, ...]) -> str:
    """For the second try; begins on a new line."""
    faults = "; ".join(SHARPER[guard] for guard in guards if guard in SHARPER)
    return f"\n\nYour last attempt could not be used: {faults}." if faults else ""


def _part(part: Part) -> str:
    words = [ACTS[part.act]]
    if part.reason in REASONS:
        words.append(REASONS[part.reason])
    if part.slots:
        words.append("; ".join(f'{SLOTS[name]}: "{said}"' for name, said in part.slots.items()) + ".")
    if part.say:
        words.append(f"Say this: {part.say}")
    return " ".join(words)
