"""Every setting of the program, typed. Read from the environment and from a file .env; .env.example names them all."""

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.columns import fernets
from storage.crash_points import read_crash_point
from storage.sealing import LEAST_KEY

DRIVERS = ("aiosqlite", "asyncpg")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Library(StrEnum):
    """Which library speaks to Telegram."""

    PTB = "ptb"
    AIOGRAM = "aiogram"


class Mode(StrEnum):
    """How updates come in."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class Settings(BaseSettings):
    """The settings, each BURENBEL_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="BURENBEL_", env_file=".env", extra="ignore")

    token: SecretStr = Field(default=SecretStr(""), description="the token that BotFather gave; only `run` needs it")
    telegram_api: str = Field(default="https://api.telegram.org", description="another Bot API server")
    library: Library = Field(default=Library.PTB, description="ptb (light) or aiogram")
    mode: Mode = Field(default=Mode.POLLING, description="polling, or webhook where there is a public address")
    webhook_url: str = Field(default="", description="where Telegram delivers; its path is served")
    webhook_listen: str = Field(default="127.0.0.1:8443", description="host:port to listen at, behind your web server")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="any 16 or more of A-Z a-z 0-9 _ -")
    bot_name: str = Field(default="", description="the bot's username without @; start links are whole with it")
    database: str = Field(default="sqlite+aiosqlite:///data/burenbel.db", description="an SQLAlchemy URL")
    spoken_file: str = Field(
        default="",
        description="a file that notes which words to danger arrived, for PostgreSQL; empty: a crash may repeat them",
    )
    community: str = Field(default="Burenbel", description="the name of the first community")
    health_port: int = Field(default=0, ge=0, le=65535, description="where /health and /metrics are served; 0: nowhere")
    health_host: str = Field(default="127.0.0.1", description="the address that port is opened on; loopback is safest")
    clock_seconds: float = Field(default=15.0, gt=0, le=60, description="how often the clock looks at what is due")
    clock_offset: float = Field(default=0.0, description="seconds added to the clock, for practice on loopback only")
    crash_at: str = Field(
        default="", description="a point at which the program kills itself, to prove what it survives"
    )
    secret_keys: SecretStr = Field(
        default=SecretStr(""), description="Fernet keys, comma between; addresses and phones are locked with the first"
    )

    backup_keys: SecretStr = Field(
        default=SecretStr(""),
        description="Fernet keys, comma between; `backup` encrypts with the first",
    )
    log_keys: SecretStr = Field(
        default=SecretStr(""),
        description="keys that seal the log, comma between; the first seals, 32 characters or more",
    )
    speech_model: str = Field(
        default="", description="a folder with a faster-whisper model, to hear spoken messages; empty: nobody listens"
    )
    speech_seconds: float = Field(
        default=60.0, gt=0, le=600, description="how long one spoken message may take to hear"
    )

    @field_validator("telegram_api", "webhook_url")
    @classmethod
    def _is_safe(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError("must be https, or http on 127.0.0.1")
        return url.rstrip("/") if not url or parts.path in ("", "/") else url

    @field_validator("database")
    @classmethod
    def _is_async(cls, url: str) -> str:
        return store_url(url)

    @field_validator("webhook_listen")
    @classmethod
    def _has_port(cls, place: str) -> str:
        port = place.rpartition(":")[2]
        if not (port.isascii() and port.isdigit() and int(port) < 65536 and ":" in place):
            raise ValueError("must be host:port, such as 127.0.0.1:8443")
        return place

    @field_validator("crash_at")
    @classmethod
    def _is_crash_point(cls, point: str) -> str:
        read_crash_point(point)
        return point

    @field_validator("secret_keys", "backup_keys")
    @classmethod
    def _are_keys(cls, keys: SecretStr) -> SecretStr:
        try:
            fernets(split_keys(keys))
        except ValueError:
            raise ValueError("must be Fernet keys with commas between (url-safe base64 of 32 bytes)") from None
        return keys

    @field_validator("log_keys")
    @classmethod
    def _are_long(cls, keys: SecretStr) -> SecretStr:
        if any(len(key) < LEAST_KEY for key in split_keys(keys)):
            raise ValueError(f"must be keys of at least {LEAST_KEY} characters each, with commas between")
        return keys

    @model_validator(mode="after")
    def _fit_together(self) -> "Settings":
        if self.clock_offset and urlsplit(self.telegram_api).hostname not in LOOPBACK:
            raise ValueError("BURENBEL_CLOCK_OFFSET is for practice: it needs BURENBEL_TELEGRAM_API on 127.0.0.1")
        if self.crash_at and self.token.get_secret_value() and urlsplit(self.telegram_api).hostname not in LOOPBACK:
            raise ValueError("BURENBEL_CRASH_AT is for practice: it needs BURENBEL_TELEGRAM_API on 127.0.0.1")
        if self.mode is Mode.WEBHOOK and not self.webhook_url:
            raise ValueError("BURENBEL_MODE=webhook needs BURENBEL_WEBHOOK_URL")
        if self.mode is Mode.WEBHOOK and len(self.webhook_secret.get_secret_value()) < 8:
            raise ValueError("BURENBEL_MODE=webhook needs BURENBEL_WEBHOOK_SECRET of at least 8 characters")
        return self

    @property
    def keys(self) -> list[str]:
        """Give the keys for secret columns, the one that locks first."""
        return split_keys(self.secret_keys)

    @property
    def listen_at(self) -> tuple[str, int]:
        """Give host and port of the webhook's own server."""
        host, _, port = self.webhook_listen.rpartition(":")
        return host or "127.0.0.1", int(port)


def store_url(url: str) -> str:
    """Give the URL of a store as it is. Raises ValueError for one that the program cannot speak to."""
    try:
        drives = make_url(url).get_driver_name()
    except ArgumentError:
        drives = ""
    if drives not in DRIVERS:
        raise ValueError("must begin with sqlite+aiosqlite:/// or postgresql+asyncpg://")
    if find_spec(drives) is None:
        raise ValueError(f"needs {drives}: python -m pip install --require-hashes -r requirements/postgres.txt")
    return url


def split_keys(keys: SecretStr) -> list[str]:
    """Give the keys that stand with commas between."""
    return [key.strip() for key in keys.get_secret_value().split(",") if key.strip()]


class Misset(Exception):
    """A setting is wrong; the text says which and how to mend it, and holds no secret."""


def read_settings(env_file: Path | None = None) -> Settings:
    """Read the settings. Raises Misset."""
    try:
        return Settings(_env_file=env_file) if env_file is not None else Settings()
    except ValidationError as wrong:
        raise Misset("\n".join(_explain(dict(one)) for one in wrong.errors(include_input=False))) from None


def _explain(error: dict[str, object]) -> str:
    where = error.get("loc")
    name = "_".join(str(part) for part in where).upper() if isinstance(where, tuple) and where else ""
    reason = str(error["msg"]).removeprefix("Value error, ")
    return f"BURENBEL_{name}: {reason}" if name else reason
