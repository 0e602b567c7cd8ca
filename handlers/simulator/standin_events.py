"""Webhook events exactly as LINE writes them. Posts nothing and shows nothing."""

from typing import Any

from handlers.simulator.standin_names import quote_token, reply_token, ulid
from handlers.simulator.standin_platform import Platform
from handlers.simulator.standin_values import Json

WITH_TOKEN = {
    "message",
    "messageEdited",
    "follow",
    "join",
    "memberJoined",
    "postback",
    "videoPlayComplete",
    "beacon",
    "accountLink",
    "membership",
}
QUOTABLE = {"text", "sticker", "image", "video"}


class Events(Platform):
    """Builds events; each reply token given out is remembered."""

    def event(self, kind: str, user: str, *, group: str | None = None, **fields: Any) -> Json:
        """Any event of this person; what follows from its kind is filled in."""
        with self.changed:
            now = self.clock.now()
            event: Json = {
                "type": kind,
                **fields,
                "webhookEventId": ulid(now),
                "deliveryContext": {"isRedelivery": False},
                "timestamp": now,
                "source": _source(user, group),
                "mode": "active",
            }
            if kind in WITH_TOKEN:
                event["replyToken"] = reply_token()
                self.reply_tokens.give(event["replyToken"], group or user, now)
            return event

    def message(self, user: str, content: Json, *, group: str | None = None) -> Json:
        """A message event; id, quote token and read mark are made as LINE makes them."""
        with self.changed:
            whole = {**content, "id": content.get("id") or self.next_message_id()}
            if content["type"] in QUOTABLE:
                whole["quoteToken"] = quote_token()
            mark = quote_token()
            whole["markAsReadToken"] = mark
            self.read_marks[mark] = (group or user, whole["id"])
            return self.event("message", user, group=group, message=whole)

    def text(self, user: str, text: str, *, group: str | None = None) -> Json:
        return self.message(user, {"type": "text", "text": text}, group=group)

    def postback(self, user: str, data: str, *, group: str | None = None, **params: str) -> Json:
        content: Json = {"data": data, **({"params": params} if params else {})}
        return self.event("postback", user, group=group, postback=content)


def _source(user: str, group: str | None) -> Json:
    if group:
        return {"type": "group", "groupId": group, **({"userId": user} if user else {})}
    return {"type": "user", "userId": user}
