"""Cuts Thai text into words. Loads its dictionary once, at the first use; reads nothing else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pythainlp.corpus.common import thai_words
from pythainlp.tokenize.newmm import segment

from bot.thai.dictionary import Dictionary
from bot.words import tidy

READ_AT_MOST = 5_000
_LONG_RUN = re.compile(r"([0-9.,]{30})[0-9.,]+|([a-z_-]{40})[a-z_-]+")
_SCHOOL = re.compile(r"ร\.?ร\.")
# What stands in place of personal data says nothing: "[เบอร์โทร]" is no word about telephones; nor does half a letter.
_MASK = re.compile(r"\[[\u0e01-\u0e4e]{4,10}\]|[\ud800-\udfff]+")
_LETTER = re.compile(r"[^\W_]")
_THAI_DOT = re.compile(r"(?<=[\u0e01-\u0e5b])\.")
# Entries of the dictionary that only tear other words ("ผอม|มาก").
_NO_WORDS = frozenset({"มมาก"})
# What people write short, or in two ways, and what it is compared as.
_ONE_SPELLING = {
    "รร": "โรงเรียน",
    "นร": "นักเรียน",
    "โรงเรียม": "โรงเรียน",
    "คุณครู": "ครู",
    "อาจารย์": "ครู",
    "อจ": "ครู",
    "คนสอน": "ครู",
    "มั้ย": "ไหม",
    "มัย": "ไหม",
    "ม้าย": "ไหม",
    "บ่": "ไม่",
    "บ่มี": "ไม่มี",
    "ม่าย": "ไม่",
    "ป่าว": "เปล่า",
    "เฮา": "เรา",
    "สัญญาน": "สัญญาณ",
    "กระเหรี่ยง": "กะเหรี่ยง",
    "กระเหรียง": "กะเหรี่ยง",
    "งบประมาน": "งบประมาณ",
    "หลักสุตร": "หลักสูตร",
    "หลักสูด": "หลักสูตร",
    "นักเรีน": "นักเรียน",
    "คุนภาพ": "คุณภาพ",
    "คูร": "ครู",
    "ครุ": "ครู",
}


def matching_form(text: str) -> str:
    """The text as terms are compared with it: tidied, abbreviations without dots, "รร." written out, without masks."""
    plain = _LONG_RUN.sub(r"\1\2", tidy(_MASK.sub(" ", text[:READ_AT_MOST])))
    return _THAI_DOT.sub("", _SCHOOL.sub("โรงเรียน", plain))


@dataclass(frozen=True, slots=True)
class Cut:
    """`clauses` numbers the clause of each word: Thai writers set a space where a thought ends."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]


class Segmenter:
    """One dictionary with the codebook's own words in it."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = frozenset(matching_form(term) for term in terms)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(thai_words()) - _NO_WORDS

    @cached_property
    def _words(self) -> Dictionary:
        plain = Dictionary(self.known | _ONE_SPELLING.keys())
        own = (term for term in self._terms if not self._is_cut_well(term, plain))
        return Dictionary((*self.known, *_ONE_SPELLING, *own))

    def cut(self, text: str) -> Cut:
        """Words in matching form, without spaces and punctuation."""
        words: list[str] = []
        clauses: list[int] = []
        clause = 0
        for piece in segment(matching_form(text), self._words):
            if _LETTER.search(piece):
                word = piece.strip()
                words.append(_ONE_SPELLING.get(word, word))
                clauses.append(clause)
            else:
                clause += 1
        return Cut(tuple(words), tuple(clauses))

    def phrase(self, text: str) -> str:
        """A term as its words stand in a cut, joined."""
        return "".join(self.cut(text).words)

    def _is_cut_well(self, term: str, words: Dictionary) -> bool:
        """A phrase of known words needs no entry: an entry would hide its words from each other."""
        return term in self.known or all(
            word in self.known or not _is_thai(word) for word in segment(term, words)
        )


def _is_thai(word: str) -> bool:
    return any("\u0e01" <= letter <= "\u0e5b" for letter in word)
