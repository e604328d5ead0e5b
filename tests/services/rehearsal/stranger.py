"""A scenario that coach does not come with, as a trainer would write it, with its persona and rubric."""

from __future__ import annotations

from pathlib import Path

from coach.bootstrap import make_session_scorecard, open_library, voices
from coach.domain.scenario import Scenario
from coach.scoring.assess import score_without_fix
from coach.services.rehearsal.case import Case
from coach.services.rehearsal.rehearsing import Rehearsal
from coach.settings import load

PERSONA = """\
schema: coach/persona@1
id: ruth-adler
name: Ruth Adler
english: en-GB
summary: Runs a small choir. Friendly by nature, and hard to win back once she feels brushed aside.
style:
  register: neutral
  words_per_turn: 14
temperament: {baseline: 48, patience: 5, volatility: 1.3, forgiveness: 0.8, walk_out: 94}
triggers: [dismissive, hollow_script]
soothers: [name_problem]
"""

RUBRIC = """\
schema: coach/rubric@1
id: cleaner
title: The cleaner's desk
summary: Was she heard, and was it true?
minimum: {empathy: 2.5, accuracy: 4}
criteria:
  - id: heard
    title: Heard
    axis: empathy
    weight: 50
    measure: understanding
    anchors: {0: none, 1: a topic, 2: her words, 3: one detail, 4: what it meant, 5: all of it}
  - id: acknowledged
    title: Acknowledged
    axis: empathy
    weight: 50
    measure: validation
    anchors: {0: none, 1: a formula, 2: once, 3: where it mattered, 4: mostly, 5: throughout}
  - id: complete
    title: Complete
    axis: accuracy
    weight: 100
    measure: complete
    anchors: {0: none, 1: little, 2: some, 3: half, 4: most, 5: all of it}
"""

SCENARIO = """\
schema: coach/scenario@1
id: shrunken-robes
title: Twenty robes that came back small
line_of_business: customer-support
channel: phone
difficulty: 2
skills: [understanding]
persona: ruth-adler
rubric: cleaner
today: 2026-11-18T10:00
briefing: |
  You answer for a dry cleaner. Twenty choir robes came back shrunk. You can refund the cleaning and lend robes.
customer:
  reason_for_contact: The cleaner gave back twenty choir robes on Monday, shrunk by a hand's breadth; she paid 240 pounds.
  opening: You have shrunk twenty robes of ours. All of them. I would like to know what you intend to do about it.
  known_info:
    - {id: ticket, ask: the ticket number, say: "It says 5512 on the ticket."}
    - {id: label, ask: what the care label says, say: "Dry clean only. It says so in capitals."}
  hidden:
    - id: concert
      explored_by: what the robes are needed for
      say: We sing at the hospice on Sunday. Two of my altos have waited all year for it.
  goals:
    - id: money
      wants: What happens to the money we paid you?
      press:
        - You took the money for cleaning, and what we got back fits children. What about that money?
        - I still have not heard a word about what we paid.
        - We paid for robes to be cleaned, not cooked. What about the money?
      needs: [refund]
      accepts: Good. That is the least of it, but good.
    - id: robes
      wants: And what do they wear in the meantime? There are twenty people with nothing to put on.
      press:
        - The robes, please. Twenty people are asking me, and I have nothing to tell them.
        - I asked what the choir is supposed to wear.
        - It is the robes that keep me up at night, if I may say so.
      needs: [loan]
      accepts: Then we have something to wear. I am glad I rang.
  lines:
    vent:
      - I laid one out on the table next to an old one, and I could have wept.
      - I carried them in myself, on hangers, so that nothing would happen to them.
    object:
      - That does not make a single robe any longer.
      - I am not asking for a speech. I am asking about the robes.
    warn:
      - If this is all you have to say, I will take it to the trading standards people.
    demand_supervisor:
      - Then I would like to speak to whoever owns the shop.
    walk_out:
      - I shall write to trading standards. Good day.
facts:
  - id: refund
    statement: The cleaning price of 240 pounds is refunded within 4 business days.
    required: true
    source: the house rules, section 2
  - id: loan
    statement: Twenty robes are lent free of charge from Friday 20 November.
    required: true
    source: the house rules, section 5
  - id: new-robes
    forbidden: promise that the robes are replaced with new ones
    source: the house rules, section 6
    paraphrases:
      - You will get twenty new robes from us.
  - id: twenty
    statement: Twenty robes were cleaned.
    customer_knows: true
    corrected: Twenty. I counted them out, and I counted them back.
model_replies:
  - at: opening
    say: Twenty robes shrunk by a hand's breadth, and you had trusted us with all of them. That is our doing, and I will see it through. What does the care label say?
    also:
      - I am so sorry, twenty robes handed over in good order and every one of them shrunk. We did that, so it is ours to mend. What does the care label say?
  - at: the money
    say: You followed the label and we shrank them all the same, that is a rotten thing to come home to. The 240 pounds go back to you within 4 business days.
    also:
      - Dry clean only, and still we shrank your robes, I understand why you are upset. The cleaning price of 240 pounds is refunded within four business days.
  - at: what the robes are needed for
    say: Twenty people without their robes is a hard thing to tell a choir. What are the robes needed for next?
    also:
      - Having a whole choir ask you what to wear after we shrank the robes must be awful. What do you need the robes for?
  - at: the loan
    say: Your altos have waited a year, so they will not sing at the hospice in cardigans because we shrank the robes. We lend you twenty robes, free of charge, from Friday 20 November.
    also:
      - Sunday at the hospice is what counts, and it was we who shrank your robes. From Friday the 20th of November twenty robes are lent to you free of charge.
"""

NUDGED = (
    SCENARIO.replace("coach/scenario@1", "coach/scenario@2")
    + """copilot:
  - {at: opening, says: You will get twenty new robes from us., kind: wrong, breaks: new-robes}
  - {at: robes, says: Ask what the robes are for., kind: right}
"""
)
"""With a co-pilot that promises what must not be promised."""
ARTICLE = "# House rules\n\nWe clean what the label allows.\n"


def write(folder: Path, scenario: str = SCENARIO) -> Path:
    """The files of the library, and the scenario's path."""
    places = {"personas/ruth-adler.yaml": PERSONA, "curricula/rubrics/cleaner.yaml": RUBRIC}
    for name, text in {**places, "curricula/own/scenarios/shrunken-robes.yaml": scenario}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "curricula" / "own" / "scenarios" / "shrunken-robes.yaml"


def rehearsal(folder: Path, scenario: str = SCENARIO) -> Rehearsal:
    write(folder, scenario)
    own = {"curricula_dir": str(folder / "curricula"), "personas_dir": str(folder / "personas")}
    settings = load(own)
    return Rehearsal(open_library(settings), score_without_fix, make_session_scorecard, voices(settings))


def case(folder: Path, scenario: str = SCENARIO) -> Case:
    return rehearsal(folder, scenario).open("shrunken-robes")


def changed(old: str, new: str) -> str:
    """The scenario with one place in it changed."""
    assert SCENARIO.count(old) == 1, f"{old!r} stands {SCENARIO.count(old)} times"
    return SCENARIO.replace(old, new)


def line_of(text: str, mark: str) -> int:
    """From 1; of the only place where `mark` stands."""
    assert text.count(mark) == 1, f"{mark!r} stands {text.count(mark)} times"
    return text.count("\n", 0, text.index(mark)) + 1


__all__ = ["NUDGED", "SCENARIO", "Scenario", "case", "changed", "line_of", "rehearsal", "write"]
