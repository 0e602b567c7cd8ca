"""Messages over LINE's limits are refused where LINE refuses them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.simulator.standin_limits import KINDS, TEMPLATES, check_messages
from handlers.simulator.standin_values import Refused
from tests.standin.conftest import Hand, text

LABEL_20 = "ไม่แน่ใจ ขอข้ามข้อนี้ไปก่อน"  # 27 code points, 20 clusters
PICTURE = "https://example.org/a.png"


def postback(**more: Any) -> dict[str, Any]:
    return {"type": "postback", "label": "ต่อไป", "data": "d", **more}


def with_quick(*actions: dict[str, Any]) -> dict[str, Any]:
    items = [{"type": "action", "action": action} for action in actions]
    return {**text("ก"), "quickReply": {"items": items}}


def flex(contents: dict[str, Any], alt: str = "ก") -> dict[str, Any]:
    return {"type": "flex", "altText": alt, "contents": contents}


def bubble(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": list(parts)}, **more}


def buttons(**more: Any) -> dict[str, Any]:
    whole = {"type": "buttons", "text": "ก", "actions": [postback()], **more}
    return {"type": "template", "altText": "ก", "template": whole}


def columns(*counts: int) -> dict[str, Any]:
    made = [{"text": "ก", "actions": [postback()] * count} for count in counts]
    return {"type": "template", "altText": "ก", "template": {"type": "carousel", "columns": made}}


FITS: dict[str, dict[str, Any]] = {
    "5000 Thai letters": text("ก" * 5000),
    "2500 emoji": text("🙂" * 2500),
    "13 quick replies": with_quick(*[postback()] * 13),
    "a label of 20 clusters": with_quick(postback(label=LABEL_20)),
    "data of 300": with_quick(postback(data="d" * 300)),
    "a display text of 300": with_quick(postback(displayText="ก" * 300)),
    "an altText of 1500": flex(bubble({"type": "text", "text": "ก"}), "ก" * 1500),
    "12 bubbles": flex({"type": "carousel", "contents": [bubble({"type": "text", "text": "ก"})] * 12}),
    "a button label of 40": flex(bubble({"type": "button", "action": postback(label="ก" * 40)})),
    "a box without a label": flex(bubble({"type": "box", "layout": "vertical", "contents": [],
                                          "action": {"type": "postback", "data": "d"}})),
    "spans": flex(bubble({"type": "text", "contents": [{"type": "span", "text": "ก"}]})),
    "a template text of 160": buttons(text="ก" * 160),
    "4 template buttons": buttons(actions=[postback()] * 4),
    "10 columns": columns(*[2] * 10),
    "an image": {"type": "image", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE},
    "a sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "a place": {"type": "location", "title": "ก", "address": "ข", "latitude": 14.0, "longitude": 99.5},
}  # fmt: skip

TOO_MUCH: dict[str, tuple[dict[str, Any], str]] = {
    "no words": (text(""), "messages[0].text"),
    "5001 letters": (text("ก" * 5001), "messages[0].text"),
    "2501 emoji": (text("🙂" * 2501), "messages[0].text"),
    "an unknown kind": ({"type": "markdown", "text": "ก"}, "messages[0].type"),
    "no kind": ({"text": "ก"}, "messages[0].type"),
    "14 quick replies": (with_quick(*[postback()] * 14), "messages[0].quickReply.items"),
    "no quick replies": (with_quick(), "messages[0].quickReply.items"),
    "a label of 21": (with_quick(postback(label="ก" * 21)), "messages[0].quickReply.items[0].action.label"),
    "no label": (with_quick({"type": "postback", "data": "d"}), "messages[0].quickReply.items[0].action.label"),
    "data of 301": (with_quick(postback(data="d" * 301)), "messages[0].quickReply.items[0].action.data"),
    "a display text of 301": (
        with_quick(postback(displayText="ก" * 301)), "messages[0].quickReply.items[0].action.displayText"),
    "words to say of 301": (
        with_quick({"type": "message", "label": "ก", "text": "ก" * 301}),
        "messages[0].quickReply.items[0].action.text"),
    "a menu switch as quick reply": (
        with_quick({"type": "richmenuswitch", "label": "ก", "data": "d", "richMenuAliasId": "a"}),
        "messages[0].quickReply.items[0].action.type"),
    "filling in without a keyboard": (
        with_quick(postback(fillInText="ก")), "messages[0].quickReply.items[0].action.fillInText"),
    "an odd link": (
        with_quick({"type": "uri", "label": "ก", "uri": "javascript:0"}),
        "messages[0].quickReply.items[0].action.uri"),
    "an altText of 1501": (flex(bubble({"type": "text", "text": "ก"}), "ก" * 1501), "messages[0].altText"),
    "no altText": (flex(bubble({"type": "text", "text": "ก"}), ""), "messages[0].altText"),
    "5 template buttons": (buttons(actions=[postback()] * 5), "messages[0].template.actions"),
    "a template text of 161": (buttons(text="ก" * 161), "messages[0].template.text"),
    "61 letters under a title": (buttons(title="ก", text="ก" * 61), "messages[0].template.text"),
    "a title of 41": (buttons(title="ก" * 41), "messages[0].template.title"),
    "an unknown template": (buttons(type="list"), "messages[0].template.type"),
    "11 columns": (columns(*[1] * 11), "messages[0].template.columns"),
    "uneven columns": (columns(1, 2), "messages[0].template.columns"),
    "a picture without TLS": (
        {"type": "image", "originalContentUrl": "http://example.org/a.png", "previewImageUrl": PICTURE},
        "messages[0].originalContentUrl"),
    "13 bubbles": (flex({"type": "carousel", "contents": [bubble({"type": "text", "text": "ก"})] * 13}), "/contents"),
    "a bubble over 30 KB": (flex(bubble(*[{"type": "text", "text": "ก" * 1000}] * 11)), "/"),
    "a carousel over 50 KB": (
        flex({"type": "carousel", "contents": [bubble(*[{"type": "text", "text": "ก" * 1000}] * 9)] * 2}), "/"),
    "bubbles of two sizes": (
        flex({"type": "carousel", "contents": [
            bubble({"type": "text", "text": "ก"}, size="kilo"), bubble({"type": "text", "text": "ก"})]}),
        "/contents"),
    "an empty bubble": (flex({"type": "bubble"}), "/"),
    "an unknown size": (flex(bubble({"type": "text", "text": "ก"}, size="huge")), "/size"),
    "empty Flex text": (flex(bubble({"type": "text", "text": ""})), "/body/contents/0/text"),
    "an unknown Flex field": (flex(bubble({"type": "text", "text": "ก", "wrapp": True})), "/body/contents/0/wrapp"),
    "an unknown Flex part": (flex(bubble({"type": "checkbox"})), "/body/contents/0/type"),
    "a button in a baseline box": (
        flex(bubble({"type": "box", "layout": "baseline", "contents": [{"type": "button", "action": postback()}]})),
        "/body/contents/0/contents/0/type"),
    "a button label of 41": (
        flex(bubble({"type": "button", "action": postback(label="ก" * 41)})), "/body/contents/0/action/label"),
    "a button without action": (flex(bubble({"type": "button"})), "/body/contents/0/action/type"),
}  # fmt: skip


@pytest.mark.parametrize("message", FITS.values(), ids=FITS.keys())
def test_what_fits_is_accepted(hand: Hand, message: dict[str, Any]) -> None:
    told = hand.validate(message)
    assert (told.status, told.body) == (200, {})


@pytest.mark.parametrize(("message", "place"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_what_does_not_fit_is_refused_by_place(hand: Hand, message: dict[str, Any], place: str) -> None:
    told = hand.validate(message)
    assert (told.status, told.properties[:1]) == (400, [place])


@pytest.mark.parametrize("count", [0, 6])
def test_a_sending_holds_one_to_five_messages(hand: Hand, count: int) -> None:
    told = hand.validate(*[text("ก")] * count)
    details = [{"message": "Size must be between 1 and 5", "property": "messages"}]
    assert told.body == {"message": "The request body has 1 error(s)", "details": details}


def test_every_fault_is_counted(hand: Hand) -> None:
    assert hand.validate(text(""), text("")).body["message"] == "The request body has 2 error(s)"


def test_a_fault_in_a_card_names_its_message(hand: Hand) -> None:
    told = hand.validate(text("ก"), flex({"type": "bubble"}))
    assert told.body["message"] == "A message (messages[1]) in the request body is invalid"


def test_a_body_that_is_no_json_is_refused(hand: Hand) -> None:
    told = hand.call("POST", "/v2/bot/message/push", raw=b'{"to": ')
    wrong = "The request body could not be parsed as JSON (line: 1, column: 8)"
    assert (told.status, told.body) == (400, {"message": wrong})


def test_a_body_of_another_type_is_refused(hand: Hand) -> None:
    assert hand.call("POST", "/v2/bot/message/push", {}, content_type="text/plain").status == 415


def test_a_body_over_two_megabytes_is_refused(hand: Hand) -> None:
    raw = json.dumps({"to": "ก" * 800_000}).encode()
    assert hand.call("POST", "/v2/bot/message/push", raw=raw).status == 413


WORDS = (
    "type",
    "text",
    "contents",
    "action",
    "items",
    "body",
    "columns",
    "template",
    "layout",
    "url",
    "quickReply",
)
TYPES = (
    *KINDS,
    *TEMPLATES,
    "bubble",
    "carousel",
    "box",
    "button",
    "span",
    "action",
    "postback",
    "uri",
    "vertical",
)
LEAVES = st.none() | st.booleans() | st.integers() | st.sampled_from(TYPES) | st.text(max_size=3)
JSONS = st.recursive(
    LEAVES,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inside, max_size=6),
)


def verdict(messages: list[Any]) -> int:
    try:
        check_messages(messages)
    except Refused as refusal:
        return refusal.status
    return 200


@given(st.lists(JSONS, max_size=3))
def test_any_body_is_accepted_or_refused_in_lines_way(messages: list[Any]) -> None:
    assert verdict(messages) in (200, 400)
