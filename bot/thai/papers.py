"""Numbers of papers behind their word: passport, pupil, car plate, date of birth. Never takes a number without one."""

import re
from collections.abc import Iterator

Span = tuple[int, int, str]

_TELLING = (
    r"(?:\s{0,2}(?:คือ|เลขที่|เลข|no\.?|number|ของ|ผม|หนู|ลูก|หลาน|น้อง|เด็ก|นักเรียน|ผู้เรียน|รถ|[:：=#]))*+\s{0,2}"
)
_NO_COUNT = r"(?![0-9A-Za-z%])(?!\s?(?:%|คน|บาท|ป้าย|คัน|ล้าน|เล่ม|หลัก|ปี))"
_PASSPORT = re.compile(
    rf"(?:พาสปอร์[ตท]|พาสปอต|หนังสือเดินทาง|passport){_TELLING}(?P<number>[A-Za-z]{{1,2}}\s?[0-9]{{6,8}}|[0-9]{{7,9}}){_NO_COUNT}",
    re.IGNORECASE,
)
_PUPIL = re.compile(
    rf"(?:เลขประจำตัว|รหัสประจำตัว|รหัสนักเรียน|เลขนักเรียน|รหัสนักศึกษา){_TELLING}"
    rf"(?P<number>[0-9]{{3,11}}(?:-[0-9]{{1,4}})?){_NO_COUNT}",
    re.IGNORECASE,
)
_WORDS = "คน|นร|รร|รถ|บน|ครบ|ถนน|นม|ลด|สด|จด|จบ|หก|อบต|อบจ|สพป|สพฐ|กศน|ตชด|รพ|กม|ชม|พศ"
_PLATE = re.compile(
    rf"(?:ทะเบียน|ป้าย){_TELLING}(?P<number>[0-9]?\s?(?!{_WORDS})[ก-ฮ]{{2,3}}(?:\s?-\s?|\s?)[0-9]{{1,4}}){_NO_COUNT}"
)
_MONTH = (
    r"(?:ม\.?ค\.?|ก\.?พ\.?|มี\.?ค\.?|เม\.?ย\.?|พ\.?ค\.?|มิ\.?ย\.?|ก\.?ค\.?|ส\.?ค\.?|ก\.?ย\.?|ต\.?ค\.?|พ\.?ย\.?|ธ\.?ค\.?|"
    r"(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)(?:คม|ยน|พันธ์)?)"
)
_DATE = (
    r"(?P<number>[0-3]?[0-9](?:\s?[./\-]\s?[01]?[0-9](?:\s?[./\-]\s?[0-9]{2,4})?|"
    rf"\s?(?:เดือน\s?)?{_MONTH}(?:\s?(?:ปี|พ\.ศ\.)?\s?[0-9]{{2,4}})?))(?![0-9])"
)
# Accidents and floods have a day, too: only where a person stands before, or nothing at all.
_WHO = r"(?:^|(?<=[\s\]])|ลูก|หลาน|น้อง|เด็ก|ผม|หนู|ฉัน|เขา|เค้า|แก|แม่|พ่อ|เพื่อน|นักเรียน)"
_BORN = re.compile(
    rf"(?:วัน(?:เดือนปี)?(?:ที่)?เกิด(?!เหตุ){_TELLING}|{_WHO}เกิด(?:เมื่อ)?\s?(?:วันที่)?\s{{0,2}}){_DATE}"
)
_MARKED = ((_PASSPORT, "[เลขบัตร]"), (_PUPIL, "[เลขบัตร]"), (_PLATE, "[ทะเบียนรถ]"), (_BORN, "[วันเกิด]"))
_DIGIT = re.compile("[0-9]")
_SIGN = re.compile("เกิด|ทะเบียน|ป้าย|รหัส|เลข|พาสป|เดินทาง|passport", re.IGNORECASE)


def papers(text: str) -> Iterator[Span]:
    """Digits in `text` are 0-9."""
    if _DIGIT.search(text) and _SIGN.search(text):
        for pattern, mark in _MARKED:
            yield from ((*found.span("number"), mark) for found in pattern.finditer(text))
