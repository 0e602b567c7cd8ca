"""What people send is fetched, checked, kept and erased: over HTTP from the stand-in, on both databases and stores."""

import logging
import tempfile
import threading
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import delete, event

from handlers.clock import SetClock
from handlers.line.content import Got, LineContent
from handlers.media.carrying import Carrier
from handlers.media.fetching import Fetcher
from handlers.media.kinds import LIMITS
from handlers.media.opening import open_media
from handlers.media.store import MediaFault, MediaStore
from handlers.simulator.standin_server import Served
from handlers.simulator.standin_values import DAY, MINUTE, SECOND, Trouble
from models import bubbles, media
from models.database import Store
from tests.media.conftest import NAME, OTHER, TOKEN, Album, open_album
from tests.media.samples import PAGE, PDF, PLACE, PROGRAM, WORD, film, picture, placed, voice
from tests.media.sly import sly

LEASE = 10 * MINUTE


def wait_until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("kind", "body"), [("file", PDF), ("file", WORD), ("video", film(frames=7_000_000)), ("audio", voice())]
)
def test_what_was_sent_is_kept_byte_for_byte(any_album: Album, kind: str, body: bytes) -> None:
    id = any_album.send(kind, body)
    any_album.fetch()
    assert (any_album.told(id), any_album.content(id) == body) == (("kept", None), True)


def test_a_photo_is_kept_pixel_for_pixel(any_album: Album) -> None:
    body = picture(size=(600, 400))
    id = any_album.send("image", body)
    any_album.fetch()
    kept = Image.open(BytesIO(any_album.content(id))).tobytes()
    assert kept == Image.open(BytesIO(body)).tobytes()


def test_a_photo_is_kept_without_its_place(album: Album) -> None:
    id = album.send("image", placed())
    album.fetch()
    assert PLACE not in album.content(id)


def test_a_kept_row_tells_type_and_size(album: Album) -> None:
    id = album.send("image", placed())
    album.fetch()
    row = album.row(id)
    assert (row["content_type"], row["bytes"]) == ("image/jpeg", len(album.content(id)))


def test_nothing_is_fetched_twice(album: Album) -> None:
    album.send("image", picture())
    album.fetch()
    assert album.fetcher.fetch_due() == 0


def test_a_voice_comes_when_line_has_prepared_it(album: Album) -> None:
    album.line.standin.preparing = 5 * SECOND
    id = album.send("audio", voice())
    album.fetch()
    first = album.told(id)
    album.fetch(3 * SECOND)
    second = album.told(id)
    album.fetch(6 * SECOND)
    assert [first[0], second[0], album.told(id)[0]] == ["waiting", "waiting", "kept"]


def test_a_voice_that_line_cannot_prepare_is_not_waited_for(album: Album) -> None:
    album.line.standin.failing = True
    id = album.send("audio", voice())
    album.fetch()
    assert album.told(id) == ("refused", "LINE could not prepare it")


def test_an_unsent_photo_is_gone(album: Album) -> None:
    id = album.send("image", picture())
    album.line.standin.unsend(album.user, album.message_id(id))
    album.fetch()
    assert album.told(id) == ("gone", "HTTP 410")


@pytest.mark.parametrize("status", [401, 429, 500])
def test_a_bad_moment_of_line_passes(album: Album, status: int) -> None:
    album.line.standin.trouble = Trouble(status, times=2)
    id = album.send("image", picture())
    album.fetch(2 * SECOND, 4 * SECOND)
    assert album.told(id) == ("kept", None)


def test_a_row_that_waits_tells_why(album: Album) -> None:
    album.line.standin.trouble = Trouble(429)
    id = album.send("image", picture())
    album.fetch()
    assert album.told(id) == ("waiting", "HTTP 429")


def test_a_line_that_never_gives_is_given_up(album: Album) -> None:
    album.line.standin.trouble = Trouble(401, times=99)
    id = album.send("image", picture())
    album.fetch(15 * DAY)
    assert album.told(id) == ("gone", "given up: HTTP 401")


@pytest.mark.parametrize("body", [PROGRAM, PAGE, b""], ids=["a program", "a page", "nothing"])
@pytest.mark.parametrize("kind", LIMITS)
def test_a_lying_type_leaves_nothing(album: Album, kind: str, body: bytes) -> None:
    id = album.send(kind, body)
    album.fetch()
    assert (album.told(id)[0], album.names()) == ("refused", [])


def test_what_is_too_large_leaves_nothing(album: Album) -> None:
    id = album.send("image", picture() + b"\0" * LIMITS["image"])
    album.fetch()
    assert (album.told(id), album.names()) == (("refused", "too large"), [])


def test_what_never_ends_is_refused(album: Album) -> None:
    with sly("endless") as server:
        content = LineContent(TOKEN, server.url)
        id = album.keep("image", "123")
        Fetcher(album.store, album.files, content, album.clock).fetch_due()
    assert (album.told(id), album.names()) == (("refused", "too large"), [])


def test_an_unknown_kind_is_refused_unasked(album: Album) -> None:
    id = album.keep("sticker", "123")
    album.fetch()
    assert album.told(id) == ("refused", "sticker is no kind that is kept")


def test_erasing_the_person_erases_the_file(any_album: Album) -> None:
    any_album.send("image", picture())
    any_album.fetch()
    any_album.erase()
    any_album.fetcher.erase_doomed()
    assert any_album.names() == []


def test_taking_one_photo_back_leaves_the_other(any_album: Album) -> None:
    gone, stays = any_album.send("image", picture()), any_album.send("image", picture())
    any_album.fetch()
    with any_album.store.writing() as conn:
        bubbles.erase(conn, any_album.person_id, any_album.message_id(gone))
    any_album.fetcher.erase_doomed()
    assert any_album.names() == [any_album.row(stays)["name"]]


def test_after_the_erasing_no_name_is_doomed(any_album: Album) -> None:
    any_album.send("image", picture())
    any_album.fetch()
    any_album.erase()
    any_album.fetcher.erase_doomed()
    with any_album.store.reading() as conn:
        assert media.doomed(conn, 10) == []


def test_erasing_tells_how_many(album: Album) -> None:
    for _ in range(2):
        album.send("image", picture())
    album.fetch()
    album.erase()
    assert album.fetcher.erase_doomed() == 2


def test_files_of_many_are_erased_in_one_go(album: Album) -> None:
    names = [f"2569/{number:032x}" for number in range(250)]
    with album.store.writing() as conn:
        conn.execute(media.doomed_files.insert(), [{"name": name} for name in names])
    assert album.fetcher.erase_doomed() == 250


class _ErasedMeanwhile:
    """A LINE whose content arrives just as the person erases everything, and the eraser has been by."""

    def __init__(self, album: Album) -> None:
        self._album, self._line = album, LineContent(TOKEN, album.line.base_url)

    def fetch(self, message_id: str, into: BytesIO, most: int, going_on: Callable[[], bool]) -> Got:
        got = self._line.fetch(message_id, into, most, going_on)
        self._album.erase()
        self._album.fetcher.erase_doomed()
        return got


def test_a_photo_erased_while_it_was_fetched_leaves_no_file(any_album: Album) -> None:
    any_album.send("image", picture())
    fetcher = Fetcher(any_album.store, any_album.files, _ErasedMeanwhile(any_album), any_album.clock)
    fetcher.fetch_due()
    assert any_album.names() == []


def test_a_store_that_is_away_is_waited_for(album: Album, folder: Path) -> None:
    id = album.send("image", picture())
    (folder / "2569").write_text("a file stands where the folder belongs")
    album.fetch()
    (folder / "2569").unlink()
    first = album.told(id)
    album.fetch(2 * SECOND)
    assert (first[0], album.told(id)[0]) == ("waiting", "kept")


def test_files_to_be_erased_wait_for_a_store_that_is_away(
    sqlite_store: Store, line: Served, bucket: str, clock: SetClock
) -> None:
    album = open_album(sqlite_store, line, open_media("s3://no-such-bucket/x"), clock)
    with album.store.writing() as conn:
        conn.execute(media.doomed_files.insert(), [{"name": NAME}])
    with pytest.raises(MediaFault, match="store failed"):
        album.fetcher.erase_doomed()
    with album.store.reading() as conn:
        assert media.doomed(conn, 10) == [NAME]


def test_a_file_that_no_row_names_is_swept(any_album: Album) -> None:
    id = any_album.send("image", picture())
    any_album.fetch()
    any_album.files.put(OTHER, [b"an orphan"])
    any_album.clock.forward(365 * DAY)
    any_album.fetcher.sweep_orphans(0)
    assert any_album.names() == [any_album.row(id)["name"]]


def test_a_young_file_may_have_a_row_soon(album: Album, folder: Path) -> None:
    album.files.put(OTHER, [b"an orphan"])
    written = next(album.files.names())[1]
    clock = SetClock(written + MINUTE)
    fetcher = Fetcher(album.store, album.files, LineContent(TOKEN, album.line.base_url), clock)
    assert [fetcher.sweep_orphans(2 * MINUTE), fetcher.sweep_orphans(MINUTE // 2)] == [0, 1]


def test_where_nearly_all_are_orphans_nothing_is_swept(
    album: Album, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(101):
        album.files.put(f"2569/{number:032x}", [b"of another database"])
    album.clock.forward(365 * DAY)
    album.fetcher.sweep_orphans(0)
    assert (len(album.names()), "belong together" in caplog.text) == (101, True)


def test_the_sweep_comes_to_orphans_once_a_day(album: Album) -> None:
    album.files.put(OTHER, [b"an orphan"])
    album.fetcher.sweep()
    before = album.names()
    album.clock.forward(365 * DAY)
    album.fetcher.sweep()
    assert (before, album.names()) == ([OTHER], [])


def test_what_became_of_each_is_counted(album: Album) -> None:
    counted: list[tuple[str, str]] = []
    content = LineContent(TOKEN, album.line.base_url)
    fetcher = Fetcher(
        album.store, album.files, content, album.clock, lambda kind, status: counted.append((kind, status))
    )
    album.send("image", picture())
    album.send("file", PROGRAM)
    fetcher.fetch_due()
    assert counted == [("image", "kept"), ("file", "refused")]


def test_no_line_of_the_log_names_a_message_or_a_person(
    album: Album, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "siangkan")
    album.line.standin.trouble = Trouble(500)
    ids = [album.send("image", picture()), album.send("image", PROGRAM)]
    album.fetch(3 * SECOND)
    lines = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("siangkan"))
    secrets = [album.user, *(album.message_id(id) for id in ids), *(str(album.row(id)["name"]) for id in ids)]
    assert lines
    assert [secret for secret in secrets if secret in lines] == []


def crowded(album: Album) -> Fetcher:
    """On a disk where everything there is would be too little."""
    content = LineContent(TOKEN, album.line.base_url)
    return Fetcher(album.store, album.files, content, album.clock, least_free=1 << 60)


def told_of_space(caplog: pytest.LogCaptureFixture) -> list[tuple[str, bool]]:
    said = [record for record in caplog.records if "is nearly full" in record.getMessage()]
    return [(record.levelname, "1,073,741,824 GB" in record.getMessage()) for record in said]


def test_on_a_full_disk_what_was_sent_waits(album: Album) -> None:
    id = album.send("image", picture())
    assert (crowded(album).fetch_due(), album.row(id)["status"], album.row(id)["attempts"]) == (
        0,
        "waiting",
        0,
    )


def test_what_waited_for_space_is_fetched_when_there_is_some(album: Album) -> None:
    id = album.send("image", picture())
    crowded(album).fetch_due()
    album.fetch()
    assert album.told(id) == ("kept", None)


def test_a_full_disk_is_told_once_an_hour(album: Album, caplog: pytest.LogCaptureFixture) -> None:
    fetcher = crowded(album)
    album.send("image", picture())
    for _ in range(4):
        fetcher.fetch_due()
        album.clock.forward(30 * MINUTE)
    assert told_of_space(caplog) == [("ERROR", True)] * 2


def test_a_full_disk_on_which_nothing_waits_is_nobodys_trouble(
    album: Album, caplog: pytest.LogCaptureFixture
) -> None:
    crowded(album).fetch_due()
    assert told_of_space(caplog) == []


def test_a_bucket_is_never_too_full(sqlite_store: Store, line: Served, bucket: str, clock: SetClock) -> None:
    album = open_album(sqlite_store, line, open_media(bucket), clock)
    album.send("image", picture())
    assert crowded(album).fetch_due() == 1


def test_a_running_fetcher_on_a_full_disk_does_not_spin(album: Album) -> None:
    """It looks at the database when it looks for space, and no oftener than without work."""
    looks: list[object] = []
    event.listen(album.store.engine, "begin", looks.append)
    fetcher = crowded(album)
    album.send("image", picture())
    looks.clear()
    fetcher.start()
    time.sleep(1.5)
    fetcher.stop()
    assert len(looks) < 50


def test_a_running_fetcher_fetches_at_once(any_album: Album) -> None:
    any_album.fetcher.start()
    id = any_album.send("image", picture())
    any_album.fetcher.hurry()
    wait_until(lambda: any_album.told(id)[0] == "kept")
    any_album.fetcher.stop()


def test_a_running_fetcher_finds_what_another_process_brought(album: Album) -> None:
    album.fetcher.start()
    time.sleep(0.2)
    id = album.send("image", picture())
    wait_until(lambda: album.told(id)[0] == "kept")
    album.fetcher.stop()


def test_a_running_fetcher_erases(any_album: Album) -> None:
    any_album.send("image", picture())
    any_album.fetch()
    any_album.fetcher.start()
    any_album.erase()
    any_album.fetcher.hurry()
    wait_until(lambda: any_album.names() == [])
    any_album.fetcher.stop()


def test_a_fetcher_that_stops_gives_back_what_it_was_fetching(album: Album) -> None:
    with sly("endless") as server:
        fetcher = Fetcher(album.store, album.files, LineContent(TOKEN, server.url), album.clock)
        id = album.keep("video", "123")
        fetcher.start()
        wait_until(lambda: server.sent > 0)
        fetcher.stop()
    row = album.row(id)
    assert (row["status"], row["fault"], row["leased_until"]) == ("waiting", "stopped", 0)


def test_a_fetcher_that_stops_while_it_writes_gives_back_too(album: Album) -> None:
    stopping = threading.Event()
    content = LineContent(TOKEN, album.line.base_url)
    id = album.send("video", film())

    class StopsThen:
        def fetch(self, message_id: str, into: BytesIO, most: int, going_on: Callable[[], bool]) -> Got:
            got = content.fetch(message_id, into, most, going_on)
            stopping.set()
            return got

    carrier = Carrier(StopsThen(), album.files, album.clock, lambda: not stopping.is_set())
    row = media.Claimed(id, "video", album.message_id(id), str(album.row(id)["name"]), 1, album.clock.now())
    assert (carrier.carry(row).fault, album.names()) == ("stopped", [])


def test_a_slow_film_does_not_hold_up_a_photo(album: Album) -> None:
    film_id = album.send("video", film())
    album.line.standin.trouble = Trouble(None, delay=3.0, path=album.message_id(film_id))
    album.fetcher.start()
    wait_until(lambda: album.row(film_id)["attempts"] == 1)
    photo = album.send("image", picture())
    album.fetcher.hurry()
    wait_until(lambda: album.told(photo)[0] == "kept")
    still = album.told(film_id)[0]
    album.fetcher.stop()
    assert still == "waiting"


def test_a_fetcher_that_lost_its_lease_harms_nothing(any_album: Album) -> None:
    id = any_album.send("image", picture())
    with any_album.store.writing() as conn:
        slow = media.claim(conn, any_album.clock.now(), lease_ms=LEASE, limit=1)[0]
    any_album.fetch(LEASE)
    with any_album.store.writing() as conn:
        media.settle(conn, slow, media.Outcome("waiting", "HTTP 500", 0))
    assert any_album.told(id) == ("kept", None)


def test_nothing_stays_in_the_folder_for_passing_files(album: Album) -> None:
    place = Path(tempfile.gettempdir())
    before = {path.name for path in place.glob("tmp*")}
    album.send("video", film())
    album.fetch()
    assert {path.name for path in place.glob("tmp*") if path.is_file()} <= before


def test_two_fetchers_never_ask_for_the_same_at_once(
    store: Store, line: Served, files: MediaStore, clock: SetClock
) -> None:
    album = open_album(store, line, files, clock)
    ids = [album.send("file", PDF) for _ in range(20)]
    asked, lock, line_content = list[str](), threading.Lock(), LineContent(TOKEN, line.base_url)

    class Watched:
        def fetch(self, message_id: str, into: BytesIO, most: int, going_on: Callable[[], bool]) -> Got:
            with lock:
                asked.append(message_id)
            return line_content.fetch(message_id, into, most, going_on)

    fetchers = [
        Fetcher(Store(str(store.url.render_as_string(False))), files, Watched(), clock) for _ in range(2)
    ]
    [fetcher.start() for fetcher in fetchers]
    wait_until(lambda: all(album.told(id)[0] == "kept" for id in ids), 60)
    [fetcher.stop() for fetcher in fetchers]
    assert sorted(asked) == sorted(album.message_id(id) for id in ids)


def test_erasing_everybody_at_once_while_fetching_leaves_no_file(any_album: Album) -> None:
    for _ in range(6):
        any_album.send("file", PDF)
    any_album.fetcher.start()
    any_album.fetcher.hurry()
    with any_album.store.writing() as conn:
        conn.execute(delete(bubbles.bubbles))
    time.sleep(0.5)
    any_album.fetcher.stop()
    any_album.fetcher.erase_doomed()
    assert any_album.names() == []
