"""Facts about /healthz and /metrics."""

import json
import re

from sqlalchemy import text

from models import bubbles, media, people
from models.bubbles import Bubble
from tests.models.people import answer, meet
from tests.web.conftest import said
from tests.web.test_webhook import break_database


def metrics(bot):
    return bot.request("GET", "/metrics").body.decode()


def test_a_healthy_bot_is_200(bot):
    assert bot.request("GET", "/healthz").status == 200


def test_a_bot_without_its_database_is_503(bot):
    break_database(bot)
    assert bot.request("GET", "/healthz").status == 503


def test_a_bot_whose_tables_are_old_is_503(bot):
    with bot.house.services.store.writing() as conn:
        conn.execute(text("DELETE FROM alembic_version"))
    assert bot.request("GET", "/healthz").status == 503


def test_a_bot_whose_tables_are_old_says_what_to_do(bot):
    with bot.house.services.store.writing() as conn:
        conn.execute(text("DELETE FROM alembic_version"))
    assert "siangkan migrate" in json.loads(bot.request("GET", "/healthz").body)["fault"]


def test_events_are_counted_by_kind_and_result(bot):
    bot.post_events(said())
    assert 'siangkan_events_total{kind="message/text",result="done"} 1.0' in metrics(bot)


def test_kinds_that_line_invents_share_one_label(bot):
    bot.post_events(said() | {"type": "teleported"})
    assert 'siangkan_events_total{kind="other"' in metrics(bot)


def test_waiting_messages_are_counted(bot):
    bot.post_events(said())
    assert "siangkan_outbox_waiting 1.0" in metrics(bot)


def test_webhook_seconds_are_measured(bot):
    bot.post_events(said())
    assert "siangkan_webhook_seconds_count 1.0" in metrics(bot)


def test_exchange_seconds_are_measured(bot):
    bot.post_events(said())
    assert "siangkan_exchange_seconds_count 1.0" in metrics(bot)


def test_without_its_database_the_metrics_still_come(bot):
    break_database(bot)
    assert "siangkan_outbox_waiting -1.0" in metrics(bot)


def put_photo(bot, now):
    with bot.house.services.store.writing() as conn:
        person = meet(conn, "a handle")
        held = answer(conn, person, "problem")
        bubble = bubbles.keep(conn, Bubble(held.id, person, "m1", now, "", "image"))
        media.put(conn, bubble_id=bubble, kind="image", message_id="m1", now=now)
    return person


def gauge(bot, name):
    return float(re.search(rf"^siangkan_{name} (\S+)$", metrics(bot), re.MULTILINE)[1])


def test_photos_that_wait_are_counted(bot):
    put_photo(bot, bot.house.services.clock.now())
    assert gauge(bot, "media_waiting") == 1


def test_how_long_the_oldest_photo_has_waited_is_told(bot):
    put_photo(bot, bot.house.services.clock.now() - 90_000)
    assert gauge(bot, "media_oldest_seconds") >= 90


def test_files_that_wait_to_be_deleted_are_counted(bot):
    person = put_photo(bot, bot.house.services.clock.now())
    with bot.house.services.store.writing() as conn:
        people.erase(conn, person)
    assert gauge(bot, "media_doomed") == 1


def test_without_its_database_nobody_knows_what_waits(bot):
    break_database(bot)
    assert [gauge(bot, f"media_{name}") for name in ("waiting", "oldest_seconds", "doomed")] == [-1, -1, -1]


def test_the_metrics_hold_no_words_and_no_user_id(bot):
    bot.post_events(said("ความลับของฉัน"))
    assert [word in metrics(bot) for word in ("ความลับ", "a" * 32)] == [False, False]
