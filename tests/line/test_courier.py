"""Facts about replies that fail: one that may have arrived is not sent again, one that surely did not is pushed."""

import asyncio

import pytest
from sqlalchemy import insert

from handlers.line.courier import Courier
from handlers.line.gateway import LineGateway
from handlers.simulator.standin_values import Trouble
from models import dispatch, people
from models.announcements import announcements, audience
from tests.line.conftest import TOKEN, with_gateway

LATER = 16_000  # longer than a lease and than the first pauses, shorter than a token lives


def carry(desk, line):
    """Everything that is due now, as a sender does it; what has to be paid for first comes round a second time."""
    while due := claim(desk):

        async def each(gateway, due=due):
            return [(row, await Courier(gateway, desk.identity, desk.clock).carry(row)) for row in due]

        settle(desk, with_gateway(line, each))
    desk.clock.forward(LATER)


def claim(desk):
    with desk.store.writing() as conn:
        return dispatch.claim(conn, desk.clock.now(), lease_ms=15_000, limit=10).rows


def settle(desk, done):
    with desk.store.writing() as conn:
        dispatch.settle(conn, done, desk.clock.now())


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
    [row] = claim(desk)

    async def main():
        gateway = LineGateway(TOKEN, "http://127.0.0.1:9")
        try:
            return await Courier(gateway, desk.identity, desk.clock).carry(row)
        finally:
            await gateway.close()

    settle(desk, [(row, asyncio.run(main()))])
    desk.clock.forward(LATER)


def test_a_push_after_a_gone_token_that_fails_is_pushed_again(any_desk, line):
    _, person = any_desk.person("Anna")
    any_desk.put(person, "x", "never heard of")
    line.standin.trouble = Trouble(500, path="push")
    carry(any_desk, line)
    carry(any_desk, line)
    assert calls(line) == ["push"]


@pytest.fixture
def announced(any_desk, line):
    """One text to two people: their LINE ids and the row."""
    known = [any_desk.person(name) for name in ("Anna", "Berta")]
    row = any_desk.put(None, "x", kind="multicast", purpose="announcement", push_until=None)
    told = {"id": 1, "code": "A1", "round": "r", "made_by": "C1", "made_at": 0, "words": "x"}
    with any_desk.store.writing() as conn:
        conn.execute(insert(announcements), told)
        heard = [{"announcement_id": 1, "person_id": person, "outbox_id": row} for _, person in known]
        conn.execute(insert(audience), heard)
    return [user for user, _ in known], row


def test_one_text_for_many_goes_out_in_one_call(any_desk, line, announced):
    users, row = announced
    carry(any_desk, line)
    assert ([each.to for each in line.standin.accepted], any_desk.row(row).status) == ([tuple(users)], "sent")


def test_one_text_that_may_have_arrived_is_not_sent_again(any_desk, line, announced):
    line.standin.trouble = Trouble(500, after_accept=True)
    carry(any_desk, line)
    carry(any_desk, line)
    assert (calls(line), any_desk.row(announced[1]).status) == (["multicast"], "sent")


def test_one_text_for_one_is_pushed(any_desk, line, announced):
    with any_desk.store.writing() as conn:
        people.erase(conn, people.find(conn, any_desk.identity.handle(announced[0][0])).id)
    carry(any_desk, line)
    assert calls(line) == ["push"]


def test_a_push_that_line_has_no_quota_for_is_parked(any_desk, line):
    _, person = any_desk.person("Anna")
    line.standin.quota.monthly = 0
    row = any_desk.put(person, "x", purpose="digest", push_until=None)
    carry(any_desk, line)
    assert (any_desk.row(row).status, any_desk.row(row).fault) == ("parked", "monthly limit")


def test_a_push_that_was_too_hasty_is_tried_again(any_desk, line):
    _, person = any_desk.person("Anna")
    line.standin.trouble = Trouble(429)
    any_desk.put(person, "x", purpose="digest", push_until=None)
    carry(any_desk, line)
    carry(any_desk, line)
    assert calls(line) == ["push"]
