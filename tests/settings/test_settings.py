"""Where a setting comes from, and that a bad one stops nobody."""

from __future__ import annotations

import ast
import inspect
import os
from itertools import pairwise
from pathlib import Path

import pytest

from coach.errors import SettingsError
from coach.settings import CONFIG_VARIABLE, Settings, config_path, load

KEY = "sk-canary-4711"


def test_without_anything_set_coach_practises_by_itself() -> None:
    settings = load()
    assert settings.voice == "built-in"
    assert settings.notices == ()
    assert settings.data_dir.name == "coach"


def test_flags_beat_the_environment_that_beats_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('model = "from-file"\ndeadline = 10\ntemperature = 0.1\n')
    monkeypatch.setenv("COACH_MODEL", "from-env")
    monkeypatch.setenv("COACH_DEADLINE", "20")
    settings = load({"model": "from-flag", "voice": None})
    assert (settings.model, settings.deadline, settings.temperature) == ("from-flag", 20, 0.1)
    assert settings.notices == ()


@pytest.mark.parametrize(
    ("name", "value", "default"),
    [
        ("deadline", "soon", 60.0),
        ("deadline", "600", 60.0),
        ("context_size", "-1", 8192),
        ("temperature", "hot", 0.8),
        ("voice", "opera", "built-in"),
        ("hints", "loud", None),
        ("base_url", "my server", ""),
        ("base_url", "ftp://example.org", ""),
    ],
)
def test_a_bad_value_falls_back_and_is_announced(
    name: str, value: str, default: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"COACH_{name.upper()}", value)
    settings = load({"model": "kept"})
    assert getattr(settings, name) == default
    assert settings.model == "kept"
    (notice,) = settings.notices
    assert f"COACH_{name.upper()}" in notice
    assert value in notice


def test_a_bad_flag_and_a_bad_line_name_their_places(file: Path) -> None:
    file.write_text('context_size = "big"\n')
    settings = load({"deadline": "soon"})
    assert any(n.startswith("--deadline") for n in settings.notices)
    assert any(str(file) in n for n in settings.notices)
    assert (settings.deadline, settings.context_size) == (60.0, 8192)


def test_a_broken_file_is_left_out_and_announced(file: Path) -> None:
    file.write_text("model = \n")
    settings = load({"deadline": 5})
    assert settings.deadline == 5
    assert str(file) in settings.notices[0]
    assert "line 1" in settings.notices[0]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"model = 'x'\nmodel = 'y'"])
def test_a_file_that_is_no_toml_stops_nothing(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert len(load().notices) == 1


def test_a_folder_in_place_of_the_file_stops_nothing(file: Path) -> None:
    file.mkdir()
    assert len(load().notices) == 1


def test_an_unknown_name_is_announced_with_the_nearest(file: Path) -> None:
    file.write_text('modell = "x"\n')
    assert "Did you mean model?" in load().notices[0]


def test_the_profile_has_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_API_KEY", f" {KEY}\n")
    profile = load({"base_url": "http://127.0.0.1:11434/v1", "model": "m"}).profile()
    assert profile.api_key == KEY
    assert (profile.model, profile.context_size, profile.deadline) == ("m", 8192, 60.0)


@pytest.mark.parametrize("missing", ["base_url", "model"])
def test_what_is_missing_for_a_model_is_told_with_the_next_step(missing: str) -> None:
    given = {"base_url": "http://127.0.0.1:11434/v1", "model": "m"}
    del given[missing]
    with pytest.raises(SettingsError) as caught:
        load(given).profile()
    assert missing in caught.value.message
    assert f"COACH_{missing.upper()}" in caught.value.hint
    assert "--voice built-in" in caught.value.hint


@pytest.mark.parametrize(
    ("base_url", "used"),
    [
        ("https://api.openai.com/v1", True),
        ("http://127.0.0.1:8000/v1", True),
        ("http://localhost:8000/v1", True),
        ("http://192.168.1.20:8000/v1", False),
        ("https://openai.com.example.org/v1", False),
    ],
)
def test_an_openai_key_goes_to_openai_or_this_computer_only(
    base_url: str, used: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert bool(load({"base_url": base_url, "model": "m"}).profile().api_key) is used


def test_coach_s_own_key_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "other")
    monkeypatch.setenv("COACH_API_KEY", KEY)
    assert load({"base_url": "http://127.0.0.1/v1", "model": "m"}).profile().api_key == KEY


def test_a_key_is_shown_nowhere(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_API_KEY", KEY)
    monkeypatch.setenv("COACH_BASE_URL", f"http://user:{KEY}@127.0.0.1/v1")
    file.write_text("api_key = 5\n")
    settings = load()
    monkeypatch.delenv("COACH_API_KEY")
    again = load()
    profile = load({"base_url": "http://127.0.0.1/v1", "model": "m", "api_key": KEY}).profile()
    shown = repr(settings) + repr(again) + "".join(settings.notices + again.notices) + repr(profile)
    assert KEY not in shown
    assert settings.base_url == ""


def test_every_setting_is_documented() -> None:
    body = ast.parse(inspect.getsource(Settings)).body[0]
    assert isinstance(body, ast.ClassDef)
    for field, after in pairwise(body.body):
        if isinstance(field, ast.AnnAssign) and not ast.unparse(field.target).startswith("_"):
            assert isinstance(after, ast.Expr), ast.unparse(field.target)


def test_the_file_is_looked_for_in_the_platform_s_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CONFIG_VARIABLE)
    assert config_path().name == "coach.toml"
    assert config_path().parent.name == "coach"


NOBODY_S = "~nosuchuser/x"


@pytest.mark.parametrize("name", ["data_dir", "curricula_dir", "personas_dir"])
@pytest.mark.parametrize("value", [NOBODY_S, "  "])
def test_a_folder_that_cannot_be_one_falls_back_and_is_announced(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = getattr(load(), name)
    monkeypatch.setenv(f"COACH_{name.upper()}", value)
    settings = load()
    assert getattr(settings, name) == usual
    (notice,) = settings.notices
    assert notice.startswith(f"COACH_{name.upper()} is ")


def test_an_empty_data_folder_in_the_file_is_not_the_folder_one_stands_in(file: Path) -> None:
    usual = load().data_dir
    file.write_text('data_dir = ""\n')
    settings = load()
    assert settings.data_dir == usual
    assert "it is empty" in settings.notices[0]
    assert str(usual) in settings.notices[0]


def test_a_folder_with_a_null_character_is_announced(file: Path) -> None:
    file.write_text('data_dir = "a\\u0000b"\n')
    (notice,) = load().notices
    assert "a character that no folder has" in notice


def test_a_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COACH_DATA_DIR", "~/mine")
    assert load().data_dir == tmp_path / "mine"


@pytest.mark.parametrize("name", ["curricula_dir", "personas_dir"])
def test_a_content_folder_that_is_not_there_is_announced_and_left_out(name: str, file: Path) -> None:
    settings = load({name: str(file.parent / "nope")})
    assert getattr(settings, name) is None
    assert "there is no such folder" in settings.notices[0]
    assert getattr(load({name: str(file.parent)}), name) == file.parent


def test_a_settings_file_of_nobody_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, NOBODY_S)
    (notice,) = load().notices
    assert notice == f"{NOBODY_S} cannot be read and is left out: there is no home folder of that name."


@pytest.mark.parametrize("content", ["x = " + "[" * 100_000, "seed = " + "1" * 5000])
def test_a_hostile_file_stops_nothing(file: Path, content: str) -> None:
    file.write_text(content)
    (notice,) = load({"model": "m"}).notices
    assert "is left out" in notice


def test_a_file_with_a_byte_order_mark_is_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfmodel = 'from-file'\n")
    settings = load()
    assert (settings.model, settings.notices) == ("from-file", ())


def test_a_pipe_in_place_of_the_file_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    (notice,) = load().notices
    assert "it is not a plain file" in notice


@pytest.mark.parametrize(
    "secret", [KEY, "sk_live_4711abcd", "Bearer abc", "A9" * 31, f"http://127.0.0.1:x/{KEY}"]
)
@pytest.mark.parametrize("name", ["base_url", "deadline", "voice", "hints", "curricula_dir"])
def test_what_looks_like_a_key_is_never_shown_wherever_it_was_put(
    name: str, secret: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"COACH_{name.upper()}", secret)
    file.write_text(f"{KEY} = 1\n")
    notices = load().notices
    assert len(notices) == 2
    assert secret not in "".join(notices)
    assert KEY not in "".join(notices)


def test_a_key_in_a_broken_file_or_in_its_name_is_not_shown(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = file.with_name(f"{KEY}.toml")
    twice.write_text(f"[{KEY}]\n[{KEY}]\n")
    monkeypatch.setenv(CONFIG_VARIABLE, str(twice))
    (notice,) = load().notices
    assert KEY not in notice


@pytest.mark.parametrize(
    ("base_url", "reason"),
    [
        ("http://127.0.0.1:99999/v1", "its port must be a number from 1 to 65535"),
        ("http://[::1/v1", "it is not an address"),
        ("127.0.0.1:8000", "it must begin with http:// or https://"),
        ("http://a b", "it holds a space"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_when_the_model_is_wanted(base_url: str, reason: str) -> None:
    settings = load({"base_url": base_url, "model": "m"})
    assert reason in settings.notices[0]
    with pytest.raises(SettingsError) as caught:
        settings.profile()
    assert "the one that is set cannot be used" in caught.value.message
    assert reason in caught.value.message
    assert "COACH_BASE_URL" in caught.value.hint


HERE, THERE = "http://127.0.0.1:8000/v1", "https://models.example.org/v1"


def test_there_is_no_judge_unless_one_is_asked_for() -> None:
    assert load({"base_url": HERE, "model": "m"}).judge_profile() is None


def test_a_judge_is_asked_where_the_voice_is_unless_it_has_a_place_of_its_own() -> None:
    settings = load({"judge": "model", "base_url": HERE, "model": "m"})
    profile = settings.judge_profile()
    assert profile is not None
    assert (profile.base_url, profile.model, profile.temperature) == (HERE, "m", 0.0)
    own = load(
        {"judge": "model", "judge_base_url": THERE, "judge_model": "j", "base_url": HERE, "model": "m"}
    )
    profile = own.judge_profile()
    assert profile is not None
    assert (profile.base_url, profile.model) == (THERE, "j")
    assert (settings.notices, own.notices, settings.judge_batch) == ((), (), True)


def test_a_judge_that_is_nowhere_is_announced_and_left_out() -> None:
    settings = load({"judge": "model", "model": "m"})
    assert settings.judge_profile() is None
    (notice,) = settings.notices
    assert "judge_base_url" in notice


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"base_url": THERE, "api_key": KEY}, KEY),
        ({"base_url": f"{THERE}/other", "judge_base_url": THERE, "api_key": KEY}, KEY),
        ({"base_url": THERE, "judge_base_url": f"{HERE}", "api_key": KEY}, ""),
        ({"base_url": THERE, "judge_base_url": "https://models.example.org:8443/v1", "api_key": KEY}, ""),
        ({"base_url": THERE, "judge_base_url": "http://models.example.org/v1", "api_key": KEY}, ""),
        ({"judge_base_url": THERE, "api_key": KEY}, ""),
        ({"judge_base_url": THERE, "judge_api_key": KEY}, KEY),
        ({"base_url": HERE, "judge_base_url": THERE, "openai_api_key": KEY}, ""),
        ({"base_url": THERE, "judge_base_url": HERE, "openai_api_key": KEY}, KEY),
        ({"judge_base_url": "https://api.openai.com/v1", "openai_api_key": KEY, "api_key": "other"}, KEY),
    ],
)
def test_a_key_goes_only_to_the_server_that_it_was_given_for(given: dict[str, str], key: str) -> None:
    profile = load({"judge": "model", "model": "m", **given}).judge_profile()
    assert profile is not None
    assert profile.api_key == key


def test_the_judge_s_key_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_JUDGE_API_KEY", KEY)
    monkeypatch.setenv("COACH_JUDGE_BASE_URL", f"http://user:{KEY}@127.0.0.1/v1")
    settings = load({"judge": "model"})
    assert KEY not in repr(settings) + "".join(settings.notices)
    assert settings.judge_base_url == ""
