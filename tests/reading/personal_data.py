"""How much personal data the masks find, and how often they hide what is none. Counts items, not letters."""

from collections import Counter
from dataclasses import dataclass

from handlers.data import load_reader
from tests.reading.held_out import clean, held_out, personal

_MARKS = (
    "[ชื่อ]",
    "[เบอร์โทร]",
    "[เลขบัตร]",
    "[อีเมล]",
    "[ไลน์]",
    "[บ้านเลขที่]",
    "[เลขบัญชี]",
    "[บัญชี]",
    "[ทะเบียนรถ]",
    "[วันเกิด]",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """`found` of `there` items by kind; false alarms among clean messages and held-out answers; what was missed."""

    there: Counter[str]
    found: Counter[str]
    alarms: tuple[str, ...]
    clean: int
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / sum(self.there.values())

    @property
    def alarm_share(self) -> float:
        return len(self.alarms) / self.clean


def figures() -> Figures:
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed = []
    for one in personal():
        masked = load_reader().read(one.text, "problem").masked
        for kind, item in one.items:
            there[kind] += 1
            if item in masked:
                missed.append(f"{kind}: {one.text}")
            else:
                found[kind] += 1
    innocent = [*clean(), *(one.text for one in held_out())]
    alarms = [text for text in innocent if _is_masked(load_reader().read(text, "problem").masked)]
    return Figures(there, found, tuple(alarms), len(innocent), tuple(missed))


def _is_masked(text: str) -> bool:
    return any(mark in text for mark in _MARKS)
