"""The events of a YAML text from libyaml, which is fifteen times as fast as the parser in Python.

Both read the same, except for a few texts that hold what `_READ_OTHERWISE` names: those are left to the parser in
Python, and so is whatever libyaml refuses, for a better message. tests/content/test_fast_events.py compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml.events import Event

try:
    from _ruamel_yaml import CParser
except ImportError:  # where there is no wheel of ruamel.yaml.clib
    CParser = None

_READ_OTHERWISE = re.compile(
    r"[\t\x00-\x08\x0b\x0c\x0e-\x1f\x85\u2028\u2029\ufeff]"  # white space and line ends of YAML 1.1
    r"|\r(?!\n)"
    r"|^ +\r?$"  # lines of spaces, in a block of text
    r"|[|>][-+0-9]*#"
    r"|^(?:---|\.\.\.)"  # where a document begins or ends, in a block of text too
    r"|(?:^|[\s\[{,:?-])[*&!]",  # anchors, aliases and tags, which are refused anyhow
    re.MULTILINE,
)


def fast_events(text: str) -> Iterator[Event] | None:
    """None where the parser in Python has to read it. Raises YAMLError on the way."""
    if CParser is None or _READ_OTHERWISE.search(text):
        return None
    return _events(CParser(text))


def _events(parser: Any) -> Iterator[Event]:
    while parser.check_event():
        yield parser.get_event()
