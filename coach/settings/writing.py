"""Changes coach.toml: its comments stay, it is replaced whole or not at all, and only its owner can read it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable

from coach.errors import SettingsError, UnknownId
from coach.settings import IN_PROFILES, Settings, load
from coach.settings.file import PROFILES, config_path, masked, read_file, replace_private
from coach.settings.places import public

Change = Mapping[tuple[str, ...], object]
"""New values by their keys, outermost first; None takes a setting out."""
_BY_HAND: Final = "Change it in a text editor."


def where(key: str) -> tuple[str, ...]:
    """The keys of `deadline`, or of `profiles.work.deadline`. Raises UnknownId."""
    table, _, name = key.strip().rpartition(".")
    name = name.replace("-", "_")
    profile = table.removeprefix(f"{PROFILES}.")
    if table and (profile == table or not profile):
        raise UnknownId("setting", key, _known())
    known = IN_PROFILES if table else _known()
    if name not in known:
        raise UnknownId("setting", name, known, listing="`coach config show` lists them all.")
    return (PROFILES, profile, name) if table else (name,)


def parsed(place: tuple[str, ...], text: str) -> object:
    """What a person typed, as it goes into the file; None where it is empty. Raises SettingsError."""
    name, text = place[-1], text.strip()
    if not text:
        return None
    if name == "profile":
        expect_profile(text)
        return text
    settings = load({name: text})
    if why := settings.refusal(name):
        raise SettingsError(f"{name} cannot be set to this: {why}.", "`coach config show` shows what is set.")
    value = getattr(settings, name)
    if isinstance(value, Path):
        return text if text.startswith("~") else os.path.abspath(text)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def write(path: Path, change: Change) -> None:
    """Raises SettingsError where the file cannot be read, changed or written."""
    try:
        target = path.resolve()
        text = _changed(_text(target), change, path)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_private(target, text.encode())
    except OSError as error:
        why = (error.strerror or "it failed").lower()
        raise SettingsError(f"{masked(str(path))} cannot be changed: {why}.", _BY_HAND) from error


def _known() -> tuple[str, ...]:
    return tuple(public(name) for name in Settings.model_fields)


def expect_profile(name: str) -> None:
    """Raises UnknownId where coach.toml has no such profile."""
    profiles = read_file(config_path()).profiles
    if name not in profiles:
        raise UnknownId(
            "profile",
            name,
            profiles,
            listing=f"Make it with: coach config set {PROFILES}.{name}.base_url URL",
        )


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{masked(str(path))} is not written in UTF-8.", _BY_HAND) from error


def _changed(text: str, change: Change, path: Path) -> str:
    """The file's text with the change. Raises SettingsError where it would not say what it should."""
    shown = masked(str(path))
    try:
        changed = text
        for keys, value in change.items():
            changed = _with_line(changed, keys[0], value) if len(keys) == 1 else changed
        document = tomlkit.parse(changed)
        for keys, value in change.items():
            _put(document, keys, value)
        changed = tomlkit.dumps(document)
        content = tomllib.loads(changed)
    except (TOMLKitError, ValueError, RecursionError, AttributeError, TypeError) as error:
        raise SettingsError(f"{shown} cannot be changed: it is not correct TOML.", _BY_HAND) from error
    if any(_found(content, keys) != value for keys, value in change.items()):
        raise SettingsError(f"{shown} cannot be changed without disturbing what stands there.", _BY_HAND)
    return changed


def _with_line(text: str, name: str, value: object) -> str:
    """A new setting right below the last one that stands outside of tables.

    tomlkit would put it above the first table, between that and the comment that belongs to it.
    """
    content = tomllib.loads(text)
    if value is None or name in content or not text.strip():
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    line = f"{name} = {tomlkit.item(value).as_string()}{end}"
    lines = text.splitlines(keepends=True)
    for at in range(len(lines), 0, -1):
        above = lines[at - 1]
        if not above.strip() or above.lstrip().startswith("#") or not above.endswith("\n"):
            continue
        longer = "".join([*lines[:at], line, *lines[at:]])
        if _content(longer) == {**content, name: value}:
            return longer
    return f"{line}{end}{text}"


def _content(text: str) -> object:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _put(document: Any, keys: tuple[str, ...], value: object) -> None:
    *tables, name = keys
    for depth, key in enumerate(tables):
        if key not in document:
            if value is None:
                return
            inline = isinstance(document, InlineTable)
            inner = depth < len(tables) - 1
            document[key] = tomlkit.inline_table() if inline else tomlkit.table(is_super_table=inner)
        document = document[key]
    if value is not None:
        document[name] = value
    elif name in document:
        del document[name]


def _found(content: Any, keys: tuple[str, ...]) -> object:
    for key in keys:
        content = content.get(key) if isinstance(content, dict) else None
    return content
