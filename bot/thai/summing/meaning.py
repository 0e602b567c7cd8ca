"""What a short answer claims: things, and what is said of them. Claims nothing of what it does not fully read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.thai.segment import Segmenter
from bot.thai.summing.grammar import is_noun, kinds
from bot.thai.summing.relations import DENIED, QUALITIES, settled
from bot.thai.summing.vocabulary import Vocabulary
from bot.thai.summing.wordlists import WordLists

MOST_WORDS = 8
_NOT = frozenset({"ไม่", "ไม่ได้", "ไม่ค่อย", "มิได้", "ไม่ต้อง", "ไม่อยาก"})
_STILL_NOT = frozenset({"ได้", "ค่อย", "ต้อง", "อยาก", "จะ"})
_POLITE_AT_THE_END = frozenset({"ค่า", "ขา"})
_ALONE, _TOO_LONG = 3, 3 * MOST_WORDS
_ANY = frozenset({"สัก", "อีก", "ซัก"})
_ONE = frozenset({"1", "หนึ่ง"})
_ASKING = frozenset({"ขอ", "อยากได้", "เพิ่ม", "ต้องการ", "อยาก", "อยากมี"})


@dataclass(frozen=True, slots=True)
class Claim:
    """`relation` is said of all `things` together; where it is empty, the things are the words themselves, in order."""

    relation: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    relation: str
    thing: str


class Meanings:
    def __init__(self, segmenter: Segmenter, lists: WordLists) -> None:
        self._segmenter = segmenter
        self._words = Vocabulary(segmenter, lists)

    @property
    def known_relations(self) -> Mapping[str, str]:
        return self._words.relations

    def claim(self, words: tuple[str, ...], proposed: bool = False) -> Claim | None:
        """None for what says several things, asks, doubts, or is too long to be sure of.

        A thing alone, proposed, is a thing asked for: "รถรับส่งค่ะ".
        """
        if len(words) > _TOO_LONG or self._words.doubts.intersection(words):
            return None
        items = list(self._items(words))
        relations = settled(tuple(item.relation for item in self._without_echo(items) if item.relation))
        things = self._whole(items)
        if not relations and not (proposed and 0 < len(things) <= _ALONE):
            return self._as_it_stands(words)
        relations = relations or ("lack",)
        if len(relations) != 1 or not 0 < len(things) <= MOST_WORDS:
            return None
        return Claim(relations[0], self._one_name(relations[0], things))

    def _as_it_stands(self, words: tuple[str, ...]) -> Claim | None:
        """Something done, not said of a thing: the same when it is the same words, but for politeness and emphasis."""
        parts = [part for part in self._parts(words) if part not in self._words.polite]
        named = tuple(self._words.synonyms.get(part, part) for part in parts)
        return Claim("", named) if 1 < len(named) <= MOST_WORDS else None

    def relations(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """All that is said of anything, in order: two answers that differ here are never one."""
        return tuple(item.relation for item in self._without_echo(list(self._items(words))) if item.relation)

    def _items(self, words: tuple[str, ...]) -> Iterator[_Item]:
        denied = ""
        for phrase in self._parts(words):
            relation = self._words.relations.get(phrase, "")
            if not relation and phrase in self._words.silent and not (denied and phrase in _STILL_NOT):
                continue
            if (phrase in _NOT and not denied) or (phrase in _STILL_NOT and denied):
                denied += phrase
            elif relation:
                yield _Item(DENIED.get(relation, relation) if denied else relation, "")
                denied = ""
            else:
                yield _Item("", denied + self._words.synonyms.get(phrase, phrase))
                denied = ""
        if denied:
            yield _Item("", denied)

    def _parts(self, said: tuple[str, ...]) -> Iterator[str]:
        """Known phrases, and the words between them; "สักคน" counts as nothing, "1 คัน" too where it is asked for."""
        words = tuple(self._split(said))
        idle = _ANY if _ASKING.isdisjoint(words) else _ANY | _ONE
        spans = {span.start: span for span in self._words.phrases.longest_in(words)}
        at = 0
        while at < len(words):
            if words[at] in idle and at + 1 < len(words) and words[at + 1] in self._words.ones:
                at += 2
                continue
            span = spans.get(at)
            end = span.end if span else at + 1
            yield "".join(words[at:end])
            at = end

    def _split(self, words: tuple[str, ...]) -> Iterator[str]:
        """A dictionary holds "เดินทางไกล" as one word: here it is a thing and what is said of it."""
        for word in words[:-1] if words[-1:] and words[-1] in _POLITE_AT_THE_END else words:
            if word.endswith(self._words.tails) and word not in self._words.known:
                yield from self._head_and_tail(word)
            else:
                yield word

    def _head_and_tail(self, word: str) -> tuple[str, ...]:
        tail = next(tail for tail in self._words.tails if word.endswith(tail))
        head = word.removesuffix(tail)
        return (head, tail) if head in self._segmenter.known else (word,)

    def _whole(self, items: list[_Item]) -> list[str]:
        """The things; two neighbours that are one word of the dictionary are one thing."""
        things: list[str] = []
        for before, item in zip([_Item("", ""), *items], items, strict=False):
            if before.thing and item.thing and before.thing + item.thing in self._segmenter.known:
                things[-1] = before.thing + item.thing
            elif item.thing:
                things.append(item.thing)
        return things

    def _without_echo(self, items: list[_Item]) -> Iterator[_Item]:
        """ "น้อยมาก" is no more than few, "อยากได้ … มาก" no more than a wish, "ร้อนมาก" and "ย้ายบ่อยมาก" mere emphasis."""
        wished = any(item.relation in ("want", "wish") for item in items)
        done = any(item.relation == "much" for item in items) and any(
            item.thing in self._deeds for item in items
        )
        for before, item in zip([_Item("", ""), *items], items, strict=False):
            if item.relation == "much" and (wished or done or before.relation in QUALITIES):
                continue
            yield item

    @cached_property
    def _deeds(self) -> frozenset[str]:
        kind = kinds(self._segmenter.known)
        return frozenset(word for word, found in kind.items() if found and not is_noun(found))

    def _one_name(self, relation: str, things: list[str]) -> tuple[str, ...]:
        same = self._words.same_of.get(relation, {})
        named = {same.get(thing, thing) for thing in things} - {""} or set(things)
        placeless = {thing for thing in named if thing not in self._words.places}
        return tuple(sorted(placeless or named))
