"""Who speaks, by what files of the trade call them: `Agent (Kim)`, `Sanjay K. (Visitor)`, `CALLER`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.scenario import Speaker

_AGENTS = (
    "agent rep representative csr operator advisor adviser associate staff employee support human colleague"
    " specialist"
)
_CUSTOMERS = "customer client caller user member guest patient buyer visitor contact consumer"
_BOTS = "bot chatbot assistant virtual-assistant ai system ivr machine"
ROLES: Mapping[str, Speaker] = {
    name: speaker
    for names, speaker in ((_AGENTS, Speaker.AGENT), (_CUSTOMERS, Speaker.CUSTOMER), (_BOTS, Speaker.BOT))
    for name in names.split()
}
"""What the speakers are called. `assistant` is a person where no agent speaks."""
_INSIDE = re.compile(r"[\[(]([^\])]{1,40})[\])]")
_PARTS = re.compile(r"\s+[-–—/|]\s+|\s*,\s*")


@dataclass(frozen=True)
class Called:
    """A speaker, and the name of the person where the file has one."""

    speaker: Speaker
    name: str = ""


def called(label: str, known: Mapping[str, Called] | None = None, *, whole: bool = False) -> Called | None:
    """None where no role is in it, nor a person of `known`. `whole`: not by its first word alone."""
    inside = _INSIDE.search(label)
    outer = " ".join(_INSIDE.sub(" ", label).split()).strip("'’ .-–")
    parts = [part for part in (*_PARTS.split(outer), inside[1].strip() if inside else "") if part]
    roles = [speaker for part in parts if (speaker := _role(part)) is not None]
    if roles:
        names = [part for part in parts if _role(part) is None]
        return Called(roles[0], names[0] if names else "")
    if known and outer.casefold() in known:
        return known[outer.casefold()]
    first, _, rest = outer.partition(" ")
    role = None if whole else _role(first)
    return Called(role, rest) if role else None


def _role(part: str) -> Speaker | None:
    """Also 'Agent 2' and 'live agent'."""
    words = re.sub(r"\s*#?\d+$", "", part.casefold()).split()
    if words[:1] in (["live"], ["the"], ["human"]) and len(words) == 2:
        words = words[1:]
    return ROLES.get("-".join(words))
