"""What people type to join the team of organisers, and whom an owner invites. Cannot tell a right code from a wrong."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bot.words import distance, key

LONGEST = 200
"""Whatever is longer is talk and need not be looked at."""
_SLIPS = 2
_LONG_WORD = 4
_TONES = re.compile("[\u0e48-\u0e4b]")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# Twice as long as a code: one that was typed wrong deserves an answer too.
_CODE = re.compile("([^0-9A-Z]*)([0-9A-Z]{1,20})([^0-9A-Z]*)")


@dataclass(frozen=True, slots=True)
class Typed:
    """`code` has neither spaces nor dashes; `said`: the sentence stood before it."""

    code: str
    said: bool


def typed(text: str, sentence: str) -> Typed | None:
    """The code, when the whole message is the sentence and a code, or a code alone; None for all else.

    Spaces, dashes, tone marks, case, Thai digits, polite endings and two slips in the sentence do not matter.
    """
    found = _CODE.fullmatch(_plain(text)) if len(text) <= LONGEST else None
    if not found or key(f"k{found[3]}") != "k":
        return None
    if found[1] and distance(_bare(found[1]), _bare(sentence), _SLIPS) > _SLIPS:
        return None
    return Typed(found[2], bool(found[1]))


def role_and_label(words: str, roles: Mapping[str, str]) -> tuple[str, str]:
    """The role that the first or the last word names, "" where none does, and whatever else was said.

    `roles` has the words for each role, with spaces between them; words for "" name none, though they look so.
    """
    whole, said = " ".join(words.split()), words.split()
    known = [(word, role) for role, listed in roles.items() for word in listed.split()]
    for at in (0, -1) if said else ():
        for word, role in known:
            if _is_nearly(said[at], word):
                return (role, " ".join(said[1:] if at == 0 else said[:-1])) if role else ("", whole)
    for word, role in sorted(known, key=lambda each: -len(each[0])):
        if whole.startswith(word):
            return (role, whole.removeprefix(word)) if role else ("", whole)
    return "", whole


def _is_nearly(said: str, word: str) -> bool:
    left, right = _bare(said), _bare(word)
    slips = 1 if len(right) > _LONG_WORD else 0
    return distance(left, right, slips) <= slips


def _bare(text: str) -> str:
    return _TONES.sub("", _plain(text))


def _plain(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text).upper().translate(_THAI_DIGITS)
    return "".join(letter for letter in wide if unicodedata.category(letter)[0] in "LMN")
