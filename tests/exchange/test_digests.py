"""The weekly report: to whom, when, exactly once, never in the middle of a question; and what it tells."""

import threading
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.organising.orders import Order
from bot.organising.taps import order_of
from bot.organising.weeks import reported
from bot.summaries.values import Count
from handlers.counting import count_the_stirred
from handlers.digesting import DIGEST, Handed, Handing, hourly_digest
from handlers.organising.composing import Report
from handlers.organising.digest import digest_off, digest_on, digest_show, digest_when
from handlers.services import Services
from handlers.thai_dates import midnight_of
from handlers.working import standings
from models import digests, jobs, organisers
from models.database import Store
from models.organisers import OWNER
from models.outbox import outbox
from tests.exchange.chat import FORM, Phone, StoppedClock, services
from tests.exchange.team import WORDS, Member, buttons, said

HOUR, DAY, MINUTE = 3_600_000, 86_400_000, 60_000
MONDAY = date(2026, 9, 28)
"""The Monday after what `tests.exchange.chat` calls START, a Monday evening."""
EIGHT = midnight_of(MONDAY) + 8 * HOUR
TEACHERS = "ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกัน ครูสมชายสอนสามวิชา"


def sent(store: Store) -> list[dict[str, Any]]:
    """The reports in the outbox, oldest first."""
    with store.reading() as conn:
        found = conn.execute(select(outbox).where(outbox.c.purpose == "digest").order_by(outbox.c.id))
        return [dict(row) for row in found.mappings()]


def at(member: Member, now: int) -> Services:
    """The same house at another hour."""
    return replace(member.services, clock=StoppedClock(now))


def sweep(member: Member, now: int = EIGHT) -> int:
    """How many reports there are after it."""
    hourly_digest(at(member, now))
    return len(sent(member.services.store))


def speak(store: Store, people: int, words: str = TEACHERS, days: int = 0, first: int = 0) -> None:
    """Each says it on the day that begins `days` after START."""
    for number in range(first, first + people):
        clock = StoppedClock(StoppedClock().now() + days * DAY)
        phone = Phone(services(store, clock), f"V{1000 + number:032}").at_first_question()
        phone.say(words)
        phone.keep_quiet()


def report(member: Member, now: int = EIGHT) -> Report:
    week, days = reported(MONDAY)
    house = at(member, now)
    count_the_stirred(house, 0)
    return Handing(house, week, days).report("trial")


# ---- when, and how often


@pytest.mark.parametrize(
    ("now", "reports"),
    [(EIGHT - 1, 0), (EIGHT, 1), (EIGHT + 13 * HOUR, 1), (EIGHT + 16 * HOUR - 1, 1), (EIGHT + 16 * HOUR, 0)],
)
def test_it_comes_on_monday_from_eight_until_the_day_ends(owner: Member, now: int, reports: int) -> None:
    assert sweep(owner, now) == reports


def test_it_is_a_push_that_lasts(owner: Member) -> None:
    sweep(owner)
    row = sent(owner.services.store)[0]
    assert (row["person_id"], row["kind"], row["status"], row["push_until"]) == (
        owner.id,
        "push",
        "waiting",
        None,
    )


def test_every_organiser_gets_it_once_however_often_it_is_swept(owner: Member, viewer: Member) -> None:
    for minute in range(4):
        sweep(owner, EIGHT + minute * MINUTE)
    assert [row["person_id"] for row in sent(owner.services.store)] == [owner.id, viewer.id]


def test_of_many_workers_at_once_one_hands_it_out(owner: Member, viewer: Member) -> None:
    houses = [at(owner, EIGHT) for _ in range(5)]
    threads = [threading.Thread(target=hourly_digest, args=(house,)) for house in houses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent(owner.services.store)) == 2


def test_two_who_both_think_it_is_theirs_hand_it_out_once(owner: Member, viewer: Member) -> None:
    """As after a lease that ran out too early."""
    house = at(owner, EIGHT)
    with house.store.reading() as conn:
        ready = digests.ready(conn, reported(MONDAY)[0])
    handing = Handing(house, *reported(MONDAY))
    threads = [threading.Thread(target=handing.to, args=(ready,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row["person_id"] for row in sent(house.store)] == [owner.id, viewer.id]


def test_the_next_monday_brings_the_next(owner: Member) -> None:
    assert [sweep(owner), sweep(owner, EIGHT + 7 * DAY)] == [1, 2]


def test_after_a_worker_died_the_next_goes_on_when_its_lease_is_over(owner: Member) -> None:
    with owner.services.store.writing() as conn:
        jobs.begin(conn, DIGEST.name, "2026-09-28T08", EIGHT, DIGEST.lease_ms)
    assert [sweep(owner, EIGHT + later) for later in (19_999, 20_000)] == [0, 1]


def test_who_blocked_us_gets_none(owner: Member, other: Member) -> None:
    other.becomes("viewer").block()
    sweep(owner)
    assert [row["person_id"] for row in sent(owner.services.store)] == [owner.id]


def test_organisers_of_another_round_get_their_own(owner: Member, other: Member) -> None:
    speak(owner.services.store, 6)
    other.becomes("viewer", round="1")
    sweep(owner)
    told = {row["person_id"]: str(row["messages"]) for row in sent(owner.services.store)}
    assert ["6 คน" in told[person] for person in (owner.id, other.id)] == [True, False]


@pytest.mark.postgres
def test_somebody_whose_turn_takes_long_holds_up_nobody_else(postgres_url: str) -> None:
    store = Store(postgres_url)
    first = Member(services(store)).met().becomes(OWNER)
    second = Member(first.services, "U" + "2" * 32).met().becomes("viewer")
    house = at(first, EIGHT)
    with store.writing(first.person.handle), pytest.raises(Exception, match="lock timeout"):
        hourly_digest(house)
    before = [row["person_id"] for row in sent(store)]
    after = sweep(first, EIGHT + MINUTE)
    store.close()
    assert (before, after) == ([second.id], 2)


def test_a_failed_hour_is_to_be_seen(owner: Member) -> None:
    """The tables are those of another version than the program."""
    store = owner.services.store
    with store.writing() as conn:
        conn.exec_driver_sql("ALTER TABLE tallies RENAME COLUMN mentions TO times")
    with pytest.raises(Exception, match="mentions"):
        hourly_digest(at(owner, EIGHT))
    with store.reading() as conn:
        found = next(each for each in standings(conn, [DIGEST], EIGHT) if each.kind == DIGEST.name)
    assert (found.is_wrong, len(sent(store))) == (True, 0)


# ---- never in the middle of a question


def answering(owner: Member, now: int) -> Member:
    """At the first question since just now; it is asked on the phone of this organiser."""
    owner.clock.at = now - 5 * MINUTE
    return owner.at_first_question()  # type: ignore[return-value]


def test_somebody_at_a_question_is_left_alone(owner: Member) -> None:
    answering(owner, EIGHT)
    assert hourly_digest(at(owner, EIGHT)) == Handed(sent=0, busy=1)


def test_they_get_it_when_they_were_quiet_for_ten_minutes(owner: Member) -> None:
    answering(owner, EIGHT)
    quiet = owner.clock.now() + 10 * MINUTE
    assert [sweep(owner, now) for now in (EIGHT, quiet - 1, quiet, quiet + MINUTE)] == [0, 0, 1, 1]


def test_words_that_wait_for_the_quiet_gap_hold_it_up(owner: Member) -> None:
    answering(owner, EIGHT).say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    assert sweep(owner, EIGHT + HOUR) == 0


def test_a_busy_day_that_ends_brings_none(owner: Member) -> None:
    answering(owner, EIGHT + 16 * HOUR - MINUTE)
    assert [sweep(owner, EIGHT + 16 * HOUR - MINUTE), sweep(owner, EIGHT + 16 * HOUR + HOUR)] == [0, 0]


def test_one_who_is_busy_holds_up_no_other(owner: Member, viewer: Member) -> None:
    answering(owner, EIGHT)
    sweep(viewer)
    assert [row["person_id"] for row in sent(owner.services.store)] == [viewer.id]


def test_an_open_desk_is_a_question_too(owner: Member) -> None:
    with owner.services.store.writing() as conn:
        organisers.set_desk(conn, owner.id, "o?k=announce&s=words")
    owner.clock.at = EIGHT - MINUTE
    owner.say("สวัสดีค่ะ")
    assert sweep(owner) == 0


# ---- what it tells


def test_a_week_in_which_nobody_spoke_is_one_line(owner: Member) -> None:
    assert report(owner).text.splitlines()[-1] == WORDS["week_quiet"]


def test_a_week_of_fewer_than_five_people_is_one_line_without_a_number(owner: Member) -> None:
    speak(owner.services.store, 4)
    told = report(owner)
    assert (told.worth, "4 คน" in str(told.message)) == ((), False)


@pytest.fixture
def week(owner: Member) -> Member:
    """Six spoke of teachers in the week that is reported."""
    speak(owner.services.store, 6, days=2)
    return owner


def test_it_tells_how_many_spoke(week: Member) -> None:
    assert report(week).summary.count == Count(6, 6)


def test_it_tells_the_top_theme_when_nothing_is_new(week: Member) -> None:
    label = next(theme.label for theme in FORM.themes if theme.code == "teacher_supply")
    assert report(week).worth == (WORDS["digest_top"].format(theme=label, people=6),)


def test_each_thing_has_a_quote_that_is_masked(week: Member) -> None:
    quotes = report(week).summary.quotes
    assert [("(ชื่อคน)" in quote.text, "สมชาย" in quote.text) for quote in quotes] == [(True, False)]


def test_a_theme_that_nobody_spoke_of_the_week_before_is_new(week: Member) -> None:
    speak(week.services.store, 5, "น้ำไม่ไหลทั้งหมู่บ้านมาสองเดือน", days=-5, first=50)
    assert report(week).worth[0].endswith(WORDS["digest_new"].format(theme="", people=6))


def test_a_theme_of_more_people_than_the_week_before_grew(week: Member) -> None:
    speak(week.services.store, 5, days=-5, first=50)
    speak(week.services.store, 4, days=3, first=80)
    assert report(week).worth[0].endswith(WORDS["digest_grown"].format(theme="", people=10, before=5))


def test_it_names_who_is_missing_and_what_to_do(week: Member) -> None:
    told = report(week)
    assert ("จาก" in told.missing, told.act.startswith("ติดโปสเตอร์")) == (True, True)


def test_its_buttons_lead_on(week: Member) -> None:
    footer = report(week).message["contents"]["footer"]["contents"]
    orders = [order_of(button["action"]["data"]) for button in footer]
    assert [(order.kind, order.scope.period) for order in orders if order] == [
        ("summary", "2026-09-21..2026-09-27"),
        ("silent", ""),
        ("digest_off", ""),
    ]


def test_the_log_of_a_report_holds_no_words_and_no_ids(
    week: Member, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "siangkan")
    sweep(week)
    traces = ("ครู", week.user_id, week.person.handle)
    assert ([trace for trace in traces if trace in caplog.text], "digests handed" in caplog.text) == (
        [],
        True,
    )


# ---- by chat


def test_off_stops_it_and_tells_how_to_turn_it_on(owner: Member) -> None:
    answer = said(owner.orders(digest_off, Order("digest_off")))
    assert ("รับรายงาน" in answer, sweep(owner)) == (True, 0)


def test_on_brings_it_back(owner: Member) -> None:
    owner.orders(digest_off, Order("digest_off"))
    owner.orders(digest_on, Order("digest_on"))
    assert sweep(owner) == 1


def test_on_tells_when_the_next_one_comes(owner: Member) -> None:
    owner.orders(digest_off, Order("digest_off"))
    expected = WORDS["digest_set"].format(day="จันทร์", hour="08", date="28 กันยายน 2569")
    assert said(owner.orders(digest_on, Order("digest_on"))) == expected


def test_who_turns_it_on_after_its_hour_begins_with_the_next_week(owner: Member) -> None:
    owner.orders(digest_off, Order("digest_off"))
    owner.clock.at = EIGHT + HOUR
    answer = said(owner.orders(digest_on, Order("digest_on")))
    assert ("5 ตุลาคม 2569" in answer, sweep(owner, EIGHT + 2 * HOUR)) == (True, 0)


def test_who_says_on_again_loses_nothing(owner: Member) -> None:
    owner.clock.at = EIGHT + HOUR
    owner.orders(digest_on, Order("digest_on"))
    assert sweep(owner, EIGHT + 2 * HOUR) == 1


def test_another_time_is_kept_to(owner: Member) -> None:
    answer = said(owner.orders(digest_when, Order("digest_when", words="5 16")))
    friday = EIGHT - 3 * DAY
    told = [sweep(owner, now) for now in (friday + 7 * HOUR, friday + 8 * HOUR, EIGHT)]
    assert ("ศุกร์ เวลา 16.00" in answer, told) == (True, [0, 1, 1])


def test_a_time_set_turns_it_on(owner: Member) -> None:
    owner.orders(digest_off, Order("digest_off"))
    owner.orders(digest_when, Order("digest_when", words="1 8"))
    assert sweep(owner) == 1


def test_another_day_of_a_week_that_was_told_is_not_promised(owner: Member) -> None:
    """The report of Friday and that of the Monday after are one week's."""
    owner.orders(digest_when, Order("digest_when", words="5 16"))
    sweep(owner, EIGHT - 3 * DAY + 8 * HOUR)
    owner.clock.at = EIGHT - 2 * DAY
    answer = said(owner.orders(digest_when, Order("digest_when", words="1 8")))
    assert ("5 ตุลาคม 2569" in answer, sweep(owner)) == (True, 1)


@pytest.mark.parametrize(("hour", "kept"), [(6, False), (7, True), (19, True), (20, False), (0, False)])
def test_hours_of_rest_are_kindly_refused(owner: Member, hour: int, kept: bool) -> None:
    owner.orders(digest_when, Order("digest_when", words=f"5 {hour}"))
    assert (owner.known.digest_day == 5) == kept


def test_whoever_chose_an_hour_of_rest_is_offered_others_of_that_day(owner: Member) -> None:
    orders = buttons(owner.orders(digest_when, Order("digest_when", words="5 22"))).values()
    assert [order.words for order in orders] == [f"5 {hour}" for hour in range(7, 20)]


def test_without_a_time_the_day_is_asked_then_the_hour(owner: Member) -> None:
    days = list(buttons(owner.orders(digest_when, Order("digest_when"))).values())
    hours = list(buttons(owner.orders(digest_when, days[4])).values())
    owner.orders(digest_when, hours[9])
    assert (len(days), owner.known.digest_day, owner.known.digest_hour) == (7, 5, 16)


@pytest.mark.parametrize("order", [Order("digest_when", step="9"), Order("digest_when", words="x", step="๕")])
def test_a_button_that_nobody_made_is_asked_back(owner: Member, order: Order) -> None:
    assert len(buttons(owner.orders(digest_when, order))) == 7


def test_shown_now_it_costs_nothing_and_takes_no_week(week: Member) -> None:
    week.clock.at = EIGHT
    shown = week.orders(digest_show, Order("digest_show"))
    assert ([one["type"] for one in shown], sweep(week)) == (["flex"], 1)


def test_it_can_be_read_as_text(week: Member) -> None:
    week.clock.at = EIGHT
    count_the_stirred(week.services, 0)
    assert WORDS["week_worth"] in said(week.orders(digest_show, Order("digest_show", plain=True)))
