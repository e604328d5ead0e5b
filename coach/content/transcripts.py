"""Reads a talk that was really had: plain text (`Agent:` / `Customer:`), CSV or JSON Lines."""

from __future__ import annotations

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from coach.content.csv_cells import Cell, read_table
from coach.content.nearest import near, quoted
from coach.content.speakers import ROLES, Called, called
from coach.content.talk_text import HOW, said_by, said_in
from coach.content.yaml_reader import read_text
from coach.domain.scenario import Speaker
from coach.domain.source import Said
from coach.domain.text import clean
from coach.errors import ContentError, Fault, Position

MAX_BYTES = 1024 * 1024
_SPEAKER_COLUMNS = ("speaker", "role", "from", "author", "sender", "participant")
_TEXT_COLUMNS = ("text", "message", "utterance", "content", "body", "transcript")
_MOST_EQUAL = 2
"""Faults that differ in nothing but their line, before only the first is told and the others are counted."""


def read_transcript(file: Path) -> tuple[Said, ...]:
    """The turns in order, neighbouring ones of one speaker joined. Raises ContentError with every fault."""
    text = _text_of(file)
    readers = {".csv": _from_csv, ".tsv": _from_csv, ".jsonl": _from_lines, ".ndjson": _from_lines}
    reader = _Reader(file)
    said = list(readers.get(file.suffix.casefold(), _from_text)(text, reader))
    if reader.faults:
        raise ContentError(_folded(reader.faults))
    said = list(_joined(_with_people(said)))
    missing = [s.value for s in (Speaker.AGENT, Speaker.CUSTOMER) if s not in {one.speaker for one in said}]
    if missing:
        message = f"Nobody in this file speaks as the {' or the '.join(missing)}."
        raise ContentError([Fault(Position(file), "C602", message, HOW)])
    return tuple(said)


def _text_of(file: Path) -> str:
    """Also UTF-16, in which spreadsheets save 'Unicode text'. Raises ContentError."""
    with suppress(OSError):
        if file.is_file() and file.stat().st_size <= 2 * MAX_BYTES:
            data = file.read_bytes()
            if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
                with suppress(UnicodeDecodeError):
                    return data.decode("utf-16")
    return read_text(file, limit=MAX_BYTES)


def _folded(faults: Sequence[Fault]) -> list[Fault]:
    """A hundred lines of a layout that is not known have one fault, not a hundred."""
    alike = Counter((fault.code, fault.message, fault.hint) for fault in faults)
    told: list[Fault] = []
    for fault in faults:
        kind = (fault.code, fault.message, fault.hint)
        number = alike.get(kind, 0)
        if number > _MOST_EQUAL:
            del alike[kind]
            message = f"{fault.message} And so it is with {number - 1:,} more lines."
            told.append(replace(fault, message=message))
        elif number:
            told.append(fault)
    return told


class _Reader:
    """The faults so far."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def fault(self, code: str, message: str, hint: str = "", *, line: int, column: int = 1) -> None:
        self.faults.append(Fault(Position(self.file, line, column), code, message, hint))

    def speaker(self, label: str, *, line: int, column: int = 1) -> Called | None:
        known = called(label)
        if known is None:
            hint = near(label.casefold(), ROLES) or "Call them Agent, Customer or Bot."
            self.fault("C601", f"It cannot be told who {quoted(label)} is.", hint, line=line, column=column)
        return known


def _from_text(text: str, reader: _Reader) -> Iterator[Said]:
    return said_in(text, reader.fault)


def _from_csv(text: str, reader: _Reader) -> Iterator[Said]:
    table = read_table(text, reader.file)
    reader.faults += table.faults
    if not table.rows:
        reader.fault("C404", "The file is empty.", "The first line names the columns: speaker, text.", line=1)
        return
    header, *rows = table.rows
    names = [cell.text.strip().casefold() for cell in header]
    speaker, words = _column(names, _SPEAKER_COLUMNS), _column(names, _TEXT_COLUMNS)
    for at, wanted in ((speaker, _SPEAKER_COLUMNS), (words, _TEXT_COLUMNS)):
        if at is None:
            message = f"There is no column that holds the {wanted[0]}."
            reader.fault(
                "C404", message, f"Call it {', '.join(wanted[:-1])} or {wanted[-1]}.", line=header[0].line
            )
    if speaker is None or words is None:
        return
    for row in rows:
        if len(row) != len(names):
            message = f"This row has {len(row)} cells, the first line has {len(names)}."
            reader.fault(
                "C405", message, "Put a text that holds the separator in double quotes.", line=row[0].line
            )
        else:
            yield from _turn(row[speaker], row[words], reader)


def _column(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _turn(who: Cell, words: Cell, reader: _Reader) -> Iterator[Said]:
    speaker = reader.speaker(who.text.strip(), line=who.line, column=who.column)
    text = " ".join(clean(words.text).split())
    if speaker and text:
        yield said_by(speaker, text, words.line)


def _from_lines(text: str, reader: _Reader) -> Iterator[Said]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            turn = json.loads(line)
        except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError
            column = error.colno if isinstance(error, json.JSONDecodeError) else 1
            hint = "Each line is one JSON object with a speaker and a text."
            reader.fault("C603", "This line is not JSON.", hint, line=number, column=column)
            continue
        who, words = (_member(turn, keys) for keys in (_SPEAKER_COLUMNS, _TEXT_COLUMNS))
        if who is None or words is None:
            lacks = "speaker" if who is None else "text"
            hint = f"Call it {', '.join(_SPEAKER_COLUMNS if who is None else _TEXT_COLUMNS)}."
            reader.fault("C603", f"This turn has no {lacks}.", hint, line=number)
            continue
        speaker = reader.speaker(who.strip(), line=number)
        text_said = " ".join(clean(words).split())
        if speaker and text_said:
            yield said_by(speaker, text_said, number)


def _member(turn: object, keys: tuple[str, ...]) -> str | None:
    if not isinstance(turn, dict):
        return None
    return next((turn[key] for key in keys if isinstance(turn.get(key), str)), None)


def _with_people(said: list[Said]) -> list[Said]:
    """Where nobody speaks as the agent, the assistant is who serves."""
    if any(one.speaker is Speaker.AGENT for one in said):
        return said
    return [replace(s, speaker=Speaker.AGENT) if s.speaker is Speaker.BOT else s for s in said]


def _joined(said: list[Said]) -> Iterator[Said]:
    for speaker, turns in groupby(said, key=lambda one: one.speaker):
        joined = list(turns)
        text = " ".join(one.text for one in joined if one.text)
        if text:
            people = tuple(dict.fromkeys(name for one in joined for name in one.people))
            yield Said(speaker, text, joined[0].line, people)
