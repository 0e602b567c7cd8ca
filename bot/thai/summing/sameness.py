"""Whether two answers that are spelt nearly alike say the same. Would rather keep two apart than lose a denial."""

from collections import Counter
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from bot.thai.summing.meaning import Claim

_DENIES = ("ไม่", "อย่า", "ห้าม", "มิได้", "บ่")
_TYPO = 60
_LONG = 8


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying something: `content` are the words that carry it, `strange` those no dictionary has."""

    words: tuple[str, ...]
    content: frozenset[str]
    strange: frozenset[str]
    relations: tuple[str, ...]
    claim: Claim | None

    def numbers(self) -> Counter[str]:
        return Counter(word for word in self.words if any(letter.isdigit() for letter in word))

    def denials(self) -> int:
        return sum(word.startswith(_DENIES) for word in self.words)


def says_the_same(left: Wording, right: Wording) -> bool:
    misspelt = left.strange or right.strange
    if left.claim and right.claim and left.claim != right.claim and not misspelt:
        return False
    if left.relations != right.relations or left.denials() != right.denials():
        return False
    return left.numbers() == right.numbers() and _differs_in_spelling_only(left, right)


def _differs_in_spelling_only(left: Wording, right: Wording) -> bool:
    """A known word in place of another is another topic; one word more is nothing in a long answer."""
    only_left, only_right = left.content - right.content, right.content - left.content
    if not only_left or not only_right:
        added = len(only_left | only_right)
        return added == 0 or (added == 1 and min(len(left.content), len(right.content)) >= _LONG)
    if not (only_left & left.strange or only_right & right.strange):
        return False
    return ratio(_joined(left, only_left), _joined(right, only_right)) >= _TYPO


def _joined(wording: Wording, words: frozenset[str]) -> str:
    return "".join(word for word in wording.words if word in words)
