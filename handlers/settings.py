"""Reads the environment, once, and names all that is missing or wrong at once. The only place that does."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from handlers.kept_secret import kept_secret

_LINE_API, _LINE_DATA = "https://api.line.me", "https://api-data.line.me"
_DATABASE = "sqlite:///var/siangkan.db"
_SHORTEST_KEY, _GOOD_KEY = 16, 32
_OURS = (
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "LINE_API_URL",
    "LINE_DATA_URL",
)
_POSTGRES = ("postgres", "postgresql")


class SettingsFault(Exception):
    """`faults` are lines for whoever runs the program; none of them shows a secret."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """`channel_secrets` are two while LINE's secret is being changed. Empty where nothing is set."""

    channel_secrets: tuple[str, ...] = field(default=(), repr=False)
    access_token: str = field(default="", repr=False)
    api_url: str = _LINE_API
    data_url: str = _LINE_DATA
    database_url: str = field(default=_DATABASE, repr=False)
    secret_key: str = field(default="", repr=False)
    public_url: str = ""
    port: int = 8000
    media_url: str = field(default="", repr=False)
    retention_days: int = 365

    @property
    def media_place(self) -> str:
        """Where photos and voices lie: a folder beside the database unless MEDIA_URL says otherwise."""
        return self.media_url or str((_var(self) / "media").absolute())

    @property
    def has_line(self) -> bool:
        return bool(self.channel_secrets and self.access_token)

    @property
    def local_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, need_line: bool = False) -> "Settings":
        given = {name: value.strip() for name, value in env.items() if value.strip()}
        read = cls(
            channel_secrets=_listed(given.get("LINE_CHANNEL_SECRET", "")),
            access_token=given.get("LINE_CHANNEL_ACCESS_TOKEN", ""),
            api_url=given.get("LINE_API_URL", _LINE_API).rstrip("/"),
            data_url=given.get("LINE_DATA_URL", _LINE_DATA).rstrip("/"),
            database_url=_with_driver(given.get("DATABASE_URL", _DATABASE)),
            secret_key=given.get("SECRET_KEY", ""),
            public_url=given.get("PUBLIC_URL", "").rstrip("/"),
            port=_number(given.get("PORT", "8000")),
            media_url=given.get("MEDIA_URL", ""),
            retention_days=_number(given.get("RETENTION_DAYS", "365")),
        )
        if faults := [*_line_faults(read, need_line), *_key_faults(read), *_place_faults(read)]:
            raise SettingsFault(faults)
        return read


def read_settings(*, need_line: bool = False, make_secret: bool = False) -> Settings:
    """This process's settings. With `make_secret` and without SECRET_KEY, a secret made once is kept in var/."""
    settings = Settings.from_env(os.environ, need_line=need_line)
    if settings.secret_key or not make_secret:
        return settings
    return replace(settings, secret_key=kept_secret(_var(settings) / "demo.secret"))


def strange_names() -> list[str]:
    """Variables that look like ours and are not: a misspelt name is silent otherwise."""
    return sorted(name for name in os.environ if name.startswith("LINE_") and name not in _OURS)


def sqlite_file(settings: Settings) -> Path | None:
    """None on PostgreSQL."""
    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _var(settings: Settings) -> Path:
    """Beside the SQLite file: who moves the one moves the other."""
    database = sqlite_file(settings)
    return database.parent if database else Path("var")


def _listed(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


def _number(given: str) -> int:
    return int(given) if re.fullmatch("[0-9]{1,5}", given) else 0


def _with_driver(url: str) -> str:
    scheme, mark, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if mark and scheme in _POSTGRES else url


def _line_faults(settings: Settings, need_line: bool) -> list[str]:
    wanted = need_line or settings.channel_secrets or settings.access_token
    faults = []
    if wanted and not settings.channel_secrets:
        faults.append(
            "LINE_CHANNEL_SECRET is missing (LINE Developers console, Basic settings, Channel secret)."
        )
    if wanted and not settings.access_token:
        faults.append("LINE_CHANNEL_ACCESS_TOKEN is missing (LINE Developers console, Messaging API).")
    if not settings.access_token.isascii() or len(settings.access_token.split()) > 1:
        faults.append("LINE_CHANNEL_ACCESS_TOKEN holds blanks or letters that no token has; copy it again.")
    return faults


def _key_faults(settings: Settings) -> list[str]:
    has_line = settings.channel_secrets or settings.access_token
    if has_line and not settings.secret_key:
        return [
            f"SECRET_KEY is missing: any {_GOOD_KEY} characters or more; keep it, it protects people's ids."
        ]
    if settings.secret_key and len(settings.secret_key) < _SHORTEST_KEY:
        return [f"SECRET_KEY is too short: at least {_SHORTEST_KEY} characters, better {_GOOD_KEY} or more."]
    return []


def _place_faults(settings: Settings) -> list[str]:
    urls = {"LINE_API_URL": settings.api_url, "LINE_DATA_URL": settings.data_url}
    urls |= {"PUBLIC_URL": settings.public_url} if settings.public_url else {}
    faults = [
        f"{name} is no web address: it starts with https:// or http://."
        for name in urls
        if not _is_web(urls[name])
    ]
    if not 1 <= settings.port <= 65535:
        faults.append("PORT is no port: a number from 1 to 65535.")
    if not settings.retention_days >= 1:
        faults.append("RETENTION_DAYS is no number of days, such as 365.")
    return faults + _database_faults(settings.database_url)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _database_faults(url: str) -> list[str]:
    """The address holds a password, so it is never shown."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return [
            "DATABASE_URL is no database address, such as sqlite:///var/siangkan.db or postgresql://host/name."
        ]
    if parsed.drivername == "postgresql+psycopg":
        return []
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
        return ["DATABASE_URL names a database that is not supported: use sqlite:/// or postgresql://."]
    if not parsed.database or parsed.database == ":memory:":
        return [
            "DATABASE_URL names no file: sqlite:///var/siangkan.db, or sqlite:////folder/file for a full path."
        ]
    return []
