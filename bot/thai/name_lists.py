"""Finds how many letters at the beginning of a text are a name. Knows lists, nobody in person."""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from bot.thai.everyday import EVERYDAY_NAMES, GO_ON
from bot.thai.name_parts import (
    JOINED,
    LONGEST,
    family_names,
    given_names,
    given_parts,
    made_of,
    sizes_of,
    surname_parts,
)
from bot.thai.nicknames import ALSO_VERBS, NICKNAMES, OF_ELDERLY

_LONGEST_WORD = 12
_FARTHEST_END = 8
_FAR_ENOUGH = 2 * _LONGEST_WORD + 3
_MOST_PLACES = 8192
OF_SURNAMES = ("ใจ", "ทอง", "แก้ว", "บุญ", "สุข", "ศรี", "แสง", "รัก", "คง", "มั่น")
_OF_TIME = frozenset(("เดือน", "วัน", "ปี"))
_MORE_WORDS = frozenset(("แม่ง", "โคตร"))
# Entries of the dictionary that nobody writes, and that tear a name from its neighbours ("เอก|สอน", "รัก|ครู").
_NO_WORDS = frozenset("เอกส สอนอ ครูด มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค".split())


class NameLists:
    def __init__(self, known: Callable[[], frozenset[str]]) -> None:
        self._known = known
        # The same few places are looked at from many sides.
        self._goes_on = lru_cache(_MOST_PLACES)(self._goes_on_unseen)
        self.is_longer_word = lru_cache(_MOST_PLACES)(self._is_longer_word_unseen)
        self.is_verb = lru_cache(_MOST_PLACES)(self._is_verb_unseen)

    @cached_property
    def words(self) -> frozenset[str]:
        """Dictionary words of two letters and more."""
        return frozenset(word for word in (self._known() - _NO_WORDS) | _MORE_WORDS if len(word) > 1)

    @cached_property
    def given(self) -> frozenset[str]:
        return frozenset(
            name for name in given_names() - EVERYDAY_NAMES - ALSO_VERBS - OF_ELDERLY if len(name) > 2
        )

    @cached_property
    def _firsts(self) -> frozenset[str]:
        """Given names that others are made with; months are not."""
        return self.given - _OF_TIME

    def is_sure_name(self, name: str) -> bool:
        """A listed name that is no word, or a long given name."""
        return (name in self._called and name not in self.words) or (len(name) > 3 and name in self.given)

    @property
    def surnames(self) -> frozenset[str]:
        return family_names()

    @cached_property
    def _called(self) -> frozenset[str]:
        return self.given | NICKNAMES

    def called(self, run: str) -> int:
        """Length of the given name or nickname that `run` begins with; 0 for none. Best is one that the rest
        goes on from as a sentence goes on after a name, else the longest."""
        called = self._called
        return self._best(run, [size for size in sizes_of(run, 2) if run[:size] in called])

    def formal(self, run: str) -> int:
        return self._longest_that_ends(run, given_names().__contains__, 2)

    def surname(self, run: str) -> int:
        return self._longest_that_ends(run, family_names().__contains__, 4)

    def put_together(self, run: str) -> int:
        """Length of a name in no list, made of parts that many given names share: กัญญา + วีร์."""
        made = self._best(run, made_of(run, *given_parts()))
        return made or self._best(run, made_of(run, self._firsts, self.given))

    def surname_put_together(self, run: str) -> int:
        size = self._best(run, made_of(run, *surname_parts()))
        return size if self.begins_with(run[size:], GO_ON) or size == len(run) else 0

    def begins_with(self, run: str, words: frozenset[str]) -> int:
        """Length of the longest of `words` at the beginning of `run`, if another word can follow."""
        for size in range(min(len(run), 10), 1, -1):
            if run[:size] in words and self.goes_on(run[size:], 1):
                return size
        return 0

    def _best(self, run: str, sizes: Iterable[int]) -> int:
        """`sizes` falling."""
        longest_one = 0
        for size in sizes:
            if self.goes_on(run[size:]):
                if size == len(run) or self.begins_with(run[size:], GO_ON):
                    return size
                longest_one = longest_one or size
        return longest_one

    def is_surname(self, run: str) -> bool:
        return run in family_names() or len(run) in made_of(run, *surname_parts())

    def _is_verb_unseen(self, word: str) -> bool:
        """Told by the dictionary: a verb or adjective makes nouns with การ and ความ."""
        return any(prefix + word in self.words for prefix in ("การ", "ความ", "น่า"))

    def begins_as_surname(self, run: str) -> bool:
        return (
            run.startswith(OF_SURNAMES)
            if run in self.words
            else any(run[:size] in surname_parts()[0] for size in (2, 3, 4))
        )

    def word(self, run: str) -> int:
        """Length of the longest dictionary word that `run` begins with."""
        return longest(run, self.words.__contains__, 2)

    def first_word(self, run: str) -> int:
        """Length of the dictionary word that a reader would see at the beginning of `run`; 0 for none."""
        return self._longest_that_ends(run, self.words.__contains__, 2)

    def _is_longer_word_unseen(self, run: str, size: int) -> bool:
        """Whether `run` begins with a dictionary word of more than `size` letters."""
        sizes = range(min(len(run), LONGEST), size, -1)
        return any(run[:longer] in self.words and self.goes_on(run[longer:], 1) for longer in sizes)

    def goes_on(self, rest: str, words: int = 2) -> bool:
        """Whether that many words can begin here: a name may not tear one."""
        return self._goes_on(rest[:_FAR_ENOUGH], words) if rest else True

    def _goes_on_unseen(self, rest: str, words: int) -> bool:
        if not rest:
            return True
        # Inside a syllable: a vowel sign, or the …ร์, …ทร์ of an end.
        if rest[0] in JOINED or "\u0e4c" in rest[1:3]:
            return False
        if words == 0:
            return True
        can_stand = self._can_stand
        for size in range(min(len(rest), _LONGEST_WORD), 1, -1):
            if rest[:size] in can_stand and self._goes_on_unseen(rest[size:], words - 1):
                return True
        return False

    def tears_next(self, run: str, size: int) -> bool:
        """Whether a name of `size` letters reaches into a word behind a word of speech: มีนา in มี|นายก."""
        if not size or size == len(run) or self.begins_with(run[size:], GO_ON):
            return False
        starts = [at for at in range(2, size) if run[:at] in GO_ON]
        ends = range(size + 1, min(len(run), size + _FARTHEST_END) + 1)
        return any(run[at:end] in self.words and self.goes_on(run[end:], 1) for at in starts for end in ends)

    @cached_property
    def _can_stand(self) -> frozenset[str]:
        return self.words | self._called

    def _longest_that_ends(self, run: str, known: Callable[[str], bool], shortest: int) -> int:
        for size in sizes_of(run, shortest):
            if known(run[:size]) and self.goes_on(run[size:]):
                return size
        return 0


def longest(run: str, known: Callable[[str], bool], shortest: int) -> int:
    """Length of the longest known beginning that does not tear a syllable."""
    for size in sizes_of(run, shortest):
        if (size == len(run) or run[size] not in JOINED) and known(run[:size]):
            return size
    return 0
