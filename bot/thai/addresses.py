"""Where somebody lives: house numbers. Villages, districts and class numbers stay."""

import re
from collections.abc import Iterator

Span = tuple[int, int, str]

_NUMBER = r"[0-9]{1,4}(?:\s?[/／]\s?[0-9]{1,4}){0,2}"
_SLASHED = r"[0-9]{1,4}\s?[/／]\s?(?!25[4-9][0-9])[0-9]{1,4}"
_VILLAGE = r"\s{0,2}(?:หมู่(?:ที่|บ้าน)?|ม\.|บ้านหมู่)\s{0,2}[0-9]{1,2}(?![0-9/])"
_ESTATE = r"\s{0,2}หมู่บ้าน[\u0e01-\u0e4e]{1,30}"
_LANE = r"\s{0,2}(?:ซอย|ซ\.)\s{0,2}[0-9\u0e01-\u0e4e]{1,20}"
_STREET = r"\s{0,2}(?:ถนน|ถ\.)"
_WHOSE = "(?:ของ)?(?:ผม|หนู|ฉัน|ดิฉัน|เรา|ยาย|ตา|ลุง|ป้า|แม่|พ่อ|พี่|น้อง|เด็ก|เขา|แก|เช่า|พัก|อยู่|ที่|คือ|หลังที่|นักเรียน){0,2}"
_TAIL = rf"(?:{_VILLAGE})?(?:{_ESTATE})?(?:{_LANE})?"
_PLACE = r"\s{0,2}(?:ต\.|ตำบล|อ\.|อำเภอ|บ้าน)"
_HOUSES = (
    re.compile(rf"บ้านเลขที่(?!\])\s{{0,2}}:?\s{{0,2}}{_NUMBER}(?![0-9]){_TAIL}"),
    re.compile(
        rf"(?:ที่อยู่(?:ปัจจุบัน|คือ|ผม|หนู)?|ทะเบียนบ้าน|บ้านอยู่|(?<!ท)อยู่)\s{{0,2}}:?\s{{0,2}}"
        rf"(?P<house>(?:เลขที่\s{{0,2}})?{_NUMBER}(?![0-9])(?:{_VILLAGE}{_TAIL}|{_ESTATE}|{_LANE}|(?={_STREET})))"
    ),
    re.compile(
        rf"เลขที่\s{{0,2}}{_NUMBER}(?![0-9])(?:{_VILLAGE}{_TAIL}|{_ESTATE}|{_LANE}|(?={_STREET}|{_PLACE}))"
    ),
    re.compile(
        rf"(?:บ้าน\s{{0,2}})?(?P<house>(?<![0-9./])(?<![ปม]\.\s)(?<!ชั้น)(?<!ห้อง)(?<!ห้อง\s){_SLASHED}(?![0-9])"
        rf"(?:\s{{0,2}}หมู่(?:ที่)?\s{{0,2}}[0-9]{{1,2}}(?![0-9/]){_TAIL}|{_LANE}|(?={_STREET})|{_VILLAGE}(?={_PLACE}|$)))"
    ),
    re.compile(rf"(?<![0-9./])(?P<house>[0-9]{{2,4}}\s?/\s?(?!25[4-9][0-9])[0-9]{{1,4}}{_VILLAGE})"),
    re.compile(rf"(?<![0-9./,])(?P<house>{_NUMBER}{_VILLAGE}{_TAIL})(?=\s{{0,2}}(?:ต\.|ตำบล))"),
    re.compile(
        rf"(?<!หมู่)(?<!การ)บ้าน(?!เลขที่){_WHOSE}\s{{0,2}}"
        rf"(?P<house>(?:เลขที่\s{{0,2}})?(?:{_NUMBER}(?![0-9]){_VILLAGE}|{_SLASHED}(?![0-9]){_TAIL}))"
    ),
    re.compile(
        rf"(?<!ท)(?:อยู่|พัก|เช่า)(?:ที่|แถว|บ้าน)?\s{{0,2}}(?P<house>[0-9]{{2,4}}\s?[/／]\s?(?!25[4-9][0-9])[0-9]{{1,4}}(?![0-9]){_TAIL})"
    ),
)
_DIGIT = re.compile("[0-9]")
_HOUSE_SIGN = re.compile(r"หมู่|ม\.|เลขที่|ซอย|ซ\.|ถนน|ถ\.|[0-9] ?[/／] ?[0-9]")
_SCORE_BEFORE = re.compile(r"(?:คะแนน|ได้|สอบ|เต็ม|[ปม]\.)[^\n]{0,8}$")


def houses(text: str) -> Iterator[Span]:
    """Digits in `text` are 0-9."""
    if not _DIGIT.search(text) or not _HOUSE_SIGN.search(text):
        return
    for pattern in _HOUSES:
        for found in pattern.finditer(text):
            span = found.span("house") if "house" in pattern.groupindex else found.span()
            if "ม." not in found[0] or not _SCORE_BEFORE.search(text[max(0, span[0] - 14) : span[0]]):
                yield *span, "[บ้านเลขที่]"
