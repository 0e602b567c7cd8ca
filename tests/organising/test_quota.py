"""Facts about `โควตา`: what is said of the month's pushes, and that it is all short and true."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from bot.organising.orders import Order
from handlers.organising.asked import Asked
from handlers.organising.quota import quota
from models import organisers, outbox, quotas
from models.dispatch import claim, settle
from models.organisers import Organiser
from models.outgoing import Outcome
from models.quotas import Reading
from tests.exchange.chat import services
from tests.models.people import meet

NOW = int(datetime(2026, 11, 3, 3, tzinfo=UTC).timestamp() * 1000)
WORDS = [{"type": "text", "text": "x"}]


class Office:
    """One organiser, and what has been sent."""

    def __init__(self, store):
        self.store, self.services = store, services(store)
        with store.writing() as conn:
            self.person = meet(conn, "the organiser")
            row = {"person_id": self.person, "code": "C1", "role": "viewer", "joined_at": NOW}
            conn.execute(insert(organisers.organisers), row)

    def plan(self, value, used=0):
        with self.store.writing() as conn:
            quotas.note(conn, Reading(value, used), NOW)

    def push(self, count, *, lands=True):
        with self.store.writing() as conn:
            for n in range(count):
                person = meet(conn, f"person {n} {lands}")
                outbox.put(
                    conn, person_id=person, kind="push", messages=WORDS, now=NOW, purpose="announcement"
                )
            rows = claim(conn, NOW, lease_ms=1000, limit=count).rows
            if lands:
                settle(conn, [(row, Outcome(row.id, "sent", pushed=row.paid)) for row in rows], NOW)

    def told(self):
        with self.store.reading() as conn:
            asked = Asked(self.services, conn, Organiser(self.person, "C1", "viewer"), Order("quota"), NOW)
            [message] = quota(asked)
            return message["text"].split("\n")


@pytest.fixture
def office(store):
    return Office(store)


def test_it_tells_the_month_in_the_buddhist_era(office):
    assert office.told()[0] == "โควตาส่งข้อความ เดือนพฤศจิกายน 2569"


def test_it_tells_what_is_used_reserved_and_left(office):
    office.plan(1500, used=20)
    office.push(3)
    office.push(2, lands=False)
    assert office.told()[1:5] == [
        "แพ็กเกจ LINE ส่งได้เดือนละ 1,500 คน",
        "• ส่งไปแล้ว 23 คน",
        "• กำลังส่ง 2 คน",
        "• เหลือส่งได้อีก 1,475 คน",
    ]


def test_it_says_when_there_is_no_limit(office):
    office.plan(None, used=20)
    assert office.told()[1:3] == ["แพ็กเกจ LINE ไม่จำกัดจำนวนค่ะ ส่งได้ตามต้องการ", "• ส่งไปแล้ว 20 คน"]


def test_it_says_when_line_was_not_asked_yet(office):
    assert "ยังไม่ได้ถาม" in office.told()[1]


def test_it_says_when_line_told_that_nothing_is_left(office):
    with office.store.writing() as conn:
        quotas.fill(conn, NOW)
    assert "• LINE แจ้งว่าโควตาเดือนนี้เต็มแล้วค่ะ" in office.told()


def test_it_tells_what_the_next_digest_will_take(office):
    assert "• รายงานประจำสัปดาห์ครั้งถัดไปใช้ 1 คน" in office.told()


def test_it_tells_how_many_wait_for_their_next_message(office):
    office.plan(0)
    office.push(2)
    assert "• รอส่งฟรีเมื่อเจ้าตัวทักมา 2 คน (2 ข้อความ)" in office.told()


def test_it_tells_as_of_when(office):
    office.plan(300)
    assert "ตัวเลขจาก LINE เมื่อ 3 พฤศจิกายน พ.ศ. 2569 เวลา 10.00 น." in office.told()
