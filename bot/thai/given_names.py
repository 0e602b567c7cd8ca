"""Decides how many letters behind a title are a given name or nickname, and when a word of everyday speech is meant."""

from functools import lru_cache

from bot.thai.candidates import Candidate, Run
from bot.thai.continuations import Continuations
from bot.thai.everyday import DONE, GO_ON, OF_PERSONS, OF_THE_YOUNG
from bot.thai.formal_names import FormalNames
from bot.thai.monk_names import MonkNames
from bot.thai.name_lists import NameLists
from bot.thai.nicknames import ALSO_VERBS, OF_ELDERLY
from bot.thai.no_names import LEARNS, NOT_CALLED, OTHERWISE, SUBJECT_TAUGHT, TEACHES, is_slip
from bot.thai.ordinary import TITLE_OF_THING, is_ordinary
from bot.thai.titles import Title
from bot.thai.told_by_title import ToldByTitle
from bot.thai.unlisted_names import UnlistedNames

# People repeat themselves, and texts made to keep the bot busy even more so.
_MOST_REMEMBERED = 2048


class GivenNames:
    def __init__(self, lists: NameLists) -> None:
        self._lists = lists
        continuations = Continuations(lists)
        self._unlisted = UnlistedNames(lists, continuations)
        self._told = ToldByTitle(lists, continuations, self._unlisted)
        self._monks = MonkNames(lists)
        self._formal = FormalNames(lists, continuations)
        self._remembered = lru_cache(_MOST_REMEMBERED)(self._size)

    def size(self, run: Run, title: Title) -> int:
        """Letters of the name at the beginning of `run`; 0 for none."""
        return self._remembered(run.letters, run.spaced, run.after, title.kind, title.text)

    def _size(self, letters: str, spaced: bool, after: str, kind: str, title_text: str) -> int:
        """Wherever in the text they stand."""
        run = Run(letters, 0, len(letters), spaced, after)
        title = Title(kind, 0, 0, title_text)
        taught = title.kind == "teacher" and SUBJECT_TAUGHT.match(run.letters)
        if taught or (not title.is_sure and run.letters.startswith(TITLE_OF_THING)):
            return 0
        seen = self._seen(run, title)
        if not title.is_sure and self._lists.tears_next(seen.letters, seen.listed):
            return 0
        known = self._known(seen)
        if not known:
            told = self._told.size(seen, run)
            return told or (self._formal.size(seen, run) if title.is_sure else 0)
        return max(self._unlisted.with_rest(letters, known), self._unlisted.of_the_border(seen, run))

    def _known(self, seen: Candidate) -> int:
        title = seen.title
        if title.is_sure:
            return self._behind_sure_title(seen)
        if title.is_of_monk and (dignity := self._monks.size(seen)):
            return dignity
        if self._is_shy(seen):
            return seen.word
        if seen.is_said and not self._goes_on_from(seen.letters, seen.listed):
            return 0
        if made := self._made(seen):
            return made
        if seen.listed and seen.listed >= seen.word:
            return seen.listed if self._is_meant(seen) else 0
        return self._rare(seen)

    def _seen(self, run: Run, title: Title) -> Candidate:
        letters, lists = run.letters, self._lists
        listed, word = lists.called(letters), lists.first_word(letters)
        torn = 0 < listed < word and lists.begins_with(letters[listed:], GO_ON) > 2
        if torn and not self._goes_on_from(letters, word):
            word = listed  # "เบลออกไป" is เบล and ออก, not เบลอ
        said = lists.begins_with(letters, GO_ON)
        is_said = said > 0 and not (said < 3 and self._hides_name(letters, said))
        return Candidate(letters, title, run.spaced, run.goes_on, listed, word, is_said)

    def _hides_name(self, letters: str, said: int) -> bool:
        """Two letters of speech may begin a long name: สิริกัญญา."""
        made = self._lists.put_together(letters)
        return (
            made > said + 4
            and letters[said:made] not in self._lists.words
            and self._goes_on_from(letters, made)
        )

    def _behind_sure_title(self, seen: Candidate) -> int:
        if seen.is_said or seen.first_word in GO_ON:
            said = self._lists.begins_with(seen.letters, GO_ON)
            return seen.listed if seen.listed > max(said, seen.word - 1) else 0
        listed = max(seen.listed, self._lists.formal(seen.letters))
        if listed and listed >= seen.word:
            return listed
        made = self._lists.put_together(seen.letters)
        if made > seen.word:
            return made
        if self._is_any_noun(seen):
            return seen.word
        unlisted = not seen.word or (seen.title.kind == "child" and not seen.spaced)
        return self._unlisted.of_any_letters(seen.letters) if unlisted else 0

    def _made(self, seen: Candidate) -> int:
        """Length of a name made of parts of names, where no listed name fits as well; else 0."""
        if seen.is_said or not seen.title.takes_unlisted or self._goes_on_from(seen.letters, seen.listed):
            return 0
        made = self._lists.put_together(seen.letters)
        return made if made > max(seen.word, seen.listed) else 0

    def _is_meant(self, seen: Candidate) -> bool:
        """Whether a listed name is one here, not the word that it also is."""
        if seen.title.makes_word_with(seen.name) or self._is_ordinary(seen):
            return False
        if seen.rest.startswith(OTHERWISE.get(seen.name, "\n")):
            return False
        if seen.title.kind == "district":
            return (seen.name in self._lists.given and seen.listed > seen.word) or self._is_of_person(
                seen.rest
            )
        if seen.listed > seen.word:
            return True
        if seen.title.kind == "parent":
            does = self._lists.begins_with(seen.rest, frozenset(DONE)) > 0
            return does or self._goes_on_from(seen.letters, seen.listed)
        return not seen.spaced or (not seen.rest and seen.goes_on)

    def _is_ordinary(self, seen: Candidate) -> bool:
        ordinary = seen.listed == seen.word and is_ordinary(seen.name, seen.title.kind)
        return ordinary and not self._goes_on_from(seen.letters, seen.listed)

    def _rare(self, seen: Candidate) -> int:
        """Names that are no list's, or everyday words."""
        if seen.title.is_of_monk:
            return 0
        if seen.word:
            return seen.word if self._is_any_noun(seen) else 0
        told = seen.title.kind == "introduced" or not seen.spaced
        return self._unknown(seen.letters) if told and seen.title.takes_unlisted else 0

    def _is_shy(self, seen: Candidate) -> bool:
        """A word that is a name only where a person's verb comes next."""
        name = seen.first_word
        shy = name in ALSO_VERBS or (name in OF_ELDERLY and seen.title.knows_elderly)
        if not shy or seen.spaced or seen.title.makes_word_with(name):
            return False
        if name in OF_ELDERLY and seen.title.knows_elderly:
            return not seen.is_said and self._is_of_person(seen.after_word)
        alone = name in ("เอก", "หนึ่ง") and seen.title.kind in ("young", "kin") and not seen.after_word
        does = LEARNS if seen.title.kind == "young" else TEACHES
        return alone or seen.after_word.startswith(does)

    def _is_any_noun(self, seen: Candidate) -> bool:
        """Children are called by any noun at all, and what somebody says to be called is a name."""
        young = seen.title.is_of_child and not seen.spaced and seen.first_word not in OF_THE_YOUNG
        if not (young or seen.title.tells_own_name) or not 3 <= seen.word <= 8:
            return False
        if seen.first_word.endswith("กว่า") or seen.letters.startswith(NOT_CALLED + DONE):
            return False
        if self._lists.is_verb(seen.first_word):
            return False
        return seen.word == len(seen.letters) or self._is_of_person(seen.after_word)

    def _unknown(self, letters: str) -> int:
        """Any letters, if they are not a slip of the pen."""
        end = self._unlisted.of_any_letters(letters)
        return 0 if is_slip(letters, letters[:end]) else end

    def _goes_on_from(self, letters: str, at: int) -> bool:
        """Nothing more, or what a sentence says after a name."""
        return at > 0 and (at == len(letters) or self._lists.begins_with(letters[at:], GO_ON) > 0)

    def _is_of_person(self, rest: str) -> bool:
        return self._lists.begins_with(rest, OF_PERSONS) > 0
