"""Names told without a title: "ผม สมชาย ครับ", in quotes behind ชื่อ, behind คือ. Takes listed names only."""

import re
from collections.abc import Iterator

from bot.thai.candidates import run_at
from bot.thai.everyday import GO_ON
from bot.thai.name_lists import NameLists
from bot.thai.surnames import Surnames

_THAI = "[\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]"
_I = re.compile(rf"(?<!{_THAI})(?:ผม|กระผม|ดิฉัน|ฉัน|ข้าพเจ้า)(?= ?{_THAI})")
_IS = re.compile(
    r"(?:ครู|ผอ\.?|ผู้อำนวยการ|อาจารย์|นายก|กำนัน|ผู้ใหญ่บ้าน|หัวหน้า|เพื่อน|แม่|พ่อ|พี่|น้อง|ลุง|ป้า|คน|ลูก|หลาน|ปลัด)"
    rf"(?:{_THAI}|[ป-ม.0-9/]){{0,16}}? ?คือ(?= ?{_THAI})"
)
_ONE = re.compile(rf"(?:หัวหน้าห้อง|ประธานนักเรียน|(?:คน|ครู|เด็ก|เพื่อน|พี่|รุ่นพี่)ที่{_THAI}{{2,12}}?) ?คือ(?= ?{_THAI})")
_CALLED = re.compile(rf"เรียก(?:หนู|ผม|เรา|ฉัน|ดิฉัน|เขา|กัน)ว่า(?= ?{_THAI})")
_QUOTED = re.compile(
    rf"(?:^|(?<!{_THAI})|ผม|หนู|ดิฉัน|ฉัน|ลูกชาย|ลูกสาว|ลูก|หลาน|เพื่อน|เด็ก|น้อง|พี่|แม่|พ่อ|ยาย|ลุง|ป้า|ครู|คน)ชื่อ(?:เล่น|ว่า)?\s?"
    rf"[\"“”'‘’«](?P<name>{_THAI}{{2,20}}(?: {_THAI}{{2,20}})?)[\"“”'‘’»]"
)
_PLACE = tuple("โรงเรียน รร โครงการ บ้าน วัด เพลง หนังสือ ค่าย กลุ่ม ห้อง ครู ทุน วิชา แอป เพจ ร้าน".split())
_PARTICLES = tuple("ครับ คับ ค่ะ คะ จ้า จ้ะ นะ เอง ก็ได้".split())


class Introductions:
    def __init__(self, lists: NameLists, surnames: Surnames) -> None:
        self._lists = lists
        self._surnames = surnames

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        if "ผม" in text or "ฉัน" in text or "ข้าพเจ้า" in text:
            yield from self._behind(_I, text)
        if "คือ" in text:
            yield from self._behind(_IS, text)
            yield from self._behind(_ONE, text, True)
        if "เรียก" in text:
            yield from self._behind(_CALLED, text)
        if "ชื่อ" in text:
            named = _QUOTED.finditer(text)
            yield from (found.span("name") for found in named if not found["name"].startswith(_PLACE))

    def _behind(self, pattern: re.Pattern[str], text: str, is_one: bool = False) -> Iterator[tuple[int, int]]:
        places = (self._listed(text, found.end(), is_one) for found in pattern.finditer(text))
        yield from (place for place in places if place)

    def _listed(self, text: str, at: int, is_one: bool) -> tuple[int, int] | None:
        """A given name to the end of the run or up to a particle; a word only where a particle follows it,
        or where `is_one` person was spoken of."""
        run = run_at(text, at)
        size = self._lists.called(run.letters) if run else 0
        if not run or not size or size < self._lists.first_word(run.letters):
            return None
        name, rest = run.letters[:size], run.letters[size:]
        polite = (rest or run.after.strip()).startswith(_PARTICLES)
        unsure = name in self._lists.words or name not in self._lists.given
        if (unsure and not ((polite or is_one) and not self._lists.is_verb(name) and name not in GO_ON)) or (
            rest and not polite
        ):
            return None
        return run.start, self._surnames.end(text, run.start, run.start + size, False)
