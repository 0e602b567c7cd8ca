"""What a whole message commands, if it commands anything. Never fires on a word inside a sentence.

`understand` knows the message and what was asked; it does not know the person and changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.saying import Spellings
from bot.slips import Slips
from bot.spelling import is_mashed, other_layout
from bot.words import peeled, tidy

DESTRUCTIVE = frozenset({"delete_data", "withdraw", "restart"})
NO_FACET = frozenset({"", "consent", "role", "district", "nothing"})
_PLACED = ("role", "district")
_DOUBTED = frozenset({"skip", "back", "edit", "pause", "my_data"}) | DESTRUCTIVE
_LONGEST = 320
_LONGEST_PARTLY = 70
_SHORTEST_PART = 7
_MOST_PARTS = 5
_SHORT_REASON = 3
_LONG_NUMBER = 4
_LONGEST_FORM = 40
_LONGEST_SWAPPED = 60
_LONGEST_LATIN = 20


@dataclass(frozen=True, slots=True)
class Understanding:
    """`doubt` names a command that a short answer may have meant."""

    intent: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """How a summary is asked for, word by word as people write it.

    The lists of roles and districts hold only the names that these do not give themselves.
    """

    heads: tuple[str, ...]
    fillers: tuple[str, ...]
    periods: Mapping[str, str]
    focuses: Mapping[str, int]
    months: Mapping[str, str]
    roles: Mapping[str, str]
    districts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Commands:
    """`forms` maps each typed form (tidied, without spaces) to its intent; `signs` maps emoji."""

    forms: Mapping[str, str]
    consent: Mapping[str, str]
    signs: Mapping[str, str]
    answers_when_asked: frozenset[str]
    nods: frozenset[str]
    refuses_to_tell: frozenset[str]
    summary: SummaryWords
    clauses: Spellings
    agreeing: Spellings
    slips: Slips

    def understand(self, text: str, asking: str = "") -> Understanding:
        if len(text) > _LONGEST:
            return Understanding("answer" if any(letter.isalnum() for letter in text) else "other")
        tidied = tidy(text)
        if asking == "consent":
            return self._consent(text, tidied)
        forms = _forms(tidied)
        found = self._whole(text, tidied, forms, asking)
        return Understanding(found) if found else self._nearly(tidied, forms, asking)

    def _consent(self, text: str, tidied: str) -> Understanding:
        """Only the word of consent consents; a nod, a number or "โอเค" does not."""
        for form in map(_squeezed, peeled(tidied)):
            if form in self.consent:
                return Understanding(self.consent[form])
        for said in (tidied, *_other_layouts(text)):
            answer = self.agreeing.intent(said)
            if answer:
                return Understanding(answer)
        if self.slips.nearly_agreed(_squeezed(tidied)):
            return Understanding("yes")
        forms = _forms(tidied)
        found = self._whole(text, tidied, forms, "") or self._nearly(tidied, forms, "consent").intent
        return Understanding("other" if found in ("yes", "next", "none") else found)

    def _whole(self, text: str, tidied: str, forms: tuple[str, ...], asking: str) -> str:
        if not any(letter.isalnum() for letter in tidied):
            return self.forms.get(tidied) or self._sign(text, asking)
        for form in forms:
            if form in self.forms or (asking in _PLACED and form in self.refuses_to_tell):
                return self._as_asked(form, asking)
        found = self.clauses.intent(tidied)
        if not found:
            found = next(filter(None, (self._swapped(said) for said in _other_layouts(text))), "")
        return found or self._nothing(tidied, asking)

    def _sign(self, text: str, asking: str) -> str:
        """An emoji alone may be a button's picture; marks alone may be letters of the other keyboard."""
        found = {self.signs[sign] for sign in self.signs if sign in text}
        if len(found) == 1:
            sign = found.pop()
            return sign if sign != "yes" or asking == "nothing" else "other"
        return next(filter(None, map(self._swapped, _other_layouts(text))), "other")

    def _swapped(self, tidied: str) -> str:
        forms = map(_squeezed, peeled(tidied))
        form = next((form for form in forms if form in self.forms and len(form) > 1), "")
        return self.forms[form] if form else self.clauses.intent(tidied)

    def _as_asked(self, form: str, asking: str) -> str:
        if asking not in NO_FACET and form in self.answers_when_asked:
            return "answer"
        if asking in _PLACED and form in self.refuses_to_tell:
            return "skip"
        return "yes" if asking == "nothing" and form in self.nods else self.forms[form]

    def _nothing(self, tidied: str, asking: str) -> str:
        """A try of the keyboard, or a long bare number, is no answer."""
        said = _squeezed(tidied)
        number = said.isdigit() and len(said) >= _LONG_NUMBER and asking not in _PLACED
        return "other" if number or is_mashed(said) else ""

    def _nearly(self, tidied: str, forms: tuple[str, ...], asking: str) -> Understanding:
        slip = self.slips.meant(forms)
        if slip:
            return Understanding(slip)
        intent, unknown = self._partly(tidied)
        if intent and unknown <= _SHORT_REASON and asking in ("", "nothing"):
            return Understanding(intent)
        return Understanding("answer", self.slips.doubt(forms[0] if forms else "") or intent)

    def _partly(self, tidied: str) -> tuple[str, int]:
        """A clear command before a pause or after it, and the number of letters that nobody knows about it."""
        words = tidied.split()
        if len(tidied) > _LONGEST_PARTLY or not 1 < len(words) <= _MOST_PARTS:
            return "", 0
        letters = sum(map(len, words))
        cuts = range(1, len(words))
        parts = [*(words[:cut] for cut in reversed(cuts)), *(words[cut:] for cut in cuts)]
        for part in parts:
            size = sum(map(len, part))
            intent = self.clauses.intent(" ".join(part)) if size >= _SHORTEST_PART else ""
            if intent in _DOUBTED:
                return intent, letters - size
        return "", 0


def _other_layouts(text: str) -> Iterator[str]:
    """Marks are letters on the other keyboard, so the text comes as it was typed."""
    typed = text.strip()
    if len(typed) <= _LONGEST_SWAPPED and _may_be_swapped(typed):
        yield tidy(other_layout(typed))


def _may_be_swapped(typed: str) -> bool:
    """No Thai at all, nothing but a little Thai, or Latin with a Thai ending."""
    thai = sum("\u0e00" <= letter <= "\u0e7f" for letter in typed)
    if not thai or thai == len(typed.replace(" ", "")):
        return thai <= _LONGEST_LATIN
    return typed[0].isascii()


def _forms(tidied: str) -> tuple[str, ...]:
    """As `Commands.forms` may hold it: without its spaces, then with one polite ending less, and so on."""
    return tuple(map(_squeezed, peeled(tidied))) if len(tidied) <= _LONGEST_FORM else ()


def _squeezed(text: str) -> str:
    return text.replace(" ", "")
