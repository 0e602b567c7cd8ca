"""What is wrong with settings, each in a line for whoever runs the program; none shows a secret. Tries nothing out."""

import re
from typing import Protocol
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

LINE_API = "https://api.line.me"
_SHORTEST_KEY, _GOOD_KEY = 16, 32
_HERE = ("localhost", "127.0.0.1", "::1")
_SCHEME = re.compile("([A-Za-z][A-Za-z0-9+.-]+):")


class Read(Protocol):
    """The settings as they were read, right or wrong."""

    @property
    def channel_secrets(self) -> tuple[str, ...]: ...
    @property
    def access_token(self) -> str: ...
    @property
    def api_url(self) -> str: ...
    @property
    def data_url(self) -> str: ...
    @property
    def database_url(self) -> str: ...
    @property
    def secret_key(self) -> str: ...
    @property
    def public_url(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def media_url(self) -> str: ...
    @property
    def retention_days(self) -> int: ...
    @property
    def jobs_url(self) -> str: ...
    @property
    def has_line(self) -> bool: ...


def setting_faults(settings: Read, need_line: bool) -> list[str]:
    """All of them at once."""
    return [*_line_faults(settings, need_line), *_key_faults(settings), *_place_faults(settings)]


def _line_faults(settings: Read, need_line: bool) -> list[str]:
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


def _key_faults(settings: Read) -> list[str]:
    has_line = settings.channel_secrets or settings.access_token
    if has_line and not settings.secret_key:
        return [
            f"SECRET_KEY is missing: any {_GOOD_KEY} characters or more; keep it, it protects people's ids."
        ]
    if settings.secret_key and len(settings.secret_key) < _SHORTEST_KEY:
        return [f"SECRET_KEY is too short: at least {_SHORTEST_KEY} characters, better {_GOOD_KEY} or more."]
    return []


def _place_faults(settings: Read) -> list[str]:
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
    return [
        *faults,
        *_clear_faults(settings),
        *_media_faults(settings),
        *_database_faults(settings.database_url),
        *_jobs_faults(settings),
    ]


def _clear_faults(settings: Read) -> list[str]:
    """People open the copies of their data there. A stand-in of LINE has no people."""
    parts = urlsplit(settings.public_url) if _is_web(settings.public_url) else None
    is_line = settings.has_line and settings.api_url == LINE_API
    if parts is None or parts.scheme == "https" or parts.hostname in _HERE or not is_line:
        return []
    return ["PUBLIC_URL must begin with https://: over http:// people's data would go in clear."]


def _media_faults(settings: Read) -> list[str]:
    """A folder needs no scheme. What follows one may hold keys, so it is never shown."""
    found = _SCHEME.match(settings.media_url)
    if not found or (
        found[1].lower() in ("s3", "file") and settings.media_url[found.end() :].startswith("//")
    ):
        return []
    return [f"MEDIA_URL: {found[1]}: is not supported, use a folder or s3://bucket/prefix."]


def _jobs_faults(settings: Read) -> list[str]:
    """The address may hold a password, so it is never shown."""
    if not settings.jobs_url:
        return []
    named = "JOBS_URL names no place for jobs: sqlite:///var/jobs.db, postgresql://host/name or redis://host:6379/0."
    try:
        parsed = make_url(settings.jobs_url)
    except (ArgumentError, ValueError):
        return [named]
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        if settings.jobs_url == settings.database_url:
            return ["JOBS_URL names the file of DATABASE_URL: jobs need a file of their own."]
        return [] if parsed.database and parsed.database != ":memory:" else [named]
    if parsed.drivername in ("redis", "rediss"):
        return [] if parsed.host and re.fullmatch("[0-9]*", parsed.database or "") else [named]
    return [] if parsed.drivername == "postgresql+psycopg" else [named]


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
