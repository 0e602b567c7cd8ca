"""What was promised of time: raw words and the tie to a person go, masked answers stay, and nobody else is touched."""

import os
import signal
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from bot.rounds import Round
from handlers.export import rows as exported
from handlers.purging import Purge, Purged, daily_purge, ends_at, expires_at
from handlers.scrubbing import scrub_when_wanted
from handlers.seed import seed
from handlers.services import Services
from models import jobs, retention, scrub
from models.answers import answers
from models.bubbles import bubbles
from models.codings import codings
from models.database import Store
from models.inbox import inbox
from models.invites import invites
from models.media import doomed_files, media
from models.outbox import outbox
from models.people import people
from models.retention import Held
from models.schema import metadata
from tests.exchange.chat import FORM, IDENTITY, START, Phone, StoppedClock, services
from tests.exchange.test_exchange import everything, rows
from tests.exchange.test_export import SilentReader
from tests.exchange.test_no_byte_left import files
from tests.processes import forking

DAY = 24 * 60 * 60_000
CLOSES = date(2026, 9, 30)
OLD = Round("trial", "รอบแรก", "สำนักงาน", closes=CLOSES)
OPEN = Round("2570", "รอบหลัง", "สำนักงาน")
ROUNDS = {"trial": OLD, "2570": OPEN}
END = 1_790_787_600_000
"""The midnight after CLOSES in Thailand."""
EXPIRED = END + 365 * DAY
WORDS, MASKED = "ครูสมชายดุมาก", "ครู(ชื่อคน)ดุมาก"
SECOND = "U00000000000000000000000000000002"


def purge(store: Store, now: int = EXPIRED, days: int = 365) -> Purge:
    return Purge(store, ROUNDS, days, now)


def see(store: Store, phone: Phone, at: int) -> None:
    with store.writing() as conn:
        conn.execute(update(people).where(people.c.id == phone.id).values(seen_at=at))


def send_photo(store: Store) -> None:
    """One bubble of the first answer is a photo."""
    answer = rows(store, answers)[0]
    said = {
        "answer_id": answer["id"],
        "person_id": answer["person_id"],
        "message_id": "photo",
        "said_at": START,
    }
    with store.writing() as conn:
        bubble = conn.execute(insert(bubbles).returning(bubbles.c.id), {**said, "text": "", "kind": "image"})
        row = {"bubble_id": bubble.scalar_one(), "kind": "image", "message_id": "photo", "name": "photo-name"}
        conn.execute(insert(media), {**row, "created_at": START, "due_at": START})


@pytest.fixture
def phone(store: Store) -> Phone:
    """Answered in the round that closed; came back a year later, and answers in the next round too."""
    phone = Phone(services(store)).at_first_question()
    phone.say(WORDS)
    phone.keep_quiet()
    phone.say("อยากให้ร่วมมือกัน")
    phone.keep_quiet()
    send_photo(store)
    see(store, phone, EXPIRED - DAY)
    return phone


def whose(store: Store) -> list[str]:
    with store.reading() as conn:
        found = select(people.c.handle).join_from(answers, people).order_by(answers.c.id)
        return list(conn.execute(found).scalars())


def test_a_round_ends_with_its_last_day_in_thailand() -> None:
    assert ends_at(OLD) == END


def test_a_round_without_a_last_day_never_expires() -> None:
    assert expires_at(OPEN, 365) is None


def test_a_millisecond_before_its_time_nothing_goes(phone: Phone, store: Store) -> None:
    before = [rows(store, table) for table in (people, answers, bubbles, codings, media)]
    purge(store, EXPIRED - 1).run()
    assert [rows(store, table) for table in (people, answers, bubbles, codings, media)] == before


def test_the_raw_words_go(phone: Phone, store: Store) -> None:
    purge(store).run()
    assert ("สมชาย" in everything(store), rows(store, bubbles)) == (False, [])


def test_the_masked_words_stay(phone: Phone, store: Store) -> None:
    purge(store).run()
    assert [row["text"] for row in rows(store, answers)] == [MASKED, "อยากให้ร่วมมือกัน"]


def test_the_archive_is_the_same_as_before(phone: Phone, store: Store) -> None:
    before = list(exported(store, FORM))
    purge(store).run()
    assert (list(exported(store, FORM)), len(before)) == (before, 2)


def test_the_answers_of_one_person_stay_those_of_one_nobody(phone: Phone, store: Store) -> None:
    purge(store).run()
    handles = whose(store)
    assert (len(set(handles)), handles[0].startswith(retention.ANONYMOUS)) == (1, True)


def test_nobody_has_nothing_that_tells_of_the_person(phone: Phone, store: Store) -> None:
    purge(store).run()
    (nobody,) = (row for row in rows(store, people) if row["handle"].startswith(retention.ANONYMOUS))
    told = {name: value for name, value in nobody.items() if value not in ("", None, b"", [])}
    assert set(told) == {"id", "handle", "created_at", "seen_at"}
    assert (nobody["created_at"], nobody["seen_at"]) == (END, END)


def test_a_person_who_was_seen_of_late_stays_without_answers(phone: Phone, store: Store) -> None:
    purge(store).run()
    assert (phone.id in {row["id"] for row in rows(store, people)}, len(rows(store, people))) == (True, 2)


def test_the_file_of_a_photo_is_doomed(phone: Phone, store: Store) -> None:
    purge(store).run()
    assert ([row["name"] for row in rows(store, doomed_files)], rows(store, media)) == (["photo-name"], [])


def test_choices_that_were_set_aside_go(phone: Phone, store: Store) -> None:
    with store.writing() as conn:
        conn.execute(update(answers).values(chosen_aside=["x"]))
    purge(store).run()
    assert [row["chosen_aside"] for row in rows(store, answers)] == [[], []]


def test_words_that_nobody_could_mask_do_not_stay(store: Store) -> None:
    Phone(replace(services(store), reader=SilentReader())).at_first_question().say(WORDS)
    purge(store).run()
    assert ([row["text"] for row in rows(store, answers)], rows(store, codings)) == ([""], [])


def test_answers_of_a_round_that_is_open_stay_as_they_were(phone: Phone, store: Store) -> None:
    later = Phone(replace(phone.services, round="2570"), SECOND).at_first_question()
    later.say(WORDS)
    see(store, later, START)
    purge(store).run()
    kept = [row for row in rows(store, answers) if row["round"] == "2570"]
    assert [(row["text"], row["person_id"]) for row in kept] == [(WORDS, later.id)]


def test_a_person_whose_answers_are_all_anonymous_and_who_stays_away_is_forgotten(
    phone: Phone, store: Store
) -> None:
    see(store, phone, START)
    purge(store).run()
    left = everything(store)
    assert [trace for trace in (IDENTITY.handle(phone.user_id), phone.user_id) if trace in left] == []


def test_a_person_who_never_answered_is_forgotten_after_as_long(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    seen = rows(store, people)[0]["seen_at"]
    gone = [purge(store, seen + 365 * DAY + late).run().people for late in (0, 1)]
    assert (gone, rows(store, people), phone.sent > 1) == ([0, 1], [], True)


def test_who_comes_back_between_the_look_and_the_purge_is_not_forgotten(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    before = phone.clock.now() + 1
    with store.reading() as conn:
        found = retention.left(conn, before, [], 0, 10)
    see(store, phone, before)
    with store.writing(IDENTITY.handle(phone.user_id)) as conn:
        gone = retention.forget(conn, phone.id, before)
    assert ([id for id, _ in found], gone) == ([phone.id], False)


def test_nobody_is_never_touched_again(phone: Phone, store: Store) -> None:
    purge(store).run()
    kept = everything(store)
    again = purge(store, EXPIRED).run()
    assert (again, everything(store)) == (
        Purged({"trial": Held()}, 0, dict.fromkeys(again.leftovers, 0)),
        kept,
    )


def test_years_later_nobody_still_holds_the_answers(phone: Phone, store: Store) -> None:
    for year in range(4):
        purge(store, EXPIRED + year * 365 * DAY).run()
    assert [row["text"] for row in rows(store, answers)] == [MASKED, "อยากให้ร่วมมือกัน"]


def test_a_look_tells_what_the_purge_then_takes(phone: Phone, store: Store) -> None:
    old_things(store)
    Phone(services(store), SECOND).at_first_question()
    looked = purge(store, EXPIRED).look()
    assert looked == purge(store, EXPIRED).run()
    assert (looked.rounds, looked.people) == ({"trial": Held(1, 2, 3, 1)}, 1)


def test_a_look_changes_nothing(phone: Phone, store: Store) -> None:
    old_things(store)
    before = contents(store)
    purge(store).look()
    assert contents(store) == before


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as conn:
        return {
            name: [tuple(row) for row in conn.execute(select(table))]
            for name, table in metadata.tables.items()
        }


def test_a_person_may_answer_again_after_the_purge(phone: Phone, store: Store) -> None:
    purge(store).run()
    phone.say("แก้คำตอบ")
    phone.say("ตอบใหม่ค่ะ")
    assert phone.answered[-1].result == "done"


# ---- leftovers of a month


def old_things(store: Store) -> None:
    """One row of each kind at 40 days, one at 20."""
    with store.writing() as conn:
        for name, at in (("old", EXPIRED - 40 * DAY), ("new", EXPIRED - 20 * DAY)):
            event = {"event_id": name, "received_at": at, "kind": "x", "fault": None, "raw": None}
            broken = {**event, "event_id": f"{name} fault", "fault": "broken", "raw": "ความลับ"}
            conn.execute(insert(inbox), [event, broken])
            sent = {"kind": "push", "messages": [], "retry_key": name, "due_at": at, "created_at": at}
            conn.execute(
                insert(outbox), [{**sent, "status": status} for status in ("sent", "dropped", "waiting")]
            )
            invite = {"kind": "group", "created_at": at, "expires_at": at + 10 * DAY, "used_at": None}
            used = {"expires_at": EXPIRED + DAY, "used_at": at, "digest": f"{name} used"}
            conn.execute(insert(invites), [{**invite, "digest": name, "expires_at": at}, {**invite, **used}])


@pytest.fixture
def tidied(store: Store) -> Store:
    old_things(store)
    purge(store).run()
    return store


def test_old_ids_of_events_go(tidied: Store) -> None:
    assert sorted(row["event_id"] for row in rows(tidied, inbox)) == ["new", "new fault", "old fault"]


def test_the_words_of_an_old_event_go_and_its_fault_stays(tidied: Store) -> None:
    kept = {row["event_id"]: (row["raw"], row["fault"]) for row in rows(tidied, inbox) if row["fault"]}
    assert kept == {"old fault": (None, "broken"), "new fault": ("ความลับ", "broken")}


def test_old_messages_go_but_those_that_wait(tidied: Store) -> None:
    kept = [(row["retry_key"], row["status"]) for row in rows(tidied, outbox)]
    assert kept == [("old", "waiting"), ("new", "sent"), ("new", "dropped"), ("new", "waiting")]


def test_old_invitations_go(tidied: Store) -> None:
    assert [row["digest"] for row in rows(tidied, invites)] == ["new", "new used"]


def test_many_leftovers_go_in_bites(store: Store) -> None:
    many = [{"event_id": str(n), "received_at": START, "kind": "x"} for n in range(1203)]
    with store.writing() as conn:
        conn.execute(insert(inbox), many)
    gone = purge(store).run().leftovers["ids of handled events"]
    assert (gone, rows(store, inbox)) == (1203, [])


# ---- many people, and a crash in the middle


@pytest.fixture
def crowd(store: Store) -> Store:
    list(seed(services(store), 1800))
    return store


def test_a_crowd_of_more_than_one_page_goes_whole(crowd: Store) -> None:
    many = len(set(whose(crowd)))
    purged = purge(crowd, EXPIRED).run()
    left = [row for row in rows(crowd, people) if not row["handle"].startswith(retention.ANONYMOUS)]
    assert (purged.rounds["trial"], purged.people, left) == (Held(many, 1800, 1800, 0), many, [])


def _purge_slowly(url: str, begun: Any) -> None:
    store = Store(url)
    begun.set()
    purge(store, EXPIRED).run()


def test_after_kill_9_the_next_one_goes_on(crowd: Store, database_url: str) -> None:
    many = len(set(whose(crowd)))
    begun = forking.Event()
    process = forking.Process(target=_purge_slowly, args=(database_url, begun))
    process.start()
    assert begun.wait(60)
    while not (done := len([h for h in whose(crowd) if h.startswith(retention.ANONYMOUS)])):
        time.sleep(0.001)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    purge(crowd, EXPIRED).run()
    handles = whose(crowd)
    untied = all(handle.startswith(retention.ANONYMOUS) for handle in handles)
    assert (done < 1800, len(set(handles)), untied) == (True, many, True)


# ---- once a day


def house(store: Store, at: int) -> Services:
    made = services(store, StoppedClock(at))
    return replace(made, form=replace(FORM, rounds=ROUNDS))


NIGHT = EXPIRED + 3 * 60 * 60_000
"""EXPIRED is a midnight in Thailand, and this three in the morning."""


def test_the_daily_purge_does_it(phone: Phone, store: Store) -> None:
    purged = daily_purge(house(store, NIGHT), 365)
    assert (purged and purged.rounds["trial"].answers, rows(store, bubbles)) == (2, [])


def test_it_waits_for_three_in_the_morning(phone: Phone, store: Store) -> None:
    assert daily_purge(house(store, NIGHT - 1), 365) is None


def test_it_comes_once_a_day_however_many_ask(phone: Phone, store: Store) -> None:
    hours = (0, 0, 1, 20, 24)
    done = [daily_purge(house(store, NIGHT + hour * 60 * 60_000), 365) is not None for hour in hours]
    assert done == [True, False, False, False, True]


def test_its_day_is_that_of_thailand(store: Store) -> None:
    daily_purge(house(store, NIGHT), 365)
    assert [(row["kind"], row["slot"]) for row in rows(store, jobs.jobs)] == [("purge", "2027-10-01")]


def test_its_log_holds_no_words_and_no_ids(
    phone: Phone, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "siangkan")
    daily_purge(house(store, NIGHT), 365)
    traces = ("สมชาย", phone.user_id, IDENTITY.handle(phone.user_id))
    assert ([trace for trace in traces if trace in caplog.text], "purged" in caplog.text) == ([], True)


# ---- no byte left


@pytest.fixture
def swept(phone: Phone, store: Store) -> Store:
    see(store, phone, START)
    list(seed(replace(phone.services, round="x"), 30))
    with store.writing() as conn:
        conn.execute(text("ANALYZE"))
    purge(store).run()
    scrub_when_wanted(store, EXPIRED + DAY)
    return store


@pytest.mark.new_files
@pytest.mark.parametrize("trace", [WORDS, "สมชายดุ", IDENTITY.handle(Phone.user_id), "อยากให้ร่วมมือกัน"])
def test_after_the_next_sweep_no_byte_of_the_words_is_in_the_files(trace: str, swept: Store) -> None:
    left = any(trace.encode() in each for each in files(swept))
    assert left == (trace == "อยากให้ร่วมมือกัน")


def test_after_the_sweep_nothing_is_marked_any_more(swept: Store) -> None:
    with swept.reading() as conn:
        assert scrub.wanted(conn, EXPIRED + DAY) == []
