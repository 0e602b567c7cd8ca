"""What an operator reads when LINE says no, and what the webhook's test means."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from handlers.line.account import Account, Info, Tried, Webhook
from handlers.line.account_calls import AccountFault, refusal
from handlers.setup.by_hand import by_hand
from handlers.setup.setting_up import set_up
from handlers.setup.webhook import told
from handlers.simulator.standin_server import POLL, QuietHandler
from handlers.simulator.standin_values import Trouble
from tests.setup.conftest import MENUS, NOWHERE, OLD, TOKEN, Desk


@contextmanager
def answering() -> Iterator[str]:
    """The address of a webhook that says 200 to everything."""
    server = make_server("127.0.0.1", 0, Response("", 200), request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/webhook"
    server.shutdown()
    thread.join()
    server.server_close()


def fault_of(account: Account) -> str:
    with pytest.raises(AccountFault) as raised:
        account.info()
    return str(raised.value)


def test_the_account_says_who_it_is(desk: Desk) -> None:
    assert desk.account.info() == Info("เสียงกาญจน์", "@000siang", "bot")


def test_a_refused_token_is_told_with_what_to_do(desk: Desk) -> None:
    words = fault_of(Account("another-token", desk.base_url, desk.base_url))
    assert words.startswith("LINE_CHANNEL_ACCESS_TOKEN is refused by LINE: issue it again in")


def test_no_fault_shows_the_token(desk: Desk) -> None:
    away = Account(TOKEN, "http://127.0.0.1:9", "http://127.0.0.1:9")
    desk.line.trouble = Trouble(500)
    assert [words for words in (fault_of(desk.account), fault_of(away)) if TOKEN in words] == []


def test_a_line_that_cannot_be_reached_is_told(desk: Desk) -> None:
    words = fault_of(Account(TOKEN, "http://127.0.0.1:9", desk.base_url))
    assert "LINE cannot be reached at http://127.0.0.1:9 (NewConnectionError)" in words


def test_a_line_that_is_too_slow_is_told(desk: Desk) -> None:
    desk.line.trouble = Trouble(None, delay=2.0)
    assert "ReadTimeoutError" in fault_of(Account(TOKEN, desk.base_url, desk.base_url, seconds=0.2))


def test_pictures_go_to_the_other_host(desk: Desk) -> None:
    account = Account(TOKEN, desk.base_url, "http://127.0.0.1:9")
    with pytest.raises(AccountFault, match=re.escape("http://127.0.0.1:9")):
        account.paint_menu("richmenu-1", b"")


REFUSALS = {
    429: "LINE asks to wait",
    500: "LINE itself failed (HTTP 500)",
    400: "LINE refused (HTTP 400): bad; areas: Size must be",
    403: "LINE refused (HTTP 403)",
}
BODY = b'{"message": "bad", "details": [{"property": "areas", "message": "Size must be between 0 and 20"}]}'


@pytest.mark.parametrize(("status", "words"), REFUSALS.items())
def test_each_refusal_is_told_in_words(status: int, words: str) -> None:
    assert words in refusal("Creating a menu", status, BODY)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"[]", b'{"details": 1}', b'{"details": [1]}'])
def test_a_refusal_in_any_form_is_told(body: bytes) -> None:
    assert refusal("Creating a menu", 400, body) == (
        "Creating a menu: LINE refused (HTTP 400): no reason given"
    )


TESTS = {
    "reached the webhook": Tried(True, 200, "OK", "200"),
    "could not connect": Tried(False, 0, "COULD_NOT_CONNECT", "TLS handshake failure"),
    "waited too long": Tried(False, 0, "REQUEST_TIMEOUT", "Request timeout"),
    "LINE_CHANNEL_SECRET it was started with is another one": Tried(False, 401, "ERROR_STATUS_CODE", "401"),
    "Siang Kan listens at /webhook": Tried(False, 404, "ERROR_STATUS_CODE", "404"),
    "its database is away": Tried(False, 503, "ERROR_STATUS_CODE", "503"),
    "answers with HTTP 418": Tried(False, 418, "ERROR_STATUS_CODE", "418"),
    "UNCLASSIFIED (something else)": Tried(False, 0, "UNCLASSIFIED", "something else"),
    "NEW_REASON (no detail)": Tried(False, 0, "NEW_REASON", ""),
}


@pytest.mark.parametrize(("words", "tested"), TESTS.items())
def test_what_line_met_at_the_webhook_is_told_in_words(words: str, tested: Tried) -> None:
    assert words in told(tested)


def test_only_a_good_test_sounds_good() -> None:
    assert [told(tested) for tested in TESTS.values() if "failed" not in told(tested)] == [
        "LINE reached the webhook (HTTP 200)."
    ]


@pytest.mark.parametrize(
    ("webhook", "first"),
    [(Webhook("u", True), "[x] Use webhook is on"), (Webhook("u", False), "[ ] Use webhook: turn it on")],
)
def test_what_can_be_seen_of_the_switches_is_ticked(webhook: Webhook, first: str) -> None:
    assert by_hand(Info("n", "@n", "bot"), webhook)[0].startswith(first)


@pytest.mark.parametrize(("mode", "last"), [("bot", "[x] Chat is off"), ("chat", "[ ] Chat is on")])
def test_the_mode_of_the_chat_is_told(mode: str, last: str) -> None:
    assert by_hand(Info("n", "@n", mode), Webhook("u", True))[-1].startswith(last)


AWAY = "http://127.0.0.1:1/webhook"


def test_the_first_webhook_is_set_and_then_tried(desk: Desk) -> None:
    desk.line.postman.url = ""
    outcome = set_up(desk.account, {}, AWAY)
    assert (desk.line.postman.url, outcome.steps, outcome.tested and outcome.tested.reason) == (
        AWAY,
        1,
        "COULD_NOT_CONNECT",
    )


def test_a_webhook_that_is_set_already_is_tried(desk: Desk) -> None:
    outcome = set_up(desk.account, {}, NOWHERE)
    assert (outcome.steps, outcome.tested and outcome.tested.reason) == (0, "COULD_NOT_CONNECT")


def test_a_running_bot_is_not_made_deaf_by_a_typo(desk: Desk) -> None:
    outcome = set_up(desk.account, {}, AWAY)
    assert (desk.line.postman.url, outcome.steps, outcome.tested and outcome.tested.reason) == (
        NOWHERE,
        0,
        "COULD_NOT_CONNECT",
    )


def test_that_the_old_webhook_stays_is_told_with_what_to_do(desk: Desk) -> None:
    set_up(desk.account, {}, AWAY, tell=desk.told.append)
    assert desk.told[0].startswith(f"The webhook stays {NOWHERE}: LINE could not use {AWAY}")
    assert "--force" in desk.told[0]


def test_the_menus_are_made_though_the_old_webhook_stays(desk: Desk) -> None:
    set_up(desk.account, MENUS, AWAY)
    assert desk.names() == sorted(each.name for each in OLD)


def test_who_insists_gets_the_webhook_all_the_same(desk: Desk) -> None:
    outcome = set_up(desk.account, {}, AWAY, force=True)
    assert (desk.line.postman.url, outcome.steps, outcome.tested and outcome.tested.success) == (
        AWAY,
        1,
        False,
    )


def test_a_webhook_that_answers_takes_the_place_of_another(desk: Desk) -> None:
    with answering() as url:
        outcome = set_up(desk.account, {}, url)
        assert (desk.line.postman.url, outcome.steps, outcome.tested and outcome.tested.status) == (
            url,
            1,
            200,
        )


def test_without_an_address_the_webhook_is_left_alone(desk: Desk) -> None:
    before = desk.line.postman.url
    outcome = set_up(desk.account, {})
    assert (desk.line.postman.url, outcome.tested) == (before, None)


def test_a_dry_run_neither_sets_nor_tries_the_webhook(desk: Desk) -> None:
    before = desk.line.postman.url
    outcome = set_up(desk.account, {}, "http://127.0.0.1:1/webhook", dry_run=True)
    assert (desk.line.postman.url, outcome.steps, outcome.tested) == (before, 1, None)
