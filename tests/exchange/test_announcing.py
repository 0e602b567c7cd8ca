"""An organiser writes an announcement, chooses whom, sees it, sends it, stops it; and it goes out once."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.organising.orders import Order
from bot.organising.scope import ALL, Scope
from bot.organising.taps import order_of
from handlers.announcing_job import AT_ONCE, carry_on
from handlers.data import load_orders
from handlers.organising.announcing import announce, announcements
from handlers.organising.asked import Answer, Asked
from handlers.thai_dates import day_of
from models import announcements as kept
from models import answers, codings, delivery, dispatch, organisers, outbox, people, quotas
from models.announcements import audience
from models.answers import Given
from models.codings import Coding
from models.database import Store
from models.outgoing import Outcome, Outgoing
from models.quotas import Reading
from tests.exchange.chat import services
from tests.exchange.group_chat import HOUR
from tests.exchange.team import WORDS, Member, acts, buttons, said

MINUTE = 60_000
TEXT = "เรียนทุกท่าน\nพรุ่งนี้ประชุมที่ศาลากลาง 9.00 น."
COMMANDS = {"announce": announce, "announcements": announcements}


class Speaker(Member):
    """An organiser who announces, with people to announce to; and the sender. Begins at nine in the morning."""

    shown: Answer = ()

    def writes(self, text: str) -> str:
        """As the desk reads it: an order, or the words that something waits for."""
        order = load_orders().read(text, day_of(self.clock.now()))
        open_ = order_of(self.known.desk)
        order = order or (replace(open_, words=text) if open_ else None)
        assert order is not None
        return self.does(order)

    def taps(self, label: str) -> str:
        return self.does(buttons(self.shown)[label])

    def does(self, order: Order) -> str:
        self.shown = self.orders(COMMANDS[order.kind], order)
        return said(self.shown)

    def prepares(self, whom: str = "") -> str:
        """Up to the preview."""
        self.writes("ประกาศ")
        self.writes(TEXT)
        return self.writes(whom) if whom else self.taps("ทุกคนในรอบนี้")

    @property
    def ways(self) -> list[str]:
        return list(buttons(self.shown))

    @property
    def code(self) -> str:
        return next(order.code for order in buttons(self.shown).values() if order.code)

    def meet(self, count: int, **told: Any) -> list[int]:
        row = {"sealed": b"sealed", "created_at": 1, "seen_at": 1, "consent": "x", "round": "trial"}
        with self.services.store.writing() as conn:
            first = people.count(conn)
            made = [{**row, "handle": f"h{first + n}", "area": [], **told} for n in range(count)]
            return people.meet_many(conn, made)

    def quota(self, value: int | None, used: int = 0) -> None:
        with self.services.store.writing() as conn:
            quotas.note(conn, Reading(value, used), self.clock.now())

    def minute(self) -> int:
        self.clock.forward(MINUTE)
        return carry_on(self.services)

    def claim(self) -> list[Outgoing]:
        with self.services.store.writing() as conn:
            claimed = dispatch.claim(conn, self.clock.now(), lease_ms=15_000, limit=100).rows
            return [row for row in claimed if row.purpose == "announcement"]

    def deliver(self) -> list[int]:
        """How many people each push reached."""
        claimed = self.claim()
        with self.services.store.writing() as conn:
            done = [(row, Outcome(row.id, "sent", pushed=row.paid)) for row in claimed]
            dispatch.settle(conn, done, self.clock.now())
        return [row.paid for row in claimed]

    def counts(self) -> dict[str, int]:
        with self.services.store.reading() as conn:
            return delivery.counts(conn, kept.sent(conn, 1)[0].id)


@pytest.fixture
def speaker(store: Store) -> Speaker:
    made = Speaker(services(store)).met().becomes("organiser")
    assert isinstance(made, Speaker)
    made.clock.forward(12 * HOUR)
    return made


# ---- words


def test_without_words_they_are_asked_for(speaker: Speaker) -> None:
    assert speaker.writes("ประกาศ") == WORDS["ann_ask_words"]


def test_words_may_come_with_the_order(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.writes(f"ประกาศ {TEXT}")
    assert speaker.taps("ทุกคนในรอบนี้").startswith(TEXT)


def test_the_next_message_is_the_announcement(speaker: Speaker) -> None:
    speaker.writes("ประกาศ")
    assert speaker.writes(TEXT) == WORDS["ann_ask_whom"]


def test_a_decision_is_told_in_two_parts_and_shown_as_one_bubble(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.writes("ประกาศ")
    speaker.taps("ท่านเสนอ – เราทำ")
    speaker.writes("รถรับส่งมีไม่พอ")
    speaker.writes("เพิ่มรถ 2 คันแล้ว")
    speaker.taps("ทุกคนในรอบนี้")
    assert speaker.shown[0]["text"] == "ท่านเสนอ: รถรับส่งมีไม่พอ\n\nเราทำ: เพิ่มรถ 2 คันแล้ว"


@pytest.mark.parametrize("text", ["ก" * 5001, "😀" * 2501])
def test_a_text_too_long_for_line_is_refused_and_waited_for_again(speaker: Speaker, text: str) -> None:
    speaker.writes("ประกาศ")
    refused = speaker.writes(text)
    assert "ตัดให้สั้นลง" in refused
    assert speaker.writes(TEXT) == WORDS["ann_ask_whom"]


@pytest.mark.parametrize("text", ["ก" * 5000, "😀" * 2500])
def test_the_longest_text_is_taken_to_the_letter(speaker: Speaker, text: str) -> None:
    speaker.meet(5)
    speaker.writes("ประกาศ")
    speaker.writes(text)
    speaker.taps("ทุกคนในรอบนี้")
    assert speaker.shown[0] == {"type": "text", "text": text}


def test_two_parts_that_are_too_long_together_leave_the_first(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.writes("ประกาศ")
    speaker.taps("ท่านเสนอ – เราทำ")
    speaker.writes("ก" * 4900)
    refused = speaker.writes("ข" * 100)
    speaker.writes("ค")
    speaker.taps("ทุกคนในรอบนี้")
    assert "ตัดให้สั้นลง" in refused
    assert speaker.shown[0]["text"] == f"ท่านเสนอ: {'ก' * 4900}\n\nเราทำ: ค"


def test_only_spaces_are_no_announcement(speaker: Speaker) -> None:
    speaker.writes("ประกาศ")
    assert speaker.writes(" \n ") == WORDS["ann_no_words"]


@pytest.mark.parametrize("text", ["ยกเลิก", "ยกเลิกค่ะ", "ไม่ส่งแล้ว"])
def test_who_calls_it_off_in_words_announces_nothing(speaker: Speaker, text: str) -> None:
    speaker.writes("ประกาศ")
    assert (speaker.writes(text), speaker.known.desk) == (WORDS["ann_dropped"], "")


def test_other_words_instead_keep_whom_it_goes_to(speaker: Speaker) -> None:
    speaker.meet(5, role="teacher")
    speaker.prepares("ครู")
    speaker.taps("แก้ข้อความ")
    speaker.writes("ข้อความใหม่")
    assert speaker.shown[0]["text"] == "ข้อความใหม่"
    assert "ถึง: ครู" in said(speaker.shown)


# ---- whom


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("ครู ไทรโยค", Scope(role="teacher", district="7102")),
        ("ทุกคน", ALL),
        ("คนที่พูดเรื่องครูไม่พอ 7 วัน", Scope(theme="teacher_supply", period="last_7_days")),
        ("โซนท่ามะกา", Scope(zone="z2")),
        ("ภาครัฐ", Scope(sector="state")),
    ],
)
def test_whom_is_told_as_for_a_summary(speaker: Speaker, words: str, scope: Scope) -> None:
    speaker.prepares(words)
    with speaker.services.store.reading() as conn:
        found = kept.by_code(conn, speaker.code)
    assert found is not None
    chosen = order_of(found.scope)
    assert chosen is not None
    assert chosen.scope == scope


def test_unknown_words_are_asked_back_with_what_was_understood(speaker: Speaker) -> None:
    speaker.meet(5, role="teacher")
    asked = speaker.prepares("ครู บลาบลา")
    assert "“บลาบลา”" in asked
    assert "จำนวน: ราว 5 คน" in speaker.taps("เฉพาะ ครู")


def test_words_that_name_no_group_are_asked_back(speaker: Speaker) -> None:
    assert speaker.prepares("อยากให้ส่งถึงครูที่สอนดีๆ ทุกคนที่เคยพูดเรื่องอาหาร") == WORDS["ann_whom_unknown"]


def test_after_that_a_group_may_be_typed_again(speaker: Speaker) -> None:
    speaker.meet(5, role="teacher")
    speaker.prepares("บลาบลา")
    assert "จำนวน: ราว 5 คน" in speaker.writes("ครู")


def test_a_group_of_four_is_too_small(speaker: Speaker) -> None:
    speaker.meet(4, role="teacher")
    speaker.meet(9, role="parent")
    refused = speaker.prepares("ครู")
    assert (refused, "ส่งเลย" in speaker.ways) == (WORDS["ann_too_few"].format(fewest=5), False)


def test_a_group_of_five_is_not(speaker: Speaker) -> None:
    speaker.meet(5, role="teacher")
    assert "จำนวน: ราว 5 คน" in speaker.prepares("ครู")


def test_a_button_cannot_send_to_a_group_that_shrank(speaker: Speaker) -> None:
    first, *_ = speaker.meet(5, role="teacher")
    speaker.prepares("ครู")
    with speaker.services.store.writing() as conn:
        people.erase(conn, first)
    assert speaker.taps("ส่งเลย") == WORDS["ann_too_few"].format(fewest=5)


def _spoke(speaker: Speaker, person: int) -> None:
    told = Given("trial", person, "problem", "problem", "problem", 1, "v1", speaker.clock.now(), "", "", "")
    with speaker.services.store.writing() as conn:
        made = answers.open(conn, replace(told, text="อาหาร"))
        codings.put(conn, made.id, Coding(themes=("teacher_supply",)), 1)


def test_whoever_did_not_say_it_must_not_be_few_either(speaker: Speaker) -> None:
    for person in speaker.meet(9, role="teacher")[:6]:
        _spoke(speaker, person)
    assert speaker.prepares("ครู ที่พูดเรื่องครูไม่พอ") == WORDS["ann_too_many"].format(fewest=5)


def test_to_nobody_nothing_can_be_sent(speaker: Speaker) -> None:
    assert (speaker.prepares(), "ส่งเลย" in speaker.ways) == (WORDS["ann_nobody"], False)


# ---- the preview


def test_the_preview_is_the_very_message_that_goes_out(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    shown = speaker.shown[0]
    speaker.taps("ส่งเลย")
    speaker.minute()
    assert [row.messages for row in speaker.claim()] == [[shown]]


def test_it_tells_how_many_and_what_that_costs(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.quota(200, used=120)
    told = speaker.prepares()
    assert "จำนวน: 5 คน" in told
    assert "ใช้โควตา 5 คน จากที่เหลือเดือนนี้ 80 คน" in told


def test_it_tells_what_will_wait(speaker: Speaker) -> None:
    speaker.meet(9)
    speaker.quota(200, used=193)
    speaker.does(Order("announce"))
    with speaker.services.store.writing() as conn:
        organisers.keep(conn, replace(speaker.known, digest_off=True))
    told = speaker.prepares()
    assert "ใช้โควตา 7 คน จากที่เหลือเดือนนี้ 7 คน" in told
    assert "อีก 2 คนยังไม่ได้รับทันที" in told


@pytest.mark.parametrize("people_", [11, 12, 15])
def test_of_a_part_of_the_people_only_about_how_many_is_told(speaker: Speaker, people_: int) -> None:
    speaker.meet(people_, role="teacher")
    assert "จำนวน: ราว 15 คน" in speaker.prepares("ครู")


def test_of_a_part_of_the_people_the_cost_is_told_at_most(speaker: Speaker) -> None:
    speaker.meet(12, role="teacher")
    speaker.quota(200, used=120)
    assert "ใช้โควตาไม่เกิน 15 ข้อความ จากที่เหลือเดือนนี้ 80 ข้อความ" in speaker.prepares("ครู")


def test_of_a_part_of_the_people_those_who_wait_are_told_at_most(speaker: Speaker) -> None:
    speaker.meet(12, role="teacher")
    speaker.quota(200, used=200)
    assert "อีก ไม่เกิน 15 คนยังไม่ได้รับทันที" in speaker.prepares("ครู")


def test_what_an_announcement_to_a_part_takes_is_told_at_most(speaker: Speaker) -> None:
    speaker.meet(12, role="teacher")
    speaker.quota(200)
    speaker.prepares("ครู")
    speaker.taps("ส่งเลย")
    assert "ใช้อีกไม่เกิน 15 คน" in speaker.prepares()


def test_waiting_for_words_changes_nothing_else_of_an_organiser(speaker: Speaker) -> None:
    """What was set since the order was read stays."""

    def settles_and_waits(asked: Asked) -> Answer:
        organisers.keep(asked.conn, replace(asked.organiser, digest_off=True))
        return announce(asked)

    speaker.orders(settles_and_waits, Order("announce"))
    assert (speaker.known.digest_off, speaker.known.desk != "") == (True, True)


def test_it_tells_what_is_kept_for_reports(speaker: Speaker) -> None:
    speaker.meet(9)
    speaker.quota(200, used=193)
    assert "กันไว้ให้รายงานของผู้จัด" in speaker.prepares()


def test_it_tells_what_another_announcement_takes(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.quota(200)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    assert "ประกาศอื่นที่กำลังส่งอยู่ใช้อีกไม่เกิน 5 คน" in speaker.prepares()


@pytest.mark.parametrize(("known", "phrase"), [(True, "ann_cost_free"), (False, "ann_cost_unknown")])
def test_where_nothing_can_run_out_or_nothing_is_known_it_says_so(
    speaker: Speaker, known: bool, phrase: str
) -> None:
    speaker.meet(5)
    if known:
        speaker.quota(None)
    assert WORDS[phrase] in speaker.prepares()


def test_it_can_be_sent_changed_or_called_off(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    assert speaker.ways == ["ส่งเลย", "เปลี่ยนผู้รับ", "แก้ข้อความ", "ยกเลิก"]


def test_after_the_preview_words_are_ordinary_again(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    assert speaker.known.desk == ""


def test_whom_can_be_chosen_anew(speaker: Speaker) -> None:
    speaker.meet(5, role="teacher")
    speaker.meet(6, role="parent")
    speaker.prepares("ครู")
    speaker.taps("เปลี่ยนผู้รับ")
    assert "จำนวน: ราว 10 คน" in speaker.writes("ผู้ปกครอง")


def test_what_is_called_off_cannot_be_sent(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    send = buttons(speaker.shown)["ส่งเลย"]
    speaker.taps("ยกเลิก")
    assert (speaker.does(send), speaker.minute()) == (WORDS["ann_gone"], 0)


def test_nobody_sends_the_draft_of_another(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    other = Speaker(speaker.services, "U" + "2" * 32).met().becomes("organiser")
    assert isinstance(other, Speaker)
    assert other.does(buttons(speaker.shown)["ส่งเลย"]) == WORDS["ann_gone"]


# ---- sending


def test_everybody_gets_it_within_a_minute(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.minute()
    assert (speaker.deliver(), speaker.counts()) == ([5], {"sent": 5})


def test_a_second_tap_sends_nothing_more(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    send = buttons(speaker.shown)["ส่งเลย"]
    for _ in range(3):
        speaker.does(send)
        speaker.minute()
    assert (sum(speaker.deliver()), speaker.minute()) == (5, 0)


def test_a_second_tap_tells_how_far_it_is(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    send = buttons(speaker.shown)["ส่งเลย"]
    speaker.does(send)
    assert "รอส่ง 5 คน" in speaker.does(send)


def test_a_minute_makes_only_some_batches(speaker: Speaker) -> None:
    speaker.meet(AT_ONCE * 500 + 500)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    made = [speaker.minute(), speaker.minute()]
    reached = speaker.deliver()
    assert (made, len(reached), max(reached)) == ([AT_ONCE, 0], AT_ONCE, 500)
    assert speaker.minute() == 1


def test_it_ends_and_that_is_in_the_log_with_numbers_alone(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    code = speaker.code
    speaker.minute()
    speaker.deliver()
    for _ in range(2):
        speaker.minute()
    ended = [act for act in acts(speaker.services.store) if act[1] == "announced"]
    assert ended == [(speaker.known.code, "announced", f"code={code} sent=5")]


def test_what_finds_no_room_waits_for_peoples_next_message(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.quota(200, used=200)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.minute()
    assert (speaker.deliver(), speaker.counts()) == ([], {"parked": 5})


def test_as_many_as_there_is_room_for_get_it_at_once(speaker: Speaker) -> None:
    with speaker.services.store.writing() as conn:
        organisers.keep(conn, replace(speaker.known, digest_off=True))
    speaker.meet(9)
    speaker.quota(200, used=193)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.minute()
    assert (speaker.deliver(), speaker.counts()) == ([7], {"sent": 7, "parked": 2})


def test_two_processes_put_nobody_into_two_batches(speaker: Speaker) -> None:
    speaker.meet(2600)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    together, made = threading.Barrier(2), list[int]()

    def work() -> None:
        store = Store(speaker.services.store.url.render_as_string(hide_password=False))
        own = replace(speaker.services, store=store)
        together.wait(10)
        made.append(carry_on(own))
        store.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made.append(carry_on(speaker.services))  # whoever met the other at it went on without a batch
    with speaker.services.store.reading() as conn:
        rows = conn.execute(select(func.count()).select_from(outbox.outbox)).scalar_one()
        batched = select(func.count()).select_from(audience).group_by(audience.c.outbox_id)
        sizes = sorted(conn.execute(batched).scalars())
    assert (sum(made), rows - _replies(speaker), sizes) == (6, 6, [100, 500, 500, 500, 500, 500])


def _replies(speaker: Speaker) -> int:
    """Rows that were there before: what people were told when they came."""
    with speaker.services.store.reading() as conn:
        others = select(func.count()).where(outbox.outbox.c.purpose != "announcement")
        return conn.execute(others.select_from(outbox.outbox)).scalar_one()


# ---- hours of rest


def _at_night(speaker: Speaker) -> None:
    speaker.clock.forward(12 * HOUR)
    speaker.meet(5)
    speaker.prepares()


def test_by_night_the_preview_says_when_it_goes(speaker: Speaker) -> None:
    _at_night(speaker)
    assert speaker.ways[:2] == ["ส่งตอน 07.00 น.", "ส่งตอนนี้"]
    assert WORDS["ann_rests"] in said(speaker.shown)


def test_by_night_it_is_kept_until_the_morning(speaker: Speaker) -> None:
    _at_night(speaker)
    speaker.taps("ส่งตอน 07.00 น.")
    by_night = speaker.minute()
    speaker.clock.forward(10 * HOUR)
    assert (by_night, speaker.minute(), speaker.deliver()) == (0, 1, [5])


@pytest.mark.parametrize("first", [["ส่งตอนนี้"], ["ส่งตอน 07.00 น.", "ส่งตอนนี้"]])
def test_what_cannot_wait_goes_now(speaker: Speaker, first: list[str]) -> None:
    _at_night(speaker)
    for label in first:
        speaker.taps(label)
    assert (speaker.minute(), speaker.deliver()) == (1, [5])


def test_what_runs_into_the_evening_goes_on_in_the_morning(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.clock.forward(11 * HOUR)
    assert (speaker.minute(), "ส่งต่อ 07.00 น." in speaker.writes("ดูประกาศ")) == (0, True)


# ---- looking and stopping


def test_the_list_shows_how_far_each_is(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.quota(200)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.minute()
    speaker.deliver()
    speaker.minute()
    told = speaker.writes("ดูประกาศ")
    assert "ถึงแล้ว 5 คน" in told
    assert "· ส่งแล้ว" in told


def test_without_any_the_list_says_so(speaker: Speaker) -> None:
    assert speaker.writes("ดูประกาศ") == WORDS["ann_none"]


def test_what_runs_has_a_button_to_stop_it(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    code = speaker.code
    speaker.writes("ดูประกาศ")
    assert speaker.ways == [f"หยุด {code}", "ดูประกาศ", "ประกาศใหม่"]


def test_what_is_through_has_none(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.minute()
    speaker.deliver()
    speaker.writes("ดูประกาศ")
    assert speaker.ways == ["ดูประกาศ", "ประกาศใหม่"]


def test_who_is_not_reached_yet_when_it_is_stopped_never_is(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.minute()
    told = speaker.taps(f"หยุด {speaker.code}")
    assert ("ไม่ส่งแล้ว 5 คน" in told, speaker.minute(), speaker.deliver()) == (True, 0, [])


def test_what_is_stopped_is_stopped_for_good_a_minute_later(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    speaker.taps(f"หยุด {speaker.code}")
    speaker.minute()
    assert "· หยุดแล้ว" in speaker.writes("ดูประกาศ")


def test_what_waits_for_peoples_next_message_can_be_stopped_after_the_end(speaker: Speaker) -> None:
    speaker.meet(5)
    speaker.quota(200, used=200)
    speaker.prepares()
    speaker.taps("ส่งเลย")
    for _ in range(2):
        speaker.minute()
        speaker.claim()
    speaker.writes("ดูประกาศ")
    assert "ไม่ส่งแล้ว 5 คน" in speaker.taps(f"หยุด {speaker.code}")


def test_every_answer_fits_line(speaker: Speaker) -> None:
    speaker.meet(5)
    made = []
    for _ in range(7):
        speaker.writes("ประกาศ " + "ก" * 4900)
        speaker.taps("ทุกคนในรอบนี้")
        made.append(speaker.shown)
        speaker.taps("ส่งเลย")
        made.append(speaker.shown)
    speaker.writes("ดูประกาศ")
    made.append(speaker.shown)
    assert {len(answer) <= 5 for answer in made} == {True}
    assert max(len(each["text"]) for answer in made for each in answer) <= 5000
    made.append(speaker.shown)
    assert {len(answer) <= 5 for answer in made} == {True}
    assert max(len(each["text"]) for answer in made for each in answer) <= 5000


def test_to_a_part_of_the_people_about_how_many_it_goes_is_told(speaker: Speaker) -> None:
    speaker.meet(12, role="teacher")
    speaker.prepares("ครู")
    assert "กำลังส่งถึง ราว 15 คน" in speaker.taps("ส่งเลย")


def test_of_a_part_of_the_people_about_how_many_got_it_is_told(speaker: Speaker) -> None:
    speaker.meet(12, role="teacher")
    speaker.prepares("ครู")
    speaker.taps("ส่งเลย")
    speaker.minute()
    speaker.deliver()
    assert "ถึงแล้ว ราว 15 คน" in speaker.writes("ดูประกาศ")
