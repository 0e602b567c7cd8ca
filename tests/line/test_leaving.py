"""Facts about leaving a group: a goodbye first where somebody waits for one, once, and to the right address."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from handlers.line.gateway import LineGateway
from handlers.sender import Sender
from handlers.simulator.standin_names import group_id
from handlers.simulator.standin_values import Trouble
from models import outbox
from tests.line.conftest import TOKEN, with_gateway
from tests.line.test_courier import carry
from tests.line.test_sender import make_sender, wait_until_empty

GROUP = group_id("organisers")


@pytest.fixture
def group(any_desk, line):
    """A group of two people that the bot is in."""
    with line.standin.changed:
        line.standin.chat_of(GROUP).members = [line.standin.new_person(name) for name in ("Anna", "Boon")]
    return GROUP


def put_leave(desk, group, goodbye="", token=None):
    now = desk.clock.now()
    words = [{"type": "text", "text": goodbye}] if goodbye else []
    with desk.store.writing() as conn:
        return outbox.put(
            conn,
            person_id=None,
            kind="leave",
            messages=words,
            now=now,
            reply_token=desk.token(group, token) if token else None,
            token_at=now if token else None,
            target="a keyed hash",
            sealed=desk.identity.seal(group),
        )


def inside(line, group):
    return bool(line.standin.chat_of(group).members)


def test_the_bot_leaves_a_group(any_desk, line, group):
    row = put_leave(any_desk, group)
    carry(any_desk, line)
    assert (inside(line, group), any_desk.row(row).status) == (False, "sent")


def test_a_running_sender_leaves_it(desk, line):
    with line.standin.changed:
        line.standin.chat_of(GROUP).members = [line.standin.new_person("Anna")]
    sender: Sender = make_sender(desk, line)
    sender.start()
    put_leave(desk, GROUP)
    wait_until_empty(desk, line, sender)
    sender.stop()
    assert not inside(line, GROUP)


def test_a_goodbye_is_said_before(any_desk, line, group):
    put_leave(any_desk, group, "ลาก่อนค่ะ", "t1")
    carry(any_desk, line)
    assert ([shown.message["text"] for shown in line.standin.chat(group)], inside(line, group)) == (
        ["ลาก่อนค่ะ"],
        False,
    )


def test_no_push_is_ever_paid_for_a_goodbye(any_desk, line, group):
    put_leave(any_desk, group, "ลาก่อนค่ะ", "t1")
    line.standin.reply_tokens.spend("t1")
    carry(any_desk, line)
    assert ([sending.call for sending in line.standin.accepted], inside(line, group)) == ([], False)


def test_a_goodbye_that_line_turned_away_is_said_a_second_later(any_desk, line, group):
    put_leave(any_desk, group, "ลาก่อนค่ะ", "t1")
    line.standin.trouble = Trouble(429, path="reply")
    carry(any_desk, line)
    was_inside = inside(line, group)
    carry(any_desk, line)
    assert (was_inside, [sending.call for sending in line.standin.accepted], inside(line, group)) == (
        True,
        ["reply"],
        False,
    )


def test_a_group_that_we_are_no_longer_in_is_left(any_desk, line):
    row = put_leave(any_desk, group_id("strangers"))
    carry(any_desk, line)
    assert any_desk.row(row).status == "sent"


def test_leaving_is_tried_again_when_line_fails(any_desk, line, group):
    row = put_leave(any_desk, group)
    line.standin.trouble = Trouble(500, path="leave")
    carry(any_desk, line)
    waits = any_desk.row(row).status
    carry(any_desk, line)
    assert (waits, any_desk.row(row).status, inside(line, group)) == ("waiting", "sent", False)


def test_whom_we_left_is_not_kept(any_desk, line, group):
    row = put_leave(any_desk, group, "ลาก่อนค่ะ", "t1")
    carry(any_desk, line)
    kept = any_desk.row(row)
    assert (kept.sealed, kept.target, kept.messages, kept.reply_token) == (None, None, [], None)


def test_a_group_sealed_with_another_secret_is_nobodys(any_desk, line):
    with any_desk.store.writing() as conn:
        row = outbox.put(
            conn, person_id=None, kind="leave", messages=[], now=any_desk.clock.now(), sealed=b"damaged" * 9
        )
    carry(any_desk, line)
    assert (any_desk.row(row).status, any_desk.row(row).fault) == ("dropped", "no address")


def test_a_reply_to_a_group_needs_nobody_in_particular(any_desk, line, group):
    any_desk.put(
        None, "ค่ะ", any_desk.token(group, "t1"), sealed=any_desk.identity.seal(group), push_until=None
    )
    carry(any_desk, line)
    assert [shown.message["text"] for shown in line.standin.chat(group)] == ["ค่ะ"]


def test_an_old_reply_to_a_group_is_dropped_and_never_pushed(any_desk, line, group):
    now = any_desk.clock.now()
    sealed = any_desk.identity.seal(group)
    row = any_desk.put(None, "ค่ะ", "t1", sealed=sealed, token_at=now - 60_000, push_until=None)
    carry(any_desk, line)
    assert (any_desk.row(row).status, line.standin.accepted) == ("dropped", [])


@contextmanager
def listening() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Somebody who says 200 to everything and remembers what was asked."""
    asked: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append((self.path, self.rfile.read(int(self.headers.get("Content-Length") or 0))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("chat", "path"),
    [
        ("C1", "/v2/bot/group/C1/leave"),
        ("R1", "/v2/bot/room/R1/leave"),
        ("C/..", "/v2/bot/group/C%2F../leave"),
    ],
)
def test_groups_and_rooms_are_left_by_their_own_paths_and_without_a_word(chat, path):
    async def main(url):
        gateway = LineGateway(TOKEN, url)
        try:
            return await gateway.leave(chat)
        finally:
            await gateway.close()

    with listening() as (url, asked):
        status = asyncio.run(main(url)).status
    assert (status, asked) == ("ok", [(path, b"")])


def test_a_group_that_line_will_not_let_us_leave_is_told_apart(line):
    line.standin.trouble = Trouble(403, path="leave")
    assert with_gateway(line, lambda gateway: gateway.leave(GROUP)).status == "refused"
