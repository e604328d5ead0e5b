"""Talks as contact centres keep them: every form is read into the same turns, and what differs is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.content.transcripts import read_transcript
from coach.domain.scenario import Speaker
from coach.domain.source import Said
from coach.errors import ContentError

TURNS = (
    Said(Speaker.BOT, "Hello! How can I help?", 1),
    Said(Speaker.CUSTOMER, "My coat never came.", 2),
    Said(Speaker.AGENT, "I am sorry about the coat. It leaves today.", 3),
)


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def spoken(file: Path) -> list[tuple[Speaker, str]]:
    return [(one.speaker, one.text) for one in read_transcript(file)]


def faults_of(file: Path) -> list[tuple[str, int, int]]:
    with pytest.raises(ContentError) as caught:
        read_transcript(file)
    return [(f.code, f.position.line, f.position.column) for f in caught.value.faults]


PLAIN = "Bot: Hello! How can I help?\nCustomer: My coat never came.\nAgent: I am sorry about the coat. It leaves today.\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", PLAIN),
        ("a.md", PLAIN.replace("Customer", "CALLER").replace("Agent", "Representative")),
        (
            "a.txt",
            PLAIN.replace("Agent:", "[10:03] Agent (Kim):").replace("Customer:", "10:02 AM - Customer:"),
        ),
        ("a.txt", PLAIN.replace("about the coat. ", "about the coat.\n\n")),
        ("a.txt", PLAIN.replace("\n", "\r\n")),
        (
            "a.csv",
            'time,speaker,text\n1,bot,Hello! How can I help?\n2,client,My coat never came.\n3,agent,"I am sorry about the coat. It leaves today."\n',
        ),
        (
            "a.csv",
            "role;message\nBot;Hello! How can I help?\nUser;My coat never came.\nRep;I am sorry about the coat.\nRep;It leaves today.\n",
        ),
        (
            "a.jsonl",
            "\n".join(json.dumps({"speaker": s.speaker, "text": s.text, "at": 1}) for s in TURNS) + "\n\n",
        ),
        ("a.ndjson", "\n".join(json.dumps({"from": s.speaker, "message": s.text}) for s in TURNS)),
    ],
)
def test_every_form_gives_the_same_turns(tmp_path: Path, name: str, text: str) -> None:
    assert spoken(written(tmp_path, name, text)) == [(s.speaker, s.text) for s in TURNS]


def test_each_turn_knows_its_line(tmp_path: Path) -> None:
    assert read_transcript(written(tmp_path, "a.txt", PLAIN)) == TURNS


def test_the_assistant_of_a_chat_with_a_model_is_the_agent_where_there_is_no_other(tmp_path: Path) -> None:
    lines = [{"role": "user", "content": "It never came."}, {"role": "assistant", "content": "I am sorry."}]
    file = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    assert spoken(file) == [(Speaker.CUSTOMER, "It never came."), (Speaker.AGENT, "I am sorry.")]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.txt", "It never came.\nAgent: Hello.\nCustomer: Hi.\n", [("C601", 1, 1)]),
        ("a.txt", "Agent: Hello.\nAgent: Anybody there?\n", [("C602", 1, 1)]),
        ("a.txt", "", [("C602", 1, 1)]),
        ("a.csv", "speaker,text\nAgent,Hello.\nGhost,Boo.\nCustomer,Hi.\n", [("C601", 3, 1)]),
        ("a.csv", "who,said\nAgent,Hello.\n", [("C404", 1, 1), ("C404", 1, 1)]),
        ("a.csv", "speaker,text\nAgent,Hello, you.\nCustomer,Hi.\n", [("C405", 2, 1)]),
        ("a.csv", "", [("C404", 1, 1)]),
        ("a.jsonl", '{"speaker": "agent", "text": "Hi"}\n{"speaker": "customer", text}\n', [("C603", 2, 25)]),
        ("a.jsonl", '{"text": "Hi"}\n["a"]\n', [("C603", 1, 1), ("C603", 2, 1)]),
        ("a.jsonl", '{"speaker": "agnet", "text": "Hi"}\n', [("C601", 1, 1)]),
        ("a.jsonl", "[" * 100_000, [("C603", 1, 1)]),
    ],
)
def test_where_a_form_differs_the_place_is_told(
    tmp_path: Path, name: str, text: str, found: list[tuple[str, int, int]]
) -> None:
    assert faults_of(written(tmp_path, name, text)) == found


def test_a_misspelt_speaker_is_met_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="Did you mean agent"):
        read_transcript(written(tmp_path, "a.csv", "speaker,text\nAgnet,Hello.\nCustomer,Hi.\n"))


@pytest.mark.parametrize("between", ["", "10:02", "Agent", "Agent (Kim", "10:02 Agent (Kim)"])
def test_a_hundred_thousand_spaces_are_one(tmp_path: Path, between: str) -> None:
    """A pattern that tried every way to share them out would not come to an end."""
    file = written(tmp_path, "a.txt", f"Agent: Hi.\nCustomer: Well,\n{between}{' ' * 100_000}x\n")
    assert spoken(file)[1] == (Speaker.CUSTOMER, f"Well, {between} x".replace("  ", " "))


def test_half_a_million_lines_of_one_turn_are_one_turn(tmp_path: Path) -> None:
    file = written(tmp_path, "long.txt", "Agent: Hi.\nCustomer: a\n" + "b\n" * 500_000)
    assert len(read_transcript(file)[1].text) == 1_000_001


def test_what_drives_a_terminal_is_left_out_and_what_is_nothing_else_is_no_turn(tmp_path: Path) -> None:
    hidden = "\x1b[2J\u202e\u200b"
    rows = [
        {"role": "agent", "text": f"Hi{hidden}."},
        {"role": "user", "text": hidden},
        {"role": "user", "text": "\ud800No."},
    ]
    for name, text in (
        ("a.txt", f"Agent: Hi{hidden}.\nCustomer: {hidden}\nCustomer: No.\n"),
        ("a.csv", f"role,text\nagent,Hi{hidden}.\nuser,{hidden}\nuser,No.\n"),
        ("a.jsonl", "\n".join(json.dumps(row) for row in rows)),
    ):
        assert spoken(written(tmp_path, name, text)) == [(Speaker.AGENT, "Hi."), (Speaker.CUSTOMER, "No.")]


def test_a_number_of_five_thousand_digits_is_a_fault_of_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", '{"role": "agent", "text": "a"}\n' + "9" * 5000)
    assert faults_of(file) == [("C603", 2, 1)]


def test_who_is_named_and_never_says_anything_does_not_speak(tmp_path: Path) -> None:
    assert faults_of(written(tmp_path, "a.txt", "Customer:\nAgent: Hello?\nCustomer: \u200b\n")) == [
        ("C602", 1, 1)
    ]
