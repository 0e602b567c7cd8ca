"""Facts about waiting for bodies and readers: what the app sees, and who is sent away."""

import asyncio
from itertools import repeat

import pytest

from handlers.patience import HELD_BYTES, Patient

SCOPE = {
    "type": "http",
    "method": "POST",
    "scheme": "http",
    "raw_path": b"/%E0%B8%81",
    "query_string": b"a=1",
    "http_version": "1.1",
    "server": ("127.0.0.1", 80),
    "client": ("127.0.0.2", 1234),
}
HEADERS = [(b"content-type", b"text/plain"), (b"x-odd", b"\xff"), (b"transfer-encoding", b"chunked")]
GONE = {"type": "http.disconnect"}


def part(body, more):
    return {"type": "http.request", "body": body, "more_body": more}


def told_by(app, *messages, seconds=60.0):
    """All that is sent back. After the last message nothing more arrives."""
    return asyncio.run(conversation(Patient(app, 2, seconds), messages))


async def conversation(patient, messages):
    left, sent = list(messages), []

    async def receive():
        return left.pop(0) if left else await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    await patient({**SCOPE, "headers": HEADERS}, receive, send)
    return sent


def echo(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]


def shown(key):
    def app(environ, start):
        start("200 OK", [])
        return [environ[key].encode()]

    return told_by(app, part(b"12345", False))[1]["body"]


def status(*messages, seconds=60.0):
    return told_by(echo, *messages, seconds=seconds)[0]["status"]


def test_a_body_in_pieces_is_seen_whole():
    assert told_by(echo, part(b"ab", True), part(b"cd", False))[1]["body"] == b"abcd"


def test_a_body_that_does_not_come_is_sent_away():
    assert status(part(b"{", True), seconds=0.01) == 408


def test_the_app_is_not_asked_before_its_body_is_there():
    asked = []
    told_by(lambda environ, start: asked.append(environ) or [], part(b"{", True), seconds=0.01)
    assert asked == []


def test_whoever_hangs_up_before_the_end_of_the_body_is_not_answered():
    assert told_by(echo, part(b"{", True), GONE) == []


def test_more_bodies_than_there_is_room_for_are_sent_away():
    half = bytes(HELD_BYTES // 2)
    assert status(part(half, True), part(half, True), part(b"1", False)) == 503


def test_what_an_earlier_body_took_is_free_again():
    async def twice():
        patient, whole = Patient(echo, 2), [part(bytes(HELD_BYTES), False)]
        return [(await conversation(patient, whole))[0]["status"] for _ in range(2)]

    assert asyncio.run(twice()) == [200, 200]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("PATH_INFO", "/\u0e01".encode().decode("latin-1")),
        ("QUERY_STRING", "a=1"),
        ("CONTENT_TYPE", "text/plain"),
        ("CONTENT_LENGTH", "5"),
        ("HTTP_X_ODD", "\xff"),
        ("REMOTE_ADDR", "127.0.0.2"),
        ("SERVER_PORT", "80"),
    ],
)
def test_the_app_is_told_of_the_request(key, value):
    assert shown(key) == value.encode()


def test_the_body_is_no_longer_in_chunks():
    with pytest.raises(KeyError):
        shown("HTTP_TRANSFER_ENCODING")


class Pieces:
    """A long answer, as a stream: notes how many were asked for and whether it was closed."""

    def __init__(self, pieces):
        self.left, self.asked, self.closed = iter(pieces), 0, False

    def __iter__(self):
        return self

    def __next__(self):
        self.asked += 1
        return next(self.left)

    def close(self):
        self.closed = True

    def app(self, environ, start):
        start("200 OK", [])
        return self


def test_a_long_answer_is_sent_whole():
    sent = told_by(Pieces([b"1", b"2", b"3", b"4"]).app, part(b"", False))
    assert b"".join(message["body"] for message in sent[1:]) == b"1234"


def test_a_long_answer_has_an_end():
    sent = told_by(Pieces([b"1", b"2", b"3", b"4"]).app, part(b"", False))
    assert [message["more_body"] for message in sent[1:]][-2:] == [True, False]


@pytest.mark.parametrize("length", [0, 1, 2, 5])
def test_every_answer_is_closed(length):
    pieces = Pieces([b"x"] * length)
    told_by(pieces.app, part(b"", False))
    assert pieces.closed


def test_an_answer_without_end_ends_when_its_reader_leaves():
    pieces = Pieces(repeat(b"x"))
    told_by(pieces.app, part(b"", False), GONE)
    assert pieces.closed
