"""Settings: arguments, then environment variables DATELINE_*, then dateline.toml, then defaults."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.config.server import CASES, ServerSettings, from_home
from assistant.errors import SettingsError
from index.embed import DEFAULT as DEFAULT_EMBEDDER
from index.types import ChromaServer

__all__ = ["CASES", "FILE", "ServerSettings", "Settings", "load_settings"]

FILE = Path("dateline.toml")


class Settings(ServerSettings, BaseSettings):
    """What an assistant is opened with; an unknown name in dateline.toml is an error."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_",
        toml_file=FILE,
        extra="forbid",
        frozen=True,
        env_ignore_empty=True,
        enable_decoding=False,  # lists are read below, as commas part them too
    )

    index: Path = Field(Path(".dateline/index"), description="folder of the index")
    chroma: str = Field(
        "",
        pattern=r"^(cloud|https?://[^/?#@\s]+/?)?$",
        description="Chroma server for the vectors: http(s)://HOST:PORT, or cloud; none: files",
    )
    chroma_tenant: str = Field("", description="tenant there, if not the default one")
    chroma_database: str = Field("", description="database there, if not the default one")
    chroma_token: SecretStr = Field(
        SecretStr(""), description="token that Chroma Cloud, or a proxy before the server, asks for"
    )
    embedder: str = Field(
        DEFAULT_EMBEDDER, description="sentence-transformers model: name or folder", min_length=1
    )
    reranker: str = Field(
        "", description="cross-encoder that ranks the best passages again: name or folder"
    )
    model: str = Field("", description="chat model such as openai:NAME; none: extractive answers")
    base_url: str = Field("", description="OpenAI-compatible address of the chat model")
    api_key: SecretStr = Field(SecretStr(""), description="key for base_url, if it asks for one")
    timeout: float = Field(60.0, gt=0, description="seconds a reply may take, and each try for one")
    fallback_model: str = Field("", description="chat model that is asked when the first fails")
    fallback_base_url: str = Field("", description="OpenAI-compatible address of that model")
    fallback_api_key: SecretStr = Field(SecretStr(""), description="key for fallback_base_url")
    fallback: Literal["extractive", "none"] = Field(
        "extractive",
        description="who answers when all chat models fail: extractive answers, or none",
    )
    reply_form: Literal["plain", "json"] = Field(
        "plain", description="how the chat model replies: plain sentences, or JSON of a schema"
    )
    checker: str = Field(
        "built-in",
        min_length=1,
        description="what checks each sentence: built-in, chat, or an NLI cross-encoder",
    )
    unsupported: Literal["drop", "keep"] = Field(
        "drop", description="what is done with a sentence that no article bears: drop or keep"
    )
    judge: str = Field("", description="chat model that judges answers in an evaluation")
    judge_base_url: str = Field("", description="OpenAI-compatible address of the judge")
    judge_api_key: SecretStr = Field(SecretStr(""), description="key for judge_base_url")
    passages: int = Field(8, ge=1, le=50, description="passages that an answer is made from")
    today: date | None = Field(
        None, description="the day that questions are of; none: the real one"
    )

    @property
    def chroma_server(self) -> ChromaServer | None:
        """The server that has the vectors, or None where they are in files."""
        if not self.chroma:
            return None
        token = self.chroma_token.get_secret_value()
        return ChromaServer(self.chroma, self.chroma_tenant, self.chroma_database, token)

    @field_validator("chroma")
    @classmethod
    def _with_port(cls, chroma: str) -> str:
        try:
            _ = urlsplit(chroma).port
        except ValueError as error:
            raise ValueError(f"no address such as http://HOST:PORT ({error})") from error
        return chroma

    @field_validator("index")
    @classmethod
    def _from_home(cls, path: Path) -> Path:
        return from_home(path)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put dateline.toml after the environment."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: Any) -> Settings:
    """Resolve the settings; a value of None counts as not given.

    Raises SettingsError, which names the setting and what is wrong with it.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = "; ".join(map(_told, error.errors()))
        raise SettingsError(
            f"unusable settings (arguments, DATELINE_* or {FILE}): {faults}"
        ) from error
    except ValueError as error:
        raise SettingsError(f"{FILE.resolve()} is not TOML: {error}") from error


def _told(fault: ErrorDetails) -> str:
    """Write what is wrong with a setting."""
    name = ".".join(map(str, fault["loc"]))
    if fault["type"] != "extra_forbidden":
        return f"{name}: {fault['msg'].removeprefix('Value error, ')}"
    near = get_close_matches(name, Settings.model_fields, 1)
    return f"{name}: there is no such setting" + (f"; did you mean {near[0]!r}?" if near else "")
