"""The word lists of summaries, from bot/data/points.toml. Values only; reads no file, knows no Thai."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Polite or empty at the end of a sentence, but not everywhere: "งานเยอะ", "ค่าเทอม".
_COUNT_ELSEWHERE = frozenset({"มาก", "เยอะ", "มากเกินไป", "ค่า"})


@dataclass(frozen=True, slots=True)
class WordLists:
    """`spellings`, `synonyms` and the lists in `same_of` lead from what is written to what it counts as.

    `relations` leads from words to the name of what they say of a thing, `abbreviations` from how they are
    compared to how they are shown.
    """

    edges: frozenset[str]
    ends_only: frozenset[str]
    owners: frozenset[str]
    general: frozenset[str]
    spellings: Mapping[str, str]
    synonyms: Mapping[str, str]
    relations: Mapping[str, str]
    same_of: Mapping[str, Mapping[str, str]]
    polite: frozenset[str]
    silent: frozenset[str]
    places: frozenset[str]
    ones: frozenset[str]
    doubts: frozenset[str]
    swearing: frozenset[str]
    short: frozenset[str]
    abbreviations: Mapping[str, str]

    def all_words(self) -> set[str]:
        """For the dictionary, so that no listed spelling is torn."""
        said = {*self.spellings, *self.spellings.values(), *self.synonyms, *self.synonyms.values()}
        return said | self.swearing | set(self.abbreviations)


def parse_word_lists(table: Mapping[str, Any]) -> WordLists:
    """Raises KeyError for a list that is missing."""
    silent = table["silent"]
    return WordLists(
        edges=_words(table["edges"]),
        ends_only=_words(table["ends_only"]),
        owners=_words(table["owners"]),
        general=_words(table["general"]),
        spellings=_turned(table["spellings"]),
        synonyms=_turned(table["synonyms"]),
        relations=_turned(table["relations"]),
        same_of={relation: _turned(things) for relation, things in table["same_of"].items()},
        polite=_words(silent["polite"]),
        silent=_words(silent["words"]) | _words(silent["polite"]) - _COUNT_ELSEWHERE,
        places=_words(silent["places"]),
        ones=_words(silent["ones"]),
        doubts=_words(silent["doubts"]),
        short=_words(table["short"]),
        swearing=_words(table["swearing"]),
        abbreviations={short.replace(".", ""): short for short in table["abbreviations"].split()},
    )


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _turned(lists: Mapping[str, str]) -> dict[str, str]:
    return {word: first for first, listed in lists.items() for word in listed.split()}
