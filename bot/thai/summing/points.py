"""Points: answers that say the same, however it is worded. One person counts once; nobody is left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import category

from bot.thai.segment import Segmenter
from bot.thai.summing.clarity import swears
from bot.thai.summing.heard import MASK, Heard, Said
from bot.thai.summing.meaning import Claim, Meanings
from bot.thai.summing.nearness import near_pairs
from bot.thai.summing.sameness import Wording, says_the_same
from bot.thai.summing.voice import Voice, people
from bot.thai.summing.wordlists import WordLists
from bot.words import key, tidy

_FORMAL = ("ครับ", "ค่ะ")


@dataclass(frozen=True, slots=True)
class Point:
    """`words` is the wording of its clearest member, as typed; `people` never exceeds the members."""

    words: str
    members: tuple[Voice, ...]
    people: int


class Points:
    def __init__(self, segmenter: Segmenter, lists: WordLists) -> None:
        self._segmenter = segmenter
        self._meanings = Meanings(segmenter, lists)
        self._lists = lists

    def of(self, heard: Heard) -> tuple[Point, ...]:
        """Largest first. Every voice is in exactly one point."""
        forms: dict[str, list[Said]] = defaultdict(list)
        for said in heard.said:
            forms[_form(said)].append(said)
        texts = sorted(forms)
        groups = _Groups(texts)
        groups.join_all(self._of_one_claim(forms))
        pairs = [(texts[left], texts[right]) for left, right in near_pairs(texts)]
        wordings = self._wordings({text: forms[text] for pair in pairs for text in pair})
        groups.join_all(pair for pair in pairs if says_the_same(wordings[pair[0]], wordings[pair[1]]))
        found = [self._point([said for form in group for said in forms[form]]) for group in groups.all()]
        return tuple(sorted(found, key=lambda point: (-point.people, -len(point.members), point.words)))

    def _of_one_claim(self, forms: Mapping[str, list[Said]]) -> Iterator[tuple[str, str]]:
        first: dict[Claim, str] = {}
        for text, members in forms.items():
            if claim := self._claim(members):
                yield first.setdefault(claim, text), text

    def _claim(self, members: list[Said]) -> Claim | None:
        return self._meanings.claim(
            members[0].words, any(said.voice.stance == "proposal" for said in members)
        )

    def _wordings(self, forms: Mapping[str, list[Said]]) -> dict[str, Wording]:
        return {text: self._wording(members) for text, members in forms.items()}

    def _wording(self, members: list[Said]) -> Wording:
        words, known = members[0].words, self._segmenter.known
        content = frozenset(word for word in words if word not in self._lists.silent)
        return Wording(
            words,
            content,
            strange=frozenset(word for word in content if word not in known or len(word) < 2),
            relations=self._meanings.relations(words),
            claim=self._claim(members),
        )

    def _point(self, members: list[Said]) -> Point:
        voices = tuple(said.voice for said in members)
        return Point(self._clearest(members), voices, people(voices))

    def _clearest(self, members: list[Said]) -> str:
        """One that says what of the thing it says, as most of them put it, and of those the plainest."""
        common = Counter(_form(said) for said in members)
        best = max(
            members, key=lambda said: (self._is_told(said), common[_form(said)], *self._plainness(said))
        )
        return best.voice.text.strip()

    def _is_told(self, said: Said) -> bool:
        """ "อยากได้รถรับส่ง" is clearer than "รถรับส่ง"."""
        return bool(self._meanings.relations(said.words)) and not MASK.search(said.voice.text)

    def _plainness(self, said: Said) -> tuple[bool, bool, int, int, str]:
        """Decent, spelt as the word lists spell, without a polite ending or with a formal one, short."""
        text = said.voice.text
        decent = not swears(said, self._lists) and not any(category(letter) == "So" for letter in text)
        as_listed = key(text).replace(" ", "") == _form(said)
        ending = 2 if tidy(text) == key(text) else int(tidy(text).endswith(_FORMAL))
        return decent, as_listed, ending, -len(text), text


class _Groups:
    """Forms joined into groups, whatever the order in which pairs come."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._head = {form: form for form in forms}

    def join_all(self, pairs: Iterable[tuple[str, str]]) -> None:
        for left, right in pairs:
            first, second = sorted((self._find(left), self._find(right)))
            self._head[second] = first

    def all(self) -> list[list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for form in self._head:
            groups[self._find(form)].append(form)
        return list(groups.values())

    def _find(self, form: str) -> str:
        while self._head[form] != form:
            self._head[form] = self._head[self._head[form]]
            form = self._head[form]
        return form


def _form(said: Said) -> str:
    """What two answers share that differ in politeness, spaces and listed spellings only."""
    return key("".join(said.words)) or said.voice.text.strip()
