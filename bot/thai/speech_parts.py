"""Tells by the taggers' tables of the word library whether speech goes on with a word, or the word names a thing."""

import json
from collections.abc import Iterator
from functools import lru_cache

from pythainlp.corpus import get_corpus_as_is

_SAID = frozenset("VERB AUX ADV ADJ ADP DET PRON SCONJ CCONJ NUM PART INTJ".split())
_QUALITIES = ("ADJ", "VATT")
_ORCHID = "pos_orchid_unigram.json"
_TABLES = ("tdtb-unigram_tagger.json", "pos_tud_unigram.json", _ORCHID)


def is_spoken_on(word: str) -> bool:
    """Unknown words are not."""
    return word in _spoken_on()


def is_quality(word: str) -> bool:
    """An adjective: elderly people are called by one."""
    return word in _qualities()


@lru_cache(maxsize=1)
def _spoken_on() -> frozenset[str]:
    return frozenset(word for table in _TABLES for word, tag in _tags(table) if _is_said(table, tag))


@lru_cache(maxsize=1)
def _qualities() -> frozenset[str]:
    return frozenset(word for table in _TABLES for word, tag in _tags(table) if tag in _QUALITIES)


def _is_said(table: str, tag: str) -> bool:
    """Orchid has its own tags; those of nouns begin with N."""
    return tag in _SAID or (table == _ORCHID and not tag.startswith("N"))


def _tags(table: str) -> Iterator[tuple[str, str]]:
    """The tables are read once each; the tagger itself would go through all of one for every word."""
    tags: dict[str, str] = json.loads("".join(get_corpus_as_is(table)).removeprefix("\ufeff"))
    return ((word, tag) for word, tag in tags.items() if tag)
