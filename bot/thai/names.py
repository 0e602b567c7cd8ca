"""People's names in running text: where one begins and ends. Never takes a word of everyday speech for one."""

import re
from collections.abc import Iterator

from bot.thai.candidates import is_thai, run_at
from bot.thai.everyday import GO_ON
from bot.thai.given_names import GivenNames
from bot.thai.latin_names import latin_names, name_at
from bot.thai.name_lists import NameLists
from bot.thai.name_parts import LONGEST
from bot.thai.ordinary import TELLS_PERSON
from bot.thai.segment import Segmenter
from bot.thai.surnames import Surnames
from bot.thai.titles import TITLE, Title

_LONGEST_WORD_BEFORE = 8
# Words that stand before a title and belong to it: they do not tear it.
_ADDRESS = ("คุณ", "พระ", "ท่าน", "รอง", "ชั้น")
_NOT_OF_PERSONS = re.compile(
    r"(?:โรงเรียน|รร\.?|หมู่บ้าน|(?<!ผู้ใหญ่)บ้าน|วัด|โครงการ|เพจ|ตำบล|อำเภอ|ร้าน|แอพ|แอป|เว็บ|ช่อง|หนังสือ|วิชา|เพลง|ค่าย|"
    r"กลุ่ม|มี|แค่|แต่)\Z"
)
_JOINED = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_Place = tuple[int, int]


class Names:
    def __init__(self, segmenter: Segmenter) -> None:
        self._lists = NameLists(lambda: segmenter.known)
        self._given = GivenNames(self._lists)
        self._surnames = Surnames(self._lists)

    def spans(self, text: str) -> Iterator[_Place]:
        """Places of names, without their titles; one may lie in another."""
        if "เเ" not in text:
            yield from self._spans(text)
            return
        # Typed as two letters what is one: the names are found in the text as it should be.
        places = [at for at in range(len(text)) if text[at : at + 2] != "เเ"]
        typed = "".join("แ" if text[at - 1 : at + 1] == "เเ" else text[at] for at in places)
        for start, end in self._spans(typed):
            yield (places[start - 1] + 1 if start else 0), places[end - 1] + 1

    def _spans(self, text: str) -> Iterator[_Place]:
        at = since = 0
        while found := TITLE.search(text, at):
            title = Title(found.lastgroup or "", found.start(), found.end(), found[0])
            place = self._behind(text, title, since)
            at = found.start() + 1
            if place:
                yield place
                at = since = place[1]
        yield from self._surnames.pairs(text)
        yield from latin_names(text)

    def _behind(self, text: str, title: Title, since: int) -> _Place | None:
        """`since` is where the last name ended: before it nothing can tear this title."""
        if title.takes_latin and (latin := name_at(text, title.end)):
            return latin
        if title.text == "นายก" and (place := self._behind_mister(text, title.end - 1)):
            return place
        run = run_at(text, title.end)
        if not run or self._is_no_title(text, title, run.spaced):
            return None
        size = self._surnames.told(run) if title.text == "นามสกุล" else self._given.size(run, title)
        if (
            not size
            or (size == len(run.letters) and run.is_before_mark)
            or self._is_torn_off(text, title, since)
        ):
            return None
        return run.start, self._surnames.end(text, run.start, run.start + size, title.is_formal)

    def _behind_mister(self, text: str, at: int) -> _Place | None:
        """นายกมล is no mayor."""
        run = run_at(text, at)
        size = self._lists.formal(run.letters) if run else 0
        if not run or size < 3 or run.letters[:size] in GO_ON:
            return None
        return at, self._surnames.end(text, at, at + size, True)

    def _is_no_title(self, text: str, title: Title, is_spaced: bool) -> bool:
        if title.kind == "introduced" and _NOT_OF_PERSONS.search(
            text[max(0, title.start - 12) : title.start]
        ):
            return True
        return not is_spaced and (
            _JOINED.match(text, title.end) is not None or self._is_part_of_word(text, title)
        )

    def _is_part_of_word(self, text: str, title: Title) -> bool:
        """A longer word begins where the title does: พี่เลี้ยง, น้ำตา, ตาม."""
        run = run_at(text, title.start)
        colour = title.sees_eyes(run.letters) if run else 0
        if run and colour and run.letters.startswith(TELLS_PERSON, 2 + colour):
            return False
        return run is not None and self._lists.is_longer_word(run.letters[:LONGEST], len(title.text))

    def _is_torn_off(self, text: str, title: Title, since: int) -> bool:
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
