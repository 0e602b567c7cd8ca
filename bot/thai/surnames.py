"""Surnames: behind a given name, behind the word for surname, and pairs of names without a title."""

import re
from collections.abc import Iterator

from bot.thai.candidates import Run, run_at
from bot.thai.everyday import GO_ON
from bot.thai.name_lists import OF_SURNAMES, NameLists
from bot.thai.name_parts import LONGEST
from bot.thai.nicknames import NICKNAMES

_THAI = "[\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]"
_NOTHING_BEFORE = rf"(?<!{_THAI})(?<![\].])"
_GIVEN = rf"(?P<given>{_THAI}{{3,20}}) {{1,2}}(?={_THAI}{{3}})"
_ALONE = re.compile(_NOTHING_BEFORE + _GIVEN)
_LED_IN = re.compile(rf"{_NOTHING_BEFORE}(?:จาก|โดย|ของ|ชม|ชื่อ|คือ|และ|กับ|ว่า|ลูก|หลาน){_GIVEN}")
_NO_SURNAME = tuple("เดียว ไม่ อะไร ของ จริง ซ้ำ พ่อ แม่ เหมือน ต่าง ตัว เรา ใคร ลูก คน".split())
_LONGEST_UNSURE = 14


class Surnames:
    def __init__(self, lists: NameLists) -> None:
        self._lists = lists

    def end(self, text: str, start: int, end: int, is_sure: bool, is_titled: bool = False) -> int:
        """Where the whole name ends whose given name stands from `start` to `end`.

        `is_titled`: behind นาย, ด.ญ. and the like a nickname, too, has a surname."""
        run = run_at(text, end)
        if not run:
            return end
        is_full_name = end - start > 2 and text[start:end] not in NICKNAMES
        size = self._lists.surname(run.letters)
        if not size and run.spaced and is_full_name:
            size = self._lists.surname_put_together(run.letters)
        if size > self._lists.first_word(run.letters) and not self._is_said(run.letters):
            is_whole = self._is_said(run.letters[size:]) or not run.stands_alone
            return run.start + size if is_whole else run.end
        if is_titled and run.spaced and not is_full_name:
            return run.end if self._is_family(run, False) else end
        return run.end if run.spaced and is_full_name and self._is_family(run, is_sure) else end

    def told(self, run: Run) -> int:
        """Letters behind the word for surname."""
        letters = run.letters
        new = len(letters) > 3 and letters not in self._lists.words and not letters.startswith(_NO_SURNAME)
        return len(letters) if run.stands_alone and (new or self._lists.is_surname(letters)) else 0

    def pairs(self, text: str) -> Iterator[tuple[int, int]]:
        """Given name and surname without a title: สมชาย ใจดี."""
        if " " not in text:
            return
        for pattern in (_ALONE, _LED_IN):
            for pair in pattern.finditer(text):
                start, given_end = pair.span("given")
                if self._is_given(text, pair["given"], given_end):
                    end = self.end(text, start, given_end, True)
                    if end > given_end and not self._is_word(text[given_end:end].strip()):
                        yield start, end

    def _is_word(self, family: str) -> bool:
        return (
            family in self._lists.words
            and family not in self._lists.surnames
            and not self._lists.formal(family)
        )

    def _is_given(self, text: str, given: str, end: int) -> bool:
        if given not in self._lists.given:
            return False
        if given not in self._lists.words:
            return True
        run = run_at(text, end)
        return (
            run is not None and run.letters not in self._lists.words and self._lists.is_surname(run.letters)
        )

    def _is_family(self, run: Run, is_sure: bool) -> bool:
        """Standing alone between spaces, and no verb: better one word too many than a name."""
        letters = run.letters
        if letters.startswith("นามสกุล") or not run.stands_alone or not 4 <= len(letters) <= LONGEST + 5:
            return False
        is_said = self._is_said(letters)
        if self._lists.is_surname(letters):
            new = is_sure and letters not in self._lists.words
            return new or letters in self._lists.surnames or not is_said
        if is_sure:
            return not is_said or letters.startswith(OF_SURNAMES)
        return not is_said and len(letters) <= _LONGEST_UNSURE and self._lists.begins_as_surname(letters)

    def _is_said(self, letters: str) -> bool:
        return self._lists.begins_with(letters, GO_ON) > 0
