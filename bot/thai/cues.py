"""How something was said: a problem, praise or a proposal, and which facets of the questions that touches."""

from dataclasses import dataclass
from functools import cached_property

from bot.thai.phrases import Phrases
from bot.thai.segment import Segmenter

FOCUS_OF = {
    **dict.fromkeys(("current_state", "strength", "weakness", "problem", "development", "fit"), 1),
    **dict.fromkeys(("mechanism_current", "mechanism_gap", "sector_role", "mechanism_proposal"), 2),
    **dict.fromkeys(("action", "expected_result", "calendar", "review", "area_fit"), 3),
    **dict.fromkeys(("understanding", "anything_else"), 0),
}
_EXPECTED = {
    **dict.fromkeys(("weakness", "problem", "mechanism_gap"), "problem"),
    **dict.fromkeys(("strength",), "praise"),
    **dict.fromkeys(("development", "mechanism_proposal", "action", "area_fit"), "proposal"),
}
_OPEN_FACET = {
    ("problem", 1): "problem",
    ("problem", 2): "mechanism_gap",
    ("praise", 1): "strength",
    ("praise", 2): "mechanism_current",
    ("proposal", 1): "development",
    ("proposal", 2): "mechanism_proposal",
    ("proposal", 3): "action",
}
_WISHED_IN = {1: "development", 2: "mechanism_proposal"}
_ARE_WISHES = frozenset({"development", "mechanism_proposal", "sector_role", "fit", "understanding"})

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
_REVIEW = """ทบทวน เทอมละครั้ง ปีละครั้ง เดือนละครั้ง ภาคเรียนละครั้ง ปีละสองครั้ง ปีละ2ครั้ง เทอมละ1ครั้ง ทุกเทอม ทุกภาคเรียน ทุกเดือน
    ประชุมทุกปี ติดตามทุกปี"""
_CALENDAR = """เทอมหน้า ปีหน้า ปีงบหน้า ปีงบประมาณหน้า ปีการศึกษาหน้า ภาคเรียนหน้า เดือนหน้า ทันที เปิดเทอม ปิดเทอม
    ภายในปี ระยะสั้น ระยะยาว"""


@dataclass(frozen=True, slots=True)
class Manner:
    stance: str
    facets: tuple[str, ...]
    focus: int


class Cues:
    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter

    def manner(self, words: tuple[str, ...], asking: str, theme_focus: int) -> Manner:
        """`theme_focus` is the focus of the surest theme: it decides when the question does not."""
        said = self._said(words)
        stance = _stance(said, asking)
        focus = FOCUS_OF.get(asking, 0) or theme_focus
        asked = (asking,) if asking in FOCUS_OF else ()
        opened = () if asked else tuple(filter(None, [_OPEN_FACET.get((stance, focus), "")]))
        facets = (*asked, *opened, *self._extra(words, said, asking, focus))
        return Manner(stance, tuple(dict.fromkeys(facets)), focus)

    def focus_of(self, asking: str) -> int:
        return FOCUS_OF.get(asking, 0)

    def _said(self, words: tuple[str, ...]) -> dict[str, int]:
        counts = dict.fromkeys(_SAID, 0)
        for span in self._phrases.longest_in(words):
            denied = span.start > 0 and words[span.start - 1] in ("ไม่", "ไม่ค่อย", "ไม่ได้")
            kind = self._kinds[span.phrase]
            counts["problem" if denied and kind == "praise" else kind] += 1
        return counts

    def _extra(self, words: tuple[str, ...], said: dict[str, int], asking: str, focus: int) -> list[str]:
        extra: list[str] = []
        if said["proposal"] and focus in _WISHED_IN and asking not in _ARE_WISHES:
            extra.append(_WISHED_IN[focus])
        if said["problem"] and asking in ("development", "strength"):
            extra.append("problem")
        if focus > 1 and any(self._reviews.all_in(words)):
            extra.append("review")
        if focus > 1 and any(self._dates.all_in(words)):
            extra.append("calendar")
        return extra

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {self._segmenter.phrase(cue): kind for kind, cues in _SAID.items() for cue in cues.split()}

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._kinds)

    @cached_property
    def _reviews(self) -> Phrases:
        return Phrases(self._segmenter.phrase(cue) for cue in _REVIEW.split())

    @cached_property
    def _dates(self) -> Phrases:
        return Phrases(self._segmenter.phrase(cue) for cue in _CALENDAR.split())


def _stance(said: dict[str, int], asking: str) -> str:
    expected = _EXPECTED.get(asking, "")
    if expected and (said[expected] or not any(said[kind] for kind in ("proposal", "problem", "praise"))):
        return expected
    if said["proposal"]:
        return "proposal"
    if said["problem"] and said["problem"] >= said["praise"]:
        return "problem"
    return "praise" if said["praise"] else "neutral"
