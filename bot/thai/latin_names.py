"""Names in Latin letters behind a title: ครู John, teacher Mary. Words of school life in capitals are none."""

import re
from collections.abc import Iterator

_LATIN = re.compile("[A-Za-z]")
_NAME = re.compile(r" ?(?P<name>[A-Z][a-z]{2,15})(?![A-Za-z0-9@._])")
_SURE_NAME = re.compile(r" ?(?P<name>[A-Za-z][A-Za-z'-]{1,15})(?![A-Za-z0-9@._])")
_MORE = re.compile(r" (?P<name>[A-Z](?:[a-z'-]{1,15}|[A-Z]{1,15}|\.(?= [A-Z])))(?![A-Za-z0-9@_])")
_TITLE = re.compile(
    r"(?<![A-Za-z])(?:Mrs?|Ms|Miss|[Tt]eacher|Sir|T\.)\.?(?= ?[A-Z][a-z])|"
    r"(?<![A-Za-z])M(?:rs?|s|RS?|S)\.(?= ?[A-Z])"
)
# Who is called so stands before: "ครูต่างชาติชื่อ Peter", "my name is Nok". Projects and programs have names, too.
_CALLED = re.compile(
    r"(?:(?:ครู|ผอ\.?|ผู้อำนวยการ|อาจารย์|โค้ช|เพื่อน|ลูก|หลาน|ผม|หนู|ฉัน|คน|พี่|น้อง|แม่|พ่อ|ลุง|ป้า|ต่างชาติ|ฝรั่ง|เด็ก)"
    r"[\u0e01-\u0e4e]{0,14} ?ชื่อ(?:เล่น|จริง|ว่า|คือ)?|(?:^|(?<=\s))ชื่อ(?:เล่น|จริง|ว่า|คือ)|"
    r"(?<![A-Za-z])(?:[Mm]y name is|name'?s|(?:teacher|friend|director) is|"
    r"(?:teacher|friend|boy|girl|student) (?:named|called)|[Kk](?:hun)?ru)"
    r")(?= ?[A-Z][a-z])"
)
_NO_NAMES = frozenset(
    """English Thai Zoom Google Line Facebook Excel Word Canva Youtube Tiktok Teams Meet Chat Gpt Online Onsite Ict Stem
    Phonics Active Learning Coding Robot Chinese Math Science Part Time Full Native Program Meeting Powerpoint Microsoft
    Kahoot Kindergarten Primary Nursery Anuban Grade Class Room Home School Camp Day Training Development Center
    Salary Staff Love
    They Never Always Very Good Bad Who Are Not The Has Have Should Needs Need Shortage Council""".split()
)


def name_at(text: str, at: int, is_sure: bool = False) -> tuple[int, int] | None:
    """The place of a Latin name that begins at `at`, or behind one space; its later parts go along.

    `is_sure`: in small letters, too."""
    found = (_SURE_NAME if is_sure else _NAME).match(text, at)
    if not found or found["name"].capitalize() in _NO_NAMES:
        return None
    end = found.end()
    while (more := _MORE.match(text, end)) and more["name"].capitalize() not in _NO_NAMES:
        end = more.end()
    return found.start("name"), end


def latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Behind English titles."""
    if not _LATIN.search(text):
        return
    for called in _CALLED.finditer(text):
        if name := name_at(text, called.end()):
            yield name
    for title in _TITLE.finditer(text):
        if name := name_at(text, title.end(), title[0].endswith(".")):
            yield name
