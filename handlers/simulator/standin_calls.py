"""What the bot can tell LINE to send: reply, push, multicast, broadcast and their kin. Knows no Flask."""

import re
from typing import Any, Literal

from handlers.simulator.standin_limits import check_messages
from handlers.simulator.standin_platform import Platform
from handlers.simulator.standin_values import Accepted, Json, Refused

CHAT_ID = re.compile(r"[UCR][0-9a-f]{32}")
USER_ID = re.compile(r"U[0-9a-f]{32}")
UNIT = re.compile(r"[A-Za-z0-9_]{1,30}")
OPTIONS = ("notificationDisabled", "customAggregationUnits")


def reply(line: Platform, body: Json, key: str, request_id: str) -> Json:
    messages = check_messages(body.get("messages"))
    token = body.get("replyToken")
    if not isinstance(token, str) or not token:
        raise _empty("replyToken")
    chat = line.reply_tokens.check(token, line.clock.now())
    line.reply_tokens.spend(token)
    _accept(line, "reply", [chat], body)
    return line.deliver(chat, messages)


def push(line: Platform, body: Json, key: str, request_id: str) -> Json:
    messages = _checked(body)
    to = body.get("to")
    if not isinstance(to, str) or not CHAT_ID.fullmatch(to):
        raise Refused(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
    line.retry_keys.check(key, line.clock.now())
    line.quota.spend(len(line.audience(to)), line.clock.now())
    _accept(line, "push", [to], body)
    answer = line.deliver(to, messages)
    line.retry_keys.keep(key, line.clock.now(), request_id, answer)
    return answer


def multicast(line: Platform, body: Json, key: str, request_id: str) -> Json:
    _checked(body)
    to = body.get("to")
    if not isinstance(to, list) or not 1 <= len(to) <= 500:
        raise _fault("to", "Size must be between 1 and 500")
    for n, user in enumerate(to):
        if not isinstance(user, str) or not USER_ID.fullmatch(user):
            raise Refused(400, f"The property, to[{n}], in the request body is invalid (line: -, column: -)")
    friends = [user for user in dict.fromkeys(to) if user in line.people and line.people[user].friend]
    return _to_many(line, "multicast", friends, body, key, request_id)


def broadcast(line: Platform, body: Json, key: str, request_id: str) -> Json:
    _checked(body)
    friends = [person.id for person in line.people.values() if person.friend]
    return _to_many(line, "broadcast", friends, body, key, request_id)


def validate(line: Platform, body: Json, key: str, request_id: str) -> Json:
    check_messages(body.get("messages"))
    return {}


def start_loading(line: Platform, body: Json, key: str, request_id: str) -> Json:
    chat, seconds = body.get("chatId"), body.get("loadingSeconds", 20)
    if not isinstance(chat, str) or not USER_ID.fullmatch(chat):
        raise _fault("chatId", "Must be a user ID")
    if not isinstance(seconds, int) or seconds not in range(5, 61, 5):
        raise _fault("loadingSeconds", "Must be one of 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60")
    line.chat_of(chat).start_loading(seconds, line.clock.now())
    line.touch()
    return {}


def mark_as_read(line: Platform, body: Json, key: str, request_id: str) -> Json:
    mark = body.get("markAsReadToken")
    if not isinstance(mark, str) or mark not in line.read_marks:
        raise Refused(400, "Invalid mark as read token")
    chat, message_id = line.read_marks[mark]
    line.chat_of(chat).read_up_to(message_id)
    line.touch()
    return {}


RETRYABLE = (push, multicast, broadcast)


def _to_many(
    line: Platform,
    call: Literal["multicast", "broadcast"],
    friends: list[str],
    body: Json,
    key: str,
    request_id: str,
) -> Json:
    now = line.clock.now()
    line.retry_keys.check(key, now)
    line.quota.spend(len(friends), now)
    _accept(line, call, friends, body)
    for user in friends:
        line.deliver(user, body["messages"])
    line.retry_keys.keep(key, now, request_id, {})
    return {}


def _checked(body: Json) -> list[Json]:
    messages = check_messages(body.get("messages"))
    units = body.get("customAggregationUnits", [])
    if not isinstance(units, list) or len(units) > 1:
        raise _fault("customAggregationUnits", "Size must be between 0 and 1")
    if not all(isinstance(unit, str) and UNIT.fullmatch(unit) for unit in units):
        raise _fault("customAggregationUnits[0]", "Invalid unit name")
    return messages


def _accept(
    line: Platform,
    call: Literal["reply", "push", "multicast", "broadcast"],
    to: list[str],
    body: Json,
) -> None:
    options: dict[str, Any] = {name: body[name] for name in OPTIONS if name in body}
    line.accepted.append(Accepted(call, tuple(to), tuple(body["messages"]), line.clock.now(), options))


def _empty(name: str) -> Refused:
    return _fault(name, "May not be empty")


def _fault(name: str, message: str) -> Refused:
    details = [{"message": message, "property": name}]
    return Refused(400, "The request body has 1 error(s)", details)
