"""Reads the environment, once, and names all that is missing or wrong at once. The only place that does."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.words import distance
from handlers.kept_secret import kept_secret
from handlers.setting_faults import LINE_API, setting_faults

_LINE_DATA = "https://api-data.line.me"
_DATABASE = "sqlite:///var/siangkan.db"
_OURS = (
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "LINE_API_URL",
    "LINE_DATA_URL",
    "DATABASE_URL",
    "SECRET_KEY",
    "PUBLIC_URL",
    "PORT",
    "MEDIA_URL",
    "RETENTION_DAYS",
    "JOBS_URL",
)
_SHORT_NAME = 4
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
    api_url: str = LINE_API
    data_url: str = _LINE_DATA
    database_url: str = field(default=_DATABASE, repr=False)
    secret_key: str = field(default="", repr=False)
    public_url: str = ""
    port: int = 8000
    media_url: str = field(default="", repr=False)
    retention_days: int = 365
    jobs_url: str = field(default="", repr=False)

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
            api_url=given.get("LINE_API_URL", LINE_API).rstrip("/"),
            data_url=given.get("LINE_DATA_URL", _LINE_DATA).rstrip("/"),
            database_url=_with_driver(given.get("DATABASE_URL", _DATABASE)),
            secret_key=given.get("SECRET_KEY", ""),
            public_url=given.get("PUBLIC_URL", "").rstrip("/"),
            port=_number(given.get("PORT", "8000")),
            media_url=given.get("MEDIA_URL", ""),
            retention_days=_number(given.get("RETENTION_DAYS", "365")),
            jobs_url=_with_driver(given.get("JOBS_URL", "")),
        )
        if faults := setting_faults(read, need_line):
            raise SettingsFault(faults)
        return read


def read_settings(*, need_line: bool = False, make_secret: bool = False) -> Settings:
    """This process's settings. With `make_secret` and without SECRET_KEY, a secret made once is kept in var/."""
    settings = Settings.from_env(os.environ, need_line=need_line)
    if settings.secret_key or not make_secret:
        return settings
    return replace(settings, secret_key=kept_secret(_kept(settings)))


def has_kept_secret(settings: Settings) -> bool:
    """Whether a secret was made here before; never on PostgreSQL, which other machines share."""
    return sqlite_file(settings) is not None and _kept(settings).is_file()


def strange_names(names: Iterable[str] = os.environ) -> list[str]:
    """Variables that look like ours and are not: a misspelt name is silent otherwise."""
    return sorted(name for name in names if name not in _OURS and _looks_like_ours(name))


def _looks_like_ours(name: str) -> bool:
    return name.startswith("LINE_") or any(_is_near(name.upper(), ours) for ours in _OURS)


def _is_near(name: str, ours: str) -> bool:
    """A short name is near to many that are nobody's mistake: HOST is two letters from PORT."""
    most = 1 if len(ours) <= _SHORT_NAME else 2
    return distance(name, ours, most) <= most


def sqlite_file(settings: Settings) -> Path | None:
    """None on PostgreSQL."""
    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _kept(settings: Settings) -> Path:
    return _var(settings) / "demo.secret"


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
