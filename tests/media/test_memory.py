"""However large a film is, the process that carries it does not grow with it."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handlers.clock import SetClock
from handlers.line.content import LineContent
from handlers.media.fetching import Fetcher
from handlers.media.opening import open_media
from handlers.simulator.standin_server import Served
from models.database import Store
from tests.media.conftest import TOKEN, open_album
from tests.media.samples import film
from tests.models.people import NOW

MB = 1_000_000
STATUS = Path("/proc/self/status")


def _peak() -> float:
    """Of this process alone: what getrusage tells begins with the peak of its parent."""
    told = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(told.split()[1]) * 1024 / MB


def _grown(by: Callable[[], object]) -> float:
    before = _peak()
    by()
    return _peak() - before


def _measure(url: str, media_url: str, line_url: str, told: Any) -> None:
    fetcher = Fetcher(Store(url), open_media(media_url), LineContent(TOKEN, line_url), SetClock(NOW))
    told.put(_grown(fetcher.fetch_due))


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the peak of a process")
@pytest.mark.parametrize("megabytes", [50, 150])
def test_memory_stays_flat(
    sqlite_url: str, line: Served, media_url: str, clock: SetClock, megabytes: int
) -> None:
    album = open_album(Store(sqlite_url), line, open_media(media_url), clock)
    id = album.send("video", film(frames=megabytes * MB))
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.SimpleQueue[float] = context.SimpleQueue()
    process = context.Process(target=_measure, args=(sqlite_url, media_url, line.base_url, told))
    process.start()
    grown = told.get()
    process.join()
    where = "a bucket" if media_url.startswith("s3:") else "a folder"
    print(f"a film of {megabytes} MB, to {where}: {grown:.0f} MB more memory")
    assert (album.told(id)[0], grown < 40) == ("kept", True)
