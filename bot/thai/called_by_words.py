"""People called by a word of every day (ครูน้อย, พี่ใหญ่, ผอ.สมควร): told by what stands around. Judges no letters alone."""

from functools import cached_property

from bot.thai.acting_names import ActingNames
from bot.thai.candidates import Run
from bot.thai.name_lists import NameLists
from bot.thai.name_parts import LONGEST
from bot.thai.nicknames import NICKNAMES
from bot.thai.ordinary import TITLE_OF_THING, is_role
from bot.thai.titles import Title
from bot.thai.word_names import (
    ABOUT,
    ACTS,
    AT_WORK,
    ENDED,
    FAMILY,
    JOINED,
    LEARNS,
    MET,
    MORE,
    NAMED,
    NEVER,
    NEVER_BEHIND,
    NEVER_OF_TEACHERS,
    NUMBERS,
    OF_ONE,
    OTHERWISE,
    OWN_NAME,
    PLACED,
    POLITE,
    QUALITIES,
    TEACHES,
    TELLS,
    WORDS,
)


class CalledByWords:
    def __init__(self, lists: NameLists) -> None:
        self._lists = lists
        self._acting = ActingNames(lists)

    def size(self, before: str, run: Run, title: Title) -> int:
        """Letters of the word that is a name here; 0 for none. `before` ends where the title begins."""
        if title.kind not in NEVER or run.letters.startswith(TITLE_OF_THING):
            return 0
        if title.kind == "introduced" and not title.tells_own_name:
            return 0
        sizes = range(min(len(run.letters), LONGEST), 1, -1)
        called = [at for at in sizes if run.letters[:at] in self._called]
        listed = next((at for at in called if self._is_meant(before, run, at, title)), 0)
        return listed or self._acting.size(run, title)

    def _is_meant(self, before: str, run: Run, at: int, title: Title) -> bool:
        word, rest = run.letters[:at], run.letters[at:]
        if (
            not self._lists.goes_on(rest, 0)
            or self._is_never(word, title)
            or self._says_otherwise(word, rest)
        ):
            return False
        spaced = run.spaced and title.kind != "introduced" and not title.text.endswith(".")
        return self._acts(run, at, title, spaced) or (
            (word in WORDS or title.kind == "district")
            and not spaced
            and not self._lists.is_longer_word(run.letters, at)
            and (self._is_placed(run, at, title) or self._is_told(before, run, at, title))
        )

    @cached_property
    def _called(self) -> frozenset[str]:
        return WORDS | NICKNAMES | self._lists.given

    def _is_never(self, word: str, title: Title) -> bool:
        if word in NEVER[title.kind] or (_is_teacher(title) and word in NEVER_OF_TEACHERS):
            return True
        if title.text == "หนู" or word in NEVER_BEHIND.get(title.text, ()):
            return True
        return is_role(word) and word not in MORE and (_is_teacher(title) or word not in QUALITIES)

    def _says_otherwise(self, word: str, rest: str) -> bool:
        if rest.startswith("ให้") and word not in QUALITIES and self._lists.is_verb(word):
            return True
        return word in OTHERWISE and rest != "" and OTHERWISE[word].match(rest) is not None

    def _acts(self, run: Run, at: int, title: Title, spaced: bool) -> bool:
        """A verb of one person comes at once; behind a gap only where the word says nothing else there."""
        word, rest = run.letters[:at], run.letters[at:]
        is_sure = word not in QUALITIES or (word in OF_ONE and _is_headmaster(title))
        if not rest:
            return is_sure and ACTS.match(run.after.strip()) is not None
        if (spaced and not is_sure) or not self._is_whole(run, at):
            return False
        if ACTS.match(rest) or (is_sure and (LEARNS.match(rest) or TEACHES.match(rest))):
            return True
        told = is_sure and word in WORDS and not spaced and not _is_teacher(title)
        return told and rest.startswith(TELLS)

    def _is_whole(self, run: Run, at: int) -> bool:
        kind_or_cruel = run.letters.startswith(("น้อยใจดี", "น้อยใจร้าย"))
        return kind_or_cruel or not self._lists.is_longer_word(run.letters, at)

    def _is_placed(self, run: Run, at: int, title: Title) -> bool:
        """What is taught, a class, a place of work, or a surname comes next, or another teacher."""
        rest = run.letters[at:]
        if TEACHES.match(rest) or JOINED.match(rest + run.after):
            return True
        if title.kind == "district":
            return not rest and TEACHES.match(run.after.strip()) is not None
        if not rest and (PLACED.match(run.after) or self._surname_follows(run)):
            return True
        return title.kind != "teacher" and AT_WORK.match(rest + run.after) is not None

    def _is_told(self, before: str, run: Run, at: int, title: Title) -> bool:
        """Nothing comes behind it, and the words before lead to a name."""
        word, follows = run.letters[:at], run.letters[at:] + run.after
        if title.kind == "introduced" and OWN_NAME.match(follows):
            return True
        if title.kind != "introduced" and before.endswith("(") and follows.startswith(")"):
            return word not in QUALITIES
        if not ENDED.match(follows):
            return False
        if title.kind == "introduced" or NAMED.search(before):
            return True
        if word not in QUALITIES and not self._lists.is_verb(word) and ABOUT.search(before):
            return True
        if word != "ดี" and MET.search(before):
            return True
        polite = title.kind == "teacher" and POLITE.match(follows) is not None
        sure = word not in QUALITIES or (word in OF_ONE and _is_headmaster(title))
        return polite and sure and word not in NUMBERS and not self._lists.is_verb(word)

    def _surname_follows(self, run: Run) -> bool:
        family = FAMILY.match(run.after)
        return family is not None and family[1] in self._lists.surnames and family[1] not in self._lists.words


def _is_teacher(title: Title) -> bool:
    return title.text.endswith(("ครู", "จารย์"))


def _is_headmaster(title: Title) -> bool:
    return title.kind == "teacher" and not _is_teacher(title)
