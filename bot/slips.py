"""A command that was misspelt, or one that a short message may have meant. Never sure enough for a long message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.spelling import alike
from bot.words import distance

_NEVER_GUESSED = frozenset({"yes", "no", "abuse", "other"})
# "ไม่มา" is no misspelt "ไม่มี": here nothing but how it sounds may be wrong.
_ONLY_SOUND = frozenset({"none"})
_VOWELS = re.compile("[\u0e2d\u0e30-\u0e3a\u0e40-\u0e4e]|[aeiou]")
_ENDS = str.maketrans("ปพผญรฎจชซฐทถฆขฃฅดส", "บบบนนตตตตตตตคคคคตต")
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 4
_LONGEST = 24
_LONGEST_DOUBT = 15
_MOST_EDITS = 2

Near = tuple[str, str, frozenset[str]]
"""A form as it sounds, its intent, and its letters: who shares too few with it is no slip of it."""


@dataclass(frozen=True, slots=True)
class Slips:
    """`near` holds the forms by first letter and length; `ordinary` words mean themselves."""

    forms: Mapping[str, str]
    agreed: tuple[str, ...]
    ordinary: frozenset[str]
    around: re.Pattern[str]
    near: Mapping[tuple[str, int], tuple[Near, ...]]

    def meant(self, forms: tuple[str, ...]) -> str:
        """`forms`: the message without spaces, then with one polite ending less, and so on."""
        for said in forms:
            if said not in self.ordinary:
                bare = alike(said)
                found = self._slip_of(bare) if _SHORTEST <= len(bare) <= _LONGEST else ""
                if found:
                    return found
        return ""

    def _slip_of(self, bare: str) -> str:
        letters = frozenset(bare)
        sizes = range(len(bare) - _MOST_EDITS, len(bare) + _MOST_EDITS + 1)
        for key in [(first, size) for first in dict.fromkeys(bare[:2]) for size in sizes]:
            for form, intent, of_form in self.near.get(key, ()):
                if len(letters - of_form) > _MOST_EDITS:
                    continue
                if bare == form or (intent not in _ONLY_SOUND and is_slip(bare, form)):
                    return intent
        return ""

    def nearly_agreed(self, said: str) -> bool:
        return said[:1] == "ย" and any(distance(said, form, 1) <= 1 for form in self.agreed)

    def doubt(self, said: str) -> str:
        around = self.around.fullmatch(said) if len(said) < _LONGEST_DOUBT else None
        return self.forms[around["form"]] if around else ""


def near_forms(forms: Mapping[str, str]) -> dict[tuple[str, int], tuple[Near, ...]]:
    near: dict[tuple[str, int], tuple[Near, ...]] = {}
    for form, intent in forms.items():
        bare = alike(form)
        if len(bare) > (5 if bare.isascii() else 3) and intent not in _NEVER_GUESSED:
            key = (bare[0], len(bare))
            near[key] = (*near.get(key, ()), (bare, intent, frozenset(bare)))
    return near


def is_slip(said: str, form: str) -> bool:
    """Short words must sound alike; only a long one may differ by any letter or two."""
    limit = 1 if len(form) < 10 else _MOST_EDITS
    if abs(len(said) - len(form)) > limit or len(set(said) ^ set(form)) > 2 * limit:
        return False
    if distance(said, form, limit) > limit:
        return False
    return len(form) >= 7 or _sound(said) == _sound(form)


def _sound(word: str) -> str:
    """The consonants in their order, those that sound alike as one: "สรุบ" sounds like "สรุป"."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word).translate(_ENDS))
