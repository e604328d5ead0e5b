"""Hashes that tie each part of a session to the part before it, so that a change anywhere shows.

They guard against damage (a bad disk, a bit flipped, rows lost), not against somebody who rewrites the whole
chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence


def link(previous: str, kind: str, values: Sequence[object]) -> str:
    """The hash of one part as it stands in its row; `previous` is the hash before it, empty for the first."""
    # `repr` for the types that only a damaged row can hold: they must give another hash, not an error.
    payload = json.dumps([previous, kind, *values], separators=(",", ":"), default=repr)
    return hashlib.sha256(payload.encode("ascii")).hexdigest()
