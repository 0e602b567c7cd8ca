"""What a whole message commands, if it commands anything. Never fires on a word inside a sentence.

`understand` knows the message and what was asked; it does not know the person and changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.words import distance, layout_swap, peeled, tidy

DESTRUCTIVE = frozenset({"delete_data", "withdraw", "restart"})
NO_FACET = frozenset({"", "consent", "role", "district", "nothing"})
_NEVER_GUESSED = frozenset({"yes", "no", "abuse", "greeting", "other"})
# "ไม่มา" is no misspelt "ไม่มี": here nothing but a tone mark may be wrong.
_ONLY_TONES = frozenset({"none"})
_NEVER_DOUBTED = frozenset({"yes", "no", "none", "thanks", "greeting", "abuse", "other", "start", "next"})
_TONES = re.compile("[\u0e47-\u0e4c]")
_VOWELS = re.compile("[\u0e2d\u0e30-\u0e3a\u0e40-\u0e4e]|[aeiou]")
_ALIKE = str.maketrans("ปพภผศษซณญฬรฏฎฐฑธทถฆขฃฅ", "บบบบสสสนยลลตดตดตตตคคคค")
_DOUBLED = re.compile(r"(.)\1+$")
_LONGEST_COMMAND = 40
_LONGEST_DOUBT = 15
_MOST_EDITS = 2

Near = tuple[str, str, frozenset[str]]
"""A form without tone marks, its intent, and its letters: who shares too few with it is no slip of it."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """`doubt` names a command that a short answer may have meant."""

    intent: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """How a summary is asked for: the words that open it, the periods, the focus words and the fillers."""

    heads: tuple[str, ...]
    periods: Mapping[str, str]
    focuses: Mapping[str, int]
    fillers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commands:
    """`forms` maps each typed form (tidied, without spaces) to its intent."""

    forms: Mapping[str, str]
    consent: Mapping[str, str]
    answers_when_asked: frozenset[str]
    nods: frozenset[str]
    ordinary: frozenset[str]
    summary: SummaryWords
    swearing: re.Pattern[str]
    around: re.Pattern[str]
    near: Mapping[str, tuple[Near, ...]] = field(default_factory=dict)

    def understand(self, text: str, asking: str = "") -> Understanding:
        if len(text) > _LONGEST_COMMAND * 8:
            return Understanding("answer" if any(letter.isalnum() for letter in text) else "other")
        plain = tidy(text)
        if asking == "consent":
            return self._consent(text, plain)
        found = self._whole(text, plain, asking)
        if found or len(plain) > _LONGEST_COMMAND:
            return Understanding(found or "answer")
        return self._nearly(plain)

    def _consent(self, text: str, plain: str) -> Understanding:
        """Only the word of consent consents; a nod, a number or "โอเค" does not."""
        for form in _forms(text):
            if form in self.consent:
                return Understanding(self.consent[form])
        if self._nearly_agreed(_squeezed(plain)):
            return Understanding("yes")
        found = self._whole(text, plain, "") or self._nearly(plain).intent
        return Understanding("other" if found in ("yes", "next", "none") else found)

    def _nearly_agreed(self, plain: str) -> bool:
        agreed = [form for form, answer in self.consent.items() if answer == "yes" and len(form) > 5]
        return plain[:1] == "ย" and any(distance(plain, form, 1) <= 1 for form in agreed)

    def _whole(self, text: str, plain: str, asking: str) -> str:
        if plain in self.forms:
            return self._as_asked(plain, asking)
        if not any(letter.isalnum() for letter in plain):
            return "other"
        for form in (*_forms(text), *self._other_layout(text)):
            if form in self.forms:
                return self._as_asked(form, asking)
        return "abuse" if self.swearing.fullmatch(_squeezed(plain)[:_LONGEST_COMMAND]) else ""

    def _as_asked(self, form: str, asking: str) -> str:
        asked = asking not in NO_FACET
        if asked and form in self.answers_when_asked:
            return "answer"
        intent = self.forms[form]
        return "yes" if asking == "nothing" and form in self.nods else intent

    def _other_layout(self, text: str) -> Iterator[str]:
        """Typed on the wrong layout: as sure as the form itself, except where a mistake would cost."""
        swapped = layout_swap(text.strip())
        return (form for form in _forms(swapped) if self.forms.get(form) not in DESTRUCTIVE and len(form) > 2)

    def _nearly(self, plain: str) -> Understanding:
        slip = self._misspelt(plain)
        if slip in DESTRUCTIVE:
            return Understanding("answer", slip)
        if slip:
            return Understanding(slip)
        return Understanding("answer", self._doubt(plain))

    def _misspelt(self, plain: str) -> str:
        for said in _forms(plain):
            bare = _TONES.sub("", said)
            if said in self.ordinary or len(bare) < 4:
                continue
            letters = frozenset(bare)
            for form, intent, of_form in self.near.get(bare[:1], ()) + self.near.get(bare[1:2], ()):
                if len(letters - of_form) > _MOST_EDITS:
                    continue
                if bare == form or (intent not in _ONLY_TONES and _is_slip(bare, form)):
                    return intent
        return ""

    def _doubt(self, plain: str) -> str:
        around = self.around.fullmatch(_squeezed(plain)) if len(plain) < _LONGEST_DOUBT else None
        return self.forms[around["form"]] if around else ""


def parse_commands(table: Mapping[str, Any]) -> Commands:
    forms = {_squeezed(tidy(form)): intent for intent, said in table["forms"].items() for form in said}
    for form, intent in list(forms.items()):
        if intent in DESTRUCTIVE:
            forms |= {form + _squeezed(tidy(ending)): intent for ending in table["question_endings"]}
    return Commands(
        forms=forms,
        consent={
            _squeezed(tidy(form)): answer for answer in ("yes", "no") for form in table["consent"][answer]
        },
        answers_when_asked=frozenset(_squeezed(tidy(form)) for form in table["answers_when_asked"]),
        nods=frozenset(_squeezed(tidy(form)) for form in table["nods"]),
        ordinary=frozenset(_squeezed(tidy(word)) for word in table["ordinary"]),
        summary=_summary_words(table["summary"]),
        swearing=_swearing(table["swearing"], table["around_swearing"]),
        around=_around(forms, table["around"]),
        near=_near(forms),
    )


def _summary_words(table: Mapping[str, Any]) -> SummaryWords:
    return SummaryWords(
        heads=tuple(_squeezed(tidy(head)) for head in table["heads"]),
        periods={_squeezed(tidy(said)): code for code, forms in table["periods"].items() for said in forms},
        focuses={
            _squeezed(tidy(said)): int(code) for code, forms in table["focuses"].items() for said in forms
        },
        fillers=tuple(_squeezed(tidy(word)) for word in table["fillers"]),
    )


def _swearing(words: list[str], around: list[str]) -> re.Pattern[str]:
    both = _any_of(words + around)
    return re.compile(f"(?:{_any_of(around)}){{0,4}}(?:{_any_of(words)})(?:{both}){{0,20}}")


def _around(forms: Mapping[str, str], table: Mapping[str, Any]) -> re.Pattern[str]:
    """A command word with nothing but small words about it: "ข้ามได้มั้ย", "ขอหยุดแป๊บ"."""
    words = [form for form, intent in forms.items() if intent not in _NEVER_DOUBTED and len(form) > 1]
    before, after = _any_of(table["before"]), _any_of(table["after"])
    return re.compile(f"(?:{before}){{0,3}}(?P<form>{_any_of(words)})(?:{after}){{0,4}}")


def _near(forms: Mapping[str, str]) -> dict[str, tuple[Near, ...]]:
    """Forms that a slip may have been meant for, by first letter and without tone marks."""
    near: dict[str, tuple[Near, ...]] = {}
    for form, intent in forms.items():
        bare = _TONES.sub("", form)
        if len(bare) > (5 if bare.isascii() else 3) and intent not in _NEVER_GUESSED:
            near[bare[0]] = (*near.get(bare[0], ()), (bare, intent, frozenset(bare)))
    return near


def _is_slip(said: str, form: str) -> bool:
    """Short words must sound alike; only a long one may differ by any letter or two."""
    limit = 1 if len(form) < 10 else _MOST_EDITS
    if distance(said, form, limit) > limit:
        return False
    return len(form) >= 7 or _sound(said) == _sound(form)


def _sound(word: str) -> str:
    """The consonants in their order, those that sound alike as one: "สรุบ" sounds like "สรุป"."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word).translate(_ALIKE))


def _forms(text: str) -> Iterator[str]:
    return (_squeezed(form) for form in peeled(text))


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted({_squeezed(tidy(word)) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)


def _squeezed(text: str) -> str:
    return text.replace(" ", "")
