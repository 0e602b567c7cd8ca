"""Who may call, whom LINE tells about, what it keeps of photos, and how it fails."""

from itertools import pairwise
from uuid import UUID

import pytest

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_ledgers import Rates
from handlers.simulator.standin_names import person_id
from handlers.simulator.standin_values import SECOND, Refused, Trouble
from tests.standin.conftest import START, Hand, SetClock, text

KEY = "123e4567-e89b-12d3-a456-426614174000"


def test_a_wrong_token_is_refused(hand: Hand) -> None:
    assert hand.call("GET", "/v2/bot/info", token="wrong").status == 401


def test_an_unknown_path_is_not_found(hand: Hand) -> None:
    told = hand.call("GET", "/v2/bot/nowhere")
    assert (told.status, told.body) == (404, {"message": "Not found"})


@pytest.mark.parametrize("path", ["/v2/bot/info", "/v2/bot/nowhere", "/v2/bot/profile/U0"])
def test_every_answer_has_a_request_id(hand: Hand, path: str) -> None:
    assert UUID(hand.call("GET", path).headers["x-line-request-id"])


def test_a_refused_call_has_a_request_id(hand: Hand) -> None:
    assert UUID(hand.call("GET", "/v2/bot/info", token="wrong").headers["x-line-request-id"])


def test_a_friend_has_a_profile(hand: Hand, malee: str) -> None:
    profile = {"userId": malee, "displayName": "มาลี", "language": "th"}
    assert hand.call("GET", f"/v2/bot/profile/{malee}").body == profile


def test_who_blocked_has_no_profile(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.unfollow(malee)
    assert hand.call("GET", f"/v2/bot/profile/{malee}").status == 404


def test_a_stranger_has_no_profile(hand: Hand) -> None:
    assert hand.call("GET", f"/v2/bot/profile/{person_id('ใคร')}").status == 404


def test_followers_are_not_listed_for_plain_accounts(hand: Hand) -> None:
    assert hand.call("GET", "/v2/bot/followers/ids").status == 403


def test_a_photo_can_be_fetched(standin: StandIn, hand: Hand, malee: str) -> None:
    message = standin.image(malee, b"a photo", "image/png")["message"]
    told = hand.call("GET", f"/v2/bot/message/{message['id']}/content")
    assert (told.status, told.raw, told.headers["content-type"]) == (200, b"a photo", "image/png")


def test_a_voice_message_may_still_be_prepared(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.preparing = 5 * SECOND
    message = standin.audio(malee, b"a voice")["message"]
    told = hand.call("GET", f"/v2/bot/message/{message['id']}/content")
    status = hand.call("GET", f"/v2/bot/message/{message['id']}/content/transcoding").body
    assert (told.status, status) == (202, {"status": "processing"})


def test_a_prepared_voice_message_can_be_fetched(
    standin: StandIn, hand: Hand, malee: str, clock: SetClock
) -> None:
    standin.preparing = 5 * SECOND
    message = standin.audio(malee, b"a voice")["message"]
    clock.forward(5 * SECOND)
    assert hand.call("GET", f"/v2/bot/message/{message['id']}/content").raw == b"a voice"


def test_an_unsent_photo_is_gone(standin: StandIn, hand: Hand, malee: str) -> None:
    message = standin.image(malee, b"a photo")["message"]
    standin.unsend(malee, message["id"])
    assert hand.call("GET", f"/v2/bot/message/{message['id']}/content").status == 410


def test_a_text_has_no_content(standin: StandIn, hand: Hand, malee: str) -> None:
    message = standin.say(malee, "ก")["message"]
    assert hand.call("GET", f"/v2/bot/message/{message['id']}/content").status == 404


def loading(hand: Hand, user: str, seconds: int) -> int:
    return hand.call("POST", "/v2/bot/chat/loading/start", {"chatId": user, "loadingSeconds": seconds}).status


def test_the_loading_animation_is_shown(standin: StandIn, hand: Hand, malee: str) -> None:
    assert (loading(hand, malee, 5), standin.screen(malee).loading) == (202, True)


def test_the_loading_animation_ends_by_itself(
    standin: StandIn, hand: Hand, malee: str, clock: SetClock
) -> None:
    loading(hand, malee, 5)
    clock.forward(5 * SECOND)
    assert not standin.screen(malee).loading


def test_the_loading_animation_ends_at_the_next_message(standin: StandIn, hand: Hand, malee: str) -> None:
    loading(hand, malee, 60)
    hand.push(malee, text("ก"))
    assert not standin.screen(malee).loading


@pytest.mark.parametrize("seconds", [0, 4, 7, 65])
def test_the_loading_animation_lasts_in_steps_of_five(hand: Hand, malee: str, seconds: int) -> None:
    assert loading(hand, malee, seconds) == 400


def test_a_group_has_no_loading_animation(hand: Hand) -> None:
    assert loading(hand, "C" + "0" * 32, 5) == 400


def test_words_are_read_when_the_bot_has_them(standin: StandIn, malee: str) -> None:
    standin.say(malee, "ก")
    standin.settle()
    assert standin.chat(malee)[-1].read


def test_with_chat_on_the_bot_marks_what_is_read(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.mark_as_read_mode = "manual"
    marks = [standin.say(malee, words)["message"]["markAsReadToken"] for words in "กขค"]
    standin.settle()
    hand.call("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": marks[1]})
    assert [bubble.read for bubble in standin.chat(malee)] == [True, True, False]


def quick(words: str) -> dict[str, object]:
    action = {"type": "message", "label": words, "text": words}
    return {**text("เลือกค่ะ"), "quickReply": {"items": [{"type": "action", "action": action}]}}


def test_quick_replies_are_those_of_the_last_message(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.push(malee, quick("ก"), quick("ข"))
    (item,) = standin.screen(malee).quick_replies
    assert item["action"]["label"] == "ข"


def test_quick_replies_vanish_when_the_person_writes(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.push(malee, quick("ก"))
    standin.say(malee, "พิมพ์เอง")
    assert standin.screen(malee).quick_replies == ()


def test_quick_replies_vanish_at_the_bots_next_message(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.push(malee, quick("ก"))
    hand.push(malee, text("ข่าวประจำสัปดาห์"))
    assert standin.screen(malee).quick_replies == ()


def test_quick_replies_vanish_at_a_silent_tap(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.push(malee, quick("ก"))
    standin.tap(malee, "d")
    assert standin.screen(malee).quick_replies == ()


def test_trouble_answers_as_many_calls_as_asked(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.trouble = Trouble(status=500, times=2)
    assert [hand.push(malee, text("ก")).status for _ in range(3)] == [500, 500, 200]


def test_trouble_keeps_to_its_path(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.trouble = Trouble(status=500, path="/reply")
    assert hand.push(malee, text("ก")).status == 200


def test_a_lost_answer_can_be_asked_for_again(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.trouble = Trouble(status=500, after_accept=True)
    statuses = [hand.push(malee, text("ก"), key=KEY).status for _ in range(2)]
    assert (statuses, len(standin.chat(malee))) == ([500, 409], 1)


def test_too_many_calls_are_told_in_lines_words(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.trouble = Trouble(status=429)
    wrong = {"message": "The API rate limit has been exceeded. Try again later."}
    assert hand.push(malee, text("ก")).body == wrong


def test_broadcasts_are_limited_to_sixty_an_hour(standin: StandIn, hand: Hand) -> None:
    body = {"messages": [text("ก")]}
    statuses = [hand.call("POST", "/v2/bot/message/broadcast", body).status for _ in range(61)]
    assert statuses == [200] * 60 + [429]


def test_a_new_second_allows_new_calls() -> None:
    rates = Rates()
    for _ in range(200):
        rates.count("/v2/bot/message/multicast", START)
    with pytest.raises(Refused):
        rates.count("/v2/bot/message/multicast", START + 999)
    rates.count("/v2/bot/message/multicast", START + SECOND)


def test_sendings_are_written_down(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.reply(standin.say(malee, "ก")["replyToken"], text("ข"))
    hand.push(malee, text("ค"))
    assert [(sent.call, sent.to) for sent in standin.accepted] == [("reply", (malee,)), ("push", (malee,))]


def test_waiting_ends_as_soon_as_the_chat_is_as_wanted(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.push(malee, text("ก"))
    shown = standin.wait_for(malee, lambda chat: len(chat) == 1)
    assert shown[0].message == text("ก")


def test_waiting_in_vain_tells_what_is_there(standin: StandIn, malee: str) -> None:
    standin.say(malee, "มีใครอยู่ไหม")
    with pytest.raises(TimeoutError, match="มีใครอยู่ไหม"):
        standin.wait_for(malee, lambda chat: len(chat) == 2, timeout=0.01)


def test_a_stand_in_begun_later_never_repeats_a_message_id(ear: object, clock: SetClock) -> None:
    ids = []
    for _ in range(3):
        standin = StandIn("secret", "token", "http://127.0.0.1:9/", clock, redeliver=False)
        ids.append(int(standin.say(standin.new_person("มาลี"), "ก")["message"]["id"]))
        standin.close()
        clock.forward(1)
    assert all(early < late for early, late in pairwise(ids))
