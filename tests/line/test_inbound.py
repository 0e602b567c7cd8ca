"""Facts and laws of reading what LINE posts."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.events import Joined, Left, Said, Sent, Tapped, Unsent
from handlers.line.inbound import BodyNotJson, read

NOW = 1_790_000_000_000
ANNA = "U" + "a" * 32


def envelope(*events) -> bytes:
    return json.dumps({"destination": "U" + "0" * 32, "events": list(events)}).encode()


def event(kind="message", **fields):
    base = {"type": kind, "mode": "active", "timestamp": NOW - 500, "webhookEventId": "01H0000"}
    return base | {"source": {"type": "user", "userId": ANNA}, "replyToken": "token-1"} | fields


def said(text="สวัสดี", **fields):
    return event(message={"type": "text", "id": "m1", "text": text}, **fields)


def only(*events):
    (incoming,) = read(envelope(*events), NOW)
    return incoming


def test_a_text_is_said_exactly_as_typed():
    assert only(said(" ครูไม่พอ \n")).event == Said(at=NOW - 500, now=NOW, text=" ครูไม่พอ \n", message_id="m1")


def test_a_known_event_leaves_no_raw_json():
    assert only(said()).raw is None


def test_the_reply_token_comes_along():
    assert only(said()).reply_token == "token-1"


def test_a_redelivered_event_says_so():
    assert only(said(deliveryContext={"isRedelivery": True})).event.redelivered


def test_a_tap_carries_its_data():
    assert only(event("postback", postback={"data": "a=1"})).event == Tapped(
        at=NOW - 500, now=NOW, data="a=1"
    )


def test_a_follow_after_a_block_is_joining_again():
    assert only(event("follow", follow={"isUnblocked": True})).event == Joined(
        at=NOW - 500, now=NOW, again=True
    )


def test_a_follow_without_details_is_joining():
    assert only(event("follow")).event == Joined(at=NOW - 500, now=NOW)


def test_an_unfollow_is_leaving():
    assert only(event("unfollow")).event == Left(at=NOW - 500, now=NOW)


def test_an_unsend_names_the_bubble():
    assert only(event("unsend", unsend={"messageId": "m9"})).event == Unsent(
        at=NOW - 500, now=NOW, message_id="m9"
    )


def test_a_sticker_of_an_unknown_type_is_a_sticker():
    sticker = {"type": "sticker", "id": "m2", "stickerResourceType": "HOLOGRAM"}
    assert only(event(message=sticker)).event == Sent(at=NOW - 500, now=NOW, kind="sticker", message_id="m2")


def test_an_unknown_message_type_is_something_sent():
    assert only(event(message={"type": "hologram", "id": "m3"})).event == Sent(
        at=NOW - 500, now=NOW, kind="hologram", message_id="m3"
    )


def test_an_unknown_message_type_is_kept():
    assert '"hologram"' in only(event(message={"type": "hologram", "id": "m3"})).raw


def test_an_unknown_event_type_is_kept_without_an_event():
    incoming = only(event("teleported", teleported={"to": "Kanchanaburi"}))
    assert (incoming.event, incoming.kind, incoming.fault) == (None, "teleported", None)


def test_an_unknown_event_type_keeps_its_json():
    assert "Kanchanaburi" in only(event("teleported", teleported={"to": "Kanchanaburi"})).raw


@pytest.mark.parametrize(
    "broken",
    [
        7,
        None,
        [],
        {},
        event(message={}),
        event(message={"type": "text", "id": "m1"}),
        event(message={"type": "text", "id": "m1", "text": ["list"]}),
        event("postback"),
        event("unsend"),
        event(source={"type": "user"}, message={"type": "text", "id": "m1", "text": "x"}),
    ],
)
def test_a_broken_event_does_not_hide_the_good_one(broken):
    assert [i.event.text for i in read(envelope(broken, said("ดี")), NOW) if i.event] == ["ดี"]


@pytest.mark.parametrize("broken", [7, event(message={}), event("postback"), event("unsend")])
def test_a_broken_event_is_kept_with_its_fault(broken):
    incoming = only(broken)
    assert None not in (incoming.fault, incoming.raw)


def test_an_event_on_standby_gives_nothing_to_decide():
    incoming = only(said(mode="standby"))
    assert (incoming.standby, incoming.event) == (True, None)


def test_talk_in_a_group_is_not_read():
    incoming = only(said("ลับ", source={"type": "group", "groupId": "C1", "userId": ANNA}))
    assert "ลับ" not in repr(incoming)


def test_a_mention_in_a_group_is_noticed():
    mention = {"mentionees": [{"index": 0, "length": 4, "type": "user", "isSelf": True}]}
    message = {"type": "text", "id": "m1", "text": "@bot", "mention": mention}
    incoming = only(event(message=message, source={"type": "group", "groupId": "C1"}))
    assert (incoming.group_id, incoming.mentioned) == ("C1", True)


def test_a_room_is_a_group():
    assert only(event("join", source={"type": "room", "roomId": "R1"})).group_id == "R1"


def test_the_invented_events_of_the_old_verify_button_give_nothing_to_decide():
    assert only(said(replyToken="0" * 32)).event is None


def test_no_events_are_no_events():
    assert read(envelope(), NOW) == []


def test_events_are_read_oldest_first():
    late, early = said("b", timestamp=NOW - 1), said("a", timestamp=NOW - 2)
    assert [i.event.text for i in read(envelope(late, early), NOW)] == ["a", "b"]


def test_events_of_one_moment_keep_their_order():
    assert [i.event.text for i in read(envelope(said("b"), said("a")), NOW)] == ["b", "a"]


@pytest.mark.parametrize("timestamp", [None, "soon", -1, 0, True, 1.5, 10**30])
def test_a_time_that_is_none_is_now(timestamp):
    assert only(said(timestamp=timestamp)).event.at == NOW


def test_an_event_without_an_id_gets_the_same_id_each_time():
    nameless = said(webhookEventId=None)
    assert only(nameless).event_id == only(nameless).event_id != ""


def test_different_events_without_an_id_get_different_ids():
    assert only(said("a", webhookEventId=None)).event_id != only(said("b", webhookEventId=None)).event_id


def test_a_nul_byte_becomes_the_replacement_character():
    assert only(said("a\x00b")).event.text == "a\ufffdb"


def test_half_a_surrogate_pair_becomes_the_replacement_character():
    body = envelope(said("PLACE")).replace(b"PLACE", b"a\\ud83db")
    assert read(body, NOW)[0].event.text == "a\ufffdb"


def test_an_emoji_stays_whole():
    assert only(said("ดี👩‍🏫")).event.text == "ดี👩‍🏫"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b'"x"', b"7", b"null", b"[" * 100_000])
def test_what_is_no_json_object_is_refused(body):
    with pytest.raises(BodyNotJson):
        read(body, NOW)


FIELDS = """type mode source userId groupId roomId message id text mention mentionees isSelf
    timestamp replyToken webhookEventId deliveryContext isRedelivery postback data unsend messageId follow
    isUnblocked"""
NAMES = st.sampled_from(FIELDS.split())
KINDS = ("message", "text", "sticker", "follow", "unfollow", "postback", "unsend", "join", "standby", "user")
WORDS = st.sampled_from(KINDS)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text()
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner, max_size=6),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(NAMES, JSON) | JSON, max_size=4))
def test_reading_never_fails_whatever_the_events(events):
    assert len(read(envelope(*events), NOW)) == len(events)


@given(JSON)
def test_reading_fails_only_with_its_own_fault(value):
    try:
        assert isinstance(read(json.dumps(value).encode(), NOW), list)
    except BodyNotJson:
        assert not isinstance(value, dict)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(NAMES, JSON), max_size=4))
def test_what_is_read_can_be_stored_as_utf_8(events):
    heard = [word for i in read(envelope(*events), NOW) for word in words_of(i)]
    assert [
        word for word in heard if "\x00" in word or word != word.encode("utf-8", "replace").decode()
    ] == []


def words_of(incoming):
    """All texts that would go into the database."""
    inside = [incoming, *([incoming.event] if incoming.event else [])]
    values = [getattr(part, field.name) for part in inside for field in fields(part)]
    return [value for value in values if isinstance(value, str)]


@given(st.binary())
def test_any_bytes_are_read_or_refused(body):
    try:
        read(body, NOW)
    except BodyNotJson:
        assert True
