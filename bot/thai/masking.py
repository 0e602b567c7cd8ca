"""Replaces personal data by marks. What is not personal stays exactly as it was typed."""

import re
from collections.abc import Iterator

from bot.thai.names import Names
from bot.thai.segment import Segmenter

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")
_GAP = r"[\s.\-–()\u200b]{0,3}"
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_CARD = re.compile(
    r"(?<![0-9])(?:[0-9][\s\-]{0,2}){12}[0-9](?![0-9])|(?<![A-Za-z0-9])[Gg][\s\-]?[0-9]{9,13}(?![0-9])"
)
_ACCOUNT = re.compile(r"(?<![0-9])[0-9]{3}-[0-9]-[0-9]{5}-[0-9](?![0-9])")
_PHONE = re.compile(
    rf"(?<![0-9])(?:\+{_GAP}6{_GAP}6{_GAP}(?:\(0\){_GAP})?|66{_GAP}|0{_GAP})(?:[0-9]{_GAP}){{7,8}}[0-9](?![0-9])"
)
_HANDLE = r"(?P<handle>@?[A-Za-z0-9][A-Za-z0-9._\-]{2,29})"
_APP = r"(?<![A-Za-z])(?:line|ไลน์|ไลน)(?![A-Za-z.\-])"
_LINE = re.compile(
    rf"{_APP}\s{{0,3}}(?P<id>id(?![A-Za-z])|ไอดี)?\s{{0,3}}[:：=]?\s{{0,3}}{_HANDLE}", re.IGNORECASE
)
_HANDLE_ONLY = re.compile(
    rf"(?:ไอดีไลน์|ไอดี|(?<![A-Za-z])id\s{{0,3}}[:：=])\s{{0,3}}[:：=]?\s{{0,3}}{_HANDLE}", re.IGNORECASE
)
_AT = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._\-]{2,29}")


class Masker:
    def __init__(self, segmenter: Segmenter) -> None:
        self._names = Names(segmenter)

    def masked(self, text: str) -> str:
        spans = sorted(self._spans(text), key=lambda span: (span[0], -span[1]))
        kept, at = [], 0
        for start, end, mark in spans:
            if start >= at:
                kept += [text[at:start], mark]
                at = end
        return "".join((*kept, text[at:]))

    def _spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        plain = text.translate(_DIGITS)
        yield from ((*found.span(), "[อีเมล]") for found in _EMAIL.finditer(plain))
        yield from ((*found.span(), "[เลขบัตร]") for found in _CARD.finditer(plain))
        yield from ((*found.span(), "[เลขบัญชี]") for found in _ACCOUNT.finditer(plain))
        yield from ((*found.span(), "[เบอร์โทร]") for found in _PHONE.finditer(plain) if _is_phone(found[0]))
        yield from ((*span, "[ไลน์]") for span in _handles(plain))
        yield from ((*span, "[ชื่อ]") for span in self._names.spans(text))


def _handles(text: str) -> Iterator[tuple[int, int]]:
    for found in _LINE.finditer(text):
        if found["id"] or (re.search("[0-9._@]", found["handle"]) and re.search("[A-Za-z]", found["handle"])):
            yield found.span("handle")
    yield from (found.span("handle") for found in _HANDLE_ONLY.finditer(text))
    yield from (found.span() for found in _AT.finditer(text))


def _is_phone(written: str) -> bool:
    """Tells a number from a row of scores: the right first digits, and groups as people write a number."""
    groups = re.findall("[0-9]+", written.replace("(0)", ""))
    digits = "".join(groups)
    national = "0" + digits[2:] if digits.startswith("66") else digits
    mobile = len(national) == 10 and national[1] in "689"
    landline = len(national) == 9 and national[1] in "234567"
    return (mobile or landline) and (len(groups) <= 4 or _is_evenly_spaced(written, groups, mobile))


def _is_evenly_spaced(written: str, groups: list[str], mobile: bool) -> bool:
    sizes = {len(group) for group in groups}
    one_gap = len(set(re.findall(r"[^0-9+]+", written))) == 1
    return sizes == {1} or (mobile and one_gap and sizes == {2})
