"""Names in no list, and no word: of the border, of two words, as somebody tells them, letters of any kind."""

from bot.thai.border_names import SYLLABLES, ends_of_border_name
from bot.thai.candidates import Candidate, Run
from bot.thai.continuations import Continuations, Follows
from bot.thai.everyday import GO_ON, OF_PERSONS, OF_THE_YOUNG
from bot.thai.name_lists import NameLists
from bot.thai.name_parts import LONGEST
from bot.thai.no_names import NOT_CALLED

_LONGEST_TOLD = 14
_LONGEST_WORD = 9
_LONGEST_REST = 6
_NOT_OF_THE_BORDER = ("honour", "office", "post", "parent", "district")
_AFTER_OWN_NAME = ("ค่ะ", "คะ", "ครับ", "คับ", "เรียนอยู่", "อายุ", "จ้า", "อยู่ ป", "อยู่ ม", "อยู่ชั้น")


class UnlistedNames:
    def __init__(self, lists: NameLists, continuations: Continuations) -> None:
        self._lists = lists
        self._continuations = continuations

    def of_the_border(self, seen: Candidate, run: Run) -> int:
        """Letters that are syllables of a Karen, Mon or Burmese name; 0 for none."""
        single = next((at for at in range(5, 2, -1) if self._is_single(run, at)), 0)
        unsure = seen.title.kind in _NOT_OF_THE_BORDER
        if seen.title.kind == "district" or (unsure and self._continuations.is_said(seen.first_word)):
            return single
        least = Follows.PERSON if unsure else Follows.SENTENCE
        ends = ends_of_border_name(run.letters, seen.title.is_sure)
        found = next((at for at in ends if self._is_of_the_border(run, at, least)), 0)
        return found or single or self._of_any_syllables(run, seen)

    def _of_any_syllables(self, run: Run, seen: Candidate) -> int:
        """Names that begin with a rarer syllable, where a person acts and no word of speech begins."""
        if seen.spaced or seen.is_said or self._continuations.is_said(seen.first_word):
            return 0
        ends = (at for at in ends_of_border_name(run.letters, True) if at > 3)
        return next((at for at in ends if self._is_of_the_border(run, at, Follows.PERSON)), 0)

    def _is_single(self, run: Run, at: int) -> bool:
        """One syllable that is no word, and a person's verb behind: หม่อง, เมียะ."""
        name = run.letters[:at]
        if (
            name not in SYLLABLES
            or name in self._lists.words
            or self._lists.is_longer_word(run.letters[:LONGEST], at)
        ):
            return False
        return self._continuations.behind(run, at) >= Follows.PERSON

    def _is_of_the_border(self, run: Run, at: int, least: Follows) -> bool:
        letters = run.letters
        torn = letters[:at] in self._lists.words or self._lists.is_longer_word(letters[:LONGEST], at)
        if torn or not self._lists.goes_on(letters[at:], 0):
            return False
        return self._continuations.behind(run, at) >= least

    def of_two_words(self, seen: Candidate, run: Run) -> int:
        """Children are called by what their parents put together: ถุง + แป้ง."""
        letters, kind = run.letters, seen.title.kind
        of_child = seen.title.is_of_child or kind == "child"
        if not of_child or seen.spaced or seen.word >= _LONGEST_WORD or seen.first_word in OF_THE_YOUNG:
            return 0
        both = seen.word + self._lists.first_word(letters[seen.word :])
        words = (seen.first_word, letters[seen.word : both])
        if not all(self._continuations.is_odd(word, kind) for word in words):
            return 0
        return both if self._continuations.behind(run, both) >= Follows.END else 0

    def told(self, seen: Candidate, run: Run) -> int:
        """What somebody says to be called, before a particle or to the end of the run."""
        letters, title = run.letters, seen.title
        if title.kind != "introduced" or title.text == "นามสกุล" or seen.is_said:
            return 0
        ends = [letters.find(end, 2) for end in _AFTER_OWN_NAME]
        at = min([end for end in ends if end > 0], default=len(letters))
        is_told = title.tells_own_name or run.after.strip().startswith(_AFTER_OWN_NAME)
        if not is_told or at > _LONGEST_TOLD or letters.startswith(NOT_CALLED):
            return 0
        first_is_odd = not seen.word or self._continuations.is_odd(seen.first_word, "introduced")
        return at if first_is_odd and not self._continuations.is_ordinary(letters[:at], "introduced") else 0

    def with_rest(self, letters: str, at: int) -> int:
        """Where a name ends that goes on behind a listed one: นวล + ปรางค์."""
        if self._goes_on_from(letters, at) or self._lists.begins_with(letters[at:], OF_PERSONS):
            return at
        more = at + self._lists.called(letters[at:])
        if at < more <= LONGEST and self._goes_on_from(letters, more):
            return more
        if self._lists.word(letters[at:]):
            return at
        ends = range(at + 2, min(len(letters), at + _LONGEST_REST) + 1)
        return next((end for end in ends if self._ends_at(letters, end)), at)

    def of_any_letters(self, letters: str) -> int:
        """Up to the next word that can follow a name."""
        most = min(len(letters), LONGEST)
        return next((at for at in range(2, most) if self._ends_at(letters, at)), most)

    def _ends_at(self, letters: str, at: int) -> bool:
        rest = letters[at:]
        if letters[at - 1] in "เแโใไ" or not self._lists.goes_on(rest, 0):
            return False
        long_word = self._lists.word(rest) > 3 and self._lists.goes_on(rest)
        return long_word or self._lists.begins_with(rest, GO_ON) > 0

    def _goes_on_from(self, letters: str, at: int) -> bool:
        return at == len(letters) or self._lists.begins_with(letters[at:], GO_ON) > 0
