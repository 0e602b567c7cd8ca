"""What goes along with a name found: later parts of hill names, further names of a list. Begins no name itself."""

import re
from collections.abc import Iterator

from bot.thai.border_names import FIRST, SYLLABLES, ends_of_border_name
from bot.thai.candidates import Run, run_at
from bot.thai.everyday import GO_ON
from bot.thai.name_lists import NameLists
from bot.thai.speech_parts import is_spoken_on
from bot.thai.surnames import Surnames

_NEXT = re.compile(r"\s{0,2}(?P<sign>,|、|/|และ|กับ|,\s?และ)\s{0,2}|(?P<gap> {1,2})")
_MOST_PARTS = 4
_LONGEST_LIST = 40


class FurtherNames:
    def __init__(self, lists: NameLists, surnames: Surnames) -> None:
        self._lists = lists
        self._surnames = surnames

    def end(self, text: str, start: int, end: int, is_sure: bool) -> int:
        """Where a name of the hills ends whose parts stand apart: นอว์ มู ปอ."""
        if not self._is_of_the_hills(text[start:end], is_sure):
            return end
        for _ in range(_MOST_PARTS):
            run = run_at(text, end)
            if not run or not run.spaced or not self._is_part(run.letters):
                break
            end = run.end
        return end

    def _is_of_the_hills(self, name: str, is_sure: bool) -> bool:
        firsts = SYLLABLES if is_sure else FIRST
        return name in firsts or len(name) in ends_of_border_name(name, is_sure)

    def _is_part(self, letters: str) -> bool:
        if letters in GO_ON:
            return False
        whole = len(letters) in ends_of_border_name(letters, True) and letters not in self._lists.words
        return letters in SYLLABLES or whole

    def listed(self, text: str, end: int) -> Iterator[tuple[int, int]]:
        """Places of the names in a row behind a name: "…, สมใจ และสมพร"."""
        for _ in range(_LONGEST_LIST):
            between = _NEXT.match(text, end)
            run = run_at(text, between.end()) if between else None
            size = self._size(run, between["sign"] is not None) if between and run and not run.spaced else 0
            if not run or not size:
                return
            end = self._surnames.end(text, run.start, run.start + size, False)
            yield run.start, end

    def _size(self, run: Run, is_joined: bool) -> int:
        """Letters of a listed name. Behind a mere gap it has to stand alone and be no word."""
        size = self._lists.called(run.letters)
        name = run.letters[:size]
        whole = size == len(run.letters)
        if not size or is_spoken_on(name) or size < self._lists.first_word(run.letters):
            return 0
        if name in self._lists.words:
            return size if is_joined and whole and run.goes_on and name in self._lists.given else 0
        goes_on = whole or self._lists.begins_with(run.letters[size:], GO_ON) > 0
        return size if goes_on and (is_joined or (whole and size > 2)) else 0
