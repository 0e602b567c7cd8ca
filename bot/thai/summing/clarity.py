"""How well an answer stands for others when it is quoted: whole, readable, decent. Knows no topic."""

from bot.thai.summing.heard import MASK, Said
from bot.thai.summing.wordlists import WordLists

LONGEST = 200
_FEWEST_WORDS = 3
_BEST_FROM, _BEST_TO = 24, 120
_OPEN_ENDS = ("...", "…", "แต่", "เพราะ", "และ", "กับ", "ที่", "ว่า", "ถ้า")


def clarity(said: Said, lists: WordLists) -> float:
    """0 for what nobody should read out, 1 for a plain sentence or two."""
    text = said.voice.text.strip()
    masks = len(MASK.findall(text))
    if masks > 1 or swears(said, lists) or is_fragment(said, lists):
        return 0.0
    return _by_length(len(text)) * (0.5 if masks else 1.0)


def swears(said: Said, lists: WordLists) -> bool:
    return not lists.swearing.isdisjoint(said.words)


def is_fragment(said: Said, lists: WordLists) -> bool:
    """Fewer than three words that say something, or a sentence that breaks off."""
    telling = [word for word in said.words if word not in lists.silent and not word.isdigit()]
    return len(telling) < _FEWEST_WORDS or said.voice.text.strip().endswith(_OPEN_ENDS)


def _by_length(size: int) -> float:
    if size < _BEST_FROM:
        return 0.4 + 0.6 * size / _BEST_FROM
    if size <= _BEST_TO:
        return 1.0
    if size <= LONGEST:
        return 1.0 - 0.5 * (size - _BEST_TO) / (LONGEST - _BEST_TO)
    return 0.3
