"""What a person can set: defaults, then coach.toml, then COACH_* variables, then flags.

A value that cannot be used never stops a practice: its default is taken, and a notice says so.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AliasChoices, Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from coach.domain.profile import Profile
from coach.errors import SettingsError

APP: Final = "coach"
PREFIX: Final = "COACH_"
CONFIG_VARIABLE: Final = "COACH_CONFIG"
"""Names another coach.toml."""
SECRETS: Final = frozenset({"api_key", "openai_api_key"})
"""Never shown, not even when they are wrong."""


def config_path() -> Path:
    """Where coach.toml is looked for."""
    named = os.environ.get(CONFIG_VARIABLE)
    return (
        Path(named).expanduser()
        if named
        else platformdirs.user_config_path(APP, appauthor=False) / "coach.toml"
    )


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
    """A folder of curricula to use in place of the ones that come with coach."""
    personas_dir: Path | None = None
    """A folder of personas to use in place of the ones that come with coach."""
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
    theme: str = ""
    """The app's theme; empty for its own."""
    hints: Literal["full", "cue", "off"] | None = None
    """How much the app shows while you practise: all, a cue word, or nothing. Unset: as the lesson says."""

    _notices: tuple[str, ...] = PrivateAttr(())

    @field_validator("data_dir", "curricula_dir", "personas_dir")
    @classmethod
    def _home(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else path

    @field_validator("base_url")
    @classmethod
    def _address(cls, url: str) -> str:
        if not url:
            return url
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("it must begin with http:// or https://")
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
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)

    @property
    def notices(self) -> tuple[str, ...]:
        """What was set and could not be used, a sentence each."""
        return self._notices

    def profile(self) -> Profile:
        """How to reach the model. Raises SettingsError where that is not said."""
        for name, example in (("base_url", "http://127.0.0.1:11434/v1"), ("model", "llama3.2")):
            if not getattr(self, name):
                raise SettingsError(
                    f"The model's voice needs {name}, and it is not set.",
                    f"Set {PREFIX}{name.upper()} or {name} in {config_path()} (such as {example}), "
                    "or practise with --voice built-in.",
                )
        return Profile(
            base_url=self.base_url,
            model=self.model,
            api_key=self._key(),
            context_size=self.context_size,
            deadline=self.deadline,
            temperature=self.temperature,
        )

    def _key(self) -> str:
        own = self.api_key.get_secret_value()
        if own or not _is_openai_or_here(self.base_url):
            return own
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
    settings._notices = notices
    return settings


def _field_of(place: str) -> str:
    return "openai_api_key" if place == "OPENAI_API_KEY" else place


def _notice(name: str, error: Any, *, given: Mapping[str, Any]) -> str:
    """Which value, from where, what is wrong with it, and what is taken instead."""
    if name in given:
        source = f"--{name.replace('_', '-')}"
    elif any(k.upper() == f"{PREFIX}{name}".upper() for k in os.environ):
        source = f"{PREFIX}{name.upper()}"
    else:
        source = f"{name} in {config_path()}"
    reason = str(error["msg"]).removeprefix("Value error, ")
    reason = reason[:1].lower() + reason[1:]
    if name in SECRETS:
        return f"{source} cannot be used; going on without a key."
    default = Settings.model_fields[name].get_default(call_default_factory=True)
    shown = f"'{str(error['input'])[:80]}'" if "key does not belong" not in reason else "set"
    instead = f"'{default}' is used" if default not in ("", None) else "it is left unset"
    return f"{source} is {shown}, which cannot be used ({reason}); {instead}."


def _fault_of_file(file: Path) -> str:
    """Why coach.toml cannot be read, or nothing."""
    try:
        tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return error.strerror or "unreadable" if isinstance(error, OSError) else str(error)
    return ""


def _notices_of_file(file: Path) -> tuple[str, ...]:
    fault = _fault_of_file(file)
    if fault:
        return (f"{file} cannot be read and is left out: {fault}.",)
    if not file.exists():
        return ()
    names = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_unknown(name, file) for name in names if name not in Settings.model_fields)


def _unknown(name: str, file: Path) -> str:
    near = get_close_matches(name, list(Settings.model_fields), n=1, cutoff=0.6)
    return f"{file}: there is no setting '{name[:40]}'." + (f" Did you mean {near[0]}?" if near else "")


def _is_openai_or_here(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    if host in ("localhost", "openai.com") or host.endswith((".openai.com", ".localhost")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
