"""Tells titles from letters that only look like one: inside a longer word, or of no person. Finds no name itself."""

import re

from bot.thai.candidates import Run, is_thai, run_at
from bot.thai.name_lists import NameLists
from bot.thai.name_parts import LONGEST
from bot.thai.no_names import QUESTIONS, is_question
from bot.thai.ordinary import TELLS_PERSON, is_of_title
from bot.thai.titles import ALSO_TITLES, Title
from bot.thai.told_by_title import is_listed

_LONGEST_WORD_BEFORE = 8
# Words that stand before a title and belong to it: they do not tear it.
_IN_MANY_WORDS = ("อา", "แม่", "พ่อ", "หมอ", "พระ", "เจ้า", "อี", "จ่า", "ดาบ")
_ADDRESS = ("คุณ", "พระ", "ท่าน", "รอง", "ชั้น")
_NOT_OF_PERSONS = re.compile(
    r"(?:โรงเรียน|รร\.?|หมู่บ้าน|(?<!ผู้ใหญ่)บ้าน|วัด|โครงการ|เพจ|ตำบล|อำเภอ|ร้าน|แอพ|แอป|เว็บ|ช่อง|หนังสือ|วิชา|เพลง|ค่าย|"
    r"กลุ่ม|มี|แค่|แต่)\Z"
)
_JOINED = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")


class TornTitles:
    def __init__(self, lists: NameLists) -> None:
        self._lists = lists

    def is_no_title(self, text: str, title: Title, is_spaced: bool) -> bool:
        before = text[max(0, title.start - 12) : title.start]
        if text.startswith(QUESTIONS, title.end) and self._is_question(text, title, before):
            return True
        if title.kind == "introduced" and _NOT_OF_PERSONS.search(before):
            return True
        return not is_spaced and (
            _JOINED.match(text, title.end) is not None or self._is_part_of_word(text, title)
        )

    def _is_question(self, text: str, title: Title, before: str) -> bool:
        run = run_at(text, title.end)
        return run is not None and is_question(run.letters, before)

    def _is_part_of_word(self, text: str, title: Title) -> bool:
        """A longer word begins where the title does: พี่เลี้ยง, น้ำตา, ตาม."""
        run = run_at(text, title.start)
        if run and title.is_sure and self._is_before_name(run, title):
            return False
        colour = title.sees_eyes(run.letters) if run else 0
        if run and colour and run.letters.startswith(TELLS_PERSON, 2 + colour):
            return False
        return run is not None and self._lists.is_longer_word(run.letters[:LONGEST], len(title.text))

    def is_of_word(self, text: str, title: Title, size: int) -> bool:
        """Whether a word of the dictionary begins where the title does, and is not just the title with this name."""
        run = run_at(text, title.start)
        if not run or len(run.letters) <= len(title.text):
            return False
        whole = len(title.text) + size
        short = range(len(title.text) + 1, whole + (title.text in _IN_MANY_WORDS))
        return self._lists.is_longer_word(run.letters[:LONGEST], whole) or any(
            run.letters[:at] in self._lists.words and self._lists.goes_on(run.letters[at:]) for at in short
        )

    def _is_before_name(self, run: Run, title: Title) -> bool:
        """A word of the dictionary that nobody means: นางดำ."""
        rest = run.letters[len(title.text) : self._lists.first_word(run.letters)]
        return is_listed(rest) and not is_of_title(rest) and title.text + rest not in ALSO_TITLES

    def is_torn_off(self, text: str, title: Title, since: int) -> bool:
        """A word reaches over the beginning of the title: the ยาย of ขยาย."""
        if title.start == since or not is_thai(text[title.start - 1]):
            return False
        if text[title.start - 1] in "เแโใไ":
            return True
        first = max(since, title.start - _LONGEST_WORD_BEFORE)
        # A word that ends where the title begins keeps whole whatever begins inside it: เมื่อวาน|ครู, not วา|นคร|ู.
        whole = next(
            (at for at in range(first, title.start) if self._is_whole(text[at : title.start])), title.start
        )
        starts = range(first, min(whole + 1, title.start))
        ends = range(title.start + 1, min(len(text), title.end + _LONGEST_WORD_BEFORE))
        return any(self._reaches_over(text, start, end, title) for start in starts for end in ends)

    def _is_whole(self, before: str) -> bool:
        return len(before) > 2 and before in self._lists.words

    def _reaches_over(self, text: str, start: int, end: int, title: Title) -> bool:
        if text[start:end] not in self._lists.words:
            return False
        if end == title.end and text[start : title.start] in _ADDRESS:
            return False
        return self._lists.goes_on(text[end : end + LONGEST], 1)
