"""Phrases with who said them, and the units that they are made of. Weighs nothing."""

from collections import Counter
from dataclasses import dataclass, field

from bot.thai.summing.heard import Said

_DENIALS = frozenset({"ไม่", "ไม่ค่อย", "ไม่ได้", "ไม่เคย"})
_LONGEST_DENIALS = sorted(_DENIALS, key=len, reverse=True)

Run = tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """One phrase in all its wordings: runs of units, each with how often it was said."""

    people: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    answers: int = 0
    wordings: Counter[Run] = field(default_factory=Counter)
    _last: Said | None = None

    def hear(self, said: Said, run: Run) -> None:
        """Once for each place, an answer's places one after another."""
        self.answers += said is not self._last
        self._last = said
        self.people.add(said.voice.person)
        self.codes.add(said.voice.code)
        self.wordings[run] += 1

    def main(self) -> Run:
        """The wording that most answers have, a longer one around it not counted, the fullest of equals."""
        return max(self.wordings, key=lambda run: (self._alone(run), len(run), run))

    def _alone(self, run: Run) -> int:
        """How often it was said and not as the beginning or the end of a longer wording."""
        around = (
            times
            for longer, times in self.wordings.items()
            if len(longer) > len(run) and run in (longer[: len(run)], longer[-len(run) :])
        )
        return self.wordings[run] - sum(around)


def units(clause: tuple[str, ...]) -> Run:
    """Words, a denial being one with what it denies: "ไม่พอ"."""
    joined: list[str] = []
    denial = ""
    for word in clause:
        if not denial and word in _DENIALS:
            denial = word
            continue
        joined.append(denial + word)
        denial = ""
    return (*joined, denial) if denial else tuple(joined)


def taken_apart(unit: str) -> Run:
    """The words of a unit."""
    denial = next((denial for denial in _LONGEST_DENIALS if unit.startswith(denial) and unit != denial), "")
    return (denial, unit.removeprefix(denial)) if denial else (unit,)
