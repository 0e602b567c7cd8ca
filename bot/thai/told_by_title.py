"""Finds names by what does not ordinarily follow a title: rather one innocent word too many than one person shown."""

from collections.abc import Iterator
from functools import lru_cache

from bot.thai.candidates import Candidate, Run
from bot.thai.continuations import WHAT_IS_DONE, Continuations, Follows, tells_person
from bot.thai.everyday import GO_ON, OF_THE_YOUNG
from bot.thai.name_lists import NameLists
from bot.thai.name_parts import JOINED, given_names
from bot.thai.nicknames import ALSO_VERBS, NICKNAMES, OF_ELDERLY
from bot.thai.no_names import OTHERWISE
from bot.thai.ordinary import is_ordinary, is_role
from bot.thai.speech_parts import is_quality, is_spoken_on
from bot.thai.titles import ALSO_TITLES
from bot.thai.unlisted_names import UnlistedNames
from bot.thai.village_names import ALSO_WORDS

_LONGEST = 14
_LONGEST_NOUN = 9
_LONGEST_QUALITY = 5
# By these people are called whom one knows: any noun will do.
_FAMILIAR = ("kin", "young", "monk", "parent", "formal", "child")
# Short words that are sentences everywhere but here: "ตามีเลี้ยง…", "ลุงดีบอก…".
_LIVES_ON = frozenset("มี ดี พร้อม เก่ง แก่ ยิ้ม รัก เฉย เดียว".split())
_DEMONSTRATIVES = ("นี้", "นั้น", "ไหน", "ก่อน", "หน้า", "เดียว", "ใหม่", "เก่า")


class ToldByTitle:
    def __init__(self, lists: NameLists, continuations: Continuations, unlisted: UnlistedNames) -> None:
        self._lists = lists
        self._goes_on = continuations
        self._unlisted = unlisted

    def size(self, seen: Candidate, run: Run) -> int:
        """Letters of the name at the beginning of the run; 0 for none."""
        if seen.title.kind == "district":
            return 0
        border = self._unlisted.of_the_border(seen, run)
        sure = self._unlisted.told(seen, run) or (border if border > seen.word else 0)
        return sure or self._of_words(seen, run, border)

    def _of_words(self, seen: Candidate, run: Run, border: int) -> int:
        """The longest word decides; inside it only a listed name counts, where a person's verb follows."""
        hidden = False
        for at in self._sizes(run.letters):
            word = run.letters[:at]
            torn = hidden and (self._goes_on.behind(run, at) < Follows.PERSON or not is_listed(word))
            if not torn and self._is_name(seen, run, at):
                return at
            hidden = hidden or word in self._lists.words
            if at > 2 and self._hides_shorter(word, seen.title.kind):
                return 0
        return border or self._unlisted.of_two_words(seen, run)

    def _hides_shorter(self, word: str, kind: str) -> bool:
        """The word that a reader sees: speech goes on with it, whatever it begins with."""
        return word in self._lists.words and not self._goes_on.is_odd(word, kind)

    def _sizes(self, letters: str) -> Iterator[int]:
        sizes = range(min(len(letters), _LONGEST), 1, -1)
        return (at for at in sizes if self._is_word(letters[:at]) and self._lists.goes_on(letters[at:]))

    def _is_word(self, word: str) -> bool:
        return word in self._lists.words or is_listed(word)

    def _is_name(self, seen: Candidate, run: Run, at: int) -> bool:
        word, title = run.letters[:at], seen.title
        if run.letters.startswith((*_DEMONSTRATIVES, *OTHERWISE.get(word, ())), at):
            return False
        if title.is_sure:
            return self._is_sure(seen, run, at)
        if title.makes_word_with(word) or self._goes_on.is_ordinary(word, title.kind):
            return self._lives_on(seen, run, at)
        if self._goes_on.is_said(word):
            return self._is_told(seen, run, at)
        if is_listed(word):
            return self._goes_on.behind(run, at) >= self._least(seen, word)
        return self._is_noun(seen, run, at)

    def _least(self, seen: Candidate, word: str) -> Follows:
        """What has to follow a listed name."""
        if seen.spaced:
            return Follows.END
        nickname = word in NICKNAMES and (seen.title.is_of_child or len(word) > seen.word)
        return Follows.OTHERWISE if nickname else Follows.SENTENCE

    def _is_sure(self, seen: Candidate, run: Run, at: int) -> bool:
        """Behind นาย, ด.ญ. and the like."""
        word, title, follows = run.letters[:at], seen.title, self._goes_on.behind(run, at)
        if word in GO_ON or is_role(word) or title.text + word in ALSO_TITLES:
            return False
        if is_listed(word):
            return follows >= Follows.SENTENCE
        if seen.spaced or is_ordinary(word, title.kind):
            return False
        if title.is_noun and self._begins_ordinary(word, title.kind):
            return False
        return follows >= (Follows.PERSON if self._goes_on.is_said(word) else Follows.END)

    def _is_noun(self, seen: Candidate, run: Run, at: int) -> bool:
        """Unlisted, and no ordinary word behind this title."""
        word, title, follows = run.letters[:at], seen.title, self._goes_on.behind(run, at)
        longest = _LONGEST if title.is_of_child else _LONGEST_NOUN
        if seen.spaced or at > longest or self._begins_ordinary(word, title.kind):
            return False
        if title.is_of_child:
            return word not in OF_THE_YOUNG and follows >= Follows.SENTENCE
        if title.kind in _FAMILIAR or title.is_of_village:
            return follows >= Follows.END
        return title.kind in ("teacher", "honour") and tells_person(run, at)

    def _begins_ordinary(self, word: str, kind: str) -> bool:
        """A compound with an ordinary word: ทหารอากาศ, รถโรงเรียน, คนขับรถ."""
        starts = [size for size in range(2, len(word)) if word[size] not in JOINED]
        return any(
            word[:size] in GO_ON or (word[size:] in self._lists.words and self._is_no_name(word[:size], kind))
            for size in starts
        )

    def _is_no_name(self, word: str, kind: str) -> bool:
        said = word in WHAT_IS_DONE or (not is_listed(word) and self._goes_on.is_said(word))
        return said or is_ordinary(word, kind)

    def _is_told(self, seen: Candidate, run: Run, at: int) -> bool:
        """A verb or quality as well: a person's verb has to follow."""
        word, elder = run.letters[:at], seen.title.is_of_elder
        called = is_listed(word) or (elder and is_quality(word) and at <= _LONGEST_QUALITY)
        if not called or (seen.spaced and run.letters[at:]):
            return False
        does = (elder or is_quality(word)) and self._goes_on.does(run.letters[at:])
        return does or tells_person(run, at)

    def _lives_on(self, seen: Candidate, run: Run, at: int) -> bool:
        """A word that ordinarily follows, but a person's verb comes next: "ลุงแดงขับ…"."""
        word, title = run.letters[:at], seen.title
        if seen.spaced or (title.makes_word_with(word) and not title.takes_its_own_words):
            return False
        listed = word in NICKNAMES or word in OF_ELDERLY or word in ALSO_WORDS
        if not (listed or word in _LIVES_ON or (is_listed(word) and not is_spoken_on(word))):
            return False
        if title.text.endswith("ครู"):
            return not self._goes_on.is_said(word) and not is_role(word) and tells_person(run, at)
        does = title.kind == "kin" and listed and self._goes_on.does(run.letters[at:])
        return (title.is_of_elder or title.text in ("น้อง", "พี่")) and (does or tells_person(run, at))


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return given_names() | NICKNAMES | ALSO_VERBS | OF_ELDERLY | ALSO_WORDS


def is_listed(word: str) -> bool:
    """In any list of names, be it a word of every day as well."""
    return word in _listed()
