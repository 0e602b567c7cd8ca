"""kill -9 in the midst of a film: nothing half of it is left, and another process fetches it to the end."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers.clock import SetClock
from handlers.line.content import LineContent
from handlers.media.fetching import Fetcher
from handlers.media.opening import open_media
from handlers.simulator.standin_server import Served
from handlers.simulator.standin_values import DAY, MINUTE
from models import media
from models.database import Store
from tests.media.conftest import TOKEN, Album, open_album
from tests.media.samples import film
from tests.media.sly import sly
from tests.models.people import NOW
from tests.processes import forking

LEASE = 10 * MINUTE


def _fetch(url: str, folder: str, line_url: str) -> None:
    content = LineContent(TOKEN, line_url)
    Fetcher(Store(url), open_media(folder), content, SetClock(NOW)).fetch_due()


def _hang_in_the_store(url: str, folder: str, begun: Any) -> None:
    """A process that has fetched a film and is about to have written it."""
    with Store(url).writing() as conn:
        row = media.claim(conn, NOW, lease_ms=LEASE, limit=1)[0]

    def dripping() -> Iterator[bytes]:
        yield from [b"\1" * 1_000_000] * 12
        begun.set()
        signal.pause()

    open_media(folder).put(row.name, dripping())


@pytest.fixture
def half_fetched(store: Store, database_url: str, line: Served, folder: Path, clock: SetClock) -> Album:
    """A process died while LINE was still sending."""
    album = open_album(store, line, open_media(str(folder)), clock)
    album.send("video", film(frames=9_000_000))
    with sly("endless") as server:
        process = forking.Process(target=_fetch, args=(database_url, str(folder), server.url))
        process.start()
        while not server.sent > 5_000_000:
            assert process.is_alive()
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
    return album


def test_nothing_half_is_left(half_fetched: Album, folder: Path) -> None:
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_nobody_takes_it_while_the_dead_one_might_still_fetch(half_fetched: Album) -> None:
    half_fetched.fetch(LEASE - 1)
    assert half_fetched.told(half_fetched.sent[0])[0] == "waiting"


def test_another_fetches_it_to_the_end(half_fetched: Album) -> None:
    half_fetched.fetch(LEASE)
    assert half_fetched.content(half_fetched.sent[0]) == film(frames=9_000_000)


@pytest.fixture
def half_written(store: Store, database_url: str, line: Served, folder: Path, clock: SetClock) -> Album:
    album = open_album(store, line, open_media(str(folder)), clock)
    album.send("video", film())
    begun = forking.Event()
    process = forking.Process(target=_hang_in_the_store, args=(database_url, str(folder), begun))
    process.start()
    assert begun.wait(60)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    return album


def test_what_was_half_written_has_no_name(half_written: Album) -> None:
    assert half_written.names() == []


def test_another_writes_it_to_the_end(half_written: Album) -> None:
    half_written.fetch(LEASE)
    assert half_written.content(half_written.sent[0]) == film()


@pytest.mark.parametrize("fetched", [False, True], ids=["before", "after"])
def test_erasing_takes_the_half_too(half_written: Album, folder: Path, fetched: bool) -> None:
    if fetched:
        half_written.fetch(LEASE)
    half_written.erase()
    half_written.fetcher.erase_doomed()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_the_daily_sweep_takes_the_half(half_written: Album, folder: Path) -> None:
    half_written.clock.forward(365 * DAY)
    half_written.fetcher.sweep_orphans(0)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
