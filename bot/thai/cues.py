"""Words that tell a problem, praise, a wish, a time or a frequency. Signs for the model; they decide nothing."""

from functools import cached_property

from bot.thai.phrases import Phrases
from bot.thai.segment import Segmenter

_SAID = {
    "proposal": """อยากให้ อยากได้ อยากเห็น อยากมี อยากเรียน อยากขอ อยากฝาก ขอให้ ขอเพิ่ม ขอครู ขอรถ ขอ ควร ควรจะ ควรมี น่าจะ เสนอ
        เสนอให้ เสนอแนะ ข้อเสนอ ต้องการ จัดสรร อย่า อย่ายุบ โปรด ให้มี ต้องมี จัดให้มี จะดีมาก จะดี จะดีกว่า ก็ดี ดีกว่านี้ วอน
        ตั้งทีม ตั้งกลุ่ม เปิดโอกาส ถ้ามี หากมี ให้ช่วย ช่วยจัด ช่วยหา ช่วยส่ง ลดงาน ลดภาระ ฝากให้ ฝากเรื่อง หวังว่า แก้ไข""",
    "problem": """ไม่มี ไม่พอ ไม่เพียงพอ ขาด ขาดแคลน น้อย ไม่ได้ ไม่ดี ไม่ครบ ไม่ทัน ไม่ออก ไม่เป็น ไม่ถึง ไม่ถนัด ไม่คล่อง ไม่เข้าใจ ยาก ลำบาก
        ปัญหา มีปัญหา เยอะ เยอะมาก มากเกิน มากเกินไป หนัก แย่ เก่า พัง รั่ว ทรุดโทรม ไกล แพง ต่ำ อ่อน หลุด เสีย ดับ ทางขาด ล่าช้า ช้า ซ้ำซ้อน
        ติดระเบียบ กลัว เสี่ยง อันตราย เงียบ ต่างคนต่างทำ ไม่พอใจ เลิก หยุด ย้าย น่าเป็นห่วง ยังไม่ ไม่ค่อย ไม่เคย ไม่สนใจ ไม่มา ไม่ร่วม
        ยากจน จน ไม่สะดวก เหนื่อย ท้อ หนี้ ไม่ไหว ไม่ต่อเนื่อง แทบไม่ โดน ถูกยุบ ติดเกม ติดมือถือ ทะเลาะ ขัดแย้ง ไม่ปลอดภัย ท่วม ร้อน
        เครียด แกล้ง แต่ ภาระ ไม่กล้า ล้าสมัย ไม่อยาก เบื่อ ไม่ใช้ ไม่ตรง""",
    "praise": """ดี ดีมาก ดีเยี่ยม ดีแล้ว เก่ง ภูมิใจ น่าภูมิใจ เข้มแข็ง ช่วยกัน ร่วมมือ ร่วมมือกัน สามัคคี ครบ ครบแล้ว เพียงพอ พอแล้ว ชอบ
        ประสบความสำเร็จ ประทับใจ ชนะ รางวัล สะดวก โดดเด่น น่ารัก เอาใจใส่ ทุ่มเท อบอุ่น สะอาด ใจดี ดีใจ มีความสุข พอใจ ชื่นชม ขอบคุณ
        ไม่มีปัญหา ครูครบ สนุก ยอดเยี่ยม ปลอดภัย ได้ผล ดีขึ้น เสียสละ ขยัน สวยงาม""",
    "": "ดีเซล ใจดีสู้เสือ ไม่ว่า ไม่เพียง อย่าง อย่างดี เสียสละ ไม่เสีย น้อยที่สุด ขอบ แก้ไขแล้ว ไม่ใช่ เก่าแก่ ไม่แพง ไม่ไกล ไม่ขาด ไม่ยาก",
}
_AGAIN = """ทบทวน เทอมละครั้ง ปีละครั้ง เดือนละครั้ง ภาคเรียนละครั้ง ปีละสองครั้ง ปีละ2ครั้ง เทอมละ1ครั้ง ทุกเทอม ทุกภาคเรียน ทุกเดือน
    ประชุมทุกปี ติดตามทุกปี"""
_WHEN = """เทอมหน้า ปีหน้า ปีงบหน้า ปีงบประมาณหน้า ปีการศึกษาหน้า ภาคเรียนหน้า เดือนหน้า ทันที เปิดเทอม ปิดเทอม
    ภายในปี ระยะสั้น ระยะยาว"""

_NOT = ("ไม่", "ไม่ค่อย", "ไม่ได้")


class Cues:
    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter

    def said(self, words: tuple[str, ...]) -> dict[str, int]:
        """How often each kind was said; the empty kind covers what only looks like a cue."""
        counts: dict[str, int] = {}
        for span in self._phrases.longest_in(words):
            denied = span.start > 0 and words[span.start - 1] in _NOT
            kind = self._kinds[span.phrase]
            heard = "problem" if denied and kind == "praise" else kind
            counts[heard] = counts.get(heard, 0) + 1
        return counts

    @cached_property
    def _kinds(self) -> dict[str, str]:
        kinds = {**_SAID, "again": _AGAIN, "when": _WHEN}
        return {self._segmenter.phrase(cue): kind for kind, cues in kinds.items() for cue in cues.split()}

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._kinds)
