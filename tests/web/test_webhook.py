"""Facts about the webhook over real HTTP: what is refused, what is stored, what is answered."""

import json
import shutil

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from handlers.clock import SystemClock
from handlers.metrics import Metrics
from handlers.webhook import MOST_BYTES, Door, webhook_blueprint
from tests.web.conftest import OLD_SECRET, SECRET, event, said, signature

NO_EVENTS = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'


def body_of(*events):
    return json.dumps({"events": events}).encode()


def test_no_events_are_answered_200(bot):
    assert bot.post(NO_EVENTS).status == 200


def test_a_text_is_answered_200(bot):
    assert bot.post_events(said()).status == 200


def test_a_text_leads_to_an_answer_in_the_outbox(bot):
    bot.post_events(said())
    assert bot.rows("SELECT kind, reply_token FROM outbox") == [("reply", "token-E1")]


def test_a_wrong_signature_is_401(bot):
    assert bot.post(body_of(said()), "another secret").status == 401


def test_a_wrong_signature_stores_nothing(bot):
    bot.post(body_of(said()), "another secret")
    assert [bot.count(table) for table in ("inbox", "people", "outbox")] == [0, 0, 0]


def test_a_missing_signature_is_401(bot):
    assert bot.request("POST", "/webhook", body_of(said())).status == 401


def test_a_missing_signature_stores_nothing(bot):
    bot.request("POST", "/webhook", body_of(said()))
    assert bot.count("inbox") == 0


def test_a_signature_of_odd_letters_is_401(bot):
    headers = {"x-line-signature": "ÿ" * 44}
    assert bot.request("POST", "/webhook", body_of(said()), headers).status == 401


def test_the_old_channel_secret_still_works(bot):
    assert bot.post(body_of(said()), OLD_SECRET).status == 200


def test_the_case_of_the_header_does_not_matter(bot):
    headers = {"X-LINE-SIGNATURE": signature(NO_EVENTS)}
    assert bot.request("POST", "/webhook", NO_EVENTS, headers).status == 200


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"x" * 1000])
def test_what_is_not_json_is_400(bot, body):
    assert bot.post(body).status == 400


def test_more_than_two_megabytes_are_413(bot):
    assert bot.post(b" " * (MOST_BYTES + 1)).status == 413


def test_exactly_two_megabytes_are_taken(bot):
    assert bot.post(NO_EVENTS + b" " * (MOST_BYTES - len(NO_EVENTS))).status == 200


def test_more_than_two_megabytes_in_chunks_are_413(bot):
    chunks = iter([b" " * 65_536] * 40)
    headers = {"x-line-signature": signature(b" " * 65_536 * 40), "Transfer-Encoding": "chunked"}
    assert bot.request("POST", "/webhook", chunks, headers).status == 413


def test_a_body_in_chunks_is_read(bot):
    body = body_of(said())
    headers = {"x-line-signature": signature(body), "Transfer-Encoding": "chunked"}
    bot.request("POST", "/webhook", iter([body[:20], body[20:]]), headers)
    assert bot.count("inbox") == 1


def test_looking_at_the_webhook_with_a_browser_is_405(bot):
    assert bot.request("GET", "/webhook").status == 405


BROKEN = [7, {}, event(id="B1", message={"type": "text", "id": "m"}), event("postback", id="B2")]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_event_among_good_ones_is_200(bot, broken):
    assert bot.post_events(said(id="E1"), broken, said(id="E2")).status == 200


@pytest.mark.parametrize("broken", BROKEN)
def test_the_good_events_around_a_broken_one_are_handled(bot, broken):
    bot.post_events(said(id="E1"), broken, said(id="E2"))
    handled = bot.rows(
        "SELECT event_id FROM inbox WHERE event_id LIKE 'E%' AND fault IS NULL ORDER BY event_id"
    )
    assert handled == [("E1",), ("E2",)]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_event_is_kept_with_its_json(bot, broken):
    bot.post_events(said(id="E1"), broken)
    assert bot.rows("SELECT count(*) FROM inbox WHERE fault IS NOT NULL AND raw IS NOT NULL") == [(1,)]


def test_an_unknown_event_type_is_kept(bot):
    bot.post_events(event("teleported", teleported={"to": "Sai Yok"}))
    ((kind, raw),) = bot.rows("SELECT kind, raw FROM inbox")
    assert (kind, "Sai Yok" in str(raw)) == ("teleported", True)


def test_an_unknown_message_type_is_answered(bot):
    bot.post_events(event(message={"type": "hologram", "id": "m1"}))
    assert bot.count("outbox") == 1


def test_an_unknown_sticker_type_is_answered(bot):
    bot.post_events(event(message={"type": "sticker", "id": "m1", "stickerResourceType": "SMELL"}))
    assert bot.count("outbox") == 1


def test_an_event_without_an_id_is_handled_once(bot):
    nameless = said(webhookEventId=None)
    bot.post_events(nameless)
    bot.post_events(nameless)
    assert (bot.count("inbox"), bot.count("outbox")) == (1, 1)


def test_an_event_on_standby_gets_no_answer(bot):
    bot.post_events(said(mode="standby"))
    assert (bot.count("inbox"), bot.count("outbox"), bot.count("people")) == (1, 0, 0)


def test_a_redelivered_event_gets_no_second_answer(bot):
    bot.post_events(said())
    bot.post_events(said(deliveryContext={"isRedelivery": True}))
    assert bot.count("outbox") == 1


def test_ordinary_talk_in_a_group_leaves_only_the_event_id(bot):
    bot.post_events(said("ความลับ", source={"type": "group", "groupId": "C1", "userId": "U" + "b" * 32}))
    assert bot.rows("SELECT event_id, person_id, raw FROM inbox") == [("E1", None, None)]


def test_without_its_database_the_webhook_is_503(bot):
    break_database(bot)
    assert bot.post_events(said()).status == 503


def test_without_its_database_no_events_are_still_200(bot):
    break_database(bot)
    assert bot.post(NO_EVENTS).status == 200


def break_database(bot):
    """Its file becomes a folder, as a lost disk would look."""
    store = bot.house.services.store
    path = store.url.database
    store.close()
    shutil.move(path, f"{path}.away")
    shutil.os.mkdir(path)


def test_the_logs_hold_no_words_and_no_user_id(bot, caplog):
    break_database(bot)
    bot.post_events(said("ความลับของฉัน"))
    assert [word in caplog.text for word in ("ความลับ", "a" * 32, SECRET)] == [False] * 3


def test_an_unknown_page_is_404(bot):
    assert bot.request("GET", "/nowhere").status == 404


def test_the_simulator_is_not_served_to_the_world(bot):
    assert bot.request("GET", "/simulator").status == 404


def test_an_id_longer_than_any_index_takes_is_known_by_its_digest(bot):
    bot.post_events(said(id="E" * 100_000), said(id="E2"))
    assert bot.count("inbox") == 2


def test_an_event_that_cannot_be_stored_does_not_take_the_others_with_it():
    """One person's turn is held up elsewhere for longer than a webhook may take; the next person's is stored."""
    heard: list[str] = []

    def hear(incoming):
        if incoming.event_id == "E1":
            raise OperationalError("a lock was not to be had", {}, Exception())
        heard.append(incoming.event_id)

    app = Flask("test")
    app.register_blueprint(webhook_blueprint(Door(hear, lambda: None, [SECRET], SystemClock()), Metrics()))
    body = body_of(said(id="E1"), said(id="E2"))
    told = app.test_client().post("/webhook", data=body, headers={"x-line-signature": signature(body)})
    assert (told.status_code, heard) == (503, ["E2"])
