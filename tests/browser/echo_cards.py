"""What the small bot shows: a question card as the real bot would send it, two cards, buttons, a picture."""

import struct
import zlib
from typing import Any

QUESTION = "ประเด็นที่ 1 · สมรรถนะผู้เรียน"
ASK = "อยากให้เด็กในพื้นที่ของเราเก่งเรื่องอะไรบ้างคะ เล่าได้เลย จะสั้นหรือยาวก็ได้ค่ะ"
SPEAK = "ตอบด้วยเสียง"
CHOICES = ("ข้ามข้อนี้", "ย้อนกลับ", "พักก่อน", "ช่วยเหลือ", "ไม่แน่ใจ ขอข้ามข้อนี้ไปก่อน")


def voice() -> dict[str, Any]:
    action = quick(SPEAK)["action"]
    return {"type": "action", "action": {**action, "inputOption": "openVoice"}}


def cards(host: str) -> dict[str, Any]:
    """Two cards with a button each: a postback, and an address."""
    copy = {"type": "uri", "label": "เปิดสำเนา", "uri": f"http://{host}/simulator?copy"}
    ways = (quick("ลบข้อนี้")["action"], copy)
    bubbles = [
        {
            "type": "bubble",
            "size": "kilo",
            "body": {
                "type": "box",
                "layout": "vertical",
                "contents": [{"type": "text", "text": f"การ์ด {n}"}],
            },
            "footer": {"type": "box", "layout": "vertical", "contents": [{"type": "button", "action": way}]},
        }
        for n, way in enumerate(ways, 1)
    ]
    return {"type": "flex", "altText": "การ์ด", "contents": {"type": "carousel", "contents": bubbles}}


def quick(label: str) -> dict[str, Any]:
    action = {"type": "postback", "label": label, "data": f"tap:{label}", "displayText": label}
    return {"type": "action", "action": action}


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
