"""Events reach the bot as LINE sends them: signed, in order, again if need be."""

import base64
import hashlib
import hmac
import re

import pytest

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_postman import signature
from tests.standin.conftest import SECRET, START, Ear, Hand

NOWHERE = "http://127.0.0.1:9/webhook"
# From LINE's own documentation on verifying signatures.
EXAMPLE_SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
EXAMPLE_BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
EXAMPLE_SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_the_signature_is_lines_own() -> None:
    assert signature(EXAMPLE_SECRET, EXAMPLE_BODY) == EXAMPLE_SIGNATURE


def test_each_body_is_signed(ear: Ear, malee: str) -> None:
    heard = ear.heard[0]
    digest = hmac.new(SECRET.encode(), heard.body, hashlib.sha256).digest()
    assert heard.headers["x-line-signature"] == base64.b64encode(digest).decode()


def test_the_destination_is_the_bot(standin: StandIn, hand: Hand, malee: str, ear: Ear) -> None:
    bot = hand.call("GET", "/v2/bot/info").body["userId"]
    assert f'"destination":"{bot}"'.encode() in ear.heard[0].body


def test_following_is_told(ear: Ear, malee: str) -> None:
    event = ear.events[0]
    wanted = ("follow", {"isUnblocked": False}, {"type": "user", "userId": malee})
    assert (event["type"], event["follow"], event["source"]) == wanted


def test_coming_back_after_a_block_is_told(standin: StandIn, ear: Ear, malee: str) -> None:
    standin.unfollow(malee)
    standin.follow(malee)
    standin.settle()
    assert [event.get("follow") for event in ear.events] == [
        {"isUnblocked": False},
        None,
        {"isUnblocked": True},
    ]


def test_leaving_gives_no_token(standin: StandIn, malee: str) -> None:
    assert "replyToken" not in standin.unfollow(malee)


def test_words_arrive_as_they_were_typed(standin: StandIn, ear: Ear, malee: str) -> None:
    standin.say(malee, " ก็ดีนะ\n🙂 ")
    standin.settle()
    assert ear.events[-1]["message"]["text"] == " ก็ดีนะ\n🙂 "


def test_an_event_id_is_a_ulid(standin: StandIn, malee: str) -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", standin.say(malee, "ก")["webhookEventId"])


def test_an_event_has_what_every_event_has(standin: StandIn, malee: str) -> None:
    event = standin.say(malee, "ก")
    common = (event["mode"], event["timestamp"], event["deliveryContext"])
    assert common == ("active", START, {"isRedelivery": False})


def test_a_message_id_is_digits(standin: StandIn, malee: str) -> None:
    assert standin.say(malee, "ก")["message"]["id"].isdigit()


def test_a_tap_shows_its_text_but_is_no_message(standin: StandIn, malee: str) -> None:
    event = standin.tap(malee, "next:3", "ข้อต่อไป")
    assert (event["type"], event["postback"]) == ("postback", {"data": "next:3"})
    assert standin.chat(malee)[-1].message == {"type": "text", "text": "ข้อต่อไป"}


def test_a_tap_without_text_leaves_no_bubble(standin: StandIn, malee: str) -> None:
    standin.tap(malee, "next:3")
    assert standin.chat(malee) == []


@pytest.mark.parametrize("kind", ["sticker", "image", "audio", "video"])
def test_other_messages_arrive_by_their_kind(standin: StandIn, malee: str, kind: str) -> None:
    assert getattr(standin, kind)(malee)["message"]["type"] == kind


def test_a_file_arrives_with_name_and_size(standin: StandIn, malee: str) -> None:
    message = standin.file(malee, "แผน.pdf", b"1234")["message"]
    assert (message["fileName"], message["fileSize"]) == ("แผน.pdf", 4)


def test_one_persons_events_arrive_in_order(standin: StandIn, ear: Ear, malee: str) -> None:
    for n in range(30):
        standin.say(malee, str(n))
    standin.settle()
    assert [event["message"]["text"] for event in ear.events[1:]] == [str(n) for n in range(30)]


def test_many_peoples_events_all_arrive(standin: StandIn, ear: Ear) -> None:
    people = [standin.new_person(f"คน {n}") for n in range(20)]
    for user in people:
        standin.say(user, "สวัสดี")
    standin.settle()
    assert {event["source"]["userId"] for event in ear.events} == set(people)


def test_a_refused_event_comes_again(standin: StandIn, ear: Ear, malee: str) -> None:
    ear.answers = [500, 503]
    standin.say(malee, "ก")
    standin.settle()
    assert [e["deliveryContext"]["isRedelivery"] for e in ear.events[1:]] == [False, True, True]


def test_a_redelivered_event_is_the_same_event(standin: StandIn, ear: Ear, malee: str) -> None:
    ear.answers = [500]
    standin.say(malee, "ก")
    standin.settle()
    first, second = ear.events[1:]
    assert {**first, "deliveryContext": None} == {**second, "deliveryContext": None}


def test_redelivery_ends_after_a_few_tries(standin: StandIn, ear: Ear, malee: str) -> None:
    ear.answers = [500] * 9
    standin.say(malee, "ก")
    standin.settle()
    assert len(ear.events[1:]) == 4


def test_without_redelivery_an_event_comes_once(standin: StandIn, ear: Ear, malee: str) -> None:
    standin.postman.redeliver = False
    ear.answers = [500]
    standin.say(malee, "ก")
    standin.settle()
    assert len(ear.events[1:]) == 1


def test_a_later_event_follows_a_redelivered_one(standin: StandIn, ear: Ear, malee: str) -> None:
    ear.answers = [500]
    standin.say(malee, "ก")
    standin.say(malee, "ข")
    standin.settle()
    assert [event["message"]["text"] for event in ear.events[1:]] == ["ก", "ก", "ข"]


def test_one_body_can_carry_events_of_many_people(standin: StandIn, ear: Ear) -> None:
    events = [standin.text(standin.new_person(name), "ก") for name in ("มาลี", "สมชาย")]
    standin.post(events)
    assert len(ear.heard[0].events) == 2


def test_a_broken_body_can_be_posted(standin: StandIn, ear: Ear) -> None:
    standin.post_bytes(b"{")
    assert ear.heard[0].body == b"{"


def test_a_body_can_be_posted_unsigned(standin: StandIn, ear: Ear) -> None:
    standin.post_bytes(b"{}", signed="")
    assert "x-line-signature" not in ear.heard[0].headers


def test_nobody_listening_is_told_from_a_refusal(standin: StandIn) -> None:
    standin.postman.url = "http://127.0.0.1:9/webhook"
    assert (standin.post([]).status, standin.post([]).reason) == (0, "COULD_NOT_CONNECT")


def test_group_words_come_from_the_group(standin: StandIn, malee: str) -> None:
    group = "C" + "0" * 32
    source = standin.say(malee, "สวัสดี", group=group)["source"]
    assert source == {"type": "group", "groupId": group, "userId": malee}


def test_the_webhook_can_be_tried(hand: Hand, ear: Ear) -> None:
    told = hand.call("POST", "/v2/bot/channel/webhook/test", {}).body
    assert (told["success"], told["statusCode"], told["reason"]) == (True, 200, "OK")


def test_trying_the_webhook_posts_no_events(hand: Hand, ear: Ear) -> None:
    hand.call("POST", "/v2/bot/channel/webhook/test", {})
    assert ear.heard[0].events == []


def test_a_failing_webhook_is_told(hand: Hand, ear: Ear) -> None:
    ear.answers = [500]
    told = hand.call("POST", "/v2/bot/channel/webhook/test", {}).body
    assert (told["success"], told["reason"]) == (False, "ERROR_STATUS_CODE")


def test_another_address_than_the_webhook_can_be_tried(standin: StandIn, hand: Hand, ear: Ear) -> None:
    there, standin.postman.url = standin.postman.url, NOWHERE
    told = hand.call("POST", "/v2/bot/channel/webhook/test", {"endpoint": there}).body
    assert (told["success"], len(ear.heard)) == (True, 1)


def test_trying_another_address_moves_no_webhook(standin: StandIn, hand: Hand, ear: Ear) -> None:
    before = standin.postman.url
    told = hand.call("POST", "/v2/bot/channel/webhook/test", {"endpoint": NOWHERE}).body
    assert (told["reason"], standin.postman.url) == ("COULD_NOT_CONNECT", before)


def test_an_address_without_tls_is_not_tried(hand: Hand) -> None:
    told = hand.call("POST", "/v2/bot/channel/webhook/test", {"endpoint": "http://example.org/hook"})
    assert told.status == 400


def test_the_webhook_can_be_moved(hand: Hand) -> None:
    hand.call("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": "https://example.org/hook"})
    told = hand.call("GET", "/v2/bot/channel/webhook/endpoint").body
    assert told == {"endpoint": "https://example.org/hook", "active": True}


def test_a_webhook_without_tls_is_refused(hand: Hand) -> None:
    told = hand.call("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": "http://example.org/hook"})
    assert told.status == 400
