"""What a person can set: defaults, then coach.toml and the profile chosen there, then COACH_* variables, then flags.

A value that cannot be used never stops a practice: its default is taken, and a notice says so.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
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
from coach.errors import SettingsError
from coach.settings import notices as say
from coach.settings.file import APP, CONFIG_VARIABLE, NO_HOME, ConfigFile, config_path, read_file
from coach.settings.keys import Key, Saved, ServerOrigin, bindings, not_sent, nothing_saved
from coach.settings.places import PREFIX, PROFILE, Origin, Place, from_environment, place_of, places

__all__ = ["CONFIG_VARIABLE", "IN_PROFILES", "PREFIX", "Settings", "config_path", "load"]

NO_JUDGE: Final = (
    "A judge is set, but not where it is: set judge_base_url and judge_model (or base_url and model). "
    "Until then there is no second opinion."
)
_ENDPOINTS: Final = ("base_url", "model", "judge_base_url", "judge_model")
"""What is not taken from coach.toml where the profile that was chosen there is missing."""


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

    profile_name: str = ""
    """Which of the tables [profiles.NAME] in coach.toml is in force; people call it `profile`."""
    data_dir: Path = Field(default_factory=_data_dir)
    """The folder of the history; only its owner can read it."""
    curricula_dir: Path | None = None
    """A folder or a pack of your own curricula, read before the ones that come with coach."""
    personas_dir: Path | None = None
    """A folder or a pack of your own personas, read before the ones that come with coach."""
    voice: Literal["built-in", "model"] = "built-in"
    """What words the customer: the built-in voice, or a language model."""
    base_url: str = ""
    """The address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1."""
    model: str = ""
    """The model's name at that endpoint."""
    api_key: SecretStr = SecretStr("")
    """The endpoint's key; leave it out for servers that need none. `coach config set api_key` keeps it safely."""
    openai_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key")
    )
    """Used where there is no api_key, and only for OpenAI itself or this computer: it is meant for them."""
    context_size: Annotated[int, Field(ge=1024, le=2_000_000)] = 8192
    """Tokens that the model can read and write in one request."""
    deadline: Annotated[float, Field(ge=1, le=60)] = 60.0
    """Seconds that one customer turn may take, retries included."""
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.8
    """How freely the model words its lines: 0 is always the likeliest word."""
    price_in: Annotated[float, Field(ge=0, le=10_000)] | None = None
    """What a million tokens cost that the model reads; unset, no price is shown."""
    price_out: Annotated[float, Field(ge=0, le=10_000)] | None = None
    """What a million tokens cost that the model writes."""
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = "USD"
    """Of the prices, in three letters."""
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
    most_abuse: Literal["none", "mild", "strong"] = "mild"
    """How far a customer may go who is furious and hurt: not at all, rude, or with insults and coarse words."""

    _notices: tuple[str, ...] = PrivateAttr(())
    _refused: Mapping[str, str] = PrivateAttr({})
    """What was set and could not be used, with the reason."""
    _given: tuple[Place, ...] = PrivateAttr(())
    _bound: Mapping[str, ServerOrigin] = PrivateAttr({})
    """Whose a key is, where that is known."""

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
        wanted = os.R_OK | (os.X_OK if path and os.path.isdir(path) else 0)
        if path and not ((os.path.isdir(path) or path.suffix == ".zip") and os.access(path, wanted)):
            raise ValueError("there is no such folder or pack, or it cannot be read")
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
        file = read_file(config_path())
        chosen = getattr(init_settings, "init_kwargs", {}).get(PROFILE, "")
        missing = chosen and chosen not in file.profiles
        profile = {n: v for n, v in file.profiles.get(chosen, {}).items() if n in IN_PROFILES}
        values = {n: v for n, v in file.values.items() if not (missing and n in _ENDPOINTS)}
        in_file = [InitSettingsSource(settings_cls, table) for table in (profile, values)]
        return init_settings, env_settings, *in_file

    @property
    def notices(self) -> tuple[str, ...]:
        """What was set and could not be used, a sentence each."""
        return self._notices

    def origin_of(self, name: str) -> str:
        """Where a setting comes from: flag, environment, profile, file or default."""
        place = place_of(name, self._given)
        return Origin.DEFAULT if name in self._refused else place.origin

    def refusal(self, name: str) -> str:
        """Why a setting that was given could not be used; nothing where it could."""
        return self._refused.get(name, "")

    def profile(self) -> Profile:
        """How to reach the model, with the key that is given. Raises SettingsError where that is not said."""
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
            api_key=_text(self.voice_key()),
            context_size=self.context_size,
            deadline=self.deadline,
            temperature=self.temperature,
            price_in=self.price_in,
            price_out=self.price_out,
            currency=self.currency,
        )

    def judge_profile(self) -> Profile | None:
        """How to reach the judge; None where there is none, or nothing says where it is."""
        url, model = self.judge_base_url or self.base_url, self.judge_model or self.model
        if self.judge == "off" or not (url and model):
            return None
        key = _text(self.judge_key())
        return Profile(url, model, key, self.context_size, self.deadline, temperature=0.0)

    def voice_key(self, saved: Saved = nothing_saved) -> Key | None:
        """The key for `base_url`: by flag, in the environment, saved, in coach.toml, or OpenAI's."""
        return self._key(("api_key",), self.base_url, saved)

    def judge_key(self, saved: Saved = nothing_saved) -> Key | None:
        """The key for the judge's address; the voice's, where both are on the same server."""
        url = self.judge_base_url or self.base_url
        shared = ("api_key",) if origin(url) == origin(self.base_url) else ()
        return self._key(("judge_api_key", *shared), url, saved)

    def _key(self, names: tuple[str, ...], url: str, saved: Saved) -> Key | None:
        """A key goes only where it is meant for."""
        usable = [name for name in names if self._bound.get(name) in (None, origin(url))]
        own = [key for key in map(self._own_key, usable) if key]
        found = next((key for key in own if key.given), None)
        if url and found is None:
            found = saved(url)
        if found is None and own:
            found = own[0]
        if found is None and is_openai_or_here(url):
            found = self._own_key("openai_api_key")
        return found

    def _own_key(self, name: str) -> Key | None:
        value: str = getattr(self, name).get_secret_value()
        place = place_of(name, self._given).origin
        return Key(value, Origin.FLAG if place is Origin.DEFAULT else place) if value else None


IN_PROFILES: Final = frozenset(Settings.model_fields) - {
    PROFILE,
    "data_dir",
    "curricula_dir",
    "personas_dir",
    "openai_api_key",
    "hints",
    "most_abuse",
}
"""What a profile can set: all that has to do with a model."""


def load(overrides: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force. `overrides` are flags that were given; None values count as not given."""
    flags = {_field(name): value for name, value in (overrides or {}).items() if value is not None}
    file = read_file(config_path())
    given = _places(flags, file)
    chosen = str(place_of(PROFILE, given).values.get(PROFILE, "")).strip()
    notices = (*file.notices, *say.unknown(file, Settings.model_fields, IN_PROFILES))
    refused: dict[str, str] = {}
    if chosen and chosen not in file.profiles:
        notices += (say.no_profile(chosen, file, place=place_of(PROFILE, given)),)
        stronger = (Origin.FLAG, Origin.ENVIRONMENT)
        lost = [name for name in _ENDPOINTS if place_of(name, given).origin not in stronger]
        refused = dict.fromkeys(lost, f"there is no profile '{say.short(chosen)}'")
    settings, more = _validated({**flags, PROFILE: chosen}, given, refused=refused)
    settings._given, settings._refused, settings._bound = given, refused, bindings(given)
    if settings.judge == "model" and settings.judge_profile() is None:
        more += (NO_JUDGE,)
    urls = {"api_key": settings.base_url}
    if settings.judge == "model":
        urls["judge_api_key"] = settings.judge_base_url or settings.base_url
    settings._notices = (*notices, *more, *not_sent(given, settings._bound, urls))
    return settings


def _places(flags: Mapping[str, Any], file: ConfigFile) -> tuple[Place, ...]:
    environment = from_environment(os.environ, Settings.model_fields)
    asked = flags.get(PROFILE) or environment.get(PROFILE) or file.values.get("profile", "")
    return places(flags, environment, file, profile=str(asked).strip())


def _validated(
    given: Mapping[str, Any], places: tuple[Place, ...], *, refused: dict[str, str]
) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and a notice for each that fell back to its default; `refused` is told why."""
    try:
        return Settings(**given), ()
    except ValidationError as error:
        faults = {_field(str(e["loc"][0])): e for e in error.errors(include_url=False)}
    defaults = {name: Settings.model_fields[name].get_default(call_default_factory=True) for name in faults}
    refused.update({name: say.reason(fault) for name, fault in faults.items()})
    notices = tuple(
        say.refused(name, fault, place=place_of(name, places), default=defaults[name])
        for name, fault in faults.items()
    )
    return Settings(**{**given, **defaults}), notices


def _field(name: str) -> str:
    return {"profile": PROFILE, "OPENAI_API_KEY": "openai_api_key"}.get(name, name)


def _text(key: Key | None) -> str:
    return key.value if key else ""
