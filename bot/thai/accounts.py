"""Accounts outside LINE: facebook, IG, tiktok and links to them. A bare name of an app, or a word about it, is none."""

import re
from collections.abc import Iterator

from bot.thai.contacts import is_handle

Span = tuple[int, int, str]

_LATIN = re.compile("[A-Za-z]")
# One of them is in every link and app: this saves trying them all at each letter.
_SIGN = re.compile(
    r"\.(?:com|me|ee)/|เฟ[ซสช]|ไอจี|ินส|ติ[๊็]?ก|ทวิต|เซ็?นเจอ|face|fb|ig|insta|tik|twit|messen", re.IGNORECASE
)
_LINK = re.compile(
    r"(?<![A-Za-z0-9])(?P<site>(?:facebook|fb|instagram|tiktok|twitter|x|youtube|m|line)\.(?:com|me)|lin\.ee)/"
    r"(?P<handle>[A-Za-z0-9@~_%.?=&/+\-]{2,120})",
    re.IGNORECASE,
)
_THAI_APP = (
    r"(?:เฟ[ซสช](?:\s?บุ[๊๊็]?[กคข])?|ไอจี|อินสตาแกรม|อินสตา|อิน?สตราแกรม|ติ[๊็]?กต[๊็]?อ[๊็]?[กค]|ทวิตเตอร์|ทวิต|"
    r"แมสเซนเจอร์|แมสเซ็นเจอร์)(?![\u0e30-\u0e3a\u0e47-\u0e4e])"
)
_LATIN_APP = (
    r"(?<![A-Za-z0-9@._\-/])(?:facebook|face|fb|ig|instagram|tik ?tok|twitter|messenger)(?![A-Za-z0-9._\-@/])"
)
_WHOSE = r"(?P<whose>(?:\s?(?:id|name|ไอดี|ชื่อ|ของ|คือ|ผม|หนู|เรา|ฉัน|พี่|น้อง|ครู|แม่|ลูก|นะคะ|ครับ|ค่ะ))*+)"
_APP = re.compile(
    rf"(?:(?P<thai>{_THAI_APP})|{_LATIN_APP}){_WHOSE}\s{{0,2}}(?P<sign>[:：=])?\s{{0,2}}"
    r"(?P<handle>@?[A-Za-z0-9][A-Za-z0-9._\-]{2,29}(?P<more> [A-Za-z]{2,20})?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def accounts(text: str) -> Iterator[Span]:
    if not _LATIN.search(text) or not _SIGN.search(text):
        return
    for found in _LINK.finditer(text):
        mark = "[ไลน์]" if found["site"].lower() in ("line.me", "lin.ee") else "[บัญชี]"
        yield *found.span("handle"), mark
    for found in _APP.finditer(text):
        start, end = found.span("handle")
        first = found["handle"].removesuffix(found["more"] or "")
        if _is_account(found, first):
            takes_more = found["more"] and is_handle(found["more"].strip(), must_be_odd=False)
            yield start, end if takes_more else start + len(first), "[บัญชี]"


def _is_account(found: re.Match[str], handle: str) -> bool:
    """What stands behind a sign is an account; behind the bare name of an app a word may follow."""
    told = found["sign"] or found["whose"]
    return is_handle(handle, must_be_odd=not (told or found["thai"]) and not handle.startswith("@"))
