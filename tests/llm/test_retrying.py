"""Which failed requests are tried again: when, and without what."""

from __future__ import annotations

import json
import socket
import ssl
from typing import Any

import httpx2
import openai
import pytest

from coach.domain.profile import Profile
from coach.domain.wording import Usage
from coach.llm.client import COUNTING, FORMAT
from coach.llm.faults import broken_off, refused
from coach.llm.retrying import doubted_parameters, is_refusal, refused_parameters, seconds_to_wait
from coach.ports import Requests

PROFILE = Profile("http://127.0.0.1:9/v1", "small")
ASKED = httpx2.Request("POST", "http://127.0.0.1:9/v1/chat/completions")
WHOLE: dict[str, Any] = {"model": "small", FORMAT: {"type": "json_schema"}, COUNTING: {"include_usage": True}}
DEADLINE = 50.0


def refusal(status: int, message: str = "no", *, code: str = "", **headers: str) -> openai.APIStatusError:
    """As the client raises it; `retry_after="2"` becomes the header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = {"message": message, "code": code}
    response = httpx2.Response(status, headers=named, request=ASKED, json={"error": body})
    return openai.APIStatusError(message, response=response, body=body)


def connection(cause: Exception) -> openai.APIConnectionError:
    try:
        raise openai.APIConnectionError(request=ASKED) from cause
    except openai.APIConnectionError as error:
        return error


def wait(error: BaseException, *, made: int = 1) -> float | None:
    return seconds_to_wait(error, Requests(left=2, used=Usage(requests=made)), deadline=DEADLINE)


PASSING = [
    broken_off("the connection closed"),
    json.JSONDecodeError("Expecting value", "{", 1),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    *(refusal(status) for status in (500, 502, 503, 504, 529)),
    connection(ConnectionResetError()),
]
LASTING = [
    *(refusal(status) for status in (400, 401, 402, 403, 404, 413, 422, 451, 501)),
    openai.APITimeoutError(request=ASKED),
    connection(ConnectionRefusedError()),
    connection(socket.gaierror()),
    connection(ssl.SSLCertVerificationError()),
    refused(),
    ValueError("odd"),
]


@pytest.mark.parametrize("error", PASSING, ids=repr)
def test_what_passes_is_tried_again_after_a_wait_that_grows(error: BaseException) -> None:
    assert wait(error, made=1) == pytest.approx(0.5)
    assert wait(error, made=2) == pytest.approx(1.0)


@pytest.mark.parametrize("error", LASTING, ids=repr)
def test_what_lasts_is_not_tried_again(error: BaseException) -> None:
    assert wait(error) is None


@pytest.mark.parametrize("status", [408, 409, 429])
def test_what_passes_at_its_own_time_is_tried_again_only_where_the_server_names_it(status: int) -> None:
    assert wait(refusal(status)) is None
    assert wait(refusal(status, retry_after="7")) == 7.0
    assert wait(refusal(status, retry_after_ms="250", retry_after="7")) == 0.25


def test_an_account_without_credit_has_none_later_either() -> None:
    assert wait(refusal(429, code="insufficient_quota", retry_after="1")) is None


def test_a_server_that_is_down_is_given_the_time_that_it_asks_for_and_never_less_than_ours() -> None:
    assert wait(refusal(503, retry_after="3")) == 3.0
    assert wait(refusal(503, retry_after="0.1")) == pytest.approx(0.5)


def test_a_wait_of_less_than_nothing_is_none_at_all() -> None:
    assert wait(refusal(429, retry_after="-5")) == 0.0


@pytest.mark.parametrize(
    ("error", "without"),
    [
        (refusal(400, "response_format is not supported"), {FORMAT}),
        (refusal(422, "Extra inputs are not permitted: stream_options"), {COUNTING}),
        (refusal(400, "stream_options and response_format are odd"), {FORMAT, COUNTING}),
        (refusal(400, "Unknown parameter in the request"), {FORMAT, COUNTING}),
        (refusal(400, "This field is not supported"), {FORMAT, COUNTING}),
        (refusal(400, "Bad request"), set()),
        (refusal(404, "No endpoint takes all parameters"), {FORMAT}),
        (refusal(404, "Not found"), set()),
        (refusal(400, "response_format: maximum context length is 4096"), set()),
        (refusal(401, "response_format"), set()),
        (refusal(503, "response_format is not supported"), set()),
        (connection(ConnectionResetError("response_format")), set()),
    ],
    ids=lambda value: str(value) if isinstance(value, BaseException) else "",
)
def test_only_what_the_endpoint_does_not_take_is_left_out(error: BaseException, without: set[str]) -> None:
    assert refused_parameters(error, WHOLE, PROFILE) == without


def test_what_was_not_sent_cannot_be_left_out() -> None:
    bare = {"model": "small"}
    assert refused_parameters(refusal(400, "Unknown parameter"), bare, PROFILE) == frozenset()
    assert refused_parameters(refusal(404, "all parameters"), {**bare, COUNTING: {}}, PROFILE) == frozenset()


def test_what_may_be_doubted_is_what_the_request_can_do_without() -> None:
    assert doubted_parameters(WHOLE) == {FORMAT, COUNTING}
    assert doubted_parameters({"model": "small", "stream_options": {}}) == {COUNTING}
    assert doubted_parameters({"model": "small", "temperature": 1}) == frozenset()


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (refusal(400, "bad"), True),
        (refusal(422, "bad"), True),
        (refusal(400, "maximum context length"), False),
        (refusal(400, "model small does not exist"), False),
        (refusal(400, "your billing account is closed"), False),
        (refusal(404, "bad"), False),
        (refusal(500, "bad"), False),
        (connection(ConnectionResetError()), False),
    ],
    ids=lambda value: str(value),
)
def test_a_refusal_is_about_the_request_itself(error: BaseException, found: bool) -> None:
    assert is_refusal(error, PROFILE) is found
