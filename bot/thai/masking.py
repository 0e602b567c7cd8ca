"""Replaces personal data by marks. What is not personal stays exactly as it was typed."""

import re
from collections.abc import Iterator

from bot.thai.accounts import accounts
from bot.thai.addresses import houses
from bot.thai.contacts import contacts
from bot.thai.names import Names
from bot.thai.papers import papers
from bot.thai.personal_numbers import numbers
from bot.thai.segment import Segmenter

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")
_OTHER_DIGIT = re.compile("[๐-๙０-９]")
_LOOKS = 5  # a second is rare; nobody may keep the bot busy with a text made for it


class Masker:
    def __init__(self, segmenter: Segmenter) -> None:
        self._names = Names(segmenter)

    def masked(self, text: str) -> str:
        """Masking again changes nothing: a mark may uncover what its neighbour hid, so it looks again."""
        for _ in range(_LOOKS):
            before, text = text, self._once(text)
            if text == before:
                break
        return text

    def _once(self, text: str) -> str:
        spans = sorted(self._spans(text), key=lambda span: (span[0], -span[1]))
        kept, at = [], 0
        for start, end, mark in spans:
            if start >= at:
                kept += [text[at:start], mark]
                at = end
        return "".join((*kept, text[at:]))

    def _spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        plain = text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text
        yield from accounts(plain)
        yield from contacts(plain)
        yield from numbers(plain)
        yield from papers(plain)
        yield from houses(plain)
        yield from ((*span, "[ชื่อ]") for span in self._names.spans(text))
