"""Where a line of Thai may end: Thai sets no spaces between words. Changes no letter; draws nothing."""

from collections.abc import Iterable
from functools import cache

from pythainlp.corpus.common import thai_words
from pythainlp.tokenize.newmm import segment
from pythainlp.util import Trie

_NEVER_FIRST = ("ๆ", "ฯ", ")", "]", "”", "’", ".", ",", "/", "-", "–", "%", "!", "?", ":", ";")
_NEVER_LAST = ("(", "[", "“", "‘", ".", "/")


def pieces(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The text in pieces, spaces being pieces of their own; `names` are never torn. Joined, they are the text."""
    glued: list[str] = []
    for word in segment(text, _dictionary(frozenset(names))):
        if glued and not word.isspace() and _holds(glued[-1], word):
            glued[-1] += word
        else:
            glued.append(word)
    return tuple(glued)


def _holds(before: str, word: str) -> bool:
    if before.isspace():
        return False
    return word.startswith(_NEVER_FIRST) or before.endswith(_NEVER_LAST)


@cache
def _dictionary(names: frozenset[str]) -> Trie:
    return Trie(frozenset(thai_words()) | names)
