"""One web server a SQLite file: two would take each other's alarms and replies. Knows nothing of what is served."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handlers.settings import Settings, sqlite_file

_PATIENCE_SECONDS = 3.0


class NotAlone(Exception):
    """Another server works on this database; the message is one clear line."""


@contextmanager
def only_server(settings: Settings) -> Iterator[None]:
    """Holds the place as long as this process or its worker lives. PostgreSQL serves as many as you like."""
    database = sqlite_file(settings)
    if database is None:
        yield
        return
    with database.with_name(database.name + ".server").open("w") as place:
        _take(place.fileno(), database)
        yield


def _take(place: int, database: Path) -> None:
    """A server that was killed a moment ago may still be leaving."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise NotAlone(
                    f"Another Siang Kan already serves {database}: stop that one, or set DATABASE_URL."
                ) from None
            time.sleep(0.1)
