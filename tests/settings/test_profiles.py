"""Profiles in coach.toml, and whose a key is."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import SettingsError
from coach.settings import load
from coach.settings.keys import Key

KEY, OTHER = "sk-canary-4711", "sk-canary-0815"
HOSTED, HOME = "https://models.example.org/v1", "http://127.0.0.1:11434/v1"
TWO = f"""
model = "top"
deadline = 20
profile = "work"

[profiles.work]
base_url = "{HOSTED}"
model = "large"
context_size = 32000
price_in = 0.25
price_out = 2
currency = "EUR"

[profiles.home]
base_url = "{HOME}"
temperature = 0.2
"""


def test_the_profile_that_is_named_sets_what_stands_in_it(file: Path) -> None:
    file.write_text(TWO)
    settings = load()
    assert (settings.base_url, settings.model, settings.context_size) == (HOSTED, "large", 32000)
    profile = settings.profile()
    assert (profile.price_in, profile.price_out, profile.currency) == (0.25, 2, "EUR")
    assert (settings.deadline, settings.temperature, settings.profile_name) == (20, 0.8, "work")
    assert settings.notices == ()


def test_what_a_profile_leaves_out_is_taken_from_above_it(file: Path) -> None:
    file.write_text(TWO.replace('"work"', '"home"', 1))
    settings = load()
    assert (settings.base_url, settings.model, settings.temperature) == (HOME, "top", 0.2)


def test_without_a_name_no_profile_counts(file: Path) -> None:
    file.write_text(TWO.replace('profile = "work"', ""))
    settings = load()
    assert (settings.base_url, settings.model, settings.profile_name) == ("", "top", "")
    assert settings.notices == ()


def test_the_environment_and_a_flag_choose_another_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(TWO)
    monkeypatch.setenv("COACH_PROFILE", "home")
    assert load().base_url == HOME
    assert load({"profile": "work"}).base_url == HOSTED


def test_flags_and_the_environment_beat_the_profile(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(TWO)
    monkeypatch.setenv("COACH_CONTEXT_SIZE", "9000")
    settings = load({"model": "from-flag"})
    assert (settings.base_url, settings.model, settings.context_size) == (HOSTED, "from-flag", 9000)


def test_every_setting_knows_where_it_comes_from(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(TWO)
    monkeypatch.setenv("COACH_CURRENCY", "GBP")
    settings = load({"model": "from-flag"})
    names = ("model", "currency", "base_url", "deadline", "temperature", "profile_name")
    places = ["flag", "environment", "profile", "file", "default", "file"]
    assert [settings.origin_of(name) for name in names] == places


def test_a_profile_that_is_not_there_takes_no_endpoint_from_elsewhere_in_the_file(file: Path) -> None:
    file.write_text(f'base_url = "{HOSTED}"\nmodel = "m"\ndeadline = 9\n[profiles.work]\nmodel = "x"\n')
    settings = load({"profile": "wrok"})
    assert (settings.base_url, settings.model, settings.deadline) == ("", "", 9)
    assert "there is no profile" not in settings.notices[0]
    assert "has no [profiles.wrok]" in settings.notices[0]
    assert "Did you mean work?" in settings.notices[0]
    with pytest.raises(SettingsError) as caught:
        settings.profile()
    assert "there is no profile 'wrok'" in caught.value.message
    given = load({"profile": "wrok", "base_url": HOME, "model": "m"})
    assert given.profile().base_url == HOME
    assert given.origin_of("base_url") == "flag"


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        ('[profile.work]\nmodel = "x"\n', "a profile's table is [profiles.NAME]"),
        ("profiles = 5\n", "profiles holds tables such as [profiles.home]"),
        ("[profiles]\nwork = 5\n", "profiles.work is not a table"),
        ("[profiles.work]\nmodle = 'x'\n", "a profile has no setting 'modle'. Did you mean model?"),
        ("[profiles.work]\ndata_dir = 'x'\n", "a profile has no setting 'data_dir'"),
        ("profile = 5\n", "profile in "),
        ("profile = 'w'\n[profiles.w]\ndeadline = 'soon'\n", "deadline in profile w of "),
        ("currency = 'euro'\n", "currency in "),
        ("price_in = -1\n", "price_in in "),
    ],
)
def test_a_profile_that_cannot_be_read_is_announced_and_stops_nothing(
    file: Path, content: str, notice: str
) -> None:
    file.write_text(content)
    (found,) = load().notices
    assert notice in found


def test_a_key_in_a_profile_s_name_is_not_shown(file: Path) -> None:
    file.write_text(f"profile = '{KEY}'\n[profiles.{KEY}x]\n{KEY} = 1\n[profiles.y]\ndeadline='{KEY}'\n")
    assert KEY not in "".join(load().notices)


def nobody(url: str) -> Key | None:
    raise AssertionError(f"{url} was looked up although a stronger key was there")


@pytest.mark.parametrize("place", ["flag", "environment"])
def test_a_key_that_is_given_comes_before_one_that_was_saved(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"base_url": HOSTED}
    if place == "flag":
        given["api_key"] = KEY
        monkeypatch.setenv("COACH_API_KEY", OTHER)
    else:
        monkeypatch.setenv("COACH_API_KEY", KEY)
    key = load(given).voice_key(nobody)
    assert key is not None
    assert (key.value, key.place) == (KEY, place)


def test_a_saved_key_comes_before_one_in_the_file_and_before_openai_s(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(f'base_url = "{HOME}"\napi_key = "{OTHER}"\n')
    monkeypatch.setenv("OPENAI_API_KEY", "sk-third")
    settings, asked = load(), []

    def saved(url: str) -> Key | None:
        asked.append(url)
        return Key(KEY, "keyring")

    assert settings.voice_key(saved) == Key(KEY, "keyring")
    assert asked == [HOME]
    assert settings.voice_key(lambda url: None) == Key(OTHER, "file")
    file.write_text(f'base_url = "{HOME}"\n')
    assert load().voice_key(lambda url: None) == Key("sk-third", "environment")


def test_where_no_server_is_set_no_saved_key_is_looked_for() -> None:
    assert load().voice_key(nobody) is None


FILES = {
    "another server by flag": (f'base_url = "{HOME}"\napi_key = "{KEY}"\n', {"base_url": HOSTED}),
    "no address beside it": (f'api_key = "{KEY}"\n', {"base_url": HOSTED}),
    "an address that is none": (f'base_url = "nonsense"\napi_key = "{KEY}"\n', {"base_url": HOSTED}),
    "a profile on another server": (
        f'base_url = "{HOME}"\napi_key = "{KEY}"\nprofile = "w"\n[profiles.w]\nbase_url = "{HOSTED}"\n',
        {},
    ),
    "a profile without an address": (
        f'base_url = "{HOSTED}"\nprofile = "w"\n[profiles.w]\napi_key = "{KEY}"\n',
        {},
    ),
    "another scheme": (
        f'base_url = "http://models.example.org/v1"\napi_key = "{KEY}"\n',
        {"base_url": HOSTED},
    ),
    "another port": (
        f'base_url = "https://models.example.org:8443/v1"\napi_key = "{KEY}"\n',
        {"base_url": HOSTED},
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_key_in_a_file_goes_to_the_address_beside_it_only(file: Path, case: str) -> None:
    content, flags = FILES[case]
    file.write_text(content)
    settings = load({"model": "m", **flags})
    assert settings.base_url == HOSTED
    assert settings.profile().api_key == ""
    told = "".join(settings.notices)
    assert "not sent to https://models.example.org:443" in told
    assert "coach config set api_key" in told
    assert KEY not in told


def test_a_key_beside_its_address_is_used(file: Path) -> None:
    file.write_text(f'profile = "w"\n[profiles.w]\nbase_url = "{HOSTED}/x"\napi_key = "{KEY}"\nmodel = "m"\n')
    assert load().profile().api_key == KEY
    assert load({"base_url": HOSTED}).profile().api_key == KEY
    assert load().notices == ()


def test_a_key_and_an_address_of_the_environment_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_BASE_URL", HOME)
    monkeypatch.setenv("COACH_API_KEY", KEY)
    assert load({"model": "m"}).profile().api_key == KEY
    settings = load({"model": "m", "base_url": HOSTED})
    assert settings.profile().api_key == ""
    assert "COACH_API_KEY belongs to http://127.0.0.1:11434" in settings.notices[0]
    monkeypatch.delenv("COACH_BASE_URL")
    assert load({"model": "m", "base_url": HOSTED}).profile().api_key == KEY


def test_a_judge_on_another_server_gets_neither_the_voice_s_key_nor_its_saved_one(file: Path) -> None:
    file.write_text(f'base_url = "{HOME}"\napi_key = "{KEY}"\njudge = "model"\njudge_base_url = "{HOSTED}"\n')
    settings = load({"model": "m"})
    assert settings.judge_key() is None
    saved = {HOME: Key("voice", "file"), HOSTED: Key("judge", "file")}
    assert settings.judge_key(saved.get) == Key("judge", "file")
    assert settings.voice_key(saved.get) == Key("voice", "file")


def test_a_judge_s_key_in_a_file_belongs_to_the_judge_s_address(file: Path) -> None:
    file.write_text(f'judge = "model"\nbase_url = "{HOME}"\njudge_api_key = "{KEY}"\n')
    profile = load({"model": "m"}).judge_profile()
    assert profile is not None
    assert profile.api_key == KEY
    moved = load({"model": "m", "judge_base_url": HOSTED})
    profile = moved.judge_profile()
    assert profile is not None
    assert profile.api_key == ""
    assert "judge_api_key in " in "".join(moved.notices)
