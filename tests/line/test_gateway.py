"""Facts about speaking to LINE, over real HTTP to the stand-in."""

import asyncio
import json
from uuid import uuid4

import pytest

from bot.effects import Button
from bot.speech import Bubble
from handlers.line.gateway import LineGateway, Result, understood
from handlers.line.outbound import messages
from handlers.simulator.standin_values import Trouble
from tests.line.conftest import with_gateway

WORDS = [{"type": "text", "text": "สวัสดีค่ะ"}]


@pytest.fixture
def anna(line):
    user = line.standin.new_person("Anna")
    line.standin.follow(user)
    return user


@pytest.fixture
def token(line, anna, clock):
    line.standin.reply_tokens.give("token-1", anna, clock.now())
    return "token-1"


def accepted(line):
    return line.standin.accepted[-1]


def test_a_card_reaches_line_as_it_was_made(line, token):
    made = messages([Bubble("ถาม", options=("ก", "ข"), buttons=(Button("ก", "a"),), card=True)])
    with_gateway(line, lambda gateway: gateway.reply(token, made))
    assert list(accepted(line).messages) == made


def test_properties_that_the_sdk_does_not_know_are_not_lost(line, token):
    odd = [
        {
            "type": "text",
            "text": "x",
            "quickReply": {
                "items": [
                    {
                        "type": "action",
                        "new": [1],
                        "action": {"type": "postback", "label": "ก", "data": "d", "brandNew": {"a": None}},
                    }
                ]
            },
        }
    ]
    with_gateway(line, lambda gateway: gateway.reply(token, odd))
    assert json.dumps(list(accepted(line).messages)) == json.dumps(odd)


def test_a_reply_is_ok(line, token):
    assert with_gateway(line, lambda gateway: gateway.reply(token, WORDS)).status == "ok"


def test_the_request_id_of_line_is_kept(line, token):
    assert with_gateway(line, lambda gateway: gateway.reply(token, WORDS)).request_id


def test_a_token_used_twice_is_gone(line, token):
    async def twice(gateway):
        await gateway.reply(token, WORDS)
        return await gateway.reply(token, WORDS)

    assert with_gateway(line, twice).status == "gone"


def test_a_push_sent_twice_with_one_key_is_ok_both_times(line, anna):
    async def twice(gateway):
        key = str(uuid4())
        return [(await gateway.push(anna, WORDS, key)).status for _ in range(2)]

    assert with_gateway(line, twice) == ["ok", "ok"]


def test_a_push_sent_twice_with_one_key_arrives_once(line, anna):
    async def twice(gateway):
        key = str(uuid4())
        return [await gateway.push(anna, WORDS, key) for _ in range(2)]

    with_gateway(line, twice)
    assert [sending.call for sending in line.standin.accepted] == ["push"]


def test_one_text_reaches_many(line, anna):
    berta = line.standin.new_person("Berta")
    line.standin.follow(berta)
    with_gateway(line, lambda gateway: gateway.multicast([anna, berta], WORDS, str(uuid4())))
    assert (accepted(line).call, accepted(line).to) == ("multicast", (anna, berta))


def test_a_multicast_sent_twice_with_one_key_arrives_once(line, anna):
    async def twice(gateway):
        key = str(uuid4())
        return [(await gateway.multicast([anna], WORDS, key)).status for _ in range(2)]

    assert (with_gateway(line, twice), len(line.standin.accepted)) == (["ok", "ok"], 1)


def test_what_line_tells_can_be_read(line):
    assert with_gateway(line, lambda gateway: gateway.get("/v2/bot/info"))["displayName"]


def test_what_line_does_not_know_is_nothing(line):
    assert with_gateway(line, lambda gateway: gateway.get("/v2/bot/nothing")) is None


def test_the_end_of_the_months_quota_is_told_apart_from_haste(line, anna):
    line.standin.quota.monthly = 0
    assert with_gateway(line, lambda gateway: gateway.push(anna, WORDS, str(uuid4()))).status == "quota"


def test_too_much_haste_is_worth_another_try(line, anna):
    line.standin.trouble = Trouble(429)
    assert with_gateway(line, lambda gateway: gateway.push(anna, WORDS, str(uuid4()))).status == "again"


def test_a_server_error_is_worth_another_try(line, token):
    line.standin.trouble = Trouble(500)
    assert with_gateway(line, lambda gateway: gateway.reply(token, WORDS)).status == "again"


def test_a_silent_line_is_worth_another_try(line, token):
    line.standin.trouble = Trouble(None, delay=2)
    assert with_gateway(line, lambda gateway: gateway.reply(token, WORDS), timeout=0.2).status == "again"


def test_nothing_is_tried_again_behind_our_back(line, token):
    line.standin.trouble = Trouble(500)
    with_gateway(line, lambda gateway: gateway.reply(token, WORDS))
    assert line.standin.accepted == []


def test_a_message_that_line_refuses_is_refused(line, token):
    assert with_gateway(line, lambda gateway: gateway.reply(token, [])).status == "refused"


def test_a_wrong_access_token_keeps_messages_waiting(line, token):
    async def use():
        gateway = LineGateway("a wrong token", line.base_url)
        try:
            return await gateway.reply(token, WORDS)
        finally:
            await gateway.close()

    assert asyncio.run(use()).status == "again"


def test_the_loading_sign_shows(line, anna):
    with_gateway(line, lambda gateway: gateway.loading(anna, 5))
    assert line.standin.screen(anna).loading


def test_nobody_listening_is_worth_another_try():
    async def use():
        gateway = LineGateway("token", "http://127.0.0.1:9")
        try:
            return await gateway.reply("token-1", WORDS)
        finally:
            await gateway.close()

    assert asyncio.run(use()) == Result("again", fault="ClientConnectorError", unsure=False)


@pytest.mark.parametrize(
    ("status", "words", "meant"),
    [
        (409, "", "ok"),
        (400, "Invalid reply token", "gone"),
        (400, "The request body has 1 error(s)", "refused"),
        (401, "", "again"),
        (403, "", "refused"),
        (404, "", "refused"),
        (429, "The API rate limit has been exceeded. Try again later.", "again"),
        (429, "You have reached your monthly limit.", "quota"),
        (500, "", "again"),
        (503, "", "again"),
        (302, "", "again"),
    ],
)
def test_what_a_status_of_line_means(status, words, meant):
    assert understood(status, words, None).status == meant


def test_a_silent_line_may_have_sent_the_message(line, token):
    line.standin.trouble = Trouble(None, delay=2)
    assert with_gateway(line, lambda gateway: gateway.reply(token, WORDS), timeout=0.2).unsure


@pytest.mark.parametrize(
    ("status", "unsure"), [(401, False), (429, False), (302, True), (408, True), (500, True), (503, True)]
)
def test_whether_a_failed_message_may_have_arrived(status, unsure):
    assert understood(status, "", None).unsure == unsure
