"""Reads a talk out of plain text, in the layouts that chat windows and telephone systems export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from coach.content.nearest import quoted
from coach.content.speakers import Called, called
from coach.domain.scenario import Speaker
from coach.domain.source import Said
from coach.domain.text import clean, word_set

HOW = "Each turn begins with Agent: or Customer: (or Bot:)."
DELETE = "Delete this line, or write Agent: or Customer: before it."
_DAY = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:[A-Z][a-z]{2,8},? )?\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?(?: ?[aApP]\.?[mM]\.?)?(?:Z| ?[+-]\d\d:?\d\d)?"
_TIME = rf"(?:{_DAY}(?:,? |T| at )?(?:{_CLOCK})?|{_CLOCK}|\d{{1,6}}(?:\.\d{{1,3}})?s)"
_LEAD = re.compile(
    rf"(?:>+|[-*•–—|]|\d{{1,5}}[.)](?= )|#\d{{1,5}}|[\[(<]{_TIME}[\])>]|{_TIME}(?!\w))(?: ?[-–—|:](?= ))? *"
)
_BOLD = re.compile(r"^(\*\*|__|[\"“])(.{1,60}?)(\*\*|__|[\"”])(:?)")
_LABEL = r"[^\W\d_](?:[\w.'’&/,-]| (?=[\w&/(\[–—-])){0,40}?(?: ?[\[(][^\])]{1,40}[\])])?"
_SPOKEN = re.compile(rf"({_LABEL})(?: ?[\[(]?{_TIME}[\])]?)? ?:(?: (.*)|$)")
_BESIDE = re.compile(rf"({_LABEL})(?: ?[\[(]?{_TIME}[\])]?)? ?(?:>>?|[-–—|]) (.*)")
_ABOVE = re.compile(rf"({_LABEL})(?P<time>(?: ?[-–—|,•·])? ?[\[(]?{_TIME}[\])]?)? ?:?")
_VOICE = re.compile(r"<v ([^>]{1,60})>(.*?)(?:</v>)?")
_TIMES = re.compile(rf"[\[(]?{_TIME}[\])]?(?: ?[-–—] ?{_TIME}| ?--> ?{_TIME}.{{0,60}})?")
_WRAPPED = re.compile(r"(?:[*=~_#-]{2,}|\*|—{2,}|–{2,})(?: ?.{0,120}? ?(?:[*=~_#-]{2,}|\*|—{2,}|–{2,}))?")
_EVENT = re.compile(
    r"(?:.{1,60} )?(?:has |was |is )?(?:(?:joined|left|entered|ended|closed) the (?:chat|conversation|call"
    r"|session|room)"
    r"|(?:chat|conversation|call|session) (?:has )?(?:was |been |is )*(?:started|ended|transferred|closed"
    r"|assigned|disconnected)"
    r"|(?:is|are) typing|transferred to .{1,40}|chat transcript.{0,60}|end of (?:chat|call|transcript"
    r"|conversation))[.…]*",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?:(?:chat|call|ticket|case|session|conversation|interaction|contact|customer|agent)[ _-]?(?:id|name"
    r"|number|no|date|time)"
    r"|date|time|started?|start time|ended?|end time|duration|queue|channel|subject|topic|id|transcript|participants"
    r"|language|status|department|site|recording|wrap[- ]?up|disposition|browser|page|from|to|cc|direction|skill|team)"
    r" ?:",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:transcript|chat|call|conversation|recording|export|ticket|case|queue|duration|interaction|session)\b"
    r"|^(?:webvtt|note\b)",
    re.IGNORECASE,
)
_COLUMNS = word_set("""
    time date timestamp speaker role from author sender participant text message utterance content channel
""")
_UNKNOWN = re.compile(
    r"([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2})(?: ?[\[(][^\])]{1,40}[\])])? ?:(?: |$)"
)

Fault = Callable[..., None]


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    """With runs of white space as one: a pattern would try every way to share them out. A tab is a bar."""
    after_gap: bool
    before_text: bool

    @property
    def bare(self) -> str:
        """Without the time, the number or the sign that it begins with."""
        text = _BOLD.sub(r"\2\4", self.text)
        for _ in range(4):
            lead = _LEAD.match(text)
            if not lead or not lead.end():
                break
            text = _BOLD.sub(r"\2\4", text[lead.end() :])
        return text


def said_in(text: str, fault: Fault) -> Iterator[Said]:
    """A line without a speaker belongs to the turn before it; titles and notes of the system are left out."""
    lines = list(_lines(text))
    known = _people(lines)
    captions = any("-->" in line.text for line in lines[:20])
    last: Called | None = None
    for line in lines:
        turn = _turn(line, known)
        if turn:
            last = turn[0]
            yield said_by(last, turn[1], line.number)
        elif _is_note(line) or (captions and line.text.isdecimal()):
            continue
        elif unknown := _nobody(line, alone=last is None):
            hint = "Call them Agent, Customer or Bot."
            fault("C601", f"It cannot be told who {quoted(unknown)} is.", hint, line=line.number)
        elif last:
            yield said_by(last, line.text.replace(" | ", " "), line.number)
        elif not _is_title(line):
            fault("C601", "It cannot be told who says this.", DELETE, line=line.number)


def said_by(who: Called, text: str, line: int) -> Said:
    """A turn with the name of the person, which is to be masked; a bot's is nobody's."""
    is_person = who.name and who.speaker is not Speaker.BOT
    return Said(who.speaker, text.strip(), line, people=(who.name,) if is_person else ())


def _lines(text: str) -> Iterator[_Line]:
    rows = [" ".join(row.strip().replace("\t", " | ").split()) for row in clean(text).split("\n")]
    for at, row in enumerate(rows):
        if row:
            before_text = at + 1 < len(rows) and bool(rows[at + 1])
            yield _Line(at + 1, row, after_gap=at == 0 or not rows[at - 1], before_text=before_text)


def _people(lines: list[_Line]) -> dict[str, Called]:
    """Those whose role stands beside their name once, by their name: later it may stand alone."""
    found: dict[str, Called] = {}
    for line in lines:
        turn = _turn(line, {})
        if turn and turn[0].name:
            found.setdefault(turn[0].name.casefold(), turn[0])
    return found


def _turn(line: _Line, known: dict[str, Called]) -> tuple[Called, str] | None:
    """Who speaks on this line, and what they say on it."""
    bare = line.bare
    who = partial(called, known=known)
    voice = _VOICE.fullmatch(bare)
    if voice and (speaker := who(voice[1])):
        return speaker, voice[2]
    spoken = _SPOKEN.fullmatch(bare)
    if spoken and not _KEY.match(bare) and (speaker := who(spoken[1])):
        return speaker, spoken[2] or ""
    beside = _BESIDE.fullmatch(bare)
    if beside and (speaker := called(beside[1], known, whole=True)):
        return speaker, beside[2]
    above = _ABOVE.fullmatch(bare)
    if above and (speaker := called(above[1], known, whole=True)):
        is_head = above["time"] or "(" in above[1] or bare != line.text
        if (is_head and line.before_text) or (line.after_gap and line.before_text):
            return speaker, ""
    return None


def _is_note(line: _Line) -> bool:
    """What the system wrote between the turns."""
    bare = line.bare
    return bool(
        not bare
        or _WRAPPED.fullmatch(line.text)
        or _TIMES.fullmatch(line.text)
        or _EVENT.fullmatch(bare.strip("*[]()- "))
    )


def _nobody(line: _Line, *, alone: bool) -> str:
    """A name that speaks and has no role: behind a time, or where nobody else has spoken yet."""
    bare = line.bare
    found = None if _KEY.match(bare) or _TITLE.search(bare.partition(":")[0]) else _UNKNOWN.match(bare)
    return found[1] if found and (alone or (bare != line.text and found[1][0].isupper())) else ""


def _is_title(line: _Line) -> bool:
    """What stands above a talk and is none of it."""
    cells = line.text.casefold().split(" | ")
    return bool(
        _KEY.match(line.bare)
        or all(cell in _COLUMNS for cell in cells)
        or line.text.startswith("#")
        or (_TITLE.search(line.text) and not line.text.endswith((".", "!", "?")))
    )
