"""A reply is free, works once, and only for a minute."""

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_postman import again
from handlers.simulator.standin_texts import texts
from handlers.simulator.standin_values import MINUTE
from tests.standin.conftest import Ear, Hand, SetClock, text

INVALID = {"message": "Invalid reply token"}


def test_a_reply_is_shown_to_the_person(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.reply(standin.say(malee, "สวัสดี")["replyToken"], text("สวัสดีค่ะ"))
    assert texts(standin.chat(malee)[-1].message) == ["สวัสดีค่ะ"]


def test_a_reply_tells_the_ids_of_what_was_sent(standin: StandIn, hand: Hand, malee: str) -> None:
    told = hand.reply(standin.say(malee, "สวัสดี")["replyToken"], text("ก"), text("ข"))
    ids = [sent["id"] for sent in told.body["sentMessages"]]
    assert ids == [bubble.id for bubble in standin.chat(malee)[-2:]]


def test_a_reply_token_works_once(standin: StandIn, hand: Hand, malee: str) -> None:
    token = standin.say(malee, "สวัสดี")["replyToken"]
    hand.reply(token, text("ก"))
    told = hand.reply(token, text("ข"))
    assert (told.status, told.body) == (400, INVALID)


def test_a_refused_message_does_not_use_up_the_token(standin: StandIn, hand: Hand, malee: str) -> None:
    token = standin.say(malee, "สวัสดี")["replyToken"]
    hand.reply(token, text(""))
    assert hand.reply(token, text("ก")).status == 200


def test_a_reply_token_lives_for_a_minute(standin: StandIn, hand: Hand, malee: str, clock: SetClock) -> None:
    token = standin.say(malee, "สวัสดี")["replyToken"]
    standin.settle()
    clock.forward(MINUTE)
    assert hand.reply(token, text("ก")).status == 200


def test_a_reply_token_is_dead_after_a_minute(
    standin: StandIn, hand: Hand, malee: str, clock: SetClock
) -> None:
    token = standin.say(malee, "สวัสดี")["replyToken"]
    standin.settle()
    clock.forward(MINUTE + 1)
    assert hand.reply(token, text("ก")).body == INVALID


def test_redelivery_gives_the_token_another_minute(
    standin: StandIn, hand: Hand, malee: str, clock: SetClock
) -> None:
    event = standin.say(malee, "สวัสดี")
    standin.settle()
    clock.forward(19 * MINUTE)
    standin.post([again(event)])
    clock.forward(MINUTE)
    assert hand.reply(event["replyToken"], text("ก")).status == 200


def test_no_redelivery_helps_after_twenty_minutes(
    standin: StandIn, hand: Hand, malee: str, clock: SetClock
) -> None:
    event = standin.say(malee, "สวัสดี")
    standin.settle()
    clock.forward(20 * MINUTE + 1)
    standin.post([again(event)])
    assert hand.reply(event["replyToken"], text("ก")).body == INVALID


def test_redelivery_does_not_revive_a_used_token(standin: StandIn, hand: Hand, malee: str) -> None:
    event = standin.say(malee, "สวัสดี")
    hand.reply(event["replyToken"], text("ก"))
    standin.post([again(event)])
    assert hand.reply(event["replyToken"], text("ข")).body == INVALID


def test_a_reply_takes_no_retry_key(standin: StandIn, hand: Hand, malee: str) -> None:
    token = standin.say(malee, "สวัสดี")["replyToken"]
    assert hand.reply(token, text("ก"), key="123e4567-e89b-12d3-a456-426614174000").status == 400


def test_a_reply_is_not_counted(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.reply(standin.say(malee, "สวัสดี")["replyToken"], text("ก"))
    assert hand.call("GET", "/v2/bot/message/quota/consumption").body == {"totalUsage": 0}


def test_an_unsent_event_gives_no_token(standin: StandIn, ear: Ear, malee: str) -> None:
    message = standin.say(malee, "พลาด")["message"]
    assert "replyToken" not in standin.unsend(malee, message["id"])
