"""What a person can set: defaults, then coach.toml, then COACH_* variables, then flags.

A value that cannot be used never stops a practice: its default is taken, and a notice says so.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AliasChoices, Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from coach.domain.profile import Profile, address_fault, is_openai_or_here, origin
from coach.domain.text import clean
from coach.errors import SettingsError

APP: Final = "coach"
PREFIX: Final = "COACH_"
CONFIG_VARIABLE: Final = "COACH_CONFIG"
"""Names another coach.toml."""
SECRETS: Final = frozenset({"api_key", "judge_api_key", "openai_api_key"})
"""Never shown, not even when they are wrong."""
_KEY: Final = re.compile(r"(?<![A-Za-z0-9])(?:(?:sk|pk|gsk|xai|hf|ghp|key)[-_][\w-]{4,}|Bearer\s+\S+)", re.I)
"""What looks like a key, wherever it was put by mistake."""
_UNBROKEN: Final = re.compile(r"\S{61}")
"""Longer than what people type, so perhaps a key too."""
NO_HOME: Final = "there is no home folder of that name"
NO_JUDGE: Final = (
    "A judge is set, but not where it is: set judge_base_url and judge_model (or base_url and model). "
    "Until then there is no second opinion."
)


def config_path() -> Path:
    """Where coach.toml is looked for."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(os.path.expanduser(named))
    return platformdirs.user_config_path(APP, appauthor=False) / "coach.toml"


def _data_dir() -> Path:
    return platformdirs.user_data_path(APP, appauthor=False)


class Settings(BaseSettings):
    """All settings, each with its default."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        str_strip_whitespace=True,
        validate_default=False,
    )

    data_dir: Path = Field(default_factory=_data_dir)
    """The folder of the history; only its owner can read it."""
    curricula_dir: Path | None = None
    """A folder of your own curricula, read before the ones that come with coach."""
    personas_dir: Path | None = None
    """A folder of your own personas, read before the ones that come with coach."""
    voice: Literal["built-in", "model"] = "built-in"
    """What words the customer: the built-in voice, or a language model."""
    base_url: str = ""
    """The address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1."""
    model: str = ""
    """The model's name at that endpoint."""
    api_key: SecretStr = SecretStr("")
    """The endpoint's key; leave it out for servers that need none. Better in COACH_API_KEY than in a file."""
    openai_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key")
    )
    """Used where no api_key is set, and only for OpenAI itself or this computer: it is meant for them."""
    context_size: Annotated[int, Field(ge=1024, le=2_000_000)] = 8192
    """Tokens that the model can read and write in one request."""
    deadline: Annotated[float, Field(ge=1, le=60)] = 60.0
    """Seconds that one customer turn may take, retries included."""
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.8
    """How freely the model words its lines: 0 is always the likeliest word."""
    judge: Literal["off", "model"] = "off"
    """Who gives a second opinion on the empathy of your replies: nobody, or a language model."""
    judge_base_url: str = ""
    """The address of the judge's endpoint; unset, base_url."""
    judge_model: str = ""
    """The judge's model there; unset, model."""
    judge_api_key: SecretStr = SecretStr("")
    """The key of the judge's endpoint; unset, api_key, where judge_base_url is on the same server as base_url."""
    judge_batch: bool = True
    """Ask the judge everything in one request; or else each question in one of its own: slower, more careful."""
    hints: Literal["full", "cue", "off"] | None = None
    """How much the app shows while you practise: all, a cue word, or nothing. Unset: as the lesson says."""

    _notices: tuple[str, ...] = PrivateAttr(())
    _refused: Mapping[str, str] = PrivateAttr({})
    """What was set and could not be used, with the reason."""

    @field_validator("data_dir", "curricula_dir", "personas_dir", mode="before")
    @classmethod
    def _home(cls, path: object) -> object:
        if not isinstance(path, str | Path):
            return path
        expanded = os.path.expanduser(str(path).strip())
        if not expanded:
            raise ValueError("it is empty")
        if expanded.startswith("~"):
            raise ValueError(NO_HOME)
        if "\0" in expanded:
            raise ValueError("it holds a character that no folder has")
        return expanded

    @field_validator("curricula_dir", "personas_dir")
    @classmethod
    def _folder(cls, path: Path | None) -> Path | None:
        if path and not (os.path.isdir(path) and os.access(path, os.R_OK | os.X_OK)):
            raise ValueError("there is no such folder, or it cannot be read")
        return path

    @field_validator("base_url", "judge_base_url")
    @classmethod
    def _address(cls, url: str) -> str:
        if not url:
            return url
        if fault := address_fault(url):
            raise ValueError(fault)
        parts = urlsplit(url)
        if parts.username or parts.password or parts.query:
            raise ValueError("a key does not belong in it; use COACH_API_KEY")
        return url

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = config_path()
        if _fault_of_file(file):
            return init_settings, env_settings
        return init_settings, env_settings, InitSettingsSource(settings_cls, _content(file))

    @property
    def notices(self) -> tuple[str, ...]:
        """What was set and could not be used, a sentence each."""
        return self._notices

    def profile(self) -> Profile:
        """How to reach the model. Raises SettingsError where that is not said."""
        for name, example in (("base_url", "http://127.0.0.1:11434/v1"), ("model", "llama3.2")):
            if not getattr(self, name):
                refused = self._refused.get(name)
                state = f"the one that is set cannot be used: {refused}" if refused else "it is not set"
                raise SettingsError(
                    f"The model's voice needs {name}, and {state}.",
                    f"Set {PREFIX}{name.upper()} or {name} in {config_path()} (such as {example}), "
                    "or practise with --voice built-in.",
                )
        return Profile(
            base_url=self.base_url,
            model=self.model,
            api_key=self._key(self.api_key, self.base_url),
            context_size=self.context_size,
            deadline=self.deadline,
            temperature=self.temperature,
        )

    def judge_profile(self) -> Profile | None:
        """How to reach the judge; None where there is none, or nothing says where it is."""
        url, model = self.judge_base_url or self.base_url, self.judge_model or self.model
        if self.judge == "off" or not (url and model):
            return None
        own = self.judge_api_key
        if not own.get_secret_value() and origin(url) == origin(self.base_url):
            own = self.api_key
        key = self._key(own, url)
        return Profile(url, model, key, self.context_size, self.deadline, temperature=0.0)

    def _key(self, own: SecretStr, url: str) -> str:
        """A key goes only where it is meant for."""
        if own.get_secret_value() or not is_openai_or_here(url):
            return own.get_secret_value()
        return self.openai_api_key.get_secret_value()


def load(overrides: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force. `overrides` are flags that were given; None values count as not given."""
    flags = {name: value for name, value in (overrides or {}).items() if value is not None}
    notices = _notices_of_file(config_path())
    try:
        settings = Settings(**flags)
    except ValidationError as error:
        faults = {str(e["loc"][0]): e for e in error.errors(include_url=False)}
        fields = {_field_of(place): e for place, e in faults.items()}
        defaults = {
            name: Settings.model_fields[name].get_default(call_default_factory=True) for name in fields
        }
        notices += tuple(_notice(name, e, given=flags) for name, e in fields.items())
        settings = Settings(**{**flags, **defaults})
        settings._refused = {name: _reason(e) for name, e in fields.items()}
    if settings.judge == "model" and settings.judge_profile() is None:
        notices += (NO_JUDGE,)
    settings._notices = notices
    return settings


def _field_of(place: str) -> str:
    return "openai_api_key" if place == "OPENAI_API_KEY" else place


def _reason(error: Any) -> str:
    reason = str(error["msg"]).removeprefix("Value error, ")
    return reason[:1].lower() + reason[1:]


def _notice(name: str, error: Any, *, given: Mapping[str, Any]) -> str:
    """Which value, from where, what is wrong with it, and what is taken instead."""
    if name in given:
        source = f"--{name.replace('_', '-')}"
    elif any(k.upper() == f"{PREFIX}{name}".upper() for k in os.environ):
        source = f"{PREFIX}{name.upper()}"
    else:
        source = f"{name} in {_masked(str(config_path()))}"
    if name in SECRETS:
        return f"{source} cannot be used; going on without a key."
    default = Settings.model_fields[name].get_default(call_default_factory=True)
    value = clean(str(error["input"]))
    hidden = "key does not belong" in _reason(error) or _masked(value) != value or _UNBROKEN.search(value)
    shown = "set to something that is not shown here" if hidden else f"'{value[:80]}'"
    instead = f"'{default}' is used" if default not in ("", None) else "it is left unset"
    return f"{source} is {shown}, which cannot be used ({_reason(error)}); {instead}."


def _masked(text: str) -> str:
    """Without what looks like a key."""
    return _KEY.sub("...", text)


def _content(file: Path) -> dict[str, Any]:
    """What coach.toml says; nothing where there is none. Raises OSError, ValueError or RecursionError."""
    if str(file).startswith("~"):
        raise ValueError(NO_HOME)
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise ValueError("it is not a plain file")
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}


def _fault_of_file(file: Path) -> str:
    """Why coach.toml cannot be read, or nothing."""
    try:
        _content(file)
    except OSError as error:
        return error.strerror or "unreadable"
    except ValueError as error:
        return _masked(clean(str(error)))
    except RecursionError:
        return "its brackets are nested too deeply"
    return ""


def _notices_of_file(file: Path) -> tuple[str, ...]:
    shown = _masked(str(file))
    fault = _fault_of_file(file)
    if fault:
        return (f"{shown} cannot be read and is left out: {fault}.",)
    return tuple(_unknown(name, shown) for name in _content(file) if name not in Settings.model_fields)


def _unknown(name: str, file: str) -> str:
    near = get_close_matches(name, list(Settings.model_fields), n=1, cutoff=0.6)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"{file}: there is no setting '{_masked(clean(name))[:40]}'.{hint}"
