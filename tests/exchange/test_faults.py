"""A bug in one event costs that event, is kept for whoever repairs it, and never costs words or other events."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.reading import Reading
from handlers.coding import code_the_uncoded
from handlers.exchange import wake
from handlers.services import Services
from models.answers import answers
from models.codings import codings
from models.database import Store
from models.inbox import inbox
from models.people import people
from models.wakeups import wakeups
from tests.exchange.chat import FORM, Phone, PlainReader, services
from tests.exchange.test_exchange import rows


def _with_a_broken_phrase(store: Store) -> Services:
    """Asking for help breaks: the phrase has a brace that nobody closed."""
    return replace(services(store), form=replace(FORM, phrases={**FORM.phrases, "help": "{"}))


class SilentReader(PlainReader):
    def read(self, text: str, asking: str = "") -> Reading:
        raise ZeroDivisionError(text)


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(_with_a_broken_phrase(store)).at_first_question()


def test_a_bug_is_an_outcome_not_an_exception(phone: Phone) -> None:
    assert phone.say("ช่วยเหลือ").result == "fault"


def test_a_bug_is_kept_with_its_name_and_the_event(phone: Phone) -> None:
    phone.say("ช่วยเหลือ", event_id="broken")
    row = next(row for row in rows(phone.services.store, inbox) if row["event_id"] == "broken")
    assert (row["fault"], "ช่วยเหลือ" in row["raw"], phone.user_id in row["raw"]) == ("ValueError", True, False)


def test_a_bug_leaves_nothing_of_its_turn(phone: Phone) -> None:
    before = phone.state
    phone.say("ช่วยเหลือ")
    assert phone.state == before


def test_after_a_bug_the_person_is_heard_again(phone: Phone) -> None:
    phone.say("ช่วยเหลือ")
    phone.say("ครูไม่พอค่ะ")
    assert [row["text"] for row in rows(phone.services.store, answers)] == ["ครูไม่พอค่ะ"]


def test_a_redelivery_of_a_bug_is_a_duplicate(phone: Phone) -> None:
    phone.say("ช่วยเหลือ", event_id="broken")
    assert phone.say("ช่วยเหลือ", event_id="broken").result == "duplicate"


def test_the_log_of_a_bug_holds_no_words_and_no_user_id(
    phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(phone.services, form=replace(FORM, roles={}, phrases={**FORM.phrases, "help": "{"}))
    with caplog.at_level(logging.DEBUG):
        replace(phone, services=broken).say("ช่วยเหลือ", event_id="broken")
    told = [word for word in ("ช่วยเหลือ", phone.user_id, "broken", "ValueError") if word in caplog.text]
    assert told == ["broken", "ValueError"]


def test_a_bug_when_waking_rings_only_once(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    phone.say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    alarm = phone.answered[-1].alarm
    assert alarm is not None
    broken = replace(phone.services, form=replace(FORM, phrases={**FORM.phrases, "progress": "{"}))
    result = wake(broken, alarm.person_id, alarm.turn).result
    assert (result, rows(store, wakeups)) == ("fault", [])


def test_a_wake_up_of_somebody_forgotten_is_nothing(store: Store) -> None:
    assert wake(services(store), 12345, 1).result == "stale"


def test_words_are_kept_when_the_reader_fails(store: Store) -> None:
    phone = Phone(replace(services(store), reader=SilentReader())).at_first_question()
    phone.say("ครูไม่พอค่ะ")
    assert [row["text"] for row in rows(store, answers)] == ["ครูไม่พอค่ะ"]


def test_words_that_could_not_be_coded_are_coded_later(store: Store) -> None:
    phone = Phone(replace(services(store), reader=SilentReader())).at_first_question()
    phone.say("ครูสมชายใจดี")
    code_the_uncoded(services(store))
    assert [row["masked"] for row in rows(store, codings)] == ["ครู(ชื่อคน)ใจดี"]


def test_words_that_still_cannot_be_coded_wait_on(store: Store) -> None:
    phone = Phone(replace(services(store), reader=SilentReader())).at_first_question()
    phone.say("ครูไม่พอค่ะ")
    assert code_the_uncoded(phone.services) == 0


def test_what_was_coded_is_not_coded_again(store: Store) -> None:
    Phone(services(store)).at_first_question().say("ครูไม่พอค่ะ")
    assert code_the_uncoded(services(store)) == 0


def test_a_database_that_does_not_answer_is_told_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(OperationalError):
        Phone(services(Store(f"sqlite:///{tmp_path}/no/such/folder/x.db"))).join()


def test_a_database_without_tables_is_told_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(OperationalError):
        Phone(services(Store(f"sqlite:///{tmp_path}/empty.db"))).join()


def test_nobody_is_kept_for_a_bug_in_the_first_event(store: Store) -> None:
    phone = Phone(replace(services(store), form=replace(FORM, phrases={**FORM.phrases, "hello": "{"})))
    phone.join()
    assert [(row["fault"], row["person_id"] is None) for row in rows(store, inbox)] == [("ValueError", False)]


def test_a_person_of_a_bug_can_still_be_forgotten(store: Store) -> None:
    phone = Phone(replace(services(store), form=replace(FORM, phrases={**FORM.phrases, "hello": "{"})))
    phone.join()
    assert len(rows(store, people)) == 1
