"""A small bot that answers through LINE's API, so that the page is tried with real traffic."""

import json
from http.client import HTTPConnection
from typing import Any

from flask import Blueprint, Response, request

from tests.browser.echo_cards import CHOICES, cards, png, question, quick, voice


class Echo:
    """Answers follow, words and taps; `token` and `host` are those of the stand-in."""

    def __init__(self, token: str) -> None:
        self.token, self.host, self.silent = token, "", False

    def blueprint(self) -> Blueprint:
        hook = Blueprint("echo", __name__)
        hook.add_url_rule("/webhook", "webhook", self.hear, methods=["POST"])
        return hook

    def hear(self) -> Response:
        for event in json.loads(request.get_data())["events"]:
            self.answer(event)
        return Response("")

    def answer(self, event: dict[str, Any]) -> None:
        if "replyToken" not in event:
            return
        said = event.get("message", {}).get("text", "")
        if said == "เงียบ":
            self.call("/v2/bot/chat/loading/start", {"chatId": event["source"]["userId"]})
            return
        if said == "ออกไปก่อน":
            self.call(f"/v2/bot/group/{event['source']['groupId']}/leave", {})
            return
        message = question() if event["type"] == "follow" else heard(event, said)
        message = cards(self.host) if said == "การ์ด" else message
        items = [quick(label) for label in CHOICES] + [voice()]
        messages = [{**message, "quickReply": {"items": items}}]
        self.call("/v2/bot/message/reply", {"replyToken": event["replyToken"], "messages": messages})

    def call(self, path: str, body: Any, content_type: str = "application/json") -> dict[str, Any]:
        line = HTTPConnection(self.host, timeout=10)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content_type}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        line.request("POST", f"/simulator/line{path}", raw, headers)
        answer = line.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        line.close()
        if answer.status >= 300:
            raise AssertionError(told)
        return told

    def hang_menu(self) -> None:
        """Give everybody a rich menu with two areas."""
        areas = [
            {"bounds": {"x": 0, "y": 0, "width": 1250, "height": 843}, "action": say("เริ่มเล่า")},
            {"bounds": {"x": 1250, "y": 0, "width": 1250, "height": 843}, "action": say("ช่วยเหลือ")},
        ]
        menu = {"size": {"width": 2500, "height": 843}, "selected": True, "name": "หลัก"}
        told = self.call("/v2/bot/richmenu", {**menu, "chatBarText": "เมนูลัด", "areas": areas})
        menu_id = told["richMenuId"]
        self.call(f"/v2/bot/richmenu/{menu_id}/content", png(2500, 843), "image/png")
        self.call(f"/v2/bot/user/all/richmenu/{menu_id}", {})


def heard(event: dict[str, Any], said: str) -> dict[str, Any]:
    if event["type"] == "postback":
        return {"type": "text", "text": f"แตะ {event['postback']['data']}"}
    message = event.get("message", {})
    called = [one for one in message.get("mention", {}).get("mentionees", []) if one["isSelf"]]
    name = "เรียกแล้ว " if called else ""
    return {
        "type": "text",
        "text": f"{name}ได้ยินว่า {said or message.get('address') or message.get('type', event['type'])}",
    }


def say(text: str) -> dict[str, Any]:
    return {"type": "message", "label": text, "text": text}
