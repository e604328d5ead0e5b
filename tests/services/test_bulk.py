"""Lines in bulk: whatever a line is, it is read, refused or scored on its own."""

from __future__ import annotations

import io
import json

import pytest

from coach.domain.assessment import ScoredReply
from coach.domain.rubric import Quadrant
from coach.domain.situation import Situation
from coach.errors import UsageError
from coach.scoring.built_in import score_reply
from coach.services import bulk
from coach.services.bulk import (
    Figures,
    InputLine,
    LineResult,
    Scoring,
    SeenIds,
    Tally,
    read_lines,
    score_line,
)
from tests.services.crew_scorers import no_scenario

BUILT_IN = Scoring(score_reply, no_scenario, "built-in", "1")


def record(reply: str = "I see two charges of 64.90.", **more: object) -> bytes:
    return json.dumps({"id": "a", "customer": "You charged me twice!", "reply": reply, **more}).encode()


def result(data: bytes, **more: object) -> LineResult:
    return score_line(InputLine(1, data, len(data)), BUILT_IN)


def numbers(data: bytes) -> list[int]:
    return [line.number for line in read_lines(io.BytesIO(data))]


def test_blank_lines_count_and_are_not_scored() -> None:
    assert numbers(b"a\n\n  \r\nb\r\n\nc") == [1, 4, 6]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    (first, second) = read_lines(io.BytesIO(b"\xef\xbb\xbf" + record() + b"\r\n" + record() + b"\r\n"))
    assert not score_line(first, BUILT_IN).problem
    assert not score_line(second, BUILT_IN).problem
    assert second.end == 3 + 2 * (len(record()) + 2)


@pytest.mark.parametrize("mark", ["utf-16", "utf-16-be"])
def test_another_encoding_is_named(mark: str) -> None:
    with pytest.raises(UsageError, match="UTF-16"):
        numbers(("\ufeff" if mark != "utf-16" else "").encode(mark) + record().decode().encode(mark))


def test_a_line_that_never_ends_is_passed_over_in_pieces() -> None:
    long = b'{"id": "' + b"x" * (3 * bulk.LONGEST_LINE)
    _, two, three = read_lines(io.BytesIO(record() + b"\n" + long + b"\n" + record()))
    assert (two.number, two.too_long, three.number) == (2, True, 3)
    assert len(two.data) < 100
    assert score_line(two, BUILT_IN).problem == "line 2: It is longer than 1,024 KB, the most that is read."
    assert not score_line(three, BUILT_IN).problem


def test_a_line_of_just_the_longest_size_is_read() -> None:
    exact = record(x="").replace(
        b'"x": ""', b'"x": "' + b"y" * (bulk.LONGEST_LINE - len(record(x=""))) + b'"'
    )
    assert len(exact) == bulk.LONGEST_LINE
    assert [line.too_long for line in read_lines(io.BytesIO(exact + b"\n" + exact))] == [False, False]


@pytest.mark.parametrize(
    ("reply", "flags"),
    [
        ("", ["empty"]),
        ("   \n ", ["empty"]),
        ("😀😀😀", ["not_scored"]),
        ("Wo ist mein Geld, und warum dauert das so lange?", ["not_scored"]),
        ("I am sorry. " * 1700, ["too_long"]),
        ("Two charges\0of 64.90 is our error.", []),
    ],
)
def test_replies_that_are_odd_are_answered_with_a_flag(reply: str, flags: list[str]) -> None:
    found = result(record(reply))
    assert not found.problem
    scored = json.loads(found.text)
    assert scored["flags"] == flags
    assert scored["reply"] == reply
    assert (scored["scorer"], scored["scorer_version"]) == ("built-in", "1")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{broken", "line 1: This is not JSON: Expecting property name"),
        (b'{"id": "a\0b"}', "line 1: This is not JSON: Invalid control character"),
        (record().replace(b'"a"', b"NaN"), "line 1: This is not JSON"),
        (record().replace(b'"a"', b"1e999"), "line 1: This is not JSON"),
        (record().replace(b'"a"', b"1" * 5000), "line 1: This is not JSON: it cannot be read."),
        (b"[" * 100_000, "line 1: This is nested too deeply."),
        (record().replace(b'"id"', b'"ids"'), 'line 1: "id" is missing.'),
        (b'"text"', "line 1: A line has to be a JSON object."),
    ],
)
def test_a_line_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    found = result(data)
    assert found.problem.startswith(says)
    assert not found.text
    assert not found.unscored


def test_bytes_that_are_no_text_are_said_and_scored_as_a_sign() -> None:
    found = result(record("Two charges X").replace(b"X", b"\xe9"))
    assert json.loads(found.text)["reply"] == "Two charges \ufffd"
    assert found.notices == ("line 1 is not UTF-8 throughout; what cannot be read became \ufffd.",)


def test_a_half_of_a_character_comes_back_as_it_was() -> None:
    data = record("Two charges.", note="X").replace(b'"X"', rb'"\ud83d"')
    assert rb'"\ud83d"'.decode() in result(data).text
    assert result(data).text.isascii()


def test_a_fault_of_the_scorer_is_told_from_one_of_the_line_and_tells_no_values() -> None:
    def breaks(reply: str, situation: Situation) -> ScoredReply:
        raise OverflowError("a value that is somebody's business")

    found = score_line(InputLine(4, record(), 5), Scoring(breaks, no_scenario, "test", "1"))
    assert found.problem == "line 4 could not be scored: OverflowError. Please report this line."
    assert found.unscored


def test_an_id_that_comes_twice_is_found_as_long_as_there_is_room() -> None:
    ids = SeenIds(most=2)
    assert [ids.first_line(id_, at) for at, id_ in enumerate(["a", "b", "a", "c", "c", "b"], start=1)] == [
        *(1, 2, 1, 4, 5, 2),
    ]


def figures(empathy: float | None, accuracy: float | None, *faults: str, unread: bool = False) -> Figures:
    return Figures(empathy, accuracy, faults, unread)


def test_a_tally_keeps_the_axes_apart() -> None:
    tally = Tally()
    for one in (
        figures(3.0, 4.0),
        figures(4.0, 1.0, "blame", "dismissive"),
        figures(2.9, 5.0, "blame"),
        figures(None, 2.0),
        figures(1.0, None, unread=True),
        figures(0.1, 3.9),
    ):
        tally.add(one)
    assert (tally.replies, tally.unread) == (6, 1)
    assert tally.mean("empathy") == pytest.approx(11.0 / 5)
    assert tally.mean("accuracy") == pytest.approx(15.9 / 5)
    assert dict(tally.quadrants) == dict.fromkeys(Quadrant, 1)
    assert tally.faults.most_common() == [("blame", 2), ("dismissive", 1)]


def test_a_tally_of_nothing_has_no_mean() -> None:
    assert Tally().mean("empathy") is None


@pytest.mark.parametrize(("left_out", "unscored", "code"), [(0, 0, 0), (2, 0, 2), (0, 1, 1), (2, 1, 1)])
def test_the_exit_status_tells_the_input_from_the_scorer(left_out: int, unscored: int, code: int) -> None:
    assert Tally(left_out=left_out, unscored=unscored).exit_code == code
