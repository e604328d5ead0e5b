"""Says which failed requests may go well at a second try: when, and without what."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Mapping
from typing import Any, Final

import openai

from coach.domain.profile import Profile
from coach.llm.client import COUNTING, FORMAT
from coach.llm.faults import BrokenOff, causes, explain, is_quota, is_tls, retry_after
from coach.ports import Requests

PASSING: Final = frozenset({500, 502, 503, 504, 529})
WHEN_TOLD: Final = frozenset({408, 409, 429})
"""Refusals that pass, tried again only where the server says when."""
_UNKNOWN_PARAMETER: Final = re.compile(
    r"(?:unrecogni[sz]ed|unknown|unsupported|unexpected|extra|additional).{0,30}"
    r"(?:parameter|argument|field|propert|input|keyword)"
    r"|(?:parameter|argument|field|propert|input|keyword)\w*.{0,40}"
    r"(?:not|n't) (?:supported|permitted|allowed|recogni[sz]ed|known)",
    re.IGNORECASE | re.DOTALL,
)


def seconds_to_wait(error: BaseException, turn: Requests, *, deadline: float) -> float | None:
    """How long to wait before trying again, longer each time, or None where it cannot help or must not be done."""
    backoff = deadline / 100 * turn.used.requests
    match error:
        case BrokenOff() | json.JSONDecodeError() | UnicodeDecodeError():
            return backoff
        case openai.APIStatusError() if error.status_code in WHEN_TOLD:
            return None if is_quota(error) else retry_after(error)
        case openai.APIStatusError() if error.status_code in PASSING:
            return max(backoff, retry_after(error) or 0.0)
        case openai.APITimeoutError():
            return None
        case openai.APIConnectionError():
            lasting = (ssl.SSLError, socket.gaierror, ConnectionRefusedError)
            return None if any(isinstance(e, lasting) for e in causes(error)) or is_tls(error) else backoff
        case _:
            return None


def asked_to_wait(error: BaseException) -> float:
    """The server's own word on when to come back, in seconds; 0 where it says nothing."""
    return (retry_after(error) or 0.0) if isinstance(error, openai.APIStatusError) else 0.0


def refused_parameters(error: BaseException, request: Mapping[str, Any], profile: Profile) -> frozenset[str]:
    """The parameters that this endpoint says it does not take.

    Those that it names; where it speaks of unknown ones without a name, all that the request can do without.
    """
    if not isinstance(error, openai.APIStatusError):
        return frozenset()
    said = f"{error.message} {error.body}"
    if error.status_code == 404:
        return doubted_parameters(request) & {FORMAT} if "parameter" in said.lower() else frozenset()
    if not is_refusal(error, profile):
        return frozenset()
    named = frozenset(name for name in doubted_parameters(request) if name in said)
    return named or (doubted_parameters(request) if _UNKNOWN_PARAMETER.search(said) else frozenset())


def doubted_parameters(request: Mapping[str, Any]) -> frozenset[str]:
    """What a refusal without a reason may have been about."""
    return frozenset({FORMAT, COUNTING}) & request.keys()


def is_refusal(error: BaseException, profile: Profile) -> bool:
    """The endpoint finds something wrong with the request, and it is not its length, model or account."""
    refused = isinstance(error, openai.APIStatusError) and error.status_code in (400, 422)
    return refused and explain(error, profile).kind == "unusable"
