"""The one intent of a message that is wholly made of known clauses. Never guesses at a word that it does not know."""

from dataclasses import dataclass

from bot.clauses import Lattice, Said
from bot.spelling import alike, apart, joined

# Which of several clauses counts: of the heaviest the one said last. What is not listed here is heavier still.
_LIGHT = ("", "other", "greeting", "yes", "thanks", "no", "none", "help", "abuse", "start", "next")
_LONGEST_CLAUSES = 90
_SHORTEST_LOOSE = 4
_SHORTEST_LOOSE_NOD = 7


@dataclass(frozen=True, slots=True)
class Spellings:
    """The same clauses as they are written, and as they sound."""

    exact: Lattice
    loose: Lattice
    ordinary: frozenset[str] = frozenset()

    def intent(self, tidied: str) -> str:
        """Empty when the message is not wholly made of known words."""
        words = apart(tidied)
        if sum(map(len, words)) > _LONGEST_CLAUSES:
            return ""
        sounds, pauses = joined(alike(" ".join(words)).split())
        loosely = self.loose.read(sounds, pauses)
        if not loosely:
            return ""
        text, breaks = joined(words)
        exactly = _meant(self.exact.read(text, breaks))
        return exactly or ("" if text in self.ordinary else _sure_enough(_meant(loosely), len(sounds)))


def _meant(readings: tuple[Said, ...]) -> str:
    """The reading with the fewest clauses, and in it the clause that weighs most."""
    if not readings:
        return ""
    said = min(readings, key=lambda said: (not any(said), len(said), -max(map(_weight, said))))
    return max(reversed(said), key=_weight)


def _sure_enough(intent: str, letters: int) -> str:
    """Short words that only sound alike are other words: "ใช้ได้" is no "ใช่ ได้"."""
    return intent if letters >= (_SHORTEST_LOOSE_NOD if intent in ("yes", "no") else _SHORTEST_LOOSE) else ""


def _weight(intent: str) -> int:
    return _LIGHT.index(intent) if intent in _LIGHT else len(_LIGHT)
