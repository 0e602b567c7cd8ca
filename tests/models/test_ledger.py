"""No push goes out without its place in the month's quota, no place is lost, and nothing is sent twice."""

import os
import signal
import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select, update

from models import announcements, delivery, dispatch, ledger, organisers, outbox, parked, people, quotas, room
from models.database import Store
from models.dispatch import MONTHLY_LIMIT
from models.ledger import Wanted
from models.outgoing import Outcome, Outgoing
from models.quotas import Reading
from tests.models.people import meet
from tests.processes import forking

WORDS = [{"type": "text", "text": "สวัสดีค่ะ"}]
TUESDAY = int(datetime(2026, 11, 3, 3, tzinfo=UTC).timestamp() * 1000)
HOUR, DAY = 3_600_000, 24 * 3_600_000
LEASE = 15_000


class Desk:
    """Does with the outbox what turns and senders do."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, TUESDAY

    def person(self, name: str = "a") -> int:
        with self.store.writing() as conn:
            return meet(conn, name)

    def quota(self, value: int | None, used: int = 0) -> None:
        with self.store.writing() as conn:
            quotas.note(conn, Reading(value, used), self.now)

    def put(self, person: int | None, text: str = "x", **more: Any) -> int:
        row = {"kind": "push", "purpose": "digest", "messages": [{"type": "text", "text": text}]} | more
        with self.store.writing() as conn:
            return outbox.put(conn, person_id=person, now=self.now, **row)

    def claim(self, limit: int = 100, **more: Any) -> list[Outgoing]:
        with self.store.writing() as conn:
            return dispatch.claim(conn, self.now, lease_ms=LEASE, limit=limit, **more).rows

    def settle(self, *done: tuple[Outgoing, Outcome]) -> None:
        with self.store.writing() as conn:
            dispatch.settle(conn, done, self.now)

    def push(self) -> list[Outgoing]:
        """All that can go out now, by push."""
        rows = self.claim()
        self.settle(*((row, Outcome(row.id, "sent", pushed=row.paid)) for row in rows))
        return rows

    def row(self, id: int) -> Any:
        with self.store.reading() as conn:
            return conn.execute(outbox.outbox.select().where(outbox.outbox.c.id == id)).one()

    def booked(self) -> list[tuple[str, str, int]]:
        with self.store.reading() as conn:
            return sorted(ledger.by_purpose(conn, self.now))

    @property
    def left(self) -> int | None:
        with self.store.reading() as conn:
            return ledger.standing(conn, self.now).left

    def free(self) -> int:
        with self.store.writing() as conn:
            return parked.free(conn, self.now)

    def board(self, person: int, seats: int = 4) -> tuple[int, ...]:
        with self.store.writing() as conn:
            return parked.board(conn, person, seats, self.now)

    def reply(self, person: int, seats: int = 4) -> int:
        """What a turn puts into the outbox when the person has written."""
        with self.store.writing() as conn:
            carries = parked.board(conn, person, seats, self.now)
            token = {"reply_token": "t", "token_at": self.now}
            words = [{"type": "text", "text": "an answer"}]
            return outbox.put(
                conn, person_id=person, kind="reply", messages=words, now=self.now, carries=carries, **token
            )


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def parked_row(desk: Desk) -> int:
    """A digest for which there was no room."""
    desk.quota(0)
    id = desk.put(desk.person(), "the digest")
    desk.claim()
    return id


# A place in the month


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2026, 11, 30, 14, 59, 59, tzinfo=UTC), "2026-11"),
        (datetime(2026, 11, 30, 15, tzinfo=UTC), "2026-12"),
    ],
)
def test_a_month_ends_when_it_ends_in_japan(at: datetime, month: str) -> None:
    assert quotas.month_of(int(at.timestamp() * 1000)) == month


def test_a_push_is_booked_before_anybody_can_send_it(desk: Desk) -> None:
    desk.put(desk.person())
    assert [row.paid for row in desk.claim()] == [1]
    assert desk.booked() == [("digest", "reserved", 1)]


def test_a_push_that_went_out_is_used(desk: Desk) -> None:
    desk.put(desk.person())
    desk.push()
    assert desk.booked() == [("digest", "used", 1)]


def test_a_push_that_was_refused_gives_its_place_back(desk: Desk) -> None:
    desk.put(desk.person())
    desk.settle(*((row, Outcome(row.id, "dropped", fault="HTTP 400")) for row in desk.claim()))
    assert desk.booked() == [("digest", "released", 1)]


def test_a_fresh_reply_is_not_booked(desk: Desk) -> None:
    desk.reply(desk.person())
    assert ([row.paid for row in desk.claim()], desk.booked()) == ([0], [])


def test_an_answer_without_a_token_is_booked(desk: Desk) -> None:
    desk.put(desk.person(), kind="reply", purpose="", push_until=desk.now + HOUR)
    assert [row.paid for row in desk.claim()] == [1]


def test_a_reply_whose_token_was_gone_is_booked_the_next_time(desk: Desk) -> None:
    desk.put(
        desk.person(),
        kind="reply",
        purpose="",
        reply_token="t",
        token_at=desk.now,
        push_until=desk.now + HOUR,
    )
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "waiting", desk.now, maybe_replied=False, spent=True)))
    assert [(row.paid, row.reply_token) for row in desk.claim()] == [(1, None)]


def test_a_row_that_is_sent_again_holds_one_place(desk: Desk) -> None:
    """A sender died between the booking and the settling."""
    desk.quota(3)
    desk.put(desk.person())
    desk.claim()
    desk.now += LEASE
    assert (len(desk.claim()), desk.left) == (1, 2)


def test_a_row_that_is_sent_again_counts_once(desk: Desk) -> None:
    desk.quota(3)
    desk.put(desk.person())
    [slow] = desk.claim()
    desk.now += LEASE
    [quick] = desk.claim()
    desk.settle((quick, Outcome(quick.id, "sent", pushed=1)))
    desk.settle((slow, Outcome(slow.id, "sent", pushed=1)))
    assert (desk.booked(), desk.left) == ([("digest", "used", 1)], 2)


def test_what_was_used_is_not_released_by_who_comes_late(desk: Desk) -> None:
    desk.put(desk.person())
    [row] = desk.push()
    desk.settle((row, Outcome(row.id, "dropped")))
    assert desk.booked() == [("digest", "used", 1)]


def test_a_place_of_somebody_erased_is_not_held_for_ever(desk: Desk) -> None:
    person = desk.person()
    desk.put(person)
    desk.claim()
    with desk.store.writing() as conn:
        people.erase(conn, person)
        ledger.close_lost(conn, desk.now + HOUR)
    assert desk.booked() == [("digest", "used", 1)]


def test_a_place_of_a_row_that_waits_stays_reserved(desk: Desk) -> None:
    desk.put(desk.person())
    desk.claim()
    with desk.store.writing() as conn:
        ledger.close_lost(conn, desk.now + HOUR)
    assert desk.booked() == [("digest", "reserved", 1)]


def test_a_retry_key_counts_from_its_first_use(desk: Desk) -> None:
    id = desk.put(desk.person())
    first = desk.now
    desk.claim()
    desk.now += LEASE
    desk.claim()
    assert desk.row(id).key_at == first


def test_a_retry_key_that_line_never_saw_is_as_good_as_new(desk: Desk) -> None:
    id = desk.put(desk.person())
    [row] = desk.claim()
    desk.settle((row, Outcome(id, "waiting", desk.now, maybe_pushed=False)))
    assert desk.row(id).key_at is None


def test_no_retry_key_is_used_after_a_day(desk: Desk) -> None:
    id = desk.put(desk.person())
    [row] = desk.claim()
    desk.settle((row, Outcome(id, "waiting", desk.now)))
    desk.now += DAY
    assert (desk.claim(), desk.row(id).status, desk.row(id).fault) == ([], "dropped", "too late")


def test_a_push_that_was_turned_away_for_its_haste_keeps_its_place(desk: Desk) -> None:
    desk.quota(1)
    id = desk.put(desk.person())
    [row] = desk.claim()
    desk.settle((row, Outcome(id, "waiting", desk.now, "HTTP 429", maybe_pushed=False)))
    assert [row.id for row in desk.claim()] == [id]


def test_a_push_that_nobody_waits_for_any_more_gives_its_place_back(desk: Desk) -> None:
    id = desk.put(desk.person(), purpose="", push_until=desk.now + HOUR)
    [row] = desk.claim()
    desk.settle((row, Outcome(id, "waiting", desk.now, "HTTP 429", maybe_pushed=False)))
    desk.now += 2 * HOUR
    [late] = desk.claim()
    desk.settle((late, Outcome(id, "dropped", fault="too late")))
    assert desk.booked() == [("", "released", 1)]


# What LINE says of its quota


def test_while_line_was_not_asked_all_may_go(desk: Desk) -> None:
    desk.put(desk.person())
    assert (len(desk.claim()), desk.left) == (1, None)


def test_a_plan_without_a_limit_lets_all_go(desk: Desk) -> None:
    desk.quota(None, 100_000)
    desk.put(desk.person())
    assert (len(desk.claim()), desk.left) == (1, None)


def test_pushes_wait_until_line_was_asked(desk: Desk) -> None:
    desk.put(desk.person())
    desk.reply(desk.person("b"))
    with desk.store.writing() as conn:
        claimed = dispatch.claim(conn, desk.now, lease_ms=LEASE, limit=9, can_ask=True)
    assert ([row.kind for row in claimed.rows], claimed.asks) == (["reply"], True)


def test_a_good_reading_lets_pushes_go(desk: Desk) -> None:
    desk.quota(3)
    desk.put(desk.person())
    assert len(desk.claim(can_ask=True)) == 1


def test_what_others_sent_from_the_account_counts(desk: Desk) -> None:
    desk.quota(300, used=298)
    assert desk.left == 2


def test_what_we_send_after_the_reading_counts(desk: Desk) -> None:
    desk.quota(300, used=298)
    desk.put(desk.person())
    desk.push()
    assert desk.left == 1


def test_a_new_month_begins_with_the_plan_of_the_old(desk: Desk) -> None:
    desk.quota(300, used=300)
    desk.now += 30 * DAY
    assert desk.left == 300


def test_after_lines_no_nothing_is_left(desk: Desk) -> None:
    desk.put(desk.person())
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "dropped", fault=MONTHLY_LIMIT, maybe_pushed=False)))
    assert desk.left == 0


def test_lines_no_outlasts_the_counter_that_is_read_right_after(desk: Desk) -> None:
    with desk.store.writing() as conn:
        quotas.fill(conn, desk.now)
    desk.quota(300, used=290)
    assert desk.left == 0


def test_room_that_line_shows_later_counts(desk: Desk) -> None:
    with desk.store.writing() as conn:
        quotas.fill(conn, desk.now)
    desk.now += HOUR
    desk.quota(300, used=290)
    assert desk.left == 10


def test_a_reading_is_good_for_ten_minutes() -> None:
    quota = quotas.Quota("2026-11", "limited", 300, 0, TUESDAY)
    assert [quota.is_stale(TUESDAY + minutes * 60_000) for minutes in (9, 10)] == [False, True]


def test_lines_no_makes_a_reading_stale() -> None:
    assert quotas.Quota("2026-11", "limited", 300, 0, TUESDAY, TUESDAY + 1).is_stale(TUESDAY + 1)


# Organisers first


def organise(desk: Desk, count: int, **more: Any) -> None:
    for n in range(count):
        person = desk.person(f"organiser {n}")
        with desk.store.writing() as conn:
            row = {"person_id": person, "code": f"C{n}", "role": "organiser", "joined_at": desk.now} | more
            conn.execute(insert(organisers.organisers), row)


def reserve(desk: Desk) -> int:
    with desk.store.reading() as conn:
        return room.reserve_for_digests(conn, desk.now)


def test_every_monday_that_is_left_has_a_place_for_every_organiser(desk: Desk) -> None:
    organise(desk, 2)
    assert reserve(desk) == 2 * 4  # 9, 16, 23 and 30 November


def test_a_monday_is_over_when_its_hour_has_come(desk: Desk) -> None:
    organise(desk, 1)
    desk.now = int(datetime(2026, 11, 30, 1, tzinfo=UTC).timestamp() * 1000)  # 08:00 in Kanchanaburi
    assert reserve(desk) == 0


def test_who_wants_no_digest_needs_no_place(desk: Desk) -> None:
    organise(desk, 2, digest_off=True)
    assert reserve(desk) == 0


def test_a_digest_late_in_the_evening_is_paid_from_the_next_month(desk: Desk) -> None:
    """22:00 of 30 November in Thailand is December in Japan."""
    organise(desk, 1, digest_hour=22)
    assert reserve(desk) == 3


@pytest.mark.parametrize(("purpose", "sent"), [("digest", 1), ("organiser", 1), ("announcement", 0), ("", 0)])
def test_only_organisers_take_what_is_kept_for_digests(desk: Desk, purpose: str, sent: int) -> None:
    organise(desk, 1)
    desk.quota(4)
    desk.put(desk.person(), purpose=purpose, push_until=None if purpose else desk.now + HOUR)
    assert len(desk.push()) == sent


def test_of_what_waits_digests_go_first_then_announcements(desk: Desk) -> None:
    desk.quota(2)
    until = {"push_until": desk.now + HOUR}
    for n, purpose in enumerate(("", "announcement", "digest")):
        desk.put(desk.person(str(n)), purpose=purpose, **({} if purpose else until))
    assert sorted(row.purpose for row in desk.push()) == ["announcement", "digest"]


# What finds no room


def test_a_digest_without_room_is_parked_with_its_words(desk: Desk, parked_row: int) -> None:
    row = desk.row(parked_row)
    assert (row.status, len(row.messages), row.leased_until) == ("parked", 1, 0)


def test_a_question_that_is_waited_for_is_parked(desk: Desk) -> None:
    desk.quota(0)
    id = desk.put(desk.person(), purpose="", push_until=desk.now + HOUR)
    desk.claim()
    assert desk.row(id).status == "parked"


def test_what_nobody_waits_for_is_dropped(desk: Desk) -> None:
    desk.quota(0)
    id = desk.put(desk.person(), purpose="")
    desk.claim()
    assert (desk.row(id).status, desk.row(id).fault) == ("dropped", MONTHLY_LIMIT)


def test_a_reply_with_a_fresh_token_goes_out_without_quota(desk: Desk) -> None:
    desk.quota(0)
    desk.reply(desk.person())
    assert len(desk.claim()) == 1


def test_a_push_that_may_have_arrived_is_tried_again_even_without_room(desk: Desk) -> None:
    desk.quota(1)
    id = desk.put(desk.person())
    [row] = desk.claim()
    desk.settle((row, Outcome(id, "waiting", desk.now, "HTTP 500", pushed=1)))
    desk.quota(1, used=1)
    assert [row.id for row in desk.claim()] == [id]


def test_a_push_that_may_have_arrived_waits_when_line_says_no(desk: Desk) -> None:
    id = desk.put(desk.person())
    [row] = desk.claim()
    desk.settle((row, Outcome(id, "waiting", desk.now, "HTTP 500", pushed=1)))
    [again] = desk.claim()
    desk.settle((again, dispatch.parting(again, desk.now, MONTHLY_LIMIT)))
    assert (desk.row(id).status, desk.row(id).retry_key) == ("waiting", row.retry_key)


def test_a_question_that_may_be_in_the_chat_already_is_not_parked(desk: Desk) -> None:
    desk.quota(0)
    token = {"reply_token": "t", "token_at": desk.now}
    id = desk.put(desk.person(), kind="reply", purpose="", push_until=desk.now + HOUR, **token)
    desk.claim()
    desk.now += 60_000
    desk.claim()
    assert desk.row(id).status == "dropped"


def test_a_newer_digest_takes_the_place_of_a_parked_one(desk: Desk, parked_row: int) -> None:
    newer = desk.put(desk.row(parked_row).person_id, "a newer digest")
    desk.claim()
    assert [desk.row(id).status for id in (parked_row, newer)] == ["dropped", "parked"]


def test_what_is_parked_goes_along_with_the_next_reply(desk: Desk, parked_row: int) -> None:
    desk.reply(desk.row(parked_row).person_id)
    [row] = desk.claim()
    assert [message["text"] for message in row.messages] == ["the digest", "an answer"]


def test_what_went_along_is_sent(desk: Desk, parked_row: int) -> None:
    desk.reply(desk.row(parked_row).person_id)
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "sent")))
    assert (desk.row(parked_row).status, desk.row(parked_row).messages) == ("sent", [])


def test_it_costs_nothing(desk: Desk, parked_row: int) -> None:
    desk.reply(desk.row(parked_row).person_id)
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "sent")))
    assert desk.booked() == []


def test_when_the_reply_is_dropped_it_is_parked_again(desk: Desk, parked_row: int) -> None:
    desk.reply(desk.row(parked_row).person_id)
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "dropped", maybe_replied=False)))
    assert (desk.row(parked_row).status, len(desk.row(parked_row).messages)) == ("parked", 1)


def test_when_the_reply_may_have_arrived_it_is_not_told_again(desk: Desk, parked_row: int) -> None:
    desk.reply(desk.row(parked_row).person_id)
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "dropped", maybe_replied=True)))
    assert desk.row(parked_row).status == "sent"


def test_it_goes_along_with_one_reply_only(desk: Desk, parked_row: int) -> None:
    person = desk.row(parked_row).person_id
    desk.reply(person)
    assert desk.board(person) == ()


def test_it_waits_for_a_reply_with_room(desk: Desk, parked_row: int) -> None:
    assert desk.board(desk.row(parked_row).person_id, seats=0) == ()


def test_what_is_too_long_for_a_reply_lets_a_shorter_one_go(desk: Desk) -> None:
    desk.quota(0)
    person = desk.person()
    with desk.store.writing() as conn:
        long = outbox.put(
            conn, person_id=person, kind="push", messages=WORDS * 3, now=desk.now, purpose="announcement"
        )
    short = desk.put(person, purpose="announcement")
    desk.claim(), desk.claim()
    assert (desk.board(person, 2), desk.board(person, 3)) == ((short,), (long,))


def test_who_blocks_us_gets_nothing_that_was_parked(desk: Desk, parked_row: int) -> None:
    person = desk.row(parked_row).person_id
    with desk.store.writing() as conn:
        outbox.cancel(conn, person)
    assert desk.board(person) == ()


def test_parked_words_that_are_taken_back_are_gone(desk: Desk, parked_row: int) -> None:
    person = desk.row(parked_row).person_id
    with desk.store.writing() as conn:
        outbox.drop_saying(conn, person, ["the digest"])
    assert desk.board(person) == ()


def test_a_reply_that_is_taken_back_before_it_went_leaves_what_it_carried(
    desk: Desk, parked_row: int
) -> None:
    person = desk.row(parked_row).person_id
    desk.reply(person)
    with desk.store.writing() as conn:
        outbox.drop_saying(conn, person, ["an answer"])
    assert desk.board(person) == (parked_row,)


def test_what_is_parked_is_counted_with_its_people(desk: Desk, parked_row: int) -> None:
    desk.put(desk.row(parked_row).person_id, purpose="announcement")
    desk.claim()
    with desk.store.reading() as conn:
        assert parked.kept(conn) == parked.Kept(messages=2, people=1)


# When there is room again


def test_when_there_is_room_it_is_pushed_after_all(desk: Desk, parked_row: int) -> None:
    desk.quota(5)
    assert (desk.free(), [row.id for row in desk.push()]) == (1, [parked_row])


def test_a_month_later_it_has_a_new_retry_key(desk: Desk, parked_row: int) -> None:
    before = desk.row(parked_row).retry_key
    desk.now += 30 * DAY
    desk.quota(5)
    desk.free()
    [row] = desk.claim()
    assert row.retry_key != before


def test_without_room_it_stays(desk: Desk, parked_row: int) -> None:
    assert (desk.free(), desk.row(parked_row).status) == (0, "parked")


def test_only_as_many_as_there_is_room_for_are_freed(desk: Desk) -> None:
    desk.quota(0)
    for n in range(4):
        desk.put(desk.person(str(n)), purpose="announcement")
    desk.claim()
    desk.quota(3)
    assert (desk.free(), len(desk.push()), desk.left) == (3, 3, 0)


def test_an_old_question_is_not_pushed_out_of_the_blue(desk: Desk) -> None:
    desk.quota(0)
    desk.put(desk.person(), purpose="", push_until=desk.now + HOUR)
    desk.claim()
    desk.quota(5)
    assert desk.free() == 0


def test_what_rode_with_a_reply_that_is_gone_is_given_up_after_a_day(desk: Desk, parked_row: int) -> None:
    desk.board(desk.row(parked_row).person_id)
    desk.now += DAY
    desk.free()
    assert (desk.row(parked_row).status, desk.row(parked_row).fault) == ("dropped", "too late")


# One text for many


def announce(desk: Desk, *people_: int) -> tuple[int, int]:
    """(announcement, outbox row)"""
    with desk.store.writing() as conn:
        told = {"code": "A1", "round": "r", "made_by": "C1", "made_at": desk.now, "words": "w"}
        made = conn.execute(
            insert(announcements.announcements).returning(announcements.announcements.c.id), told
        ).scalar_one()
        row = outbox.put(
            conn, person_id=None, kind="multicast", messages=WORDS, now=desk.now, purpose="announcement"
        )
        heard = [{"announcement_id": made, "person_id": person, "outbox_id": row} for person in people_]
        conn.execute(insert(announcements.audience), heard)
        return made, row


def states(desk: Desk, announcement: int) -> dict[str, int]:
    with desk.store.reading() as conn:
        return delivery.counts(conn, announcement)


def block(desk: Desk, person: int) -> None:
    with desk.store.writing() as conn:
        conn.execute(update(people.people).where(people.people.c.id == person).values(blocked_at=desk.now))


@pytest.fixture
def three(desk: Desk) -> list[int]:
    return [desk.person(name) for name in "abc"]


def test_a_multicast_is_booked_for_everybody_it_reaches(desk: Desk, three: list[int]) -> None:
    announce(desk, *three)
    assert ([(row.paid, len(row.to)) for row in desk.push()], desk.booked()) == (
        [(3, 3)],
        [("announcement", "used", 3)],
    )


def test_whoever_blocked_us_or_was_erased_is_not_addressed(desk: Desk, three: list[int]) -> None:
    announce(desk, *three)
    block(desk, three[0])
    with desk.store.writing() as conn:
        people.erase(conn, three[1])
    assert [len(row.to) for row in desk.claim()] == [1]


def test_a_multicast_to_nobody_is_dropped(desk: Desk) -> None:
    person = desk.person()
    _, row = announce(desk, person)
    block(desk, person)
    assert (desk.claim(), desk.row(row).status) == ([], "dropped")


def test_the_ledger_counts_who_was_really_addressed(desk: Desk, three: list[int]) -> None:
    announce(desk, *three)
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "sent", pushed=2)))
    assert desk.booked() == [("announcement", "used", 2)]


def test_it_is_known_who_heard_an_announcement(desk: Desk, three: list[int]) -> None:
    told, _ = announce(desk, *three)
    block(desk, three[0])
    desk.push()
    assert states(desk, told) == {"sent": 2, "blocked": 1}


def test_before_it_is_sent_all_wait(desk: Desk, three: list[int]) -> None:
    told, _ = announce(desk, *three)
    assert states(desk, told) == {"waiting": 3}


def test_a_multicast_without_room_is_parked_for_each_of_its_people(desk: Desk, three: list[int]) -> None:
    desk.quota(2)
    told, _ = announce(desk, *three)
    desk.claim()
    assert (states(desk, told), [len(desk.board(person)) for person in three]) == ({"parked": 3}, [1, 1, 1])


def test_each_of_them_hears_it_with_a_reply(desk: Desk, three: list[int]) -> None:
    desk.quota(2)
    told, _ = announce(desk, *three)
    desk.claim()
    desk.reply(three[1])
    [row] = desk.claim()
    desk.settle((row, Outcome(row.id, "sent")))
    assert states(desk, told) == {"parked": 2, "sent": 1}


def test_a_part_of_them_is_pushed_when_there_is_room_for_a_part(desk: Desk, three: list[int]) -> None:
    desk.quota(2)
    told, _ = announce(desk, *three)
    desk.claim()
    desk.free()
    desk.push()
    assert (states(desk, told), desk.left) == ({"parked": 1, "sent": 2}, 0)


def test_what_line_refused_is_split_once_however_many_say_so(desk: Desk, three: list[int]) -> None:
    announce(desk, *three)
    [row] = desk.claim()
    refused = Outcome(row.id, "parked", fault=MONTHLY_LIMIT, maybe_replied=False, maybe_pushed=False)
    desk.settle((row, refused))
    desk.settle((row, refused))
    with desk.store.reading() as conn:
        assert parked.kept(conn) == parked.Kept(messages=3, people=3)


def test_a_multicast_goes_to_500_at_most(desk: Desk) -> None:
    crowd = [desk.person(str(n)) for n in range(501)]
    announce(desk, *crowd)
    assert [len(row.to) for row in desk.claim()] == [500]


# Many at once


def test_those_who_book_at_once_never_overdraw(store: Store, database_url: str) -> None:
    desk = Desk(store)
    desk.quota(25)
    for n in range(60):
        desk.put(desk.person(str(n)), purpose="announcement")
    sent: list[int] = []

    def drain() -> None:
        mine = Desk(Store(database_url))
        while rows := mine.claim(limit=4):
            mine.settle(*((row, Outcome(row.id, "sent", pushed=row.paid)) for row in rows))
            sent.extend(row.id for row in rows)

    threads = [threading.Thread(target=drain) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    again = desk.push()
    assert (len(set(sent)), len(sent) + len(again), desk.left) == (len(sent), 25, 0)


def test_two_who_book_at_once_wait_for_each_other(store: Store, database_url: str) -> None:
    """The second sees what the first has taken, although both began before either was done."""
    desk = Desk(store)
    desk.quota(1)
    granted: list[set[int]] = []

    def other() -> None:
        with Store(database_url).writing() as conn:
            granted.append(room.grant(conn, [Wanted(2, "digest", 1)], desk.now))

    with store.writing() as conn:
        granted.append(room.grant(conn, [Wanted(1, "digest", 1)], desk.now))
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.3)
    thread.join()
    assert granted == [{1}, set()]


def _book_then_hang(url: str, booked: Any) -> None:
    Desk(Store(url)).claim()
    booked.set()
    time.sleep(60)


def test_a_sender_that_is_killed_leaves_its_place_to_the_next(store: Store, database_url: str) -> None:
    desk = Desk(store)
    desk.quota(3)
    desk.put(desk.person())
    booked = forking.Event()
    process = forking.Process(target=_book_then_hang, args=(database_url, booked))
    process.start()
    assert booked.wait(60)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    desk.now += LEASE
    assert (len(desk.push()), desk.booked(), desk.left) == (1, [("digest", "used", 1)], 2)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("tell", "ask", "write", "claim", "sent", "lost", "refused", "full", "crash", "read", "free")
        ),
        st.integers(0, 2),
    ),
    min_size=5,
    max_size=40,
)


@pytest.mark.parametrize("limit", [0, 3, None])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_happens_each_message_is_shown_once_at_most_and_no_place_is_lost(
    store: Store, limit: int | None, acts: list[tuple[str, int]]
) -> None:
    with store.writing() as conn:
        for table in (ledger.ledger, quotas.quotas, outbox.outbox, people.people):
            conn.execute(table.delete())
    world = World(Desk(store), limit)
    for act, who in acts:
        getattr(world, act)(who)
        world.check()
    world.check_the_end()


class World:
    """LINE with three people: a phone each, reply tokens that are used once, retry keys that are remembered."""

    def __init__(self, desk: Desk, limit: int | None) -> None:
        self.desk, self.limit, self.used, self.texts = desk, limit, 0, 0
        self.people = [desk.person(name) for name in "abc"]
        self.shown: list[str] = []
        self.keys: set[str] = set()
        self.tokens: set[int] = set()
        self.flying: list[Outgoing] = []
        self.read(0)

    def tell(self, who: int) -> None:
        self.texts += 1
        self.desk.put(self.people[who], f"news {self.texts}", purpose="announcement")

    def ask(self, who: int) -> None:
        self.texts += 1
        self.desk.put(self.people[who], f"question {self.texts}", purpose="", push_until=self.desk.now + HOUR)

    def write(self, who: int) -> None:
        self.tokens.add(self.desk.reply(self.people[who]))

    def claim(self, who: int) -> None:
        self.flying += self.desk.claim(limit=2)

    def sent(self, who: int) -> None:
        self._land(self._arrive)

    def lost(self, who: int) -> None:
        """It arrived, and nobody heard so."""
        self._land(lambda row: self._arrive(row) and self._unsure(row))

    def refused(self, who: int) -> None:
        def refuse(row: Outgoing) -> Outcome:
            maybe = row.key_at is not None
            return Outcome(
                row.id, "dropped", None, "HTTP 400", None, row.maybe_replied, maybe, row.paid if maybe else 0
            )

        self._land(refuse)

    def full(self, who: int) -> None:
        """LINE says no although it had room by our books: somebody else has used it."""
        if self.limit is not None:
            self.used = max(self.used, self.limit)

    def crash(self, who: int) -> None:
        """Whoever sent is gone; each second of its messages had arrived."""
        for row in self.flying[::2]:
            self._arrive(row)
        self.flying.clear()
        self.desk.now += LEASE

    def read(self, who: int) -> None:
        self.desk.now += quotas.REST_MS
        self.desk.quota(self.limit, self.used)

    def free(self, who: int) -> None:
        self.desk.free()

    def check(self) -> None:
        own = [text for text in self.shown if text != "an answer"]
        assert len(own) == len(set(own))
        left = self.desk.left
        assert left is None or left >= 0

    def check_the_end(self) -> None:
        """With room enough no place stays reserved, and nothing that was announced stays behind."""
        self.flying.clear()
        self.limit = None
        for _ in range(40):
            self.desk.now += LEASE + 60_000
            self.read(0)
            self.desk.free()
            self.claim(0)
            while self.flying:
                self.sent(0)
        with self.desk.store.writing() as conn:
            ledger.close_lost(conn, self.desk.now + HOUR)
            assert "reserved" not in {state for _, state, _ in ledger.by_purpose(conn, self.desk.now)}
            behind = outbox.outbox.c.status.in_(("waiting", "riding", "parked"))
            asked = (outbox.outbox.c.purpose == "") & (outbox.outbox.c.status == "parked")
            assert conn.execute(select(func.count()).where(behind, ~asked)).scalar() == 0
        self.check()

    def _land(self, how: Any) -> None:
        if self.flying:
            row = self.flying.pop(0)
            self.desk.settle((row, how(row)))

    def _unsure(self, row: Outgoing) -> Outcome:
        return Outcome(row.id, "waiting", self.desk.now, "HTTP 500", pushed=row.paid)

    def _arrive(self, row: Outgoing) -> Outcome:
        return self._push(row) if row.paid else self._reply(row)

    def _reply(self, row: Outgoing) -> Outcome:
        if not row.is_fresh(self.desk.now):
            return Outcome(row.id, "dropped", fault="too late", maybe_replied=row.maybe_replied)
        if row.id in self.tokens:
            self.tokens.remove(row.id)
            self.shown += [message["text"] for message in row.messages]
        return Outcome(row.id, "sent")

    def _push(self, row: Outgoing) -> Outcome:
        if row.retry_key in self.keys:
            return Outcome(row.id, "sent", pushed=1)
        if self.limit is not None and self.used >= self.limit:
            return dispatch.parting(row, self.desk.now, MONTHLY_LIMIT)
        self.keys.add(row.retry_key)
        self.used += 1
        self.shown += [message["text"] for message in row.messages]
        return Outcome(row.id, "sent", pushed=1)
