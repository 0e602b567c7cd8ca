"""What stands behind a title and is no name though it looks like one: slips of the pen, subjects, phrases."""

import re

from bot.thai.everyday import EVERYDAY_NAMES, GO_ON

_TONES = str.maketrans("", "", "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_BARE = frozenset(word.translate(_TONES) for word in GO_ON | EVERYDAY_NAMES if len(word) > 2)
_STRETCHED = re.compile(r"(.)\1\1|([\u0e30-\u0e3a\u0e47-\u0e4e])\2")
_VOWEL = re.compile("[\u0e30-\u0e39\u0e40-\u0e44\u0e47-\u0e4b]")
# Subjects, schools and dialects as people misspell them: no dictionary knows these, and nobody is called so.
_NO_NAME = re.compile(
    "อิ้ง|คอม|ฟิสิ|ชีว|เคมี|คณิ|วิทย|สังคม|พละ|พล[ะศ]|ปฐม|ประถม|มัธยม|อนุบาล|กศน|ตชด|อังก|ไอที|ไอซี|เทค|โรบอท|แนะ|"
    "ไม่|ไห้|เป็น|ที่|ได้|หล่าว|บ่|เฮ็ด|เว้า|มัก|ย่าน|ฮัก|ฮู้|จั่ง|จัก|ก้อ|กะ|สิ|ฮ้อย|แช[ตท]|บอ[ทต]|หุ่น"
)
TEACHES = tuple(
    """สอน ใจดี ดุ ย้าย ไม่ค่อย บอก พูด พา ชอบ ด่า ตี เก่ง น่ารัก ลา เกษียณ กับครู ขับ เลี้ยง ขาย เฝ้า ซ่อม บ่น
    แก่ ใจเย็น ใจร้อน ใจร้าย อดทน ตั้งใจ เอาใจใส่ ทุ่มเท ท้อง อธิบาย""".split()
)
LEARNS = TEACHES + tuple(
    """อยู่ ขาด เรียน โดน ถูก ร้องไห้ อ่าน เขียน ป่วย เป็น อายุ หนี โดด กลัว ไม่อยาก ไม่มี ไม่มา ไม่ได้ กับน้อง""".split()
)

OF_MONKS = ("วัด", "เจ้า", "ท่าน", "รูป", "องค์", "สอน", "ผู้", "ใน", "ทุก")
NOT_CALLED = tuple("เดียว ไม่ อะไร ของ จริง ซ้ำ เหมือน ต่าง ตัว ใคร คน เสีย โครง โรง หมู่ เต็ม".split())
OTHERWISE = {
    "หน่อย": ("ได้", "ครับ", "ค่ะ", "คะ", "นะ", "สิ", "เถอะ", "เด้อ"),
    "เดือน": ("ละ", "นี้", "หน้า", "ก่อน", "เดียว", "สอง", "สาม", "ที่"),
    "พลอย": ("ชาวบ้าน", "ได้", "โดน", "ติด"),
    "น้ำ": ("ไม่", "ท่วม", "ไหล", "ดื่ม", "เสีย", "แห้ง", "หมด", "น้อย", "มาก"),
    "ฝน": ("ตก", "ไม่ตก"),
    "แอร์": ("ไม่", "เสีย", "พัง"),
    "บอล": ("ไม่", "กับ"),
    "อารมณ์": ("ดี", "เสีย", "ร้อน", "ขัน", "ไม่ดี", "บูด", "แปรปรวน"),
    "สามารถ": tuple("สอน ทำ ช่วย ลง พา ดูแล ให้ ใช้ ไป มา เรียน เข้า อ่าน สื่อ จัด พัฒนา ติด รับ แก้ อยู่ เป็น พูด".split()),
    "บัณฑิต": ("น้อย", "ใหม่", "แนะแนว", "จบ"),
    "มารยาท": ("ดี", "งาม", "ไม่", "แย่", "ทราม"),
    "สะอาด": ("เรียบร้อย", "สะอ้าน", "ตา", "มาก"),
    "ทองคำ": ("ของ", "แท้"),
    "แสง": ("สว่าง", "เทียน", "ทอง", "นำ"),
    "พลัง": ("บวก", "ลบ", "ใจ", "เยอะ"),
    "ไก่": ("ชน", "กรีด"),
    "ดำ": ("นา", "น้ำ"),
    "แดง": ("เถือก", "เดือด"),
    "สุขใจ": ("เด็ก", "เมื่อ", "ที่", "ทุก"),
    "หวัง": ("ให้", "ว่า", "แต่", "ได้"),
    "ขวัญ": ("เสีย", "หนี", "กำลัง", "ผวา", "กระเจิง"),
    "วิน": ("มอ", "หน้า", "รับจ้าง"),
}
SUBJECT_TAUGHT = re.compile(
    "(?:เอก|สาย|วิชา|หมวด)(?:คณิต|วิทย|อังกฤษ|ไทย|พละ|พล|คอม|ภาษา|เลข|ปฐม|ดนตรี|สังคม|จีน|เกษตร|ศิลป|เคมี|ฟิสิ|ชีว|ประถม)"
)


QUESTIONS = ("ไหม", "มั้ย", "มัย")
_ASKED = re.compile("(?:ไหม|มั้ย|มัย)(?:คะ|ค่ะ|ครับ|คับ|จ๊ะ|จ้า|ล่ะ|ละ|นะ|เอ่ย)*")


def is_question(letters: str, before: str) -> bool:
    """ไหม is a name, too: not where someone asks."""
    asked = _ASKED.fullmatch(letters)
    return asked is not None and (len(letters) > 4 or before.endswith("มี"))


def is_slip(letters: str, name: str) -> bool:
    """Whether `name`, with which `letters` begin, is rather a word that somebody mistyped or drew out."""
    odd = _NO_NAME.match(letters) or _STRETCHED.search(name) or not _VOWEL.search(name)
    return bool(odd) or _is_misspelt(letters, len(name))


def _is_misspelt(letters: str, size: int) -> bool:
    """Begins with a word of everyday speech but for its tone marks, as long as the name."""
    bare = letters.translate(_TONES)
    least = len(letters[:size].translate(_TONES))
    return any(bare[:at] in _BARE for at in range(least, min(len(bare), 8) + 1))
