"""Reads the events that LINE posts. Never stores or answers, and never gives up on a request for one event's
sake: LINE may add event types, message types and fields without notice."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.events import Edited, Event, Joined, Left, Said, Sent, Tapped, Unsent, Where
from bot.groups import LONGEST
from handlers.line.fields import Raw, digest, kept, name, part, text, time

_LONGEST_NAME = 80
# Years ago LINE's "Verify" button sent invented events; answering them only makes errors.
_DUMMY_TOKENS = ("0" * 32, "f" * 32)
# fmt: off
_UNUSED = frozenset((
    "join", "leave", "memberJoined", "memberLeft", "videoPlayComplete", "beacon", "accountLink", "membership",
    "module", "activated", "deactivated", "botSuspended", "botResumed", "delivery",
))
# fmt: on
_KNOWN_MESSAGES = frozenset(("sticker", "image", "video", "audio", "file", "location"))


class BodyNotJson(ValueError):
    """The body is no JSON object, so there is nothing to read event by event."""


class _Unreadable(Exception):
    """One event lacks what its type promises."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event as we need it. `event` is None where the bot has nothing to decide, `fault` says what could
    not be read, `raw` keeps the JSON of what we could not read or do not know, and of nothing else. `words` is
    a short text from a group, to be understood and never kept, with our name cut out where we are `mentioned`."""

    event_id: str
    kind: str
    user_id: str | None = None
    group_id: str | None = None
    reply_token: str | None = None
    event: Event | None = None
    standby: bool = False
    fault: str | None = None
    raw: str | None = None
    mentioned: bool = False
    at: int = 0
    words: str = field(default="", repr=False)


def read(body: bytes, now: int) -> list[Incoming]:
    """Oldest first, because LINE promises no order; equal times keep the order of the request."""
    timed = [(time(raw, now), _one(raw, now)) for raw in _events(body)]
    return [incoming for _, incoming in sorted(timed, key=lambda pair: pair[0])]


def _events(body: bytes) -> list[Any]:
    try:
        envelope = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise BodyNotJson("the body is not JSON") from fault
    if not isinstance(envelope, dict):
        raise BodyNotJson("the body is not a JSON object")
    events = envelope.get("events")
    return events if isinstance(events, list) else []


def _one(raw: Any, now: int) -> Incoming:
    if not isinstance(raw, dict):
        return Incoming(digest(raw), "", fault="the event is not an object", raw=kept(raw))
    incoming = _envelope(raw, now)
    if incoming.standby or incoming.group_id or incoming.reply_token in _DUMMY_TOKENS:
        return incoming
    try:
        return _understood(incoming, raw, now)
    except _Unreadable as fault:
        return replace(incoming, fault=str(fault), raw=kept(raw))


def _envelope(raw: Raw, now: int) -> Incoming:
    source, message = part(raw, "source"), part(raw, "message")
    kind = text(raw.get("type"))
    if kind == "message":
        kind = f"message/{text(message.get('type'))}"
    group = text(source.get("groupId")) or text(source.get("roomId")) or None
    return Incoming(
        event_id=name(raw.get("webhookEventId")) or digest(raw),
        kind=kind[:_LONGEST_NAME],
        user_id=text(source.get("userId")) or None,
        group_id=group,
        reply_token=text(raw.get("replyToken")) or None,
        standby=raw.get("mode") == "standby",
        mentioned=bool(_our_names(message)),
        at=time(raw, now),
        words=_group_words(message) if group and kind == "message/text" else "",
    )


def _understood(incoming: Incoming, raw: Raw, now: int) -> Incoming:
    if not incoming.kind:
        raise _Unreadable("no type")
    if incoming.kind in _UNUSED:
        return incoming
    if "newRichMenuAliasId" in part(part(raw, "postback"), "params"):
        return incoming  # a menu's tab: LINE has switched already, nobody has to answer
    build = _READERS.get(text(raw.get("type")))
    if build is None:
        return replace(incoming, raw=kept(raw))
    if incoming.user_id is None:
        raise _Unreadable("no user id")
    event = build(raw, incoming, _when(raw, now))
    unknown = isinstance(event, Sent) and event.kind not in _KNOWN_MESSAGES
    return replace(incoming, event=event, raw=kept(raw) if unknown else None)


def _when(raw: Raw, now: int) -> Raw:
    redelivered = part(raw, "deliveryContext").get("isRedelivery") is True
    return {"at": time(raw, now), "now": now, "redelivered": redelivered}


def _message(raw: Raw, incoming: Incoming, when: Raw) -> Event:
    message = part(raw, "message")
    message_id, kind = name(message.get("id")) or incoming.event_id, text(message.get("type"))
    if not kind:
        raise _Unreadable("no message type")
    if kind != "text":
        return Sent(kind=kind[:_LONGEST_NAME], message_id=message_id, where=_where(message), **when)
    if not isinstance(message.get("text"), str):
        raise _Unreadable("no text")
    return Said(text=text(message["text"]), message_id=message_id, **when)


def _where(message: Raw) -> Where | None:
    latitude, longitude = _degrees(message.get("latitude")), _degrees(message.get("longitude"))
    if message.get("type") != "location" or latitude is None or longitude is None:
        return None
    return Where(text(message.get("address")), latitude, longitude)


def _degrees(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -180 <= value <= 180:
        return None
    return float(value)


def _edited(raw: Raw, incoming: Incoming, when: Raw) -> Event:
    message = part(raw, "message")
    if not isinstance(message.get("text"), str) or not name(message.get("id")):
        raise _Unreadable("no text")
    return Edited(text=text(message["text"]), message_id=name(message["id"]), **when)


def _postback(raw: Raw, _: Incoming, when: Raw) -> Event:
    data = part(raw, "postback").get("data")
    if not isinstance(data, str):
        raise _Unreadable("no postback data")
    return Tapped(data=text(data), **when)


def _unsend(raw: Raw, _: Incoming, when: Raw) -> Event:
    message_id = name(part(raw, "unsend").get("messageId"))
    if not message_id:
        raise _Unreadable("no message id")
    return Unsent(message_id=message_id, **when)


def _follow(raw: Raw, _: Incoming, when: Raw) -> Event:
    return Joined(again=part(raw, "follow").get("isUnblocked") is True, **when)


def _unfollow(raw: Raw, _: Incoming, when: Raw) -> Event:
    return Left(**when)


_READERS: dict[str, Callable[[Raw, Incoming, Raw], Event]] = {
    "message": _message,
    "messageEdited": _edited,
    "postback": _postback,
    "unsend": _unsend,
    "follow": _follow,
    "unfollow": _unfollow,
}


def _our_names(message: Raw) -> list[Raw]:
    """Where a message calls us by name."""
    called = part(message, "mention").get("mentionees")
    listed = called if isinstance(called, list) else []
    return [one for one in listed if isinstance(one, dict) and one.get("isSelf") is True]


def _group_words(message: Raw) -> str:
    """Empty where they are too long to ask anything of us. LINE counts places in UTF-16 units."""
    units = text(message.get("text")).encode("utf-16-le", "surrogatepass")
    for called in reversed(_our_names(message)):
        start, length = called.get("index"), called.get("length")
        if type(start) is int and type(length) is int and start >= 0 and length > 0:
            units = units[: 2 * start] + units[2 * (start + length) :]
    words = units.decode("utf-16-le", "replace")
    return words if len(words) <= LONGEST else ""
