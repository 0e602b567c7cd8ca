"""How a text goes on behind what may be a name: does a person do something there? Decides no name."""

from enum import IntEnum

from bot.thai.candidates import Run
from bot.thai.everyday import DONE, GO_ON, OF_PERSONS
from bot.thai.name_lists import NameLists
from bot.thai.ordinary import TELLS_PERSON, is_ordinary, is_role
from bot.thai.speech_parts import is_quality, is_spoken_on

WHAT_IS_DONE = frozenset(DONE)
_MORE_OF_PERSONS = "แก เขา เค้า เพิ่น ให้ ชวน เพิ่ง บริจาค เอา ใจเย็น มัก โทร อายุ"
_OF_PERSONS = OF_PERSONS | WHAT_IS_DONE | frozenset(_MORE_OF_PERSONS.split())
_AT_WORK = tuple("ร้าน ยาม โรงครัว เจ้าของ คน รปภ ครัว".split())
_NO_VERBS = tuple("ใน ที่ ของ นอก บน จาก แบบ ตัว ทั้ง หลาย บาง แต่ละ เพื่อ กว่า ด้วย".split())
# Verbs that complete the verb before them: "ลุงยืนรอ" has no name in it.
_COMPLETES = tuple("ให้ ไป มา ได้ ขึ้น ลง ออก เข้า กลับ อยู่ ต่อ ติด ไม่ ถึง หาย พบ เจอ".split())


class Follows(IntEnum):
    """What stands behind a word; the higher, the surer a person is meant."""

    OTHERWISE = 0
    SENTENCE = 1
    END = 2
    PERSON = 3


class Continuations:
    def __init__(self, lists: NameLists) -> None:
        self._lists = lists

    def behind(self, run: Run, at: int) -> Follows:
        rest = run.letters[at:]
        if not rest:
            return Follows.END if run.goes_on else Follows.SENTENCE
        if self._lists.begins_with(rest, _OF_PERSONS):
            return Follows.PERSON
        next_word = rest[: self._lists.first_word(rest)]
        if rest.startswith(_AT_WORK) or self._lists.begins_with(rest, GO_ON) or is_role(next_word):
            return Follows.SENTENCE
        is_verb = self.is_said(next_word) and not rest.startswith(_NO_VERBS)
        return Follows.PERSON if is_verb else Follows.OTHERWISE

    def does(self, rest: str) -> bool:
        """A person's verb comes next, and none that completes another verb."""
        if rest.startswith((*_COMPLETES, *_NO_VERBS)):
            return False
        return self._lists.begins_with(rest, WHAT_IS_DONE) > 0 or self._is_verb(
            rest[: self._lists.first_word(rest)]
        )

    def _is_verb(self, word: str) -> bool:
        return len(word) > 2 and is_spoken_on(word) and not is_quality(word) and word not in GO_ON

    def is_said(self, word: str) -> bool:
        """A verb or quality, or a word that joins others."""
        return word != "" and (word in WHAT_IS_DONE or is_spoken_on(word) or self._lists.is_verb(word))

    def is_ordinary(self, word: str, kind: str) -> bool:
        """Behind titles of this kind."""
        return word in GO_ON or is_ordinary(word, kind)

    def is_odd(self, word: str, kind: str) -> bool:
        """Neither spoken on with, nor ordinary there."""
        return word != "" and not self.is_ordinary(word, kind) and not self.is_said(word)


def tells_person(run: Run, at: int) -> bool:
    """Even after a verb, what comes next can only be said of a person."""
    return (run.letters[at:] + run.after).replace(" ", "").startswith(TELLS_PERSON)
