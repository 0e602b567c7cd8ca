"""A small bot that answers through LINE's API, so that the page is tried with real traffic."""

import json
import struct
import zlib
from http.client import HTTPConnection
from typing import Any

from flask import Blueprint, Response, request

QUESTION = "ประเด็นที่ 1 · สมรรถนะผู้เรียน"
ASK = "อยากให้เด็กในพื้นที่ของเราเก่งเรื่องอะไรบ้างคะ เล่าได้เลย จะสั้นหรือยาวก็ได้ค่ะ"
CHOICES = ("ข้ามข้อนี้", "ย้อนกลับ", "พักก่อน", "ช่วยเหลือ", "ไม่แน่ใจ ขอข้ามข้อนี้ไปก่อน")


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
        messages = [question()] if event["type"] == "follow" else [heard(event, said)]
        messages[-1]["quickReply"] = {"items": [quick(label) for label in CHOICES]}
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
    return {"type": "text", "text": f"ได้ยินว่า {said or event.get('message', {}).get('type', event['type'])}"}


def quick(label: str) -> dict[str, Any]:
    action = {"type": "postback", "label": label, "data": f"tap:{label}", "displayText": label}
    return {"type": "action", "action": action}


def say(text: str) -> dict[str, Any]:
    return {"type": "message", "label": text, "text": text}


def question() -> dict[str, Any]:
    """A question card as the real bot would send it."""
    head = {
        "type": "box",
        "layout": "horizontal",
        "contents": [
            {"type": "text", "text": QUESTION, "weight": "bold", "color": "#14804F", "wrap": True, "flex": 5},
            {
                "type": "text",
                "text": "ข้อ 3 จาก 9",
                "size": "sm",
                "color": "#51635C",
                "align": "end",
                "flex": 2,
            },
        ],
    }
    bar = {
        "type": "box",
        "layout": "vertical",
        "height": "6px",
        "backgroundColor": "#E3EBE7",
        "cornerRadius": "3px",
        "contents": [
            {
                "type": "box",
                "layout": "vertical",
                "contents": [],
                "width": "33%",
                "height": "6px",
                "backgroundColor": "#1D8F6C",
            }
        ],
    }
    ask = {"type": "text", "text": ASK, "size": "lg", "wrap": True, "scaling": True}
    hint = {
        "type": "text",
        "text": "แตะเลือก หรือพิมพ์ตอบเองก็ได้ค่ะ",
        "size": "sm",
        "color": "#51635C",
        "wrap": True,
    }
    body = {"type": "box", "layout": "vertical", "spacing": "md", "contents": [head, bar, ask, hint]}
    buttons = [
        {"type": "button", "style": style, "action": quick(label)["action"], "height": "sm", "scaling": True}
        for label, style in (("อ่านออกเขียนได้", "primary"), ("ทักษะอาชีพ", "secondary"), ("ขอดูตัวอย่าง", "link"))
    ]
    footer = {"type": "box", "layout": "vertical", "spacing": "sm", "contents": buttons}
    bubble = {"type": "bubble", "size": "mega", "body": body, "footer": footer}
    return {"type": "flex", "altText": ASK, "contents": bubble}


def png(width: int, height: int) -> bytes:
    """A plain picture with a line down the middle."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + b"\xcf\xe8\xdc" * (width // 2) + b"\xf4\xe3\xa8" * (width - width // 2)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    whole = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + whole
