"""What an answer names only to say that it is fine ("ไม่มีปัญหาเรื่องเน็ต", "ครูครบแล้ว"). Codes nothing itself."""

import re
from collections.abc import Sequence
from functools import cached_property

from bot.thai.facets import FREE
from bot.thai.phrases import Phrases, Span
from bot.thai.segment import Cut, Segmenter
from bot.thai.signs import Named, Sign, Signs, is_not_lacking

# Questions to which "all is well" is an answer worth coding; so it is when nothing was asked.
WELCOMES_GOOD = FREE | {"strength", "current_state", "mechanism_current", "expected_result"}
_FINE = """ไม่มีปัญหา ไม่ได้มีปัญหา ไม่เป็นปัญหา ไม่ใช่ปัญหา หมดปัญหา ไม่มีปัญหาเรื่อง ไม่มีปัญหาด้าน ไม่ใช่เรื่อง ไม่ห่วงเรื่อง
    ไม่ต้องห่วงเรื่อง ไม่ได้พูดถึง ไม่เกี่ยวกับ ไม่น่าห่วง ไม่น่าเป็นห่วง ไม่ติดปัญหา ไม่ติดขัด"""
_TURNS = frozenset({"แต่", "แต่ว่า", "ส่วน", "เพียงแต่", "มีแต่"})
# Here begins what somebody really has to say, after a polite "all is well" or a thank-you.
_OPENERS = """แต่ แต่ว่า ส่วน เพียงแต่ ยกเว้น เว้นแต่ ติดที่ ติดตรง ติดแค่ ปัญหาคือ ปัญหาอยู่ที่ ที่เป็นปัญหาคือ เรื่องหลักๆคือ หลักๆคือ
    ที่ขาดคือ ขาดแค่ มีแค่ เสียแค่ แค่ นอกจาก เสียตรง เสียอย่างเดียว ที่น่าห่วงคือ ที่ห่วงคือ"""
_ENDS = tuple(sorted(_OPENERS.split(), key=len, reverse=True))
_ANY_TURN = re.compile("|".join(_ENDS))
_FEWEST_BEFORE = 2


class Denial:
    def __init__(self, signs: Signs, segmenter: Segmenter) -> None:
        self._signs, self._segmenter = signs, segmenter

    def fine(self, cut: Cut, signs: Sequence[Named], asking: str) -> frozenset[str]:
        """Themes that `signs` named, and every time as fine, where a question asked for what is not."""
        if asking in WELCOMES_GOOD:
            return frozenset()
        told = self._judged(cut, signs)
        return frozenset(
            {sign.theme for _, sign, fine in told if fine} - {s.theme for _, s, fine in told if not fine}
        )

    def signs(self, cut: Cut) -> list[tuple[Span, Sign, bool]]:
        """Signs of themes, each with whether its thing is said to be fine."""
        return self._judged(cut, self._signs.among(cut))

    def _judged(self, cut: Cut, signs: Sequence[Named]) -> list[tuple[Span, Sign, bool]]:
        calm = self._fine.longest_in(cut.words) if signs else []
        return [(span, sign, sign.well or _is_denied(span, cut.words, calm)) for span, sign in signs]

    @cached_property
    def _fine(self) -> Phrases:
        return Phrases(self._segmenter.phrase(phrase) for phrase in _FINE.split())


def turn(cut: Cut) -> tuple[Cut, Cut] | None:
    """What stands before and after the first turn of a text; None without a turn, or with nothing beside it."""
    if not _ANY_TURN.search("".join(cut.words)):
        return None
    said = ""
    for place, word in enumerate(cut.words):
        said += word
        if not said.endswith(_ENDS) or place + 1 == len(cut.words):
            continue
        longest = next(end for end in _ENDS if said.endswith(end))
        if len(said) - len(longest) > _FEWEST_BEFORE:
            return _part(cut, 0, place), _part(cut, place + 1, len(cut.words))
    return None


def _part(cut: Cut, start: int, end: int) -> Cut:
    return Cut(cut.words[start:end], cut.clauses[start:end])


def _is_denied(span: Span, words: tuple[str, ...], fine: list[Span]) -> bool:
    """ "ไม่มีปัญหาเรื่องเน็ต" and "ไม่ขาดครู" name a thing that is all right."""
    return is_not_lacking(span, words) or any(_is_beside(span, calm, words) for calm in fine)


def _is_beside(span: Span, calm: Span, words: tuple[str, ...]) -> bool:
    left, right = (calm, span) if calm.start < span.start else (span, calm)
    between = words[left.end : right.start]
    return len(between) <= 3 and not _TURNS.intersection(between)
