"""What a person can do in LINE. Each act shows at once and reaches the bot in the background."""

from typing import Any

from handlers.simulator.standin_events import Events
from handlers.simulator.standin_platform import Content
from handlers.simulator.standin_values import Json, Shown

STICKER = ("446", "1988")


class Acts(Events):
    """A person's acts. None of them waits for the bot; all return the event that is on its way."""

    preparing = 0  # milliseconds LINE takes to prepare a video or voice message
    failing = False  # whether LINE cannot prepare the next ones at all

    def follow(self, user: str) -> Json:
        with self.changed:
            person = self.person(user)
            back_again, person.friend, person.blocked = person.blocked, True, False
            return self._post(self.event("follow", user, follow={"isUnblocked": back_again}))

    def unfollow(self, user: str) -> Json:
        """Blocking: all the bot will ever hear is that the person left."""
        with self.changed:
            person = self.person(user)
            person.friend, person.blocked, person.menu = False, True, None
            return self._post(self.event("unfollow", user))

    def say(self, user: str, text: str, *, group: str | None = None, **more: Any) -> Json:
        return self._send(user, {"type": "text", "text": text, **more}, group)

    def tap(self, user: str, data: str, display_text: str | None = None, **params: str) -> Json:
        """A postback; its display text stands in the chat but is no message event."""
        with self.changed:
            if display_text:
                self._show(user, {"type": "text", "text": display_text}, self.next_message_id(), user)
            # A tapped quick reply leaves even when the postback shows nothing.
            self.chat_of(user).quick_replies = []
            self.touch()
            return self._post(self.postback(user, data, **params))

    def sticker(self, user: str, package: str = STICKER[0], sticker: str = STICKER[1], **more: Any) -> Json:
        content = {"type": "sticker", "packageId": package, "stickerId": sticker}
        return self._send(user, {**content, "stickerResourceType": "STATIC", **more})

    def image(self, user: str, body: bytes = b"", content_type: str = "image/jpeg") -> Json:
        return self._send_file(user, {"type": "image"}, body, content_type)

    def video(self, user: str, body: bytes = b"", content_type: str = "video/mp4") -> Json:
        return self._send_file(user, {"type": "video", "duration": 1000}, body, content_type, self.preparing)

    def audio(self, user: str, body: bytes = b"", content_type: str = "audio/m4a") -> Json:
        return self._send_file(user, {"type": "audio", "duration": 1000}, body, content_type, self.preparing)

    def file(self, user: str, name: str, body: bytes = b"", content_type: str = "application/pdf") -> Json:
        content = {"type": "file", "fileName": name, "fileSize": len(body)}
        return self._send_file(user, content, body, content_type)

    def location(
        self, user: str, title: str, address: str, latitude: float = 14.02, longitude: float = 99.53
    ) -> Json:
        place = {"type": "location", "title": title, "address": address}
        return self._send(user, {**place, "latitude": latitude, "longitude": longitude})

    def unsend(self, user: str, message_id: str, *, group: str | None = None) -> Json:
        with self.changed:
            self.chat_of(group or user).unsend(message_id)
            self.touch()
            unsent = {"messageId": message_id}
            return self._post(self.event("unsend", user, group=group, unsend=unsent))

    def join(self, group: str, members: list[str]) -> Json:
        """The bot is invited to a group of these people."""
        with self.changed:
            self.chat_of(group).members = list(members)
            return self._post(self.event("join", "", group=group))

    def leave(self, group: str) -> Json:
        with self.changed:
            self.chat_of(group).members = []
            return self._post(self.event("leave", "", group=group))

    def switch_menu(self, user: str, alias: str, data: str) -> Json:
        """A tap on a rich menu's tab."""
        with self.changed:
            person, menu = self.person(user), self.menus.aliases.get(alias)
            status = "SUCCESS" if menu else "RICHMENU_ALIAS_ID_NOTFOUND"
            person.menu = menu or person.menu
            self.touch()
            return self._post(self.postback(user, data, newRichMenuAliasId=alias, status=status))

    def _send(self, user: str, content: Json, group: str | None = None) -> Json:
        with self.changed:
            self.person(user).wrote_at = self.clock.now()
            event = self.message(user, content, group=group)
            self._show(group or user, content, event["message"]["id"], user)
            return self._post(event)

    def _send_file(self, user: str, content: Json, body: bytes, content_type: str, wait: int = 0) -> Json:
        with self.changed:
            message_id = self.next_message_id()
            failed = self.failing and content["type"] in ("video", "audio")
            self.contents[message_id] = Content(body, content_type, self.clock.now() + wait, failed)
            provider = {} if content["type"] == "file" else {"contentProvider": {"type": "line"}}
            return self._send(user, {**content, "id": message_id, **provider})

    def _show(self, chat: str, content: Json, message_id: str, author: str) -> None:
        self.chat_of(chat).add(Shown(message_id, "person", self.clock.now(), content, author))
        self.touch()

    def _post(self, event: Json) -> Json:
        source = event["source"]
        self.postman.send(source.get("groupId") or source["userId"], event)
        self.touch()
        return event
