"""People's names in running text: where one begins and ends. Knows lists and titles, nobody in person."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from pythainlp.corpus.common import thai_family_names, thai_female_names, thai_male_names

from bot.thai.segment import Segmenter

_THAI = "[\u0e01-\u0e3a\u0e40-\u0e4e]"
_RUN = re.compile(f"{_THAI}{{2,40}}")
_SPACES = re.compile(r"[ \u00a0]{1,2}")
_CHILD = r"ด\.?\s?[ชญ]\."
_FORMAL = r"เด็กชาย(?!แดน|ขอบ|หญิง)|เด็กหญิง(?!ชาย)|นางสาว|น\.\s?ส\.|นาย|นาง|ว่าที่ร้อยตรี|ว่าที่\s?ร\.ต\.|ดร\."
_OFFICE = (
    r"นายกเทศมนตรี|นายก\s?อบ[ตจ]\.?|คุณครู|ครูใหญ่|ครู|อาจารย์|ผู้อำนวยการ|ผอ\.?|ผู้ใหญ่บ้าน|ผู้ใหญ่|กำนัน|ปลัด|"
    r"หลวงพ่อ|หลวงพี่|พระอาจารย์|พระครู|ชื่อว่า|ชื่อ|ลุง|ป้า|พี่"
)
_FAMILIAR = "คุณ|น้อง|แม่|พ่อ|หมอ"
_TITLE = re.compile(
    f"(?P<child>{_CHILD})|(?P<office>{_OFFICE})|(?P<formal>{_FORMAL})|(?P<familiar>{_FAMILIAR})"
)
_PAIR = re.compile(f"(?<!{_THAI})(?P<given>{_THAI}{{3,20}})[ ]{{1,2}}(?={_THAI}{{3}})")
_JOINED = frozenset(
    "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_LONGEST = 20
_UNKNOWN_CHILD = 15
# Given names that are everyday words: after "ครู" they are far more often the word.
_EVERYDAY_WORDS = """คณิต วิทย์ ชาย ชำนาญการ สมัคร อาทิตย์ จันทร์ เอก ธุรการ วันศุกร์
    กระสุน กระแส กล้วย กล้าหาญ กวาง กวี การ์ตูน กำจัด กำแพง กำไร กิริยา กุล กุศล กุ้ง ก้อง ก้าน ขยัน ขาน คง
    คม คล่อง ควร คอย คะแนน คัมภีร์ คำ คำนวณ คำนึง คุณภาพ คูณ จด จอม จอมพล จักร จักรพรรดิ จักรวาล จารึก จุฬา
    จ้อง ฉาย ชนะ ชนิด ชม ชมพู ชะลอ ชัยชนะ ชาญ ชาติ ชานุ ชินวัตร ชื่น ชื่นชม ช่วง ช้อน ดม ดวงจันทร์ ดวงดาว
    ดอกไม้ ดอน ดำรง ดำเนิน ตระกูล ตะวัน ตุลาการ ต่อต้าน ถนอม ถนัด ทน ทวน ทวีป ทศวรรษ ทะเล ทัศนะ ทายาท ทำนอง
    ทิพย์ ที่ ธง ธน ธนาคาร ธนู ธรรมชาติ ธรรมเนียม ธานี ธิดา นคร นพ นวล นาย นิติ นิติศาสตร์ นิพนธ์ นิยม นิล
    นิสิต น้อง น้อย น้ำ บรรเลง บริบูรณ์ บอล บัณฑิต บันเทิง บารมี บำรุง บำเพ็ญ บึง บุรี บูชา ปฏิวัติ ประกอบ
    ประกาย ประกาศ ประคอง ประจักษ์ ประชา ประชากร ประชาธิปไตย ประชุม ประตู ประธาน ประมูล ประวัติ ประสาท
    ประสิทธิภาพ ประหยัด ประเภท ประโยชน์ ปรัชญา ปรารถนา ปริญญา ปั่น ปั้น ปาน ผล ผัน ผ่าน ฝน พงศ์ พจน์ พนม พรรค
    พร้อม พลัง พัฒนา พันธมิตร พายุ พิทักษ์ พิธี พินิจ พิมพ์ พิสูจน์ พุทธ ภพ ภัทร ภาวนา ภูมิ ภูมิปัญญา ภูเขา
    มณฑล มังกร มัด มารยาท มิตร มุก มโน ม้วน ยก ยอด ยินดี ยุติธรรม ยุทธศาสตร์ รณรงค์ รบ รส ระวัง ระเบียบ รัก
    รักษา รัฐ รัฐธรรมนูญ รัฐศาสตร์ รัฐสภา รัตน์ รัศมี ราตรี ราม ราย รุ่ง รุ่งเรือง ร่ม ฤทธิ์ ละคร ละเอียด
    ล่อง ล้วน ล้อม วดี วร วัง วัฒนา วัน วาน วิจัย วิจิตร วิชา วิถี วิทยา ศตวรรษ ศักดิ์สิทธิ์ ศักยภาพ ศิลปะ
    ศิลา ศีลธรรม ศึกษา สกุล สงขลา สงคราม สดชื่น สดใส สถาปนา สถิติ สนอง สนาม สนุก สบาย สมมุติ สมัย สยาม
    สรรเสริญ สฤษดิ์ สวรรค์ สหภาพ สหรัฐ สหาย สะอาด สังคม สัญญา สันติภาพ สันต์ สัมพันธ์ สัมภาษณ์ สากล สามารถ
    สำนวน สำรอง สิงห์ สิทธิ สิทธิ์ สิน สิริ สุจริต สุด สุทธิ สุพรรณ สุภาพ สุรินทร์ ส่ง ส่วน หนึ่ง หลักทรัพย์
    หลี หวัง หอม องค์การ อธิบดี อนุ อนุบาล อนุมัติ อนุรักษ์ อภิสิทธิ์ อยุธยา อังกฤษ อังคาร อัด อาจ อาณาจักร
    อายุ อารมณ์ อาวุธ อำนาจ อิทธิพล อิสรภาพ อุดมการณ์ อุตส่าห์ อุทาน อุทิศ อุบล อุปถัมภ์ อุ่น เกษตร เกษม
    เกียรติ เขียว เงินตรา เจน เชิญ เชิด เชียง เชี่ยวชาญ เชื่อม เซ็ง เดือน เด่น เติม เตียง เตือน เทคนิค เที่ยง
    เปลี่ยน เปื้อน เผ่า เพียร เริ่ม เรียง เรียบ เรือง เลิศ เลี้ยง เลื่อน เล็ก เวียน เสน่ห์ เสมอ เสริม เสาร์
    เหลือ เหลือง เอกชน เอกราช เอกลักษณ์ เอเชีย แชมป์ แดง แถม แถว แท้จริง แนบ แบน แปลก แปลง แพ แพน แมน แววตา
    แสง โชคดี โชติ โทน ใจ ใหญ่ ใหม่ ไกร ไชย ไผ่ ไพศาล ไหว"""
# How a sentence goes on after a name.
_VERBS = """ไม่ เป็น มา ได้ ทำ ดี ที่ และ กับ ของ ให้ ไป อยู่ ชอบ สอน ต้อง จะ เคย กำลัง ยัง มี คือ ขาด เรียน ช่วย ก็ บอก พูด ว่า ถูก
    โดน ออก ย้าย เก่ง หลุด หนี โดด ติด ป่วย เสีย ตี ด่า ขโมย ท้อง อ่าน เขียน ทะเลาะ เข้า ขอ อยาก ควร น่า เอา ใช้ ดู รับ ส่ง พา บ้าน เด็ก
    ครู โรงเรียน อายุ ชั้น เพราะ แต่ แล้ว เลย ตอน วัน ปี คน ผม หนู เขา ซึ่ง ทุก เพิ่ง ใจ กลับ หาย เลิก หยุด ลา ประธาน กรรมการ ผู้ นัก"""
_SENTENCE_STARTS = tuple(_VERBS.split())
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


class Names:
    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Places of names, without their titles, from left to right and not overlapping."""
        at = 0
        while found := _TITLE.search(text, at):
            start, end = self._named(text, found.end(), found.lastgroup or "")
            if end > start:
                yield start, end
            at = max(found.end(), end)
        yield from self._untitled(text)

    def _named(self, text: str, after: int, title: str) -> tuple[int, int]:
        space = _SPACES.match(text, after)
        run = _RUN.match(text, space.end() if space else after)
        if not run:
            return after, after
        size = self._given(run[0], title)
        return (run.start(), self._with_surname(text, run.start() + size, title)) if size else (after, after)

    def _given(self, run: str, title: str) -> int:
        size = _longest(run, _given_names().__contains__, 2 if title in ("child", "formal") else 3)
        word = _longest(run, self._segmenter.known.__contains__, 2)
        if title == "child":
            return size if size > 2 else min(len(run), _UNKNOWN_CHILD)
        if not size or word > size or (size == 2 and len(run) > 2):
            return 0
        if word < size or title == "formal":
            return size
        return size if title == "office" and run[:size] not in _EVERYDAY else 0

    def _with_surname(self, text: str, end: int, title: str) -> int:
        space = _SPACES.match(text, end)
        run = _RUN.match(text, space.end() if space else end)
        if not run:
            return end
        size = _longest(run[0], _surnames().__contains__, 4)
        word = _longest(run[0], self._segmenter.known.__contains__, 2)
        sure = word < size or (word == size and title in ("child", "formal") and space is not None)
        if size and sure:
            return run.start() + size
        return run.end() if space and title in ("child", "formal") and _may_be_surname(text, run) else end

    def _untitled(self, text: str) -> Iterator[tuple[int, int]]:
        for pair in _PAIR.finditer(text):
            given = pair["given"]
            if given in _given_names() and given not in self._segmenter.known:
                end = self._with_surname(text, pair.end("given"), "")
                if end > pair.end("given"):
                    yield pair.start(), end


def _may_be_surname(text: str, run: re.Match[str]) -> bool:
    """Standing alone between spaces after a titled name, and no verb: better one word too many than a name."""
    alone = run.end() == len(text) or text[run.end()].isspace()
    return alone and 4 <= len(run[0]) <= _LONGEST and not run[0].startswith(_SENTENCE_STARTS)


def _longest(run: str, known: Callable[[str], bool], shortest: int) -> int:
    """Length of the longest known beginning that does not tear a syllable."""
    for size in range(min(len(run), _LONGEST), shortest - 1, -1):
        if (size == len(run) or run[size] not in _JOINED) and known(run[:size]):
            return size
    return 0


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(thai_male_names()) | frozenset(thai_female_names())


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(thai_family_names())
