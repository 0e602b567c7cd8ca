"""What LINE answers about a content, in one word each; however it answers, no more is taken than was asked for."""

from io import BytesIO

import pytest

from handlers.line.content import Got, LineContent
from handlers.simulator.standin_values import SECOND, Trouble
from tests.line.conftest import TOKEN
from tests.media.sly import PIECE, sly

MOST = 1_000_000


@pytest.fixture
def somebody(line) -> str:
    user = line.standin.new_person("มาลี")
    line.standin.follow(user)
    return user


def _fetch(
    url: str, message_id: str, into: BytesIO | None = None, token: str = TOKEN, **limits: float
) -> Got:
    content = LineContent(token, url, **limits)
    try:
        return content.fetch(message_id, BytesIO() if into is None else into, MOST)
    finally:
        content.close()


def _fetch_sly(how: str, **limits: float) -> Got:
    with sly(how) as server:
        return _fetch(server.url, "1", **limits)


def test_a_photo_comes_byte_for_byte(line, somebody) -> None:
    into, body = BytesIO(), bytes(range(256)) * 3000
    message = line.standin.image(somebody, body)["message"]
    got = _fetch(line.base_url, message["id"], into)
    assert (got, into.getvalue()) == (Got("whole", bytes=len(body)), body)


def test_many_are_fetched_over_one_client(line, somebody) -> None:
    ids = [line.standin.image(somebody, b"%d" % n)["message"]["id"] for n in range(3)]
    content, into = LineContent(TOKEN, line.base_url), BytesIO()
    assert [content.fetch(id, into, MOST).status for id in ids] == ["whole"] * 3


def test_one_that_was_left_half_read_does_not_hurt_the_next(line, somebody) -> None:
    big = line.standin.image(somebody, b"\1" * 3_000_000)["message"]["id"]
    small = line.standin.image(somebody, b"small")["message"]["id"]
    content, into = LineContent(TOKEN, line.base_url), BytesIO()
    content.fetch(big, BytesIO(), MOST)
    content.fetch(small, into, MOST)
    assert into.getvalue() == b"small"


def test_a_voice_that_is_prepared_is_waited_for(line, somebody) -> None:
    line.standin.preparing = 5 * SECOND
    message = line.standin.audio(somebody, b"a voice")["message"]
    assert _fetch(line.base_url, message["id"]) == Got("preparing")


def test_a_voice_that_was_prepared_comes(line, somebody, clock) -> None:
    line.standin.preparing = 5 * SECOND
    message = line.standin.audio(somebody, b"a voice")["message"]
    clock.forward(5 * SECOND)
    assert _fetch(line.base_url, message["id"]).status == "whole"


def test_a_voice_that_cannot_be_prepared_is_refused(line, somebody) -> None:
    line.standin.failing = True
    message = line.standin.audio(somebody, b"a voice")["message"]
    assert _fetch(line.base_url, message["id"]) == Got("refused", "LINE could not prepare it")


def test_a_transcoding_that_cannot_be_asked_for_is_asked_again(line, somebody) -> None:
    line.standin.preparing = 5 * SECOND
    message = line.standin.audio(somebody, b"a voice")["message"]
    line.standin.trouble = Trouble(500, path="transcoding")
    assert _fetch(line.base_url, message["id"]).status == "again"


def test_an_unsent_photo_is_gone(line, somebody) -> None:
    message = line.standin.image(somebody, b"a photo")["message"]
    line.standin.unsend(somebody, message["id"])
    assert _fetch(line.base_url, message["id"]) == Got("gone", "HTTP 410")


def test_an_unknown_message_is_gone(line) -> None:
    assert _fetch(line.base_url, "12345") == Got("gone", "HTTP 404")


def test_an_old_token_is_for_the_operator_to_mend(line, somebody) -> None:
    message = line.standin.image(somebody, b"a photo")["message"]
    assert _fetch(line.base_url, message["id"], token="an old one") == Got("again", "HTTP 401")


@pytest.mark.parametrize(
    ("status", "word"),
    [(400, "refused"), (403, "again"), (408, "again"), (429, "again"), (500, "again"), (503, "again")],
)
def test_every_status_means_one_thing(line, somebody, status: int, word: str) -> None:
    message = line.standin.image(somebody, b"a photo")["message"]
    line.standin.trouble = Trouble(status)
    assert _fetch(line.base_url, message["id"]) == Got(word, f"HTTP {status}")


@pytest.mark.parametrize("message_id", ["", "../../v2/bot/info", "1/2", "1?x=y", "1#2", "๑", "1 2", "9" * 65])
def test_no_id_leads_to_another_address(message_id: str) -> None:
    with sly("packed") as server:
        told = _fetch(server.url, message_id)
        assert (told.status, server.asked) == ("refused", [])


def test_a_content_that_tells_it_is_too_large_is_not_read(line, somebody) -> None:
    into = BytesIO()
    message = line.standin.image(somebody, b"\1" * (MOST + 1))["message"]
    got = _fetch(line.base_url, message["id"], into)
    assert (got, into.getvalue()) == (Got("large"), b"")


def test_a_content_as_large_as_allowed_comes(line, somebody) -> None:
    message = line.standin.image(somebody, b"\1" * MOST)["message"]
    assert _fetch(line.base_url, message["id"]) == Got("whole", bytes=MOST)


def test_an_endless_content_ends_at_the_limit() -> None:
    assert _fetch_sly("endless") == Got("large")


def test_no_more_than_the_limit_is_written() -> None:
    into = BytesIO()
    with sly("endless") as server:
        _fetch(server.url, "1", into)
    assert len(into.getvalue()) <= MOST


def test_who_sends_without_end_is_hung_up_on() -> None:
    with sly("endless") as server:
        _fetch(server.url, "1")
    assert server.sent < 100 * MOST


def test_no_more_is_taken_than_was_announced() -> None:
    into = BytesIO()
    with sly("lying") as server:
        _fetch(server.url, "1", into)
    assert into.getvalue() == b"1234567890"


def test_a_packed_content_is_not_unpacked() -> None:
    into = BytesIO()
    with sly("packed") as server:
        _fetch(server.url, "1", into)
    assert into.getvalue() == b"abcd"


@pytest.mark.parametrize("how", ["cut_off", "cut_chunk", "no_http"])
def test_an_answer_that_breaks_off_is_asked_again(how: str) -> None:
    assert _fetch_sly(how).status == "again"


def test_a_silent_line_is_asked_again() -> None:
    assert _fetch_sly("silent", timeout=0.2).status == "again"


def test_a_content_that_takes_too_long_is_asked_again() -> None:
    assert _fetch_sly("endless", seconds=0.0) == Got("again", "too slow")


def test_a_line_that_cannot_be_reached_is_asked_again() -> None:
    assert _fetch("http://127.0.0.1:9", "1").status == "again"


def test_no_redirect_is_followed() -> None:
    with sly("elsewhere") as server:
        told = _fetch(server.url, "1")
        assert (told, len(server.asked)) == (Got("again", "HTTP 302"), 1)


def test_who_stops_is_not_kept_waiting() -> None:
    content, into = LineContent(TOKEN, "http://127.0.0.1:9"), BytesIO()
    with sly("endless") as server:
        content = LineContent(TOKEN, server.url)
        assert (
            content.fetch("1", into, 1 << 30, lambda: len(into.getvalue()) < 3 * len(PIECE)).fault
            == "stopped"
        )
