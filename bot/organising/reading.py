"""What an organiser's message orders, if it orders anything. Most messages are answers, and stay answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.cutting import clipped
from bot.form import Form
from bot.organising.dates import Dates
from bot.organising.free import FreeWords
from bot.organising.letters import Letters, letters_of
from bot.organising.narrowing import narrowing
from bot.organising.orders import Order
from bot.organising.slips import Slips
from bot.organising.vocabulary import FILTERS, Vocabulary
from bot.organising.walking import Piece, Walk
from bot.spelling import other_layout, plain
from bot.words import graphemes

_LONGEST, _LONGEST_BEGUN, _LONGEST_LATIN, _LONGEST_SWAPPED = 120, 500, 60, 20
_LONGEST_WORDS = 20
_LONGEST_TOLD_BACK = 30
_MOST_STRANGE, _MOST_STRANGE_LETTERS = 2, 20
_NARROWS = frozenset({*FILTERS, "period", "since", "until", "before", "plain"})
_AROUND = frozenset({"small", "ending"})


class OrderReader:
    """`table` is bot/data/organising.toml. An unknown word beside an order is asked back, a telling one makes an
    answer of it."""

    def __init__(self, form: Form, table: Mapping[str, Any]) -> None:
        self._form = form
        self._vocabulary = Vocabulary(form, table)
        self._walk = Walk(self._vocabulary, Dates(form.commands.summary.months, table["dates"]))
        self._free = FreeWords(table)
        self._slips = Slips(table)
        self._kinds = tuple(table["orders"])
        self._bare = frozenset(kind for kind, told in table["orders"].items() if told.get("bare"))
        self._open = frozenset(
            letters_of(head).said for told in table["orders"].values() for head in told.get("open", ())
        )
        self._telling = tuple(table["small"]["telling"])

    def read(self, text: str, today: date) -> Order | None:
        """None for an answer. Never raises; `today` is Thailand's, for "ตั้งแต่เมื่อวาน" and for years."""
        begun = self._begins(text)
        for typed in (text,) if begun else (text, *_swapped(text)):
            order = self._read(typed, text, today, _LONGEST_BEGUN if begun else _LONGEST)
            if order:
                return order
        return None if begun else self._with_a_slip(text, today)

    def _begins(self, text: str) -> bool:
        """An order comes first, as it is written: whatever follows, the keyboard had the right language."""
        letters = letters_of(text[:_LONGEST])
        heads = (head for head in self._vocabulary.heads if letters.said.startswith(head))
        return any(len(head) in letters.opens for head in heads)

    def _with_a_slip(self, text: str, today: date) -> Order | None:
        for typed in (text, *_swapped(text)) if len(text) <= _LONGEST else ():
            for kind, mended in self._slips.mended(typed):
                order = self._read(mended, mended, today, _LONGEST)
                if order and order.kind == kind and self._is_nothing_else(order):
                    return order
        return None

    def _is_nothing_else(self, order: Order) -> bool:
        if order.kind == "announce" and order.words:
            return False
        return not order.unknown and len(order.words) <= _LONGEST_WORDS and not self._free.tells(order.words)

    def _read(self, text: str, shown: str, today: date, longest: int) -> Order | None:
        """`shown` is what was typed, where `text` is how the other keyboard has it."""
        letters = letters_of(text) if len(text) <= longest else None
        if letters and any(head in letters.said for head in self._vocabulary.heads):
            order = self._walked(letters, replace(letters, text=shown), today)
            if order:
                return order
        return self._free.read(text)

    def _walked(self, letters: Letters, shown: Letters, today: date) -> Order | None:
        pieces = self._walk.through(letters)
        heads = {piece.word.code for piece in pieces if piece.word and piece.word.name == "order"}
        kind = next((kind for kind in self._kinds if kind in heads), "")
        if not kind or not self._may_stand(kind, letters, pieces):
            return None
        known = [piece for piece in pieces if piece.word]
        words = [piece.word for piece in known if piece.word]
        narrowed = narrowing(words, self._form, today, comparing=kind == "compare")
        strange = [each for piece in pieces if not piece.word for each in _typed(shown, piece).split()]
        beside = [_typed(shown, known[at]) for at in narrowed.left]
        plainly = any(word.name == "plain" for word in words)
        return Order(kind, narrowed.scope, plain=plainly, unknown=_told_back((*strange, *beside)))

    def _may_stand(self, kind: str, letters: Letters, pieces: Sequence[Piece]) -> bool:
        names = {piece.word.name for piece in pieces if piece.word}
        if kind in self._bare and names & _NARROWS:
            return False
        strange = [piece for piece in pieces if piece.word is None]
        return not strange or (kind not in self._bare and self._asks_back(letters, pieces, strange))

    def _asks_back(self, letters: Letters, pieces: Sequence[Piece], strange: Sequence[Piece]) -> bool:
        """The order comes first, and what nobody knows stands apart from it, is short, and tells nothing."""
        first = next(
            at for at, piece in enumerate(pieces) if not piece.word or piece.word.name not in _AROUND
        )
        head = pieces[first]
        if letters.said[head.first : head.after] not in self._open:
            return False
        stands_apart = head.after in letters.opens or all(piece.first in letters.opens for piece in strange)
        typed = [each for piece in strange for each in _typed(letters, piece).split()]
        size = sum(piece.after - piece.first for piece in strange)
        short = len(typed) <= _MOST_STRANGE and size <= _MOST_STRANGE_LETTERS
        return stands_apart and short and not self._tells(typed)

    def _tells(self, typed: Iterable[str]) -> bool:
        return any(word in plain(each) for each in typed for word in self._telling)


def _swapped(text: str) -> tuple[str, ...]:
    """As the other keyboard has it, letter for letter, if the text is so short that it may have been meant."""
    longest = _LONGEST_LATIN if text.isascii() else _LONGEST_SWAPPED
    return (other_layout(text),) if len(text) <= longest else ()


def _typed(letters: Letters, piece: Piece) -> str:
    return letters.typed(piece.first, piece.after)


def _told_back(typed: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clipped(each, _LONGEST_TOLD_BACK, graphemes) for each in typed))
