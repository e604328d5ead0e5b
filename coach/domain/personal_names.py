"""Learns what people are called: by a title, a relation, a greeting, a signature, or a well-known given name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from coach.domain.given_names import ALSO_WORDS, GIVEN_NAMES
from coach.domain.text import word_set

UPPER: Final = "A-ZÀ-ÖØ-ÞĄĆČĎĘĚĞİŁŃŇŐŘŚŠŞŤŮŰŹŻŽ"
LOWER: Final = "a-zß-öø-ÿąćčďęěğıłńňőřśšşťůűźżž"
PARTICLE: Final = r"(?:de|la|las|los|del|dela|da|das|dos|di|van|der|den|von|zu|ter|bin|binti|ibn|al|el|le)"
WORD: Final = rf"[{UPPER}](?:[{LOWER}]|['’-]?[{UPPER}](?=[{LOWER}])){{1,20}}(?!\w|['’](?:t|ll|ve|re|d|m)\b)"
_NAME = rf"(?:{PARTICLE} ){{0,2}}{WORD}(?:(?: {PARTICLE}){{0,3}} (?:[A-Z]\. )?{WORD}){{0,3}}"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Herrn?|Frau|Señora?|Señorita|Sra|Sr|Srta|Don|Doña|Monsieur|Madame|Mme"
    r"|Mlle|Mademoiselle|Smt|Shri|Sri|Kumari|Alhaji|Alhaja|Hajia|Chief|Engr|Barr|Barrister|Pastor|Rev|Reverend|Father"
    r"|Sister|Brother|Atty|Attorney|Lady|Lord|Officer|Nurse|Captain|[Aa]unt(?:ie|y)?|[Uu]ncle|[Kk]uya|[Tt]ita|[Tt]ito"
    r"|[Aa]ling|[Mm]ang|Oga)"
)
_RELATION = (
    r"(?i:(?:my|our|your|his|her|their)(?: (?:late|elder|older|younger|little|eldest|own))?"
    r" (?:wife|husband|son|daughter|mother|father|mum|mom|dad|brother|sister|aunt|uncle|cousin|partner|friend|niece"
    r"|neighbou?r|nephew|colleague|boss|manager|supervisor|fianc[eé]e?|grandmother|grandfather|gran|landlord|landlady"
    r"|flatmate|roommate|assistant|caseworker|advis[eo]r|engineer|nanny|carer|lawyer|solicitor|doctor|agent|girl|boy)"
    r"(?:,| is| was| called| named| is called)?)"
)
_INTRODUCED = re.compile(
    r"(?:(?i:\b(?:my name is|my name's|name is|name's|this is|i am|i'm|call me|speaking (?:with|to)|you are"
    r"|spoke (?:to|with)"
    r"|talked (?:to|with)|dealt with|ask(?:ed)? for|named|in the name of|under the name(?: of)?|booked (?:as"
    r"|under|for)|registered (?:as|to)|signed (?:for )?by|on behalf of|hier ist|unter dem namen|au nom de"
    r"|mein name ist|ich heiße|ich bin|je m'appelle|je suis|mon nom est|me llamo|mi nombre es|soy|habla"
    r"|hi|hello|hey|dear|thanks|thank you|okay|sorry|bonjour|hola|hallo|(?:kind |best |warm )?regards|best wishes"
    rf"|sincerely|good (?:morning|afternoon|evening)),?)|{_RELATION}) (?:{_TITLE}\.? )?({_NAME})"
    rf"|\b{_TITLE}\.? ({_NAME})|\b[A-Z]\. ({WORD})"
    rf"|(?:^|[.!?,;] |\b(?i:and|but|then|because|that|when|so) )({WORD})"
    r" (?:told|promised|assured|swore|said|says)(?: to)? (?:me|us|that|it|he|she|I)\b"
)
_RELATED = re.compile(
    rf"\b({WORD})['’]s (?:husband|wife|mother|father|son|daughter|brother|sister|partner)\b"
)
_SPEAKING = re.compile(rf"(?:^|[,.!?] )({_NAME}) (?:here|speaking)\b")
_CAPITALISED = re.compile(_NAME)
_SAID_SMALL = re.compile(
    r"\b(?:my (?:full )?name is|my name's|me llamo|je m'appelle|ich heiße"
    r"|mein name ist)((?: [^\W\d_][\w'’-]{1,20}){1,3})",
    re.IGNORECASE,
)
_SMALL_ENDS = word_set("""
    and but i im from the a an is it its calling with on at in my to for here not also so because just wrong spelled
    spelt hai und et y please thanks no yes ok of or sir madam you your we he she they there this that
""")
NO_NAMES: Final = word_set("""
    I The This That There Here Please Thanks Thank Yes No Not Okay Sorry Sir Madam Maam Customer Agent Support Team Good
    Morning Afternoon Evening So And But Well Just Your You We It Is Are Can Could Would Will How What When Where Who
    Why Which Let Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December For Of To In On At By With From As If My Our All Any Very Still Afraid
    Calling Looking Happy Really Glad Everyone Anyone Gold Silver Regular Never Always Now Then Again Nobody Somebody
    Someone Everybody They He She Staff Service Services Billing Sales Reception Management Executive Officer Bank
    Company Hotel Shop Store Office Email Letter Website App One Both Neither Another Anybody Hello Hi Hey Bye Great
    Fine Right Sure After Before Because Since While Although However Also Even Only Maybe Perhaps Every Each Some
    These Those Their His Her Its Do Does Did Have Has Had Was Were Be Been Am Im Ive Id Ill Youre Thats Theres Lets
    Christmas Easter English British American Indian Irish Nigerian German French Spanish Filipino Online Credit Debit
    Ridiculous Unacceptable Urgent Outrageous Platinum Premium Business Prime Plus Everything Nothing Something
    Anything Ja Nein Und Oui Non Et Si Guten Tag
""")
"""Capitalised words that follow a greeting, or begin a sentence, and are no name."""


def names_in(text: str) -> Iterator[str]:
    """Each word of a name, in the cases in which it may be written again."""
    for found in (*_INTRODUCED.finditer(text), *_SPEAKING.finditer(text), *_RELATED.finditer(text)):
        yield from _spellings(_leading(next(group for group in found.groups() if group)))
    for found in _CAPITALISED.finditer(text):
        words = found.group().split()
        if words[0] in GIVEN_NAMES:
            yield from _spellings(_leading(found.group()))
    for found in _SAID_SMALL.finditer(text):
        yield from said_small(found[1])


def said_small(words: str) -> Iterator[str]:
    """'deborah finch and i': the words up to the first that is no name."""
    name = []
    for word in re.findall(r"[^\W\d_][\w'’-]*", words)[:3]:
        if word.casefold() in _SMALL_ENDS or word in NO_NAMES:
            break
        name.append(word)
    yield from _spellings(name)


def _leading(name: str) -> Iterable[str]:
    for word in name.split():
        if word in NO_NAMES:
            return
        if word[0].isupper() and not word.endswith("."):
            yield word


def _spellings(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield word[0].upper() + word[1:]
        yield word.upper()
        if word.casefold() not in ALSO_WORDS and len(word) > 3:
            yield word.casefold()
