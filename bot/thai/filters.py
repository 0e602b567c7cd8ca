"""What a summary is asked for: "สรุปประเด็น 2 ไทรโยค ครู สัปดาห์นี้". Anything else it says makes it an answer."""

import re
from collections.abc import Iterable, Iterator

from bot.commands import SummaryWords
from bot.places import District, Role
from bot.reading import Filters
from bot.spelling import folded

_LONGEST = 120
_HEAD = "head"
# As `folded` writes "7 วันล่าสุด" and "ย้อนหลัง 7 วัน".
_DAYS_BACK = re.compile("([0-9]{1,3})วัน(?:ลาสูด|ยอนหลัง|ทีผานมา|ทีแลว|หลัง)?|ยอนหลัง([0-9]{1,3})วัน")

Value = tuple[str, str | int]
"""The filter that a word sets, and to what; a filler sets none, and a head is what a summary needs."""


class SummaryFilters:
    """Compares as words sound, so that neither tone marks nor spaces matter."""

    def __init__(self, words: SummaryWords, roles: Iterable[Role], districts: Iterable[District]) -> None:
        self._known = {
            folded(said): value for said, value in _values(words, roles, districts) if folded(said)
        }
        self._heads = tuple({folded(head) for head in words.heads})
        self._months = {folded(said): month for said, month in words.months.items()}
        self._day = re.compile(f"([0-9]{{1,2}})({'|'.join(sorted(self._months, key=len, reverse=True))})")
        sizes: dict[str, set[int]] = {}
        for word in self._known:
            sizes.setdefault(word[0], set()).add(len(word))
        self._sizes = {first: sorted(lengths) for first, lengths in sizes.items()}

    def read(self, text: str) -> Filters | None:
        """None when the message is not a summary with filters and nothing else."""
        said = folded(text) if len(text) <= _LONGEST else ""
        return self._read(said) if any(head in said for head in self._heads) else None

    def _read(self, said: str) -> Filters | None:
        """The longest words win; how far one came without an unknown word is remembered letter by letter."""
        reached: list[tuple[Value, ...] | None] = [None] * (len(said) + 1)
        reached[0] = ()
        for at in range(len(said)):
            before = reached[at]
            if before is None:
                continue
            for end, value in self._words_at(said, at):
                if reached[end] is None or len(before) + 1 < len(reached[end] or ()):
                    reached[end] = (*before, value)
        values = reached[-1]
        return _filters(values) if values and any(name == _HEAD for name, _ in values) else None

    def _words_at(self, said: str, at: int) -> Iterator[tuple[int, Value]]:
        day = self._day.match(said, at)
        if day:
            yield day.end(), ("day", f"{self._months[day[2]]}-{int(day[1]):02}")
        back = _DAYS_BACK.match(said, at)
        if back:
            yield back.end(), ("period", f"last_{int(back[1] or back[2])}_days")
        for size in self._sizes.get(said[at], ()):
            value = self._known.get(said[at : at + size]) if at + size <= len(said) else None
            if value:
                yield at + size, value


def _values(
    words: SummaryWords, roles: Iterable[Role], districts: Iterable[District]
) -> Iterator[tuple[str, Value]]:
    """The same word twice: what comes later counts."""
    yield from ((word, ("", "")) for word in words.fillers)
    yield from ((head, (_HEAD, "")) for head in words.heads)
    for role in roles:
        yield from ((name, ("role", role.code)) for name in (role.label, *role.names, *role.whole))
    for place in districts:
        yield from ((name, ("district", place.code)) for name in (place.label, *place.names))
    for name, codes in (("role", words.roles), ("district", words.districts), ("period", words.periods)):
        yield from ((said, (name, code)) for said, code in codes.items())
    yield from ((said, ("focus", focus)) for said, focus in words.focuses.items())
    yield from ((said, ("period", month)) for said, month in words.months.items())


def _filters(values: tuple[Value, ...]) -> Filters:
    said = dict(values)
    days = [str(value) for name, value in values if name == "day"]
    return Filters(
        focus=int(said.get("focus", 0)),
        district=str(said.get("district", "")),
        role=str(said.get("role", "")),
        period="..".join(days[:2]) or str(said.get("period", "")),
    )
