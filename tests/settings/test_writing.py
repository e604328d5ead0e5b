"""Changing coach.toml: comments stay, the file is whole and private, and what cannot be said is refused."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from coach.errors import SettingsError, UnknownId
from coach.settings.writing import parsed, where, write

COMMENTED = """\
# Our settings.
model = "old"   # the small one

# At the office:
[profiles.work]
base_url = "https://models.example.org/v1"  # ask Priya
"""


def test_comments_and_order_stay(file: Path) -> None:
    file.write_text(COMMENTED)
    write(file, {("model",): "new", ("deadline",): 30, ("profiles", "work", "model"): "large"})
    wanted = COMMENTED.replace('"old"   # the small one', '"new"   # the small one\ndeadline = 30')
    assert file.read_text() == f'{wanted}model = "large"\n'


@pytest.mark.parametrize(
    "content",
    [
        "# Only a word.\n[profiles.work]\nmodel = 'a'\n",
        "[profiles.work]\nmodel = 'a'",
        'model = """\ndeadline = 3\n"""\n# Work:\n[profiles.work]\n',
        "price_in = 1",
        "# Nothing yet.\n",
        "\n\n",
    ],
)
def test_a_new_setting_never_lands_inside_a_table_or_a_text(file: Path, content: str) -> None:
    file.write_text(content)
    write(file, {("deadline",): 30})
    assert tomllib.loads(file.read_text()) == {**tomllib.loads(content), "deadline": 30}
    assert [line for line in content.splitlines() if line not in file.read_text().splitlines()] == []


def test_a_value_that_is_taken_out_leaves_the_rest(file: Path) -> None:
    file.write_text(COMMENTED)
    write(file, {("model",): None, ("deadline",): None, ("profiles", "nowhere", "model"): None})
    assert tomllib.loads(file.read_text()) == {
        "profiles": {"work": {"base_url": "https://models.example.org/v1"}}
    }
    assert "# ask Priya" in file.read_text()


def test_a_file_that_is_not_there_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "coach.toml"
    write(path, {("profiles", "a.b c", "model"): 'x"y', ("profile",): "a.b c"})
    assert tomllib.loads(path.read_text()) == {"profile": "a.b c", "profiles": {"a.b c": {"model": 'x"y'}}}
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_only_its_owner_can_read_it_afterwards_and_nothing_is_left_beside_it(file: Path) -> None:
    file.write_text(COMMENTED)
    file.chmod(0o644)
    write(file, {("model",): "new"})
    assert file.stat().st_mode & 0o777 == 0o600
    assert os.listdir(file.parent) == [file.name]


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(COMMENTED)
    file.symlink_to(real)
    write(file, {("model",): "new"})
    assert file.is_symlink()
    assert tomllib.loads(real.read_text())["model"] == "new"


def test_line_ends_of_windows_and_a_byte_order_mark_are_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode())
    write(file, {("model",): "new"})
    text = file.read_bytes()
    assert b'model = "new"   # the small one\r\n' in text
    assert tomllib.loads(text.decode())["model"] == "new"


@pytest.mark.parametrize(
    "content",
    [b"model = \n", b"model = 'a'\nmodel = 'b'\n", b"\xff\xfe", b"profiles = 5\n", b"[profiles]\nwork = 3\n"],
)
def test_a_file_that_cannot_be_changed_is_left_as_it_was(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        write(file, {("profiles", "work", "model"): "x"})
    assert str(file) in caught.value.message
    assert "text editor" in caught.value.hint
    assert file.read_bytes() == content
    assert os.listdir(file.parent) == [file.name]


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    with pytest.raises(SettingsError) as caught:
        write(file, {("model",): "x"})
    assert "is a directory" in caught.value.message


def test_a_table_in_another_form_is_changed_too(file: Path) -> None:
    for content in ('profiles = {work = {model = "a"}}\n', 'profiles.work.model = "a"\n'):
        file.write_text(content)
        write(file, {("profiles", "work", "model"): "b", ("profiles", "home", "model"): "c"})
        assert tomllib.loads(file.read_text())["profiles"] == {"work": {"model": "b"}, "home": {"model": "c"}}


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("deadline", ("deadline",)),
        ("base-url", ("base_url",)),
        ("profile", ("profile",)),
        ("profiles.work.model", ("profiles", "work", "model")),
        ("profiles.gpt-4.1.base-url", ("profiles", "gpt-4.1", "base_url")),
    ],
)
def test_a_setting_is_named_as_in_the_file(key: str, place: tuple[str, ...]) -> None:
    assert where(key) == place


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("deadlin", "deadline"),
        ("profile_name", ""),
        ("profiles.work.modle", "model"),
        ("profiles.work.data_dir", ""),
        ("profiles..model", ""),
        ("profiles.model", ""),
        ("other.work.model", ""),
        ("", ""),
    ],
)
def test_a_setting_that_does_not_exist_is_told_with_the_nearest(key: str, near: str) -> None:
    with pytest.raises(UnknownId) as caught:
        where(key)
    assert not near or near in caught.value.near


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("deadline", "30", 30),
        ("temperature", "0.4", 0.4),
        ("context_size", "4096", 4096),
        ("judge_batch", "false", False),
        ("model", " llama3.1:8b ", "llama3.1:8b"),
        ("data_dir", "~/coach", "~/coach"),
        ("model", "", None),
        ("profile", "", None),
    ],
)
def test_a_value_is_read_as_the_setting_wants_it(name: str, text: str, value: object) -> None:
    found = parsed((name,), text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deadline", "600"),
        ("voice", "opera"),
        ("base_url", "ftp://x"),
        ("base_url", "http://me:sk-canary-1@127.0.0.1/v1"),
        ("curricula_dir", "/no/such/folder"),
        ("price_in", "cheap"),
    ],
)
def test_a_value_that_would_not_be_used_is_not_written(name: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parsed((name,), text)
    assert caught.value.message.startswith(f"{name} cannot be set to this: ")
    assert "canary" not in str(caught.value)


def test_a_profile_is_chosen_only_if_it_is_there(file: Path) -> None:
    file.write_text(COMMENTED)
    assert parsed(("profile",), "work") == "work"
    with pytest.raises(UnknownId) as caught:
        parsed(("profile",), "wrok")
    assert caught.value.near == ("work",)
