"""What the bot can look up at LINE: itself, people, groups, quota, contents. Sends people nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from handlers.simulator.standin_platform import Content, Platform
from handlers.simulator.standin_postman import Postman
from handlers.simulator.standin_values import SECOND, Json, Refused


def info(line: Platform) -> Json:
    return {
        "userId": line.bot_id,
        "basicId": "@000siang",
        "displayName": line.name,
        "chatMode": "bot" if line.mark_as_read_mode == "auto" else "chat",
        "markAsReadMode": line.mark_as_read_mode,
    }


def quota(line: Platform) -> Json:
    monthly = line.quota.monthly
    return {"type": "none"} if monthly is None else {"type": "limited", "value": monthly}


def consumption(line: Platform) -> Json:
    return {"totalUsage": line.quota.used(line.clock.now())}


def profile(line: Platform, user: str) -> Json:
    person = line.people.get(user)
    if person is None or not person.reachable(line.clock.now()):
        raise Refused(404, "Not found")
    return {"userId": user, "displayName": person.name, "language": "th"}


def member(line: Platform, group: str, user: str) -> Json:
    if user not in _members(line, group):
        raise Refused(404, "Not found")
    return {"userId": user, "displayName": line.person(user).name}


def group_summary(line: Platform, group: str) -> Json:
    _members(line, group)
    return {"groupId": group, "groupName": "กลุ่ม"}


def members_count(line: Platform, group: str) -> Json:
    return {"count": len(_members(line, group))}


def leave_group(line: Platform, group: str) -> Json:
    _members(line, group)
    line.chat_of(group).members = []
    return {}


def followers(line: Platform) -> Json:
    """Only verified accounts may list their followers; the stand-in is none."""
    raise Refused(403, "Access to this API is not available for your account")


def content(line: Platform, message_id: str) -> Content | None:
    """The content, None while LINE still prepares it, or in vain."""
    kept = line.contents.get(message_id)
    if kept is None:
        raise Refused(404, "Not found")
    if _unsent(line, message_id):
        raise Refused(410, "Gone")
    return kept if line.clock.now() >= kept.ready_at and not kept.failed else None


def transcoding(line: Platform, message_id: str) -> Json:
    if content(line, message_id):
        return {"status": "succeeded"}
    return {"status": "failed" if line.contents[message_id].failed else "processing"}


def webhook(line: Platform) -> Json:
    return {"endpoint": line.postman.url, "active": True}


def set_webhook(line: Platform, body: Json) -> Json:
    line.postman.url = _endpoint(body.get("endpoint"))
    return {}


def _endpoint(url: object) -> str:
    if not isinstance(url, str) or not url.startswith(("https://", "http://127.0.0.1")) or len(url) > 500:
        raise Refused(400, "Invalid webhook endpoint URL")
    return url


def try_webhook(line: Platform, body: Json) -> Json:
    """Post an empty body as LINE's "Verify" button does, to the webhook or to the endpoint that is named. Must be
    called without the lock."""
    now, own = line.clock.now(), line.postman
    url = _endpoint(body["endpoint"]) if "endpoint" in body else own.url
    posted = Postman(url, own.secret, own.bot_id, False, own.patience).post([])
    return {
        "success": posted.accepted,
        "timestamp": datetime.fromtimestamp(now / SECOND, UTC).isoformat(timespec="milliseconds"),
        "statusCode": posted.status,
        "reason": posted.reason,
        "detail": str(posted.status or posted.reason),
    }


def _unsent(line: Platform, message_id: str) -> bool:
    found = (chat.find(message_id) for chat in line.chats.values())
    return any(bubble is not None and bubble.unsent for bubble in found)


def _members(line: Platform, group: str) -> list[str]:
    members = line.chats[group].members if group in line.chats else []
    if not members:
        raise Refused(404, "Not found")
    return members


Lookup = Callable[..., Any]

LOOKUPS: dict[str, Lookup] = {
    "/v2/bot/info": info,
    "/v2/bot/message/quota": quota,
    "/v2/bot/message/quota/consumption": consumption,
    "/v2/bot/profile/<user>": profile,
    "/v2/bot/followers/ids": followers,
    "/v2/bot/group/<group>/summary": group_summary,
    "/v2/bot/group/<group>/members/count": members_count,
    "/v2/bot/group/<group>/member/<user>": member,
    "/v2/bot/message/<message_id>/content/transcoding": transcoding,
    "/v2/bot/channel/webhook/endpoint": webhook,
}
