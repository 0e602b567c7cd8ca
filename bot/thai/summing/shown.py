"""How words that were taken apart for comparing are written for people. Understands nothing."""

import re

from bot.thai.summing.wordlists import WordLists

_CLASS = re.compile("([ปมอ])([1-6])")
_LATIN = re.compile("[a-z]{1,5}[0-9]{0,2}")
_BOTH_LATIN = re.compile("[a-z0-9]+")


def shown(words: tuple[str, ...], lists: WordLists) -> str:
    """Abbreviations with their dot, classes as "ป.4", short Latin words as capitals."""
    said = ""
    for word in words:
        gap = " " if _BOTH_LATIN.fullmatch(word[:1]) or _BOTH_LATIN.fullmatch(said[-1:]) else ""
        said += (gap if said else "") + _written(word, lists)
    return said


def _written(word: str, lists: WordLists) -> str:
    if word in lists.abbreviations:
        return lists.abbreviations[word]
    if found := _CLASS.fullmatch(word):
        return f"{found[1]}.{found[2]}"
    return word.upper() if _LATIN.fullmatch(word) else word
