"""Titles that people put before a name, and the words of everyday speech that follow each kind of title."""

import re
from collections import defaultdict
from dataclasses import dataclass

from bot.thai.ranks import POST, RANK

_CHILD = r"ด\.?\s?[ชญ]\.(?!\s?[ชญ]\.)|(?<![\u0e01-\u0e4e])ด[ชญ](?=[\u0e01-\u0e4e]{3})"
_FORMAL = (
    r"เด็กชาย(?!แดน|ขอบ|หญิง)|เด็กหญิง(?!ชาย)|นางสาว|น\.\s?ส\.|ว่าที่ร้อยตรี(?:หญิง)?|ว่าที่\s?ร\.?\s?ต\.?(?:หญิง)?|"
    rf"{RANK}|"
    r"นาย(?!ก|อำเภอ|ทะเบียน|จ้าง|ทหาร|หน้า|ทุน|แพทย์|ช่าง|ตำรวจ|ประกัน)|"
    r"นาง(?!ฟ้า|สงกรานต์|นพมาศ|พยาบาล|เอก|สาว|รำ|แบบ|งาม|ใน|ร้าย|พญา|เงือก)|ดร\."
)
_TEACHER = (
    r"(?:คุณ)?ครู(?:ใหญ่|ผู้ช่วย|ประจำชั้น|พี่เลี้ยง|อัตราจ้าง|พละ|ธุรการ)(?=\s?[\u0e01-\u0e4e])|"
    r"(?:คุณ)?ครู|อาจารย์|(?<![\u0e01-\u0e4e])จารย์|(?<![\u0e01-\u0e4e])(?:คุณ)?(?:ครุ|คูร)(?!ภัณฑ์|ฑ|ศาสตร์|สภา)|มิส(?!ซิส)|อจ\.|ทีชเชอร์|ทีเชอร์|โค้ช|เหล่าซือ|"
    r"รอง(?=\s?[\u0e01-\u0e4e]{2})(?!\s?(?:ผ\.?อ|ผู้|นายก|ฯ))|(?:รอง\s?|ผช\.\s?|ท่าน\s?)?(?:ผู้อำนวยการ|ผ\.?อ(?:\.|(?![\u0e01-\u0e4e])|(?=[\u0e01-\u0e4e]{3})))"
    r"(?:\s?เขต(?!\s?[0-9พม]))?|"
    r"(?<![\u0e01-\u0e4e.])ศน\.?|ศึกษานิเทศก์|รองฯ|ผู้อำนวยการเขต"
)
_OFFICE = (
    r"(?:รอง\s?|ท่าน\s?)?นายก(?:เทศมนตรี|\s?อบ[ตจ]\.?|\s?เทศบาล)?|ส\.?จ\.|ส\.?ท\.|ส\.?ส\.|"
    r"(?<![\u0e01-\u0e4e])(?:สจ|สท|สส)(?=[\u0e01-\u0e4e]{2})|"
    r"ผู้ใหญ่บ้าน|ผู้ใหญ่|ผญบ\.?|กำนัน|ปลัด(?:\s?อบต\.?|\s?อำเภอ)?|สารวัตร|"
    r"ผู้กอง|ผู้การ|ผู้หมวด|หมวด|จ่า|ดาบ|ประธาน"
)
_MONK = r"หลวงพ่อ|หลวงพี่|หลวงตา|หลวงปู่|พระอาจารย์|พระมหา|พระครู(?:ปลัด|สังฆรักษ์|สมุห์|ใบฎีกา)?|พระปลัด|พระ"
_KIN = r"ลุง|ป้า|น้า|อา|(?<!ทัน)ตา|ยาย|ปู่|ย่า|เจ๊|เจ้(?!า)|เฮีย|เสี่ย|ซ้อ(?!น|ม)|ทิด|ยัย|บัก|ไอ้"
_YOUNG = r"น้อง|พี่|หนู|เณร"
_HONOUR = (
    r"คุณหญิง|คุณนาย|คุณ|หมอ|ท่าน|นายแพทย์|แพทย์หญิง|(?<![\u0e01-\u0e4e.])(?:น\.?พ\.|พ\.?ญ\.|ท\.?พ\.|ท\.?พ\.?ญ\.)"
)
_PARENT = r"แม่|พ่อ|เเม่"
_OF_WHOM = "(?:ผม|หนู|ดิฉัน|ฉัน|เรา|ลูกชาย|ลูกสาว|ลูก|หลานชาย|หลานสาว|หลาน|เพื่อน|เด็ก|น้อง|พี่|แม่|พ่อ|ยาย|ลุง|ป้า)"
_INTRODUCED = rf"(?:{_OF_WHOM}\s?)?ชื่อ(?:เล่น(?:ว่า|ชื่อ|คือ)?|ว่า|จริง|คือ)?|นามสกุล|ลงชื่อ"
_TOWN = (
    "เมือง|บ้าน|ท่า|หนอง|บาง|ห้วย|ดอน|โคก|วัง|เขา|บ่อ|ลาด|คลอง|แม่|สาม|"
    "ด่าน|ไทร|ทอง|พนม|สังข|ศรี|เลา|โพธ|จอม|นคร|พระ|สวน|ปาก|กระ|ดำ|ชะ"
)
_DISTRICT = rf"(?<![\u0e01-\u0e4e.])อ\.(?! ?(?:{_TOWN}))"
# How titles begin: this saves trying them all at each letter.
_FIRST_TWO = (
    r"ด[.ชญาร]|เ[ดหจฮเรพ]|น[า.้พ]|ว่|ค[ุร]|อ[าจ.ี]|ที|โค|ร[อ.ต]|ซ้|เส|ทิ|เณ|ยั|บั|มิ|ผ[ชู.อญ]|ท่|ศ[นึ]|ส[.จทสาอ]|กำ|จา|คู|หั|ป[ลรู้]|ห[มลน]|จ[่.ส]|แพ|ภา|ท[.พ]|"
    r"พ[.รี่ลญต]|ล[ุู]|ตา|ผม|ดิ|ฉั|หล|เพ|ย[า่]|ไอ|แม|ชื|ลง"
)
TITLE = re.compile(
    rf"(?={_FIRST_TWO})(?:"
    f"(?P<child>{_CHILD})|(?P<formal>{_FORMAL})|(?P<teacher>{_TEACHER})|(?P<post>{POST})|(?P<office>{_OFFICE})|(?P<monk>{_MONK})|"
    f"(?P<introduced>{_INTRODUCED})|(?P<honour>{_HONOUR})|(?P<young>{_YOUNG})|(?P<kin>{_KIN})|(?P<parent>{_PARENT})|"
    f"(?P<district>{_DISTRICT}))"
)
_BARE = ("ชื่อ", "นามสกุล", "ลงชื่อ")
_ORDINARY = {
    "teacher": "ศิลป์ วิทย์ หนุ่ม เหนือ ฮีโร่ ขวัญใจ เพลง หนู",
    "office": "ใจดี เล็ก หนุ่ม เหนือ หนู ลี",
    "monk": "โต สมุทร ทอง เพชร จันทร์ ศรี ศักดิ์ เหนือ หนุ่ม แท่น",
    "kin": "หนุ่ม หนู",
    "young": "โต เล็ก หนู ช้างน้อย หนุ่ม ใหม่",
    "honour": "หนึ่ง หนู พระ ชาย หญิง หนุ่ม เพลง หน่อย เอ๋ย เอ้ย",
    "introduced": "ปุ๋ย เพลง หนู ศรี ศักดิ์ เดือน บัว ทอง หน่อย ไทม์ พิมพ์ แบงค์ แบงก์ แวว",
    "parent": "ใหญ่ ไก่ หมู เพลง หนู วัว พิมพ์ ทองคำ น้ำ โขง เหนือ ซื้อ ศรี พระ สาย โม่ เหมาะ เหม",
    "district": "",
}
ORDINARY: dict[str, frozenset[str]] = defaultdict(
    frozenset, {kind: frozenset(words.split()) for kind, words in _ORDINARY.items()}
)
ALSO_TITLES = ("นายดาบ", "นายท้าย", "นายหมวด", "นายพล", "นายพัน", "นายร้อย", "นายสิบ")
_OF_VILLAGE = ("กำนัน", "ผู้ใหญ่", "ผญบ.", "ผญบ", "สจ.", "สท.", "จ่า", "ดาบ", "หมวด")
_OF_EYES = frozenset("แดง ดำ ขาว ใส แป๋ว เข หวาน ลอย มัว เหล่ ปลา ทอง หมู กุ้ง เพชร".split())


@dataclass(frozen=True, slots=True)
class Title:
    """`kind` is one of child, formal, teacher, office, monk, introduced, honour, young, kin, parent, post, district."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def is_sure(self) -> bool:
        """Almost nothing but a name can follow it."""
        return self.kind in ("child", "formal")

    @property
    def is_noun(self) -> bool:
        """Speech goes on with it as with any noun: "เด็กหญิงเก่งกว่าเด็กชาย"."""
        return self.text in ("เด็กชาย", "เด็กหญิง")

    @property
    def takes_name_only(self) -> bool:
        """Nobody says it of a person without a name."""
        return self.kind == "child" or self.text.startswith(("นางสาว", "น.", "ว่าที่"))

    @property
    def is_formal(self) -> bool:
        """A surname is likely to follow."""
        return self.kind in ("child", "formal", "introduced")

    @property
    def takes_unlisted(self) -> bool:
        """Not where places stand as well: แม่กลอง, อ.เมือง, กำนันปิล๊อก."""
        return self.kind not in ("parent", "district", "office", "post")

    @property
    def takes_latin(self) -> bool:
        return self.kind not in ("introduced", "district", "monk")

    @property
    def is_of_monk(self) -> bool:
        """Whose names are long."""
        return self.text.startswith(("พระครู", "พระมหา"))

    @property
    def is_of_child(self) -> bool:
        return self.text in ("น้อง", "เด็กชาย", "เด็กหญิง")

    @property
    def tells_own_name(self) -> bool:
        return self.text.startswith("ชื่อเล่น") or (
            self.kind == "introduced" and not self.text.startswith(_BARE)
        )

    @property
    def knows_elderly(self) -> bool:
        return self.kind in ("kin", "parent", "monk", "office") or self.text == "คุณ"

    @property
    def is_of_village(self) -> bool:
        return self.text in _OF_VILLAGE

    @property
    def is_of_elder(self) -> bool:
        """Of whom one speaks by a short name: ลุง, หลวงตา, กำนัน."""
        return self.kind in ("kin", "monk") or self.is_of_village

    @property
    def takes_its_own_words(self) -> bool:
        """The words that make a phrase with it are names of people, too: หลวงพ่อทอง, ลุงหนุ่ม."""
        return self.kind == "monk" or self.text in ("สจ.", "ลุง", "ตา")

    def sees_eyes(self, run: str) -> int:
        """Letters of an eye's colour behind the title: ตาแดง is an illness, and a grandfather."""
        return next((len(word) for word in _OF_EYES if self.text == "ตา" and run.startswith(word, 2)), 0)

    def makes_word_with(self, word: str) -> bool:
        """An everyday phrase, no name: ผู้ใหญ่ใจดี, น้องเล็ก, ตาแดง."""
        if self.text == "ไอ้":
            return word in ("เล็ก", "ใหญ่", "โต", "น้อย", "หนุ่ม", "หนู")
        if self.text == "น้อง" and word == "แมว":
            return True
        return word in ORDINARY[self.kind] or (self.text == "ตา" and word in _OF_EYES)
