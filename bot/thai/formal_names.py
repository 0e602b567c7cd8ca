"""Behind นาย, ด.ญ. and the like nothing but a name follows, be it a word of every day. Knows no title of its own."""

from bot.thai.border_names import FIRST, SYLLABLES
from bot.thai.candidates import Candidate, Run, run_at
from bot.thai.continuations import Continuations, Follows
from bot.thai.everyday import GO_ON
from bot.thai.name_lists import NameLists
from bot.thai.ordinary import is_of_title, is_ordinary, is_role
from bot.thai.speech_parts import is_quality
from bot.thai.titles import ALSO_TITLES
from bot.thai.told_by_title import is_listed

_LONGEST = 14
_NOBODY = ("กว่า", "ที่สุด", "มาก", "นี้", "นั้น", "โน้น", "คน", "เดียว", "ทั้ง", "ไหน", "ไทย")
# Words with which speech goes on, and which are names where somebody acts or a surname follows.
_ALSO_CALLED = frozenset("ขยัน ดี น่ารัก พร้อม ยิ้ม รัก หน่อย ใจดี เก่ง เริ่ม เฉย จ๋า เยี่ยม".split())


class FormalNames:
    def __init__(self, lists: NameLists, continuations: Continuations) -> None:
        self._lists = lists
        self._continuations = continuations

    def size(self, seen: Candidate, run: Run) -> int:
        """Letters of the name at the beginning of the run; 0 for none. Asked where no list knows one."""
        if seen.spaced and run.letters in FIRST and self._border_follows(run):
            return len(run.letters)
        return next((at for at in self._sizes(seen, run) if self._is_name(seen, run, at)), 0)

    def _sizes(self, seen: Candidate, run: Run) -> tuple[int, ...]:
        """The whole run, if it is short, then the word that it begins with."""
        whole = len(run.letters) if len(run.letters) <= _LONGEST and run.stands_alone else 0
        return tuple(dict.fromkeys(at for at in (whole, seen.word) if at >= 2))

    def _is_name(self, seen: Candidate, run: Run, at: int) -> bool:
        title, rest = seen.title, run.letters[at:]
        if self._is_nobody(seen, run, at) or rest.startswith(_NOBODY):
            return False
        if not rest and self._surname_follows(run, title.is_noun):
            return True
        if seen.spaced:
            return not rest and title.takes_name_only and run.goes_on and at == seen.word
        if not title.takes_name_only and self._is_spoken(seen):
            return False
        if rest:
            return not title.is_noun and self._does(run, at)
        return run.goes_on and (at == seen.word or title.takes_name_only)

    def _is_spoken(self, seen: Candidate) -> bool:
        """Of people without a name: "เด็กหญิงตั้งครรภ์", "ส่งนายตลอด"."""
        word, title = seen.first_word, seen.title
        called = word in _ALSO_CALLED or is_quality(word) or is_listed(word)
        said = self._continuations.is_said(word)
        return (said or is_ordinary(word, title.kind)) if title.is_noun else (said and not called)

    def _does(self, run: Run, at: int) -> bool:
        """A verb follows, also one that goes on behind any noun."""
        rest = run.letters[at:]
        next_verb = self._lists.is_verb(rest[: self._lists.first_word(rest)])
        return next_verb or self._continuations.behind(run, at) >= Follows.PERSON

    def _is_nobody(self, seen: Candidate, run: Run, at: int) -> bool:
        """The phrase of every day: a role, a compound of the title, speech that goes on."""
        whole, first = run.letters[:at], seen.first_word
        if seen.title.text + first in ALSO_TITLES:
            return True
        if whole.startswith(_NOBODY) or any(is_role(word) or is_of_title(word) for word in (whole, first)):
            return True
        said = self._lists.begins_with(run.letters, GO_ON)
        called = first in _ALSO_CALLED or is_quality(first) or said < seen.word
        return said > 0 and not called

    def _surname_follows(self, run: Run, is_listed: bool) -> bool:
        """`is_listed`: only one that is in the lists."""
        family = run_at(run.after, 0)
        if not family or not family.spaced or len(family.letters) < 4 or not family.stands_alone:
            return False
        if is_listed or self._lists.is_surname(family.letters):
            return family.letters in self._lists.surnames or (
                not is_listed and not self._is_said(family.letters)
            )
        return not self._is_said(family.letters) and self._lists.begins_as_surname(family.letters)

    def _is_said(self, letters: str) -> bool:
        return self._lists.begins_with(letters, GO_ON) > 0

    def _border_follows(self, run: Run) -> bool:
        more = run_at(run.after, 0)
        return bool(more and more.spaced and more.letters in SYLLABLES - GO_ON)
