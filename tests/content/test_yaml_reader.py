"""YAML 1.2 without its dangers: words stay words, and whatever could do harm is refused quickly."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.content.yaml_reader import MAX_BYTES, read_document, read_text
from coach.errors import ContentError, Fault
from tests.counting import calls_of

BOMB = """\
a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
h: [*g, *g, *g, *g, *g, *g, *g, *g, *g]
"""


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "one.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def codes(file: Path, **more: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_document(file, **more)
    return [f.code for f in caught.value.faults]


def faults_of(file: Path) -> tuple[Fault, ...]:
    try:
        read_document(file)
    except ContentError as error:
        return error.faults
    return ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-11-18", "2026-11-18"),
        ("2026-11-18T15:10:00", "2026-11-18T15:10:00"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("010", 10),
        ("-3", -3),
        ("64.90", 64.9),
        (".5", 0.5),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        ("9" * 30, float("9" * 30)),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("'5'", "5"),
        ('"true"', "true"),
        ('""', ""),
    ],
)
def test_plain_words_are_read_by_the_core_schema(tmp_path: Path, text: str, value: object) -> None:
    found = read_document(written(tmp_path, f"a: {text}\n")).values["a"]
    assert found == value
    assert type(found) is type(value)


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    found = codes(written(tmp_path, BOMB))
    assert set(found) == {"C106"}
    assert len(found) == BOMB.count("&") + BOMB.count("*")  # each was met once: none was followed


PIECES = ["[", "{a: ", "- ", "? ", '["', "!", "&a ", "*a ", "a: ", "\t", "%", "|\n", "é"]


@pytest.mark.parametrize("piece", PIECES)
def test_a_full_file_of_one_thing_is_refused(tmp_path: Path, piece: str) -> None:
    with pytest.raises(ContentError):
        read_document(full_of(piece, tmp_path, size=MAX_BYTES))


@pytest.mark.parametrize("piece", PIECES)
def test_the_work_grows_no_faster_than_the_file(tmp_path: Path, piece: str) -> None:
    files = {size: full_of(piece, tmp_path, size=size) for size in (1000, 4000)}
    small, large = (calls_of(partial(faults_of, file)) for file in files.values())
    assert large <= 5 * small


def full_of(piece: str, folder: Path, *, size: int) -> Path:
    file = folder / f"{size}.yaml"
    file.write_bytes((piece * size).encode()[: size - 1] + b"\n")
    return file


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab:- \n\t'\"[]{},&*!|>%@`#?~01é\x00\u2028"), max_size=60))
def test_any_text_is_read_or_refused_with_a_place(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.yaml"
    file.write_bytes(text.encode())
    assert all(f.position.line >= 1 and f.position.column >= 1 for f in faults_of(file))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    assert codes(written(tmp_path, "a: " + "x" * MAX_BYTES)) == ["C102"]


def test_a_file_that_is_not_utf8_says_where(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_document(written(tmp_path, "a: 1\nb: caf\xe9".encode("latin-1")))
    fault = caught.value.faults[0]
    assert (fault.code, fault.position.line, fault.position.column) == ("C103", 2, 7)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert read_document(written(tmp_path, b"\xef\xbb\xbfa: 1\n")).values == {"a": 1}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n", "word\n"])
def test_a_file_without_keys_is_refused(tmp_path: Path, text: str) -> None:
    assert codes(written(tmp_path, text)) == ["C110"]


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    outside = written(tmp_path, "a: 1\n")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.yaml").symlink_to(outside)
    assert codes(inside / "link.yaml", inside=inside) == ["C112"]
    assert codes(inside / ".." / "one.yaml", inside=inside) == ["C112"]
    assert read_document(outside, inside=tmp_path).values == {"a": 1}


def test_a_circle_of_links_and_an_impossible_name_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").symlink_to("other.yaml")
    (tmp_path / "other.yaml").symlink_to("one.yaml")
    assert codes(tmp_path / "one.yaml", inside=tmp_path) in (["C112"], ["C101"])
    assert codes(tmp_path / "a\0b.yaml", inside=tmp_path) == ["C112"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert codes(tmp_path / "pipe.yaml") == ["C101"]


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["C101"]
    assert codes(tmp_path / "nowhere.yaml") == ["C101"]
    with pytest.raises(ContentError):
        read_text(tmp_path / ("x" * 300))


def test_places_are_counted_from_one(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "# x\na: 1\nb:\n  - {c: d}\n  - e\nf:\n"))
    at = [
        document.position(*keys)
        for keys in (["a"], ["b"], ["b", 0], ["b", 0, "c"], ["b", 1], ["f"], ["nowhere"], ["b", 0, "z"])
    ]
    assert [(p.line, p.column) for p in at] == [
        (2, 4), (3, 1), (4, 5), (4, 9), (5, 5), (6, 1), (2, 1), (4, 5),
    ]  # fmt: skip
    assert document.position("a", at_key=True).column == 1
