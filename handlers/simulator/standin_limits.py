"""LINE's limits on message objects, found as LINE finds them. Never mends what it refuses."""

from collections.abc import Callable, Iterator
from typing import Any

from handlers.simulator.standin_actions import Fault, action_faults, length_faults, missing_url, size_faults
from handlers.simulator.standin_count import graphemes
from handlers.simulator.standin_flex import flex_faults
from handlers.simulator.standin_values import Json, Refused

QUICK_ACTIONS = (
    "postback",
    "message",
    "uri",
    "datetimepicker",
    "camera",
    "cameraRoll",
    "location",
    "clipboard",
)


def check_messages(messages: object) -> list[Json]:
    """The messages, or LINE's refusal that names each fault."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        raise Refused(
            400,
            "The request body has 1 error(s)",
            [{"message": "Size must be between 1 and 5", "property": "messages"}],
        )
    if faults := _all_faults(messages):
        raise refusal(faults)
    return messages


def _all_faults(messages: list[Any]) -> list[Fault]:
    try:
        return [fault for n, message in enumerate(messages) for fault in _message_faults(message, n)]
    except (AttributeError, KeyError, TypeError) as fault:
        # A word where an object belongs, and the like: LINE cannot read such a body at all.
        words = "The property, 'messages', in the request body is invalid (line: -, column: -)"
        raise Refused(400, words) from fault


def refusal(faults: list[Fault]) -> Refused:
    """Faults inside a Flex or template are told by path, all others by property."""
    plain = [fault for fault in faults if fault.inside is None]
    if plain:
        return Refused(400, f"The request body has {len(plain)} error(s)", [f.as_detail() for f in plain])
    first = faults[0].inside
    return Refused(
        400,
        f"A message (messages[{first}]) in the request body is invalid",
        [fault.as_detail() for fault in faults if fault.inside == first],
    )


def _message_faults(message: Any, number: int) -> Iterator[Fault]:
    where = f"messages[{number}]"
    kind = message.get("type") if isinstance(message, dict) else None
    if kind not in KINDS:
        yield Fault(f"{where}.type", f"Must be one of the following values: [{', '.join(KINDS)}]")
        return
    yield from KINDS[kind](message, where)
    yield from _quick_reply_faults(message.get("quickReply"), where)
    if name := (message.get("sender") or {}).get("name"):
        yield from length_faults(name, f"{where}.sender.name", 20)


def _quick_reply_faults(quick_reply: Any, where: str) -> Iterator[Fault]:
    if quick_reply is None:
        return
    items = quick_reply.get("items") if isinstance(quick_reply, dict) else None
    yield from size_faults(items, f"{where}.quickReply.items", 1, 13)
    for n, item in enumerate(items or []):
        path = f"{where}.quickReply.items[{n}]"
        if item.get("type") != "action":
            yield Fault(f"{path}.type", "Must be one of the following values: [action]")
        yield from action_faults(item.get("action"), f"{path}.action", QUICK_ACTIONS, 20)


def _text(message: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(message.get("text"), f"{where}.text", 5000)
    yield from size_faults(message.get("emojis", []), f"{where}.emojis", 0, 20)


def _sticker(message: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(message.get("packageId"), f"{where}.packageId", 20)
    yield from length_faults(message.get("stickerId"), f"{where}.stickerId", 20)


def _media(message: Json, where: str) -> Iterator[Fault]:
    yield from missing_url(message.get("originalContentUrl"), f"{where}.originalContentUrl")
    if message["type"] in ("image", "video"):
        yield from missing_url(message.get("previewImageUrl"), f"{where}.previewImageUrl")


def _location(message: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(message.get("title"), f"{where}.title", 100)
    yield from length_faults(message.get("address"), f"{where}.address", 100)
    for name in ("latitude", "longitude"):
        if not isinstance(message.get(name), int | float):
            yield Fault(f"{where}.{name}", "May not be null")


def _imagemap(message: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(message.get("altText"), f"{where}.altText", 1500)
    yield from size_faults(message.get("actions"), f"{where}.actions", 0, 50)
    if (message.get("baseSize") or {}).get("width") != 1040:
        yield Fault(f"{where}.baseSize.width", "Must be 1040")


def _flex(message: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(message.get("altText"), f"{where}.altText", 1500)
    number = int(where[len("messages[") : -1])
    yield from (Fault(f.property, f.message, number) for f in flex_faults(message.get("contents")))


def _template(message: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(message.get("altText"), f"{where}.altText", 1500)
    template = message.get("template") or {}
    checker = TEMPLATES.get(template.get("type", ""))
    if checker is None:
        yield Fault(
            f"{where}.template.type", f"Must be one of the following values: [{', '.join(TEMPLATES)}]"
        )
        return
    yield from checker(template, f"{where}.template")


def _buttons(template: Json, where: str, most: int = 4, text: tuple[int, int] = (160, 60)) -> Iterator[Fault]:
    picture_or_title = template.get("title") or template.get("thumbnailImageUrl")
    limit = text[1] if picture_or_title else text[0]
    yield from length_faults(template.get("text"), f"{where}.text", limit, graphemes)
    if template.get("title") is not None:
        yield from length_faults(template.get("title"), f"{where}.title", 40, graphemes)
    yield from _actions(template.get("actions"), f"{where}.actions", 1, most)


def _confirm(template: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(template.get("text"), f"{where}.text", 240, graphemes)
    yield from _actions(template.get("actions"), f"{where}.actions", 2, 2)


def _carousel(template: Json, where: str) -> Iterator[Fault]:
    columns = template.get("columns")
    yield from size_faults(columns, f"{where}.columns", 1, 10)
    for n, column in enumerate(columns or []):
        yield from _buttons(column, f"{where}.columns[{n}]", 3, (120, 60))
    if len({len(column.get("actions", [])) for column in columns or []}) > 1:
        yield Fault(f"{where}.columns", "Number of actions must be the same in all columns")


def _image_carousel(template: Json, where: str) -> Iterator[Fault]:
    columns = template.get("columns")
    yield from size_faults(columns, f"{where}.columns", 1, 10)
    for n, column in enumerate(columns or []):
        yield from missing_url(column.get("imageUrl"), f"{where}.columns[{n}].imageUrl")
        yield from action_faults(column.get("action"), f"{where}.columns[{n}].action", None, 12)


def _actions(actions: Any, where: str, least: int, most: int) -> Iterator[Fault]:
    yield from size_faults(actions, where, least, most)
    for n, action in enumerate(actions or []):
        yield from action_faults(action, f"{where}[{n}]", None, 20)


def _coupon(message: Json, where: str) -> Iterator[Fault]:
    yield from length_faults(message.get("couponId"), f"{where}.couponId", 100)


Checker = Callable[[Json, str], Iterator[Fault]]

KINDS: dict[str, Checker] = {
    "text": _text,
    "textV2": _text,
    "sticker": _sticker,
    "image": _media,
    "video": _media,
    "audio": _media,
    "location": _location,
    "imagemap": _imagemap,
    "template": _template,
    "flex": _flex,
    "coupon": _coupon,
}
TEMPLATES: dict[str, Checker] = {
    "buttons": _buttons,
    "confirm": _confirm,
    "carousel": _carousel,
    "image_carousel": _image_carousel,
}
