"""Names of files in a zip file that no system should be asked to write, and why."""

from __future__ import annotations

import re

_ANEW = "Zip the folder anew."
_LONGEST = 200
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)", re.IGNORECASE
)
"""Devices of Windows, whatever ending stands behind them."""
_REFUSED = re.compile(r'[<>:"|?*]')
"""Windows takes none of them in a name."""


def shown(name: str) -> str:
    """The name with each character that is not seen, or that turns others round, as its number: U+202E."""
    return "".join(one if one.isprintable() else f"<U+{ord(one):04X}>" for one in name)


def name_fault(name: str) -> tuple[str, str] | None:
    """What is wrong with a name, as the end of a sentence that begins with it, and what to do."""
    parts = name.removesuffix("/").split("/")
    if name.startswith("/") or "\\" in name or ":" in parts[0] or ".." in parts:
        return "leads out of the pack.", _ANEW
    if not name.isprintable():
        return (
            "has a character in its name that is not seen or turns others round.",
            "Give the file a plain name.",
        )
    if "." in parts or "" in parts:
        return "is written in a roundabout way, with './' or '//'.", _ANEW
    if len(name) > _LONGEST:
        return f"has a name of more than {_LONGEST} characters.", "Give it a shorter one."
    for part in parts:
        if _RESERVED.match(part):
            return (
                f"cannot be unpacked on Windows, where {part.partition('.')[0].strip()} is a device.",
                _RENAME,
            )
        if part.endswith((".", " ")):
            return "cannot be unpacked on Windows: a name there does not end in a dot or a space.", _RENAME
        if found := _REFUSED.search(part):
            return f"cannot be unpacked on Windows: a name there has no {found[0]}.", _RENAME
    return None


_RENAME = "Give it another name, and zip the folder anew."
