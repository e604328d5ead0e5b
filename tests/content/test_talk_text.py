"""Talks as chat windows and telephone systems export them: each layout is read, or refused once and plainly."""

from __future__ import annotations

from codecs import BOM_UTF16_LE
from pathlib import Path

import pytest

from coach.content.transcripts import read_transcript
from coach.domain.scenario import Speaker
from coach.errors import ContentError

B, C, A = Speaker.BOT, Speaker.CUSTOMER, Speaker.AGENT
TURNS = [(C, "My coat never came."), (A, "I'm sorry about the coat."), (C, "So?")]

LAYOUTS = {
    "times in brackets and names": "[10:02] CUSTOMER: My coat never came.\n[10:03] AGENT (Maria): I'm sorry about the coat.\n[10:04] CUSTOMER: So?\n",
    "the name before the role": "Emma W. (Customer): My coat never came.\nMaria (Agent): I'm sorry about the coat.\nEmma W. (Customer): So?\n",
    "the role once, then the name": "Emma (Customer): My coat never came.\nMaria (Agent): I'm sorry about the coat.\nEmma: So?\n",
    "blocks with a time": "Emma (Visitor)  19:02\nMy coat never came.\n\nMaria (Agent)  19:03\nI'm sorry about\nthe coat.\n\nEmma (Visitor)  19:04\nSo?\n",
    "blocks of bare roles": "Customer\nMy coat never came.\n\nAgent\nI'm sorry about the coat.\n\nCustomer\nSo?\n",
    "blocks with a colon": "Customer:\nMy coat never came.\nAgent:\nI'm sorry about the coat.\nCustomer:\nSo?\n",
    "blocks with the time on the role": "Customer [10:02:11]:\nMy coat never came.\nAgent [10:02:30]:\nI'm sorry about the coat.\nCustomer [10:03:00]:\nSo?\n",
    "numbered": "1. Customer: My coat never came.\n2. Agent: I'm sorry about the coat.\n3. Customer: So?\n",
    "numbered with brackets": "1) Customer: My coat never came.\n2) Agent: I'm sorry about the coat.\n3) Customer: So?\n",
    "captions": ">> CUSTOMER: My coat never came.\n>> AGENT: I'm sorry about the coat.\n>> CUSTOMER: So?\n",
    "arrows": "Customer >> My coat never came.\nAgent >> I'm sorry about the coat.\nCustomer >> So?\n",
    "dashes": "Customer - My coat never came.\nAgent - I'm sorry about the coat.\nCustomer - So?\n",
    "bullets": "- Customer: My coat never came.\n- Agent: I'm sorry about the coat.\n- Customer: So?\n",
    "bold": "**Customer:** My coat never came.\n**Agent:** I'm sorry about the coat.\n**Customer**: So?\n",
    "tabs": "10:02:01\tCustomer\tMy coat never came.\n10:02:30\tAgent\tI'm sorry about the coat.\n10:03:00\tCustomer\tSo?\n",
    "a table of tabs": "Time\tSpeaker\tText\n10:02\tCustomer\tMy coat never came.\n10:03\tAgent\tI'm sorry about the coat.\n10:03\tCustomer\tSo?\n",
    "a phone's chat": "12/11/2026, 10:02 - Customer: My coat never came.\n12/11/2026, 10:03 - Agent: I'm sorry about the coat.\n12/11/2026, 10:03 - Customer: So?\n",
    "another phone's": "[12.11.2026, 10:02:11] Customer: My coat never came.\n[12.11.2026, 10:03:00] Agent: I'm sorry about the coat.\n[12.11.2026, 10:03:09] Customer: So?\n",
    "ISO times": "2026-11-12T10:02:11Z Customer: My coat never came.\n2026-11-12T10:03:00Z Agent: I'm sorry about the coat.\n2026-11-12T10:03:30Z Customer: So?\n",
    "12 hours": "10:02 AM Customer: My coat never came.\n10:03 a.m. Agent: I'm sorry about the coat.\n(10:03 AM) Customer: So?\n",
    "seconds": "[12s] Customer: My coat never came.\n[15.2s] Agent: I'm sorry about the coat.\n[19s] Customer: So?\n",
    "two agents": "Customer: My coat never came.\nAgent 1: I'm sorry\nAgent 2: about the coat.\nCustomer: So?\n",
    "speaker first, then role": "Emma - Customer: My coat never came.\nMaria - Agent: I'm sorry about the coat.\nEmma - Customer: So?\n",
    "video captions": "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Customer>My coat never came.</v>\n\n00:00:05.000 --> 00:00:09.000\n<v Agent>I'm sorry about the coat.\n\n00:00:10.000 --> 00:00:11.000\n<v Customer>So?\n",
    "subtitles": "1\n00:00:01,000 --> 00:00:04,000\nCustomer: My coat never came.\n\n2\n00:00:05,000 --> 00:00:09,000\nAgent: I'm sorry about the coat.\n\n3\n00:00:10,000 --> 00:00:11,000\nCustomer: So?\n",
    "a title": "Call 2026-11-12 10:41 – queue: prepay – duration 06:12\n\nCustomer: My coat never came.\nAgent: I'm sorry about the coat.\nCustomer: So?\n",
    "a form above": "Chat transcript #88120\nStarted: Tue 10 Nov 2026, 19:02\nQueue: parcels\nTicket ID: 4471\n---\nCustomer: My coat never came.\nAgent: I'm sorry about the coat.\nCustomer: So?\n",
    "only a date": "Thursday, 12 November 2026\n12/11/2026\nCustomer: My coat never came.\nAgent: I'm sorry about the coat.\nCustomer: So?\n",
    "notes of the system": "Customer: My coat never came.\n*** Chat transferred ***\n[10:03] Maria has joined the conversation\n--- Maria joined ---\nAgent: I'm sorry about the coat.\nMaria is typing...\n\nCustomer: So?\nChat ended\n",
}


def spoken(file: Path) -> list[tuple[Speaker, str]]:
    return [(one.speaker, one.text) for one in read_transcript(file)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_each_layout_gives_the_same_turns(tmp_path: Path, layout: str, ends: str, mark: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes((mark + LAYOUTS[layout].replace("\n", ends)).encode())
    assert spoken(file) == TURNS


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_what_a_spreadsheet_saves_as_unicode_text_is_read(tmp_path: Path, name: str) -> None:
    text = "Speaker\tText\r\nCustomer\tMy coat never came.\r\nAgent\tI'm sorry about the coat.\r\nCustomer\tSo?\r\n"
    (tmp_path / name).write_bytes(BOM_UTF16_LE + text.encode("utf-16-le"))
    assert spoken(tmp_path / name) == TURNS


def test_curly_quotes_and_long_dashes_are_words_like_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“Customer”: It’s “lost” – isn’t it?\n“Agent”: No…\n", encoding="utf-8")
    assert spoken(tmp_path / "a.txt") == [(C, "It’s “lost” – isn’t it?"), (A, "No…")]


@pytest.mark.parametrize(
    "second",
    [
        "1. Open the app.",
        "10:30 would be fine",
        "Note: bring it.",
        "- one",
        "Agents are busy",
        "12",
        "at 14:00-18:00: all day",
    ],
)
def test_a_line_that_only_looks_like_another_belongs_to_the_turn_before_it(
    tmp_path: Path, second: str
) -> None:
    (tmp_path / "a.txt").write_text(f"Customer: Well,\n{second}\nAgent: Yes.\n", encoding="utf-8")
    assert spoken(tmp_path / "a.txt")[0] == (C, f"Well, {second}")


def test_the_names_of_people_are_kept_to_be_masked_and_a_bot_is_nobody(tmp_path: Path) -> None:
    talk = "Lumi (Bot) 10:01\nHi.\n\nSanjay K. (Visitor) 10:02\nHello.\n\nAgent (Priti): Yes.\nAgent (Tom): No.\n"
    (tmp_path / "a.txt").write_text(talk, encoding="utf-8")
    assert [one.people for one in read_transcript(tmp_path / "a.txt")] == [
        (),
        ("Sanjay K",),
        ("Priti", "Tom"),
    ]


def faults(file: Path) -> list[tuple[int, str]]:
    with pytest.raises(ContentError) as caught:
        read_transcript(file)
    return [(fault.position.line, f"{fault.message} {fault.hint}") for fault in caught.value.faults]


def test_a_layout_without_roles_is_refused_once_for_each_person(tmp_path: Path) -> None:
    talk = "".join(f"[10:{at}] Maria: Hello {at}.\n[10:{at}] Emma: Hi.\n" for at in range(10, 30))
    (tmp_path / "a.txt").write_text(talk, encoding="utf-8")
    assert faults(tmp_path / "a.txt") == [
        (
            1,
            "It cannot be told who 'Maria' is. And so it is with 19 more lines. Call them Agent, Customer or Bot.",
        ),
        (
            2,
            "It cannot be told who 'Emma' is. And so it is with 19 more lines. Call them Agent, Customer or Bot.",
        ),
    ]


def test_words_above_the_first_turn_are_refused_once_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Well it was so.\n" * 33 + "Agent: Hello.\nCustomer: Hi.\n", encoding="utf-8"
    )
    assert faults(tmp_path / "a.txt") == [
        (
            1,
            "It cannot be told who says this. And so it is with 32 more lines. "
            "Delete this line, or write Agent: or Customer: before it.",
        )
    ]


def test_somebody_without_a_role_does_not_speak_as_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "[10:01] Customer: Hi.\n[10:02] Priti: Hello.\n[10:03] Agent: So.\n", encoding="utf-8"
    )
    assert faults(tmp_path / "a.txt") == [
        (2, "It cannot be told who 'Priti' is. Call them Agent, Customer or Bot.")
    ]


@pytest.mark.parametrize(
    "line", ["a" * 200_000, "1. " * 60_000, "(" * 100_000, "A b-" * 50_000, "10:10 " * 40_000]
)
def test_a_line_of_a_hundred_thousand_signs_comes_to_an_end(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"Customer: Hi.\n{line}\nAgent: Yes.\n", encoding="utf-8")
    assert len(spoken(tmp_path / "a.txt")) == 2
