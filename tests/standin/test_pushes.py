"""A push costs, may be retried by its key, and never reaches who blocked."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_ledgers import Quota
from handlers.simulator.standin_names import person_id
from handlers.simulator.standin_values import DAY
from tests.standin.conftest import Hand, SetClock, text

KEY = "123e4567-e89b-12d3-a456-426614174000"


def used(hand: Hand) -> int:
    usage: int = hand.call("GET", "/v2/bot/message/quota/consumption").body["totalUsage"]
    return usage


def test_a_push_is_shown(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.push(malee, text("ข่าว"))
    assert standin.chat(malee)[-1].message == text("ข่าว")


def test_a_push_counts_people_not_bubbles(hand: Hand, malee: str) -> None:
    hand.push(malee, text("ก"), text("ข"), text("ค"))
    assert used(hand) == 1


def test_a_multicast_counts_each_friend(standin: StandIn, hand: Hand, malee: str) -> None:
    stranger = standin.new_person("คนไม่รู้จัก")
    hand.call("POST", "/v2/bot/message/multicast", {"to": [malee, stranger], "messages": [text("ก")]})
    assert used(hand) == 1


def test_a_broadcast_reaches_every_friend(standin: StandIn, hand: Hand, malee: str) -> None:
    somchai = standin.new_person("สมชาย")
    standin.follow(somchai)
    hand.call("POST", "/v2/bot/message/broadcast", {"messages": [text("ก")]})
    assert [standin.chat(user)[-1].message for user in (malee, somchai)] == [text("ก")] * 2


def test_a_multicast_to_a_bad_id_reaches_nobody(standin: StandIn, hand: Hand, malee: str) -> None:
    told = hand.call("POST", "/v2/bot/message/multicast", {"to": [malee, "Ux"], "messages": [text("ก")]})
    wrong = "The property, to[1], in the request body is invalid (line: -, column: -)"
    assert (told.status, told.body["message"], standin.chat(malee)) == (400, wrong, [])


def test_a_push_to_no_line_id_is_refused(hand: Hand) -> None:
    assert hand.push("somchai", text("ก")).status == 400


def test_a_push_to_an_unknown_person_looks_as_if_it_worked(hand: Hand) -> None:
    assert (hand.push(person_id("ใครก็ไม่รู้"), text("ก")).status, used(hand)) == (200, 0)


def test_a_blocked_push_looks_as_if_it_worked(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.unfollow(malee)
    assert hand.push(malee, text("ก")).status == 200


def test_a_blocked_push_is_neither_shown_nor_counted(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.unfollow(malee)
    hand.push(malee, text("ก"))
    assert (standin.chat(malee), used(hand)) == ([], 0)


def test_who_wrote_and_then_blocked_is_out_of_reach(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.say(malee, "ไม่เอาแล้ว")
    standin.unfollow(malee)
    hand.push(malee, text("ก"))
    assert (standin.chat(malee)[-1].who, used(hand)) == ("person", 0)


def test_a_person_who_only_wrote_can_be_pushed_to_for_a_week(
    standin: StandIn, hand: Hand, clock: SetClock
) -> None:
    guest = standin.new_person("แขก")
    standin.say(guest, "สวัสดี")
    clock.forward(7 * DAY)
    hand.push(guest, text("ก"))
    assert standin.chat(guest)[-1].who == "bot"


def test_after_a_week_a_guest_is_out_of_reach(standin: StandIn, hand: Hand, clock: SetClock) -> None:
    guest = standin.new_person("แขก")
    standin.say(guest, "สวัสดี")
    clock.forward(7 * DAY + 1)
    hand.push(guest, text("ก"))
    assert standin.chat(guest)[-1].who == "person"


def test_a_group_push_costs_its_members(standin: StandIn, hand: Hand, malee: str) -> None:
    group = "C" + "0" * 32
    standin.join(group, [malee, person_id("a"), person_id("b")])
    hand.push(group, text("ก"))
    assert used(hand) == 3


def test_the_quota_is_told(standin: StandIn, hand: Hand) -> None:
    standin.quota = Quota(15_000)
    assert hand.call("GET", "/v2/bot/message/quota").body == {"type": "limited", "value": 15_000}


def test_a_plan_without_limit_is_told(standin: StandIn, hand: Hand) -> None:
    standin.quota = Quota(None)
    assert hand.call("GET", "/v2/bot/message/quota").body == {"type": "none"}


def test_over_the_quota_nothing_is_sent(standin: StandIn, hand: Hand, malee: str) -> None:
    standin.quota = Quota(1)
    hand.push(malee, text("ก"))
    told = hand.push(malee, text("ข"))
    assert (told.status, told.body) == (429, {"message": "You have reached your monthly limit."})


def test_a_new_month_brings_a_new_quota(standin: StandIn, hand: Hand, malee: str, clock: SetClock) -> None:
    standin.quota = Quota(1)
    hand.push(malee, text("ก"))
    clock.forward(31 * DAY)
    assert hand.push(malee, text("ข")).status == 200


def test_a_used_retry_key_is_answered_with_the_first_request(hand: Hand, malee: str) -> None:
    first = hand.push(malee, text("ก"), key=KEY)
    again = hand.push(malee, text("ก"), key=KEY)
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]


def test_a_used_retry_key_is_a_conflict_that_repeats_what_was_sent(hand: Hand, malee: str) -> None:
    first = hand.push(malee, text("ก"), key=KEY)
    again = hand.push(malee, text("ก"), key=KEY)
    conflict = {"message": "The retry key is already accepted", **first.body}
    assert (again.status, again.body) == (409, conflict)


def test_a_used_retry_key_sends_nothing_again(standin: StandIn, hand: Hand, malee: str) -> None:
    hand.push(malee, text("ก"), key=KEY)
    hand.push(malee, text("ก"), key=KEY)
    assert (len(standin.chat(malee)), used(hand)) == (1, 1)


def test_a_retry_key_is_forgotten_after_a_day(hand: Hand, malee: str, clock: SetClock) -> None:
    hand.push(malee, text("ก"), key=KEY)
    clock.forward(DAY + 1)
    assert hand.push(malee, text("ก"), key=KEY).status == 200


def test_one_retry_key_sends_once_however_many_try_at_once(standin: StandIn, hand: Hand, malee: str) -> None:
    with ThreadPoolExecutor(8) as many:
        told = list(many.map(lambda _: hand.push(malee, text("ก"), key=KEY).status, range(24)))
    assert (sorted(told), len(standin.chat(malee))) == ([200] + [409] * 23, 1)


def test_a_refused_push_does_not_use_its_retry_key(hand: Hand, malee: str) -> None:
    hand.push(malee, text(""), key=KEY)
    assert hand.push(malee, text("ก"), key=KEY).status == 200


def test_a_retry_key_must_be_a_uuid(hand: Hand, malee: str) -> None:
    assert hand.push(malee, text("ก"), key="again").status == 400


@pytest.mark.parametrize("units", [["a" * 31], ["ก"], ["a", "b"]])
def test_a_bad_unit_name_is_refused(hand: Hand, malee: str, units: list[str]) -> None:
    body = {"to": malee, "messages": [text("ก")], "customAggregationUnits": units}
    assert hand.call("POST", "/v2/bot/message/push", body).status == 400
