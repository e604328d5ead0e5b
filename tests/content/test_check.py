"""Seeded faults: each is found at its line and column, with a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.content.check import check
from coach.content.library import FileLibrary
from coach.errors import Fault
from tests.content.samples import CURRICULUM, PERSONA, RUBRIC, SCENARIO, Files, place

PACK = "schema: coach/pack@1\nid: acme\nversion: 1.0.0\ntitle: Acme\n"
SOURCES = {"scenario": SCENARIO, "persona": PERSONA, "rubric": RUBRIC, "curriculum": CURRICULUM}


@dataclass(frozen=True)
class Seeded:
    """One change to one file, and the one fault that has to come of it."""

    file: str
    old: str
    new: str
    code: str
    says: str
    at: str | tuple[int, int]
    """A text that stands once in the changed file, or line and column."""
    hint: str = ""


SEEDED = [
    # Syntax.
    Seeded("scenario", "channel: chat", "channel: chat: x", "C104", "A colon", (5, 14)),
    Seeded("scenario", "  opening: Parcel", "\topening: Parcel", "C105", "A tab", (14, 1), "Indent with spaces."),
    Seeded("scenario", "channel: chat", "channel: 'chat", "C104", "never closed", (5, 10)),
    Seeded("scenario", "skills: [understanding]", "skills: [understanding", "C104", "not closed", "[understanding"),
    Seeded("scenario", "channel: chat", "channel: @chat", "C104", "cannot begin", "@chat", "in quotes"),
    Seeded("scenario", "title: The coat", "title: &x The coat", "C106", "aliases", "&x The"),
    Seeded("scenario", "title: The coat", "title: !!python/name:os.system The coat", "C107", "Tags", "!!python"),
    Seeded("scenario", "channel: chat", "channel: chat\nchannel: phone", "C108", "here twice", "channel: phone"),
    Seeded("scenario", "skills: [understanding]", f"skills: {'[' * 30}", "C109", "20 levels", (7, 28)),
    Seeded("scenario", "schema: coach", "%YAML 1.1\n---\nschema: coach", "C111", "Directives", (1, 1)),
    Seeded("scenario", "title: The coat", "title: The\x07coat", "C113", "control character", (3, 11)),
    Seeded("scenario", "tests:", "---\ntests:", "C104", "second document", (52, 1)),
    # Shape.
    Seeded("scenario", "channel: chat", "chanel: chat", "C201", "no key `chanel`", "chanel", "mean channel"),
    Seeded("scenario", "accepts: Good.", "acepts: Good.", "C201", "`ways` has no key `acepts`", "acepts", "accepts"),
    Seeded("persona", "  register:", "  registr:", "C201", "`style` has no key `registr`", "registr", "register"),
    Seeded("scenario", "  opening: Parcel 4471 never came. Where is it?\n", "", "C202", "lacks the key `opening`", "customer:"),
    Seeded("scenario", "title: The coat that never came", "title: 12.30", "C203", "`title` is not text", "12.30", "quotes"),
    Seeded("scenario", "title: The coat that never came", "title: true", "C203", "`title` is not text", (3, 8), "quotes"),
    Seeded("scenario", "title: The coat that never came", "title:", "C203", "`title` is empty", (3, 1)),
    Seeded("scenario", "skills: [understanding]", "skills: understanding", "C203", "not a list", (7, 9), "hyphen"),
    Seeded("scenario", "told: true", "told: yes", "C203", "`told` is not true or false", "yes}", "Did you mean true?"),
    Seeded("scenario", "told: true", "told: 0", "C203", "`told` is not true or false", "0}", "Did you mean false?"),
    Seeded("scenario", "required: true", 'required: "true"', "C203", "not true or false", '"true"', "true, without quotes?"),
    Seeded("scenario", "difficulty: 1", "difficulty: true", "C203", "not a whole number", "true\nskills"),
    Seeded("scenario", "channel: chat", "turn_limit: 1_0", "C203", "not a whole number", "1_0", "Did you mean 10?"),
    Seeded("scenario", "channel: chat", "turn_limit: 010", "C203", "not a whole number", "010", "Did you mean 10?"),
    Seeded("persona", "baseline: 50", "baseline: 50, volatility: '1.2'", "C203", "not a number", "'1.2'", "1.2, without quotes?"),
    Seeded("scenario", "wrong: true,", "wrong: yes,", "C203", "`wrong` is not true or false", "yes,", "Did you mean true?"),
    Seeded("scenario", "wrong: true,", "wrong: [yes],", "C203", "`wrong` is not true or false", "wrong: ["),
    Seeded("scenario", "today: 2026-11-18T10:00", "today: next Tuesday", "C203", "not a day and time", "next", "2026-11-18T15:10"),
    Seeded("scenario", "today: 2026-11-18T10:00", "today: 20261118", "C203", "`today`", "20261118", "2026-11-18T15:10"),
    Seeded("scenario", "today: 2026-11-18T10:00", "today: 9999-12-31T10:00", "C209", "in 9999", "9999", "2026"),
    Seeded("scenario", "today: 2026-11-18T10:00", "today: 0001-01-01T10:00", "C209", "1970 and 2200", "0001"),
    Seeded("scenario", "channel: chat", "channel: chta", "C204", "chat or phone or email", "chta", "mean chat"),
    Seeded("scenario", "difficulty: 1", "difficulty: 9", "C204", "`difficulty` is '9'", (6, 13)),
    Seeded("persona", "baseline: 50", "baseline: 400", "C205", "at most 90", "400"),
    Seeded("persona", "name: Sam Lee", 'name: ""', "C205", "`name` is empty", '""'),
    Seeded("scenario", "accepts: Good.", 'accepts: "   "', "C205", "`accepts` is empty", '"   "'),
    Seeded("scenario", "title: The coat that never came", "title: \u200b", "C205", "`title` is empty", "\u200b"),
    Seeded("persona", "[I have been at this all morning.]", '["\\t"]', "C205", "Item 1 of `vent` is empty", '"\\t"'),
    Seeded("scenario", "id: late-coat", "id: Late Coat", "C206", "not an id", "Late Coat", "hyphens"),
    Seeded("persona", "[asked_again, dismissive]", "[asked_agian, dismissive]", "C207", "'asked_agian'", "asked_agian", "asked_again"),
    Seeded("rubric", "axis: empathy\n    weight: 100", "axis: empathy\n    weight: 90", "C207", "add up to 90", "90\n    measure"),
    Seeded("scenario", "{faults: [dismissive],", "{empathy: [4, 2], faults: [dismissive],", "C207", "from the lower to the higher", "4, 2]"),
    Seeded("scenario", "    forbidden: promise", "    required: true\n    forbidden: promise", "C207", "cannot be required", "true\n    forbidden"),
    Seeded("rubric", "0: none, 1: a topic, ", "0: none, ", "C207", "levels 0, 1, 2, 3, 4 and 5", (11, 5)),
    Seeded("rubric", "axis: accuracy\n    weight: 100", "axis: accuracy\n    weight: 99.9", "C207", "add up to 99.9", "99.9"),
    Seeded("rubric", "axis: accuracy\n    weight: 100\n    measure: correct", "axis: empathy\n    weight: 100\n    measure: tone", "C207", "no criterion is on the accuracy axis", "criteria:"),
    Seeded("rubric", "measure: correct", "measure: corect", "C204", "`measure` is 'corect'", "corect", "mean correct"),
    Seeded("rubric", "measure: correct", "measure: tone", "C207", "'tone' is measured on the empathy axis", "tone"),
    Seeded("rubric", "axis: accuracy", "axis: acuracy", "C204", "`axis` is 'acuracy'", "acuracy", "mean accuracy"),
    Seeded("rubric", "id: right", "id: heard", "C310", "on line 6", (12, 9), "another id"),
    Seeded("rubric", "id: right", "id: Right One", "C206", "not an id", "Right One", "hyphens"),
    Seeded("rubric", "5: all of it}\n  - id", "5: all of it, 6: more}\n  - id", "C207", "6 is none of them", "6: more"),
    Seeded("rubric", "0: none, 1: a topic, ", "1: a topic, ", "C207", "0 is missing", (11, 5)),
    Seeded("rubric", "5: all of it}\n  - id", "five: all of it}\n  - id", "C203", "`five` is not a whole number", (11, 91)),
    Seeded("rubric", "measure: correct\n", "measure: correct\n    minimum: 6\n", "C205", "at most 5", "6\n    anchors"),
    Seeded("rubric", "criteria:", "minimum: {empathy: 3, accuracy: -1}\ncriteria:", "C205", "at least 0", (5, 33)),
    Seeded("rubric", "weight: 100\n    measure: correct", "weight: 0\n    measure: correct", "C205", "more than 0", "0\n    measure: correct"),
    Seeded("rubric", "title: Service desk", "version: 0\ntitle: Service desk", "C205", "at least 1", (3, 10)),
    Seeded("rubric", "title: Service desk", "version: 1.2\ntitle: Service desk", "C203", "not a whole number", "1.2"),
    Seeded("rubric", "ids: [blame]", "ids: []", "C315", "`ids` is empty", "- {id: blamed"),
    Seeded("rubric", "on: fault", "on: fualt", "C204", "violated or act or fault", "fualt", "mean fault"),
    Seeded("rubric", "on: fault, ids: [blame]", "on: act, ids: [blame]", "C307", "no act called 'blame'", "blame]"),
    Seeded("rubric", "on: fault, ids: [blame]", "on: violated, ids: [tody]", "C303", "a fact called 'tody'", "tody", "mean today"),
    Seeded("rubric", "on: fault, ids: [blame]", "on: violated, ids: [refund]", "C317", "is a statement", "refund]"),
    Seeded("scenario", "articles/KB-1.md", "../KB-1.md", "C207", "inside the curriculum", "../KB-1.md"),
    Seeded("scenario", "coach/scenario@1", "coach/scenari@1", "C208", "not known", "coach/scenari@1", "coach/scenario@2"),
    Seeded("persona", "schema: coach/persona@1\n", "", "C208", "`schema` is missing", (1, 1)),
    # What only looks right, or was cut where nobody meant it.
    Seeded("scenario", "opening: Parcel 4471", 'opening: "Parcel 4471', "C104", "never closed", (14, 12), "closing quote"),
    Seeded("scenario", "say: 14 Mill Lane.}", 'say: "14 Mill Lane.}', "C104", "never closed", (16, 53), "closing quote"),
    Seeded("scenario", "title: The coat", "title: 'The customer's coat", "C104", "ends at this quote", (3, 21), "double quotes"),
    Seeded("scenario", "title: The coat", 'title: "The" coat', "C104", "ends at this quote", (3, 12), "single quotes"),
    Seeded("scenario", "      needs: [refund]", "\u00a0     needs: [refund]", "C105", "a non-breaking space", (26, 1), "plain space"),
    Seeded("scenario", "      needs: [refund]", "      needs:\u00a0[refund]", "C105", "a non-breaking space", (26, 13), "plain space"),
    Seeded("scenario", "    - id: coat", "    \u2013 id: coat", "C104", "an en dash", (28, 5), "Type - and a space"),
    Seeded("scenario", "    - id: coat", "    \u2022 id: coat", "C104", "a bullet", (28, 5), "Type - and a space"),
    Seeded("scenario", "    - {id: address", "    \u2014 {id: address", "C104", "an em dash", (16, 5), "Type - and a space"),
    Seeded("scenario", "  hidden:", "\u00a0 hidden:", "C105", "a non-breaking space", (18, 1), "plain space"),
    Seeded("scenario", "title: The", "title: > The", "C104", "begins with | or >", (3, 10), "in quotes"),
    Seeded("scenario", "title: The", "title: - The", "C104", "no list can begin here", (3, 8), "in quotes"),
    Seeded("scenario", "skills: [understanding]", "skills:\n  \u2013 understanding: x", "C104", "an en dash", (8, 3), "Type - and a space"),
    Seeded("scenario", "    - id: coat", "    * id: coat", "C104", "an asterisk", (28, 5), "Type - and a space"),
    Seeded("scenario", "    - id: coat", "    -id: coat", "C104", "no space behind this hyphen", (28, 5)),
    Seeded("scenario", "      accepts: All right.", "      accepts:All right.", "C104", "no space behind this colon", (27, 14)),
    Seeded("scenario", "say: 14 Mill Lane.}", "say: Flat #14, Mill Lane.}", "C104", "begins a remark", "#14", "in quotes"),
    Seeded("scenario", "accepts: All right.", "accepts: All right, I am #1.", "W114", "the text ends before it", "#1", "in quotes"),
    Seeded("scenario", "say: My neighbour is.", "say: “My neighbour is.”", "W115", "not those of the keyboard", "“My", "out"),
    Seeded("scenario", "title: The coat", "title: *The* coat", "C106", "aliases", "*The", "in quotes"),
    Seeded("scenario", "accepts: Good.}", "accepts: Good, then it comes.}", "C201", "a comma ends a text", ", then it", "in quotes"),
    Seeded("scenario", "accepts: Good.}", "accepts: Good, then, maybe, it comes.}", "C201", "a comma ends a text", ", then,", "in quotes"),
    Seeded("scenario", "asked: [anyone/who home], say: My", "asked: [anyone/who home], say My", "C201", "no colon behind `say`", (23, 37), "`say: ...`"),
    Seeded("scenario", "asked: [anyone/who home], say: My", "asked: [anyone/who home], say:My", "C201", "no space behind the colon", (23, 37)),
    Seeded("scenario", "channel: chat", "chan\u200bnel: chat", "C201", "a zero-width space", (5, 5), "channel"),
    Seeded("scenario", "channel: chat", "channel: chat\u200b", "C204", "a zero-width space", (5, 14), "chat"),
    Seeded("scenario", "persona: sam-lee", "persona: sam-lee\u200b", "C206", "a zero-width space", (8, 17), "sam-lee"),
    Seeded("scenario", "persona: sam-lee", "persona: sam\u2011lee", "C206", "a non-breaking hyphen", (8, 13), "sam-lee"),
    Seeded("scenario", "persona: sam-lee", "persona: s\u0430m-lee", "C206", "a cyrillic small letter a", (8, 11), "Type it again"),
    Seeded("scenario", "confirmed_by: [today]", "confirmed_by: [to\u2011day]", "C206", "a non-breaking hyphen", (21, 97), "to-day"),
    Seeded("scenario", "skills: [understanding]", "skills: \u2013 understanding", "C203", "an en dash", (7, 9), "Type - and a space"),
    Seeded("scenario", "skills: [understanding]", "skills: -understanding", "C203", "no space behind this hyphen", (7, 9)),
    Seeded("scenario", "faults: [dismissive], ", "empathy: [0 - 1.5], ", "C203", "needs two numbers", "0 - 1.5", "[0, 1.5]"),
    Seeded("scenario", "faults: [dismissive], ", "empathy: 60%, ", "C203", "needs two numbers", "60%", "[0, 1.5]"),
    Seeded("scenario", "at: money,", "at: Money,", "C206", "not an id", "Money", "Did you mean money?"),
    Seeded("persona", "patience: 3", "patience: 3, volatility: 1.2.0", "C203", "not a number", "1.2.0", "from 0.5 to 2, like 1."),
    Seeded("persona", "temperament: {baseline: 50, patience: 3}", "temperament:\n  volatility: 1,2", "C203", "not a number", "1,2", "like 1.2"),
    Seeded("curriculum", "pass: {empathy: 3.5}", "pass: {empathy: 60%}", "C203", "not a number", "60%", "from 0 to 5, like 3."),
    Seeded("curriculum", "after: [one]", "after: [two]", "C311", "comes after itself", (7, 44), "its own `after`"),
    Seeded("scenario", "articles/KB-1.md", "articles/KB-2.md", "C312", "cannot be used", "articles/KB-2.md", "Did you mean articles/KB-1.md?"),
    # Cross references.
    Seeded("scenario", "persona: sam-lee", "persona: sam-le", "C301", "no persona called 'sam-le'", (8, 10), "sam-lee"),
    Seeded("scenario", "rubric: desk", "rubric: deks", "C302", "no rubric called", "deks", "desk"),
    Seeded("scenario", "      needs: [refund]", "      needs: [zzz]", "C303", "no fact called 'zzz'", "zzz", "There are lost, new-coat, refund, today."),
    Seeded("persona", "baseline: 50", "baseline: 50, zzz: 1", "C201", "`temperament` has no key `zzz`", "zzz", "There are baseline, patience, volatility"),
    Seeded("scenario", "      needs: [refund]", "      needs: [refnd]", "C303", "no fact called 'refnd'", "refnd", "refund"),
    Seeded("scenario", "corrected_by: refund", "corrected_by: refnud", "C303", "no fact called", "refnud", "refund"),
    Seeded("scenario", "unless: school", "unless: shcool", "C304", "no hidden information", "shcool", "school"),
    Seeded("scenario", "asks: [address]", "asks: [adress]", "C305", "no known information", "adress", "address"),
    Seeded("scenario", "    forbidden: promise", "    until: [adress]\n    forbidden: promise", "C305", "no known information", "adress", "address"),
    Seeded("scenario", "    required: true\n", "    until: [address]\n", "C207", "only a forbidden item", "until: [address]"),
    Seeded("scenario", "for, say: My son", "for, matters_to: cot, say: My son", "C306", "no goal called 'cot'", "cot,", "coat"),
    Seeded("persona", "    vent: [", "    vennt: [", "C307", "'vennt'", "vennt", "vent"),
    Seeded("scenario", "faults: [dismissive]", "faults: [dismisive]", "C307", "'dismisive'", "dismisive", "dismissive"),
    Seeded("scenario", "{refund: absent}", "{refund: abesnt}", "C307", "'abesnt'", "abesnt", "absent"),
    Seeded("rubric", "ids: [blame]", "ids: [blaim]", "C307", "'blaim'", "blaim", "blame"),
    Seeded("curriculum", "two, scenario: late-coat", "two, scenario: late-cot", "C308", "'late-cot'", "late-cot,", "late-coat"),
    Seeded("curriculum", "after: [one]", "after: [oen]", "C309", "no lesson called 'oen'", "oen"),
    Seeded("scenario", "copilot:", "  - {id: refund, statement: So.}\ncopilot:", "C310", "on line 33", "refund, statement", "another id"),
    Seeded("curriculum", "{id: two", "{id: one", "C310", "on line 6", (7, 10)),
    Seeded("scenario", "[articles/KB-1.md]", "[articles/KB-1.md, articles/KB-2.md]", "C312", "articles/KB-2.md", "articles/KB-2.md"),
    Seeded("scenario", "source: KB-1 section 2", "source: KB-9 section 2", "C313", "'KB-9'", "KB-9 section"),
    Seeded("scenario", "article: KB-1}", "article: KB-7}", "C313", "'KB-7' is not listed", "KB-7"),
    Seeded("scenario", "      needs: [refund]", "      needs: [today]", "C314", "must not be promised", "today]\n      accepts"),
    Seeded("scenario", "      needs: [refund]\n      accepts: All", "      accepts: All", "C315", "any reply would meet it", "- id: money"),
    Seeded("scenario", "breaks: today", "breaks: tody", "C303", "no fact called", "tody, article", "today"),
    Seeded("scenario", "source: KB-1 section 2", "source: KB-1 section 8", "C318", "no section 8", "KB-1 section 8"),
    # The words of the talk.
    Seeded("scenario", "You can refund and send again.", "Her son starts school on Monday.", "C801", "hidden 'school' away", "Her son", "Take it out"),
    Seeded("scenario", "briefing: You can refund and send again.", 'briefing: "Look.\\nTODO what else"', "C701", "still to be written", "TODO what else"),
    Seeded("scenario", "briefing: You can refund and send again.", "briefing: |\n  You can refund and send again.\n  TODO what else", "C701", "still to be written", "TODO what else"),
    Seeded("scenario", "briefing: You can refund and send again.", "briefing: |\n  You can refund and send again.\n  Look it up. Her son starts\n  school on Monday.", "C801", "hidden 'school' away", "Her son"),
    Seeded("scenario", "say: The refund takes 3", "say: I see.\n      You have the money today. The refund takes 3", "C802", "what 'today' forbids", "You have the money"),
    Seeded("scenario", "say: The refund takes 3", "say: I see that.\n      Calm down. The refund takes 3", "C803", "the fault `dismissive`", "Calm down. The"),
    Seeded("scenario", "say: My neighbour is.", "say: No. My son starts school on Monday.", "C801", "hidden 'school'", "No. My son", ""),
    Seeded("scenario", "say: The refund takes 3 to 5", "say: The refund takes 10", "C802", "wrong statement of the fact 'refund'", "The refund takes 10", "as the fact has it"),
    Seeded("scenario", "say: The refund takes 3", "say: You have the money today. The refund takes 3", "C802", "what 'today' forbids", "You have the money", "narrowly"),
    Seeded("scenario", "say: The refund takes 3", "say: Calm down. The refund takes 3", "C803", "the fault `dismissive`", "Calm down. The", "other words"),
    Seeded("scenario", "says: The refund takes 3 to 5", "says: The refund takes 10", "C804", "a wrong statement of the fact 'refund'", "The refund takes 10", "`kind`"),
    Seeded("scenario", "says: Promise it today., wrong: true, breaks: today,", "says: The refund takes 3 to 5 days., wrong: true, breaks: refund,", "C804", "states the fact 'refund' rightly", "The refund takes 3 to 5 days., wrong", "`kind`"),
    Seeded("scenario", "refund take 5/five]", "refund take 5/five, coat friday]", "C805", "held by what another fact says", "coat friday]", "a word more"),
    Seeded("scenario", "refund take 5/five]", "refund take 5/five, morning/monday school]", "C805", "held by what the customer says", "morning/monday school]", "a word more"),
    Seeded("scenario", "refund take 5/five]", "refund take 5/five, let check]", "C805", "held by what any agent says", "let check]", "a word more"),
    Seeded("scenario", "refund take 5/five]", "refund take 5/five, cash]", "C806", "one word only", "cash]", "second word"),
    Seeded("scenario", ", How many days is that?, And the money?]", "]", "W807", "only 1 under `asked`", "- id: refund", "3 or more"),
    Seeded("scenario", "gist: [refund/money 3/three 5/five day, refund/money back 5/five, money 5/five account/card, refund take 5/five]", "gist: [cheque post, cheque letter, cheque mail, cheque tube]", "C808", "nor any model reply", "gist: [cheque", "good agents"),
    Seeded("scenario", "[anyone/who home]", "[what address]", "C809", "asks for 'address'", "what address", "a word more"),
    # What nobody would hear.
    Seeded("scenario", "    required: true\n", "    required: true\n    corrected: No.\n", "C207", "do not know the fact 'refund'", "No.\n", "customer_knows"),
    Seeded("scenario", "confirmed_by: [today]}", "confirmed_by: [today], challenge: Today?}", "C207", "give up the belief 'at-once' at once", "Today?}", "yields_to"),
    Seeded("scenario", "      accepts: All right.", "      press: [Well?, And, well?]\n      accepts: All right.", "W810", "only 2 different lines", "press:", "3 or more"),
    Seeded("scenario", "refund take 5/five]", "refund take 5//five]", "C207", "nothing on one side of a slash", "refund take 5//five]"),
    Seeded("scenario", "[anyone/who home]", "[/anyone home]", "C207", "nothing on one side of a slash", "/anyone home"),
    Seeded("persona", "soothers:", "life: [{asked: [where/ you], say: At home.}]\nsoothers:", "C207", "one side of a slash", "where/ you"),
    # Facts and goals.
    Seeded("scenario", "      ways:\n", "      ways:\n        - {asks: [order], accepts: Good.}\n", "C901", "'order', which is told already", "order], accepts", "`told`"),
    Seeded("scenario", "{needs: [refund], unless: school,", "{needs: [refund, new-coat], asks: [address],", "C902", "way 1 asks for no more", "- {needs: [refund, new", "first"),
    Seeded("scenario", "after 10 days., source: KB-1}", "after 10 days., source: KB-1, required: true}", "C903", "the customer never asks for it", "true}\ncopilot", "`needs`"),
    Seeded("scenario", "A parcel that never came counts as lost after 10 days.", "Giraffes sleep standing.", "W904", "Nothing in the talk comes near the fact 'lost'", "- {id: lost", "take it out"),
    Seeded("scenario", "    statement: A new coat arrives on Friday 20 November.", "    statement: 'We send the blue coat by van for Friday 20 November, gift wrapped with ribbon and bow.'", "C905", "too few of its words", "KB-1 section 2", "Cite the place"),
    Seeded("scenario", "A new coat arrives on Friday 20 November.", "A new coat arrives on Friday 27 November.", "C908", "KB-1 says 'A new coat that is sent today", "A new coat arrives on Friday 27", "agree"),
    Seeded("scenario", "A new coat arrives on Friday 20 November.", "A new coat arrives on Friday 20 November for 9 pounds.", "C905", "nothing of '9 pounds'", "KB-1 section 2", "the article"),
    Seeded("scenario", "A parcel that never came counts as lost after 10 days.", "The refund takes 10 days.", "C906", "contradicts 'lost'", "The refund takes 3 to 5 days.\n    req", "agree"),
    Seeded("scenario", "forbidden: promise the money today", "forbidden: promise that a new coat arrives on Friday", "C907", "what 'today' forbids", "A new coat arrives on Friday 20", "narrowly"),
    Seeded("scenario", "You can refund and send again.", "You can refund. On Monday 24 November we are open.", "W909", "24 November 2026 is a Tuesday, not a Monday", "Monday 24", "2026-11-18"),
    Seeded("scenario", "Where is it?", "Where is it? You said Monday, November 16th, then Wednesday the 18th of October.", "W909", "18 October 2026 is a Sunday", "Wednesday the 18th", "`today`"),
    # Easy to read.
    Seeded("scenario", "You can refund and send again.", f"{'Notwithstanding organisational considerations regarding reimbursement eligibility, ' * 7}refund.", "W951", "years of school", (11, 11), "shorter"),
    Seeded("scenario", "opening: Parcel 4471 never came.", f"opening: Parcel 4471 never came{', and nobody rang me' * 10}.", "W952", "words long; 40", (14, 12), "split"),
]  # fmt: skip


def _seed(files: Files, seeded: Seeded) -> tuple[Path, str]:
    source = SOURCES[seeded.file]
    assert seeded.old in source
    text = source.replace(seeded.old, seeded.new, 1)
    file: Path = getattr(files, seeded.file)
    file.write_text(text, encoding="utf-8")
    return file, text


@pytest.mark.parametrize("seeded", SEEDED, ids=lambda s: f"{s.code} {s.new.strip()[:30]!r}")
def test_a_seeded_fault_is_found_where_it_is(files: Files, seeded: Seeded) -> None:
    file, text = _seed(files, seeded)
    faults = check([file], FileLibrary([files.curricula], [files.personas]))
    where = seeded.at if isinstance(seeded.at, tuple) else place(text, seeded.at)
    if isinstance(seeded.at, str):
        where = (where[0], where[1] + len(seeded.at) - len(seeded.at.lstrip("- ")))
    found = [f for f in faults if f.code == seeded.code]
    assert found, [str(f) for f in faults]
    position = found[0].position
    assert (position.file, position.line, position.column) == (file, *where), str(found[0])
    assert seeded.says in found[0].message
    assert seeded.hint in found[0].hint
    assert len(faults) == 1, [str(f) for f in faults]


@pytest.mark.parametrize("trap", ["NO", "on", "12:30", "2026-11-18", "1_000", "0x1F", "Yes", "1e5x", "~x"])
def test_what_other_parsers_take_for_something_else_stays_the_text_that_it_is(
    files: Files, library: FileLibrary, trap: str
) -> None:
    text = SCENARIO.replace("title: The coat that never came", f"title: {trap}")
    files.scenario.write_text(text, encoding="utf-8")
    assert check([files.scenario], library) == ()
    assert library.scenario("late-coat").title == trap


def test_lines_that_differ_in_nothing_but_capitals_are_one(files: Files, library: FileLibrary) -> None:
    three = "      press: [Well?, WELL?, And?]\n      accepts: All right."
    files.scenario.write_text(SCENARIO.replace("      accepts: All right.", three), encoding="utf-8")
    assert [f.code for f in check([files.scenario], library)] == ["W810"]


def test_content_without_faults_has_none(library: FileLibrary) -> None:
    assert check([], library) == ()


def test_what_is_shipped_has_no_faults() -> None:
    assert check([], FileLibrary.of()) == ()


def test_every_fault_of_every_file_is_reported_at_once(files: Files, library: FileLibrary) -> None:
    files.scenario.write_text(
        SCENARIO.replace("channel: chat", "chanel: chat").replace("difficulty: 1", "difficulty: x"),
        encoding="utf-8",
    )
    files.persona.write_text(PERSONA.replace("baseline: 50", "baseline: 400"), encoding="utf-8")
    assert [f.code for f in check([files.curricula, files.personas], library)] == ["C201", "C204", "C205"]


def test_lessons_that_wait_for_each_other_are_named_in_order(files: Files, library: FileLibrary) -> None:
    more = "\n".join(
        f"  - {{id: {id_}, scenario: late-coat, after: [{after}]}}"
        for id_, after in [("three", "two"), ("four", "three"), ("five", "five")]
    )
    text = CURRICULUM.replace("after: [one]", "after: [one, four]") + more + "\n"
    files.curriculum.write_text(text, encoding="utf-8")
    circle, itself = check([files.curriculum], library)
    assert (circle.code, circle.position.line, circle.position.column) == ("C311", *place(text, "four]"))
    assert circle.message == (
        "These lessons wait for each other, so none can ever open: "
        "'two' comes after 'four', and that after 'three', and that after 'two'."
    )
    assert (itself.position.line, itself.position.column) == place(text, "five]")
    assert itself.message == "The lesson 'five' comes after itself, so it can never open."


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        SCENARIO.encode("utf-16"),
        SCENARIO.replace("schema: coach/scenario@1\n", "").encode(),
        SCENARIO.replace("id: late-coat", "id: Late Coat").encode(),
        SCENARIO.replace("id: late-coat", "id: late_coat").encode(),
        SCENARIO.replace("id: late-coat", "id: late\u2011coat\u200b").encode(),
    ],
    ids=["empty", "UTF-16", "no schema", "spaces", "underscores", "look-alikes"],
)
def test_who_names_a_file_that_cannot_be_read_has_made_no_fault(files: Files, broken: bytes) -> None:
    files.scenario.write_bytes(broken)
    faults = check([files.curricula, files.personas], FileLibrary([files.curricula], [files.personas]))
    assert [fault.position.file for fault in faults] == [files.scenario], [str(f) for f in faults]


def test_only_what_is_an_id_is_proposed(files: Files) -> None:
    files.scenario.with_name("x.yaml").write_text(
        SCENARIO.replace("id: late-coat", "id: late_cot"), encoding="utf-8"
    )
    files.curriculum.write_text(CURRICULUM.replace("two, scenario: late-coat", "two, scenario: late-cat"))
    faults = check([files.curriculum], FileLibrary([files.curricula], [files.personas]))
    assert [(f.code, f.hint) for f in faults] == [("C308", "Did you mean late-coat?")]


def test_a_misspelt_article_is_one_fault_with_the_article_that_was_meant(files: Files) -> None:
    files.article.with_name("KB-3.md").write_text("# KB-3 Shops\n", encoding="utf-8")
    other = files.scenario.with_name("shop.yaml")
    other.write_text(
        SCENARIO.replace("id: late-coat", "id: shop").replace("[articles", "[articles/KB-3.md, articles"),
        encoding="utf-8",
    )
    files.curriculum.write_text(CURRICULUM.replace("two, scenario: late-coat", "two, scenario: shop"))
    for name in (files.scenario, other):
        name.write_text(name.read_text("utf-8").replace("articles/KB-1.md", "articles/KB-2.md"), "utf-8")
    faults = check([files.curricula, files.personas], FileLibrary([files.curricula], [files.personas]))
    found = [(f.code, f.position.file, f.hint) for f in faults]
    assert found == [("C312", file, "Did you mean articles/KB-1.md?") for file in (files.scenario, other)]


def test_a_scenario_one_folder_too_high_is_told_where_it_belongs(files: Files) -> None:
    high = files.curricula / "late-coat.yaml"
    files.scenario.rename(high)
    faults = check([files.curricula, files.personas], FileLibrary([files.curricula], [files.personas]))
    assert [(f.code, f.position.file) for f in faults] == [("C312", high)], [str(f) for f in faults]
    assert faults[0].hint == "It is in first: move this scenario to first/scenarios."


def test_a_scenario_beside_its_curriculum_lists_articles_like_one_in_scenarios(files: Files) -> None:
    files.scenario.rename(files.curriculum.with_name("late-coat.yaml"))
    assert check([files.curricula, files.personas], FileLibrary([files.curricula], [files.personas])) == ()


@pytest.mark.parametrize(
    "text",
    [
        "accepts: All right. # as in #1",
        "accepts: right #1",
        "accepts: 'All right, I am #1.'",
        "accepts: All right, I am no#1.",
        "accepts: '“All right.”'",
        "accepts: “Right” is what I call “good”",
        "accepts: It's what they call ‘all right’",
        "accepts: |\n        All right, I am #1.",
    ],
)
def test_a_remark_and_quotes_in_a_text_are_no_fault(files: Files, library: FileLibrary, text: str) -> None:
    files.scenario.write_text(SCENARIO.replace("accepts: All right.", text), encoding="utf-8")
    assert check([files.scenario], library) == ()


def test_two_files_with_one_id_are_named(files: Files) -> None:
    other = files.scenario.with_name("other.yaml")
    other.write_text(SCENARIO, encoding="utf-8")
    faults = check([], FileLibrary([files.curricula], [files.personas]))
    assert [(f.code, f.position.file, f.position.line) for f in faults] == [("C310", other, 2)]
    assert f"{files.scenario}:2:5" in faults[0].message


def test_a_goal_with_no_way_left_open_is_a_fault(files: Files, library: FileLibrary) -> None:
    text = SCENARIO.replace("asks: [address], accepts", "unless: school, accepts")
    files.scenario.write_text(text, encoding="utf-8")
    assert [f.code for f in check([files.scenario], library)] == ["C316"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path, library: FileLibrary) -> None:
    faults = check([tmp_path / "nowhere.yaml"], library)
    assert [(f.code, f.message) for f in faults] == [
        ("C101", "The file cannot be read: no such file or directory.")
    ]


def test_a_folder_without_content_is_a_fault(tmp_path: Path, library: FileLibrary) -> None:
    (tmp_path / "empty").mkdir()
    assert [f.code for f in check([tmp_path / "empty"], library)] == ["C101"]


def test_files_given_together_may_name_each_other(files: Files, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    assert check([files.curricula, files.personas], FileLibrary([nothing], [nothing])) == ()
    lonely = check([files.scenario], FileLibrary([nothing], [nothing]))
    assert [f.code for f in lonely] == ["C301", "C302"]


def test_a_fault_prints_as_file_line_column_code_and_sentence(files: Files, library: FileLibrary) -> None:
    files.scenario.write_text(SCENARIO.replace("channel:", "chanel:"), encoding="utf-8")
    fault: Fault = check([files.scenario], library)[0]
    assert str(fault) == f"{files.scenario}:5:1: C201 The file has no key `chanel`. Did you mean channel?"


def test_a_value_of_many_lines_stays_on_the_line_of_its_fault(files: Files, library: FileLibrary) -> None:
    text = SCENARIO.replace("channel: chat", 'channel: "a\\nb\\e[31m' + "x" * 200 + '"')
    files.scenario.write_text(text, encoding="utf-8")
    message = str(check([files.scenario], library)[0])
    assert "\n" not in message
    assert len(message) < 300 + len(str(files.scenario))


def test_nothing_of_a_file_outside_of_the_folder_is_shown(files: Files, library: FileLibrary) -> None:
    secret = files.curricula.parent / "secret.txt"
    secret.write_text("API_KEY=sk-secret\n", encoding="utf-8")
    for link in (files.curricula / "kim.yaml", files.article.with_name("KB-9.md"), files.curricula / "n.md"):
        link.symlink_to(secret)
    outside = files.curricula.parent / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text("API_KEY=sk-secret\n", encoding="utf-8")
    (files.curricula / "more").symlink_to(outside)
    (files.curricula / "pack.yaml").write_text(PACK, encoding="utf-8")
    faults = check([files.curricula], library)
    assert {f.code for f in faults} == {"C112", "C319", "C504"}
    assert [f.text for f in faults] == [""] * len(faults)


def test_a_link_that_a_person_names_themselves_is_read_as_the_file_that_it_leads_to(
    files: Files, tmp_path: Path
) -> None:
    files.persona.write_text(PERSONA.replace("baseline: 50", "baseline: 400"), encoding="utf-8")
    link = tmp_path / "elsewhere" / "sam.yaml"
    link.parent.mkdir()
    link.symlink_to(files.persona)
    (fault,) = check([link], FileLibrary([files.curricula], [files.personas]))
    assert fault.text == "temperament: {baseline: 400, patience: 3}"


REFERENCES = [one for one in SEEDED if one.file == "scenario" and "C301" <= one.code <= "C307"]
SHAPES = [
    ("channel: chat", "chanel: chat", "C201"),
    ("title: The coat that never came", "title: 12.30", "C203"),
    ("difficulty: 1", "difficulty: 9", "C204"),
    ("today: 2026-11-18T10:00", "today: next Tuesday", "C203"),
    ("    - {id: order, ask: the order number,", "    - {id: order, aks: the order number,", "C201"),
    (
        "A parcel that never came counts as lost after 10 days., source",
        "So., forbidden: promise gold, source",
        "C207",
    ),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape[1][:30])
def test_a_value_that_does_not_fit_hides_no_reference_that_leads_nowhere(
    files: Files, shape: tuple[str, str, str]
) -> None:
    old, new, code = shape
    for seeded in REFERENCES:
        text = SCENARIO.replace(old, new, 1)
        if seeded.old not in text:
            continue
        files.scenario.write_text(text.replace(seeded.old, seeded.new, 1), encoding="utf-8")
        found = check([files.scenario], FileLibrary([files.curricula], [files.personas]))
        assert sorted(f.code for f in found) == sorted({code, seeded.code}), [str(f) for f in found]


def test_an_id_that_is_none_is_told_once_and_not_wherever_it_is_named(
    files: Files, library: FileLibrary
) -> None:
    text = SCENARIO.replace("- id: refund", "- id: Re Fund").replace(
        "goals:\n    - id: money", "goals:\n    - id: Mo"
    )
    files.scenario.write_text(text, encoding="utf-8")
    assert [f.code for f in check([files.scenario], library)] == ["C206", "C206"]


def test_the_words_of_a_talk_are_read_beside_a_value_that_does_not_fit(
    files: Files, library: FileLibrary
) -> None:
    text = SCENARIO.replace("channel: chat", "chanel: chat").replace(
        "You can refund and", "Her son starts school. Refund and"
    )
    files.scenario.write_text(text.replace("persona: sam-lee", "persona: sam-le"), encoding="utf-8")
    assert [f.code for f in check([files.scenario], library)] == ["C201", "C301", "C801"]


def test_a_person_who_is_not_there_hides_no_fact_that_is_never_asked_for(
    files: Files, library: FileLibrary
) -> None:
    text = SCENARIO.replace("persona: sam-lee", "persona: sam-le")
    text = text.replace("after 10 days., source: KB-1}", "after 10 days., source: KB-1, required: true}")
    files.scenario.write_text(text, encoding="utf-8")
    assert [f.code for f in check([files.scenario], library)] == ["C301", "C903"]


def test_a_faulty_table_and_its_file_are_told_together(files: Files, library: FileLibrary) -> None:
    facts = SCENARIO[SCENARIO.index("facts:\n") : SCENARIO.index("copilot:")]
    text = SCENARIO.replace(facts, "facts_file: facts.csv\n").replace("rubric: desk", "rubric: deks")
    files.scenario.write_text(text.replace("channel: chat", "chanel: chat"), encoding="utf-8")
    table = files.scenario.with_name("facts.csv")
    table.write_text("id,statement,requird\nrefund,It takes 3 days.,yes\n", encoding="utf-8")
    assert [f.code for f in check([files.scenario], library)] == ["C404", "C201", "C302"]
    table.write_text("id,statement,required\nrefund,It takes 3\0 days.,maybe\n", encoding="utf-8")
    found = check([files.scenario], library)
    assert [f.code for f in found][:2] == ["C113", "C204"]
    assert found[0].position.column == 18
    assert {f.code for f in found} >= {"C201", "C302", "C303"}


def test_a_file_in_another_encoding_is_shown_where_it_begins(files: Files, library: FileLibrary) -> None:
    files.persona.write_bytes(PERSONA.replace("Sam Lee", "Sam L\u00e9").encode("latin-1"))
    (fault,) = check([files.persona], library)
    assert (fault.code, fault.position.line, fault.position.column) == ("C103", 3, 12)
    assert fault.text == "name: Sam L\ufffd"


def test_what_nobody_may_read_is_told_and_the_rest_is_checked(
    guarded_library: Files, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    files = guarded_library
    files.persona.write_text(PERSONA.replace("baseline: 50", "baseline: 400"), encoding="utf-8")
    files.rubric.chmod(0)
    files.scenario.parent.chmod(0)
    files.article.parent.chmod(0o444)
    base = files.curricula.parent
    with unprivileged():
        together = check([base, files.rubric, files.scenario], FileLibrary([], []))
    for folder in (files.scenario.parent, files.article.parent):
        folder.chmod(0o755)
    assert {f.code for f in together} == {"C101", "C205"}
    told = {(f.code, f.position.file) for f in together}
    assert told >= {
        ("C101", files.rubric),
        ("C101", files.scenario),
        ("C101", files.scenario.parent),
        ("C205", files.persona),
    }
    assert [f.message for f in together if f.position.file == files.scenario.parent] == [
        "The folder cannot be read: permission denied. What is in it was not checked."
    ]


def test_too_few_facts_of_a_table_are_told_where_it_is_named(files: Files, library: FileLibrary) -> None:
    facts = SCENARIO[SCENARIO.index("facts:\n") : SCENARIO.index("copilot:")]
    text = SCENARIO.replace(facts, "facts_file: facts.csv\n")
    files.scenario.write_text(text, encoding="utf-8")
    table = files.scenario.with_name("facts.csv")
    for rows in ([], [f"f{n},It takes {n} days.\n" for n in range(301)]):
        table.write_text("id,statement\n" + "".join(rows), encoding="utf-8")
        (fault,) = (f for f in check([files.scenario], library) if f.code == "C205")
        assert (fault.position.line, fault.position.column) == place(text, " facts.csv".lstrip())
