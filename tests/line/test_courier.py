"""Facts about replies that fail: one that may have arrived is not sent again, one that surely did not is pushed."""

import asyncio

import pytest

from handlers.line.courier import Courier
from handlers.line.gateway import LineGateway
from handlers.simulator.standin_values import Trouble
from models import outbox
from tests.line.conftest import TOKEN, with_gateway

LATER = 16_000  # longer than a lease and than the first pauses, shorter than a token lives


def carry(desk, line):
    """Everything that is due now, as a sender does it."""
    with desk.store.writing() as conn:
        due = outbox.claim(conn, desk.clock.now(), lease_ms=15_000, limit=10)

    async def each(gateway):
        return [await Courier(gateway, desk.identity, desk.clock).carry(row) for row in due]

    done = with_gateway(line, each)
    with desk.store.writing() as conn:
        outbox.settle(conn, done, desk.clock.now())
    desk.clock.forward(LATER)


def calls(line):
    return [sending.call for sending in line.standin.accepted]


@pytest.fixture
def reply(any_desk, line):
    """A reply whose first try meets `trouble`, and whose token is gone before the second in any case."""

    def failing(trouble):
        user, person = any_desk.person("Anna")
        row = any_desk.put(person, "x", any_desk.token(user, "t1"))
        line.standin.trouble = trouble
        carry(any_desk, line)
        line.standin.reply_tokens._open.pop("t1", None)
        return row

    return failing


def test_a_reply_that_line_turned_away_is_pushed_when_its_token_is_gone(any_desk, line, reply):
    reply(Trouble(429))
    carry(any_desk, line)
    assert calls(line) == ["push"]


def test_a_reply_that_may_have_arrived_is_not_pushed(any_desk, line, reply):
    row = reply(Trouble(500))
    carry(any_desk, line)
    assert (any_desk.row(row).status, calls(line)) == ("sent", [])


def test_a_reply_that_arrived_without_a_word_of_it_is_sent_once(any_desk, line, reply):
    row = reply(Trouble(500, after_accept=True))
    carry(any_desk, line)
    assert (any_desk.row(row).status, calls(line)) == ("sent", ["reply"])


def test_a_doubt_outlasts_a_later_try_that_was_turned_away(any_desk, line, reply):
    row = reply(Trouble(500))
    line.standin.trouble = Trouble(429)
    carry(any_desk, line)
    carry(any_desk, line)
    assert (any_desk.row(row).status, calls(line)) == ("sent", [])


def test_a_reply_that_never_reached_line_is_pushed_when_its_token_is_gone(any_desk, line, reply):
    user, person = any_desk.person("Anna")
    any_desk.put(person, "x", any_desk.token(user, "t1"))
    carry_nowhere(any_desk)
    line.standin.reply_tokens.spend("t1")
    carry(any_desk, line)
    assert calls(line) == ["push"]


def carry_nowhere(desk):
    """Nobody listens where LINE should be."""
    with desk.store.writing() as conn:
        row = outbox.claim(conn, desk.clock.now(), lease_ms=15_000, limit=1)[0]

    async def main():
        gateway = LineGateway(TOKEN, "http://127.0.0.1:9")
        try:
            return await Courier(gateway, desk.identity, desk.clock).carry(row)
        finally:
            await gateway.close()

    with desk.store.writing() as conn:
        outbox.settle(conn, [asyncio.run(main())], desk.clock.now())
    desk.clock.forward(LATER)


def test_a_push_after_a_gone_token_that_fails_is_pushed_again(any_desk, line):
    _, person = any_desk.person("Anna")
    any_desk.put(person, "x", "never heard of")
    line.standin.trouble = Trouble(500, path="push")
    carry(any_desk, line)
    carry(any_desk, line)
    assert calls(line) == ["push"]
