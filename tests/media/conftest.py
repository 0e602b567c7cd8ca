"""A real LINE stand-in, real databases, and media stores of both sorts: a folder, and a bucket behind HTTP."""

import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from handlers.clock import SetClock
from handlers.line.content import LineContent
from handlers.media.fetching import Fetcher
from handlers.media.opening import open_media
from handlers.media.store import MediaStore
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import POLL, QuietHandler, Served, serve_standin
from models import answers, bubbles, media, people
from models.bubbles import Bubble
from models.database import Store
from tests.models.people import NOW, given

SECRET, TOKEN = "a channel secret", "an-access-token"
NOWHERE = "http://127.0.0.1:9/webhook"
NAME = "2569/" + "0f" * 16
OTHER = "2569/" + "a1" * 16
KEYS = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented", "AWS_REGION": "us-east-1"}
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket; its keys and endpoint stand in the environment, where an operator puts them."""
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": s3_endpoint}.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{next(_numbers)}"
    boto3.client("s3", endpoint_url=s3_endpoint, region_name="us-east-1").create_bucket(Bucket=name)
    return f"s3://{name}/photos"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "media"


@pytest.fixture(params=["folder", "bucket"])
def media_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def files(media_url: str) -> MediaStore:
    return open_media(media_url)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def line(clock: SetClock) -> Iterator[Served]:
    with serve_standin(StandIn(SECRET, TOKEN, NOWHERE, clock, redeliver=False, patience=0.2)) as served:
        yield served


@dataclass
class Album:
    """One person who sends things; each becomes a bubble and a row, as the exchange makes them."""

    store: Store
    line: Served
    files: MediaStore
    clock: SetClock
    fetcher: Fetcher
    user: str
    person_id: int
    sent: list[int] = field(default_factory=list)

    def send(self, kind: str, body: bytes) -> int:
        """The row's id."""
        standin = self.line.standin
        if kind == "file":
            event = standin.file(self.user, "a file", body, "application/pdf")
        else:
            event = getattr(standin, kind)(self.user, body)
        return self.keep(kind, event["message"]["id"])

    def keep(self, kind: str, message_id: str) -> int:
        with self.store.writing() as conn:
            slot = f"slot {len(self.sent)}"
            answer = answers.open(conn, given(self.person_id, slot))
            bubble = bubbles.keep(conn, Bubble(answer.id, self.person_id, message_id, NOW, "", kind))
            media.put(conn, bubble_id=bubble, kind=kind, message_id=message_id, now=self.clock.now())
            self.sent.append(self.rows(conn)[-1].id)
        return self.sent[-1]

    def rows(self, conn) -> list[media.Media]:
        return sorted(media.of_person(conn, self.person_id), key=lambda row: row.id)

    def row(self, id: int) -> dict[str, object]:
        with self.store.reading() as conn:
            query = media.media.select().where(media.media.c.id == id)
            return dict(conn.execute(query).mappings().one())

    def told(self, id: int) -> tuple[object, object]:
        row = self.row(id)
        return row["status"], row["fault"]

    def fetch(self, *waits: int) -> None:
        self.fetcher.fetch_due()
        for wait in waits:
            self.clock.forward(wait)
            self.fetcher.fetch_due()

    def content(self, id: int) -> bytes:
        return b"".join(self.files.get(str(self.row(id)["name"])))

    def message_id(self, id: int) -> str:
        return str(self.row(id)["message_id"])

    def erase(self) -> None:
        with self.store.writing() as conn:
            people.erase(conn, self.person_id)

    def names(self) -> list[str]:
        return [name for name, _ in self.files.names()]


def open_album(store: Store, line: Served, files: MediaStore, clock: SetClock) -> Album:
    user = line.standin.new_person("มาลี")
    with store.writing() as conn:
        person_id = people.meet(conn, "a handle", b"sealed", NOW).id
    fetcher = Fetcher(store, files, LineContent(TOKEN, line.base_url), clock)
    return Album(store, line, files, clock, fetcher, user, person_id)


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    opened = Store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def album(sqlite_store: Store, line: Served, folder: Path, clock: SetClock) -> Album:
    """On SQLite and a folder."""
    return open_album(sqlite_store, line, open_media(str(folder)), clock)


@pytest.fixture
def any_album(store: Store, line: Served, files: MediaStore, clock: SetClock) -> Album:
    """On both databases and both stores."""
    return open_album(store, line, files, clock)


@pytest.fixture
def sly_bucket() -> Iterator[str]:
    """The endpoint of a bucket that takes nobody's keys."""
    refusal = Response("<Error><Code>InvalidAccessKeyId</Code></Error>", 403)
    server = make_server("127.0.0.1", 0, refusal, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
